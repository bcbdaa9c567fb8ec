"""The strokes that pdfium gives lead to the cells that pdfplumber finds by itself."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from extractor.reading.pdf.find import TooDenseError, find_tables
from extractor.reading.pdf.rules import FEWEST_PATHS, Rule, paths_of, rules_of
from extractor.reading.source import Box
from pdf_files import Sheet, pdf_of

SHARED = Path(__file__).parents[2] / "../shared"
NAMES = (
    "directive-buses-2011",
    "godovoy-otchet-mp-2019",
    "munzadanie-cdt-9mes-2023",
    "otchet-tehnikum-2020-2021",
    "pismo-uchetnye-zapisi-2023",
    "prikaz-celevye-znacheniya-2025",
    "samoobsledovanie-detsad-teremok-2018",
)


def found(data: bytes) -> list[list[list[Box]]]:
    """By page, the tables as we find them."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        paths = paths_of(page)
        pages.append(find_tables(rules_of(paths, page, 0)) if len(paths) >= FEWEST_PATHS else [])
        page.close()
    document.close()
    return pages


def assert_as_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        expected = [[sorted(table.cells) for table in page.find_tables()] for page in document.pages]
    ours = found(data)
    assert [[len(table) for table in page] for page in ours] == [[len(table) for table in page] for page in expected]
    for page, wanted in zip(ours, expected, strict=True):
        for table, cells in zip(page, wanted, strict=True):
            for box, cell in zip(table, cells, strict=True):
                assert box == pytest.approx(cell, abs=1)


def test_a_table_with_merged_cells() -> None:
    sheet = Sheet()
    sheet.grid([57, 157, 257], [100, 120, 140])
    sheet.box(300, 100, 500, 200)
    sheet.line(300, 150, 500, 150)
    sheet.line(400, 150, 400, 200)
    assert_as_pdfplumber(pdf_of(sheet))


@pytest.mark.parametrize("name", NAMES)
def test_real_tables(name: str) -> None:
    path = SHARED / "dev/files/pdf" / f"{name}.pdf"
    if not path.exists():
        pytest.skip("the shared documents are not here")
    assert_as_pdfplumber(path.read_bytes())


def test_strokes_in_a_form_and_on_a_shifted_page() -> None:
    sheet = Sheet()
    sheet.grid([57, 157, 257], [100, 120, 140])
    plain = found(pdf_of(sheet))[0][0]
    shifted = pdf_of(sheet).replace(b"[0 0 595.0 842.0]", b"[9 9 595.0 842.0]")
    assert [box[0] for box in found(shifted)[0][0]] == pytest.approx([box[0] - 9 for box in plain])


def test_invisible_strokes_do_not_count() -> None:
    sheet = Sheet()
    sheet.grid([57, 157, 257], [100, 120, 140])
    sheet.drawn = [op.replace(" S", " n") for op in sheet.drawn]
    assert found(pdf_of(sheet)) == [[]]


def test_a_net_of_lines_is_refused() -> None:
    net = [Rule(0, y, 600, y) for y in range(0, 800, 4)] + [Rule(x, 0, x, 800) for x in range(0, 600, 4)]
    with pytest.raises(TooDenseError):
        find_tables(net)
