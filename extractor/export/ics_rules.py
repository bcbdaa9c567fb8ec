"""Recurring deadlines in a calendar: which day is the first, where the paper names none.

A record's rule has no beginning and often no day («ежеквартально»), a calendar needs both.  What is filled in here is
told in the entry: it is for the calendar alone and never becomes part of a record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

_LAST_DAY = "День в документе не назван: поставлен последний день {of}."
_OF = {"MONTHLY": "месяца", "WEEKLY": "рабочей недели", "YEARLY": "года"}
_SPANS = {3: "квартала", 6: "полугодия"}
_MONTHS = "Месяцы в документе не названы: поставлены те, что следуют за концом {of}."
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Recurrence:
    """The first day, the rule with all that was filled in, and a sentence about that."""

    first: date
    rule: str
    note: str


def recurrence(rule: str, since: date) -> Recurrence | None:
    """A rule (RFC 5545, without a start) as a calendar needs it; ``None`` where it cannot be read.

    Args:
        rule: as in a record.
        since: the paper's date; the first day is this one or later.
    """
    from dateutil.rrule import rrulestr

    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    every, note = parts.get("FREQ", ""), ""
    try:
        interval = int(parts.get("INTERVAL", "1"))
        if interval < 1:
            return None
        begin = since
        if every == "MONTHLY":
            dated = "BYMONTHDAY" in parts
            if not dated:
                parts["BYMONTHDAY"] = "-1"
                note = _LAST_DAY.format(of=_SPANS.get(interval, _OF[every]))
            elif interval > 1:
                note = _MONTHS.format(of=_SPANS.get(interval, f"каждых {interval} мес."))
            begin = _month(since, interval, 0 if dated else interval - 1)
        elif every == "WEEKLY" and "BYDAY" not in parts:
            parts["BYDAY"] = "FR"
            note = _LAST_DAY.format(of=_OF[every])
        elif every == "YEARLY" and "BYMONTH" not in parts:
            parts |= {"BYMONTH": "12", "BYMONTHDAY": "31"}
            note = _LAST_DAY.format(of=_OF[every])
        whole = ";".join(f"{key}={value}" for key, value in parts.items())
        days = iter(rrulestr(whole, dtstart=datetime(begin.year, begin.month, begin.day)))  # noqa: DTZ001 - days alone
        first = next((day.date() for day in days if day.date() >= since), None)
    except (ValueError, KeyError):
        return None
    return Recurrence(first, whole, note) if first else None


def _month(since: date, interval: int, phase: int) -> date:
    """The first day of the first month, from the paper's on, that begins (or, with a phase, ends) a span of months."""
    begin = since.replace(day=1)
    if _YEAR % interval:
        return begin
    while (begin.month - 1) % interval != phase:
        begin = begin.replace(year=begin.year + begin.month // 12, month=begin.month % 12 + 1)
    return begin
