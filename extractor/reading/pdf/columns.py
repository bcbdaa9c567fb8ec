"""Several columns of text on a page, read one after the other.

A gutter is only believed when it is proven: several rows leave the same upright strip empty,
text starts at its right edge again and again, and both sides hold running text side by side.
Otherwise a date and a number on one line, or a list of names and figures, would be torn apart.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from extractor.reading.pdf.gaps import Row

# The narrowest gutter, in points and in font sizes: newspapers leave 12 points.
_GUTTER_POINTS, _GUTTER_SIZES = 9.0, 0.75
# Rows of text on either side that prove a gutter, and how near (points) they start to its edge.
_FEWEST_ROWS = 4
_SAME_EDGE = 2.0
# Shorter pieces than this (letters) are figures and names, not running text.
_RUNNING_TEXT = 14
# A row further from the one above than this many usual row heights is no part of the column.
_NEXT_ROW = 1.6


class Piece(NamedTuple):
    """Rows to be read one after the other; ``column`` tells whether they fill a part of the width only."""

    rows: list[Row]
    column: bool


def columns_of(rows: list[Row], *, column: bool = False) -> list[Piece]:
    """``rows`` from the top of the page, cut into pieces in reading order.

    Rows without a proven gutter are one piece; where columns stand, the piece above them comes
    first, then the columns from the left, then what stands below.

    Args:
        rows: from the top, words from the left.
        column: whether the rows are a column themselves.
    """
    for edge in _edges(rows):
        start, end = _band(rows, edge)
        left = [part for row in rows[start:end] if (part := [w for w in row if w.x0 < edge - _SAME_EDGE])]
        right = [part for row in rows[start:end] if (part := [w for w in row if w.x0 >= edge - _SAME_EDGE])]
        if _is_running(left) and _is_running(right) and _stand_abreast(left, right):
            above = [Piece(rows[:start], column)] if start else []
            columns = columns_of(left, column=True) + columns_of(right, column=True)
            return above + columns + columns_of(rows[end:], column=column)
    return [Piece(rows, column)] if rows else []


def _edges(rows: list[Row]) -> list[float]:
    """Where text starts in several rows, at the left or after a wide gap; the frequent places first."""
    starts = [row[0].x0 for row in rows]
    starts += [b.x0 for row in rows for a, b in pairwise(row) if b.x0 - a.x1 >= _gutter(b.size)]
    groups: list[list[float]] = []
    for x in sorted(starts):
        if groups and x - groups[-1][0] <= _SAME_EDGE:
            groups[-1].append(x)
        else:
            groups.append([x])
    # The leftmost place is the page's own edge.
    proven = [group for group in groups[1:] if len(group) >= _FEWEST_ROWS]
    return [group[0] for group in sorted(proven, key=len, reverse=True)]


def _gutter(size: float) -> float:
    return max(_GUTTER_POINTS, _GUTTER_SIZES * size)


def _band(rows: list[Row], edge: float) -> tuple[int, int]:
    """The longest run of rows that keeps clear of the gutter left of ``edge``, as ``rows[start:end]``."""
    best = (0, 0)
    start = 0
    for index, row in enumerate([*rows, []]):
        gutter = _gutter(row[0].size) if row else 0.0
        if row and all(w.x1 <= edge - gutter or w.x0 >= edge - _SAME_EDGE for w in row):
            continue
        if index - start > best[1] - best[0]:
            best = (start, index)
        start = index + 1
    start, end = best
    return _clipped(rows, edge, start, end)


def _clipped(rows: list[Row], edge: float, start: int, end: int) -> tuple[int, int]:
    """The band without one-sided rows that stand apart at its top and its bottom."""
    sides = [(row[0].x0 < edge - _SAME_EDGE, row[-1].x0 >= edge - _SAME_EDGE) for row in rows[start:end]]
    lefts = [k for k, side in enumerate(sides) if side[0]]
    rights = [k for k, side in enumerate(sides) if side[1]]
    if not lefts or not rights:
        return start, start
    bases = [row[0].base for row in rows[start:end]]
    pitches = [bases[b] - bases[a] for side in (lefts, rights) for a, b in pairwise(side)]
    usual = median(pitches) * _NEXT_ROW if pitches else 0.0
    first, last = max(lefts[0], rights[0]), min(lefts[-1], rights[-1])
    while first and bases[first] - bases[first - 1] <= usual:
        first -= 1
    while last + 1 < len(bases) and bases[last + 1] - bases[last] <= usual:
        last += 1
    return start + first, start + last + 1


def _is_running(rows: list[Row]) -> bool:
    return len(rows) >= _FEWEST_ROWS and mean(sum(len(w.text) for w in row) for row in rows) >= _RUNNING_TEXT


def _stand_abreast(left: list[Row], right: list[Row]) -> bool:
    shared = min(left[-1][0].base, right[-1][0].base) - max(left[0][0].base, right[0][0].base)
    return shared >= 0.5 * min(left[-1][0].base - left[0][0].base, right[-1][0].base - right[0][0].base)
