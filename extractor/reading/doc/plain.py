"""A DOC read without the converter: its text, its tables, its notes and text boxes; numbers of lists are lost."""

from __future__ import annotations

import struct
from bisect import bisect_right

from extractor.reading.doc.file import WordFile
from extractor.reading.doc.marks import Look, Looks
from extractor.reading.doc.table import Row, table_of
from extractor.reading.doc.text import (
    CELL,
    FIELD_BEGIN,
    FIELD_END,
    FIELD_RESULT,
    PARAGRAPH,
    SECTION,
    Text,
    joined,
    text_of,
)
from extractor.reading.source import Kind, RawTable, RawText, Reading

Items = list[RawText | RawTable]

# Stories of the heads: six that separate notes, then six for each section, of which these are feet.
_SEPARATORS = _OF_SECTION = 6
_FEET = (2, 3, 5)
_ALL, _USUAL = frozenset(range(_OF_SECTION)), frozenset({1, 3})
_MOST_HEADS = 10_000
_ENDS = frozenset(CELL + PARAGRAPH + SECTION)
# Line and column breaks, hyphens that only these files write so; other control characters stand for objects.
_SIGNS = {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": "\u00ad", "\t": "\t"}
_DELETE = {code: _SIGNS.get(chr(code)) for code in range(32)} | {0xFFFC: None}


def read_plain(word: WordFile) -> Reading:
    """The document as its own tables tell it."""
    reader = _Reader(word, text_of(word))
    text = reader.text
    heads, feet = reader.running(word)
    items = [*heads, *reader.story(text.main, "paragraph")]
    items += reader.story(text.footnotes, "footnote") + reader.story(text.endnotes, "footnote")
    items += reader.story(text.boxes, "textbox")
    return Reading("doc", [*items, *feet], counted=reader.counted, dropped=reader.dropped)


def read_heads(word: WordFile) -> tuple[Items, Items]:
    """The heads and feet of usual pages; those of first and even ones are in the file whether they are shown or not."""
    text = text_of(word)
    return _Reader(word, text).running(word, only=_USUAL) if text.headers else ([], [])


class _Reader:
    def __init__(self, word: WordFile, text: Text) -> None:
        self.text = text
        self.counted = self.dropped = 0
        self._pieces = word.pieces
        self._starts = [piece.start for piece in word.pieces]
        self._looks = Looks(word)
        self._gone = self._hidden()

    def running(self, word: WordFile, *, only: frozenset[int] = _ALL) -> tuple[Items, Items]:
        """Heads and feet, each text once; page numbers and what repeats are dropped."""
        kept: tuple[Items, Items] = [], []
        seen: set[str] = set()
        offset, size = word.heads_at
        count = size // 4 if offset + size <= len(word.table) else 0
        bounds = struct.unpack_from(f"<{count}I", word.table, offset) if count <= _MOST_HEADS else ()
        for k in range(_SEPARATORS, len(bounds) - 1):
            start, end = (self.text.headers.start + bounds[i] for i in (k, k + 1))
            place = (k - _SEPARATORS) % _OF_SECTION
            if place not in only or not self.text.headers.start <= start < end <= self.text.headers.stop:
                continue
            foot = place in _FEET
            for item in self.story(range(start, end), "footer" if foot else "header"):
                words = item.text if isinstance(item, RawText) else ""
                if words and (words in seen or words.strip().isdecimal()):
                    self.dropped += len("".join(words.split()))
                    continue
                seen.add(words)
                kept[foot].append(item)
        return kept

    def story(self, story: range, kind: Kind) -> Items:
        """Paragraphs and tables of one story."""
        items: Items = []
        rows: list[Row] = []
        row, cell = Row(), list[RawText]()
        number = 0
        for start, end in self._paragraphs(story):
            number += 1
            body = RawText(self._words(start, end), kind, locator=f"{kind[0]}{number}")
            look = self._look(end) if end < story.stop else Look()
            closing = self.text.all[end : end + 1] == CELL
            if not (look.in_table or closing):
                if rows or cell:
                    items += self._table(rows, row, cell)
                    rows, row, cell = [], Row(), []
                items += [body] if body.text.strip() else []
                continue
            if look.row_end and closing:
                row.shape = look.shape
                rows.append(row)
                row = Row()
                continue
            cell += [body] if body.text.strip() else []
            if closing:
                row.cells.append(cell)
                cell = []
        return items + (self._table(rows, row, cell) if rows or cell or row.cells else [])

    def _table(self, rows: list[Row], row: Row, cell: list[RawText]) -> Items:
        """The rows as a table; what no end of a row closes stays as paragraphs."""
        rest = [text for texts in [*row.cells, cell] for text in texts]
        full = [r for r in rows if r.cells]
        first = next((text.locator for r in full for texts in r.cells for text in texts), "")
        return [*([table_of(full, first)] if full else []), *rest]

    def _paragraphs(self, story: range) -> list[tuple[int, int]]:
        """Bounds of the paragraphs, their marks left out."""
        found = []
        start = story.start
        for at in range(story.start, story.stop):
            if self.text.all[at] in _ENDS:
                found.append((start, at))
                start = at + 1
        return [*found, (start, story.stop)] if start < story.stop else found

    def _look(self, at: int) -> Look:
        piece = self._pieces[bisect_right(self._starts, at) - 1]
        return self._looks.paragraph(piece.at + (at - piece.start) * piece.width)

    def _hidden(self) -> bytearray:
        """For each character whether it is deleted, hidden, or part of a field's instruction."""
        gone = bytearray(len(self.text.all))
        for piece in self._pieces:
            last = piece.at + (piece.end - piece.start) * piece.width
            for first, end in self._looks.gone(piece.at, last):
                a, b = ((place - piece.at) // piece.width + piece.start for place in (first, end))
                gone[a:b] = b"\1" * (b - a)
        begun: list[int | None] = []
        for at, char in enumerate(self.text.all):
            if char == FIELD_BEGIN:
                begun.append(at)
            elif char in (FIELD_RESULT, FIELD_END) and begun:
                begin = begun.pop()
                if begin is not None:
                    gone[begin:at] = b"\1" * (at - begin)
                if char == FIELD_RESULT:
                    begun.append(None)
        return gone

    def _words(self, start: int, end: int) -> str:
        kept = "".join(self.text.all[at] for at in range(start, end) if not self._gone[at])
        words = joined(kept).translate(_DELETE)
        self.counted += sum(not char.isspace() for char in words)
        return words
