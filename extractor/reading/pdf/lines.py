"""From words to lines of text: what stands on one base line, with the gaps that mean something."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from extractor.reading.pdf.gaps import Row, is_marker, signs_of
from extractor.reading.pdf.words import Word, line_box, page_box
from extractor.reading.source import Box

# A space is a quarter of the font size in Times and PT Serif, 0.28 in Arial, 0.6 in Courier.
_USUAL_SPACE, _NARROWEST_SPACE, _WIDEST_SPACE = 0.26, 0.15, 0.65
# A page with this many gaps shows its space: the first quarter of them is not stretched.
_ENOUGH_GAPS = 12
# The part of the font size that letters fill above the base line, for telling lines apart.
_RISE = 0.7
# What no line begins with, and what follows a short unit.
_CLOSERS = (".", ",", ";", ":", "!", "?", "%", ")", "»")
_PUNCTUATION = ".,;:!?)»"
WORD = re.compile(r"\S+")

Part = Literal["", "row", "tab", "cell"]
"""What a line is of a typed table: nothing, a row, the rest of one behind a tab, the rest of one in mid-cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    ``edges`` holds x0 and x1 of every word of ``text`` in turn; ``natural`` is the width the
    line would have if its spaces were not stretched, ``space`` the width of such a space, ``lead``
    that of the line's first letter.  Lengths are points along the reading direction ``turn``
    (see ``Word``).  ``flow`` numbers the columns of a page: 0 is text over its whole width,
    below 0 text that stands sideways.  ``sure`` holds how sure each word is, if it was read from a picture,
    ``part`` what the line is of a table typed with tabs (see ``stops``).
    """

    page: int
    text: str
    edges: array[float]
    base: float
    size: float
    bold: bool
    natural: float
    space: float
    lead: float
    turn: int
    sheet: tuple[float, float]
    flow: int = 0
    sure: tuple[float, ...] = ()
    part: Part = ""

    @property
    def x0(self) -> float:
        return self.edges[0]

    @property
    def x1(self) -> float:
        return self.edges[-1]

    @property
    def chunk(self) -> float:
        """The width of what cannot be parted at the line's start: «№ 5», «А.С. Пушкина», «20 %»."""
        words = self.text.split()
        last = 0
        while last + 1 < len(words) and _binds(words[last], words[last + 1]):
            last += 1
        return self.edges[2 * last + 1] - self.edges[0]

    def boxes(self) -> list[Box]:
        """The box of every word on the page, of the line's full height."""
        _, top, _, bottom = line_box(0, 0, self.base, self.size)
        top, bottom = round(top, 1), round(bottom, 1)
        xs = [round(x, 1) for x in self.edges]
        boxes = [(x0, top, x1, bottom) for x0, x1 in zip(xs[::2], xs[1::2], strict=True)]
        return boxes if self.turn == 0 else [page_box(box, self.turn, self.sheet) for box in boxes]


class Column(NamedTuple):
    """Where lines stand: a page, a column of it, a cell.

    ``sheet`` is the size of the upright page, ``space`` the width of its spaces in font sizes
    (``space_of``), ``right`` how far lines reach at most (points), ``flow`` as in ``Line``.
    """

    page: int
    sheet: tuple[float, float]
    space: float
    right: float
    flow: int = 0

    def narrowed(self, rows: Sequence[Row], flow: int) -> Column:
        """The part of the page that ``rows`` fill."""
        return self._replace(right=max((row[-1].x1 for row in rows), default=0.0), flow=flow)


def _binds(word: str, following: str) -> bool:
    """Whether a writer may have put a no-break space between two words."""
    if word in ("№", "N") or (word.endswith(".") and len(word) <= 4) or following.startswith(_CLOSERS):
        return True
    return word[-1].isdigit() and (following[0].isdigit() or len(following.rstrip(_PUNCTUATION)) <= 4)


def rows_of(words: Sequence[Word]) -> list[Row]:
    """``words`` of one reading direction, row by row from the top, each from the left.

    Two words share a row if their letters overlap by half of the smaller height, so that a
    raised footnote mark stays in its line.
    """
    rows: list[Row] = []
    top = bottom = 0.0
    for word in sorted(words, key=lambda w: w.base):
        upper = word.base - _RISE * word.size
        shared = min(word.base, bottom) - max(upper, top)
        if rows and shared > 0.5 * min(word.base - upper, bottom - top):
            if word.base - upper > bottom - top:
                top, bottom = upper, word.base
            rows[-1].append(word)
        else:
            top, bottom = upper, word.base
            rows.append([word])
    for row in rows:
        row.sort(key=lambda w: w.x0)
    return rows


def space_of(rows: Iterable[Row]) -> float:
    """The width of an unstretched space on a page of ``rows``, in font sizes."""
    gaps = sorted((b.x0 - a.x1) / b.size for row in rows for a, b in pairwise(row) if b.size > 0)
    gaps = [gap for gap in gaps if _NARROWEST_SPACE <= gap <= _WIDEST_SPACE]
    return gaps[len(gaps) // 4] if len(gaps) >= _ENOUGH_GAPS else _USUAL_SPACE


def lines_of(rows: Sequence[Row], column: Column) -> list[Line]:
    """The lines of ``rows``, which stand in ``column``."""
    return [_line(row, column) for row in rows]


def _line(row: Row, column: Column) -> Line:
    main = max(row, key=lambda w: (len(w.text), w.size))
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    space = column.space * main.size
    signs = signs_of(row, gaps, space, column.right)
    pieces = [row[0].text]
    for sign, word in zip(signs, row[1:], strict=True):
        pieces += sign, word.text
    natural = sum(w.x1 - w.x0 for w in row)
    for k, (sign, gap) in enumerate(zip(signs, gaps, strict=True)):
        laid_out = sign == "\t" or (k == 0 and is_marker(row[0].text))
        natural += gap if laid_out else min(gap, space)
    return Line(
        page=column.page,
        text="".join(pieces),
        edges=array("f", [x for w in row for x in (w.x0, w.x1)]),
        base=main.base,
        size=main.size,
        bold=all(w.bold for w in row if any(map(str.isalnum, w.text))) and any(w.bold for w in row),
        natural=natural,
        space=space,
        lead=row[0].lead,
        turn=row[0].turn,
        sheet=column.sheet,
        flow=column.flow,
        sure=tuple(w.sure for w in row) if row[0].sure < 1 else (),
    )
