"""``docs/registry.md`` tells every field, every problem and the figures of the code."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from extractor.registry import accreditation, delimited, load, table, workbook
from extractor.registry.problems import MOST_KEPT, WORDINGS
from extractor.registry.words import FIELDS

PAGE = (ROOT / "docs" / "registry.md").read_text("utf-8")


@pytest.mark.parametrize("word", [*FIELDS, *WORDINGS])
def test_every_field_and_problem(word: str) -> None:
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize(
    ("value", "figure", "words"),
    [
        (delimited.MOST_BYTES, 128 * 2**20, "a text | 128 MB"),
        (workbook.MOST_UNPACKED, 400 * 2**20, "unpacked | 400 MB"),
        (workbook.MOST_OTHER_PART, 20 * 2**20, "no sheet 20 MB"),
        (workbook.MOST_EMPTY_ROWS, 5000, "in a row | 5,000"),
        (table.MOST_COLUMNS, 300, "columns | 300"),
        (accreditation.MOST_BYTES, 4 * 2**30, "unpacked | 4 GB"),
        (accreditation.MOST_CERTIFICATE_BYTES, 8 * 2**20, "one certificate 8 MB"),
        (accreditation.MOST_RATIO, 250, "packing 250 to 1"),
        (load.MOST_ORGANISATIONS, 1_000_000, "organisations | 1,000,000"),
        (MOST_KEPT, 100, "first 100"),
    ],
)
def test_figures(value: int, figure: int, words: str) -> None:
    assert value == figure
    assert words in PAGE


def test_the_program_runs() -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(program.replace('"corpus/', f'"{ROOT.as_posix()}/corpus/'), "docs/registry.md", "exec"), {})
