"""Numbers with what belongs to them: comparator, range, unit, the count in brackets behind a percentage."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple, get_args

from extractor.patterns import load
from extractor.record import Comparator
from extractor.text.dates import DATE, MONTH
from extractor.text.numbers import NUMBER, number_word, parse_number, to_float
from extractor.text.openings import opening
from extractor.text.pieces import Hints, any_in


class Number(NamedTuple):
    """One number or range in a text; ``start`` is the comparator's, ``figure`` the first digit's offset."""

    start: int
    figure: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    comparator: Comparator | None
    counted: float | None = None
    counted_end: int = 0

    @property
    def least(self) -> float:
        return self.value if self.value is not None else self.low or 0.0


@cache
def _units() -> tuple[str, dict[str, str]]:
    """One expression of all unit forms, group name → unit."""
    names: dict[str, str] = {}
    parts = []
    for entry in load("units"):
        if entry.id == "okei":
            continue
        key = f"u{len(names)}"
        names[key] = entry.id
        parts.append(f"(?P<{key}>{'|'.join(entry.strings('words'))})")
    return "|".join(parts), names


@cache
def okei() -> dict[str, str]:
    return dict(w.split("=") for w in load("units").words("okei"))


@cache
def _unit_only() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_units()[0]})(?![а-яё])", re.IGNORECASE)


# A number in words stands only beside these, another word of letters on its side of them («пять процентов»);
# most texts have none («5 процентов») and need the figures alone.
_WORD_CUES = (
    *("процент", "вместо", "запланированных", "плановых", "против", "не менее", "не более", "не ниже"),
    *("при плане", "по плану", "открыто", "создано", "введено", "построено", "– ", "— ", "- "),
)
# «капитальный ремонт пищеблоков – в двух школах»
_COUNTED_NOUN = r"(?:школ|сад|групп|класс|человек|педагог|учител|мест(?:о|а|ах)?(?![а-яё])|учреждени|организаци|центр)"
_BESIDE_CUE = re.compile(
    r"[а-яё]\s(?:процент|вместо)|(?:запланированных|плановых|против|вместо|плане|открыто|создано|введено|построено)\s[а-яё]"
    r"|не (?:менее|более|ниже)\s[а-яё]+\s*(?:[;,.)]|$)"
    rf"|[–—-]\s[а-яё]+(?: [а-яё]+)?(?:\s(?:при|вместо)\s|\s?(?:[;,.)]|$))|[–—-]\s(?:в\s)?[а-яё]+\s{_COUNTED_NOUN}"
)
# Words in front of a number in words, and what must follow it («вместо двух по плану», «– пять при плане четыре»).
_ENDS = r"\s*(?:[;,.)]|\s[–—-]\s|$)"
_BESIDE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("запланированных", "плановых", "против"), ""),
    (("не менее", "не более", "не ниже", "плане", "вместо", "открыто", "создано", "введено", "построено"), _ENDS),
    (("вместо",), r"\sпо\s(?:плану|программе|заданию)"),
    (("[–—-]",), rf"(?:\s(?:при (?:плане|норме|задании)|вместо)\s|{_ENDS})"),
)
_GAP = r"\s)"
_SPELT = (*(f"s{k}" for k in range(len(_BESIDE))), "counted", "first", "w")


@cache
def _number(*, in_words: bool) -> re.Pattern[str]:
    words, units = number_word(), _units()[0]
    beside = "".join(
        rf"|(?:{'|'.join('(?<=' + word + _GAP for word in before)})(?P<s{k}>{words})(?={after})"
        for k, (before, after) in enumerate(_BESIDE)
    )
    spelt = (
        rf"|(?P<w>{words})(?:\s(?:до|[-–—])\s?(?P<w2>{words}))?\s(?=процент(?!н))процент[а-яё]*"
        rf"{beside}|(?:(?<=[–—-]\s)|(?<=[–—-]\sв\s))(?P<counted>{words})(?=\s{_COUNTED_NOUN})"
        rf"|(?P<first>{words}|одна|один|одно)(?=\sвместо\s)"
    )
    return re.compile(
        rf"(?=\d)(?<![\w.,№])(?-i:(?<![\dA-ZА-ЯЁ]-))(?<![^\d\s]/)(?<!№ )(?P<a>{NUMBER})(?:\s?(?:-|–|—"
        rf"|\.{{2,3}}|…|÷)\s?(?P<b>{NUMBER}))?(?:\s?\([а-яё ]+\)(?=\s?(?:%"
        rf"|проц)))?(?:\s{{0,2}}{opening(units)}(?:{units}))?(?:(?!\d)|(?=\d\d?\s?коп))" + (spelt if in_words else ""),
        re.IGNORECASE,
    )


# «не ниже отметки в 85 %», «свыше установленных 40 %»
_MARK = r"(?:уровн[яеью]+|отметк[иуае]|планк[иуае]|порога?|рубежа?|установленн\w+|требуем\w+|заданн\w+)"
# «85 % и более», «62 % с лишним»: a bound said behind the number
_BEHIND: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"\s*и\s+(?:более|выше|больше|свыше)(?=\s*(?:[.,;:)]|$))", re.IGNORECASE), "ge"),
    (re.compile(r"\s*и\s+(?:менее|ниже|меньше)(?=\s*(?:[.,;:)]|$))", re.IGNORECASE), "le"),
    (re.compile(r"\s+с\s+(?:лишним|небольшим)(?!\w)", re.IGNORECASE), "gt"),
)


@cache
def _comparators() -> tuple[tuple[Comparator, re.Pattern[str], Hints], ...]:
    rules = []
    for e in load("comparators"):
        tail = rf"(?:,?\s+чем)?(?:\s+(?:на|в|до|из|у|для))?(?:\s+{_MARK}(?:\s+в)?)?[\s(]*$"
        pattern = re.compile(rf"(?<![а-яё])(?:{e.text('match')}){tail}", re.IGNORECASE)
        rules.append((e.one_of("id", get_args(Comparator)), pattern, Hints(pattern)))
    return tuple(rules)


# Dates, years, times of day, «№ 5» and law numbers; behind the name of a part of a paper its number.
_DATE_OR_NUMBER = (
    rf"(?=[\d№«\"])(?:{DATE}|\d{{1,2}}[.:]\d\d(?=\s?(?:час|ч\.))|(?<!\d)(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19"
    rf"|20)?\d\d))?\s?(?:-?го|год\w*|гг?\.?(?![а-яё])|уч)"
    # «2021 – 64 %, 2022 – 71 %»
    rf"|(?<![\d.,])(?:19|20)\d\d(?=\s?[–—:-]\s?\d{{1,3}}(?:[.,]\d+)?\s?(?:%|проц|чел|ед\b|руб|тыс|млн|балл|мест))"
    rf"|\d{{1,2}}\s+{MONTH}|№\s?[\d, и№]+|\d+-ФЗ)"
)
_PART_OF_PAPER = (
    r"(?:показател\w+|индикатор\w*|п(?:од)?пункт\w*|пункт\w*|пп\.|п\.|раздел\w*|таблиц\w+|приложени\w+|част[ьи]"
    r"|стать\w+|ст\.)"
)
_NAMES_PART = Hints(re.compile(_PART_OF_PAPER))
_NO_VALUE = re.compile(_DATE_OR_NUMBER, re.IGNORECASE)
_NO_VALUE_NOR_PART = re.compile(
    rf"{_DATE_OR_NUMBER}|(?<![а-яё]){opening(_PART_OF_PAPER)}{_PART_OF_PAPER}\s+(?:№\s?)?"
    rf"(?>\d+(?:\.\d+)*)(?!,\d)(?!\s?(?:%|проц|чел|балл|ед\b|шт|руб|тыс|млн|мбит|час|мест))"
    rf"(?:(?:\s?,|\s+и)\s+(?>\d+(?:\.\d+)*)(?!,\d)(?!\s?(?:%|проц)))*",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d")
_HIDDEN = str.maketrans("0123456789", "\x01" * 10)
_SIGNS = "≥≤<>=~≈"  # comparators that are no words
_COUNT = re.compile(
    rf"\s?\(\s?(?:или |это |всего )?(?P<n>{NUMBER})\s?(?:\(?[а-яё]|чел|\))(?![\d.]*%)[^()]{{0,60}}\)?", re.IGNORECASE
)
_YEAR_IN_BRACKET = re.compile(r"\s?\(\s?(?:19|20)\d\d\s?г")
_KOPECKS = re.compile(r"\.?\s?(?P<k>\d{1,2})\s?коп(?:\.|еек|ейки|ейка)")
_RANGE_WORDS = re.compile(rf"(?<![а-яё])от\s+(?P<a>{NUMBER})\s*(?:%|процент[а-яё]*)?\s+до\s*$", re.IGNORECASE)


# «28.650,40»: before a decimal comma points part thousands
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?=,\d)")


def part_thousands(text: str) -> str:
    """The text, as long as before, with spaces where points part thousands."""
    return _DOTTED.sub(lambda m: m[0].replace(".", " "), text)


def unit_of(text: str) -> str | None:
    """The unit printed in a unit column or a head («чел.», «процент», «тыс. руб.», a code of the classifier)."""
    text = text.strip().strip("().,;: ")
    if not text:
        return None
    if text in okei():
        return okei()[text]
    m = _unit_only().match(text + ".") or _unit_only().match(text)
    if m and m.lastgroup and m.end() >= len(text) - 1:
        unit = _units()[1][m.lastgroup]
        return None if load("units")[unit].data.get("plain") else unit
    return None


def comparator_before(text: str, at: int) -> tuple[Comparator | None, int]:
    """The comparator that ends right before ``at``, and where it begins."""
    window = text[max(0, at - 40) : at]
    if not window or window[-1] not in f" (\n\t{_SIGNS}":
        return None, at
    last = window.rstrip(" (\n\t")[-1:]
    if not last.isalpha() and last not in _SIGNS and last != ".":  # «св. 40 %»
        return None, at  # behind a dash, a colon or another number
    lower = window.lower()
    for name, pattern, hints in _comparators():
        if hints.in_text(lower) and (m := pattern.search(window)):
            return name, at - len(window) + m.start()
    return None, at


@lru_cache(maxsize=512)
def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers that may be values, in reading order: dates, years, «№ 5» and law numbers are left out."""
    lower = text.lower()
    spelt = any_in(lower, _WORD_CUES) and _BESIDE_CUE.search(lower) is not None
    if not spelt and not _FIGURES.search(text):
        return ()
    no_value = _NO_VALUE_NOR_PART if _NAMES_PART.in_text(lower) else _NO_VALUE
    masked = part_thousands(no_value.sub(lambda m: m[0].translate(_HIDDEN), text))
    sums = [_sum(m) for m in _IN_TWO_UNITS.finditer(masked)] if "тыс" in lower else []
    for n in sums:
        masked = masked[: n.start] + masked[n.start : n.end].translate(_HIDDEN) + masked[n.end :]
    found = [_build(masked, m) for m in _number(in_words=spelt).finditer(masked)]
    return tuple(sorted([*found, *sums], key=lambda n: n.figure) if sums else found)


# «4тыс.650 руб.» is 4 650 rubles, «2 млн.184 тыс.рублей» 2 184 thousand
_IN_TWO_UNITS = re.compile(
    r"(?<![\d.,])(?P<a>\d+)\s?(?:тыс(?:яч[а-яё]*|\.)?\s?(?P<rub>\d{1,3})\s?руб(?:\.|л[а-яё]+)"
    r"|(?:млн|миллион[а-яё]*)\.?\s?(?P<thousand>\d{1,3})\s?тыс(?:яч[а-яё]*|\.)?\s?руб(?:\.|л[а-яё]+))",
    re.IGNORECASE,
)


def _sum(m: re.Match[str]) -> Number:
    """A sum of money printed in two units."""
    value = float(m["a"]) * 1000 + float(m["rub"] or m["thousand"])
    unit = "rub" if m["rub"] else "thousand_rub"
    return Number(m.start(), m.start(), m.end(), value, None, None, unit, None)


def _build(text: str, m: re.Match[str]) -> Number:
    figure, end = m.start(), m.end()
    if m["a"]:
        unit = _units()[1].get(m.lastgroup or "")
        first: float | None = to_float(m["a"])
        second = to_float(m["b"]) if m["b"] else None
    else:
        unit = "percent" if m["w"] else None
        if m["counted"] and (counted := _unit_only().match(text, end)):
            unit, end = _units()[1][counted.lastgroup or ""], counted.end()
        first = parse_number(next(m[key] for key in _SPELT if m[key]))
        second = parse_number(m["w2"]) if m["w2"] else None
    if second is not None and first is not None and second <= first:
        second = None
    comparator, start = comparator_before(text, figure)
    if comparator is None and unit == "percent":
        comparator = next((name for behind, name in _BEHIND if behind.match(text, end)), None)
    until = text[:figure].rstrip()[-2:].lower() == "до"
    if second is None and until and (r := _RANGE_WORDS.search(text, 0, figure)):
        first, second, start = to_float(r["a"]), first, r.start()
    if unit == "rub" and second is None and first is not None:
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", m["a"] or ""):
            first = float(m["a"].replace(".", ""))  # «14.100 руб.»: the point parts thousands
        elif kopecks := _KOPECKS.match(text, end):
            first, end = first + int(kopecks["k"]) / 100, kopecks.end()
    count, count_end = None, end
    if unit == "percent":
        c = _COUNT.match(text, end)
        if c and not _YEAR_IN_BRACKET.match(text[end : end + 12]):
            count, count_end = to_float(c["n"]), c.end()
    if second is not None:
        return Number(start, figure, end, None, first, second, unit, comparator, count, count_end)
    return Number(start, figure, end, first, None, None, unit, comparator, count, count_end)


# «14,2 против 18,5 процента», «11,0, 9,5 и 8,0 процента»: the unit stands behind the last number only.
_AGAINST = re.compile(r"\s+(?:против|вместо)\s+(?:(?:план|заплан|намеч|полож)\w+\s)?")
_LISTED = re.compile(r",\s+(?:и\s+)?|\s+и\s+")
_LAST_OF_LIST = re.compile(r"\s+и\s+")
# «по 5, 6 и 15 % в старших»: whole numbers in a list may be classes or the like
_DECIMAL = re.compile(r"\d[.,]\d")
_YEARS = (1900, 2100)
_WHOLE = 100
_BRACKET = re.compile(r"\s?\([^()%]{0,30}\d[^()%]{0,8}\)(?=\s?[%а-яё])")


def listed(text: str, n: Number, following: Number) -> bool:
    """Whether only a comma or «и» stands between two numbers."""
    return _LISTED.fullmatch(text, max(n.end, n.counted_end), following.start) is not None


def find_shared(text: str) -> tuple[Number, ...]:
    """``find_numbers``, each number with the unit and the bound that are printed once for several."""
    return _with_shared_bounds(text, _with_shared_units(text, find_numbers(text)))


def _with_shared_units(text: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers, those without a unit with the one that is printed once for several.

    «14,2 против 18,5 процента», «11,0, 9,5 и 8,0 процента», «97 (план – 95) процентов».
    """
    if all(n.unit is not None for n in numbers):
        return numbers
    out = list(numbers)
    in_turn = "соответственно" in text
    for k, n in enumerate(out):
        bracket = _BRACKET.match(text, n.end) if n.unit is None else None
        unit = _unit_only().match(text, bracket.end()) if bracket else None
        if bracket and unit:
            for j in range(k, len(out)):
                if out[j].unit is None and out[j].end < bracket.end():
                    out[j] = out[j]._replace(unit=_units()[1][unit.lastgroup or ""])
    for k in range(len(out) - 2, -1, -1):
        n, following = out[k], out[k + 1]
        if n.unit is not None or following.unit is None:
            continue
        last = k + 2 == len(out) or not listed(text, following, out[k + 2])
        if not _may_share(n, following):
            continue
        if _AGAINST.fullmatch(text, n.end, following.start) or (
            following.unit == "percent"
            and listed(text, n, following)
            and (in_turn or _DECIMAL.search(text[n.figure : n.end]))
            and (not last or _LAST_OF_LIST.fullmatch(text, n.end, following.start))
        ):
            out[k] = n._replace(unit=following.unit)
    return tuple(out)


def _may_share(n: Number, following: Number) -> bool:
    """No year takes a unit from the number behind it, and nothing above a hundred a percent sign."""
    if n.least.is_integer() and _YEARS[0] <= n.least <= _YEARS[1]:
        return False
    return following.unit != "percent" or n.least <= _WHOLE


def _with_shared_bounds(text: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """«не менее 80 % и 95 % соответственно»: the bound in front of the first is the second's as well."""
    out = list(numbers)
    for k in range(1, len(out) if "соответственно" in text else 0):
        if out[k].comparator is None and out[k].unit == out[k - 1].unit and listed(text, out[k - 1], out[k]):
            out[k] = out[k]._replace(comparator=out[k - 1].comparator)
    return tuple(out)
