"""A guard run before pdfium sees a PDF: what its drawing streams unpack to.

Half a megabyte can hold 280 MB of strokes, for which pdfium takes five gigabytes.  So every
packed stream is inflated here once, piece by piece and thrown away, against a ceiling.  For an
honest document of two pages that takes a millisecond.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

# The drawing of a densely printed page has 0.1 MB, a map some megabytes; pdfium needs ten to
# twenty times as much memory as the drawing has bytes.
MOST_STREAM_BYTES = 16 << 20
MOST_TOTAL_BYTES = 256 << 20

_STREAM = re.compile(rb"stream\r?\n")
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_FILTER = re.compile(rb"/(\w+)")
# How far before its stream a dictionary may begin.
_DICTIONARY = 2_000
_PIECE = 1 << 16
# pdfium refuses longer chains of filters as well.
_MOST_FILTERS = 8


def is_bomb(data: bytes) -> bool:
    """Whether one of the drawings in the PDF ``data``, or all together, unpack to more than is sane.

    Pictures and fonts are left out: pdfium unpacks them only to paint them.
    """
    total = 0
    for found in _STREAM.finditer(data):
        if data.endswith(b"end", 0, found.start()):
            continue
        begin = data.rfind(b"obj", max(0, found.start() - _DICTIONARY), found.start())
        dictionary = data[max(begin, 0) : found.start()]
        filters = _FILTERS.search(dictionary)
        if filters is None or b"/Image" in dictionary or b"/Length1" in dictionary:
            continue
        chain = _FILTER.findall(filters[1])
        if len(chain) > _MOST_FILTERS or set(chain) - {b"FlateDecode", b"Fl"}:
            continue
        size = 0
        for piece in _unpacked(data, found.end(), len(chain)):
            size += piece
            if size > MOST_STREAM_BYTES or total + size > MOST_TOTAL_BYTES:
                return True
        total += size
    return False


def _unpacked(data: bytes, start: int, times: int) -> Iterator[int]:
    """The sizes of the pieces to which the stream at ``start``, packed ``times`` over, unpacks."""
    engines = [zlib.decompressobj() for _ in range(times)]
    try:
        for position in range(start, len(data), _PIECE):
            yield from _through(engines, data[position : position + _PIECE])
            if engines[0].eof:
                return
    except zlib.error:
        # Another filter than it says, or encrypted: no bomb that pdfium could unpack either.
        return


def _through(engines: list[zlib._Decompress], piece: bytes) -> Iterator[int]:
    """The sizes of what comes out of a chain of engines, never more than a piece at once."""
    if not engines:
        yield len(piece)
        return
    first, *rest = engines
    while True:
        out = first.decompress(piece, _PIECE)
        piece = first.unconsumed_tail
        if out:
            yield from _through(rest, out)
        if first.eof or (not piece and len(out) < _PIECE):
            return
