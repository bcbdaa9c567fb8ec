"""Constructors of deadlines: what the groups of a matched form mean.

Each takes the match and the reference date (the document's own; ``None`` where it bears none)
and gives the deadlines it tells, one or (with «далее ежеквартально») two, none for a date that
only has to be taken out of the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from extractor.record import DeadlineKind
from extractor.text.dates import (
    DateParts,
    last_day,
    month_number,
    month_span,
    next_day,
    parse_date,
    quarter_span,
    school_year_span,
)
from extractor.text.numbers import ordinal_value, parse_number

_WEEKDAYS = {"понед": "MO", "вторн": "TU", "сред": "WE", "четв": "TH", "пятни": "FR", "субб": "SA", "воскр": "SU"}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4}
_NEXT = ("след", "наступ", "будущ")
_THEN_RULES = {
    "ежекварт": "FREQ=MONTHLY;INTERVAL=3",
    "ежемес": "FREQ=MONTHLY",
    "ежегод": "FREQ=YEARLY",
    "еженед": "FREQ=WEEKLY",
    "ежедн": "FREQ=DAILY",
}


class Form(NamedTuple):
    """The fields of one deadline, as the record names them."""

    kind: DeadlineKind
    due: str | None = None
    start: str | None = None
    rrule: str | None = None
    duration: str | None = None
    ongoing: bool = False


def ordinal(text: str) -> int:
    """«II», «2», «второго» → 2."""
    lower = text.strip().lower().replace("х", "x").replace("і", "i")
    if lower.isdigit():
        return int(lower)
    return _ROMAN.get(lower) or next((n for stem, n in _ORDINALS.items() if lower.startswith(stem)), 1)


def _group(m: re.Match[str], *names: str) -> str | None:
    have = m.groupdict()
    return next((have[n] for n in names if have.get(n)), None)


def _number(m: re.Match[str], *names: str) -> int | None:
    text = _group(m, *names)
    return int(text) if text and text.isdigit() else None


def _then(m: re.Match[str]) -> tuple[bool, list[Form]]:
    """What follows «далее»: goes on for ever, or recurs."""
    tail = (_group(m, "then") or "").lower()
    if not tail:
        return False, []
    rule = next((r for stem, r in _THEN_RULES.items() if stem in tail), None)
    return rule is None, [Form("recurring", rrule=rule)] if rule else []


def _year_of(month: int, reference: date | None) -> int | None:
    return None if reference is None else reference.year + (month < reference.month)


def none(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return []


def dated(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    parts = parse_date(_group(m, "a") or "")
    if parts is None:
        return []
    if parts.year is None and reference and (word := (_group(m, "k") or "").lower()):
        parts = DateParts(parts.day, parts.month, reference.year + word.startswith(_NEXT))
    ongoing, more = _then(m)
    return [Form("date", due=parts.on_or_after(reference).iso(), ongoing=ongoing), *more]


def period(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    last = parse_date(_group(m, "b") or "")
    if last is None:
        return []
    printed = _group(m, "a") or ""
    first = parse_date(printed) or DateParts(int(re.sub(r"\D", "", printed)[:2] or 1), last.month, last.year)
    if first.year is None and last.year is not None:
        first = DateParts(first.day, first.month, last.year - ((first.month, first.day) > (last.month, last.day)))
    first = first.on_or_after(reference)
    start = first.iso()
    last = last.on_or_after(date.fromisoformat(start) if start else reference)
    _, more = _then(m)
    return [Form("period", start=start, due=last.iso()), *more]


def _apart(between: str, first: int, last: int) -> bool:
    """«март, ноябрь» are two terms, «сентябрь, октябрь» and «март – ноябрь» one."""
    return bool(re.search(r",|\sи\s", between)) and (last - first) % 12 > 1


def months(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    first = month_number(m["m"])
    last = month_number(_group(m, "n") or m["m"])
    if _group(m, "n") and _apart(m.string[m.end("m") : m.start("n")], first, last):
        year = _number(m, "y") or _number(m, "z") or _year_of(first, reference)
        later = _number(m, "z") or (year + (last < first) if year else None)
        spans = [month_span(y, k, k) for y, k in ((year, first), (later, last)) if y]
        return [Form("period", start=a, due=b) for a, b in spans]
    start_year, end_year = _number(m, "y"), _number(m, "z", "y")
    if start_year is None:
        start_year = end_year - (last < first) if end_year else _year_of(last if first <= last else first, reference)
    if start_year is None:
        return []
    if end_year is None:
        end_year = start_year + (last < first)
    return [
        Form(
            "period",
            start=f"{start_year}-{first:02d}-01",
            due=date(end_year, last, last_day(end_year, last)).isoformat(),
        )
    ]


def month_end(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    if not _group(m, "m"):
        return [Form("date", due=month_span(reference.year, reference.month, reference.month)[1])] if reference else []
    month = month_number(m["m"])
    year = _number(m, "y") or _year_of(month, reference)
    return [Form("date", due=month_span(year, month, month)[1])] if year else []


def month_start(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return _day_of_month(m, reference, 1)


def month_middle(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return _day_of_month(m, reference, 15)


def day_in_words(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    day = ordinal_value(m["k"])
    return _day_of_month(m, reference, day) if day else []


def _day_of_month(m: re.Match[str], reference: date | None, day: int) -> list[Form]:
    parts = DateParts(day, month_number(m["m"]), _number(m, "y")).on_or_after(reference)
    return [Form("date", due=parts.iso())]


def part_of_month(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    """«первая декада» is 1–10, «вторая половина» from the 16th on."""
    month = month_number(m["m"])
    year = _number(m, "y") or _year_of(month, reference)
    if year is None:
        return []
    length, count = (10, 3) if m["u"].lower() == "декад" else (15, 2)
    part = count if m["q"].lower().startswith("послед") else ordinal(m["q"])
    if part > count:
        return []
    end = last_day(year, month) if part == count else part * length
    start = date(year, month, (part - 1) * length + 1)
    return [Form("period", start=start.isoformat(), due=date(year, month, end).isoformat())]


def quarter(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    first = ordinal(m["q"])
    last = ordinal(_group(m, "r") or m["q"])
    year = _number(m, "y") or _year_of(3 * last, reference)
    return [Form("period", start=quarter_span(year, first)[0], due=quarter_span(year, last)[1])] if year else []


def quarter_end(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    if not _group(m, "q", "h"):
        return [Form("date", due=quarter_span(reference.year, (reference.month + 2) // 3)[1])] if reference else []
    month = 3 * ordinal(m["q"]) if _group(m, "q") else 6 * ordinal(m["h"])
    year = _number(m, "y", "z") or _year_of(month, reference)
    return [Form("date", due=month_span(year, month, month)[1])] if year else []


def half_year(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    half = ordinal(m["q"])
    year = _number(m, "y") or _year_of(6 * half, reference)
    start, due = month_span(year, 6 * half - 5, 6 * half) if year else ("", "")
    return [Form("period", start=start, due=due)] if year else []


def years(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    first, last = int(m["y"]), _number(m, "z") or int(m["y"])
    return [Form("period", start=f"{first}-01-01", due=f"{last}-12-31")]


def year_end(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    year = _number(m, "y") or (reference.year if reference else None)
    ongoing, more = _then(m)
    return [Form("date", due=f"{year}-12-31" if year else None, ongoing=ongoing), *more]


def school_year(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    start, due = school_year_span(int(m["y"]))
    return [Form("period", start=start, due=due)]


def school_year_end(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    year = _number(m, "y")
    if year is not None:
        return [Form("date", due=f"{year + 1}-05-31")]
    return [Form("date", due=next_day(reference, 5, 31).isoformat() if reference else None)]


def school_year_start(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    year = _number(m, "y")
    if year is not None:
        return [Form("date", due=f"{year}-09-01")]
    return [Form("date", due=next_day(reference, 9, 1).isoformat() if reference else None)]


def recurring(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    day = re.search(r"\d+", _group(m, "d", "d1", "e", "f") or "")
    return [Form("recurring", rrule=f"{rrule};BYMONTHDAY={int(day[0])}" if day else rrule or None)]


def recurring_word(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return recurring(m, reference, next(r for stem, r in _THEN_RULES.items() if stem in m["g"].lower()))


def month_days(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    days = ",".join(str(int(d)) for d in re.findall(r"\d+", m["d"]))
    return [Form("recurring", rrule=f"FREQ=MONTHLY;BYMONTHDAY={days}")]


def weekly(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    word = (_group(m, "w", "v", "u", "t") or "").lower()
    days = [code for stem, code in _WEEKDAYS.items() if stem in word]
    return [Form("recurring", rrule="FREQ=WEEKLY" + (f";BYDAY={','.join(days)}" if days else ""))]


def weekday_of_month(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    which = -1 if m["n"].lower().startswith("послед") else ordinal(m["n"])
    day = next(code for stem, code in _WEEKDAYS.items() if stem in m["w"].lower())
    return [Form("recurring", rrule=f"FREQ=MONTHLY;BYDAY={which}{day}")]


def yearly(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    parts = parse_date(_group(m, "a", "b") or "")
    return [Form("recurring", rrule=f"FREQ=YEARLY;BYMONTH={parts.month};BYMONTHDAY={parts.day}")] if parts else []


def yearly_months(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    months = ",".join(str(month_number(word)) for name in "mnopq" if (word := _group(m, name)))
    return [Form("recurring", rrule=f"FREQ=YEARLY;BYMONTH={months}")]


def ongoing(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return [Form("ongoing")]


def at_once(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return [Form("relative", duration="P0D")]


def after(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return [Form("relative")]


def season(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return [Form("period")]


def relative(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    unit = (_group(m, "u", "x") or "").lower()
    printed = _group(m, "k", "v") or ""
    count = parse_number(printed.rstrip("-")) if printed.strip() else 1.0
    if count is None and printed:
        return []
    n = int(count or 1)
    if unit.startswith("час"):
        return [Form("relative", duration=f"PT{n}H")]
    if unit.startswith("мес"):
        return [Form("relative", duration=f"P{n}M")]
    return [Form("relative", duration=f"P{7 * n if unit.startswith('недел') else n}D")]


def nth_day(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    printed = re.match(r"\d+", m["k"])
    day = int(printed[0]) if printed else ordinal_value(m["k"])
    return [Form("relative", duration=f"P{day}D")] if day else []


def next_day_after(m: re.Match[str], reference: date | None, rrule: str) -> list[Form]:
    return [Form("relative", duration="P1D")]


CONSTRUCTORS: dict[str, Callable[[re.Match[str], date | None, str], list[Form]]] = {
    "none": none,
    "date": dated,
    "period": period,
    "months": months,
    "month_end": month_end,
    "month_start": month_start,
    "month_middle": month_middle,
    "day_in_words": day_in_words,
    "part_of_month": part_of_month,
    "quarter": quarter,
    "quarter_end": quarter_end,
    "half_year": half_year,
    "years": years,
    "year_ahead": years,
    "year_end": year_end,
    "school_year": school_year,
    "school_year_end": school_year_end,
    "school_year_start": school_year_start,
    "recurring": recurring,
    "recurring_word": recurring_word,
    "month_days": month_days,
    "weekly": weekly,
    "weekday_of_month": weekday_of_month,
    "yearly": yearly,
    "yearly_months": yearly_months,
    "ongoing": ongoing,
    "at_once": at_once,
    "next_day": next_day_after,
    "nth_day": nth_day,
    "relative": relative,
    "after": after,
    "season": season,
}
