"""Where the lines of every page and column begin and may end."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.reading.pdf.lines import Line

# Text margins are places where several lines begin or end (points).
SAME_MARGIN = 1.5
# A page speaks for itself with this many lines; else the pages of its size speak for it.
_OWN_MARGINS = 8
# The share of a page's lines that meet its margin if this is the margin, and the fewest of them.
_MET = 0.3
_FEWEST_MET = 3
# Columns are at least this far apart (points).
_GUTTER = 9.0
# So many lines of different length with one middle are centred; no sheet has a narrower margin
# than this (points, half a centimetre).
_CENTRED_WITNESSES = 3
_NARROWEST_MARGIN = 14.0


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and may end, in points."""

    left: float
    right: float


def all_margins(lines: Sequence[Line]) -> dict[tuple[int, int], Margins]:
    """The margins of every page and flow (see ``Line.flow``) of a document.

    A page of few lines does not show its margins, and ragged text stops short of the right one;
    then other pages of the same width, the column to the right and centred lines tell.
    """
    by_flow: dict[tuple[int, int], list[Line]] = defaultdict(list)
    by_width: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_flow[line.page, line.flow].append(line)
        if line.turn == 0:
            by_width[round(line.sheet[0])].append(line)
    usual = {width: _widened(_own(held), held) for width, held in by_width.items()}
    margins = {key: _own(held) for key, held in by_flow.items()}
    columns: dict[int, list[float]] = defaultdict(list)
    for (page, flow), own in margins.items():
        if flow > 0:
            columns[page].append(own.left)
    for (page, flow), held in by_flow.items():
        own, common = margins[page, flow], usual.get(round(held[0].sheet[0]), margins[page, flow])
        if flow > 0:
            others = [x - _GUTTER for x in columns[page] if x > own.left + _GUTTER]
            reach = Margins(own.left, min([common.right, *others]))
            margins[page, flow] = _confirmed(own, reach, held)
        elif flow == 0:
            margins[page, flow] = common if len(held) < _OWN_MARGINS else _confirmed(own, common, held)
    return margins


def _own(lines: list[Line]) -> Margins:
    return Margins(_edge([line.x0 for line in lines]), -_edge([-line.x1 for line in lines]))


def _edge(places: list[float]) -> float:
    """The smallest of ``places`` that others confirm, or the smallest of all."""
    places.sort()
    enough = max(_FEWEST_MET, _MET * len(places) / 2)
    for index, place in enumerate(places):
        if bisect_right(places, place + SAME_MARGIN) - index >= enough:
            return place
    return places[0]


def _confirmed(own: Margins, common: Margins, lines: list[Line]) -> Margins:
    """The margins that enough of the lines meet, else the wider of both."""
    enough = max(_FEWEST_MET, _MET * len(lines))
    left = sum(abs(line.x0 - own.left) <= SAME_MARGIN for line in lines)
    right = sum(abs(line.x1 - own.right) <= SAME_MARGIN for line in lines)
    return Margins(
        own.left if left >= enough else min(own.left, common.left),
        own.right if right >= enough else max(own.right, common.right),
    )


def _widened(margins: Margins, lines: list[Line]) -> Margins:
    """``margins`` with the right one at least where centred lines say it is.

    Ragged text may stop short of the margin everywhere; but lines with one middle are centred.
    """
    middles: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if line.x0 - margins.left < 2 * line.size:
            continue
        if middles and _middle(line) - _middle(middles[-1][0]) <= SAME_MARGIN / 2:
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
