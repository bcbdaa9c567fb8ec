"""The grid of a table, and the finished ``RawTable``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.reading.pdf.cells import Room, cell_joins, padding
from extractor.reading.pdf.compose import compose
from extractor.reading.pdf.grid import Raster, TablePart
from extractor.reading.pdf.lines import Line
from extractor.reading.source import Box, RawCell, RawTable, RawText


@dataclass(slots=True)
class GridCell:
    """A cell in its place; ``lines`` may come from two pages."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    lines: list[Line] = field(default_factory=list)

    @property
    def letters(self) -> str:
        return "".join("".join(line.text.split()) for line in self.lines)


@dataclass(slots=True)
class Grid:
    """A table over one or several pages; ``edges`` are the x of its column borders."""

    edges: list[float]
    cells: list[GridCell]
    pages: list[int]
    pad: float

    @property
    def rows(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    def row(self, index: int) -> list[GridCell]:
        """The cells that start in a row, from the left."""
        return sorted((c for c in self.cells if c.row == index), key=lambda c: c.column)

    def last_row(self) -> dict[tuple[int, int], GridCell]:
        """The cells that reach the lowest row, by column and width."""
        rows = self.rows
        return {(c.column, c.colspan): c for c in self.cells if c.row + c.rowspan == rows}


def grid_of(part: TablePart) -> Grid:
    """The grid of a table's part on one page."""
    raster = Raster([cell.box for cell in part.cells])
    cells = [GridCell(*raster.place(cell.box), cell.box, list(cell.lines)) for cell in part.cells]
    return Grid(raster.xs, cells, [part.page], padding([(cell.box, cell.lines) for cell in part.cells]))


def raw_table(grid: Grid) -> tuple[RawTable, int]:
    """The finished table, and how many hyphens its cells left out."""
    cells: list[RawCell] = []
    dropped = 0
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        items: list[RawText | RawTable] = []
        if cell.lines:
            text, hyphens = compose(cell.lines, cell_joins(cell.lines, Room(cell.box, grid.pad)))
            items.append(text)
            dropped += hyphens
        cells.append(RawCell(cell.row, cell.column, items, cell.rowspan, cell.colspan))
    return RawTable(cells, bordered=True, merges_known=True, locator=_locator(grid.pages)), dropped


def _locator(pages: Sequence[int]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]}–{pages[-1]}"
