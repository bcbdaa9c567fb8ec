"""Sums and shares that most rows of a table obey: what shows that its numbers were read right, or that one was not.

No word of the heads is needed: where «план», «факт» and «%» of three rows out of four fit each other, the table says
so itself, and the fourth row holds a misreading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import NamedTuple

# So many rows must show a share or a sum that is not trivial; this part of the rows with all its numbers obeys it.
_SHARES, _SUMS, _OBEYED = 2, 3, 2 / 3
# So many columns must show that the last row is a total.
_TOTALS = 2
# A share is printed rounded, or cut: its last place may be off by so much; a sum of rounded numbers likewise.
_ROUNDED = 0.6
# Tables with more columns of numbers are forms, whose columns obey much by chance; parts of a total at most.
_MOST_COLUMNS, _MOST_PARTS = 14, 8


class Figure(NamedTuple):
    """A printed number: its value, what its last place counts (1, 0.1, …), its place in the text."""

    value: float
    place: float
    start: int
    end: int


Row = Mapping[int, Figure]
"""The numbers of a row by their columns."""


class Shown(NamedTuple):
    """Groups of numbers that fit each other, and groups that should and do not."""

    held: list[tuple[Figure, ...]]
    broken: list[tuple[Figure, ...]]


def is_share(whole: Figure, part: Figure, share: Figure) -> bool:
    """Whether ``share`` is how many percent of ``whole`` the number ``part`` is, as it would be printed."""
    return whole.value > 0 and abs(100 * part.value / whole.value - share.value) <= _ROUNDED * share.place


def is_sum(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether ``total`` is the sum of ``parts``; whole numbers to the last one, rounded ones nearly."""
    place = max(figure.place for figure in (*parts, total))
    off = abs(sum(part.value for part in parts) - total.value)
    return off <= (1e-6 if place >= 1 else _ROUNDED * place * max(1, len(parts) - 1))


def relations(rows: Sequence[Row]) -> Shown:
    """What the rows of a table show of their numbers."""
    shown = Shown([], [])
    columns = sorted({column for row in rows for column in row if sum(column in other for other in rows) >= _SHARES})
    if len(columns) > _MOST_COLUMNS:
        return shown
    for whole, part, share in permutations(columns, 3):
        _shown(rows, (whole, part, share), _share, _SHARES, shown)
    for *parts, total in _sums_of(columns):
        _shown(rows, (*parts, total), _sum, _SUMS, shown)
    _totals(rows, columns, shown)
    return shown


def _share(group: tuple[Figure, ...]) -> tuple[bool, bool]:
    """Whether a whole, a part and a share fit, and whether that shows anything: of 100, of none and of all they do."""
    whole, part, share = group
    return is_share(whole, part, share), whole.value != 100 and part.value not in (0, whole.value)


def _sum(group: tuple[Figure, ...]) -> tuple[bool, bool]:
    *parts, total = group
    return is_sum(parts, total), sum(part.value != 0 for part in parts) > 1


def _sums_of(columns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The columns that may add up to another one: any two, or more that stand beside it."""
    for total in columns:
        for pair in combinations([c for c in columns if c != total], 2):
            yield *pair, total
    for size in range(3, min(_MOST_PARTS, len(columns) - 1) + 1):
        for first in range(len(columns) - size):
            run = columns[first : first + size + 1]
            yield *run[1:], run[0]
            yield *run[:-1], run[-1]


def _shown(
    rows: Sequence[Row],
    columns: tuple[int, ...],
    check: Callable[[tuple[Figure, ...]], tuple[bool, bool]],
    needed: int,
    shown: Shown,
) -> None:
    """Adds what the rows show of one relation, if they show that it is meant."""
    groups = [tuple(row[c] for c in columns) for row in rows if all(c in row for c in columns)]
    checked = [(group, *check(group)) for group in groups]
    held = [group for group, fits, _ in checked if fits]
    if sum(fits and telling for _, fits, telling in checked) < needed or len(held) < _OBEYED * len(groups):
        return
    shown.held.extend(held)
    shown.broken.extend(group for group, fits, _ in checked if not fits)


def _totals(rows: Sequence[Row], columns: Sequence[int], shown: Shown) -> None:
    """The last row as the sum of those above it."""
    if len(rows) < _SUMS:
        return
    groups = [tuple(row[c] for row in rows if c in row) for c in columns if c in rows[-1]]
    groups = [group for group in groups if len(group) >= _SUMS]
    groups = [group for group in groups if sum(part.value != 0 for part in group[:-1]) > 1]
    held = [group for group in groups if is_sum(group[:-1], group[-1])]
    if len(held) >= _TOTALS and len(held) >= _OBEYED * len(groups):
        shown.held.extend(held)
        shown.broken.extend(group for group in groups if group not in held)
