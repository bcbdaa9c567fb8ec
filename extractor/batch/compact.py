"""A ``Document`` as bytes and back: packed, with a checksum, plain data that cannot run.

``restore(dump(document)) == document``.  The bytes are for the machine that wrote them, and for the readers that made
the document: their version is part of the name under which ``store.py`` keeps them.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from dataclasses import fields
from hashlib import blake2b
from typing import Any

from extractor.reading.document import Block, Document, Table
from extractor.reading.places import NOWHERE, Places
from extractor.reading.source import Change
from extractor.text.normalise import Run

_MARK = b"svodka-document 1\n"
_SUM_BYTES = 16
_LENGTHS = struct.Struct("<II")
# Packing twice as well takes ten times as long.
_LEVEL = 1

# What is not a plain value of JSON has its own form; every other field is carried as it is.
_OWN_FORM = {Block: {"raw", "runs", "places", "changes"}, Document: {"text", "blocks", "tables", "warnings", "_starts"}}
_BLOCK = tuple(f.name for f in fields(Block) if f.name not in _OWN_FORM[Block])
_DOCUMENT = tuple(f.name for f in fields(Document) if f.name not in _OWN_FORM[Document])
_TABLE = tuple(f.name for f in fields(Table))


def dump(document: Document) -> bytes:
    """The document as bytes."""
    numbers, sures = array("d"), array("d")
    head = {
        "document": [getattr(document, name) for name in _DOCUMENT],
        "warnings": document.warnings,
        "text": document.text,
        "tables": [[getattr(table, name) for name in _TABLE] for table in document.tables],
        "blocks": [_of_block(block, document.text, numbers, sures) for block in document.blocks],
    }
    said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    # Most readers have their coordinates from libraries that count in single precision.
    single = array("f", numbers)
    exact = array("d", single) == numbers
    placed = b"f" + single.tobytes() if exact else b"d" + numbers.tobytes()
    body = zlib.compress(b"".join((_LENGTHS.pack(len(said), len(placed)), said, placed, sures.tobytes())), _LEVEL)
    return _MARK + _sum(body) + body


def restore(data: bytes) -> Document:
    """The document that ``dump`` turned into these bytes.

    Raises:
        ValueError: bytes of another version, or damaged ones.
    """
    body = data[len(_MARK) + _SUM_BYTES :]
    if data[: -len(body) or None] != _MARK + _sum(body):
        raise ValueError("not a stored document, or a damaged one")
    whole = memoryview(zlib.decompress(body))
    said, placed = _LENGTHS.unpack_from(whole)
    at = _LENGTHS.size
    head = json.loads(str(whole[at : at + said], "utf-8", "surrogatepass"))
    at += said
    numbers = array("d", _array(bytes(whole[at : at + 1]).decode(), whole[at + 1 : at + placed]))
    sures = _array("d", whole[at + placed :])
    text: str = head["text"]
    reader = _Words(numbers, sures)
    blocks = tuple(_to_block(row, text, reader) for row in head["blocks"])
    return Document(
        **dict(zip(_DOCUMENT, head["document"], strict=True)),
        warnings=tuple(head["warnings"]),
        text=text,
        tables=tuple(Table(*row) for row in head["tables"]),
        blocks=blocks,
        _starts=tuple(b.start for b in blocks),
    )


def _of_block(block: Block, text: str, numbers: array[float], sures: array[float]) -> list[Any]:
    """One block as a row; its words go to the end of the arrays."""
    own, sure = block.places.packed()
    numbers.extend(own)
    sures.extend(sure or ())
    shown = text[block.start : block.end]
    runs = [n for run in block.runs for n in (run.start, run.length, run.raw, run.raw_length)]
    return [
        [getattr(block, name) for name in _BLOCK],
        None if block.raw == shown else block.raw,
        runs,
        len(own),
        None if sure is None else len(sure),
        [[c.kind, c.start, c.end, c.text] for c in block.changes],
    ]


def _to_block(row: list[Any], text: str, words: _Words) -> Block:
    plain, raw, runs, count, sure, changes = row
    values = dict(zip(_BLOCK, plain, strict=True))
    return Block(
        **values,
        raw=text[values["start"] : values["end"]] if raw is None else raw,
        runs=tuple(Run(*runs[k : k + 4]) for k in range(0, len(runs), 4)),
        places=words.take(count, sure),
        changes=tuple(Change(*change) for change in changes),
    )


class _Words:
    """Gives the places of one block after another."""

    def __init__(self, numbers: array[float], sures: array[float]) -> None:
        self._numbers, self._sures = numbers, sures
        self._at = self._sure_at = 0

    def take(self, count: int, sure: int | None) -> Places:
        if not count:
            return NOWHERE
        own = self._numbers[self._at : self._at + count]
        self._at += count
        if sure is None:
            return Places.unpacked(own, None)
        self._sure_at += sure
        return Places.unpacked(own, self._sures[self._sure_at - sure : self._sure_at])


def _array(code: str, piece: memoryview) -> array[float]:
    made: array[float] = array(code)
    made.frombytes(piece)
    return made


def _sum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_SUM_BYTES).digest()
