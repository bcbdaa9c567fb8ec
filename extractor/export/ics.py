"""Deadlines as a calendar: an entry on the last day of each, with what is to be done, by whom, and where it is said."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.export import words
from extractor.export.files import write_whole
from extractor.export.ics_rules import Recurrence, recurrence
from extractor.export.store import opened

if TYPE_CHECKING:
    from icalendar import Event

_LONGEST_TITLE = 140
# The calendar has to say when an entry was made; the same records have to give the same bytes.
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
# Control characters have no place in a calendar's text.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

_QUERY = """
SELECT w.*, o.id AS order_id, o.number AS order_number, o.type AS order_type, o.assignee, o.text AS order_text,
  o.span_start AS order_start, d.kind AS doc_kind, d.number AS doc_number, d.date AS doc_date, d.title AS doc_title,
  d.period_start
FROM deadlines w
JOIN documents d ON d.id = w.document
LEFT JOIN order_deadlines x ON x.deadline = w.id
LEFT JOIN orders o ON o.id = x.order_id
ORDER BY w.id, o.id
"""


def calendar(store: Path, path: Path) -> tuple[int, int]:
    """Write the calendar.

    A deadline that no day can be given to stays out: one counted from an unknown day («в течение 10 дней»), one without
    end («постоянно»), a day that is in no calendar, a recurring one in a paper without a date.

    Args:
        store: the database that ``store.build`` has made.
        path: the file to write.
    Returns:
        How many entries were made, and how many deadlines stayed out.
    """
    counts = [0, 0]
    with opened(store) as base:
        write_whole(path, _pieces(base, counts))
    return counts[0], counts[1]


def _pieces(base: sqlite3.Connection, counts: list[int]) -> Iterator[bytes]:
    from icalendar import Calendar

    frame = Calendar()
    for key, value in (("prodid", "-//svodka//RU"), ("version", "2.0"), ("x-wr-calname", "Сроки поручений")):
        frame.add(key, value)
    begin, end, rest = frame.to_ical().partition(b"END:VCALENDAR")
    yield begin
    for row in base.execute(_QUERY):
        entry = _entry(row)
        counts[entry is None] += 1
        if entry is not None:
            yield entry.to_ical()
    yield end + rest


def _entry(row: sqlite3.Row) -> Event | None:
    from icalendar import Event, vRecur

    rule: Recurrence | None = None
    if row["kind"] == "recurring":
        since = _day(row["doc_date"]) or _day(row["period_start"])
        rule = recurrence(row["rrule"] or "", since) if since else None
        day = rule.first if rule else None
    else:
        day = _day(row["due"])
    if day is None:
        return None
    event = Event()
    event.add("uid", _uid(row))
    stamp = _day(row["doc_date"])
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC) if stamp else _UNDATED)
    event.add("dtstart", day)
    if rule is not None:
        event.add("rrule", vRecur.from_ical(rule.rule))
    event.add("summary", _title(row))
    event.add("description", _clean("\n".join(_told(row, rule))))
    event.add("categories", [words.ORDER_TYPES.get(row["order_type"] or "", "срок")])
    # A deadline takes nobody's time that day.
    event.add("transp", "TRANSPARENT")
    return event


def _uid(row: sqlite3.Row) -> str:
    """Equal for the same deadline of the same paper however often it is exported."""
    key = "|".join(str(row[k]) for k in ("file", "span_start", "kind", "due", "rrule", "order_start"))
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@svodka"


def _title(row: sqlite3.Row) -> str:
    text = " ".join((row["order_text"] or row["about"] or row["text"]).split())
    text = _clean(f"{row['assignee']}: {text}" if row["assignee"] else text)
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1].rstrip()}…"


def _told(row: sqlite3.Row, rule: Recurrence | None) -> Iterator[str]:
    point = f" (пункт {row['order_number']})" if row["order_number"] else ""
    yield (row["order_text"] or row["about"] or row["text"]) + point
    if row["assignee"]:
        yield f"Кому: {row['assignee']}"
    yield f"Срок: {row['said']} (в документе: «{row['text']}»)"
    if rule is not None and rule.note:
        yield rule.note
    title = f" «{row['doc_title']}»" if row["doc_title"] else ""
    yield f"Документ: {words.paper(row['doc_kind'], row['doc_number'], row['doc_date'])}{title}"
    yield f"Файл: {row['file']}, {row['place']}"


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)


def _day(iso: Any) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
