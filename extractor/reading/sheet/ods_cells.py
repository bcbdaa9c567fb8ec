"""The sheets of an ODS: cells and rows that repeat, merges, what is hidden."""

from __future__ import annotations

from extractor.errors import SvodkaError
from extractor.reading.sheet.book import (
    ERRORS,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_ROWS,
    MOST_SHEETS,
    Book,
    Budget,
    Sheet,
    SheetCell,
)
from extractor.reading.sheet.ods_styles import StyleEvents
from extractor.reading.sheet.ods_values import from_value, russian
from extractor.reading.sheet.styles import PLAIN, CellStyle
from extractor.reading.sheet.xml import Attributes, Events

_CELLS = ("table-cell", "covered-table-cell")
_DRAWINGS = ("custom-shape", "frame", "line", "rect", "ellipse", "polygon", "g", "caption")
_NUMERIC = ("float", "percentage", "currency", "date", "time")
_LONGEST_NUMBER = 8
_MOST_SPACES = 1_000
# Empty hidden rows are only told from gaps between tables.
_MOST_HIDDEN = 10_000


class BookEvents(Events):
    """Fills a workbook out of ``content.xml``."""

    def __init__(self, book: Book, styles: StyleEvents, budget: Budget, *, name: str) -> None:
        self._book = book
        self._styles = styles
        self._budget = budget
        self._name = name
        self._sheet: Sheet | None = None
        self._tables = 0  # open ones: a sheet may hold tables inside drawings
        self._aside = 0  # open elements whose text is no cell's: notes and drawings
        self._drawn = False
        self._column_style: list[tuple[int, str]] = []
        self._row = self._column = 0
        self._row_repeat, self._row_hidden, self._row_style = 1, False, ""
        self._row_cells: list[tuple[int, int, SheetCell]] = []
        self._row_ruled = False
        self._cell: Attributes | None = None
        self._covered = False
        self._lines: list[str] = []
        self._open = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._aside:
            self._aside += 1
            self._drawn = self._drawn or tag == "p"
            return
        if self._sheet is None and tag != "table":
            self._styles.start(tag, attributes)
            return
        if tag == "annotation" or tag in _DRAWINGS:
            self._aside, self._drawn = 1, False
            if self._sheet and tag == "annotation":
                self._sheet.notes += 1
        elif tag in _CELLS:
            self._cell, self._covered = attributes, tag != "table-cell"
            self._lines, self._open = [], False
        elif self._cell is not None:
            self._start_text(tag, attributes)
        elif tag == "table":
            self._begin_sheet(attributes)
        elif tag == "table-row":
            self._begin_row(attributes)
        elif tag == "table-column":
            self._begin_column(attributes)

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
            if not self._aside and self._drawn and self._sheet and tag != "annotation":
                self._sheet.drawings += 1
            return
        if self._sheet is None:
            self._styles.end(tag)
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "p":
            self._open = False
        elif tag == "table-row":
            self._end_row()
        elif tag == "table":
            self._sheet = None

    def data(self, text: str) -> None:
        if self._open and not self._aside:
            # Line ends of the file are spaces of the text.
            self._lines[-1] += text.replace("\n", " ")

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        if tag == "p":
            self._lines.append("")
            self._open = True
        elif not self._open:
            return
        elif tag == "s":
            self._lines[-1] += " " * min(_number(attributes.get("c", "1"), 1), _MOST_SPACES)
        elif tag == "tab":
            self._lines[-1] += "\t"
        elif tag == "line-break":
            self._lines[-1] += "\n"

    def _begin_sheet(self, attributes: Attributes) -> None:
        sheet = self._sheet = Sheet(attributes.get("name", ""))
        if attributes.get("style-name", "") in self._styles.hidden_tables:
            self._book.hidden.append(sheet.name)
        elif len(self._book.sheets) < MOST_SHEETS:
            self._book.sheets.append(sheet)
        else:
            raise SvodkaError("too-large", path=self._name, detail=f"больше {MOST_SHEETS} листов")
        self._row = self._column = 0
        self._column_style = []

    def _begin_column(self, attributes: Attributes) -> None:
        if self._sheet is None:
            return
        repeat = _number(attributes.get("number-columns-repeated", "1"), 1)
        end = min(self._column + repeat, MOST_COLUMNS)
        if attributes.get("visibility", "visible") != "visible":
            self._sheet.hidden_columns.update(range(self._column, end))
        self._column_style.append((end, attributes.get("default-cell-style-name", "")))
        self._column = end

    def _begin_row(self, attributes: Attributes) -> None:
        self._column = 0
        self._row_repeat = max(1, _number(attributes.get("number-rows-repeated", "1"), 1))
        self._row_hidden = attributes.get("visibility", "visible") != "visible"
        self._row_style = attributes.get("default-cell-style-name", "")
        self._row_cells, self._row_ruled = [], False

    def _end_row(self) -> None:
        sheet = self._sheet
        # An empty row may repeat to the end of the sheet.
        for row in range(self._row, self._row + self._row_repeat if sheet and self._row_cells else self._row):
            if sheet is None or row >= MOST_ROWS:
                break
            if self._row_hidden:
                sheet.hidden_rows.add(row)
            if self._row_ruled:
                sheet.ruled.add(row)
            for column, repeat, cell in self._row_cells:
                for at in range(column, min(column + repeat, MOST_COLUMNS)):
                    self._budget.spend(cell.text)
                    sheet.cells[row, at] = SheetCell(row, at, cell.text, cell.numeric, cell.bold, cell.align)
        if sheet and self._row_hidden and not self._row_cells:
            room = max(0, _MOST_HIDDEN - len(sheet.hidden_rows))
            sheet.hidden_rows.update(range(self._row, self._row + min(self._row_repeat, room)))
        self._row += self._row_repeat

    def _end_cell(self) -> None:
        sheet, attributes = self._sheet, self._cell
        self._cell, self._open = None, False
        if sheet is None or attributes is None:
            return
        repeat = max(1, _number(attributes.get("number-columns-repeated", "1"), 1))
        style = self._style(attributes)
        self._row_ruled = self._row_ruled or style.ruled
        column, self._column = self._column, self._column + repeat
        if self._covered:
            return
        down, across = (_number(attributes.get(f"number-{what}-spanned", "1"), 1) for what in ("rows", "columns"))
        if (down > 1 or across > 1) and len(sheet.merges) < MOST_MERGES:
            sheet.merges.append((self._row, column, self._row + down - 1, column + across - 1))
        text, numeric = self._shown(attributes, sheet, column)
        if text.strip():
            self._row_cells.append(
                (column, repeat, SheetCell(self._row, column, text, numeric, style.bold, style.align))
            )

    def _style(self, attributes: Attributes) -> CellStyle:
        name = attributes.get("style-name") or self._row_style
        if not name:
            name = next((style for end, style in self._column_style if self._column < end), "")
        return self._styles.cells.get(name, PLAIN)

    def _shown(self, attributes: Attributes, sheet: Sheet, column: int) -> tuple[str, bool]:
        """What a cell shows, and whether that is a number."""
        text = "\n".join(self._lines)
        kind = attributes.get("value-type", "")
        if text.strip() in ERRORS:
            sheet.errors.append(sheet.place(self._row, column))
            return ERRORS[text.strip()], False
        if not text.strip():
            text = from_value(attributes, kind)
        elif kind in _NUMERIC:
            text = russian(text, attributes)
        if "formula" in attributes and not kind and not text:
            sheet.uncounted.append(sheet.place(self._row, column))
        return text, kind in _NUMERIC


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else default
