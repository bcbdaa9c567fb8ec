"""How a document sets its text: margins, line spacing, paragraph spacing, first-line indent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from extractor.reading.pdf.compose import ends_in_hyphen
from extractor.reading.pdf.gaps import is_marker
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.margins import SAME_MARGIN, Margins, all_margins

# Line spacing in font sizes where a document has no paragraph of two lines to measure.
_USUAL_LEADING = 1.35
_WIDEST_LEADING = 2.6
# Paragraph spacing is this part of a font size at least (2 points at 12).
_PARAGRAPH_SPACE = 0.17
# A line that says by its words that it goes on may be this far from the next one.
_GOING_ON_SPACE = 0.5
# Sizes that are equal but for rounding (points).
_SAME_SIZE = 0.6
# What most paragraphs or lines do is a habit.
_MOST = 0.6
# A stretched line meets the margin but for hanging punctuation and rounding (points).
_FLUSH = 2.5
# A line is full when its next word would need more room than is left, give or take this (points).
_SPARE = 1.0
# First-line indents: from half a centimetre to two (points), and how many lines prove one.
_INDENTS = (13.0, 60.0)
_INDENT_WITNESSES = 3

_STOPS = (".", ";", ":", "!", "?", ".»", "…")


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual in one document.

    ``leading`` is the line pitch in font sizes by page (0: the document's); ``spaced`` tells
    whether paragraphs stand apart, ``justified`` whether lines are stretched; ``indent`` is the
    first-line indent in points, if any.
    """

    margins: dict[tuple[int, int], Margins]
    leading: dict[int, float]
    spaced: bool
    justified: bool
    indent: float | None

    def margins_of(self, line: Line) -> Margins:
        """The margins of the line's column; its own ends if the page has no running text."""
        return self.margins.get((line.page, line.flow)) or Margins(line.x0, line.x1)

    def indents(self, line: Line) -> bool:
        """Whether ``line`` starts at the document's first-line indent."""
        before = line.x0 - self.margins_of(line).left
        return self.indent is not None and abs(before - self.indent) <= 2 * SAME_MARGIN

    def is_full(self, line: Line, following: Line, *, flush: bool = True) -> bool:
        """Whether ``following`` began a new line because its first word did not fit on ``line``.

        Programs break a line where they must; so what would have fitted was broken on purpose.
        ``flush`` is False for centred and right-aligned lines, which have the whole width.
        """
        return is_full(line, following, self.margins_of(line), flush=flush)

    def is_stretched(self, line: Line) -> bool:
        """Whether the line's spaces were widened to reach the right margin."""
        return self._is_flush(line) and line.natural < line.x1 - line.x0 - line.space

    def ends_ragged(self, line: Line) -> bool:
        """Whether the line stops short of the margin where lines that go on are stretched."""
        return self.justified and not self._is_flush(line)

    def _is_flush(self, line: Line) -> bool:
        return abs(self.margins_of(line).right - line.x1) <= _FLUSH

    def stands_apart(self, line: Line, following: Line) -> bool:
        """Whether more than a line's pitch lies between two lines of one column."""
        pitch = following.base - line.base
        leading = self.leading.get(line.page) or self.leading[0]
        space = paragraph_space(line, following, self.is_full(line, following))
        return pitch > leading * max(line.size, following.size) + space or pitch < 0


def is_full(line: Line, following: Line, margins: Margins, *, flush: bool = True) -> bool:
    """See ``Habits.is_full``."""
    if ends_in_hyphen(line):
        return True
    start = line.x0 if flush else margins.left
    return start + line.natural + line.space + following.chunk > margins.right - _SPARE


def ends_sentence(line: Line) -> bool:
    return line.text.endswith(_STOPS)


def starts_small(line: Line) -> bool:
    return line.text[:1].islower()


def starts_item(line: Line) -> bool:
    """Whether the line starts like an item of a list («1.», «а)», «–»)."""
    first, _, rest = line.text.partition(" ")
    return bool(rest) and is_marker(first)


def paragraph_space(line: Line, following: Line, full: bool) -> float:
    """How much more than a line's pitch parts two paragraphs here, in points."""
    going_on = full and starts_small(following) and not ends_sentence(line)
    return (_GOING_ON_SPACE if going_on else _PARAGRAPH_SPACE) * max(line.size, following.size)


def habits_of(lines: Sequence[Line]) -> Habits:
    """The habits of the document whose running text is ``lines``, in reading order."""
    margins = all_margins(lines)
    pairs = [
        (a, b, is_full(a, b, margins[a.page, a.flow]))
        for a, b in pairwise(lines)
        if (a.page, a.flow) == (b.page, b.flow) and abs(a.size - b.size) < _SAME_SIZE and b.base > a.base
    ]
    leading = _leading((a.page, (b.base - a.base) / a.size) for a, b, full in pairs if full)
    apart = [
        b.base - a.base > (leading.get(a.page) or leading[0]) * a.size + paragraph_space(a, b, full)
        for a, b, full in pairs
        if not full and not starts_item(b)
    ]
    flush = [margins[a.page, a.flow].right - a.x1 <= _FLUSH for a, _, full in pairs if full]
    return Habits(
        margins,
        leading,
        spaced=sum(apart) >= _MOST * len(apart),
        justified=len(flush) > 3 and sum(flush) >= _MOST * len(flush),
        indent=_indent(lines, margins),
    )


def _leading(pitches: Iterable[tuple[int, float]]) -> dict[int, float]:
    by_page: dict[int, list[float]] = defaultdict(list)
    for page, pitch in pitches:
        if pitch <= _WIDEST_LEADING:
            by_page[page].append(pitch)
            by_page[0].append(pitch)
    leading = {page: median_low(held) for page, held in by_page.items() if page == 0 or len(held) > 3}
    return leading if 0 in leading else {0: _USUAL_LEADING}


def _indent(lines: Sequence[Line], margins: dict[tuple[int, int], Margins]) -> float | None:
    """The distance from the margin at which first lines start, if several do."""
    least, most = _INDENTS
    offsets = Counter[int]()
    for line in lines:
        column = margins[line.page, line.flow]
        before, after = line.x0 - column.left, column.right - line.x1
        long = after < (column.right - column.left) / 2
        if long and least <= before <= most and abs(before - after) > SAME_MARGIN:
            offsets[round(before)] += 1
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return float(offset) if count >= _INDENT_WITNESSES else None
