"""What cells of an ODS show, told again in Russian: a file saved by an English program holds «4,876» for 4 876.

Beside the text that a cell shows stands its value, so which sign is the decimal one need not be guessed.
"""

from __future__ import annotations

import re

from extractor.reading.sheet.book import FALSE, TRUE
from extractor.reading.sheet.format import GENERAL, shown_number
from extractor.reading.sheet.xml import Attributes

_RUN = re.compile(r"\d(?:[\d.,' \u00a0\u202f]*\d)?")
# Between thousands and before decimals: as in Russian, English, Swiss and German.
_SIGNS = ((" ", ","), (",", "."), (" ", "."), ("'", "."), (".", ","))
_SPACES = re.compile("[ \u00a0\u202f]")
_FOREIGN_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_LONGEST = 60


def russian(text: str, attributes: Attributes) -> str:
    """The shown text of a number or a date with a comma before its decimals, or the day first.

    Args:
        text: what the cell shows.
        attributes: of the cell, with its value.
    """
    if "date-value" in attributes:
        return _day(attributes["date-value"]) or text if _FOREIGN_DATE.fullmatch(text.strip()) else text
    runs = list(_RUN.finditer(text))
    if len(runs) != 1 or len(text) > _LONGEST or runs[0][0].isdigit():
        return text
    try:
        value = abs(float(attributes.get("value", ""))) * (100 if "%" in text else 1)
    except ValueError:
        return text
    found = runs[0]
    for between, before in _SIGNS:
        whole, _, part = _SPACES.sub(" ", found[0]).partition(before)
        groups = whole.split(between)
        digits = "".join(groups)
        if not digits.isdecimal() or (part and not part.isdecimal()) or any(len(g) != 3 for g in groups[1:]):
            continue
        # Half of the last digit shown, and a little for the value's own rounding.
        if abs(float(f"{digits}.{part or 0}") - value) <= 0.5000001 * 10 ** -len(part) + value * 1e-9:
            return text[: found.start()] + "\u00a0".join(groups) + ("," + part if part else "") + text[found.end() :]
    return text


def from_value(attributes: Attributes, kind: str) -> str:
    """What a cell would show whose program wrote its value and no text."""
    match kind:
        case "boolean":
            return TRUE if attributes.get("boolean-value") == "true" else FALSE
        case "date":
            return _day(attributes.get("date-value", "")) or attributes.get("date-value", "")
        case "string":
            return attributes.get("string-value", "")
    value = attributes.get("value", "")
    try:
        return shown_number(float(value), "0.##########%" if kind == "percentage" else GENERAL) if value else ""
    except ValueError:
        return value


def _day(value: str) -> str | None:
    found = _ISO_DATE.match(value)
    return f"{found[3]}.{found[2]}.{found[1]}" if found else None
