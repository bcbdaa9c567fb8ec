"""The grid of an HTML table: owner cells with the area each is merged over."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.errors import SvodkaError
from extractor.reading.source import RawCell, RawTable

# Wider merges than this are a slip or an attack (and browsers cap colspan at 1000).
_MOST_SPAN = 64
# No report has so many columns; hostile files do.
_MOST_COLUMNS = 1000


class Grid:
    """A table that is being read."""

    def __init__(self, *, locator: str, name: str) -> None:
        self.locator = locator
        self.row = -1
        self._name = name
        self._column = 0
        self._cells: list[RawCell] = []
        self._bordered: bool | None = None
        # Column to the first row that no cell from above reaches into.
        self._free_from: dict[int, int] = {}

    def begin_row(self) -> None:
        self.row += 1
        self._column = 0

    def begin_cell(self, attributes: Mapping[str, str]) -> RawCell:
        """A new cell at the next free position of the row."""
        if self.row < 0:
            self.begin_row()
        rowspan, colspan = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        while self._free_from.get(self._column, 0) > self.row:
            self._column += 1
        if self._column + colspan > _MOST_COLUMNS:
            raise SvodkaError("too-large", path=self._name, detail="слишком много столбцов в таблице")
        cell = RawCell(self.row, self._column, [], rowspan, colspan)
        for column in range(self._column, self._column + colspan):
            self._free_from[column] = self.row + rowspan
        self._column += colspan
        self._cells.append(cell)
        return cell

    def note_border(self, bordered: bool | None) -> None:
        """What the table or one of its cells says of lines; any line makes the table a bordered one."""
        if bordered is not None:
            self._bordered = bordered or bool(self._bordered)

    def finish(self) -> RawTable | None:
        """The table, merges cut at its last row; ``None`` without cells."""
        for cell in self._cells:
            cell.rowspan = min(cell.rowspan, self.row + 1 - cell.row)
        return RawTable(self._cells, bordered=self._bordered, locator=self.locator) if self._cells else None


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    if not digits.isdecimal() or not int(digits[:9]):
        return 1
    return min(int(digits[:9]), _MOST_SPAN)
