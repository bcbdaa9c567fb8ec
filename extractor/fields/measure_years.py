"""The year a value is told for: in front of it, right behind it, or one of several told in turn."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.items import Val
from extractor.text.dates import YEAR
from extractor.text.pieces import Hints

_YEAR_BEFORE = re.compile(
    (
        rf"(?:(?P<s>{YEAR})\s?[/–-]\s?(?P<e>(?:20)?\d\d)\s*(?:-?м\s)?(?:учебн\w+\s+год\w*"
        rf"|уч\.?\s?г\w*\.?)|(?P<d>\d{{1,2}}\.\d\d\.(?P<dy>{YEAR}))|(?:на\s+)?1\s+[а-я]+\s+(?P<ny>{YEAR})"
        rf"|(?<!\bс )(?P<y>{YEAR})\s*(?:-?м|-?й)?\s*(?:год\w*|гг?\.|г\.?(?=\W|$)|[–—-]))"
    ),
    re.IGNORECASE,
)
_MAY_TELL_YEAR = Hints(_YEAR_BEFORE)
_RANGE_OF_YEARS = re.compile(rf"{YEAR}\s?[-–—]\s?{YEAR}|{YEAR}\s+(?:и|по)\s+{YEAR}")
_YEAR_BEHIND = re.compile(
    rf"\s*(?:\([^)]*\)\s*)?(?:(?:в|к|на)\s+(?:(?:ту|эту) же дату\s+)?(?P<y>{YEAR})\s?(?:год\w*|г\.)"
    rf"|(?:в|за)\s+(?P<s>{YEAR})\s?[/–-]\s?(?P<e>(?:20)?\d\d)\s*учебн\w+\s+год\w*)"
)
# «на 2015–2017 годы», «в 2022, 2023 и 2024 годах»
_SEVERAL = re.compile(
    rf"(?<![\d.])(?:(?P<first>{YEAR})\s?[-–—]\s?(?P<last>{YEAR})|(?P<list>{YEAR}(?:,\s{YEAR})*\s+и\s+(?:в\s|на\s)?{YEAR}))"
    rf"\s?(?:год|гг)",
    re.IGNORECASE,
)
# «вырос по отношению к 2023 году на 17,4 %, до 6,8 млн рублей»
_COMPARED_WITH = re.compile(r"(?:по отношению к|по сравнению с|относительно|к уровню|чем в)\s$")
_FIGURE = re.compile(r"\d")
IN_TURN = "соответственно"


def _of_school_year(start: str, end: str) -> int:
    """«2022/2023», «2022/23» → 2023."""
    return int(end if len(end) == len(start) else start[:2] + end)


def year_behind(text: str, end: int) -> tuple[int, int] | None:
    """«… до 26,5 % в 2021 году»: the year printed right behind a value, and where its words end."""
    m = _YEAR_BEHIND.match(text, end)
    return (int(m["y"]) if m["y"] else _of_school_year(m["s"], m["e"]), m.end()) if m else None


def year_near(text: str, since: int, at: int, end: int) -> int | None:
    """The year a value is told for: printed between the value before it and itself, or right behind it."""
    window = text[since:at]
    found = [
        m
        for m in (_YEAR_BEFORE.finditer(window) if _MAY_TELL_YEAR.in_text(window.lower()) else ())
        if not _RANGE_OF_YEARS.search(window[max(0, m.start() - 7) : m.end() + 8])
        and not (_COMPARED_WITH.search(window, 0, m.start()) and _FIGURE.search(window, m.end()))
    ]
    if found:
        m = found[-1]
        return _of_school_year(m["s"], m["e"]) if m["s"] else int(m["dy"] or m["ny"] or m["y"])
    behind = year_behind(text, end)
    return behind[0] if behind else None


def names_years(text: str) -> bool:
    """Whether a text speaks of several years: «в 2022, 2023 и 2024 годах»."""
    return _SEVERAL.search(text) is not None


def in_turn(text: str, values: list[Val], *, base: int) -> list[Val]:
    """«На 2015–2017 годы запланированы 11,0, 9,5 и 8,0 процента соответственно»: each value with its own year.

    ``text`` begins at ``base`` of the document; nothing changes unless there are as many values as years.
    """
    m = _SEVERAL.search(text) if IN_TURN in text else None
    if m is None:
        return values
    years = range(int(m["first"]), int(m["last"]) + 1) if m["first"] else [int(y) for y in re.findall(YEAR, m["list"])]
    told = [value for value in values if value.start >= base + m.end()]
    if len(told) != len(years):
        return values
    dated = [replace(value, year=year) for value, year in zip(told, years, strict=True)]
    return [value for value in values if value.start < base + m.end()] + dated
