"""Tables of an ODT: rows of cells with spans become owner cells on a grid."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator

from lxml.etree import _Element as Element

from extractor.errors import SvodkaError
from extractor.reading.odt.names import (
    CELL,
    COVERED,
    FO,
    FORMULA,
    HEADING,
    PARAGRAPH,
    ROW,
    SILENT,
    STYLE_,
    TABLE,
    TABLE_,
    number_of,
)
from extractor.reading.odt.styles import Styles
from extractor.reading.source import RawCell, RawTable, RawText

Items = list[RawText | RawTable]

# Word allows 63 columns, Writer some hundred; a hostile file asks for a billion.
_MOST_SPAN = 64
_MOST_ROWS = 32_767
_ACROSS, _DOWN = TABLE_ + "number-columns-spanned", TABLE_ + "number-rows-spanned"
_CELLS_AGAIN, _ROWS_AGAIN = TABLE_ + "number-columns-repeated", TABLE_ + "number-rows-repeated"
# Writer repeats nothing, spreadsheets saved as texts repeat some; each copy is a piece of the tree.
_MOST_COPIED = 20_000


def write_out(root: Element, *, name: str) -> None:
    """Put the copies of repeated rows and cells into the tree, so that all that read it see the same.

    Raises:
        SvodkaError: too-large, when the copies are more than any paper has.
    """
    left = _MOST_COPIED
    for tag, attribute in ((CELL, _CELLS_AGAIN), (COVERED, _CELLS_AGAIN), (ROW, _ROWS_AGAIN)):
        for element in reversed(list(root.iter(tag))):  # what is inside comes first
            times = number_of(element.get(attribute), 1, most=_MOST_SPAN)
            if attribute in element.attrib:
                del element.attrib[attribute]
            if times < 2 or (tag == ROW and not _has_text(element)):
                continue
            left -= (times - 1) * sum(1 for _ in element.iter())
            if left < 0:
                raise SvodkaError("too-large", path=name, detail="слишком много повторённых ячеек")
            for _ in range(times - 1):
                again = copy.deepcopy(element)
                again.tail = None
                element.addnext(again)


def read_table(table: Element, *, read_cell: Callable[[Element, str], Items], styles: Styles, locator: str) -> RawTable:
    """One ``table:table`` as a grid.

    Args:
        table: the element.
        read_cell: reads a cell, given the place to begin its locators with.
        styles: of the part, for the borders.
        locator: of the table, such as ``t2``.
    """
    cells: list[RawCell] = []
    owners: dict[int, RawCell] = {}  # column → the last cell that stands or reaches there
    ruled: dict[str, bool] = {}  # by the cells' styles
    row = 0
    for element in _parts(table, (ROW,)):
        column = 0
        for cell in _parts(element, (CELL, COVERED)):
            place = f"{locator}.r{row + 1}.c{column + 1}."
            owner = owners.get(column) if cell.tag == COVERED else None
            if owner is not None and row < owner.row + owner.rowspan:
                # A covered cell is not shown; what it holds is kept, but an empty one numbers no list.
                if _has_text(cell):
                    owner.items += read_cell(cell, place)
                column += 1
                continue
            across = max(number_of(cell.get(_ACROSS), 1, most=_MOST_SPAN), 1)
            down = max(number_of(cell.get(_DOWN), 1, most=_MOST_ROWS), 1)
            owner = RawCell(row, column, read_cell(cell, place), rowspan=down, colspan=across)
            cells.append(owner)
            for at in range(column, column + across):
                owners[at] = owner
            style = cell.get(TABLE_ + "style-name", "")
            if style not in ruled:
                ruled[style] = _ruled(style, styles)
            column += 1
        row += 1
    for owner in cells:
        owner.rowspan = min(owner.rowspan, row - owner.row)
    return RawTable(cells, bordered=any(ruled.values()), locator=locator)


def _parts(parent: Element, tags: Iterable[str]) -> Iterator[Element]:
    """Rows of a table or cells of a row, groups and heads being looked through, tables within not."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag != TABLE and child.tag not in SILENT and child.tag.startswith(TABLE_):
            yield from _parts(child, tags)


def _has_text(element: Element) -> bool:
    return any(
        found.tag == FORMULA or len(found) or (found.text or "").strip()
        for found in element.iter(PARAGRAPH, HEADING, FORMULA)
    )


def _ruled(style: str, styles: Styles) -> bool:
    """Whether a style of cells draws lines around them; one side alone is a line to sign on, not a grid."""
    for link in styles.chain("table-cell", style):
        properties = link.find(STYLE_ + "table-cell-properties")
        if properties is not None:
            lines = {side: properties.get(FO + f"border{side}") for side in ("", "-top", "-bottom", "-left", "-right")}
            drawn = {side for side, line in lines.items() if line and not line.startswith("none")}
            return "" in drawn or bool(drawn & {"-top", "-bottom"} and drawn & {"-left", "-right"})
    return False
