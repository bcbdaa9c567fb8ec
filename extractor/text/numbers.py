"""Numbers as printed: «1 384», «5,7», «12.5», «148 800», and in words («восьмидесяти», «двадцать пять»)."""

from __future__ import annotations

import re
from functools import cache

from extractor.patterns import load
from extractor.text.openings import opening

# A group of thousands is exactly three digits; a year before a number is not such a group.
# «580 , 439 тыс. рублей» is one number, «школы № 4 , 5 , 7» are three: only a sum of money is typed so.
NUMBER = r"(?:\d{1,3} , \d{3}(?= ?(?:тыс|млн|руб))|\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
_NUMBER = re.compile(NUMBER)


@cache
def _stems() -> tuple[tuple[str, int], ...]:
    pairs = (w.split("=") for w in load("numbers").words("words"))
    return tuple((stem, int(value)) for stem, value in pairs)


@cache
def number_word() -> str:
    """An expression for one or several number words («двадцать пять»)."""
    one = (
        "(?:"
        + "|".join(stem for stem, _ in _stems())
        + r")(?:ь|ью|и|ю|а|ов|е|ёх|ех|ырех|ырёх|ырем|ырём|мя|о|у|ом|ами|иста|ьми|ьюдесятью)?(?![а-яё])"
    )
    return rf"(?<![а-яё]){opening(one)}{one}(?: {one}){{0,2}}"


def word_value(text: str) -> int | None:
    """The value of number words, ``None`` if any word is none."""
    total = 0
    for word in text.lower().split():
        value = next((v for stem, v in _stems() if word.startswith(stem)), None)
        if value is None:
            return None
        total += value
    return total or None


@cache
def _ordinals() -> tuple[tuple[re.Pattern[str], int], ...]:
    pairs = (w.split("=") for w in load("numbers").words("ordinals"))
    return tuple((re.compile(stem), int(value)) for stem, value in pairs)


@cache
def ordinal_stem() -> str:
    """An expression for the stem of an ordinal («перв», «двадцат»); its ending follows."""
    return "(?:" + "|".join(stem.pattern for stem, _ in _ordinals()) + ")"


def ordinal_value(text: str) -> int | None:
    """The value of an ordinal in words («двадцать пятого» → 25), ``None`` if it is none."""
    *tens, last = text.lower().split()
    value = next((v for stem, v in _ordinals() if stem.match(last)), None)
    more = word_value(" ".join(tens)) if tens else 0
    return None if value is None or more is None else value + more


def to_float(text: str) -> float:
    """The value of a printed number (decimal comma or point, spaces between thousands)."""
    return float(text.replace(" ", "").replace(",", "."))


def parse_number(text: str) -> float | None:
    """A printed number or number words, ``None`` if it is neither."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return to_float(text)
    value = word_value(text) if text else None
    return None if value is None else float(value)
