"""Deadlines: every limit in time that is set for something to be done.

The forms are data (``patterns/deadlines.toml``); this module tells which of them count where.
In a slot («Срок: …», a column of terms) every form counts, inside an order or a request all but
bare dates, in prose only limits («до …», «не позднее …») and times that lie ahead of the
document: a report tells both what was done and what is planned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.fields.deadline_ahead import ahead
from extractor.fields.deadline_forms import CONSTRUCTORS, Form
from extractor.patterns import Entry, load
from extractor.text import dates
from extractor.text.numbers import NUMBER, number_word, ordinal_stem
from extractor.text.openings import opening
from extractor.text.pieces import Hints, any_in

Where = Literal["prose", "order", "slot"]
_STRENGTH = {"any": 0, "prose": 0, "future": 0, "order": 1, "slot": 2}
_LEVEL = {"prose": 0, "order": 1, "slot": 2}

_WEEKDAY = r"(?:понедельник[ау]?|вторник[ау]?|сред[аыуе]|четверг[ау]?|пятниц[аыуе]|суббот[аыуе]|воскресень[ея])"
_ON_DAYS = r"(?:понедельникам|вторникам|средам|четвергам|пятницам|субботам|воскресеньям)"
_WEEKDAYS = rf"{_ON_DAYS}(?:(?:, ?| и ){_ON_DAYS})*"
_DAY = r"(?:[12]?\d|3[01])(?:\s?-?\s?(?:г?о|е|му))?"
_MONTH_WORD = r"(?:месяца|мес\.|м-ца)"
_END = r"(?:конца|концу|окончания|окончанию|завершения|завершению|исхода|исходу)"
_TAIL = (
    r"\W{{1,4}}(?:в срок )?(?:до|к|не позднее|не позже) (?P<{d}>{day})(?: числ[аоу]"
    r"| дня)?(?: (?:каждого |текущего |следующего |первого |второго "
    r"|последнего )?(?:за (?:отч[её]тным )?(?:кварталом"
    r"|периодом) )?месяца)?(?:,? ?следующего (?:за )?(?:отч[её]тн\w+)?(?: периодом| кварталом"
    r"| месяцем)?)?(?: (?:кварталом|месяцем|периодом))?"
)
_THEN = (
    r",?\s*(?:и\s+)?(?:далее|затем|в дальнейшем)\W{1,3}(?:[-–—] )?(?:постоянно|на постоянной основе|по мере [а-яё]+"
    r"|(?:ежеквартально|ежемесячно|ежегодно|еженедельно)(?!,?\s+(?:до|к|не позднее|по)\s)"
    r"|систематически|в течение \w+ ?\w*)"
)
# The title of an act, not closed before its end; «план работы на второе полугодие» is a plan's name.
_QUOTED_TITLE = re.compile(r"«Об?(?:о)?\s[^»]*$")
_WORK_PLAN = re.compile(r"(?<![а-яё])план(?:а|у|ом|е|ы|ов|ами)?(?: [а-яё]+){0,3} на\s*$", re.IGNORECASE)
_FOR_OBJECT = re.compile(
    r"(?<![а-яё])(?:показател|значени|график|прогноз|смет|заявк|нагрузк|бюджет|потребност|расписани|перечен|перечн|штатн|нормати|задани"
    r"|ориентир|контрольн|тарификац|прейскурант|договор|соглашени|реестр|календар)[а-яё]*(?: [а-яё]+){0,4} $",
    re.IGNORECASE,
)
# What a term is counted from, up to the verb of the order: «со дня получения приказа | разместить сведения».
_EVENT = (
    r"(?:(?! (?!печать|память|сеть|кровать|шести\b)[а-яё]{2,}(?:[аеиоуыя]ть|сти|чь)(?:ся)?\b(?<!ости)(?<!асти)(?<!ечь))"
    r"[^,.;()\n]){3,60}"
)


class Found(NamedTuple):
    """A deadline in a text, offsets relative to it."""

    start: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class _Rule:
    entry: Entry
    pattern: re.Pattern[str]
    where: str
    hint: frozenset[str]
    needs: Hints | None
    make: str
    rrule: str


@cache
def _rules() -> tuple[_Rule, ...]:
    tail = _TAIL.format(d="d", day=_DAY)
    macros = {
        "tail1": _TAIL.format(d="d", day=_DAY),
        "tail": tail.replace("(?P<d>", "(?P<d1>"),
        "then": _THEN,
        "until": "до|не позднее|к",
        "weekdays": _WEEKDAYS,
        "weekday": _WEEKDAY,
        "anydate": dates.ANY_DATE,
        "date": dates.DATE,
        "month": dates.MONTH,
        "year": dates.YEAR,
        "day": _DAY,
        "mon": _MONTH_WORD,
        "end": _END,
        "dayword": ordinal_stem(),
        "num": f"(?:{NUMBER}|{number_word()})",
        "event": _EVENT,
        "quarter": r"(?:I{1,3}|IV|[1-4]|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)",
    }
    rules = []
    for entry in load("deadlines"):
        if "match" not in entry.data:
            continue
        if entry.text("make") not in CONSTRUCTORS:
            entry.fail(f"нет конструктора «{entry.text('make')}»")
        if entry.text("where") not in _STRENGTH:
            entry.fail("where: any, prose, future, order или slot")
        hint = frozenset(entry.strings("hint", ()))
        make, rrule = entry.text("make"), entry.text("rrule", "")
        full = entry.regex(macros=macros)
        pattern = re.compile(f"{opening(full.pattern)}(?:{full.pattern})", full.flags)
        needs = Hints(full)
        rule = _Rule(entry, pattern, entry.text("where"), hint, None if needs.follow_from(hint) else needs, make, rrule)
        rules.append(rule)
    return tuple(rules)


@cache
def _rules_for(where: Where) -> tuple[_Rule, ...]:
    """The rules that count in this kind of text."""
    return tuple(
        r for r in _rules() if _STRENGTH[r.where] <= _LEVEL[where] and not (r.where == "prose" and where == "order")
    )


@cache
def _hints() -> frozenset[str]:
    return frozenset(h for rule in _rules() for h in rule.hint)


# «ежедневно пользующихся дневником» tells who, not when.
_PARTICIPLE = re.compile(r"\s+[а-яё]+(?:ющ|ящ|ущ|ащ|вш|емы|имы|нны)[а-яё]{2,3}(?:ся)?(?![а-яё])")
_DAY_AND_MONTH = re.compile(r"\d\d\.\d\d")


@cache
def _gate() -> tuple[str, ...]:
    return tuple(sorted(load("deadlines").words("gate"), key=len))  # the shortest are the most frequent


def may_tell(lower: str) -> bool:
    """A quick test whether a text (in lower case) can hold a deadline at all; most blocks cannot."""
    return any_in(lower, _gate()) or _DAY_AND_MONTH.search(lower) is not None


def find_deadlines(text: str, *, where: Where, reference: date | None) -> tuple[Found, ...]:
    """All deadlines told in ``text``, in reading order.

    Args:
        text: a sentence, an order or the content of a slot.
        where: what kind of text it is (see the module's head).
        reference: the document's date, for days without a year and for «ahead or past».
    """
    lower = text.lower()
    return _search(text, lower, where, reference) if may_tell(lower) else ()


@lru_cache(maxsize=64)  # a point of an order is looked at twice: with all blocks, and as an order
def _search(text: str, lower: str, where: Where, reference: date | None) -> tuple[Found, ...]:
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    present = {h for h in _hints() if h in lower}
    for rule in _rules_for(where):
        if (rule.hint and rule.hint.isdisjoint(present)) or (rule.needs and not rule.needs.in_text(lower)):
            continue
        for m in rule.pattern.finditer(text):
            start, end = m.span()
            if any(a < end and start < b for a, b in taken) or end == start:
                continue
            if _QUOTED_TITLE.search(text, 0, start) and "»" in text[end:]:
                continue  # «… приказ «О подготовке школ к 2024/2025 учебному году»»
            if not _whole(text, start, end) or (_PARTICIPLE.match(text, end) and rule.make in ("recurring", "ongoing")):
                continue
            forms = CONSTRUCTORS[rule.make](m, reference, rule.rrule)
            if forms and forms[0].kind == "period" and _of_object(text, start, m[0]):
                continue
            if (
                where == "prose"
                and rule.make != "none"
                and not ahead(rule.where, rule.make, forms, reference, text, start, end)
            ):
                if rule.make == "date" and rule.where == "any":
                    taken.append((start, end))  # «до 10 апреля т.г.» is past: its day is no other year's
                continue
            taken.append((start, end))
            found += [Found(start, end, form) for form in forms]
    return _without_rounder(text, sorted(found, key=lambda f: f.start))


_BRACKET_OPENS = re.compile(r"\s?\(\s?")


def _without_rounder(text: str, found: list[Found]) -> tuple[Found, ...]:
    """«вторая половина февраля (с 15 по 29 февраля)» is one term: the bracket says it exactly."""
    rounder = {
        first
        for first, second in pairwise(found)
        if first.form.kind == "period" == second.form.kind
        and _BRACKET_OPENS.fullmatch(text, first.end, second.start)
        and first.form.start[:7] == (second.form.start or "")[:7]  # type: ignore[index]
    }
    return tuple(f for f in found if f not in rounder)


def _of_object(text: str, start: int, printed: str) -> bool:
    """«план работы на второе полугодие», «показатели на 2024/2025 учебный год»: whose period it is, no term."""
    if _WORK_PLAN.search(f"{text[:start]}{printed[:3]}"):
        return True
    return printed[:3].lower() == "на " and _FOR_OBJECT.search(text, 0, start) is not None


def _whole(text: str, start: int, end: int) -> bool:
    """The match is not a piece of a longer word or number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())
