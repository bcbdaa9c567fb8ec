"""The text of a table cell out of its lines: wrapped, broken on purpose, or cut in mid-word.

A program breaks a line only where the next word does not fit.  So a word that would have fitted
stands on a new line on purpose; and a word that alone is wider than its cell is cut where the
line is full, without a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.reading.pdf.compose import Join, ends_in_hyphen
from extractor.reading.pdf.lexicon import is_cut
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.words import turned
from extractor.reading.source import Box

# How far text may stand from where its alignment puts it (points).
_OFF = 1.5
# Cell padding is at most this (points); Word and LibreOffice use 5.4 by default.
_MOST_PADDING = 8.0
# Of the lines of a scanned table, one in so many may begin with a spot that is no letter.
_DUSTY = 8
# A name, a dash and a figure, maybe with a unit.
_ENTRY = re.compile(r"[А-ЯЁа-яё][^\d–—]*?\s?[–—-]\s*\d[\d\s]*(?:[.,]\d+)?(?:\s?[а-яё%.]{1,6}){0,2}[.;,]?")
# What no line begins with, unless a cell is too narrow; what numbers are made of («1.», «2 100,»).
_NEVER_FIRST = ".,;:!?)»"
_IN_NUMBERS = frozenset("0123456789.,/–-")
# A word fits a line only if this many points are left over: padding is measured, not known.
_SPARE = 2.0
# In a picture only the ink of letters is seen, not the space beside it, and a border is measured to a pixel or two.
_BEARINGS = 2.5


def padding(cells: Sequence[tuple[Box, Sequence[Line]]]) -> float:
    """The space between border and text of a table's cells, in points."""
    told = [(line.x0 - box[0], bool(line.sure)) for box, lines in cells for line in lines if line.turn == 0]
    if not told:
        return 0.0
    distances = sorted(distance for distance, _ in told)
    # On a picture the nearest to a border may be dust.
    least = distances[len(distances) // _DUSTY] if any(scanned for _, scanned in told) else distances[0]
    return min(_MOST_PADDING, max(0.0, least))


class Room(NamedTuple):
    """A cell's box on the page and the table's ``padding``."""

    box: Box
    pad: float


def cell_joins(lines: Sequence[Line], cell: Room) -> list[Join]:
    """What stands between the lines of a cell, which may have been cut by a page break."""
    joins: list[Join] = []
    word = ""
    for index, (line, following) in enumerate(pairwise(lines)):
        word = word + line.text if joins and joins[-1] == "" else line.text
        heading = line.bold != following.bold and following.text[:1].isupper()
        if is_broken_word(line, following, cell, word=word, last=index + 2 == len(lines)):
            joins.append("")
        elif wraps(line, following, cell) and not heading and not _begins_entry(line.text, following.text):
            joins.append(" ")
        else:
            joins.append("\n")
    return joins


def _begins_entry(above: str, text: str) -> bool:
    """Whether a full line ends an entry and the next begins one: «учителя – 24 310 руб. ⏎ воспитатели – 18 900»."""
    return _ENTRY.fullmatch(above) is not None and (text[:1].isupper() or _ENTRY.match(text) is not None)


def wraps(line: Line, following: Line, cell: Room) -> bool:
    """Whether ``following`` began a new line only because its first word did not fit before."""
    if ends_in_hyphen(line):
        return True
    left = _width(line, cell) - line.natural
    return line.space + following.chunk > left - _SPARE


def _width(line: Line, cell: Room) -> float:
    """How wide ``line`` could have been in its cell."""
    x0, _, x1, _ = turned(cell.box, line.turn, *line.sheet)
    before, after = line.x0 - x0 - cell.pad, x1 - cell.pad - line.x1
    centred = abs(before - after) <= 2 * _OFF
    slack = _BEARINGS if line.sure else 0.0
    return x1 - x0 - 2 * cell.pad - slack - (0 if centred or after <= _OFF else max(0.0, before))


def is_broken_word(line: Line, following: Line, cell: Room, *, word: str = "", last: bool = False) -> bool:
    """Whether the cell was too narrow for a word, so that ``following`` is the rest of it.

    The word stands alone on a line that has no room for its next letter, and the whole is wider
    than the cell.

    Args:
        line: the line in question.
        following: the line below it.
        cell: where both stand.
        word: what the word's earlier lines and this one make together, if it is cut twice.
        last: whether ``following`` is the cell's last line.
    """
    room, width = _width(line, cell), line.x1 - line.x0
    first = following.edges[1] - following.edges[0]
    if line.sure and {*line.text, *following.text} <= _IN_NUMBERS:
        room -= _BEARINGS
    if line.chunk < width - _OFF or width + first <= room or width + following.lead <= room - _SPARE / 2:
        return False
    end, start = line.text.split()[-1], following.text.split()[0]
    if start[0] in _NEVER_FIRST or (start[0] == "-" and start != "-"):
        return True
    if start[0].isdigit():
        return end[0].isdigit() and set(end) <= _IN_NUMBERS and len(start) < len(line.text)
    return is_cut(word or line.text, start, whole=last or start != following.text)
