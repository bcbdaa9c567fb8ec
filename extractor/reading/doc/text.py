"""The characters of a Word 97–2003 document, story by story, and how many letters are to be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractor.reading.doc.file import WordFile

FIELD_BEGIN, FIELD_RESULT, FIELD_END = "\x13", "\x14", "\x15"
_MARKS = re.compile(f"[{FIELD_BEGIN}{FIELD_END}]")
CELL, PARAGRAPH, SECTION = "\x07", "\r", "\x0c"
FOOTNOTE, DRAWN = "\x02", "\x08"


@dataclass(frozen=True, slots=True)
class Text:
    """All stories of a document in one string, a character for each of its UTF-16 units."""

    all: str
    main: range
    footnotes: range
    headers: range
    endnotes: range
    boxes: range

    def of(self, story: range) -> str:
        return self.all[story.start : story.stop]


def text_of(word: WordFile) -> Text:
    """The text that the pieces hold.  A sign of two units keeps both, so that places stay places."""
    parts = []
    for piece in word.pieces:
        raw = word.main[piece.at : piece.at + (piece.end - piece.start) * piece.width]
        parts.append(_narrow(raw) if piece.width == 1 else _wide(raw))
    lengths = word.stories
    sizes = (
        lengths.main,
        lengths.footnotes,
        lengths.headers,
        lengths.macros,
        lengths.comments,
        lengths.endnotes,
        lengths.boxes,
    )
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size)
    main, footnotes, headers, _, _, endnotes, boxes = (range(a, b) for a, b in pairwise(starts))
    return Text("".join(parts), main, footnotes, headers, endnotes, boxes)


def _narrow(raw: bytes) -> str:
    """Bytes of a compressed piece: windows-1252, whatever the language ([MS-DOC] 2.9.73)."""
    return raw.decode("cp1252", "replace")


def _wide(raw: bytes) -> str:
    # One character for each unit: UTF-32 with every unit in a place of its own.
    spread = bytearray(2 * len(raw))
    spread[0::4], spread[1::4] = raw[0::2], raw[1::2]
    return spread.decode("utf-32-le", "surrogatepass")


def joined(text: str) -> str:
    """Halves of signs beyond the 65,536 first put together; a half alone becomes «�»."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def shown(text: str) -> str:
    """The text without the instructions of fields."""
    if FIELD_BEGIN not in text:
        return text
    kept: list[str] = []
    inside: list[bool] = []  # for each field under way: in its instruction still
    hidden = 0
    for char in text:
        if char == FIELD_BEGIN:
            inside.append(True)
            hidden += 1
        elif char == FIELD_RESULT and inside:
            hidden -= inside[-1]
            inside[-1] = False
        elif char == FIELD_END and inside:
            hidden -= inside.pop()
        elif not hidden:
            kept.append(char)
    return "".join(kept)


def deepest_field(text: str) -> int:
    """How many fields stand inside each other at most."""
    deepest = depth = 0
    for mark in _MARKS.findall(text):
        depth = depth + 1 if mark == FIELD_BEGIN else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def letters(text: str) -> int:
    """Letters and digits."""
    return sum(map(str.isalnum, joined(text)))


def shown_letters(text: Text) -> int:
    """Letters and digits of the body, its notes and its text boxes."""
    return sum(letters(shown(text.of(story))) for story in (text.main, text.footnotes, text.endnotes, text.boxes))
