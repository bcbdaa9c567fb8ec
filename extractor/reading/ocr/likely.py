"""Numbers that no paper has: a day 50, a minute of one digit, a year 2205, a share of 982 %."""

from __future__ import annotations

import re

# What a date can be; papers of a department of education are of these years, laws they cite too.
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
_YEARS = range(1900, 2100)
_YEARS_FROM_TO = re.compile(r"(?<!\d)(20\d\d)[/–-](20\d\d)(?!\d)")
_TIME = re.compile(r"(?<![\d:])(\d{1,2}):(\d+)(?![\d:])")
# A share of so many percent without a decimal comma has lost it.
_SHARE, _MOST_PERCENT = re.compile(r"(?<![\d.,])(\d+) ?%"), 200
# No number has two marks side by side, nor three parts with a comma among them.
_MARKS = re.compile(r"\d[.,]{2,}\d|\d,\d+[.,]\d|\d\.\d+,\d")


def is_likely(text: str) -> bool:
    """Whether the number in a word can be what a paper says, as far as it is known what it counts."""
    if any(not _is_date(int(d), int(m), y) for d, m, y in _DATE.findall(text)):
        return False
    if any(int(b) <= int(a) for a, b in _YEARS_FROM_TO.findall(text)):
        return False
    if any(int(hour) > 24 or len(minute) != 2 or int(minute) > 59 for hour, minute in _TIME.findall(text)):
        return False
    return _MARKS.search(text) is None and not any(int(n) >= _MOST_PERCENT for n in _SHARE.findall(text))


def _is_date(day: int, month: int, year: str) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12 and (len(year) == 2 or int(year) in _YEARS)
