"""A workbook as every spreadsheet reader hands it to the layout: shown texts at their addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from extractor.errors import SvodkaError
from extractor.reading.source import Align

SheetFormat = Literal["xlsx", "xls", "ods"]
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, from 0, all included."""

# What Excel has; addresses beyond it are no addresses.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
# A report of 50 schools and 40 indicators has 2 000; one that nobody reads as a document is a registry.
MOST_CELLS = 200_000
MOST_CHARACTERS = 6_000_000
MOST_SHEETS = 500
# No tree is made of a sheet, so it may have more markup than a DOCX: a cell takes four tags and three attributes,
# and 200 000 filled ones and as many that are only coloured fit in.
MOST_SHEET_TAGS = 1_500_000
MOST_SHEET_ATTRIBUTES = 4_000_000
MOST_MERGES = 50_000

# How the Russian Excel shows errors.
ERRORS = {
    "#NULL!": "#ПУСТО!",
    "#DIV/0!": "#ДЕЛ/0!",
    "#VALUE!": "#ЗНАЧ!",
    "#REF!": "#ССЫЛКА!",
    "#NAME?": "#ИМЯ?",
    "#NUM!": "#ЧИСЛО!",
    "#N/A": "#Н/Д",
}
TRUE, FALSE = "ИСТИНА", "ЛОЖЬ"
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_LETTERS = 26


@dataclass(slots=True)
class SheetCell:
    """A cell that shows something; row and column from 0, as the sheet itself counts."""

    row: int
    column: int
    text: str
    numeric: bool = False
    bold: bool = False
    align: Align | None = None


@dataclass(slots=True)
class Sheet:
    """One sheet that is shown; ``ruled`` are rows with a cell that has lines on a level and an upright side."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    ruled: set[int] = field(default_factory=set)
    notes: int = 0
    drawings: int = 0
    covered: int = 0
    """Cells with text under a merged one, which shows its first alone."""
    errors: list[str] = field(default_factory=list)
    uncounted: list[str] = field(default_factory=list)
    """Addresses of formulas whose last value the file does not hold."""

    def place(self, row: int, column: int) -> str:
        """«Лист1!B7», as the program writes it."""
        name = self.name if _PLAIN_NAME.fullmatch(self.name) else "'" + self.name.replace("'", "''") + "'"
        return f"{name}!{address(row, column)}"


@dataclass(slots=True)
class Book:
    """A workbook: its shown sheets in their order, the names of the others."""

    format: SheetFormat
    sheets: list[Sheet]
    hidden: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Sheets that hold no cells: charts, macros of old kind, dialogues."""


class Budget:
    """Counts what all sheets of one file show, and refuses what no report has."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = 0
        self._characters = 0

    def spend(self, text: str) -> None:
        """
        Raises:
            SvodkaError: ``too-large``.
        """
        self._cells += 1
        self._characters += len(text)
        if self._cells > MOST_CELLS:
            raise SvodkaError("too-large", path=self._name, detail=f"больше {MOST_CELLS} заполненных ячеек")
        if self._characters > MOST_CHARACTERS:
            raise SvodkaError("too-large", path=self._name, detail=f"больше {MOST_CHARACTERS} знаков")


def address(row: int, column: int) -> str:
    """«B7» for row 6 and column 1."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def position(text: str) -> tuple[int, int] | None:
    """Row and column from 0 of «B7», ``None`` where no sheet has such a cell."""
    found = _ADDRESS.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    row, column = int(found[2]) - 1, column - 1
    return (row, column) if 0 <= row < MOST_ROWS and column < MOST_COLUMNS else None


def area(text: str) -> Area | None:
    """The range «A1:C2», ``None`` where it is none."""
    first, _, last = text.partition(":")
    begin, end = position(first), position(last or first)
    if begin is None or end is None or end < begin or end[1] < begin[1]:
        return None
    return (*begin, *end)
