"""A Word 97–2003 document taken apart: its streams, the lengths of its stories, its pieces of text.

Structures and names are those of [MS-DOC]: the file information block (2.5), the piece table (2.8.35).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from extractor.errors import SvodkaError
from extractor.reading.files import LARGEST_FILE
from extractor.reading.ole import opened, stream

# A report of 500 pages has 3 MB of text and formatting in its main stream; pictures may lie there too.
MOST_STREAM_BYTES = 64 * 2**20
# 500 pages hold a million characters.
MOST_CHARACTERS = 6_000_000
MOST_PIECES = 100_000

WORD_97 = 0xA5EC
_WORD_95 = 0xA5DC
# «nFib» of the first Word 97 documents; betas of it wrote less and are met no more.
_FIRST_VERSION = 0x00C0
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
# Where things stand in the block: counts of 16-bit values, then of 32-bit values, then pairs (offset, size).
_BASE = 32
_STORY_LENGTHS = 3
_HEADS, _CHARACTERS, _PARAGRAPHS, _PIECES, _BOXES = 11, 12, 13, 33, 56
_COMPRESSED = 0x40000000
_FORMATTING_ONLY, _TABLE_OF_PIECES = 1, 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start:end`` of the document, and the byte of the main stream where they begin."""

    start: int
    end: int
    at: int
    width: int


@dataclass(frozen=True, slots=True)
class Stories:
    """Characters of each story; they stand one after the other in this order."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int


@dataclass(frozen=True, slots=True)
class WordFile:
    """The streams of one document, the lengths of its stories, and where tables lie (offset and size)."""

    main: bytes
    table: bytes
    data: bytes
    stories: Stories
    pieces: tuple[Piece, ...]
    table_name: str
    characters_at: tuple[int, int]
    paragraphs_at: tuple[int, int]
    boxes_at: tuple[int, int]
    heads_at: tuple[int, int]


def open_word(data: bytes, *, name: str) -> WordFile:
    """Take a document apart.

    Raises:
        SvodkaError: damaged, encrypted, too-large; unsupported for Word 6.0 and 95.
    """
    with opened(data, name=name) as package:
        main = stream(package, "WordDocument", MOST_STREAM_BYTES, name=name)
        check_head(main, name=name)
        table_name = "1Table" if _flags(main) & _SECOND_TABLE else "0Table"
        table = stream(package, table_name, MOST_STREAM_BYTES, name=name)
        more = stream(package, "Data", LARGEST_FILE, name=name)
    try:
        return _taken_apart(main, table, table_name, more, name=name)
    except (struct.error, IndexError) as error:
        raise SvodkaError("damaged", path=name, detail="документ Word обрывается") from error


def check_head(main: bytes, *, name: str) -> None:
    """What the first bytes of the main stream tell: a password, an older Word, something else."""
    if len(main) < _BASE:
        raise SvodkaError("damaged", path=name, detail="документ Word обрывается")
    mark, version = struct.unpack_from("<2H", main, 0)
    if mark == _WORD_95 or (mark == WORD_97 and version < _FIRST_VERSION):
        raise SvodkaError("unsupported", path=name, detail="документ Word 6.0 или 95 (DOC)")
    if mark != WORD_97:
        raise SvodkaError("damaged", path=name, detail="у документа Word неверное начало")
    if _flags(main) & _ENCRYPTED:
        raise SvodkaError("encrypted", path=name)


def _flags(main: bytes) -> int:
    return int.from_bytes(main[10:12], "little")


def _taken_apart(main: bytes, table: bytes, table_name: str, more: bytes, *, name: str) -> WordFile:
    at = _BASE + 2 + 2 * int.from_bytes(main[_BASE : _BASE + 2], "little")
    longs = int.from_bytes(main[at : at + 2], "little")
    lengths = struct.unpack_from("<8i", main, at + 2 + 4 * _STORY_LENGTHS)
    if min(lengths) < 0:
        raise SvodkaError("damaged", path=name, detail="отрицательная длина текста")
    if sum(lengths) > MOST_CHARACTERS:
        raise SvodkaError("too-large", path=name, detail=f"больше {MOST_CHARACTERS // 1_000_000} млн знаков")
    pairs = at + 2 + 4 * longs + 2

    def pair(index: int) -> tuple[int, int]:
        offset, size = struct.unpack_from("<2I", main, pairs + 8 * index)
        return offset, size

    pieces = tuple(_pieces(table, pair(_PIECES), len(main), sum(lengths), name))
    return WordFile(
        main=main,
        table=table,
        data=more,
        stories=Stories(*lengths),
        pieces=pieces,
        table_name=table_name,
        characters_at=pair(_CHARACTERS),
        paragraphs_at=pair(_PARAGRAPHS),
        boxes_at=pair(_BOXES),
        heads_at=pair(_HEADS),
    )


def _pieces(table: bytes, where: tuple[int, int], size: int, characters: int, name: str) -> list[Piece]:
    at, end = where[0], where[0] + where[1]
    while at < end and table[at] == _FORMATTING_ONLY:
        at += 3 + int.from_bytes(table[at + 1 : at + 3], "little")
    if at >= end or table[at] != _TABLE_OF_PIECES:
        raise SvodkaError("damaged", path=name, detail="нет таблицы текста")
    count = (int.from_bytes(table[at + 1 : at + 5], "little") - 4) // 12
    if not 0 < count <= MOST_PIECES:
        raise SvodkaError("damaged", path=name, detail=f"кусков текста: {count}")
    bounds = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    described = at + 5 + 4 * (count + 1)
    pieces: list[Piece] = []
    held = 0
    for k in range(count):
        place = struct.unpack_from("<I", table, described + 8 * k + 2)[0]
        width = 1 if place & _COMPRESSED else 2
        start = (place & ~_COMPRESSED & 0x7FFFFFFF) // (3 - width)
        length = bounds[k + 1] - bounds[k]
        held += length * width
        # Pieces never share their bytes: a small file would otherwise hold any amount of text.
        if length < 0 or start + length * width > size or held > size:
            raise SvodkaError("damaged", path=name, detail="куски текста вне файла")
        pieces.append(Piece(bounds[k], bounds[k + 1], start, width))
    if bounds[0] or bounds[-1] < characters:
        raise SvodkaError("damaged", path=name, detail="текст обрывается")
    return pieces
