"""The cells of one sheet of an XLS: shown texts, last values of formulas, merges, what is hidden."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from extractor.reading.sheet.biff import Pieces, Record, packed_number
from extractor.reading.sheet.book import ERRORS, FALSE, MOST_MERGES, TRUE, Budget, Sheet, SheetCell
from extractor.reading.sheet.format import shown_number
from extractor.reading.sheet.styles import PLAIN, CellStyle

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_ZERO_HEIGHT = 0x20
_MOST_COLUMNS = 256


class Kind(IntEnum):
    """Kinds of records of a sheet."""

    ROW = 0x0208
    COLUMNS = 0x007D
    SHARED_TEXT = 0x00FD
    TEXT = 0x0204
    RICH_TEXT = 0x00D6
    NUMBER = 0x0203
    PACKED = 0x027E
    PACKED_ROW = 0x00BD
    BLANK = 0x0201
    BLANK_ROW = 0x00BE
    TRUTH_OR_ERROR = 0x0205
    FORMULA = 0x0006
    RESULT = 0x0207
    MERGED = 0x00E5
    NOTE = 0x001C
    DRAWN_TEXT = 0x01B6


KINDS = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Globals:
    """What all sheets of a workbook share."""

    strings: list[str]
    styles: list[CellStyle]
    biff8: bool
    encoding: str
    from_1904: bool


def read_sheet(found: Iterable[Record], sheet: Sheet, shared: Globals, budget: Budget) -> None:
    """Fill a sheet out of its records.

    Raises:
        ValueError, struct.error, IndexError: the records are not what they should be.
    """
    reader = _Sheet(sheet, shared, budget)
    for record in found:
        reader.take(record)
    reader.finish()
    # A note is drawn as a text too.
    sheet.drawings = max(0, sheet.drawings - sheet.notes)


class _Sheet:
    def __init__(self, sheet: Sheet, shared: Globals, budget: Budget) -> None:
        self._sheet = sheet
        self._shared = shared
        self._budget = budget
        self._awaited: tuple[int, int, int] | None = None  # a formula whose text comes in a record of its own

    def take(self, record: Record) -> None:
        data = record.data
        match record.kind:
            case Kind.SHARED_TEXT:
                row, column, look, at = struct.unpack_from("<3HI", data)
                self._put(row, column, look, self._shared.strings[at])
            case Kind.NUMBER:
                row, column, look, value = struct.unpack_from("<3Hd", data)
                self._number(row, column, look, value)
            case Kind.PACKED:
                row, column, look, raw = struct.unpack_from("<3HI", data)
                self._number(row, column, look, packed_number(raw))
            case Kind.PACKED_ROW:
                row, first = struct.unpack_from("<2H", data)
                for k in range((len(data) - 6) // 6):
                    look, raw = struct.unpack_from("<HI", data, 4 + 6 * k)
                    self._number(row, first + k, look, packed_number(raw))
            case Kind.FORMULA:
                self._formula(data)
            case Kind.RESULT if self._awaited:
                self._put(*self._awaited, self._text(record, 0))
                self._awaited = None
            case Kind.TEXT | Kind.RICH_TEXT:
                row, column, look = struct.unpack_from("<3H", data)
                self._put(row, column, look, self._text(record, 6))
            case Kind.TRUTH_OR_ERROR:
                row, column, look, value, is_error = struct.unpack_from("<3H2B", data)
                self._truth_or_error(row, column, look, value, is_error=bool(is_error))
            case _:
                self._other(record.kind, data)

    def finish(self) -> None:
        """Tell of a formula whose text never came."""
        if self._awaited:
            self._sheet.uncounted.append(self._sheet.place(*self._awaited[:2]))
            self._awaited = None

    def _other(self, kind: int, data: bytes) -> None:
        sheet = self._sheet
        match kind:
            case Kind.BLANK:
                row, _, look = struct.unpack_from("<3H", data)
                self._rule(row, look)
            case Kind.BLANK_ROW:
                (row,) = struct.unpack_from("<H", data)
                if row not in sheet.ruled:
                    for (look,) in struct.iter_unpack("<H", data[4 : 4 + (len(data) - 6) // 2 * 2]):
                        self._rule(row, look)
            case Kind.ROW:
                row, options = struct.unpack_from("<H10xH", data)
                if options & _ZERO_HEIGHT:
                    sheet.hidden_rows.add(row)
            case Kind.COLUMNS:
                first, last, width, _, options = struct.unpack_from("<5H", data)
                if options & 1 or not width:
                    sheet.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
            case Kind.MERGED:
                for k in range(min(struct.unpack_from("<H", data)[0], MOST_MERGES - len(sheet.merges))):
                    first_row, last_row, first, last = struct.unpack_from("<4H", data, 2 + 8 * k)
                    if first_row <= last_row and first <= last:
                        sheet.merges.append((first_row, first, last_row, last))
            case Kind.NOTE:
                sheet.notes += 1
            case Kind.DRAWN_TEXT:
                sheet.drawings += bool(struct.unpack_from("<H", data, 10)[0])

    def _formula(self, data: bytes) -> None:
        row, column, look = struct.unpack_from("<3H", data)
        result = data[6:14]
        self.finish()
        if result[6:8] != b"\xff\xff":
            self._number(row, column, look, struct.unpack("<d", result)[0])
        elif result[0] == 0:
            self._awaited = (row, column, look)
        elif result[0] in (1, 2):
            self._truth_or_error(row, column, look, result[2], is_error=result[0] == 2)

    def _truth_or_error(self, row: int, column: int, look: int, value: int, *, is_error: bool) -> None:
        if is_error:
            self._sheet.errors.append(self._sheet.place(row, column))
            self._put(row, column, look, ERRORS.get(_ERRORS.get(value, ""), "#Н/Д"))
        else:
            self._put(row, column, look, TRUE if value else FALSE)

    def _number(self, row: int, column: int, look: int, value: float) -> None:
        code = self._style(look).code
        self._put(row, column, look, shown_number(value, code, from_1904=self._shared.from_1904), numeric=True)

    def _put(self, row: int, column: int, look: int, text: str, *, numeric: bool = False) -> None:
        style = self._style(look)
        self._rule(row, look)
        if text.strip():
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._budget.spend(text)
            self._sheet.cells[row, column] = SheetCell(row, column, text, numeric, style.bold, style.align)

    def _text(self, record: Record, at: int) -> str:
        pieces = Pieces(record, at)
        if self._shared.biff8:
            return pieces.text(2)
        return pieces.take(pieces.number(2)).decode(self._shared.encoding, "replace")

    def _style(self, look: int) -> CellStyle:
        return self._shared.styles[look] if look < len(self._shared.styles) else PLAIN

    def _rule(self, row: int, look: int) -> None:
        if self._style(look).ruled:
            self._sheet.ruled.add(row)
