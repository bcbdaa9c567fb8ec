"""What stands around a table: its caption and unit, what its unmarked columns hold, the marks explained beside it."""

from __future__ import annotations

import re
from datetime import date

from extractor.fields.columns import words
from extractor.fields.grid import flat
from extractor.fields.header import Head
from extractor.fields.parts import Part, Parts
from extractor.fields.scope import PeriodFound
from extractor.fields.table_common import Setting, unit_of_section
from extractor.fields.table_legend import read_legend
from extractor.reading.document import Block, Document, Table

# «Таблица 3», «(в процентах)», «%»: lines between a caption and its table that name nothing.
_NO_CAPTION = re.compile(
    r"\W*(?:(?:таблица|табл\.)\s*(?:№\s*)?\d+(?:\.\d+)*|\(?(?:в\s+)?(?:%|процент\w*|чел\w*\.?|балл\w*|единиц\w*|ед\.?"
    r"|(?:тыс\w*\.?\s|млн\.?\s)?руб\w*\.?)\)?|приложение(?: №?\s?\d+)?)\W*",
    re.IGNORECASE,
)
_ABOVE = 3
_BELOW = 3
_LONGEST_OF_ANNEX = 300


def setting_of(
    document: Document, table: Table, head: Head, parts: Parts, reference: date | None, period: PeriodFound | None
) -> Setting:
    """What stands around a table.

    Args:
        document: as read.
        table: the table.
        head: the paper's head; its kind and title say what an unmarked column holds.
        parts: the paper's parts; an annex has a heading of its own.
        reference: the day from which days without a year count.
        period: the time the paper reports on; later years are still to come.
    """
    first = table.first
    caption, start, unit = _caption(document, first)
    title = head.title or ""
    annex = _annex_title(document, first, parts)
    planned = any(words("target-context").search(t) for t in (caption, annex)) or head.kind == "plan"
    planned = (
        planned
        or (not caption and bool(words("target-context").search(title)))
        or (head.kind in ("order", "decree", "directive") and bool(words("target-context").search(title)))
    )
    factual = re.search(r"факт|достигнут|итог|исполнен|выполнен|результат", caption, re.IGNORECASE)
    if not caption and "title" in head.spans:
        caption, start = title, head.spans["title"][0]
    return Setting(
        caption,
        start,
        "target" if planned and not factual else "actual",
        reference,
        _year(reference, period),
        head.kind in ("minutes", "decision", "order", "directive", "decree"),
        head.kind == "minutes",
        unit,
        read_legend([document.text[b.start : b.end] for b in _around(document, table)]),
    )


def _year(reference: date | None, period: PeriodFound | None) -> int | None:
    """The last year that can have been reached: the one reported on, in a paper of the next January too."""
    years = [d.year for d in (reference, date.fromisoformat(period.end) if period else None) if d]
    return min(years, default=None)


def _caption(document: Document, first: int) -> tuple[str, int, str | None]:
    """The paragraph above a table, where it begins, and the unit of the line between the two."""
    unit: str | None = None
    for block in reversed(document.blocks[max(0, first - _ABOVE) : first]):
        if block.kind in ("cell", "header", "footer"):
            break
        text = document.text[block.start : block.end]
        if not _NO_CAPTION.fullmatch(text):
            return flat(text), block.start, unit
        unit = unit or unit_of_section(f"({text.strip(' ()')})") or unit_of_section(text)
    return "", 0, unit


def _around(document: Document, table: Table) -> list[Block]:
    above = document.blocks[max(0, table.first - _ABOVE) : table.first]
    below = document.blocks[table.last : table.last + _BELOW]
    return [b for b in (*above, *below) if b.kind != "cell"]


def _annex_title(document: Document, first: int, parts: Parts) -> str:
    """The few lines above a table in an annex: its heading says what the columns hold."""
    if parts.of[first] is not Part.ANNEX:
        return ""
    above = [
        b for b in document.blocks[max(0, first - 6) : first] if b.kind != "cell" and parts.of[b.index] is Part.ANNEX
    ]
    return " ".join(document.text[b.start : b.end] for b in above if len(document.say(b)) < _LONGEST_OF_ANNEX)
