"""Numbers as a Russian spreadsheet program shows them: 0.937 under «0.0%» is «93,7%».

The formats are those of ECMA-376, part 1, 18.8.30 and 18.8.31.  What only fills or aligns (``*``, ``_``) and
colours shows nothing; a format that cannot be read shows the number as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from extractor.reading.sheet.date import is_date_format, shown_date

GENERAL = "General"
# The formats that a file names by number alone; 14 and 22 follow the language of the program, which here is Russian.
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '#,##0"р."',
    6: '#,##0"р."',
    7: '#,##0.00"р."',
    8: '#,##0.00"р."',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "dd.mm.yyyy",
    15: "dd.mmm.yy",
    16: "dd.mmm",
    17: "mmm.yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '#,##0"р.";-#,##0"р.";"-""р."',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00"р.";-#,##0.00"р.";"-""р."',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
_GENERAL_DIGITS = 10
# A whole number of more digits is no measure: Excel shows it with a power of ten.
_WHOLE_BELOW = 10**15
_EXACT_DIGITS = 15
_MOST_DECIMALS = 30
_LONGEST_FORMAT = 1_000
_THOUSANDS = "\u00a0"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General|Основной)'
    r"|(?P<power>[Ee][+-]0+)|(?P<digits>[0#?][0#?,]*|\.[0#?]*|(?<=[0#?.]),+)|(?P<percent>%)|(?P<at>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_COMPARED = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format; ``pattern`` has one letter for each of its digits and its point."""

    tokens: tuple[tuple[str, str], ...]
    pattern: str
    percents: int
    thousands: bool
    scale: int
    condition: tuple[str, Decimal] | None
    date: bool
    source: str


def shown_number(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as its format shows it.

    Args:
        value: the number as stored; a date is the number of its day.
        code: the format's code, «0.0%».
        from_1904: days are counted from 1904, as workbooks of old Macs do.
    """
    number = _decimal(value)
    if number is None:
        return general(value)
    sections = _sections(code)
    if not sections:
        return general(value)
    section, bare = _chosen(sections, number)
    if section.date:
        return shown_date(value, section.source, from_1904=from_1904) or general(value)
    try:
        return _filled(section, abs(number) if bare else number)
    except ArithmeticError:
        return general(value)  # more digits than any number that people read


def general(value: float) -> str:
    """A number under no format: ten digits at most, a comma before the decimals."""
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124
        return ""
    if float(value).is_integer() and abs(value) < _WHOLE_BELOW:
        return str(int(value))
    return f"{value:.{_GENERAL_DIGITS}g}".replace(".", ",").replace("e", "E")


def shows_date(code: str) -> bool:
    """Whether a format makes a date or a time of a number."""
    sections = _sections(code)
    return bool(sections) and sections[0].date


def _decimal(value: float) -> Decimal | None:
    if value != value or abs(value) > 1e300:  # noqa: PLR0124
        return None
    return Decimal(f"{value:.{_EXACT_DIGITS}g}")


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, bool]:
    """The section for a number, and whether it shows it without its sign."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None:
                return section, False
            sign, limit = section.condition
            if _COMPARED[sign](number, limit):
                return section, number < 0 and len(sections) > 1
        return sections[-1], False
    numeric = sections[:3]
    if number < 0 and len(numeric) > 1:
        return numeric[1], True
    if number == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _filled(section: _Section, number: Decimal) -> str:
    number = number.scaleb(2 * section.percents - section.scale)
    texts = [text for kind, text in section.tokens if kind in ("text", "percent")]
    if not section.pattern:
        if any(kind in ("general", "at") for kind, _ in section.tokens):
            shown = general(float(number))
            return "".join(shown if kind in ("general", "at") else text for kind, text in section.tokens)
        return ("-" if number < 0 and texts else "") + "".join(texts)
    kinds = [kind for kind, _ in section.tokens if kind != "percent"]
    shapes = "".join("9" if kind == "digits" else " " for kind in kinds).strip()
    if "power" in kinds or " " in shapes:
        # Powers of ten, fractions, telephone numbers: the number says the same, and can be read.
        return general(float(number)) + "".join(text for kind, text in section.tokens if kind == "percent")
    digits = _digits(section, abs(number))
    negative = number < 0 and any(sign in digits for sign in "123456789")
    out, put = "-" if negative else "", False
    for kind, text in section.tokens:
        if kind in ("text", "percent"):
            out += text
        elif kind == "digits" and not put:
            out, put = out + digits, True
    return out.strip()


def _digits(section: _Section, number: Decimal) -> str:
    before, _, after = section.pattern.partition(".")
    places = min(len(after), _MOST_DECIMALS)
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    # «#» and «.0» show no zero before the comma; it is put there, for «,5» is easily taken for 5.
    whole = whole.lstrip("0").rjust(max(before.count("0"), int(bool(part))), "0")
    if section.thousands:
        head = len(whole) % 3
        whole = _THOUSANDS.join([whole[:head], *(whole[k : k + 3] for k in range(head, len(whole), 3))]).strip(
            _THOUSANDS
        )
    kept = len(part)
    while kept and part[kept - 1] == "0" and after[kept - 1] in "#?":
        kept -= 1
    shown = whole + ("," + part[:kept] if part[:kept] else "")
    return "" if shown == "0" and "0" not in section.pattern else shown


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    if len(code) > _LONGEST_FORMAT:
        return ()
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts[:4])


def _section(found: list[re.Match[str]]) -> _Section:
    tokens: list[tuple[str, str]] = []
    pattern, condition = "", None
    for token in found:
        if token["bracket"] is not None:
            if limit := _CONDITION.fullmatch(token["bracket"].strip()):
                condition = (limit[1], Decimal(limit[2]))
            elif token["bracket"].startswith("$") and (sign := token["bracket"][1:].partition("-")[0]):
                tokens.append(("text", sign))
        elif token["quoted"] is not None or token["escaped"] is not None:
            tokens.append(("text", token["quoted"] or token["escaped"] or ""))
        elif token["digits"] is not None:
            pattern += token["digits"]
            tokens.append(("digits", ""))
        elif kind := next((k for k in ("general", "power", "percent", "at") if token[k] is not None), None):
            tokens.append((kind, token[0]))
        elif token["other"] is not None:
            tokens.append(("text", token["other"]))
    source = "".join(token[0] for token in found)
    trailing = len(pattern) - len(pattern.rstrip(","))
    head = pattern.partition(".")[0]
    return _Section(
        tokens=tuple(tokens),
        pattern=pattern.replace(",", ""),
        percents=sum(kind == "percent" for kind, _ in tokens),
        thousands="," in head.rstrip(","),
        scale=3 * (trailing or len(head) - len(head.rstrip(","))),
        condition=condition,
        date=is_date_format(source),
        source=source,
    )
