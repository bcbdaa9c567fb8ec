"""Folding: two wordings are the same when nothing but spelling habits tells them apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

Item = Mapping[str, Any]
"""An item of gold or of a record: keys and plain values."""

_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
_CYRILLIC_WORD = re.compile("[A-Za-zА-Яа-я]*[А-Яа-я][A-Za-zА-Яа-я]*")
_QUOTES = re.compile("[«»\"“”„'’`*_]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NUMBER_SIGN = re.compile(r"\b(?:№№?|N)\s*")
_SPACE = re.compile(r"\s+")

# A part of a name says as much as the whole, but for names so short that they stand in many others.
_LONG_NAME = 25
_PART_WEIGHT = 0.97

_UNIT_SPELLINGS = {
    "percent": ("%", "процент", "проц"),
    "percentage_point": ("п.п", "процентный пункт"),
    "count": ("", "ед", "единиц", "единица", "шт", "unit"),
    "person": ("чел", "человек", "persons"),
    "point": ("балл", "баллов", "points"),
    "rub": ("руб", "рублей"),
    "thousand_rub": ("тыс. руб", "тыс.руб"),
    "million_rub": ("млн руб", "млн. руб"),
    "мбит/с": ("мб/с", "мб/сек", "мбит/сек", "мбит", "mbit/s"),
}
_UNITS = {spelling: unit for unit, spellings in _UNIT_SPELLINGS.items() for spelling in spellings}


def text_key(value: object) -> str:
    """Without case, quotes, kinds of dashes and spaces, ё, and Latin letters inside Cyrillic words."""
    text = str(value or "").replace("ё", "е").replace("Ё", "Е")
    text = _CYRILLIC_WORD.sub(lambda word: word[0].translate(_LOOK_ALIKE), text)
    text = _DASHES.sub("-", _QUOTES.sub("", text))
    return _SPACE.sub(" ", _NUMBER_SIGN.sub("№", text)).strip(" .,;:-").casefold()


def number_key(value: object) -> float | None:
    """A number whether it is written with a comma or a point."""
    return None if value is None else round(float(str(value).replace(",", ".")), 6)


def unit_key(value: object) -> str:
    """The unit behind its spellings."""
    text = text_key(value).rstrip(".")
    return _UNITS.get(text, text)


def magnitude(item: Item) -> tuple[str, float | None, float | None]:
    """The value or the range of an item."""
    if item.get("low") is not None or item.get("high") is not None:
        return "range", number_key(item.get("low")), number_key(item.get("high"))
    return "value", number_key(item.get("value")), None


def comparator(item: Item) -> str:
    """The comparator; «eq» where an item has none."""
    return str(item.get("comparator") or "eq").lower()


def deadline_key(item: Item) -> tuple[object, ...]:
    """All of a deadline but its wording; the parts of a rule may stand in any order."""
    rule = str(item.get("rrule") or "").upper().removeprefix("RRULE:")
    parts = ";".join(sorted(part for part in rule.split(";") if part))
    start, due = (str(item.get(key) or "") for key in ("start", "due"))
    return item.get("kind"), start, due, parts, bool(item.get("ongoing"))


def school_key(item: Item) -> tuple[str, str, str]:
    """Kind, number and the name without its ending, which the case of the sentence decides."""
    name = text_key(item.get("name"))
    return text_key(item.get("kind")), str(item.get("number") or ""), name[: max(4, len(name) - 3)]


def point_number(item: Item) -> str:
    """The number of an indicator or order without brackets and closing points: «3.1)» → «3.1»."""
    return re.sub(r"[^\w.]", "", str(item.get("number") or "")).strip(".")


def likeness(one: object, other: object) -> float:
    """How alike two wordings are, 0 to 100, whatever the order of their words."""
    a, b = text_key(one), text_key(other)
    if not a or not b:
        return 0.0
    best = max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b))
    if min(len(a), len(b)) > _LONG_NAME:
        best = max(best, _PART_WEIGHT * fuzz.partial_ratio(a, b))
    return best


def holds(whole: object, part: object) -> float:
    """How well the shorter of two wordings is found inside the longer, 0 to 100."""
    return fuzz.partial_ratio(text_key(part), text_key(whole))
