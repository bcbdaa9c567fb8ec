"""A sheet as its reader sees it: rows of owner cells, hidden ones left out, merged areas clipped to what is shown."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from extractor.errors import SvodkaError
from extractor.reading.sheet.book import Area, Sheet, SheetCell

# Merged areas cross so many rows of text, all in all; no sheet that a person made does.
_MOST_CROSSINGS = 1_000_000
_YEAR = re.compile(r"(?:19|20)\d\d(?:[,.]0+)?")
_FIGURE = re.compile(r"[^\w№]*(?:(?:не (?:менее|ниже|более|выше)|до|от|свыше|более|менее)\s+)?\d[\d\s.,]*\s*%?\W*")


@dataclass(slots=True)
class Owner:
    """A cell that shows something, with the area of shown rows and columns that it takes."""

    cell: SheetCell
    last_row: int
    last_column: int

    @property
    def row(self) -> int:
        return self.cell.row

    @property
    def column(self) -> int:
        return self.cell.column

    @property
    def is_figure(self) -> bool:
        """A number that is no year, stored as one or as text."""
        text = self.cell.text.strip()
        return not _YEAR.fullmatch(text) and (self.cell.numeric or bool(_FIGURE.fullmatch(text)))


@dataclass(slots=True)
class Row:
    """A row in which cells begin; ``gap``: an empty row stands before it."""

    number: int
    owners: list[Owner] = field(default_factory=list)
    gap: bool = False
    ruled: bool = False
    spanned: bool = False
    """A cell from above reaches into it."""

    @property
    def many(self) -> bool:
        return len(self.owners) > 1 or self.spanned


def rows_of(sheet: Sheet, name: str) -> tuple[list[Row], int]:
    """The shown rows that hold text, and how many characters stand in hidden rows, columns and under merged cells.

    Raises:
        SvodkaError: ``too-large``.
    """
    reach, covered = _merged(sheet, name)
    sheet.covered = len(covered)
    shown: list[Owner] = []
    dropped = 0
    for place, cell in sheet.cells.items():
        owner = None if place in covered else _owner(sheet, cell, reach.get(place))
        if owner is None:
            dropped += len("".join(cell.text.split()))
        else:
            shown.append(owner)
    rows: dict[int, Row] = {}
    for owner in sorted(shown, key=lambda o: (o.row, o.column)):
        rows.setdefault(owner.row, Row(owner.row, ruled=owner.row in sheet.ruled)).owners.append(owner)
    _find_gaps(list(rows.values()), sheet.hidden_rows)
    return list(rows.values()), dropped


def _owner(sheet: Sheet, cell: SheetCell, merged: Area | None) -> Owner | None:
    """The cell as it is shown; a merged one is shown in the first of its rows and columns that is not hidden."""
    if merged is None:
        hidden = cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns
        return None if hidden else Owner(cell, cell.row, cell.column)
    row, column = cell.row, cell.column
    while row <= merged[2] and row in sheet.hidden_rows:
        row += 1
    while column <= merged[3] and column in sheet.hidden_columns:
        column += 1
    if row > merged[2] or column > merged[3]:
        return None
    moved = SheetCell(row, column, cell.text, cell.numeric, cell.bold, cell.align)
    return Owner(moved, merged[2], merged[3])


def _merged(sheet: Sheet, name: str) -> tuple[dict[tuple[int, int], Area], set[tuple[int, int]]]:
    """The merged area of every owner that has one, and the filled cells under others."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(sheet.cells):
        columns.setdefault(row, []).append(column)
    filled = sorted(columns)
    reach: dict[tuple[int, int], Area] = {}
    covered: set[tuple[int, int]] = set()
    crossings = 0
    for merged in sheet.merges:
        first_row, first_column, last_row, last_column = merged
        owner = (first_row, first_column)
        if owner in sheet.cells:
            reach[owner] = merged
        rows = filled[bisect_left(filled, first_row) : bisect_right(filled, last_row)]
        crossings += len(rows)
        if crossings > _MOST_CROSSINGS:
            raise SvodkaError("too-large", path=name, detail="слишком много объединённых ячеек")
        for row in rows:
            inside = columns[row][bisect_left(columns[row], first_column) : bisect_right(columns[row], last_column)]
            crossings += len(inside)
            covered.update((row, column) for column in inside if (row, column) != owner)
    return reach, covered


def _find_gaps(rows: list[Row], hidden_rows: set[int]) -> None:
    hidden = sorted(hidden_rows)
    reach = before = -1
    for row in rows:
        if before >= 0:
            first = max(before, min(reach, row.number - 1)) + 1
            row.gap = row.number - first > bisect_left(hidden, row.number) - bisect_left(hidden, first)
        row.spanned = reach >= row.number
        reach = max([reach, *(owner.last_row for owner in row.owners)])
        before = row.number
