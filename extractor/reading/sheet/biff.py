"""Records of an XLS stream and the strings in them ([MS-XLS]; BIFF8 of Excel 97–2003, BIFF5 of Excel 5 and 95)."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extractor.errors import SvodkaError
from extractor.reading.sheet.book import MOST_CHARACTERS

BOF, END = 0x0809, 0x000A
BIFF8, BIFF5 = 0x0600, 0x0500
CONTINUE = 0x003C
MOST_RECORDS = 1_000_000
_HEAD = struct.Struct("<HH")
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


@dataclass(frozen=True, slots=True)
class Record:
    """One record; ``more`` are those that continue it."""

    kind: int
    data: bytes
    more: tuple[bytes, ...] = ()


def records(stream: bytes, start: int, kinds: Collection[int], *, name: str) -> Iterator[Record]:
    """The records of some kinds from ``start`` to the end of its block; blocks inside it (charts) are passed over.

    Raises:
        SvodkaError: ``damaged`` when the stream ends in the midst of a record, ``too-large``.
    """
    at, depth, count = start, 0, 0
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        begin, at = at, at + 4 + length
        if at > len(stream):
            raise SvodkaError("damaged", path=name, detail="книга обрывается")
        count += 1
        if count > MOST_RECORDS:
            raise SvodkaError("too-large", path=name, detail=f"больше {MOST_RECORDS} записей на листе")
        if kind == BOF:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        if depth > 1 or kind not in kinds:
            continue
        more: list[bytes] = []
        while at + 4 <= len(stream):
            following, size = _HEAD.unpack_from(stream, at)
            if following != CONTINUE or at + 4 + size > len(stream):
                break
            more.append(stream[at + 4 : at + 4 + size])
            at += 4 + size
        yield Record(kind, stream[begin + 4 : begin + 4 + length], tuple(more))


class Pieces:
    """Bytes of a record and of those that continue it, read one after another."""

    def __init__(self, record: Record, at: int = 0) -> None:
        self._parts = (record.data, *record.more)
        self._part = 0
        self._at = at

    def take(self, size: int) -> bytes:
        """The next bytes, over the bounds of records.

        Raises:
            ValueError: there are fewer.
        """
        out = b""
        while size:
            part = self._parts[self._part]
            piece = part[self._at : self._at + size]
            out += piece
            size -= len(piece)
            self._at += len(piece)
            if size:
                self._next()
        return out

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def characters(self, count: int, flags: int) -> str:
        """Letters of one or two bytes each; a continuing record says anew which."""
        out: list[str] = []
        while count:
            part = self._parts[self._part]
            width = 2 if flags & _WIDE else 1
            fits = min(count, (len(part) - self._at) // width)
            piece = part[self._at : self._at + fits * width]
            out.append(piece.decode("utf-16-le" if width == 2 else "latin-1", "replace"))
            self._at += len(piece)
            count -= fits
            if count:
                self._next()
                flags = self.number(1)
        return "".join(out)

    def text(self, length_size: int) -> str:
        """A string with its length, its flags and what follows its letters."""
        count = self.number(length_size)
        flags = self.number(1)
        runs = self.number(2) if flags & _RICH else 0
        extra = self.number(4) if flags & _EXTENDED else 0
        text = self.characters(count, flags)
        self._skip(4 * runs + extra)
        return text

    def _skip(self, size: int) -> None:
        while size:
            step = min(size, len(self._parts[self._part]) - self._at)
            self._at += step
            size -= step
            if size:
                self._next()

    def _next(self) -> None:
        if self._part + 1 >= len(self._parts):
            raise ValueError("the record ends before its text")
        self._part, self._at = self._part + 1, 0


def shared_strings(record: Record, *, name: str) -> list[str]:
    """All texts of the table that cells point into.

    Raises:
        SvodkaError: ``too-large``.
        ValueError: the table ends before its texts do.
    """
    pieces = Pieces(record, 4)
    texts: list[str] = []
    size = 0
    for _ in range(pieces.number(4)):
        texts.append(pieces.text(2))
        size += len(texts[-1])
        if size > MOST_CHARACTERS:
            raise SvodkaError("too-large", path=name, detail=f"больше {MOST_CHARACTERS} знаков")
    return texts


def packed_number(raw: int) -> float:
    """A number in 32 bits (RK): 30 of a whole number or of a floating one, one for «divided by 100»."""
    if raw & 2:
        value = float((raw >> 2) - (1 << 30 if raw & 0x80000000 else 0))
    else:
        value = float(struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))[0])
    return value / 100 if raw & 1 else value
