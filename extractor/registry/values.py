"""Single values of a registry: cells trimmed, numbers of Excel mended where that is certain, check digits.

Excel takes an ИНН for a number: it drops the leading zero, adds «.0» or writes «1,02E+12».  What was lost is put back
only where one reading is possible and its check digit fits (zapolnenie.info, and python-stdnum for the sums).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from stdnum.ru import inn as inn_sums
from stdnum.ru import ogrn as ogrn_sums

from extractor.registry.problems import Collector

# Control characters, soft hyphens, marks without width, halves of characters that UTF-8 cannot hold.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_WHOLE_FLOAT = re.compile(r"(\d+)[.,]0+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eEеЕ]\+?\d+")
_NO_DIGIT = re.compile(r"[\s'’`\u00a0-]")
_DATE = re.compile(
    r"\d{4}-\d\d?-\d\d?(?:[ T].*)?|\d\d?\.\d\d?\.\d{4}"
    r"|\d\d?[.-](?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
)
_SEVERAL = re.compile(r"[;|\n]")
_KPP = re.compile(r"\d{4}[0-9A-Z]{2}\d{3}")
# What a cell says for «nothing».
_NOTHING = frozenset(
    ("-", "–", "—", "нет", "б/н", "n/a", "na", "null", "none", "nan", "#n/a", "#н/д", "не указано", "нет данных")
)
_LONGEST_NOTHING = max(map(len, _NOTHING))
_YES = frozenset(("да", "1", "true", "yes", "+", "истина", "филиал"))


def clean(cell: str) -> str:
    """A cell without spaces around and unseen characters; line breaks inside stay."""
    if not cell.isprintable():
        cell = _UNSEEN.sub("", cell).replace("\r\n", "\n").replace("\r", "\n")
    return cell.strip()


def one_line(text: str) -> str:
    """Single spaces for any white space."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def optional(cell: str) -> str | None:
    """The value of a cell; ``None`` for an empty one and for what people write for «nothing»."""
    text = one_line(cell)
    return None if not text or (len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING) else text


def several(cell: str) -> list[str]:
    """The names in a cell, apart by «;», «|» or line breaks."""
    return [name for part in _SEVERAL.split(cell) if (name := optional(part.strip()))]


def is_yes(cell: str) -> bool:
    """Whether a cell of a yes-or-no column says yes."""
    return cell.casefold() in _YES


def inn_holds(number: str) -> bool:
    """Whether a string of digits is an ИНН of an organisation (10) or a person (12)."""
    if len(number) == 10:
        return inn_sums.calc_company_check_digit(number) == number[-1]
    return len(number) == 12 and inn_sums.calc_personal_check_digits(number) == number[-2:]


def ogrn_holds(number: str) -> bool:
    """Whether a string of digits is an ОГРН (13, not from 0) or ОГРНИП (15)."""
    if len(number) not in (13, 15) or number[0] == "0":
        return False
    return ogrn_sums.calc_check_digit(number) == number[-1]


class Numbers:
    """Reads the official numbers of a row and notes what is wrong with them."""

    def __init__(self, problems: Collector) -> None:
        self._problems = problems

    def inn(self, cell: str, row: int, key: str) -> str | None:
        """The ИНН as written, mended, or ``None`` where digits are lost."""
        return self._official("ИНН", cell, row, key, inn_holds, zeros=(9, 11))

    def ogrn(self, cell: str, row: int, key: str) -> str | None:
        """The ОГРН as written, mended, or ``None`` where digits are lost."""
        return self._official("ОГРН", cell, row, key, ogrn_holds, zeros=())

    def kpp(self, cell: str, row: int, key: str) -> str | None:
        """The КПП; eight digits have lost their zero (codes of regions 01 to 09)."""
        text = optional(cell) if cell else None
        if text is None or _KPP.fullmatch(text):
            return text
        digits = _plain(text)
        if len(digits) == 8:
            digits = "0" + digits
        if digits.isascii() and digits.isdigit() and len(digits) == 9:
            self._problems.add("digits-repaired", "КПП", text, digits, row=row, id=key)
            return digits
        self._problems.add("kpp-wrong", text, row=row, id=key)
        return text

    def school(self, cell: str, row: int, key: str) -> str | None:
        """The number of a school: «12.0» is 12, «№ 12» too; a date is told and kept."""
        text = optional(cell)
        if text is None or text.isdigit():
            return text
        if whole := _WHOLE_FLOAT.fullmatch(text):
            return whole[1]
        if _DATE.fullmatch(text):
            self._problems.add("number-date", text, row=row, id=key)
        return text.lstrip("№Nn").strip() or None

    def _official(
        self, what: str, cell: str, row: int, key: str, holds: Callable[[str], bool], zeros: tuple[int, ...]
    ) -> str | None:
        text = optional(cell) if cell else None
        if text is None or (text.isascii() and text.isdigit() and holds(text)):
            return text
        digits = _plain(text)
        if digits.isascii() and digits.isdigit():
            if len(digits) in zeros and holds("0" + digits):
                digits = "0" + digits
            if digits != text and holds(digits):
                self._problems.add("digits-repaired", what, text, digits, row=row, id=key)
                return digits
        if _SCIENTIFIC.fullmatch(text):
            self._problems.add("digits-lost", what, text, row=row, id=key)
            return None
        self._problems.add("inn-wrong" if what == "ИНН" else "ogrn-wrong", text, row=row, id=key)
        return text


def _plain(text: str) -> str:
    """The digits of a number however Excel has put it; the text itself where that is not certain."""
    text = _NO_DIGIT.sub("", text)
    if whole := _WHOLE_FLOAT.fullmatch(text):
        return whole[1]
    if _SCIENTIFIC.fullmatch(text):
        try:
            number = Decimal(text.replace(",", ".").replace("е", "e").replace("Е", "e"))
        except InvalidOperation:
            return text
        # As many digits as the number has places, or some have been rounded away.
        if len(number.as_tuple().digits) == number.adjusted() + 1:
            return format(number, "f")
    return text
