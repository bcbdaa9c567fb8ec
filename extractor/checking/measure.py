"""Values compared: what may be set against what, and whether a plan is met."""

from __future__ import annotations

import re
from functools import cache

from extractor.patterns import load
from extractor.record import Indicator, Value

_CLOSE = 0.02
"""«Около 78 %» may be this far, as a share of the plan, from what it stands for."""
_UP_TO = re.compile(r"\s*до\s", re.IGNORECASE)
_SPEED = re.compile(r"^([кмг])\s?(?:бит|б|бод)\s?/\s?(?:с|сек)\.?$", re.IGNORECASE)


@cache
def word_pattern(entry: str) -> re.Pattern[str]:
    """Any of a word list's words, at the start of a word."""
    return load("check_words").any_of(entry)


def same_unit(a: Value, b: Value) -> bool:
    """Whether two values can be compared: the same unit, spelt in any way."""
    return folded_unit(a.unit) == folded_unit(b.unit)


def folded_unit(unit: str) -> str:
    """A unit without the ways to write it: «Мб/сек», «Мбит/с» are one here."""
    plain = unit.strip().rstrip(".").lower()
    speed = _SPEED.match(plain)
    return f"{speed[1]}бит/с" if speed else plain


def same_moment(a: Value, b: Value, year: int | None) -> bool:
    """Whether two values are of one year, period and subject.

    Args:
        year: the year of the document, which is meant where a value names none.
    """
    return (
        (a.year or year) == (b.year or year)
        and _period(a) == _period(b)
        and (a.subject or "").casefold() == (b.subject or "").casefold()
    )


def differ(a: Value, b: Value) -> bool:
    """Whether two values of one thing are two different numbers: neither lies within, nor rounds to, the other."""
    low_a, high_a = bounds(a)
    low_b, high_b = bounds(b)
    if (low_a, high_a) == (low_b, high_b) or low_a <= low_b <= high_b <= high_a or low_b <= low_a <= high_a <= high_b:
        return False
    if "approx" in (a.comparator, b.comparator) and abs(low_a - low_b) <= _CLOSE * max(abs(low_a), abs(low_b)):
        return False
    return not (low_a == high_a and low_b == high_b and _rounds(low_a, low_b))


def bounds(value: Value) -> tuple[float, float]:
    """The least and the greatest number that a value names."""
    if value.value is not None:
        return value.value, value.value
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    return low or 0.0, high or 0.0


def falls_short(indicator: Indicator, year: int | None) -> bool | None:
    """Whether all that was reached falls short of the plan (``True``), or meets it (``False``).

    ``None`` where the numbers do not say: nothing to compare, several plans, some reached and some not, or a name
    («не имеющих», «отсутствие») that leaves open whether more is better.
    """
    verdicts = set()
    for actual in (v for v in indicator.values if v.role == "actual"):
        plans = [
            v
            for v in indicator.values
            if v.role == "target"
            and same_unit(v, actual)
            and (v.year or year) == (actual.year or year)
            and _period(v) == _period(actual)
            and v.subject in (actual.subject, None)
        ]
        if not plans:
            continue
        if any(differ(plans[0], other) for other in plans[1:]):
            return None
        met = _met(indicator.name, plans[0], actual)
        if met is None:
            return None
        verdicts.add(met)
    return None if len(verdicts) != 1 else not verdicts.pop()


def written(value: Value) -> str:
    """A value as it is printed, on one line."""
    return " ".join(value.text.split())


def _met(name: str, plan: Value, actual: Value) -> bool | None:
    low, high = bounds(plan)
    least, greatest = bounds(actual)
    if actual.comparator == "approx" and abs(least - low) <= _CLOSE * abs(low):
        return None
    if plan.comparator in ("le", "lt"):
        return greatest <= high
    if plan.comparator in ("ge", "gt"):
        return greatest >= low
    # «до 10 дней» is a limit, «довести до 60 %» a goal: the word does not say which
    if word_pattern("either-way").search(name) or _UP_TO.match(plan.text):
        return None
    if word_pattern("less-is-better").search(name):
        return least <= high
    return greatest >= low


def _period(value: Value) -> str:
    period = (value.period or "").casefold().strip()
    return "" if period == "год" else period


def _rounds(a: float, b: float) -> bool:
    """One number is the other with fewer decimals, rounded or cut off."""
    for fine, coarse in ((a, b), (b, a)):
        for digits in range(3):
            step = 10**-digits
            if coarse == round(coarse, digits) and fine != round(fine, digits) and abs(fine - coarse) < step * 0.5001:
                return True
    return False
