"""Real layouts: a PDF says what the DOCX it was printed from says, block by block."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from extractor.reading.docx import reader as docx
from extractor.reading.pdf import reader as pdf
from extractor.reading.source import RawTable, RawText, Reading
from pdf_files import lost, tables_of

SHARED = Path(__file__).parents[2] / "../shared/dev/files"
NAMES = (
    "decision-inclusion-2022",
    "decision-sferum-2024",
    "directive-buses-2011",
    "godovoy-otchet-mp-2019",
    "minutes-heads-2023",
    "order-meals-2025",
    "otchet-tehnikum-2020-2021",
    "pismo-uchetnye-zapisi-2023",
    "plan-shnor-2024-2025",
    "report-tochka-rosta-2023",
)
# The shares of paragraphs and cells that must agree, white space apart.
PARAGRAPHS, CELLS = 0.97, 0.98


def plain(item: RawText) -> str:
    text = f"{item.number or ''} {item.text}".replace("\u00ad", "")
    return " ".join(re.sub("[\uf0b7•]", "•", text).split())


def paragraphs(reading: Reading) -> list[str]:
    texts = [item for item in reading.items if isinstance(item, RawText) and item.kind not in ("header", "footer")]
    return [said for item in texts if (said := plain(item))]


def grid(table: RawTable) -> dict[tuple[int, int, int, int], str]:
    return {
        (c.row, c.column, c.rowspan, c.colspan): " ".join(plain(i) for i in c.items if isinstance(i, RawText))
        for c in table.cells
    }


@pytest.fixture(params=NAMES)
def twins(request: pytest.FixtureRequest) -> tuple[Reading, Reading]:
    paths = [SHARED / kind / f"{request.param}.{kind}" for kind in ("docx", "pdf")]
    if not all(path.exists() for path in paths):
        pytest.skip("the shared documents are not here")
    word, printed = (path.read_bytes() for path in paths)
    return docx.read(word, name="x"), pdf.read(printed, name="x")


def test_paragraphs_are_the_same(twins: tuple[Reading, Reading]) -> None:
    word, printed = map(paragraphs, twins)
    same = SequenceMatcher(None, word, printed, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in same) >= PARAGRAPHS * len(word)


def test_tables_are_the_same(twins: tuple[Reading, Reading]) -> None:
    word, printed = ([grid(table) for table in tables_of(reading)] for reading in twins)
    assert [sorted(table) for table in printed] == [sorted(table) for table in word]
    pairs = [(table[place], twin[place]) for table, twin in zip(word, printed, strict=True) for place in table]
    assert sum(said == read for said, read in pairs) >= CELLS * len(pairs)


def test_no_letter_is_lost(twins: tuple[Reading, Reading]) -> None:
    assert lost(twins[1]) == 0
