"""What one cell of a value column says: a number, a range, «402 (61,6%)», «129/59%», a phrase, nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.fields.columns import take_unit, words
from extractor.fields.numbers import Number, find_numbers, part_thousands, unit_of
from extractor.record import Comparator
from extractor.text.numbers import NUMBER, to_float

_BARE = re.compile(
    (
        rf"^\W*?(?P<cmp>не менее|не ниже|не более|не выше|не превышает|свыше|более|менее|ниже|выше|до|от"
        rf"|около|≤|≥|<=|>=|не\s?[<>]|<|>)?\s*(?P<a>{NUMBER})\s*(?:(?:[-–—]|до|…"
        rf"|\.\.\.)\s*(?P<b>{NUMBER}))?\s*(?P<unit>%"
        rf"|[а-яё.]+(?:\s?руб\w*\.?)?(?:\s?/\s?с(?:ек)?)?)?(?P<more>\s*и (?:более|выше|больше|менее|ниже))?\s*\.?\*?$"
    ),
    re.IGNORECASE,
)
# A minus right before the figure of a cell; apart from it, a dash stands in place of a word.
_MINUS = re.compile(r"[−–-](?=\d)")
_COUNT_FIRST = re.compile(
    rf"^\s*(?P<n>{NUMBER})\s*(?P<of>из\s+{NUMBER}\s*)?(?P<of_what>чел\w*\.?|ед\.?|шк\w*\.?)?\s*(?:,?\s?\(|/|;|\n"
    rf"|,\s|(?P<dash>(?<=\s)[-–—]\s))\s*(?:или\s+)?(?P<p>{NUMBER})\s*/?\s*(?:%|процент\w*)\s*\)?\s*$",
    re.IGNORECASE,
)
_PERCENT_FIRST = re.compile(
    rf"^\s*(?P<p>{NUMBER})\s*(?:%|процент\w*)\s*(?:\(|/|;|\n|,\s)\s*(?P<n>{NUMBER})\s*(?:из\s+{NUMBER}\s*)?(?:чел\w*\.?|ед\.?"
    rf"|[а-яё]+)?\s*\)?\s*$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"^\s*(?P<n>{NUMBER})\s*(?:чел\w*\.?)?\s*(?:/|\(|\n)\s*(?P<p>{NUMBER})\s*%?\s*\)?\s*$", re.IGNORECASE
)
_RATIO = re.compile(rf"{NUMBER}\s?/\s?{NUMBER}")
# «9 из 12»: so many things, whatever the row is counted in; «4,2 из 5» is a mark
_WHOLE = r"\d{1,3}(?: \d{3})+|\d+"
_OF_SO_MANY = re.compile(rf"(?P<n>{_WHOLE})\s+из\s+(?:{_WHOLE})(?!\d)(?:\s+(?!балл)[а-яё.]+)?")
_PAIR_UNIT = re.compile(r"^(?:чел\w*|человек|ед\w*|количество|кол-во)\.?\s*[/(]\s*(?:%|процент\w*)\)?$", re.IGNORECASE)
_COMPARATORS: dict[str, Comparator] = {
    "не менее": "ge",
    "не ниже": "ge",
    "≥": "ge",
    ">=": "ge",
    "от": "ge",
    "не более": "le",
    "не выше": "le",
    "не превышает": "le",
    "≤": "le",
    "<=": "le",
    "не >": "le",
    "не <": "ge",
    "и более": "ge",
    "и выше": "ge",
    "и больше": "ge",
    "и менее": "le",
    "и ниже": "le",
    "свыше": "gt",
    "более": "gt",
    "выше": "gt",
    ">": "gt",
    "менее": "lt",
    "ниже": "lt",
    "<": "lt",
    "около": "approx",
}


@dataclass(frozen=True, slots=True)
class CellValue:
    """A value of a cell; offsets relative to the cell's text; ``unit`` None where the cell names none."""

    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    comparator: Comparator | None
    count: float | None
    start: int
    end: int
    subject: str | None = None


def pair_unit(text: str) -> bool:
    """«человек/%» in a column of units."""
    return bool(_PAIR_UNIT.match(text.strip()))


def cell_values(text: str, *, pair: bool = False) -> list[CellValue]:
    """The values in a cell, none for a dash, «нет», «х» or words without a number.

    Args:
        text: the cell's text.
        pair: the row's unit is «человек/%», so «120/45» is a count and a percentage.
    """
    text = part_thousands(text)
    stripped = text.strip()
    if (
        not stripped
        or words("no-value", whole=True).match(stripped)
        or (not any(c.isdigit() for c in stripped) and "процент" not in stripped.lower())
    ):
        return []
    at = text.index(stripped)
    for pattern in (_COUNT_FIRST, _PERCENT_FIRST, *((_PAIR,) if pair else ())):
        if (m := pattern.match(stripped)) and not _may_be_range(m):
            return [
                CellValue(to_float(m["p"]), None, None, "percent", None, to_float(m["n"]), at + m.start(), at + m.end())
            ]
    if m := _BARE.match(stripped):
        unit = unit_of(m["unit"]) if m["unit"] else None
        if not m["unit"] or unit:
            low = to_float(m["a"])
            if m["b"] is None and _MINUS.match(stripped):
                low = -low
            high = to_float(m["b"]) if m["b"] else None
            if high is not None and high > low:
                return [CellValue(None, low, high, unit, None, None, at, at + len(stripped))]
            bound = _COMPARATORS.get(re.sub(r"^не\s?(?=[<>])", "не ", (m["cmp"] or m["more"] or "").lower().strip()))
            return [CellValue(low, None, None, unit, bound, None, at, at + len(stripped))]
    if _RATIO.fullmatch(stripped):
        return []  # «8/70», «1/9.1»: which of the two is the value, nobody can tell
    if m := _OF_SO_MANY.fullmatch(stripped):
        return [CellValue(to_float(m["n"]), None, None, "count", None, None, at, at + m.end("n"))]
    if (
        "\n" in stripped
        and len(stripped.split("\n")) > 1
        and all(re.search(r"[–—:-]\s*\d", line) for line in stripped.split("\n") if line.strip())
    ):
        return _composite(text)
    return [_phrase(text, n) for n in find_numbers(text) if _counts(text, n)][:1] or []


def _may_be_range(m: re.Match[str]) -> bool:
    """«80 – 85 %» against «9 из 12 – 75 %», «20 чел. – 80 %», «120 – 85 %»."""
    told = m.groupdict()
    if not told.get("dash") or told["of"] or told["of_what"]:
        return False
    return to_float(told["n"]) < to_float(told["p"]) or not to_float(told["n"]).is_integer()


_DUAL = re.compile(r"^(?P<a>[^/;\n()]+?)\s*(?:[/;\n]|\((?=[^()]*\)\s*$))\s*(?P<b>[^/;\n()]+?)\)?\s*$")


def dual_values(text: str, *, alike: bool = True) -> tuple[CellValue | None, CellValue | None] | None:
    """The two values of a cell under «план/факт»: «80/81,5», «80 (81,5)», «80; –»; none where it is no such cell.

    Args:
        text: the cell's text.
        alike: the two are counted in one unit, which is printed once.
    """
    m = _DUAL.match(text.strip())
    if not m:
        return None
    at = text.index(text.strip())
    sides = []
    for name in ("a", "b"):
        found = cell_values(m[name])
        if not found and not words("no-value", whole=True).match(m[name].strip()):
            return None
        moved = [replace(v, start=at + m.start(name) + v.start, end=at + m.start(name) + v.end) for v in found[:1]]
        sides.append(moved[0] if moved else None)
    first, second = sides
    if alike and first and second and (unit := first.unit or second.unit):
        first, second = replace(first, unit=unit), replace(second, unit=unit)
    return first, second


def _composite(text: str) -> list[CellValue]:
    """«Количество мест – 140 ⏎ Средняя стоимость – 71,67»: a value a line, its words the subject."""
    out = []
    at = 0
    for line in text.split("\n"):
        m = re.match(rf"\s*(?P<s>.*?)\s*[–—:-]\s*(?P<v>(?:не \w+\s)?{NUMBER}.*)$", line)
        if m and (inner := cell_values(m["v"])):
            v = inner[0]
            subject, unit = take_unit(m["s"])
            out.append(
                CellValue(
                    v.value,
                    v.low,
                    v.high,
                    v.unit or unit,
                    v.comparator,
                    v.count,
                    at + m.start("v") + v.start,
                    at + m.start("v") + v.end,
                    subject,
                )
            )
        at += len(line) + 1
    return out


def _counts(text: str, n: Number) -> bool:
    return not re.match(r"\s*(?:-?[йя]\s|класс|кл\.)", text[n.end :])


def _phrase(text: str, n: Number) -> CellValue:
    unit, end = n.unit, n.end
    if unit is None:
        m = re.match(r"(?:-(?:х|[тм]и|и|ух|[её]х))?\s+([а-яё]{3,}(?:-[а-яё]+)?)(?!\w)", text[n.end :])
        if m:
            from extractor.text.morph import noun_nominative

            unit, end = noun_nominative(m[1]), n.end + m.end()
    elif unit == "people":
        from extractor.text.morph import noun_nominative

        unit = noun_nominative(re.findall(r"[а-яё]+", text[n.figure : n.end].lower())[-1])
    return CellValue(n.value, n.low, n.high, unit, n.comparator, n.counted, n.start, max(end, n.counted_end), None)
