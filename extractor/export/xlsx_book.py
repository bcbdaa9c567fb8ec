"""A workbook written row by row: the look of cells, sheets that go on where Excel ends, links; nothing is a formula."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

from extractor.export import words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What Excel allows: rows and links of a sheet, characters of a cell, characters of a link.
_ROWS = 1_048_576
_LINKS = 65_000
_LONGEST = 32_000
_LONGEST_LINK = 2_000
# A workbook says when it was made; the same records have to give the same bytes.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - Excel knows no zones
_HEAD = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E79",
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#FFFFFF",
}
_CELL = {"valign": "top", "bottom": 1, "bottom_color": "#D9DEE4"}
# Heights of rows are told: not every program finds them by itself.  Points of a line, lines that a row may have,
# and how many letters of a text go into the width of a digit.
_LINE, _MOST_LINES, _LETTERS = 15, 14, 0.92
_COLOURS = {"achieved": "#17692F", "not_achieved": "#A8201A", "partially_achieved": "#8A5A00"}
_COLOURS |= {"matched": "#17692F", "unmatched": "#A8201A", "ambiguous": "#8A5A00", "link": "#14508C"}
_SIGNS = {"ge": "≥ ", "le": "≤ ", "gt": "> ", "lt": "< ", "approx": "≈ "}
# In the target of a link: what XML, a URL or Excel would take for something else.
_RESERVED = re.compile(r'[\x00-\x20%"<>\\^`{|}#?]')

Look = Literal["text", "long", "clip"]


@dataclass(frozen=True, slots=True)
class Column:
    """``long`` text is wrapped and makes its row high; ``clip`` text shows as much as the row has room for."""

    caption: str
    width: float
    look: Look = "text"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range, with its sign of comparison; it stays a number that can be counted with."""

    value: float | None
    low: float | None = None
    high: float | None = None
    comparator: str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Anything in a colour, or as a link to a document."""

    what: Any
    colour: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links from the workbook to the documents.

    ``sources`` is the folder that was read, ``beside`` the folder that the workbook will lie in.
    """

    sources: Path | None
    beside: Path

    def to(self, file: str) -> str | None:
        """The link to a document; ``None`` where there can be none."""
        if self.sources is None:
            return None
        path = self.sources.resolve() / file
        try:
            target = os.path.relpath(path, self.beside.resolve())
        except ValueError:  # on another drive
            target = str(path)
        target = _RESERVED.sub(lambda m: f"%{ord(m[0]):02X}", target.replace(os.sep, "/"))
        return f"external:{target}" if len(target) < _LONGEST_LINK else None


class Book:
    """A workbook that is written to a file; ``close`` ends it."""

    def __init__(self, path: Path, links: Links) -> None:
        from xlsxwriter import Workbook

        # Rows go to the disk one by one.  Only what is written as a formula or a link is one.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook: Workbook = Workbook(
            str(path), options | {"strings_to_numbers": False, "tmpdir": str(path.parent)}
        )
        self.workbook.set_properties({"title": "Сводка по документам", "created": _MADE})
        self.links = links
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **look: Any) -> Format:
        """A format of cells; equal ones are one."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(look)
        return self._formats[key]

    def close(self) -> None:
        self.workbook.close()


@dataclass(slots=True)
class Sheet:
    """A sheet with a frozen head and a filter; it goes on on another one when it is full.

    ``frozen`` is how many columns stay in sight.
    """

    book: Book
    title: str
    columns: Sequence[Column]
    frozen: int = 1
    names: list[str] = field(default_factory=list)
    row: int = 0
    _links: int = 0
    _at: Worksheet = field(init=False)

    def __post_init__(self) -> None:
        self._begin()

    @property
    def name(self) -> str:
        """The name of the sheet that the last row went to."""
        return self.names[-1]

    def add(self, values: Sequence[Any]) -> int:
        """Write a row; its number in the sheet, from 0."""
        if self.row + 1 >= _ROWS:
            self.end()
            self._begin()
        self.row += 1
        lines = max(_lines(value, column) for column, value in zip(self.columns, values, strict=True))
        self._at.set_row(self.row, _LINE * min(lines, _MOST_LINES))
        for k, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            self._write(k, column, value)
        return self.row

    def end(self) -> None:
        """Set the filter over all rows; nothing more can be added to this sheet."""
        self._at.autofilter(0, 0, max(self.row, 1), len(self.columns) - 1)

    def _begin(self) -> None:
        title = self.title if not self.names else f"{self.title} ({len(self.names) + 1})"
        self.names.append(title)
        sheet = self._at = self.book.workbook.add_worksheet(title)
        self.row = self._links = 0
        sheet.freeze_panes(1, self.frozen)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&RСтраница &P из &N")
        sheet.set_row(0, 32)
        head = self.book.format(**_HEAD)
        for k, column in enumerate(self.columns):
            sheet.set_column(k, k, column.width)
            sheet.write_string(0, k, column.caption, head)

    def _write(self, k: int, column: Column, value: Any) -> None:
        colour, file = None, None
        if isinstance(value, Shown):
            value, colour, file = value.what, value.colour, value.file
        look = _CELL | ({"text_wrap": True} if column.look != "text" else {})
        link = self.book.links.to(file) if file is not None and self._links < _LINKS else None
        if link is not None and value not in (None, ""):
            colour = "link"
            # The text that stands in for the link is written over below, the link stays.
            self._at.write_url(self.row, k, link, self.book.format(**look), "x")
            self._links += 1
        if colour is not None:
            look |= {"font_color": _COLOURS[colour]}
        self._put(k, value, look)

    def _put(self, k: int, value: Any, look: dict[str, Any]) -> None:
        sheet, form = self._at, self.book.format
        if isinstance(value, Amount):
            value, look = _amount(value, look)
        if value is None or value == "":
            sheet.write_blank(self.row, k, None, form(**look))
        elif isinstance(value, bool):
            sheet.write_string(self.row, k, "да" if value else "нет", form(**look))
        elif isinstance(value, (int, float)):
            sheet.write_number(self.row, k, value, form(**({"num_format": "General", "align": "right"} | look)))
        elif isinstance(value, date):
            sheet.write_datetime(self.row, k, value, form(**look, num_format="dd.mm.yyyy", align="left"))
        else:
            sheet.write_string(self.row, k, _fitting(str(value)), form(**({"align": "left", "indent": 1} | look)))


def _lines(value: Any, column: Column) -> int:
    """How many lines a value takes in its column."""
    if isinstance(value, Shown):
        value = value.what
    if column.look != "long" or not isinstance(value, str):
        return 1
    # A column loses some two letters to its margins.
    room = max(1, int((column.width - 2) * _LETTERS))
    return sum(max(1, len(wrap(line, room))) for line in value[: room * _MOST_LINES].split("\n"))


def day(iso: str | None) -> date | str | None:
    """A date as Excel's own; text where Excel knows no such day (it begins with 1900)."""
    if not iso:
        return None
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return found if found.year >= 1900 else words.date(iso)


def _amount(item: Amount, look: dict[str, Any]) -> tuple[float | str | None, dict[str, Any]]:
    """The number and its look; a range is no number and becomes text."""
    sign, unit = _SIGNS.get(item.comparator or "", ""), f'"{item.unit}"' if item.unit else ""
    if item.value is None:
        ends = [words.number(x) for x in (item.low, item.high) if x is not None]
        text = sign + "–".join(ends) + item.unit if ends else None
        return text, look | {"align": "right"}
    decimals = len(f"{item.value:.6f}".rstrip("0").partition(".")[2])
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    form = number + unit
    if sign:
        # Excel would put the minus before the sign of comparison.
        form = f'"{sign}"{form};"{sign}"-{form}' if item.value < 0 else f'"{sign}"{form}'
    return item.value, look | {"num_format": form, "align": "right"}


def _fitting(text: str) -> str:
    """A text that fits a cell; what is cut off is told."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for markup that it has made itself, and writes it as it is.
        text += " "
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2]}… [обрезано, всего знаков: {len(text)}]"
