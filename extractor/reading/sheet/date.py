"""Dates and times as a Russian spreadsheet program shows them, out of the numbers of their days."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_MONTHS_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_SHORT_DAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<noon>AM/PM|A/P)|(?P<letters>y+|m+|d+|h+|s+(?:\.0+)?|г+|м+|д+|ч+|с+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
# Formats written down by the Russian program itself have Russian letters.
_LATIN = str.maketrans("гмдчс", "ymdhs")
# «The long date of this computer».
_LONG_DATE, _LONG_FORMAT = "[$-F800]", 'd mmmm yyyy "г."'
_ELAPSED = re.compile(r"[hmsчмс]+", re.IGNORECASE)
_LAST_DAY = 2_958_465  # 31.12.9999
_FALSE_LEAP_DAY = 60  # Excel has a 29 February 1900
_SHORT_YEAR, _SHORT_NAME, _LETTER_NAME = 2, 3, 5
_SECONDS = 86_400


def is_date_format(code: str) -> bool:
    """Whether a section of a format shows a date or a time."""
    for token in _TOKEN.finditer(code):
        if token["letters"] is not None:
            # «General» and «Основной» hold letters of dates too.
            return not re.search(r"general|основной", code, re.IGNORECASE)
        if token["bracket"] is not None and _ELAPSED.fullmatch(token["bracket"]):
            return True
    return False


def shown_date(value: float, code: str, *, from_1904: bool) -> str | None:
    """The day and time of a number under one section of a format; ``None`` for days no calendar has."""
    moment = moment_of(value, from_1904=from_1904)
    if moment is None:
        return None
    if _LONG_DATE in code.upper():
        code = _LONG_FORMAT
    tokens = list(_TOKEN.finditer(code))
    letters = [(token["letters"] or "").lower().translate(_LATIN) for token in tokens]
    has_day = any(text.startswith("d") and len(text) <= _SHORT_YEAR for text in letters)
    noon = any(token["noon"] is not None for token in tokens)
    out = ""
    for at, token in enumerate(tokens):
        if token["bracket"] is not None:
            if _ELAPSED.fullmatch(token["bracket"]):
                out += _elapsed(value, token["bracket"].lower().translate(_LATIN))
        elif token["quoted"] is not None or token["escaped"] is not None:
            out += token["quoted"] or token["escaped"] or ""
        elif token["noon"] is not None:
            out += "PM" if moment.hour >= 12 else "AM"
        elif letters[at]:
            out += _part(moment, letters[at], minutes=_is_minutes(tokens, letters, at), has_day=has_day, noon=noon)
        elif token["other"] is not None:
            out += "" if token["other"] == "@" else token["other"]
    return out.strip()


def moment_of(value: float, *, from_1904: bool) -> datetime | None:
    """The moment that a number stands for."""
    if not 0 <= value <= _LAST_DAY:
        return None
    # Before its false leap day Excel counts from 31 December, after it from 30 December.
    begin = date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if value < _FALSE_LEAP_DAY else 30)
    try:
        return datetime.combine(begin, time()) + timedelta(seconds=round(value * _SECONDS))
    except OverflowError:
        return None


def _is_minutes(tokens: list[re.Match[str]], letters: list[str], at: int) -> bool:
    """«m» behind hours or before seconds are minutes."""
    if not letters[at].startswith("m") or len(letters[at]) > _SHORT_YEAR:
        return False
    before = next((x for k in range(at - 1, -1, -1) if (x := letters[k] or (tokens[k]["bracket"] or "").lower())), "")
    after = next((x for x in letters[at + 1 :] if x), "")
    return before[:1] in ("h", "ч") or after.startswith("s")


def _part(moment: datetime, letters: str, *, minutes: bool, has_day: bool, noon: bool) -> str:
    size = len(letters)
    match letters[0]:
        case "y":
            return f"{moment.year:04d}" if size > _SHORT_YEAR else f"{moment.year % 100:02d}"
        case "m" if minutes:
            return f"{moment.minute:02d}" if size > 1 else str(moment.minute)
        case "m" if size >= _SHORT_NAME:
            name = (_MONTHS_OF if has_day else _MONTHS)[moment.month - 1]
            short = name[:1].upper() if size == _LETTER_NAME else name[:3]
            return short if size != _SHORT_NAME + 1 else name if has_day else name.capitalize()
        case "m":
            return f"{moment.month:0{size}d}"
        case "d" if size >= _SHORT_NAME:
            return (_SHORT_DAYS if size == _SHORT_NAME else _DAYS)[moment.weekday()]
        case "d":
            return f"{moment.day:0{size}d}"
        case "h":
            hour = (moment.hour % 12 or 12) if noon else moment.hour
            return f"{hour:02d}" if size > 1 else str(hour)
    return f"{moment.second:02d}" if size > 1 else str(moment.second)


def _elapsed(value: float, letters: str) -> str:
    each = {"h": 3600, "m": 60, "s": 1}[letters[0]]
    return f"{int(round(value * _SECONDS) // each):0{len(letters)}d}"
