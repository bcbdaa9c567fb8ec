"""Blocks as a workbook, the way departments fill one in: titles over merged cells, ruled tables, numbers as numbers.

A page break begins a new sheet.  How a table is set out (where it begins, whether titles are merged, what is ruled,
whether numbers are numbers or text) follows from the name of the document, so that all habits come up.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from rendering.markup import Block, Furniture, Paragraph, Table, numbers, parse, text_of

_MOMENT = datetime(2024, 1, 1)  # noqa: DTZ001  a workbook knows no zones
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LINE = Side(style="thin")
_NUMBER = re.compile(
    r"(?P<minus>[-−]?)(?P<whole>\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,12})(?:,(?P<part>\d{1,6}))?(?P<percent>\s?%)?"
)
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_LEAST_WIDTH = 6
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody sets out a sheet."""

    first: int
    merged_titles: bool
    wide_label: bool
    spaced: bool
    ruled: bool
    as_text: bool


def habits_of(name: str) -> Habits:
    """The habits of the author of a document, told from its name."""
    seed = zlib.crc32(name.encode())
    return Habits(
        first=1 + seed % 2,
        merged_titles=bool(seed >> 1 & 1),
        wide_label=not seed >> 2 & 3,
        spaced=bool(seed >> 4 & 1),
        ruled=bool(seed >> 5 & 3),
        as_text=not seed >> 7 & 3,
    )


def to_xlsx(source: str, name: str) -> bytes:
    """One document of the corpus as a workbook; running heads are left out."""
    habits = habits_of(name)
    blocks = parse(source)
    shown = numbers(blocks)
    book = Workbook()
    book.remove(book.active)
    book.properties.created = _MOMENT
    pages: list[list[tuple[Block, str]]] = [[]]
    for place, block in enumerate(blocks):
        if isinstance(block, Furniture) and block.kind == "pagebreak":
            pages.append([])
        elif not isinstance(block, Furniture) or block.kind == "textbox":
            pages[-1].append((block, shown.get(place, "")))
    for number, page in enumerate([p for p in pages if p], 1):
        _Writer(book.create_sheet(f"Лист{number}"), habits, page).write()
    packed = io.BytesIO()
    book.save(packed)
    return _settled(packed.getvalue())


class _Writer:
    def __init__(self, sheet: Any, habits: Habits, page: Sequence[tuple[Block, str]]) -> None:
        self.sheet = sheet
        self.habits = habits
        self.page = page
        self.row = 1
        self.width = max((b.columns for b, _ in page if isinstance(b, Table)), default=6) + habits.wide_label

    def write(self) -> None:
        notes: list[str] = []
        before: Block | None = None
        for block, number in self.page:
            if before and self.habits.spaced and isinstance(block, Table) != isinstance(before, Table):
                self.row += 1
            match block:
                case Table():
                    self._table(block)
                case Furniture():
                    for line in block.lines:
                        self._line(line)
                case Paragraph():
                    self._paragraph(block, number)
                    notes += [text_of(note) for note in block.footnotes]
            before = block
        for note in notes:
            self._line(note)
        for column in range(1, self.width + 2):
            self.sheet.column_dimensions[get_column_letter(column)].width = (
                30 if column == self.habits.first + 1 else 14
            )

    def _paragraph(self, block: Paragraph, number: str) -> None:
        text = text_of(block.pieces)
        mark = "- " if block.role == "bullet" else f"{number} " if number else ""
        bold = block.role in ("title", "heading") or all(piece.bold for piece in block.pieces)
        align = {"title": "center", "centre": "center", "right": "right"}.get(block.role)
        parts = [part for part in re.split(r"\t+", mark + text) if part.strip()]
        if len(parts) > 1:
            self._beside(parts)
        elif parts:
            self._line(parts[0], bold=bold, align=align)

    def _line(self, text: str, *, bold: bool = False, align: str | None = None) -> None:
        first, last = self.habits.first, self.habits.first + self.width - 1
        merged = self.habits.merged_titles and last > first
        column = last - 1 if align == "right" and not merged and last > first else first
        cell = self.sheet.cell(self.row, column, text)
        cell.alignment = Alignment(horizontal=align, wrap_text=merged or "\n" in text)
        cell.font = Font(bold=bold)
        if merged:
            self.sheet.merge_cells(start_row=self.row, start_column=first, end_row=self.row, end_column=last)
        self.row += 1

    def _beside(self, parts: list[str]) -> None:
        """Date, place and number, or post and name, in cells of one row."""
        step = max(1, (self.width - 1) // (len(parts) - 1))
        for place, part in enumerate(parts):
            self.sheet.cell(self.row, self.habits.first + place * step, part)
        self.row += 1

    def _table(self, table: Table) -> None:
        label = 1 if table.columns > 2 else 0
        wide = self.habits.wide_label and table.columns > 1
        for cell in table.cells:
            row = self.row + cell.row
            column, last = (self._column(at, label, wide=wide) for at in (cell.column, cell.column + cell.colspan))
            self._put(row, column, text_of(cell.pieces), bold=all(p.bold for p in cell.pieces) and bool(cell.pieces))
            end = (row + cell.rowspan - 1, last - 1)
            if table.ruled and self.habits.ruled:
                self._rule(row, column, *end)
            if end != (row, column):
                self.sheet.merge_cells(start_row=row, start_column=column, end_row=end[0], end_column=end[1])
        self.row += table.rows

    def _column(self, at: int, label: int, *, wide: bool) -> int:
        return self.habits.first + at + (wide and at > label)

    def _rule(self, row: int, column: int, last_row: int, last_column: int) -> None:
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                self.sheet.cell(r, c).border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

    def _put(self, row: int, column: int, text: str, *, bold: bool) -> None:
        cell = self.sheet.cell(row, column)
        value, code = (None, "") if self.habits.as_text else _stored(text.strip())
        if value is None:
            cell.value, cell.data_type = text or None, "s" if text else "n"
        else:
            cell.value, cell.number_format = value, code
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True)


def _stored(text: str) -> tuple[float | datetime | None, str]:
    """The value and the format under which a cell shows this text, if it is a number or a date."""
    if found := _DATE.fullmatch(text):
        try:
            return datetime(int(found[3]), int(found[2]), int(found[1])), "dd.mm.yyyy"  # noqa: DTZ001
        except ValueError:
            return None, ""
    found = _NUMBER.fullmatch(text)
    if not found or (len(found["whole"]) > 1 and found["whole"].startswith("0")):
        return None, ""
    grouped = not found["whole"].isdecimal()
    whole = re.sub(r"\D", "", found["whole"])
    part = found["part"] or ""
    value = float(f"{'-' if found['minus'] else ''}{whole}.{part or 0}")
    code = ("#,##0" if grouped else "0") + ("." + "0" * len(part) if part else "")
    if found["percent"]:
        return round(value / 100, 12), code + ("\\ %" if len(found["percent"]) > 1 else "%")
    return value if part else int(value), code if grouped or part else "General"


def _settled(content: bytes) -> bytes:
    """The same workbook with its times fixed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, _MADE.sub(rb"\g<1>2024-01-01T00:00:00Z", old.read(name)))
    return packed.getvalue()
