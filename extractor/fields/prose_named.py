"""«Задание по качеству знаний (39,5 %) провалено, по питанию (70 %) – выполнено»: known indicators told by some words.

Such a sentence names what was set («план по …», «обязательство по …») and takes up one or several indicators that a
list, a table or earlier prose has named in full.  An indicator is meant when all words are in its name, and in no
other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from extractor.fields.items import Item
from extractor.fields.measure_places import of_school, place_at_head
from extractor.fields.measures import read_values, value_numbers
from extractor.fields.numbers import unit_of
from extractor.fields.prose_heads import measure_spans
from extractor.fields.statuses import find_statuses
from extractor.fields.table_common import implied_unit
from extractor.record import Role
from extractor.text.numbers import NUMBER, to_float

_HEAD = re.compile(
    r"(?<![а-яё])(?P<w>план(?:ов\w+ (?:значени|показател)\w+)?[аеуы]?|задани[ея]|обязательств[оа]"
    r"|норматив[ы]?|ориентир[ы]?|целев\w+ (?:значени|показател)\w+|показател[ьи])"
    r"(?P<of>\s[^.;:,()–—]{0,40}?)?\sпо\s(?=[а-яё])",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:[,;]\s+(?:а\s+|но\s+)?|\sи\s|,\s+и\s)по\s(?=[а-яё])")
_NAME_ENDS = re.compile(
    r"[(,;:.–—\d]|\s-\s|\s(?:не\s)?(?:был[аои]?\s)?(?:пере|недо)?(?:выполн|достиг|исполн|провал|сорван)"
)
_YEAR = re.compile(
    r"(?:на|в|за)\s(?P<y>20\d\d)\s?(?:год|г\.)|(?P<s>20)\d\d\s?/\s?(?:20)?(?P<e>\d\d)\sуч", re.IGNORECASE
)
_WORD = re.compile(r"[а-яё]{4,}")
# What every second name holds tells no indicator from another; «план работы по …» is no plan of an indicator.
_GENERAL = re.compile(r"дол[яеию]|охват|уровен|уровн|количеств|численност|числ[оуа]$|показател|район|округ|году?$|года")
_OTHER_PLAN = re.compile(r"работ|мероприят|внутри|контрол|провер|воспитательн|подготовк|ремонт", re.IGNORECASE)


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    """The dictionary forms of the words that tell an indicator from others."""
    from extractor.text.morph import lemma

    return frozenset(lemma(w) for w in _WORD.findall(text.lower().replace("ё", "е")) if not _GENERAL.match(w))


def told_by_name(sentence: str, base: int, items: list[Item]) -> int:
    """Give what a sentence tells of known indicators to them.

    Args:
        sentence: at ``base`` of the document.
        items: the indicators named so far; changed in place.
    Returns:
        how much of the sentence was of known indicators: nothing, or all up to the next measure that it names.
    """
    head = _HEAD.search(sentence)
    if head is None or not items or _OTHER_PLAN.search(head["of"] or "") or of_school(sentence):
        return 0
    place = place_at_head(sentence)
    starts = [head.end(), *(m.end() for m in _MORE.finditer(sentence, head.end()))]
    others = [a for a, _, _ in measure_spans(sentence) if a > head.end() and a not in starts]
    end = min(others, default=len(sentence))
    pieces = [(a, sentence[a:b]) for a, b in pairwise([*(a for a in starts if a < end), end])]
    meant = [_meant(text, items) for _, text in pieces]
    known = [item for item in meant if item is not None]
    if not known or meant[0] is None or len({id(item) for item in known}) < len(known):
        return 0
    year = _year(sentence[: head.end()])
    default: Role = "actual" if head["w"].lower().startswith("показател") else "target"
    told = False
    for (at, text), item in zip(pieces, meant, strict=True):
        told = (item is not None and _tell(item, text, base + at, default, year, place)) or told
    before = find_statuses(sentence[: head.end()]) if place is None and len(known) == 1 else []
    if before and known[0].status is None:
        known[0].status, known[0].status_text = before[-1].status, sentence.strip()  # «Не выполнен план по доле …»
    return end if told else 0


_OUT_OF = re.compile(
    rf"\((?P<a>{NUMBER})(?:\s?(?P<u>[а-яё%.]+))?\s(?:из|при плане|вместо|против)"
    rf"\s(?P<b>{NUMBER})(?:\s?(?P<v>[а-яё%.]+))?\)"
)


def told_by_numbers(sentence: str, items: list[Item]) -> bool:
    """«План текущего года недовыполнен (120 мест из 175)»: a status of the one indicator that has both numbers.

    ``items`` are the indicators named so far; the one meant gets the status unless it has one.
    """
    m = _OUT_OF.search(sentence)
    statuses = find_statuses(sentence[: m.end()]) if m and _HEADED.search(sentence) else []
    if m is None or len(statuses) != 1:
        return False
    reached, planned = to_float(m["a"]), to_float(m["b"])
    word = m["u"] or m["v"]
    meant = [item for item in items if _has_pair(item, reached, planned) and _counts(item, word)]
    if len(meant) != 1 or meant[0].status is not None:
        return False
    meant[0].status, meant[0].status_text = statuses[0].status, sentence.strip()
    return True


# «План проверок выполнен» is another plan: nothing but a year stands between the word and the status.
_HEADED = re.compile(
    r"(?<![а-яё])(?:план|задани|показател|обязательств|норматив)[а-яё]*\s"
    r"(?:(?:на\s|в\s|за\s)?(?:20\d\d\s?|(?:текущ|прошл|прошедш|отч[её]тн|эт)[а-яё]+\s)?(?:учебн[а-яё]+\s)?(?:год[а-яё]*|г\.)\s)?"
    r"(?:не\s|был[аои]?\s)*(?:пере|недо)?(?:выполн|исполн|достиг|провал|сорван)",
    re.IGNORECASE,
)


def _counts(item: Item, word: str | None) -> bool:
    """Whether an indicator counts what the bracket does: «120 мест из 175», never a bare pair for a percentage."""
    units = {value.unit for value in item.values}
    if word is None:
        return "percent" not in units
    return unit_of(word) in units or ("percent" not in units and word[:_STEM].lower() in item.name.lower())


_STEM = 4


def _has_pair(item: Item, reached: float, planned: float) -> bool:
    """Whether an actual and a planned value of one year and subject are these numbers."""
    targets = {(v.year, v.subject, v.period) for v in item.values if v.role == "target" and v.value == planned}
    return any(
        (v.year, v.subject, v.period) in targets for v in item.values if v.role == "actual" and v.value == reached
    )


def _year(text: str) -> int | None:
    m = _YEAR.search(text)
    return None if m is None else int(m["y"]) if m["y"] else int(m["s"] + m["e"])


def _meant(text: str, items: list[Item]) -> Item | None:
    end = _NAME_ENDS.search(text)
    said = _words(text[: end.start()] if end else text)
    fitting = [item for item in items if said and said <= _words(item.name)]
    names = {item.name.lower() for item in fitting}
    return fitting[0] if len(names) == 1 else None


def _tell(item: Item, text: str, base: int, default: Role, year: int | None, place: str | None) -> bool:
    units = {value.unit for value in item.values} or {implied_unit(item.name)}
    numbers = [n for n in value_numbers(text, bare="percent" not in units) if n.unit in {None, *units}]
    values = read_values(text, numbers, base=base, default=default, unit=next(iter(units)))
    for value in values:
        own = year if value.role == "target" and value.year is None else value.year
        item.add(replace(value, year=own, subject=place))
    statuses = find_statuses(text)
    if statuses and item.status is None and place is None:
        item.status, item.status_text = statuses[0].status, text.strip()
    return bool(values or statuses)
