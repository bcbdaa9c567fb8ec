"""The words that begin the name of a measure and those that end it; the name without its tails."""

from __future__ import annotations

import re
from functools import cache

from extractor.fields.roles import find_cues
from extractor.patterns import load
from extractor.text.dates import YEAR
from extractor.text.openings import opening
from extractor.text.pieces import Hints

_TIME_TAIL = re.compile(
    (
        rf"[\s,]*(?:(?<!\w)за (?:последн\w+ )?(?:год|(?:\d+|два|три|четыре|пять|шесть|семь|десять) "
        rf"(?:года|лет))(?=\s*$)"
        rf"|(?<!\w)по сравнению с (?:прошл|предыдущ|аналогичн)\w+ (?:учебн\w+ )?(?:год|период)\w*"
        rf"(?: (?:прошл|предыдущ)\w+ год\w*)?(?=\s*$)"
        rf"|(?<!\w)(?:на|к) (?:т[уо]|эт[уо]|указанн\w+) (?:же )?(?:дат|врем|период)\w+(?=\s*$)"
        rf"|(?<!\w)(?:в|за|на|к|по итогам|по состоянию на|на конец"
        rf"|на начало|по результатам)\s+(?:(?:конец|начало|отч[её]тн\w+|текущ\w+|прошл\w+|перв\w+|втор\w+"
        rf"|I{{1,3}}V?|\d)[\w. -]{{0,20}}\s+)?(?:{YEAR}(?:\s?[/–-]\s?\d{{2,4}})?\s*(?:-?м\s)?"
        rf"(?:учебн\w+\s+)?(?:год\w*|гг?\.?|уч\.?\s?г\w*\.?)|\d{{1,2}}\.\d\d\.{YEAR}(?:\s?г\w*\.?)?"
        rf"|(?:\d+\s)?(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр"
        rf"|декабр)\w*(?:\s{YEAR})?(?:\s?год\w*)?|(?:\d+|девять|шесть"
        rf"|три)\s+месяц\w+(?:\s{YEAR}\s?год\w*)?|(?:I{{1,3}}V?|\w+)\s+(?:квартал\w*"
        rf"|полугоди\w*)(?:\s{YEAR}\s?год\w*)?|(?:отч[её]тн|прошл|текущ|конец|этот"
        rf"|данн)\w*\s*(?:учебн\w+\s)?(?:год\w*|период\w*)))\s*$"
    ),
    re.IGNORECASE,
)
_NAME_TAIL = re.compile(
    (
        r"(?:^|[\s,.;:«(–—-]+)(?:(?:при |– |, )?(?:планов\w+|целев\w+|фактическ\w+|базов\w+"
        r"|установленн\w+)(?: (?:показател|значени)\w+)?(?: (?:составля\w+|составил\w*|равн\w+|на))*"
        r"|при (?:плане|норме|нормативе|задании|лимите|контрольн\w+ (?:цифр|значени|показател)\w+)(?: в)?"
        r"|по (?:данным|расч[её]там|оценке|сведениям|информации)(?: [а-яё-]+){1,3}"
        r"|по (?:плану|факту)|(?<!учебный )(?<!тематический )план|факт|в среднем"
        r"|в целом|всего|с|от|до|на|(?:второй|третий|четв[её]ртый|который) год подряд|пока|по-прежнему|стабильно"
        r"|уже|не|лишь|только|почти|около|также|напротив|наоборот|однако|в свою очередь|тем не менее|к сожалению|увы"
        r"|за (?:это время|эти годы|последнее время)|это|то|а|и|которая|который|\()[\s,.;:(–—-]*$"
    ),
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"\s*\(с уч[её]том разъяснени[^()]*(?:\([^()]*\)[^()]*)*\)*", re.IGNORECASE)


# «Не менее 90 %» is no denial.
_DENIAL = re.compile(r"(?<![а-яё])(?:не(?!\s(?:менее|более|ниже|выше|реже|позднее))|без)(?![а-яё])", re.IGNORECASE)


def denials(name: str) -> int:
    """How often a name denies: «школ, имеющих лицензию» and «школ, не имеющих лицензии» are two measures."""
    return len(_DENIAL.findall(name))


def name_stems(text: str) -> set[str]:
    """The words of four letters and more without their endings."""
    return {w[: max(4, len(w) - 3)] for w in re.findall(r"[а-яё]{4,}", text.lower())}


@cache
def nouns() -> re.Pattern[str]:
    words = "|".join(load("measures").words("nouns"))
    return re.compile(rf"(?<![А-Яа-яё]){opening(words)}(?:{words})(?![а-яё])", re.IGNORECASE)


@cache
def _has_noun() -> Hints:
    return Hints(nouns())


def find_nouns(text: str) -> list[re.Match[str]]:
    """The words in ``text`` that may begin the name of a measure."""
    return list(nouns().finditer(text)) if _has_noun().in_text(text.lower()) else []


@cache
def predicates() -> re.Pattern[str]:
    words = "|".join(load("measures").words("predicates"))
    return re.compile(rf"(?<!\w){opening(words)}(?:{words})(?![а-яё])", re.IGNORECASE)


@cache
def word(name: str) -> re.Pattern[str]:
    return load("measures").any_of(name)


_MAY_TELL_TIME = Hints(_TIME_TAIL)


def _without_tail(name: str) -> str:
    timeless = _TIME_TAIL.sub("", name) if _MAY_TELL_TIME.in_text(name.lower()) else name
    return _NAME_TAIL.sub("", timeless)


def clean_name(name: str) -> str:
    """A measure's wording without explanations in brackets, quotes around it and tails of cues."""
    name = _EXPLAINED.sub("", name) if "(" in name else name
    name = " ".join(name.split())
    previous = None
    while previous != name:
        previous = name
        name = _without_tail(name).strip(" ,.;:–—-(")
    if name.startswith("«") and "»" not in name[1:-1] and name.count("«") == 1:
        name = name.strip("«»")
    if name.count("»") > name.count("«"):
        name = name.rstrip("»")
    return name


_PIECE = re.compile(r"\s*:|\s[–—-]\s|,(?!\s*(?:в |на |для |по |из )?котор)|\s*\(")
_LONGEST_TAIL = 45
# A name has so many characters at least; a cue within so many behind its colon speaks of values.
_LONG_ENOUGH, _NEXT_WORDS = 12, 12
# Behind a comma only a label ends a name: a participle («, зарегистрированных в …») belongs to it.
_LABEL_CUE = re.compile(
    r"(?<![а-яё])(?:план|факт|задани|норматив|контрольн\w+ (?:показ|знач)|целев\w+ (?:показ|знач)|намеч"
    r"|предполаг|по факту)",
    re.IGNORECASE,
)


def name_stop(raw: str) -> int:
    """The length of ``raw`` without the tails that are no part of a name (cues, dashes, times)."""
    previous = -1
    while previous != len(raw):
        previous = len(raw)
        raw = _without_tail(raw).rstrip(" ,.;:–—-(\t\n")
        colon = raw.find(":", _LONG_ENOUGH)
        if colon >= 0 and any(cue.start < _NEXT_WORDS for cue in find_cues(raw[colon + 1 :])):
            raw = raw[:colon]  # «Число центров: вместо двух по плану открыто три»
        pieces = list(_PIECE.finditer(raw))
        tail = raw[pieces[-1].start() :] if pieces and pieces[-1].start() > 12 else ""
        if 0 < len(tail) < _LONGEST_TAIL and (_LABEL_CUE.search(tail) if tail.lstrip()[0] == "," else find_cues(tail)):
            raw = raw[: -len(tail)]  # «…: из намеченных», «… – при плане»
    return len(raw)
