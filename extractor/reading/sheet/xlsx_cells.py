"""The cells of one sheet of an XLSX: shown texts, last values of formulas, merges, what is hidden."""

from __future__ import annotations

import re
from datetime import datetime

from extractor.errors import SvodkaError
from extractor.reading.raised import raised
from extractor.reading.sheet.book import (
    ERRORS,
    FALSE,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_ROWS,
    TRUE,
    Budget,
    Sheet,
    SheetCell,
    area,
    position,
)
from extractor.reading.sheet.format import shown_number
from extractor.reading.sheet.styles import PLAIN, CellStyle
from extractor.reading.sheet.xml import Attributes, Events, walk

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO = ("0", "false")
_LONGEST_NUMBER = 8


class Strings(Events):
    """The shared strings: rich text joined, marks of notes told apart, hints for reading Japanese left out."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self.texts: list[str] = []
        self._name = name
        self._parts: list[str] = []
        self._text: list[str] = []
        self._open = self._hint = self._high = False
        self._size = 0
        if data:
            walk(data, self, name=name)

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._hint = True
        elif tag == "r":
            self._high = False
        elif tag == "vertAlign":
            self._high = attributes.get("val") == "superscript"
        self._open = tag == "t" and not self._hint

    def end(self, tag: str) -> None:
        if self._open:
            text = "".join(self._text)
            self._parts.append(raised(text, "".join(self._parts)) if self._high else text)
            self._text = []
        self._open = False
        if tag == "rPh":
            self._hint = False
        elif tag == "r":
            self._high = False
        elif tag == "si":
            self.texts.append(clean("".join(self._parts)))

    def data(self, text: str) -> None:
        if self._open:
            self._text.append(text)
            self._size += len(text)
            if self._size > MOST_CHARACTERS:
                raise SvodkaError("too-large", path=self._name, detail=f"больше {MOST_CHARACTERS} знаков")

    def get(self, index: str) -> str:
        at = _number(index)
        return self.texts[at] if at is not None and at < len(self.texts) else ""


class SheetEvents(Events):
    """Fills a sheet out of its part."""

    def __init__(
        self, sheet: Sheet, strings: Strings, styles: list[CellStyle], budget: Budget, *, from_1904: bool
    ) -> None:
        self._sheet = sheet
        self._strings = strings
        self._styles = styles
        self._budget = budget
        self._from_1904 = from_1904
        self._row = self._column = -1
        self._in_cell = self._hint = False
        self._into: list[str] | None = None
        self._value: list[str] = []
        self._inline: list[str] = []
        self._formula = self._valued = False
        self._kind, self._style = "n", PLAIN

    def start(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "c" if not self._in_cell:
                self._begin_cell(attributes)
            case "v" if self._in_cell:
                self._into, self._valued = self._value, True
            case "t" if self._in_cell and not self._hint:
                self._into = self._inline
            case "f" if self._in_cell:
                self._formula = True
            case "rPh":
                self._hint = True
            case "row":
                self._begin_row(attributes)
            case "col":
                self._columns(attributes)
            case "mergeCell":
                merged = area(attributes.get("ref", ""))
                if merged and len(self._sheet.merges) < MOST_MERGES:
                    self._sheet.merges.append(merged)

    def end(self, tag: str) -> None:
        self._into = None
        if tag == "rPh":
            self._hint = False
        elif tag == "c" and self._in_cell:
            self._in_cell = False
            if self._formula or self._valued or self._inline:
                self._end_cell()

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _begin_row(self, attributes: Attributes) -> None:
        stated = _number(attributes.get("r", ""))
        self._row = self._row + 1 if stated is None else stated - 1
        self._column = -1
        if attributes.get("hidden", "0") not in _NO or attributes.get("ht") == "0":
            self._sheet.hidden_rows.add(self._row)

    def _columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden", "0") in _NO and attributes.get("width") != "0":
            return
        first, last = _number(attributes.get("min", "")), _number(attributes.get("max", ""))
        if first and last:
            self._sheet.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _begin_cell(self, attributes: Attributes) -> None:
        place = position(attributes.get("r", ""))
        self._column = place[1] if place else self._column + 1
        at = _number(attributes.get("s", "0"))
        self._style = self._styles[at] if at is not None and at < len(self._styles) else PLAIN
        if self._style.ruled:
            self._sheet.ruled.add(self._row)
        self._kind = attributes.get("t", "n")
        self._in_cell, self._formula, self._valued, self._hint = True, False, False, False
        self._value.clear()
        self._inline.clear()

    def _end_cell(self) -> None:
        sheet, row, column = self._sheet, self._row, self._column
        if not (0 <= row < MOST_ROWS and column < MOST_COLUMNS):
            return
        value = "".join(self._value)
        if self._formula and not value and self._kind != "str":
            sheet.uncounted.append(sheet.place(row, column))
        text, numeric = self._shown(value)
        if text.strip():
            self._budget.spend(text)
            sheet.cells[row, column] = SheetCell(row, column, text, numeric, self._style.bold, self._style.align)

    def _shown(self, value: str) -> tuple[str, bool]:
        """What a cell shows, and whether that is a number."""
        match self._kind:
            case "inlineStr":
                return clean("".join(self._inline)), False
            case "s":
                return self._strings.get(value.strip()), False
            case "str":
                return clean(value), False
            case _ if not value.strip():
                return "", False
            case "b":
                return TRUE if value.strip() == "1" else FALSE, False
            case "e":
                self._sheet.errors.append(self._sheet.place(self._row, self._column))
                return ERRORS.get(value, value), False
            case "d":
                return _iso(value), True
        try:
            return shown_number(float(value), self._style.code, from_1904=self._from_1904), True
        except ValueError:
            return value, False


def clean(text: str) -> str:
    """Line ends as ``\\n``, «_x000D_» as the character it stands for."""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else None


def _iso(text: str) -> str:
    try:
        return datetime.fromisoformat(text.strip()).strftime("%d.%m.%Y")
    except ValueError:
        return text
