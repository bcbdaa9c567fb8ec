"""Whose value a number is, by the words in front of it: «ФГИС МШ – 7%», «СОШ № 1 – 81 %», «по республике – 52 %»."""

from __future__ import annotations

import re

from extractor.fields.measure_names import nouns, predicates
from extractor.fields.measure_places import place_behind
from extractor.fields.numbers import Number
from extractor.fields.roles import find_cues

_LABEL = re.compile(
    r"(?:^|[:;,\n(]|\sи\s)\s*(?P<label>[^:;,\n]{2,90}?)\s*(?:[–—-]|:|составил[аои]?"
    r"|составляет)\s*(?:не \w+ |около |порядка |свыше |более |менее |почти |примерно |всего |только "
    r"|лишь )?$",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_LABEL_HEAD = re.compile(r"^(?:а|и|в|по|из них|в том числе|в т\.\s?ч\.)\s+(?=[«А-ЯЁ])")
_TWO_LETTERS = re.compile(r"[А-Яа-яё]{2}")
_NO_LABEL = re.compile(
    r"(?:^(?:за|на|в) \d|план|факт|составля|составил|достиг|не менее|показател|норматив|целев|установлен|прогноз"
    r"|в том числе|из них|году|год$|уч\.|итог|это\b|в срок|срок|выполн|исполн|в (?:мае|марте|июне"
    r"|сентябре|октябре|ноябре|декабре|январе|феврале|апреле|июле|августе)\b|было|ранее|вырос|на \d|с \d"
    r"|из \d|(?<![а-яё])(?:сегодня|сейчас|ныне|теперь|пока|уже|ещ[её])(?![а-яё])|годом ранее|год назад"
    r"|с уч[её]том|в связи|из-за|ввиду|несмотря"
    r"|^на (?:одного |1 )?(?:реб|учен|учащ|обуч|воспит|педагог|учител|жител|школьник|человек)|.*\s(?:он|она|оно|они)$)",
    re.IGNORECASE,
)


def label_of(text: str, n: Number, numbers: list[Number], k: int, name_end: int) -> str | None:
    """The subject in front of a value: «ФГИС МШ – 7%», «СОШ № 1 – 81 %»."""
    since = max(name_end, max(numbers[k - 1].end, numbers[k - 1].counted_end) if k else 0)
    window = text[since : n.start]
    if place := place_of(window):
        return _schools(place, text[name_end:since])
    if behind := place_behind(text, n.end):
        return behind
    m = _LABEL.search(window)
    if not m:
        return None
    label = _SPACE.sub(" ", m["label"]).strip(" –—-(")
    label = _whole(_LABEL_HEAD.sub("", label))
    if any(c.role == "target" for c in find_cues(label)):
        return None
    if _NO_LABEL.search(label) or not _TWO_LETTERS.search(label) or _tells(label):
        return None
    return None if nouns().match(label) or predicates().match(label) else label


_MANY = r"(?:школ|сад|учреждени|организаци|класс|групп|поселени|гимнази|лице)(?:ах|ях)"
# «…, при этом в городских школах она держится на уровне 98,2 %, в сельских опустилась до 89,1 %»
_PLACE = re.compile(
    r"[,;:(]\s*(?:при этом |прич[её]м |а |но |и )?(?:в|на)\s"
    rf"(?P<kind>[а-яё]{{3,}}(?:ых|их)|\d{{1,2}}\s?[–-]\s?\d{{1,2}}(?:-х)?)(?:\s(?P<noun>{_MANY}))?\s"
    r"(?:(?:она|он|оно)\s)?(?:[а-яё]{3,}(?:л[аои]?|лся|лась|лось|[её]т|ит|[её]тся|ится)\s)?"
    r"(?:на (?:уровне|отметке)\s|до\s|лишь\s|только\s|[–—-]\s)*$"
)
_MANY_BEFORE = re.compile(rf"(?<![а-яё]){_MANY}(?![а-яё])")


def place_of(window: str) -> re.Match[str] | None:
    """The schools in front of a number that it is told of: «…, в сельских (школах) – 89,1 %»."""
    return _PLACE.search(window)


def _schools(place: re.Match[str], before: str) -> str | None:
    from extractor.text.morph import plural_nominative

    earlier = _MANY_BEFORE.findall(before)
    noun = place["noun"] or (earlier[-1] if earlier else None)
    return plural_nominative(f"{place['kind']} {noun}") if noun else None


# «(по республике – 52 %)», «в городе – 81 %»: the whole that a value is told of.
_WHOLE = re.compile(r"(?:по|в|на)\s(?P<w>[А-Яа-яё]+)(?:\s(?P<measure>[а-яё]+))?")
_WHOLES = ("район", "округ", "край", "область", "республика", "город", "село", "регион", "страна", "россия")


def _whole(label: str) -> str:
    m = _WHOLE.fullmatch(label)
    if not m or (m["measure"] and not nouns().fullmatch(m["measure"])):
        return label
    from extractor.text.morph import noun_nominative

    noun = noun_nominative(m["w"].lower())
    return (noun.capitalize() if m["w"][0].isupper() else noun) if noun in _WHOLES else label


def _tells(label: str) -> bool:
    """«не снизилась: 24,4 %»: a verb behind the name is nobody's."""
    last = label.rsplit(maxsplit=1)[-1]
    if not _MAY_BE_PAST.fullmatch(last):
        return False
    from extractor.text.morph import is_finite

    return is_finite(last)


_MAY_BE_PAST = re.compile(r"[а-яё]{3,}(?:л|ла|ло|ли|лся|лась|лось|лись)")
