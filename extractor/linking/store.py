"""An index as bytes and back, for the cache; the bytes are for the machine that wrote them."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Iterator

from extractor.linking.index import Index, Postings, Texts
from extractor.linking.places import Territory

_VERSION = 1
_MARK = f"svodka-index {_VERSION} {sys.byteorder} {array('I').itemsize}\n".encode()
_LENGTH = struct.Struct("<I")


def dump(index: Index) -> bytes:
    """The index as bytes."""
    head = {
        "territories": [[t.region, t.municipality, t.city] for t in index.territories],
        "successor": sorted(index.successor.items()),
    }
    pieces = [
        json.dumps(head).encode(),
        index.rows.text.encode(),
        index.rows.ends.tobytes(),
        index.home.tobytes(),
        "\n".join(index.postings.keys).encode(),
        index.postings.ends.tobytes(),
        index.postings.places.tobytes(),
    ]
    return _MARK + b"".join(_LENGTH.pack(len(piece)) + piece for piece in pieces)


def restore(data: bytes) -> Index:
    """The index that ``dump`` turned into these bytes.

    Raises:
        ValueError: bytes of another version or machine, or damaged ones.
    """
    if not data.startswith(_MARK):
        raise ValueError("not a stored index of this version")
    try:
        pieces = _pieces(memoryview(data))
        head = json.loads(bytes(next(pieces)))
        rows = Texts(str(next(pieces), "utf-8"), _numbers(next(pieces)))
        home = _numbers(next(pieces))
        names = str(next(pieces), "utf-8")
        postings = Postings(names.split("\n") if names else [], _numbers(next(pieces)), _numbers(next(pieces)))
        territories = [Territory(tuple(r), tuple(m), city) for r, m, city in head["territories"]]
        return Index(rows, home, territories, postings, dict(head["successor"]))
    except (StopIteration, KeyError, TypeError, struct.error) as why:
        raise ValueError("damaged") from why


def _pieces(data: memoryview) -> Iterator[memoryview]:
    at = len(_MARK)
    while at < len(data):
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        if at + length > len(data):
            raise ValueError("cut off")
        yield data[at : at + length]
        at += length


def _numbers(piece: memoryview) -> array[int]:
    numbers: array[int] = array("I")
    numbers.frombytes(piece)
    return numbers
