"""Native charts of plan and fact by year, two beside each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.export.series import caption
from extractor.export.xlsx_years import BASE, FACT, PLAN, YEAR, Placed

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from extractor.export.xlsx_book import Book

_WIDTH, _HEIGHT = 620, 330
# Rows of 20 points and columns of 64 pixels that a chart takes.
_ROWS, _COLUMNS = 18, 10
_ON_PAGE = 6
_LONGEST = 110
# XlsxWriter takes «…!A1» for a reference to a cell, with «=» before it or without.
_REFERENCE = re.compile(r"!(?=\$?[A-Z])")
_ROLES = (
    ("baseline", "База", BASE, "#B3BCC6"),
    ("target", "План", PLAN, "#5B8DB8"),
    ("actual", "Факт", FACT, "#4CA66B"),
)


def draw(book: Book, sheet: Worksheet, placed: list[Placed], whole: int) -> None:
    """Draw series out of ``whole`` that could be drawn."""
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, caption(len(placed), whole, "на листе «По годам»"), book.format(bold=True, font_size=14))
    for k, one in enumerate(placed):
        row, column = 2 + k // 2 * _ROWS, k % 2 * _COLUMNS
        sheet.insert_chart(row, column, _chart(book, one), {"object_position": 3})
    # No chart is cut in two by the end of a page.
    sheet.set_h_pagebreaks([2 + k * _ROWS for k in range(_ON_PAGE, -(-len(placed) // 2), _ON_PAGE)])


def _chart(book: Book, placed: Placed) -> object:
    one = placed.series
    chart = book.workbook.add_chart({"type": "column"})
    for role, name, column, colour in _ROLES:
        if one.has(role):
            chart.add_series(
                {
                    "name": name,
                    "categories": [placed.sheet, placed.first, YEAR, placed.last, YEAR],
                    "values": [placed.sheet, placed.first, column, placed.last, column],
                    "fill": {"color": colour},
                    "gap": 80,
                    "overlap": -5,
                    "data_labels": {"value": True, "num_format": "General", "font": {"size": 9}},
                }
            )
    chart.set_title({"name": f"{_short(one.title)}\n{_short(one.whose)}", "name_font": {"size": 11, "bold": True}})
    chart.set_x_axis({"num_font": {"size": 10}, "text_axis": True})
    lines = {"visible": True, "line": {"color": "#E3E7EB"}}
    # Columns are compared by their length, so they begin at nought; only a negative value goes below.
    begin = {} if one.negative else {"min": 0}
    chart.set_y_axis(
        {"name": _short(one.unit), "name_font": {"size": 9, "bold": False}, "major_gridlines": lines} | begin
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    return chart


def _short(text: str) -> str:
    """A text for a chart: not too long, and never a reference to a cell."""
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
    return _REFERENCE.sub("!\N{WORD JOINER}", text)
