"""Numbers of list items that were misread, told by their neighbours: after «а)» comes «б)», not «6)».

«II.» is read as «П.», «3.» as «5.» or «З.».  A number is changed only where what was read looks like the number
that the list's order wants, does not go on from the item before, and the order wants no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.reading.source import Mark, RawTable, RawText

_START = re.compile(r"(?P<mark>[\dЗОбЭ]{1,2}(?:\.[\dЗОбЭ]{1,2}){0,3})(?P<stop>\.?\s|[.)](?=[А-ЯЁа-яё]))")
_LETTER = re.compile(r"(?P<mark>[а-я36])\)\s?")
_ROMAN = re.compile(r"(?P<mark>[IVXТГПНИШЩУМХ1|l\[]{1,5})\.\s(?=[А-ЯЁ][а-яё]|[А-ЯЁ] [а-яё]{3})")
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SHAPES = (
    {"1", "Г", "Т", "|", "l", "["},
    {"П", "Н", "И", "ТТ", "11", "||", "ИП", "|"},
    {"Ш", "Щ", "ТП", "ПТ", "111", "1П", "П1", "ТТТ"},
    {"ТУ", "ГУ", "1У", "ШУ", "ПУ", "IУ", "ТV", "1V", "|У"},
    {"У"},
    {"УТ", "УГ", "У1", "М", "У|", "VТ", "V1"},
    {"УП", "УИ", "VП", "УТТ"},
    {"УШ", "VШ"},
    {"ТХ", "1Х", "IХ", "|Х"},
    {"Х"},
)
# Digits that a scan makes of each other, and the letters it makes of them.
_ALIKE = {"3": "58З", "5": "3", "8": "36", "1": "7", "7": "1", "6": "8б", "9": "Э", "0": "О"}
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_AS_LETTER = {"6": "б", "3": "з"}
_FIRST_LEVELS = 4
# A row that numbers columns has so many at least, and in so many of them (share) something else of so few signs.
_FEWEST_COLUMNS, _MOST_ODD, _LONGEST_ODD = 4, 0.34, 3


class _Item(NamedTuple):
    """A text that begins with a number: which text, the number as read and as parts, how long it is."""

    text: int
    mark: str
    length: int

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.mark.split("."))


def mark_lists(items: Sequence[RawText | RawTable]) -> None:
    """Gives every text of ``items`` whose number was misread the number that its list wants (``RawText.mark``)."""
    for item in items:
        if isinstance(item, RawTable):
            _mark_head(item)
    texts = [item for item in items if isinstance(item, RawText)]
    found = _romans(texts) | _lettered(texts)
    found = _numbered(texts, set(found)) | found
    for index, mark in found.items():
        texts[index].mark = mark


def _mark_head(table: RawTable) -> None:
    """The row that numbers the columns («1 2 3 4»): a cell in it that shows no number shows its column's."""
    rows: dict[int, list[RawText]] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        texts = [item for item in cell.items if isinstance(item, RawText)]
        if len(texts) == 1 and texts[0].scanned and cell.colspan == 1:
            rows.setdefault(cell.row, []).append(texts[0])
    for row in rows.values():
        odd = [(k, text) for k, text in enumerate(row, 1) if text.text.strip(".") != str(k)]
        if len(row) >= _FEWEST_COLUMNS and len(odd) <= _MOST_ODD * len(row):
            for k, text in odd:
                if len(text.text) <= _LONGEST_ODD:
                    text.mark = (len(text.text), str(k))


def _starts(texts: Sequence[RawText], pattern: re.Pattern[str]) -> list[_Item]:
    found = ((k, pattern.match(text.text)) for k, text in enumerate(texts) if text.scanned)
    return [_Item(k, m["mark"], m.end("mark")) for k, m in found if m]


def _romans(texts: Sequence[RawText]) -> dict[int, Mark]:
    """«I.», «II.», «III.» at the head of paragraphs, two of them at least."""
    items = _starts(texts, _ROMAN)
    chain: list[_Item] = []
    for item in items:
        step = len(chain)
        if step == 0 or step >= len(_NUMERALS):
            if step == 0 and _is_roman(item, 1) and (first := _first_before(texts, items, item)) is not None:
                chain = [first, item]
            continue
        if _is_roman(item, step):
            chain.append(item)
    return {i.text: (i.length, n) for i, n in zip(chain, _NUMERALS, strict=False) if i.mark != n}


def _is_roman(item: _Item, step: int) -> bool:
    return item.mark == _NUMERALS[step] or item.mark in _SHAPES[step]


def _first_before(texts: Sequence[RawText], items: Sequence[_Item], second: _Item) -> _Item | None:
    """The «I.» that a «II.» needs before it: «1.» only if a list of its own, or nothing, comes between."""
    numbers = {item.text: item.mark for item in _starts(texts, _START)}
    for item in reversed([i for i in items if i.text < second.text]):
        if item.mark == "I" or (item.mark in _SHAPES[0] and item.mark != "1"):
            return item
        following = next((numbers[k] for k in range(item.text + 1, second.text) if k in numbers), "")
        if item.mark == "1" and following.split(".")[0] in ("1", ""):
            return item
    return None


def _lettered(texts: Sequence[RawText]) -> dict[int, Mark]:
    """«б)» after «а)», «з)» after «ж)»."""
    found: dict[int, Mark] = {}
    before = ""
    for item in _starts(texts, _LETTER):
        letter = _AS_LETTER.get(item.mark, "")
        if letter and before and _LETTERS.find(letter) == _LETTERS.find(before) + 1:
            found[item.text] = (item.length, letter)
            before = letter
        else:
            before = item.mark if item.mark in _LETTERS else ""
    return found


def _numbered(texts: Sequence[RawText], known: set[int]) -> dict[int, Mark]:
    """«3.» between «2.» and «4.», whatever it was read as."""
    items = [item for item in _starts(texts, _START) if item.text not in known]
    found: dict[int, Mark] = {}
    before: tuple[str, ...] = ()
    for k, item in enumerate(items):
        parts = item.parts
        wanted = _following(before) if before else set()
        if before and parts not in wanted:
            after = next((i.parts for i in items[k + 1 :]), None)
            fitting = [w for w in wanted if _is_like(parts, w) and _goes_on(w, after, certain=not _is_number(parts))]
            if len(fitting) == 1:
                parts = fitting[0]
                found[item.text] = (item.length, ".".join(parts))
        before = parts if _is_number(parts) else before
    return found


def _is_number(parts: tuple[str, ...]) -> bool:
    return all(part.isdigit() for part in parts)


def _following(parts: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What may come after an item: its first child, its next sibling, the next sibling of a parent."""
    after = {(*parts, "1")}
    for size in range(1, min(len(parts), _FIRST_LEVELS) + 1):
        after.add((*parts[: size - 1], str(int(parts[size - 1]) + 1)))
    return after


def _is_like(read: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether one was read for the other."""
    a, b = ".".join(read), ".".join(wanted)
    return len(a) == len(b) and all(x == y or x in _ALIKE.get(y, "") for x, y in zip(a, b, strict=True))


def _goes_on(parts: tuple[str, ...], after: tuple[str, ...] | None, *, certain: bool) -> bool:
    """Whether the item after fits; with a letter in the number as read (``certain``) it need not."""
    return certain or (after is not None and _is_number(after) and after in _following(parts))
