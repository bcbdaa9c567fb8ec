"""The rows of one table of a sheet as grids: columns that nothing begins in go, tables side by side are parted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from extractor.reading.sheet.book import Sheet
from extractor.reading.sheet.rows import Owner, Row
from extractor.reading.source import RawCell, RawTable, RawText

# Positions without a cell are filled up, so that a row reads as a row, but never many more than there are cells.
_MOST_EMPTY = 50_000


def tables(rows: list[Row], sheet: Sheet) -> list[RawTable]:
    """One grid, or several from left to right."""
    return [_table(part, sheet) for part in _side_by_side(rows, sheet)]


def text_of(owner: Owner, sheet: Sheet) -> RawText:
    """A cell's text at its address."""
    cell = owner.cell
    return RawText(cell.text, align=cell.align, bold=cell.bold, locator=sheet.place(cell.row, cell.column))


def _table(rows: list[Row], sheet: Sheet) -> RawTable:
    numbers = [row.number for row in rows]
    columns = sorted({owner.column for row in rows for owner in row.owners})
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    merged = False
    room = len(numbers) * len(columns) <= _MOST_EMPTY + sum(len(row.owners) for row in rows)
    for at, row in enumerate(rows):
        for owner in row.owners:
            column = bisect_left(columns, owner.column)
            down = bisect_right(numbers, owner.last_row) - at
            across = bisect_right(columns, owner.last_column) - column
            merged = merged or down > 1 or across > 1
            cells.append(RawCell(at, column, [text_of(owner, sheet)], down, across))
            if room:
                taken.update((r, c) for r in range(at, at + down) for c in range(column, column + across))
    if room:
        for r, number in enumerate(numbers):
            for c, column in enumerate(columns):
                if (r, c) not in taken:
                    cells.append(RawCell(r, c, [RawText("", locator=sheet.place(number, column))]))
    ruled = any(row.ruled for row in rows)
    # Nobody merged a cell and nobody drew a line: an empty place in the head may belong to the text beside it.
    return RawTable(
        cells,
        bordered=ruled,
        merges_known=ruled or merged,
        locator=sheet.place(numbers[0], columns[0]),
    )


def _side_by_side(rows: list[Row], sheet: Sheet) -> list[list[Row]]:
    """The rows cut at an empty column that is shown, where whole tables stand on both sides of it."""
    owners = [owner for row in rows for owner in row.owners]
    columns = sorted({owner.column for owner in owners})
    # Areas in the order of their first columns: a gap is where all before it have ended.
    reach = -1
    cuts: list[int] = []
    for owner in sorted(owners, key=lambda o: o.column):
        between = range(reach + 1, owner.column)
        if reach >= 0 and any(c not in sheet.hidden_columns for c in between):
            cuts.append(owner.column)
        reach = max(reach, owner.last_column)
    for cut in cuts:
        left, right = _part(rows, columns[0], cut), _part(rows, cut, columns[-1] + 1)
        if _stands_alone(left) and _stands_alone(right):
            return [left, *_side_by_side(right, sheet)]
    return [rows]


def _part(rows: list[Row], first: int, end: int) -> list[Row]:
    parts = []
    for row in rows:
        owners = [owner for owner in row.owners if first <= owner.column < end]
        if owners:
            parts.append(Row(row.number, owners, ruled=row.ruled, spanned=row.spanned))
    return parts


def _stands_alone(rows: list[Row]) -> bool:
    """A head of at least two columns, and names in the first or second column below it."""
    if len(rows) < 2 or len(rows[0].owners) < 2 or any(owner.is_figure for owner in rows[0].owners):
        return False
    columns = sorted({owner.column for row in rows for owner in row.owners})[:2]
    body = [owner for row in rows[1:] for owner in row.owners if owner.column in columns]
    named = [owner for owner in body if not owner.is_figure]
    return bool(named) and len(named) * 2 >= len(rows) - 1 and len(columns) > 1
