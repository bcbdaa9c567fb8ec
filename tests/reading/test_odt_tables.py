"""Tables of an ODT: owner cells on a grid."""

from __future__ import annotations

import time

import pytest

from docx_files import texts_of
from extractor.errors import SvodkaError
from extractor.reading.odt.reader import read
from extractor.reading.source import RawTable
from odt_files import COVERED, cell, odt_of, p, read_whole, style, table


def grid(body: str, styles: str = "") -> RawTable:
    [found] = read_whole(odt_of(body, styles=styles)).items
    assert isinstance(found, RawTable)
    return found


def shape(found: RawTable) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rowspan, c.colspan, " ".join(i.text for i in texts_of(c.items))) for c in found.cells]


def test_merged_cells_have_one_owner() -> None:
    down, across = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    body = table(
        cell("№", down) + cell("Показатель", f"{down} {across}") + COVERED + cell("2019", across) + COVERED,
        COVERED + COVERED + COVERED + cell("план") + cell("факт"),
        cell("1") + cell("Охват") + cell("%") + cell("40") + cell("41"),
    )
    assert shape(grid(body)) == [
        (0, 0, 2, 1, "№"), (0, 1, 2, 2, "Показатель"), (0, 3, 1, 2, "2019"),
        (1, 3, 1, 1, "план"), (1, 4, 1, 1, "факт"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "Охват"), (2, 2, 1, 1, "%"), (2, 3, 1, 1, "40"), (2, 4, 1, 1, "41"),
    ]  # fmt: skip


def test_text_under_a_merged_cell_is_kept() -> None:
    body = table(
        cell("а", 'table:number-columns-spanned="2"') + f"<table:covered-table-cell>{p('б')}</table:covered-table-cell>"
    )
    assert shape(grid(body)) == [(0, 0, 1, 2, "а б")]


def test_groups_heads_and_nested_tables() -> None:
    inner = table(cell("внутри"))
    row = "<table:table-row>{}</table:table-row>"
    body = (
        "<table:table><table:table-columns><table:table-column/></table:table-columns><table:table-header-rows>"
        f"{row.format(cell('голова'))}</table:table-header-rows><table:table-row-group><table:table-rows>"
        f"{row.format(cell(p('снаружи') + inner))}</table:table-rows></table:table-row-group></table:table>"
    )
    found = grid(body)
    assert shape(found) == [(0, 0, 1, 1, "голова"), (1, 0, 1, 1, "снаружи внутри")]
    assert isinstance(found.cells[1].items[1], RawTable)
    assert found.cells[1].items[1].locator == "t1.r2.c1.t1"


def test_repeated_cells_and_rows() -> None:
    row = "<table:table-row{}>{}</table:table-row>"
    body = "<table:table>" + row.format("", cell("а", 'table:number-columns-repeated="2"') + cell("б"))
    body += row.format(
        ' table:number-rows-repeated="2"', cell("в") + cell("", 'table:number-columns-repeated="1000000000"')
    )
    body += row.format(' table:number-rows-repeated="1000000000"', cell()) + "</table:table>"
    found = [s for s in shape(grid(body)) if s[4]]
    assert [(s[0], s[1], s[4]) for s in found] == [(0, 0, "а"), (0, 1, "а"), (0, 2, "б"), (1, 0, "в"), (2, 0, "в")]


def test_spans_end_with_the_table() -> None:
    huge = 'table:number-rows-spanned="1000000000" table:number-columns-spanned="1000000000"'
    assert shape(grid(table(cell("а", huge), COVERED))) == [(0, 0, 2, 64, "а")]


def test_a_billion_full_cells_are_refused() -> None:
    again = 'table:number-columns-repeated="1000000000"'
    body = table(*[cell("а", again) * 40] * 40)
    start = time.perf_counter()
    with pytest.raises(SvodkaError) as refusal:
        read(odt_of(body), name="x")
    assert refusal.value.code == "too-large"
    assert time.perf_counter() - start < 1


def test_borders() -> None:
    def ruled(line: str) -> bool | None:
        box = (
            f'<style:style style:name="c" style:family="table-cell"><style:table-cell-properties {line}/></style:style>'
        )
        return grid(table(cell("а", 'table:style-name="c"')), box + style("x")).bordered

    assert ruled('fo:border="0.05pt solid #000000"') is True
    assert ruled('fo:border="none"') is False
    assert ruled('fo:border-bottom="1pt solid #000000"') is False
    assert ruled('fo:border-bottom="1pt solid" fo:border-left="1pt solid"') is True
