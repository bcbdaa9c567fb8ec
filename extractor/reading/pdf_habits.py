"""How a document sets its text: margins, line spacing, paragraph spacing, first-line indent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from extractor.reading.pdf_compose import ends_in_hyphen
from extractor.reading.pdf_lines import Line, is_marker

# Line spacing in font sizes where a document has no paragraph of two lines to measure.
_USUAL_LEADING = 1.35
_WIDEST_LEADING = 2.6
# Paragraph spacing is this part of a font size at least (2 points at 12).
_PARAGRAPH_SPACE = 0.17
# A line that says by its words that it goes on may be this far from the next one.
_GOING_ON_SPACE = 0.5
# What most paragraphs or lines do is a habit.
_MOST = 0.6
# A stretched line meets the margin but for hanging punctuation and rounding (points).
_FLUSH = 2.5
# Text margins are places where two lines at least begin or end (points).
_SAME_MARGIN = 1.5
# Columns are at least this far apart (points).
_GUTTER = 9.0
# So many lines of different length with one middle are centred; no sheet has a narrower margin
# than this (points, half a centimetre).
_CENTRED_WITNESSES = 3
_NARROWEST_MARGIN = 14.0
# A page speaks for itself with this many lines; else the pages of its size speak for it.
_OWN_MARGINS = 8
# The share of a page's lines that meet its margin if this is the margin.
_MET = 0.3
# A line is full when its next word would need more room than is left, give or take this (points).
_SPARE = 1.0
# First-line indents: from half a centimetre to two (points), and how many lines prove one.
_INDENTS = (13.0, 60.0)
_INDENT_WITNESSES = 3

_STOPS = (".", ";", ":", "!", "?", ".»", "…")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and may end, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual in one document.

    ``leading`` is the line pitch in font sizes by page (0: the document's); ``spaced`` tells
    whether paragraphs stand apart, ``justified`` whether lines are stretched; ``indent`` is the first-line indent in points, if any.
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
        return self.indent is not None and abs(before - self.indent) <= 2 * _SAME_MARGIN

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
        size = max(line.size, following.size)
        return pitch > leading * size + paragraph_space(line, following, self.is_full(line, following)) or pitch < 0


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
    margins = _all_margins(lines)
    pairs = [
        (a, b, is_full(a, b, margins[a.page, a.flow]))
        for a, b in zip(lines, lines[1:], strict=False)
        if (a.page, a.flow) == (b.page, b.flow) and abs(a.size - b.size) < 0.6 and 0 < b.base - a.base
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


def _all_margins(lines: Sequence[Line]) -> dict[tuple[int, int], Margins]:
    by_flow: dict[tuple[int, int], list[Line]] = defaultdict(list)
    by_width: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_flow[line.page, line.flow].append(line)
        if line.turn == 0:
            by_width[round(line.sheet[0])].append(line)
    usual = {width: _widened(_margins(held), held) for width, held in by_width.items()}
    margins = {flow: _margins(held) for flow, held in by_flow.items()}
    for (page, flow), held in by_flow.items():
        if held[0].turn:
            continue
        own, common = margins[page, flow], usual[round(held[0].sheet[0])]
        if flow:
            # A column may reach the one on its right.
            others = [m.left for (p, f), m in margins.items() if p == page and f > 0 and m.left > own.left + _GUTTER]
            own = _confirmed(own, Margins(own.left, min([common.right, *(x - _GUTTER for x in others)])), held)
        else:
            own = common if len(held) < _OWN_MARGINS else _confirmed(own, common, held)
        margins[page, flow] = own
    return margins


def _confirmed(own: Margins, common: Margins, lines: list[Line]) -> Margins:
    """A page's own margins where enough of its lines meet them, else the wider of both."""
    left = sum(abs(line.x0 - own.left) <= _SAME_MARGIN for line in lines)
    right = sum(abs(line.x1 - own.right) <= _SAME_MARGIN for line in lines)
    return Margins(
        own.left if left >= _MET * len(lines) else min(own.left, common.left),
        own.right if right >= _MET * len(lines) else max(own.right, common.right),
    )


def _widened(margins: Margins, lines: list[Line]) -> Margins:
    """``margins`` with the right one at least where centred lines say it is.

    Ragged text may stop short of the margin everywhere; but lines with one middle are centred.
    """
    middles: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if line.x0 - margins.left < 2 * line.size:
            continue
        if middles and _middle(line) - _middle(middles[-1][0]) <= _SAME_MARGIN / 2:
            middles[-1].append(line)
        else:
            middles.append([line])
    best = max(middles, key=len, default=[])
    if len({round(line.x0) for line in best}) < _CENTRED_WITNESSES:
        return margins
    right = 2 * _middle(best[0]) - margins.left
    return Margins(margins.left, max(margins.right, min(right, best[0].sheet[0] - _NARROWEST_MARGIN)))


def _middle(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def _edge(places: list[float]) -> float:
    """The smallest of ``places`` that another one confirms."""
    places.sort()
    for a, b in zip(places, places[1:], strict=False):
        if b - a <= _SAME_MARGIN:
            return a
    return places[0]


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
        if least <= before <= most and after < (column.right - column.left) / 2 and abs(before - after) > _SAME_MARGIN:
            offsets[round(before)] += 1
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return float(offset) if count >= _INDENT_WITNESSES else None
