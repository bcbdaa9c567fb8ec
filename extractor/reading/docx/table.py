"""Tables of a DOCX: rows of cells with spans become owner cells on a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml.etree import _Element as Element

from extractor.reading.docx.names import (
    CELL,
    DELETED,
    ROW,
    ROW_PROPERTIES,
    VALUE,
    WORD,
    WRITTEN,
    child_value,
    properties_of,
    unwrapped,
    whole_number,
)
from extractor.reading.docx.styles import Styles
from extractor.reading.source import RawCell, RawTable, RawText

Items = list[RawText | RawTable]

# Word allows 63 columns; a hostile file may ask for 200 million.
_MOST_SPAN = 64
_PROPERTIES, _CELL_PROPERTIES = WORD + "tblPr", WORD + "tcPr"
_DOWN, _ACROSS, _SPAN = WORD + "vMerge", WORD + "hMerge", WORD + "gridSpan"
_BORDERS, _CELL_BORDERS = WORD + "tblBorders", WORD + "tcBorders"
_NO_LINE = frozenset({"none", "nil"})
_LEVEL_SIDES = (WORD + "top", WORD + "bottom")
_UPRIGHT_SIDES = tuple(WORD + side for side in ("left", "start", "right", "end"))
_GRID_STYLES = ("TableGrid", "Table Grid", "Сетка таблицы")


def read_table(table: Element, *, read_cell: Callable[[Element, str], Items], styles: Styles, locator: str) -> RawTable:
    """One ``w:tbl`` as a grid; deleted rows are left out.

    Args:
        table: the element.
        read_cell: reads a ``w:tc``, given the place to begin its locators with.
        styles: of the document, for the borders.
        locator: of the table, such as ``t2``.
    """
    cells: list[RawCell] = []
    above: dict[int, RawCell] = {}  # column → the cell that a vertical merge goes on with
    row = 0
    for element in unwrapped(table, ROW):
        properties = properties_of(element, ROW_PROPERTIES)
        if properties is not None and properties.find(DELETED) is not None:
            continue
        before = _span(child_value(properties, WORD + "gridBefore"), 0)
        above = _read_row(element, row, before, cells, above, read_cell, locator)
        row += 1
    return RawTable(cells, bordered=_bordered(table, styles), locator=locator)


def _read_row(
    element: Element,
    row: int,
    column: int,
    cells: list[RawCell],
    above: dict[int, RawCell],
    read_cell: Callable[[Element, str], Items],
    locator: str,
) -> dict[int, RawCell]:
    """Add the owner cells of one row; the cells that the next row may go on with."""
    below: dict[int, RawCell] = {}
    left: RawCell | None = None
    for cell in unwrapped(element, CELL):
        span, down, across = 1, None, None
        for child in _children(properties_of(cell, _CELL_PROPERTIES)):
            if child.tag == _SPAN:
                span = max(_span(child.get(VALUE), 1), 1)
            elif child.tag == _DOWN:
                down = child.get(VALUE, "continue")
            elif child.tag == _ACROSS:
                across = child.get(VALUE, "continue")
        place = f"{locator}.r{row + 1}.c{column + 1}."
        owner = left if across == "continue" else above.get(column) if down == "continue" else None
        if owner is None:
            owner = RawCell(row, column, read_cell(cell, place), colspan=span)
            cells.append(owner)
        else:
            if across == "continue":
                owner.colspan += span
            else:
                owner.rowspan += 1
            # Word hides what stands in the rest of a merged cell; it is kept, but numbers no list.
            if next(cell.iter(*WRITTEN), None) is not None:
                owner.items += read_cell(cell, place)
        if down is not None:
            below[column] = owner
        left = owner
        column += span
    return below


def _children(element: Element | None) -> Iterable[Element]:
    return () if element is None else element


def _span(text: str | None, default: int) -> int:
    return whole_number(text, default, most=_MOST_SPAN)


def _bordered(table: Element, styles: Styles) -> bool | None:
    """Whether lines are drawn: by the table, its style or its cells; ``None`` for an unknown style."""
    properties = properties_of(table, _PROPERTIES)
    own = None if properties is None else properties.find(_BORDERS)
    style = None if own is not None else child_value(properties, WORD + "tblStyle")
    by_table: bool | None = _has_line(own)
    if style is not None:
        by_table = _style_borders(style, styles)
    if by_table:
        return True
    # One side alone is a line to sign on, not a grid.
    ruled = any(_has_line(cell, *_LEVEL_SIDES) and _has_line(cell, *_UPRIGHT_SIDES) for cell in _cell_borders(table))
    return ruled or by_table


def _style_borders(style: str, styles: Styles) -> bool | None:
    chain = styles.chain(style)
    if style in _GRID_STYLES or any(child_value(link, WORD + "name") in _GRID_STYLES for link in chain):
        return True
    borders = (link.find(f"{_PROPERTIES}/{_BORDERS}") for link in chain)
    return _has_line(next((found for found in borders if found is not None), None)) if chain else None


def _cell_borders(table: Element) -> Iterable[Element]:
    for row in unwrapped(table, ROW):
        for cell in unwrapped(row, CELL):
            properties = properties_of(cell, _CELL_PROPERTIES)
            borders = None if properties is None else properties.find(_CELL_BORDERS)
            if borders is not None:
                yield borders


def _has_line(borders: Element | None, *sides: str) -> bool:
    return borders is not None and any(
        side.get(VALUE, "none") not in _NO_LINE and (not sides or side.tag in sides) for side in borders
    )
