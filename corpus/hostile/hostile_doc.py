"""Word 97–2003 documents by hand: small honest ones, and those made to crash, to swell or never to end."""

from __future__ import annotations

import struct

import hostile_ole as ole

SENTENCE = "Доля учителей, прошедших обучение, составила 40 %."
_FIRST_TEXT = 0x800
_PAGE = 512


def document(
    text: str = SENTENCE + "\r",
    *,
    mark: int = 0xA5EC,
    version: int = 0xC1,
    pieces: list[tuple[int, int]] | None = None,
    length: int | None = None,
    stretches: int = 0,
) -> bytes:
    """A document without formatting.

    Args:
        text: of the body, in UTF-16.
        mark, version: of Word, as the header tells them.
        pieces: characters and place in the text of each piece; one of the whole text when left out.
        length: characters of the body as the header tells it.
        stretches: entries of the table of paragraph formatting, all about one page with the most stretches.
    """
    pieces = pieces if pieces is not None else [(len(text), 0)]
    body = text.encode("utf-16-le")
    page_at = (_FIRST_TEXT + len(body) + _PAGE - 1) // _PAGE
    main = bytearray(_FIRST_TEXT) + body
    main += bytes(page_at * _PAGE - len(main)) + _formatting()
    bounds = [0]
    for size, _ in pieces:
        bounds.append(bounds[-1] + size)
    table = struct.pack(f"<{len(bounds)}I", *bounds)
    table += b"".join(struct.pack("<HIH", 0, _FIRST_TEXT + 2 * place, 0) for _, place in pieces)
    clx = b"\x02" + struct.pack("<I", len(table)) + table
    entries = struct.pack(f"<{stretches + 1}I", *[_FIRST_TEXT] * stretches, _FIRST_TEXT + len(body))
    entries += struct.pack("<I", page_at) * stretches
    struct.pack_into("<5H", main, 0, mark, version, 0, 0x419, 0)
    struct.pack_into("<H", main, 10, 0x0200)
    struct.pack_into("<H", main, 32, 14)
    struct.pack_into("<H", main, 62, 22)
    struct.pack_into("<i", main, 76, len(text) if length is None else length)
    struct.pack_into("<H", main, 152, 93)
    if stretches:
        struct.pack_into("<2I", main, 154 + 8 * 13, len(clx), len(entries))
    struct.pack_into("<2I", main, 154 + 8 * 33, 0, len(clx))
    return ole.streams({"WordDocument": bytes(main), "1Table": clx + (entries if stretches else b"")})


def _formatting() -> bytes:
    """A page of formatting of paragraphs with as many stretches as it can hold, each of two bytes."""
    count = 29
    bounds = struct.pack(f"<{count + 1}I", *range(_FIRST_TEXT, _FIRST_TEXT + 2 * count + 1, 2))
    return (bounds + bytes(13 * count)).ljust(_PAGE - 1, b"\0") + bytes([count])


def many_pieces() -> bytes:
    """A piece for each character, none of them nearer to the end than the one before."""
    text = SENTENCE * 1_200
    return document(text, pieces=[(1, place) for place in reversed(range(len(text)))])


def repeated_pieces() -> bytes:
    """Five million characters out of a hundred thousand: every piece is about the same bytes."""
    text = SENTENCE * 2_000
    return document(text, pieces=[(len(text), 0)] * 50, length=50 * len(text))


def long_text() -> bytes:
    return document((SENTENCE + "\r") * 55_000)


def many_stretches() -> bytes:
    return document((SENTENCE + "\r") * 100, stretches=400_000)


def false_length() -> bytes:
    return document(length=2**31 - 1)


def no_pieces() -> bytes:
    return document(pieces=[])


def word_95() -> bytes:
    return document(mark=0xA5DC, version=104)


def truncated() -> bytes:
    whole = document((SENTENCE + "\r") * 500)
    return whole[: len(whole) // 2]


def directory_loop() -> bytes:
    """The chain of directory sectors leads back to its beginning."""
    return _changed_table(document(), ole.DIRECTORY_SECTOR, ole.DIRECTORY_SECTOR)


def stream_loop() -> bytes:
    """The text's chain of sectors goes round in a circle of two."""
    return _changed_table(document(), ole.DIRECTORY_SECTOR + 2, ole.DIRECTORY_SECTOR + 1)


def endless_table() -> bytes:
    """A header that wants two million sectors of the allocation table of a file of twenty."""
    data = bytearray(document())
    struct.pack_into("<I", data, 44, 2_000_000)
    struct.pack_into("<2I", data, 68, 0, 15_748)
    return bytes(data)


def giant_directory() -> bytes:
    """A directory of 40,000 entries, each in the other's branch."""
    return ole.streams({f"s{number}": b"" for number in range(40_000)})


def nested_fields() -> bytes:
    return document("\x13" * 50_000 + SENTENCE + "\x15" * 50_000 + SENTENCE + "\r")


def _changed_table(data: bytes, sector: int, following: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into("<I", changed, ole.table_at(data) + 4 * sector, following)
    return bytes(changed)


def many_fields() -> bytes:
    return document("\x13 PAGE \x14\x31\x15" * 20_000 + SENTENCE + "\r")
