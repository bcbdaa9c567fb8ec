"""Hostile and broken pictures: bombs, torn files, endless chains of TIFF pages."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from PIL import Image


def png_bomb(side: int = 60_000) -> bytes:
    """A PNG that says it is ``side`` × ``side`` points and holds next to nothing."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def png_text_bomb(megabytes: int = 60) -> bytes:
    """A small PNG whose compressed comment unpacks to much."""
    stored = io.BytesIO()
    Image.new("L", (40, 40), 255).save(stored, "PNG")
    whole = stored.getvalue()
    body = b"Comment\0\0" + zlib.compress(bytes(megabytes << 20), 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    return whole[:33] + chunk + whole[33:]


def jpeg_bomb(side: int = 60_000) -> bytes:
    """A JPEG whose head says that it is ``side`` × ``side`` points."""
    stored = io.BytesIO()
    Image.new("L", (64, 64), 255).save(stored, "JPEG")
    data = bytearray(stored.getvalue())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", side, side)
    return bytes(data)


def torn(form: str, part: float = 0.5) -> bytes:
    """The first part of a picture."""
    noise = np.random.default_rng(3).integers(0, 255, (600, 400), dtype=np.uint8)
    stored = io.BytesIO()
    Image.fromarray(noise).save(stored, form)
    return stored.getvalue()[: round(len(stored.getvalue()) * part)]


def _page(offset: int, following: int) -> bytes:
    """A TIFF page of one white point whose directory stands at ``offset``; its pixel is the byte 8 of the file."""
    tags = [(256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 1), (279, 1)]
    entries = b"".join(struct.pack("<HHIHH", tag, 3, 1, value, 0) for tag, value in tags)
    return struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)


def tiff(pages: int, *, last: int = 0) -> bytes:
    """A TIFF of ``pages`` white points; the last page is followed by the one at offset ``last`` (0: none)."""
    size, first = len(_page(0, 0)), 12
    out = [b"II*\0", struct.pack("<I", first), b"\xff\0\0\0"]
    for number in range(pages):
        offset = first + number * size
        out.append(_page(offset, offset + size if number + 1 < pages else last))
    return b"".join(out)


def tiff_loop() -> bytes:
    """Three pages, the last followed by the first."""
    return tiff(3, last=12)


def tiff_bomb(side: int = 60_000) -> bytes:
    """A TIFF of one page that says it is ``side`` × ``side`` points, packed to next to nothing."""
    tags = [
        (256, 4, side),
        (257, 4, side),
        (258, 3, 8),
        (259, 3, 8),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (279, 4, 4),
    ]
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<I", 12) + b"\x78\x9c\x03\0" + struct.pack("<H", len(tags)) + entries + bytes(4)
