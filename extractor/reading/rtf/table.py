"""Tables of an RTF: rows of cells with right edges become owner cells on a grid.

Nothing in an RTF says where a table begins or which columns it has: rows that follow each other are
one table, and the edges of all their cells are its columns.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.reading.source import RawCell, RawTable, RawText

Items = list[RawText | RawTable]

# Rows that programs meant to align differ by a few twips (a millimetre has 57); no column is so narrow.
_SLACK = 40
_MOST_CELLS = 256  # of a row's definition; Word allows 63
# More edges than that are no columns: each row then counts its cells for itself.
_MOST_EDGES = 128
_DEFAULT_WIDTH = 1_000
_MERGES = {"clmgf": "across", "clmrg": "across_on", "clvmgf": "down", "clvmrg": "down_on"}
SHAPE_WORDS = frozenset({"cellx", "trleft", "irow", *_MERGES})
"""The control words of a row's definition that are read; its lines are not."""


@dataclass(slots=True)
class _Cell:
    """One cell of a row's definition."""

    marks: set[str] = field(default_factory=set)
    right: int = 0


@dataclass(slots=True)
class RowShape:
    """A row's definition: what stands between \\trowd and \\row."""

    left: int = 0
    cells: list[_Cell] = field(default_factory=list)
    first: bool = False
    _next: _Cell = field(default_factory=_Cell)

    def take(self, word: str, number: int | None) -> None:
        """A control word of the definition; others are passed over."""
        if word == "cellx":
            self._next.right = number or 0
            if len(self.cells) < _MOST_CELLS:
                self.cells.append(self._next)
            self._next = _Cell()
        elif word == "trleft":
            self.left = number or 0
        elif word == "irow":
            self.first = not number
        elif word in _MERGES:
            self._next.marks.add(_MERGES[word])


@dataclass(slots=True)
class OpenTable:
    """A table under way: rows that are finished, cells of the row and items of the cell that are not."""

    locator: str
    rows: list[tuple[RowShape, list[Items]]] = field(default_factory=list)
    cells: list[Items] = field(default_factory=list)
    items: Items = field(default_factory=list)
    paragraphs: int = 0

    @property
    def place(self) -> str:
        """What the locator of the next paragraph begins with."""
        self.paragraphs += 1
        return f"{self.locator}.r{len(self.rows) + 1}.c{len(self.cells) + 1}.p{self.paragraphs}"

    def end_cell(self) -> None:
        self.cells.append(self.items)
        self.items = []
        self.paragraphs = 0

    def end_row(self, shape: RowShape) -> None:
        if self.items:
            self.end_cell()
        if self.cells:
            self.rows.append((shape, self.cells))
        self.cells = []

    def build(self) -> RawTable:
        """The grid; a row cut off by the end of the file counts as it is."""
        self.end_row(RowShape())
        spans = [_edges(shape, len(cells)) for shape, cells in self.rows]
        columns = _columns(spans)
        built: list[RawCell] = []
        above: dict[int, RawCell] = {}
        for row, ((shape, cells), edges) in enumerate(zip(self.rows, spans, strict=True)):
            below: dict[int, RawCell] = {}
            left: RawCell | None = None
            for at, items in enumerate(cells):
                start, end = (at, at + 1) if columns is None else (columns(edges[at]), columns(edges[at + 1]))
                marks = shape.cells[at].marks if at < len(shape.cells) else set()
                owner = left if "across_on" in marks else above.get(start) if "down_on" in marks else None
                if owner is None:
                    owner = RawCell(row, start, items, colspan=max(end - start, 1))
                    built.append(owner)
                else:
                    if "across_on" in marks:
                        owner.colspan += max(end - start, 1)
                    else:
                        owner.rowspan += 1
                    owner.items += items
                if marks & {"down", "down_on"}:
                    below[start] = owner
                left = owner
            above = below
        return RawTable(built, locator=self.locator)


def _edges(shape: RowShape, cells: int) -> list[int]:
    """The left edge of a row and the right edge of each of its cells, never going back."""
    edges = [shape.left]
    for at in range(cells):
        right = shape.cells[at].right if at < len(shape.cells) else edges[-1] + _DEFAULT_WIDTH
        edges.append(max(right, edges[-1] + 1))
    return edges


class _Columns:
    """The column that an edge begins."""

    def __init__(self, starts: list[int]) -> None:
        self._starts = starts

    def __call__(self, edge: int) -> int:
        return bisect_right(self._starts, edge) - 1


def _columns(rows: list[list[int]]) -> _Columns | None:
    """The columns of a table by the edges of its rows; ``None`` where they tell nothing."""
    edges = sorted({edge for row in rows for edge in row})
    narrowest = min((b - a for row in rows for a, b in pairwise(row)), default=0)
    slack = min(_SLACK, narrowest // 3)
    starts: list[int] = []
    for edge in edges:
        if not starts or edge - starts[-1] > slack:
            starts.append(edge)
    return _Columns(starts) if len(starts) <= _MOST_EDGES else None
