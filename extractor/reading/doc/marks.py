"""How paragraphs and characters of a Word 97–2003 document look: only what changes its text or makes its tables.

Formatting lies in pages of 512 bytes («FKP», [MS-DOC] 2.9.23 and 2.9.174), each a row of bounds in the main stream
and, for each stretch between two of them, a list of changes of properties («sprm»).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.reading.doc.file import WordFile

PAGE_BYTES = 512
# 500 pages have some 20,000 stretches; every list of changes is read once, however often it is named.
MOST_STRETCHES = 500_000
_PAGE_NUMBER = 0x3FFFFF
_WIDTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_VARIABLE = 6
TABLE_SHAPE = 0xD608
_TABS, _MANY_TABS = 0xC615, 0xFF
_ELSEWHERE = (0x6645, 0x6646)
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_DELETED, _HIDDEN = 0x0800, 0x083C


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's place in tables; ``shape`` is the widths and merges of the row that it ends."""

    in_table: bool = False
    row_end: bool = False
    depth: int = 0
    inner_cell: bool = False
    inner_row: bool = False
    shape: bytes = b""


def changes(listed: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each change of a list: where it begins, its code, its operand; a last one that is cut off is short."""
    at = 0
    while at + 2 < len(listed):
        end = change_end(listed, at)
        yield at, int.from_bytes(listed[at : at + 2], "little"), listed[at + 2 : end]
        at = end


def change_end(listed: bytes, at: int) -> int:
    """Where the change that begins at ``at`` ends, or would end if the list were not cut off."""
    code = int.from_bytes(listed[at : at + 2], "little")
    size = _WIDTHS[code >> 13]
    if code >> 13 == _VARIABLE:
        size = 1 + listed[at + 2]
        if code == TABLE_SHAPE:
            size = 1 + int.from_bytes(listed[at + 2 : at + 4], "little")
        elif code == _TABS and listed[at + 2] == _MANY_TABS and at + 3 < len(listed):
            gone = 4 * listed[at + 3]
            added = listed[at + 4 + gone] if at + 4 + gone < len(listed) else 0
            size = 3 + gone + 3 * added
    return at + 2 + max(1, size)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of the main stream in order, and for each the place of its list of changes (0 for none)."""

    starts: list[int]
    ends: list[int]
    lists: list[int]

    def at(self, place: int) -> int:
        """The list for one byte of the main stream."""
        k = bisect_right(self.starts, place) - 1
        return self.lists[k] if k >= 0 and place < self.ends[k] else 0


def stretches(word: WordFile, where: tuple[int, int], step: int) -> Stretches:
    """The stretches of one kind, none over another; empty where the pages make no sense.

    Args:
        where: offset and size of the table of pages.
        step: bytes of a page for each stretch: 1 for characters, 13 for paragraphs.
    """
    found: list[tuple[int, int, int]] = []
    met = 0
    for first, last, page in page_table(word, where):
        count = word.main[page + PAGE_BYTES - 1]
        met += count + 1
        if 4 * (count + 1) + step * count >= PAGE_BYTES or met > MOST_STRETCHES:
            return Stretches([], [], [])
        bounds = struct.unpack_from(f"<{count + 1}I", word.main, page)
        for k in range(count):
            start, end = max(bounds[k], first), min(bounds[k + 1], last)
            inside = 2 * word.main[page + 4 * (count + 1) + step * k]
            if start < end:
                found.append((start, end, page + inside if inside else 0))
    found.sort()
    apart: list[tuple[int, int, int]] = []
    for stretch in found:
        if not apart or stretch[0] >= apart[-1][1]:
            apart.append(stretch)
    return Stretches([a[0] for a in apart], [a[1] for a in apart], [a[2] for a in apart])


def page_table(word: WordFile, where: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
    """The pages: first and last byte that each is about, and where it lies; those outside the file are left out."""
    offset, size = where
    count = (size - 4) // 8
    if count <= 0 or offset + size > len(word.table):
        return
    bounds = struct.unpack_from(f"<{count + 1}I", word.table, offset)
    numbers = struct.unpack_from(f"<{count}I", word.table, offset + 4 * (count + 1))
    for k, number in enumerate(numbers):
        page = (number & _PAGE_NUMBER) * PAGE_BYTES
        if page + PAGE_BYTES <= len(word.main):
            yield bounds[k], bounds[k + 1], page


def paragraph_list(main: bytes, at: int) -> tuple[int, int]:
    """Where the list of changes of a paragraph begins and ends, its style's number left out."""
    if main[at]:
        begin, size = at + 1, 2 * main[at] - 1
    else:
        begin, size = at + 2, 2 * main[at + 1]
    page_end = (at // PAGE_BYTES + 1) * PAGE_BYTES - 1
    return begin + 2, max(begin + 2, min(begin + size, page_end))


class Looks:
    """Answers for places of the main stream; what was read once is kept."""

    def __init__(self, word: WordFile) -> None:
        self._word = word
        self._paragraphs = stretches(word, word.paragraphs_at, 13)
        self._characters = stretches(word, word.characters_at, 1)
        self._looks: dict[int, Look] = {0: Look()}
        self._unseen: dict[int, bool] = {0: False}

    def paragraph(self, place: int) -> Look:
        """The look of the paragraph whose mark stands at a byte of the main stream."""
        at = self._paragraphs.at(place)
        if at not in self._looks:
            begin, end = paragraph_list(self._word.main, at)
            self._looks[at] = self._look(self._word.main[begin:end], Look())
        return self._looks[at]

    def gone(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The stretches within some bytes of the main stream that are deleted or hidden."""
        found = self._characters
        for k in range(max(0, bisect_right(found.starts, first) - 1), len(found.starts)):
            if found.starts[k] >= last:
                return
            if found.ends[k] > first and self._is_gone(found.lists[k]):
                yield max(first, found.starts[k]), min(last, found.ends[k])

    def _is_gone(self, at: int) -> bool:
        if at not in self._unseen:
            main = self._word.main
            listed = main[at + 1 : at + 1 + main[at]]
            self._unseen[at] = any(
                code in (_DELETED, _HIDDEN) and operand == b"\1" for _, code, operand in changes(listed)
            )
        return self._unseen[at]

    def _look(self, listed: bytes, look: Look, *, first: bool = True) -> Look:
        for _, code, operand in changes(listed):
            number = int.from_bytes(operand[:4], "little")
            if code in _ELSEWHERE and first:
                # Too long for a page: it lies in the stream of pictures.
                size = int.from_bytes(self._word.data[number : number + 2], "little")
                look = self._look(self._word.data[number + 2 : number + 2 + size], look, first=False)
            elif code == _IN_TABLE:
                look = replace(look, in_table=bool(number))
            elif code == _ROW_END:
                look = replace(look, row_end=bool(number))
            elif code == _DEPTH:
                look = replace(look, depth=number)
            elif code == _INNER_CELL:
                look = replace(look, inner_cell=bool(number))
            elif code == _INNER_ROW:
                look = replace(look, inner_row=bool(number))
            elif code == TABLE_SHAPE:
                look = replace(look, shape=operand)
        return look
