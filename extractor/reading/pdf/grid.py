"""The part of a table that stands on one page: cells as drawn, with their lines of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from extractor.reading.pdf.lines import Column, Line, lines_of, rows_of
from extractor.reading.pdf.words import Word, line_box, page_box
from extractor.reading.source import Box


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as drawn: its box on the page and the lines of text in it."""

    box: Box
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table, or what one page holds of it."""

    page: int
    cells: tuple[Cell, ...]

    @property
    def box(self) -> Box:
        lefts, tops, rights, bottoms = zip(*(cell.box for cell in self.cells), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def lines(self) -> list[Line]:
        """All text in it, cell by cell."""
        return [line for cell in self.cells for line in cell.lines]

    @property
    def is_frame(self) -> bool:
        """Whether it is text in a frame: one cell with text, or paragraphs on a coloured ground."""
        one_column = len({cell.box[0] for cell in self.cells}) == 1
        return one_column or sum(bool(cell.lines) for cell in self.cells) < 2


class Raster:
    """Which cell owns which field of the grid that all borders of a table make together."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.xs = sorted({x for box in boxes for x in (box[0], box[2])})
        self.ys = sorted({y for box in boxes for y in (box[1], box[3])})
        self._owner: dict[tuple[int, int], int] = {}
        for index, box in enumerate(boxes):
            row, column, rowspan, colspan = self.place(box)
            for r in range(row, row + rowspan):
                for c in range(column, column + colspan):
                    self._owner[r, c] = index

    def place(self, box: Box) -> tuple[int, int, int, int]:
        """Row, column, rowspan and colspan of a cell of this table."""
        row, column = self.ys.index(box[1]), self.xs.index(box[0])
        return row, column, self.ys.index(box[3]) - row, self.xs.index(box[2]) - column

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell around a point, ``None`` outside."""
        return self._owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def table_part(boxes: list[Box], words: Sequence[Word], page: Column) -> tuple[TablePart | None, list[Word]]:
    """The table of the cells ``boxes`` and the words outside it.

    There is no table (``None``, and all words are outside) if no cell has words.
    """
    raster = Raster(boxes)
    inside: list[list[Word]] = [[] for _ in boxes]
    outside: list[Word] = []
    for word in words:
        index = raster.cell_at(*_centre(word, page.sheet))
        (outside if index is None else inside[index]).append(word)
    if not any(inside):
        return None, list(words)
    cells = []
    for box, held in zip(boxes, inside, strict=True):
        lines: list[Line] = []
        for turn in sorted({word.turn for word in held}):
            inside_cell = page._replace(right=box[2] if turn == 0 else inf)
            lines += lines_of(rows_of([word for word in held if word.turn == turn]), inside_cell)
        cells.append(Cell(box, tuple(lines)))
    return TablePart(page.page, tuple(cells)), outside


def _centre(word: Word, sheet: tuple[float, float]) -> tuple[float, float]:
    if word.turn == 0:
        return (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
    box = page_box(line_box(word.x0, word.x1, word.base, word.size), word.turn, sheet)
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
