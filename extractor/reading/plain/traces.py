"""The places on a page of words that were put into the cells of a typed or drawn table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.reading.places import Places
from extractor.reading.source import Place, RawTable, RawText

# How many lines further on the next word of a cell may stand, and the first word of the next row.
_NEXT_LINES, _NEXT_ROWS = 3, 40
_WORD = re.compile(r"\S+")


class Piece(NamedTuple):
    """One line that a table was read from: the characters ``start:end`` of a paragraph."""

    source: RawText
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def places(self, first: int = 0, last: int | None = None, *, at: int = 0) -> Places:
        """The places of the line's characters ``first:last``, for a text in which they stand at ``at``."""
        begin, end = self.start + first, self.end if last is None else self.start + last
        shift = at - begin
        return Places(
            replace(place, start=max(place.start, begin) + shift, end=min(place.end, end) + shift)
            for place in self.source.places
            if place.start < end and begin < place.end
        )


def trace(items: Sequence[RawText | RawTable], lines: Sequence[Piece]) -> None:
    """Give ``items`` the locators, and their words the places, that they had in ``lines``; a word not found has none.

    Cells are looked at row by row from the left: on every line the text of each lies right of that of the one before.
    """
    reached = [0] * len(lines)
    begun = 0
    for item in items:
        item.locator = lines[0].source.locator
    for row in _rows(items):
        found: list[int] = []
        for text in row:
            at, ahead = (min(found), _NEXT_LINES) if found else (begun, _NEXT_ROWS)
            places: list[Place] = []
            first: int | None = None
            for word in _WORD.finditer(text.text):
                for k in range(at, min(at + ahead, len(lines))):
                    start = lines[k].text.find(word[0], reached[k])
                    if start >= 0:
                        reached[k] = start + len(word[0])
                        places += lines[k].places(start, reached[k], at=word.start())
                        found.append(k)
                        first = k if first is None else first
                        at, ahead = k, _NEXT_LINES
                        break
            text.places = Places(places) if places else ()
            text.scanned = lines[at].source.scanned
            text.locator = lines[first if first is not None else at].source.locator
        begun = min(found, default=begun)


def _rows(items: Iterable[RawText | RawTable]) -> Iterator[list[RawText]]:
    """The texts of each row of the tables, and each text that stands in none."""
    for item in items:
        if isinstance(item, RawText):
            yield [item]
            continue
        rows: dict[int, list[RawText]] = {}
        for cell in sorted(item.cells, key=lambda c: (c.row, c.column)):
            rows.setdefault(cell.row, []).extend(text for text in cell.items if isinstance(text, RawText))
        yield from rows.values()
