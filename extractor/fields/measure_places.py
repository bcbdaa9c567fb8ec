"""Another place that a sentence is told of: «По краю охват составил 93 %», «В сельских школах численность …»."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.items import Val
from extractor.fields.schools import find_schools

# The paper's own district or town is no other place; «в области образования» is none at all.
_WHOLES = ("край", "область", "республика", "город", "регион", "страна", "россия")
_FIRST = r"\W*(?:(?:а|но|при этом|в целом|в среднем|для сравнения:?)\s)*"
_HEAD = re.compile(
    rf"{_FIRST}(?:по|в|на)\s"
    r"(?:(?P<many>(?:сельск|городск|поселков|малокомплектн|частн|вечерн)(?:их|ых)\s"
    r"(?:школ|сад|учреждени|организаци|класс|групп|поселени|гимнази|лице)(?:ах|ях|ам|ям))"
    r"|(?:[а-яё-]+(?:ому|ой|ом|ем)\s)?(?P<whole>[а-яё]+))(?![а-яё-])(?!\s(?-i:[«А-ЯЁ]))",
    re.IGNORECASE,
)
_FIELD = re.compile(rf"{_FIRST}в\sобласти(?![а-яё])", re.IGNORECASE)
_TO_SCHOOL = re.compile(rf"{_FIRST}(?:(?:в|по|у)\s)?[«\"]?", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:в среднем\s)?по\s(?:[а-яё-]+ому\s|[а-яё-]+ой\s)?(?P<w>[а-яё]+)", re.IGNORECASE)


def place_at_head(sentence: str) -> str | None:
    """The other place that a sentence begins with, in the nominative («По краю …» → «край»), if it begins with one."""
    m = _HEAD.match(sentence)
    if m is None or _FIELD.match(sentence):
        return None
    if m["many"]:
        from extractor.text.morph import plural_nominative

        return plural_nominative(m["many"].lower())
    return _whole(m["whole"])


def place_behind(text: str, end: int) -> str | None:
    """The larger place told right behind a number: «97 % по области» → «область»."""
    m = _BEHIND.match(text, end)
    return _whole(m["w"]) if m else None


def of_school(sentence: str) -> bool:
    """Whether a sentence begins with one school: what it tells is that school's."""
    schools = find_schools(sentence)
    return bool(schools) and _TO_SCHOOL.fullmatch(sentence, 0, schools[0].start) is not None


def placed(values: list[Val], sentence: str) -> list[Val]:
    """The values of a sentence that goes on about a measure, with the other place as subject.

    A value of one school that no label names is left out: the school's name is not told as a subject.
    """
    if place := place_at_head(sentence):
        return [value if value.subject else replace(value, subject=place) for value in values]
    return [value for value in values if value.subject] if of_school(sentence) else values


def _whole(word: str) -> str | None:
    from extractor.text.morph import noun_nominative

    noun = noun_nominative(word.lower())
    return noun if noun in _WHOLES else None
