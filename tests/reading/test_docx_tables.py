"""Grids: spans, nested tables, borders."""

from __future__ import annotations

import pytest

from docx_files import cell, docx_of, p, r, read_whole, table, texts_of
from extractor.reading.source import RawTable

Owner = tuple[int, int, int, int, str]


def grid_of(written: str, styles: str | None = None) -> RawTable:
    [grid] = read_whole(docx_of(written, styles=styles)).items
    assert isinstance(grid, RawTable)
    return grid


def owners(grid: RawTable) -> list[Owner]:
    """Row, column, rows and columns covered, text of every cell."""
    return [(c.row, c.column, c.rowspan, c.colspan, " ".join(i.text for i in texts_of(c.items))) for c in grid.cells]


def wide(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_have_one_owner() -> None:
    grid = grid_of(
        table(
            cell("№", DOWN) + cell("Показатель", DOWN) + cell("Значение", wide(2)),
            cell("", GOES_ON) + cell("", GOES_ON) + cell("план") + cell("факт"),
            cell("1") + cell("Доля") + cell("80") + cell("81,5"),
        )
    )
    assert owners(grid) == [
        (0, 0, 2, 1, "№"),
        (0, 1, 2, 1, "Показатель"),
        (0, 2, 1, 2, "Значение"),
        (1, 2, 1, 1, "план"),
        (1, 3, 1, 1, "факт"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "Доля"),
        (2, 2, 1, 1, "80"),
        (2, 3, 1, 1, "81,5"),
    ]
    assert [i.locator for i in texts_of(grid.cells[-1].items)] == ["t1.r3.c4.p1"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [cell("а", DOWN), cell("", GOES_ON), cell("б", DOWN), cell("", GOES_ON)],
            [(0, 0, 2, 1, "а"), (2, 0, 2, 1, "б")],
            id="one merge after another",
        ),
        pytest.param([cell("а", GOES_ON), cell("б", GOES_ON)], [(0, 0, 2, 1, "а б")], id="a merge without a beginning"),
        pytest.param(
            [cell("а", '<w:hMerge w:val="restart"/>') + cell("", '<w:hMerge w:val="continue"/>') + cell("б")],
            [(0, 0, 1, 2, "а"), (0, 2, 1, 1, "б")],
            id="merges of old files",
        ),
        pytest.param(
            ["<w:trPr><w:gridBefore w:val='2'/><w:gridAfter w:val='1'/></w:trPr>" + cell("а")],
            [(0, 2, 1, 1, "а")],
            id="gaps",
        ),
        pytest.param(
            ["<w:trPr><w:del/></w:trPr>" + cell("нет"), "<w:trPr><w:ins/></w:trPr>" + cell("да")],
            [(0, 0, 1, 1, "да")],
            id="deleted and inserted rows",
        ),
        pytest.param(
            [cell("а", wide(200_000_000)) + cell("б")],
            [(0, 0, 1, 64, "а"), (0, 64, 1, 1, "б")],
            id="hostile span",
        ),
        pytest.param(
            [cell("а", wide(-1)) + cell("б", "<w:gridSpan/>")],
            [(0, 0, 1, 1, "а"), (0, 1, 1, 1, "б")],
            id="no span",
        ),
    ],
)
def test_grids(rows: list[str], expected: list[Owner]) -> None:
    assert owners(grid_of(table(*rows))) == expected


def test_nested_table_stays_in_its_cell() -> None:
    grid = grid_of(table(cell(p("до") + table(cell("внутри")) + p("после"))))
    [before, inner, after] = grid.cells[0].items
    assert isinstance(inner, RawTable)
    assert inner.locator == "t1.r1.c1.t1"
    assert [i.locator for i in texts_of([before, inner, after])] == [
        "t1.r1.c1.p1",
        "t1.r1.c1.t1.r1.c1.p1",
        "t1.r1.c1.p2",
    ]


LINES = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'
NO_LINES = '<w:tblBorders><w:top w:val="nil"/><w:insideH w:val="none"/></w:tblBorders>'
STYLES = (
    '<w:style w:type="table" w:styleId="a"><w:name w:val="Table Grid"/></w:style>'
    '<w:style w:type="table" w:styleId="b"><w:basedOn w:val="c"/></w:style>'
    f'<w:style w:type="table" w:styleId="c"><w:tblPr>{LINES}</w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="d"><w:name w:val="Normal Table"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "of_cell", "bordered"),
    [
        (LINES, "", True),
        (NO_LINES, "", False),
        ("", "", False),
        ('<w:tblStyle w:val="a"/>', "", True),
        ('<w:tblStyle w:val="b"/>', "", True),
        ('<w:tblStyle w:val="d"/>', "", False),
        ('<w:tblStyle w:val="неизвестный"/>', "", None),
        ('<w:tblStyle w:val="a"/>' + NO_LINES, "", False),
        ("", '<w:tcBorders><w:top w:val="single"/><w:left w:val="single"/></w:tcBorders>', True),
        ("", '<w:tcBorders><w:bottom w:val="single"/></w:tcBorders>', False),
    ],
)
def test_borders(properties: str, of_cell: str, bordered: bool | None) -> None:
    assert grid_of(table(cell("а", of_cell), properties=properties), STYLES).bordered is bordered


def test_bold_heads() -> None:
    grid = grid_of(table(cell(p(r("План", "<w:b/>"))) + cell(p(r("Факт")))))
    assert [i.bold for i in texts_of([grid])] == [True, False]
