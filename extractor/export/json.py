"""Records as JSON: UTF-8, keys in the order of the models, one line end at the end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.record import Record

# Line ends for some programs, though not for JSON: harmless in a record printed over many lines,
# a cut line where every line is a record.
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def one(records: Iterable[Record]) -> Iterator[bytes]:
    """One document: its record as an object."""
    for record in records:
        yield (record.model_dump_json(indent=2) + "\n").encode()


def array(records: Iterable[Record]) -> Iterator[bytes]:
    """Several documents: an array, written record by record; nothing if there is no record."""
    before = "[\n  "
    for record in records:
        # The line feeds of the text itself are escaped, so all that stand here are the layout's.
        yield (before + record.model_dump_json(indent=2).replace("\n", "\n  ")).encode()
        before = ",\n  "
    if before.startswith(","):
        yield b"\n]\n"


def lines(records: Iterable[Record]) -> Iterator[bytes]:
    """JSON Lines: every record on a line of its own."""
    for record in records:
        yield (_one_line(record.model_dump_json()) + "\n").encode()


def line(row: dict[str, Any]) -> bytes:
    """Any small row as a line; half a surrogate pair (a file name that is no UTF-8) stays readable as an escape."""
    return (_one_line(json.dumps(row, ensure_ascii=False)) + "\n").encode("utf-8", "backslashreplace")


def _one_line(text: str) -> str:
    for character, escaped in _LINE_ENDS.items():
        text = text.replace(character, escaped)
    return text
