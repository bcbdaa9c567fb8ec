"""Mending what the converter stumbles over in files that LibreOffice has written and Word reads without ado.

* The formatting of the last rows of a table may be cut off in the middle of a change of properties.  Such a
  list is made to end with its last whole change, and a cut definition of a row keeps its columns without
  what is told of their borders.
* A text box may be empty.  It is declared one that waits to be used again.

Text is never touched.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from extractor.reading.doc.file import WordFile
from extractor.reading.doc.marks import TABLE_SHAPE, change_end, changes, paragraph_list, stretches
from extractor.reading.ole import opened, units

_CELL_BYTES = 20
_BOX_BYTES = 22
_BOX_REUSABLE, _BOX_SHAPE = 8, 14

Patch = tuple[int, int]
"""A place in a stream and the byte to put there."""


def mended(data: bytes, word: WordFile, *, name: str) -> bytes:
    """The whole file with all this mended; the file itself when nothing is amiss."""
    lists = sorted(set(stretches(word, word.paragraphs_at, 13).lists) - {0})
    patches = {
        "WordDocument": [patch for at in lists for patch in _end_of_list(word.main, at)],
        word.table_name: list(_empty_boxes(word)),
    }
    if not any(patches.values()):
        return data
    changed = bytearray(data)
    with opened(data, name=name) as package:
        for stream, wanted in patches.items():
            starts, size = units(package, stream)
            for at, value in wanted:
                changed[starts[at // size] + at % size] = value
    return bytes(changed)


def _end_of_list(main: bytes, at: int) -> Iterator[Patch]:
    """What to change in a list of changes of a paragraph if its last one is cut."""
    begin, end = paragraph_list(main, at)
    listed = main[begin:end]
    last = list(changes(listed))[-1:]
    if not last or change_end(listed, last[0][0]) <= len(listed):
        return
    start, code, operand = last[0]
    kept = bytearray(listed[:start])
    if code == TABLE_SHAPE and len(operand) > 2:
        kept += _shortened(listed[start:], operand)
    # The size is told in pairs of bytes, one byte fewer if it is told in one: a zero may fill up.
    in_one = bool(main[at])
    if (2 + len(kept)) % 2 != in_one:
        kept.append(0)
    if begin + len(kept) > end:
        return
    yield (at, (3 + len(kept)) // 2) if in_one else (at + 1, (2 + len(kept)) // 2)
    for k, value in enumerate(kept):
        if main[begin + k] != value:
            yield begin + k, value


def _shortened(change: bytes, operand: bytes) -> bytes:
    """A definition of a row with the borders of as many cells as are whole: the rest may be left out."""
    columns = 1 + 2 * (operand[2] + 1)
    room = len(operand) - 2 - columns
    if room < 0:
        return b""
    told = columns + room // _CELL_BYTES * _CELL_BYTES
    return change[:2] + (told + 1).to_bytes(2, "little") + operand[2 : 2 + told]


def _empty_boxes(word: WordFile) -> Iterator[Patch]:
    offset, size = word.boxes_at
    count = (size - 4) // (4 + _BOX_BYTES)
    if count < 2 or offset + size > len(word.table):
        return
    bounds = struct.unpack_from(f"<{count + 1}I", word.table, offset)
    # The last entry stands for none.
    for k in range(count - 1):
        at = offset + 4 * (count + 1) + _BOX_BYTES * k
        if bounds[k + 1] - bounds[k] == 1 and not word.table[at + _BOX_REUSABLE]:
            yield at + _BOX_REUSABLE, 1
            yield from ((at + _BOX_SHAPE + byte, 0) for byte in range(4))
