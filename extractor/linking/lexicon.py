"""The compiled words of ``patterns/links.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.patterns import Entry, load

_EDGE = r"(?<![а-яА-Я])"


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    group: str


OTHER = "другое"


def _rules() -> list[Entry]:
    return [e for e in load("links") if "match" in e.data and e.text("code") != OTHER]


@cache
def other() -> re.Pattern[str]:
    """What a number stands behind where no kind of school is printed."""
    return load("links")["other"].regex()


@cache
def plain_kinds() -> tuple[str, ...]:
    """Forms of the words for kinds in which typing errors are looked for."""
    return load("links").words("plain-kinds")


@cache
def kinds() -> dict[str, Kind]:
    """Kind by the name of its group in ``kind_words()``."""
    rules = _rules()
    return {f"k{n}": Kind(e.text("code"), e.text("group")) for n, e in enumerate(rules)}


@cache
def groups() -> dict[str, str]:
    """The group of each kind's code."""
    return {kind.code: kind.group for kind in kinds().values()} | {OTHER: "other"}


@cache
def kind_words() -> re.Pattern[str]:
    """All words of kinds in lower-case folded text, the longer first."""
    rules = _rules()
    for entry in rules:
        entry.regex()  # a mistake is told with its line
    words = "|".join(f"(?P<k{n}>{e.text('match')})" for n, e in enumerate(rules))
    starts = "|".join(load("links").words("kind-starts"))
    return re.compile(rf"{_EDGE}(?={starts})(?:{words})(?![а-я])")


def _any(key: str, before: str = _EDGE, after: str = "", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return load("links").any_of(key, flags, before=before, after=after)


@cache
def noise() -> re.Pattern[str]:
    return _any("noise")


@cache
def noise_gate() -> re.Pattern[str]:
    """A text without any of these holds no phrase of ``noise()``."""
    return re.compile("|".join(load("links").words("noise-gate")))


@cache
def place_gate() -> re.Pattern[str]:
    """A text without any of these names no district and no region."""
    return re.compile("|".join(load("links").words("place-gate")))


@cache
def forms() -> re.Pattern[str]:
    """A legal form in capitals, also glued to a kind («МБОУСОШ») or a number sign."""
    words = "|".join(load("links").words("forms"))
    tails = "|".join(load("links").words("form-tails"))
    return re.compile(
        rf"{_EDGE}(?P<form>{words})(?:\s(?:{tails})(?![А-Яа-я]))*"
        r"(?=[^А-Яа-я]|$|[А-Я][а-я]{2}|ЦО|Д/с|ДС|С[ОК]?О?Ш|ООШ|НОШ|Гимн|Лице|Школ|ГИМН|ЛИЦЕ|ШКОЛ)"
    )


@cache
def form_stems() -> tuple[str, ...]:
    return load("links").words("form-stems")


@cache
def form_letters() -> tuple[tuple[str, str], ...]:
    """Stems of the words of a legal form and the letter each gives to its abbreviation."""
    pairs = (word.split("=") for word in load("schools").words("form-words"))
    return tuple((start, letter) for start, letter in pairs)


@cache
def form_words() -> re.Pattern[str]:
    return re.compile(rf"{_EDGE}(?:{'|'.join(form_stems())})[а-я]*")


@cache
def whole_form() -> re.Pattern[str]:
    """The words of a full legal form with what belongs to it."""
    tails = "|".join(load("links").words("form-word-tails"))
    return re.compile(rf"{form_words().pattern}(?:\s(?:{tails})(?![а-я]))?")


@cache
def _stop_words() -> re.Pattern[str]:
    words = (w if w.endswith("$") else w + ("[а-я]{0,4}$" if len(w) > 3 else "$") for w in load("links").words("stop"))
    return re.compile("|".join(words))


@lru_cache(maxsize=65536)
def stops(word: str) -> bool:
    """Whether a lower-case word names nobody, wherever it stands."""
    return bool(_stop_words().match(word))


def common(word: str) -> bool:
    """Whether a lower-case word is one of the parser's own: a kind, a form, or a word that names nobody."""
    return bool(kind_words().match(word) or form_words().match(word) or stops(word))


@cache
def title_words() -> re.Pattern[str]:
    return re.compile("|".join(load("links").words("titles")))


_NAME = r"(?P<name>[А-Я](?:\.|[А-Яа-я]*(?:-[А-Яа-я]+)*)(?:\s?[А-Я][А-Яа-я]+(?:-[А-Яа-я]+)*)*)"


@cache
def settlement() -> re.Pattern[str]:
    """The mark of a settlement and the capitalised words after it, in folded text with its case."""
    marks = "|".join(load("links").words("settlement-marks"))
    capital = "|".join(w for w in load("links").words("settlement-marks") if re.match("[а-я]{4}", w))
    return re.compile(rf"{_EDGE}(?<![А-Я]\.)(?P<mark>{marks}|(?i:{capital}))(?:(?<=\.)\s?|\s){_NAME}")


@cache
def settlement_in_capitals() -> re.Pattern[str]:
    """The same in a name typed in capitals throughout («Д. ЗВЕРЕВО-БАКУЛИНО»)."""
    marks = "|".join(load("links").words("settlement-marks"))
    return re.compile(rf"{_EDGE}(?<![А-Я]\.)(?P<mark>(?i:{marks}))(?:(?<=\.)\s?|\s){_NAME}")


@cache
def mark_gate() -> re.Pattern[str]:
    """A word without any of these is no mark of a settlement, nor the first word of one."""
    marks = "|".join(load("links").words("settlement-marks"))
    capital = "|".join(w for w in load("links").words("settlement-marks") if re.match("[а-я]{4}", w))
    starts = "|".join(load("links").words("mark-starts"))
    return re.compile(rf"{_EDGE}(?:(?:{marks}|(?i:{capital}))(?:(?<=\.)|$)|(?i:{starts}))")


@cache
def district() -> re.Pattern[str]:
    words = "|".join(load("links").words("district-words"))
    return re.compile(
        rf"{_EDGE}(?P<name>(?!муниципальн|городск|сельск|национальн)[а-я-]{{4,}}(?:ий|ый|ой|ого|ому|им|ым|ом|ая|ую))"
        rf"\"?\s(?:{words})"
    )


@cache
def city_district() -> re.Pattern[str]:
    """«городской округ город Тула», «г.о. Пермь», «муниципального района Исаклинский»."""
    return re.compile(
        rf"{_EDGE}(?:городск[а-я]{{2,3}}\sокруг[а-я]{{0,2}}|г\.?\s?о\.?|муниципальн[а-я]{{2,3}}\s(?:район|округ)[а-я]{{0,2}})\s(?:-\s)?\"?"
        r"(?:(?:город[а-я]{0,2}|г\.|поселок|закрытое[а-я -]*образование)\s?)?(?P<name>[а-я-]{3,})"
    )


@cache
def region() -> re.Pattern[str]:
    words = "|".join(load("links").words("region-words"))
    return re.compile(
        rf"{_EDGE}(?:(?P<name>[а-я-]{{4,}}(?:ий|ый|ой|ого|ому|им|ым|ом|ая|ую))\s(?:{words})"
        r"|республик[а-я]{1,2}\s(?P<land>марий эл|саха(?:\s\(?якутия\)?)?"
        r"|северн[а-я]{2} осети[а-я](?:\s?-\s?алани[а-я])?|[а-я]{3,}(?:-[а-я]+)?)"
        r"|(?:города?\s|г\.\s?)?(?P<city>санкт-петербург|севастопол)[а-я]?(?![а-я]))"
    )


@cache
def dedication() -> re.Pattern[str]:
    words = "|".join(load("links").words("dedication-words"))
    return re.compile(rf"{_EDGE}(?:{words})(?=[\s.А-Я\d\"])\s?(?P<who>[^,№\t();]{{3,110}})", re.IGNORECASE)


@cache
def renamed() -> re.Pattern[str]:
    """Words that tell of another name of the same school: «ныне лицей», «преобразована в гимназию»."""
    return _any("renamed")


@cache
def branch_gate() -> tuple[str, ...]:
    """A text without any of these, small or capital, has no word of a branch."""
    words = load("links").words("branch-gate")
    return (*words, *(word.upper() for word in words), *(word.capitalize() for word in words))


@cache
def branch() -> re.Pattern[str]:
    return _any("branch")


_ORDINAL_END = r"(?:ая|ой|ую|ий|ый|ого|ому|ым|ом|ей|ья|ье|ью|ьей|ьего|ьему|ьем)"


@cache
def ordinals() -> re.Pattern[str]:
    """«пятая», «сорок четвёртый» before a kind word that was blanked."""
    tens = "|".join(_tens())
    stems = "|".join(_ordinal_stems())
    return re.compile(rf"{_EDGE}(?:(?P<tens>{tens})\s+)?(?P<ones>{stems}){_ORDINAL_END}\s+(?=\t)")


@cache
def ordinal_gate() -> re.Pattern[str]:
    """A word without any of these is no ordinal number."""
    return re.compile(rf"{_EDGE}(?:{'|'.join(_ordinal_stems())}){_ORDINAL_END}")


def ordinal_number(m: re.Match[str]) -> str:
    """The digits of a match of ``ordinals()``."""
    return str(int(_tens().get(m["tens"] or "", "0")) + int(_ordinal_stems()[m["ones"]]))


@cache
def _tens() -> dict[str, str]:
    return dict(word.split("=") for word in load("links").words("tens"))


@cache
def _ordinal_stems() -> dict[str, str]:
    return dict(word.split("=") for word in load("links").words("ordinals"))
