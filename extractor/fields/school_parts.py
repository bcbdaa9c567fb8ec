"""The parts of a school's name around its kind word: legal form, adjectives, number, dedication, settlement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractor.patterns import Entry, load
from extractor.text.openings import opening
from extractor.text.pieces import Hints


class Mention(NamedTuple):
    """One school, offsets relative to the text searched."""

    start: int
    end: int
    kind: str
    legal_form: str | None = None
    name: str | None = None
    number: str | None = None
    settlement: str | None = None
    branch: bool = False


OPEN, CLOSE = '«"“„', '»"”“'
_ADJ = (
    r"[А-ЯЁ][^\W\d_]*?(?: ?-[А-ЯЁ]?[а-яё]+)*(?:ая|яя|ой|ей|ую|юю|ою|ий|ый|ого|его|ому|ему|им|ым|ом|ие|ые"
    r"|их|ых|ими|ыми|АЯ|ОЙ)"
)
# A level before «и» has a noun left out: «Ельнинской основной и Мокшинской средней школам»
_LEVEL_ALONE = r"(?:средн|основн|начальн)(?:яя|ей|юю|ая|ой|ую)\s+(?:и\s|,)"
_LOWER_ADJ = rf"(?!и |в |на |{_LEVEL_ALONE})[а-яё]+(?:-[а-яё]+)*(?:ий|ый|ой|ого|его|ому|ему|им|ым|ом|ая|ую)"
ADJECTIVES = re.compile(
    rf"(?P<list>{_ADJ}(?:\s+{_LOWER_ADJ}){{0,3}}(?:(?:\s*,\s*|\s+и\s+"
    rf"|\s*,?\s+а также\s+){_ADJ}(?:\s+{_LOWER_ADJ}){{0,2}})*)[{CLOSE}]?\s*$"
)
ADJECTIVE = re.compile(_ADJ)
_ENDING = re.compile(r"(?:ая|яя|ой|ей|ую|юю|ою|ею|ий|ый|ого|его|ому|ему|им|ым|ом|ем|ие|ые|их|ых|ими|ыми|АЯ|ОЙ)$")
NUMBER = re.compile(r"\s*(?P<sign>№{1,2}|N|номер(?=\s))[\s_º°]*(?P<n>\d{1,4})(?![\d%])(?!\s?%)")
DASHED_NUMBER = re.compile(r"\s?-\s?(?P<n>\d{1,3})(?![\d.,/:-]\d|\d|\s?%)")
BARE_NUMBER = re.compile(r"(?:\s+|(?<=[»\"]))(?P<n>\d{1,3})(?![\d/-])")
MORE_NUMBERS = re.compile(
    r"\s*(?P<glue>,|;|и(?=\s)|,?\s*а также|[/])\s*(?:в\s+)?(?P<sign>№{0,2})\s*(?P<n>\d{1,3})(?![\d/:-])"
)
_TITLE = (
    r"(?:(?:дважды |трижды )?(?:[Гг]еро[яи]|[Кк]авалера|[Мм]аршала|[Аа]кадемика|[Гг]енерал[а-я-]*"
    r"|[Лл][её]тчика(?:-космонавта)?|[Пп]исателя|[Пп]оэта|[Зз]аслуженного|[Нн]ародного|[Сс]вятого"
    r"|[Кк]апитана|[Пп]олковника|[Аа]дмирала|[Пп]очётного|[Пп]очетного|[Лл]ейтенанта|[Бб]ратьев|[Сс]ест[её]р))"
)
_INITIALLED = r"(?:[А-ЯЁ]\.\s?(?:и\s)?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_NAMED = r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+){0,2}(?:\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.)?"
DEDICATION = re.compile(
    rf"\s*,?\s+(?P<d>(?:имени|им\.?)\s*(?:{_TITLE}[^\n»\",;()]{{0,70}}?\s{_INITIALLED}|{_INITIALLED}"
    rf"|{_TITLE}[^\n»\".,;()]{{0,70}}?\s{_NAMED}|{_NAMED}|\d+-летия\s[^\n»\".,;()]{{3,30}}))"
)
SETTLEMENT = re.compile(
    r"\s*,?\s*\(?(?P<s>(?:(?:г|с|п|пос|д|дер|ст|х|рп|пгт|с\.\s?п|г\.\s?п|р\.\s?п|аал|ст-ц[аы])\.?"
    r"|(?<!\w)(?:село|села|селе|деревн[яиею]+|пос[её]л(?:ок|ка|ке)|город[ае]?|станиц[аыеу]"
    r"|хутор[ае]?|разъезд[ае]?|аул[ае]?))\s?(?P<name>[А-ЯЁ][а-яё]+(?:[ "
    r"-](?:на-)?[А-ЯЁ][а-яё]+)*))\)?"
)
# A quotation mark that nobody closed: one or two words up to a bracket, a semicolon or the end.
UNCLOSED = re.compile(rf"\s*[{OPEN}]\s?(?P<q>[А-ЯЁ][а-яё-]+(?: [а-яё]+)?)(?=\s*(?:[(;]|$))")
QUOTED = re.compile(rf"\s*[{OPEN}]\s?(?P<q>[А-ЯЁ][^»\"”\n«]{{1,40}}?)\s?[{CLOSE}]")
_TYPE = re.compile(
    r"\s+(?:(?:комбинированного|общеразвивающего|компенсирующего) вида|присмотра и оздоровления"
    r"|с углубл[её]нным изучением отдельных предметов)(?: с приоритетным[^№«»\n]{0,90}?)?(?=\s)"
)
BRANCH = re.compile(
    r"(?P<b>(?:[А-ЯЁ][а-яё-]+(?:ский|ского|ском|скому|ская|ской)\s+)?филиал(?P<end>[а-я]{0,3})"
    r"|структурн[а-я]+ подразделени[а-я]+)\s+(?:в\s+)?$",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    r"(?<![\d№.,-])(?P<all>(?:\d{1,3}\s?-\s?(?:й|я|ой|ю|ую|го|ей|м|му)\s*(?:,"
    r"|и)\s*)*(?P<n>\d{1,3})\s?-\s?(?:й|я|ой|ю|ую|го|ей|м|му))\s+$"
)
_MAY_BE_ORDINAL = Hints(ORDINAL)
_FULL_FORM = re.compile(
    r"(?:(?:муниципальн|краев|областн|республиканск|федеральн|государственн|частн|негосударственн"
    r"|автономн|бюджетн|казенн|казённ|дошкольн|профессиональн|общеобразовательн"
    r"|образовательн)[а-яё]+\s+){1,6}учреждени[а-я]+"
    r"(?:\s+дополнительного образования(?: детей)?)?[\s,–-]*$",
    re.IGNORECASE,
)


@cache
def _legal() -> re.Pattern[str]:
    words = "|".join(load("schools").words("legal-forms"))
    return re.compile(rf"(?<![А-Яа-яЁё]){opening(words)}(?P<l>(?:{words}))\s?[-–]?\s*$")


@cache
def no_place() -> re.Pattern[str]:
    return load("schools").any_of(
        "no-place",
        before="^",
        after=r"(?:ая|яя|ой|ей|ую|юю|ою|ий|ый|ого|его|ому|ему|им|ым|ом|ем|ие|ые|их|ых|ими|ыми)?$",
    )


# «20 школа», «в 5 гимназии»: the forms of the noun that no count takes (2 школы, 5 школ, 21 школа).
_SINGULAR = re.compile(r"школ(?:а|е|у|ой)$|гимнази(?:я|ю|ей)$|лице(?:й|ю|ем|е)$")
_PLAIN_ORDINAL = re.compile(r"(?<![\w№.,/–-])(?<!№ )(?P<n>\d{0,2}[02-9]|11) $")


def plain_ordinal(left: str, word: str, right: str) -> list[tuple[str, int, int]]:
    """«20 школа города»: a number before a noun in the singular tells which school, not how many."""
    m = _PLAIN_ORDINAL.search(left) if left[-2:-1].isdigit() else None
    if not m or not _SINGULAR.match(word) or NUMBER.match(right) or no_number().match(right):
        return []
    return [(m["n"], m.start("n"), m.end("n"))]


@cache
def _ordinals() -> tuple[tuple[str, str], ...]:
    return tuple((stem, value) for stem, value in (w.split("=") for w in load("numbers").words("ordinals")))


@cache
def _ordinal_words() -> re.Pattern[str]:
    word = "(?:" + "|".join(stem for stem, _ in _ordinals()) + r")(?:ая|ой|ую|ей|ья|ье|ью|ьей)"
    list_of = rf"(?P<all>(?:{word}\s*(?:,|и)\s*)*{word})\s+$"
    return re.compile(rf"(?<![А-Яа-яё]){opening(word)}{list_of}", re.IGNORECASE)


def ordinals(left: str) -> list[tuple[str, int, int]]:
    """«4-й и 8-й», «пятой и десятой» at the end of ``left``: numbers with their offsets."""
    if _MAY_BE_ORDINAL.in_text(left.lower()) and (m := ORDINAL.search(left)):
        return [(f[0], m.start() + f.start(), m.start() + f.end()) for f in re.finditer(r"\d+", m["all"])]
    ending = left.rstrip()[-1:].lower()
    if ending and ending in "яйюе" and (m := _ordinal_words().search(left)):
        out = []
        for f in re.finditer(r"[а-яё]+", m["all"], re.IGNORECASE):
            value = next((v for stem, v in _ordinals() if re.match(stem, f[0], re.IGNORECASE)), None)
            if value and len(f[0]) > 3:
                out.append((value, m.start() + f.start(), m.start() + f.end()))
        return out
    return []


@cache
def profile() -> re.Pattern[str]:
    """A lower-case adjective of profile that names the one lyceum or college of its kind («политехнического лицея»)."""
    return load("schools").any_of("profile", before=r"(?<![А-Яа-яё-])(?P<p>", after=r"[а-яё]{2,3})\s+$")


@cache
def no_number() -> re.Pattern[str]:
    return load("schools").any_of("no-number", before=r"\s*")


@dataclass(frozen=True, slots=True)
class Kind:
    entry: Entry
    kind: str
    gender: str
    alone: bool
    bare: bool
    form: bool
    dash: bool


@cache
def kinds() -> dict[str, Kind]:
    out: dict[str, Kind] = {}
    for e in load("schools"):
        if "match" in e.data:
            flags = [bool(e.data.get(k, False)) for k in ("alone", "bare", "form", "dash")]
            out["k" + str(len(out))] = Kind(e, e.text("kind"), e.text("gender"), *flags)
    return out


@cache
def anchors() -> re.Pattern[str]:
    """One expression of all kind words; the group's name is the key into ``kinds()``."""
    for kind in kinds().values():
        kind.entry.regex(flags=re.NOFLAG)
    words = "|".join(f"(?P<{key}>{_over_lines(k.entry.text('match'))})" for key, k in kinds().items())
    return re.compile(rf"(?<![а-яё]){opening(words)}(?:{words})")  # nothing is tried inside a word


def _over_lines(expression: str) -> str:
    """A full name may be broken over the lines of a cell («средняя общеобразовательная⏎школа»)."""
    return expression.replace(" ", r"\s")


def nominative(adjective: str, gender: str) -> str:
    """«Озерновской» → «Озерновская»; «Енском медицинском» → «Енский медицинский» (each word)."""
    return " ".join(_nominative(word, gender) for word in adjective.split())


def _nominative(word: str, gender: str) -> str:
    stem = _ENDING.sub("", word)
    if stem == word:
        return word
    if stem.isupper() and len(stem) > 1:
        stem = stem.capitalize()
    soft = stem.endswith(("к", "г", "х", "ш", "щ", "ж", "ч"))
    if gender == "f":
        return stem + ("яя" if word.endswith(("няя", "ней", "нюю")) else "ая")
    if word.endswith("ой"):  # «Заводской» is no declined form beside a masculine noun
        return word
    return stem + ("ий" if soft else "ый")


_ADDED = re.compile(r"У\s?ДОД?$")
_ADDITIONAL = re.compile(r"\s?(ДОД?)$")


@cache
def _form_letters() -> tuple[tuple[str, str], ...]:
    return tuple((stem, letter) for stem, letter in (w.split("=") for w in load("schools").words("form-words")))


def legal_form(left: str) -> tuple[str | None, int]:
    """The legal form at the end of ``left`` as an abbreviation, and where it begins."""
    m = _legal().search(left)
    if m:
        return _ADDITIONAL.sub(r" \1", m["l"]) if _ADDED.search(m["l"]) else m["l"], m.start()
    window = max(0, len(left) - 170)
    m = _FULL_FORM.search(left, window) if "учреждени" in left.lower() else None
    if not m:
        return None, len(left)
    form = ""
    for word in m[0].lower().split():
        form += next((letter for stem, letter in _form_letters() if word.startswith(stem)), "")
    if "дополнительного" in m[0].lower():
        form += " ДОД" if "детей" in m[0].lower() else " ДО"
    return form, m.start()


def skip_type(text: str, at: int) -> int:
    """Past «комбинированного вида» and the like."""
    m = _TYPE.match(text, at)
    return m.end() if m else at
