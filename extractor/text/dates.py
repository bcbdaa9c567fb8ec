"""Dates as Russian papers write them: «19.12.2024», «16.06.2016г.», «26 декабря 2014 года», «« 29 » февраля»."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    "январ": 1,
    "феврал": 2,
    "март": 3,
    "апрел": 4,
    "май": 5,
    "мая": 5,
    "мае": 5,
    "маю": 5,
    "июн": 6,
    "июл": 7,
    "август": 8,
    "сентябр": 9,
    "октябр": 10,
    "ноябр": 11,
    "декабр": 12,
}
# Words cut short («янв.», «сент.») are told by their first three letters.
_BEGINNINGS = {stem[:3]: month for stem, month in MONTHS.items()}
MONTH = (
    r"(?:январ[ьяеюём]+|феврал[ьяеюём]+|март(?:а|е|у|ом)?|апрел[ьяеюём]+|ма[йяею]|июн[ьяеюём]+"
    r"|июл[ьяеюём]+|август(?:а|е|у|ом)?|сентябр[ьяеюём]+|октябр[ьяеюём]+|ноябр[ьяеюём]+"
    r"|декабр[ьяеюём]+)(?![а-яё])"
)
_SHORT = r"(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)"
# Behind a day a month may be cut short: «17 апр. 2014», «22 сент.», «12 янв 2005 г.».
_MONTH_OF_DAY = rf"(?:{MONTH}|{_SHORT}(?:\.|(?=\s(?:19|20)\d\d(?!\d))))"
YEAR = r"(?:19|20)\d\d(?!\d)"
_G = r"(?:\s?(?:года|году|год|г\.?)(?![а-яё]))?"
_DAY = r"(?:[«\"]\s?)?(?:0?[1-9]|[12]\d|3[01])(?:\s?-\s?(?:го|ого|е|ое|му|ому))?\s?[»\"]?"
NUMERIC = rf"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])(?:[. ]\s?|\s\.)(?:0[1-9]|1[0-2])\.\s?(?:{YEAR}|\d\d(?![\d.]\d)){_G}"
WORDED = rf"(?<![\d.]){_DAY}\s*{_MONTH_OF_DAY}\s*(?:{YEAR}){_G}"
DAY_MONTH = (
    rf"(?<![\d.]){_DAY}\s*{_MONTH_OF_DAY}|(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]"
    rf"|1[0-2])(?:\.(?!\d))?(?![\d%]|\s?(?:%|проц))"
)
DATE = rf"(?:{NUMERIC}|{WORDED})"
ANY_DATE = rf"(?:{NUMERIC}|{WORDED}|{DAY_MONTH})"

_PARTS = re.compile(
    rf"(?P<d>\d{{1,2}})(?:(?:[. ]\s?|\s\.)(?P<m>\d{{2}})(?:\.\s?(?P<y>\d{{4}}|\d\d(?!\d)))?"
    rf"|(?:\s?-\s?(?:го|ого|е|ое|му|ому))?\W*(?P<w>{_MONTH_OF_DAY})\W*(?P<wy>{YEAR})?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateParts:
    """A date as printed; ``year`` is None where the paper gives none."""

    day: int
    month: int
    year: int | None

    def iso(self) -> str | None:
        """ISO form, ``None`` for a date that no calendar has or that has no year."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day).isoformat()
        except ValueError:
            return None

    def on_or_after(self, reference: date | None) -> DateParts:
        """The first such day on or after ``reference`` where the year is not printed."""
        if self.year is not None or reference is None:
            return self
        year = reference.year if (self.month, self.day) >= (reference.month, reference.day) else reference.year + 1
        return DateParts(self.day, self.month, year)


def month_number(word: str) -> int:
    """The month of a word that the expressions above let through, whole or cut short."""
    return _BEGINNINGS[word.lower()[:3]]


def parse_date(text: str) -> DateParts | None:
    """The date printed in ``text`` (one of the forms above), or ``None``."""
    m = _PARTS.search(text)
    if not m:
        return None
    if m["w"]:
        return DateParts(int(m["d"]), month_number(m["w"]), int(m["wy"]) if m["wy"] else None)
    year = int(m["y"]) if m["y"] else None
    if year is not None and year < 100:
        year += 2000
    return DateParts(int(m["d"]), int(m["m"]), year)


def last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def month_span(year: int, first: int, last: int) -> tuple[str, str]:
    """First and last day of months ``first``–``last`` (``last`` < ``first`` goes into the next year)."""
    end_year = year + (last < first)
    return date(year, first, 1).isoformat(), date(end_year, last, last_day(end_year, last)).isoformat()


def quarter_span(year: int, quarter: int) -> tuple[str, str]:
    return month_span(year, 3 * quarter - 2, 3 * quarter)


def school_year_span(year: int) -> tuple[str, str]:
    """A school year that begins in ``year``: 1 September to 31 May."""
    return f"{year}-09-01", f"{year + 1}-05-31"


def next_day(reference: date, month: int, day: int) -> date:
    """The first ``day.month`` on or after ``reference``."""
    this = date(reference.year, month, day)
    return this if this >= reference else date(reference.year + 1, month, day)


def previous_month_end(reference: date) -> date:
    return reference.replace(day=1) - timedelta(days=1)
