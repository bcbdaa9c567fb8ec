"""A table of the markup as WordprocessingML."""

from __future__ import annotations

import re

from rendering.docx_xml import Writer
from rendering.markup import Cell, Table, text_of

_TEXT_WIDTH = 9638
"""Twentieths of a point between the margins: A4 less 2 cm on each side."""
_CHARACTER = 5.2
"""Of a column's least width for each character of its longest word, per half-point of the type's size."""
_PADDING = 260
_LONGEST_WORD = 24
_MOST_WEIGHT = 60
_SIZES = (24, 20, 18, 16)
"""Sizes of type that typists try, in half-points, until the words fit."""
_SPACES = re.compile(r"[ \t\n]+")


def table_xml(table: Table, writer: Writer) -> str:
    """One ``w:tbl`` with fixed columns, merged cells and, where it is ruled, all its lines."""
    size, widths = _widths(table)
    writer.size = size if size != _SIZES[0] else 0
    owners = {(cell.row, cell.column): cell for cell in table.cells}
    borders = "single" if table.ruled else "none"
    edges = "".join(
        f'<w:{edge} w:val="{borders}" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(f"<w:tr>{_row(table, row, owners, widths, writer)}</w:tr>" for row in range(table.rows))
    writer.size = 0
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(table: Table, row: int, owners: dict[tuple[int, int], Cell], widths: list[int], writer: Writer) -> str:
    """The cells of a row; a cell merged downwards stands in each of its rows, empty after the first."""
    parts: list[str] = []
    column = 0
    while column < table.columns:
        cell = _owner(row, column, owners)
        width = sum(widths[column : column + cell.colspan])
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        first = cell.row == row
        merge = ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>") if cell.rowspan > 1 else ""
        text = writer.runs(cell.pieces) if first else ""
        parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr><w:p>{text}</w:p></w:tc>')
        column += cell.colspan
    return "".join(parts)


def _owner(row: int, column: int, owners: dict[tuple[int, int], Cell]) -> Cell:
    return owners[max(place for place in owners if place[1] == column and place[0] <= row)]


def _widths(table: Table) -> tuple[int, list[int]]:
    """The largest size of type at which no word is cut, and the columns' widths.

    The rest of the line goes where there is more text.
    """
    longest, weight = [3] * table.columns, [1] * table.columns
    for cell in table.cells:
        if cell.colspan == 1:
            words = [len(word) for word in _SPACES.split(text_of(cell.pieces))]
            longest[cell.column] = max(longest[cell.column], min(max(words), _LONGEST_WORD))
            weight[cell.column] = max(weight[cell.column], min(sum(words), _MOST_WEIGHT))
    for size in _SIZES:
        least = [_PADDING + round(_CHARACTER * size * length) for length in longest]
        if sum(least) <= _TEXT_WIDTH:
            break
    room = max(0, _TEXT_WIDTH - sum(least))
    wide = [low + room * share // sum(weight) for low, share in zip(least, weight, strict=True)]
    return size, [min(width, width * _TEXT_WIDTH // sum(wide)) for width in wide]
