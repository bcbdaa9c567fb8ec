"""The ruling lines of a page's picture: long straight runs of ink, as strokes for the finder of cells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractor.reading.ocr.image import Ink
from extractor.reading.pdf.rules import Rule
from extractor.reading.source import Box

# The shortest rules (inches): across, a narrow column («№»); upright, a row of small print.
_SHORTEST_ACROSS, _SHORTEST_UPRIGHT = 0.22, 0.15
# A rule may have so many gaps of bad printing (share), and is at most so thick (inches).
_FILLED = 0.92
_THICKEST = 0.035
# Pieces of one rule that are this near (inches) along it and across it are one.
_NEAR_ALONG, _NEAR_ACROSS = 0.09, 0.012
# Between two crossings a rule shows no more paper than this at a stretch (inches).
_GAP, _GAP_ALONE = 0.035, 0.012
# A rule that stands alone between two others, or is no longer than a letter, touches both (inches).
_TOUCH, _STEM = 0.022, 0.4
# Rules are looked for in a picture of about this resolution.
_ENOUGH_DPI = 100
# A page with more runs than this is a picture or a map.
_MOST_RUNS = 20_000


Segment = tuple[float, ...]
"""Where a rule lies, where it starts and where it ends, in pixels."""


class Ruling(NamedTuple):
    """The strokes in points, and the pixels they are drawn with."""

    rules: list[Rule]
    across: Ink
    upright: Ink


def ruling_of(ink: Ink, dpi: int) -> Ruling:
    """The straight strokes in a picture whose lines lie level."""
    coarse = max(1, dpi // _ENOUGH_DPI)
    own = dpi / coarse
    across = _opened(_pooled(ink, coarse), round(_SHORTEST_ACROSS * own))
    # Columns cost more than rows: letters stand upright.
    upright = _opened(_pooled(ink.T, coarse), round(_SHORTEST_UPRIGHT * own)) if across.any() else across
    if not upright.any():
        return Ruling([], np.zeros_like(ink), np.zeros_like(ink))
    level = [tuple(coarse * v for v in s) for s in _segments(across, own)]
    standing = [tuple(coarse * v for v in s) for s in _segments(upright, own)]
    rules = [Rule(a, at, b, at) for at, a, b in _proven(level, standing, ink, dpi)]
    rules += [Rule(at, a, at, b) for at, a, b in _proven(standing, level, ink.T, dpi)]
    if not rules:
        return Ruling([], np.zeros_like(ink), np.zeros_like(ink))
    rules = [Rule(*(side * 72 / dpi for side in rule)) for rule in rules]
    return Ruling(rules, _spread(across, coarse, ink.shape), _spread(upright, coarse, ink.shape[::-1]).T)


def _proven(segments: list[Segment], others: list[Segment], ink: Ink, dpi: int) -> Iterator[Segment]:
    """The parts of ``segments`` between the rules that cross them, without those that letters only seem to close.

    A rule that ends at a merged cell and goes on below it is easily bridged by a letter in between.
    """
    near = max(3, round(_NEAR_ACROSS * dpi))
    for at, start, end in segments:
        marks = sorted({start, end, *(x for x, a, b in others if start < x < end and a - near <= at <= b + near)})
        row = round(at)
        closed: list[tuple[float, float, float]] = []  # start, end, longest stretch of paper
        pieces = []
        for a, b in pairwise(marks):
            gap = _gap(ink[max(0, row - 2) : row + 3, round(a) + 2 : max(round(b) - 1, round(a) + 3)])
            if gap > _GAP * dpi:
                pieces.append(closed)
                closed = []
            else:
                closed.append((a, b, gap))
        for piece in (*pieces, closed):
            # Between two rules alone, the stem of a letter may stand: it leaves paper at its ends.
            if not piece:
                continue
            ends = piece[0][0], piece[-1][1]
            long = len(piece) > 1 and ends[1] - ends[0] > _STEM * dpi
            if long or (piece[0][2] <= _GAP_ALONE * dpi and all(_touches(at, e, others, dpi) for e in ends)):
                yield at, *ends


def _touches(at: float, end: float, others: list[Segment], dpi: int) -> bool:
    """Whether a rule at ``at`` meets another one where it ends."""
    near = _TOUCH * dpi
    return any(abs(x - end) <= near and a - near <= at <= b + near for x, a, b in others)


def _gap(strip: Ink) -> int:
    """The longest stretch of paper in a strip along a rule."""
    ends = np.concatenate(([-1], np.flatnonzero(strip.any(axis=0)), [strip.shape[1]]))
    return int(np.diff(ends).max()) - 1


def _pooled(ink: Ink, coarse: int) -> Ink:
    """A smaller picture for rules that run along its rows: a rule may lean across rows, but stays closed along them."""
    height, width = (side // coarse * coarse for side in ink.shape)
    part = ink[:height, :width]
    rows = part[0::coarse].copy()
    for k in range(1, coarse):
        rows |= part[k::coarse]
    closed = rows[:, 0::coarse].copy()
    for k in range(1, coarse):
        closed &= rows[:, k::coarse]
    return _widened(np.ascontiguousarray(closed))


def _spread(small: Ink, coarse: int, shape: tuple[int, ...]) -> Ink:
    """A small picture's marks in the size of the large one."""
    whole = np.zeros(shape, dtype=np.bool_)
    large = small.repeat(coarse, axis=0).repeat(coarse, axis=1)
    whole[: large.shape[0], : large.shape[1]] = large
    return whole


def _widened(ink: Ink) -> Ink:
    """Ink with the pixels above and below: a rule that leans by a pixel stays whole."""
    wide = ink.copy()
    wide[1:] |= ink[:-1]
    wide[:-1] |= ink[1:]
    return wide


def _opened(ink: Ink, length: int) -> Ink:
    """What is left of the rows of ``ink`` where runs of ``length`` pixels are (nearly) full."""
    width = ink.shape[1]
    if width <= length:
        return np.zeros_like(ink)
    # Only rows with a closed piece of a run can hold the run, whose gaps cut it into few.
    gaps = length - math.ceil(_FILLED * length)
    rows = np.flatnonzero(_closed(ink, (length - gaps) // (gaps + 1)).any(axis=1))
    out = np.zeros_like(ink)
    if not len(rows):
        return out
    part = ink[rows]
    sums = np.zeros((len(rows), width + 1), dtype=np.int32)
    np.cumsum(part, axis=1, out=sums[:, 1:])
    full = sums[:, length:] - sums[:, :-length] >= _FILLED * length
    marks = np.zeros((len(rows), width + 1), dtype=np.int32)
    marks[:, : full.shape[1]] += full
    marks[:, length:] -= full
    out[rows] = np.cumsum(marks, axis=1)[:, :width] > 0
    return out


def _closed(ink: Ink, length: int) -> Ink:
    """Where in the rows of ``ink`` a run of ``length`` pixels without a gap begins."""
    found, reach = ink, 1
    while reach < length:
        step = min(reach, length - reach)
        found = found[:, :-step] & found[:, step:]
        reach += step
    return found


def _segments(lines: Ink, dpi: float) -> list[tuple[float, float, float]]:
    """The rules in a mask of rows: middle, start and end in pixels."""
    runs = _runs(lines)
    if len(runs) > _MOST_RUNS:
        return []
    near, thickest, gap = max(2.0, _NEAR_ACROSS * dpi), _THICKEST * dpi + 2, _NEAR_ALONG * dpi
    open_: list[list[float]] = []  # top, bottom, x0, x1
    done: list[list[float]] = []
    for y, x0, x1 in runs:
        live: list[list[float]] = []
        for s in open_:
            (live if y - s[1] <= near else done).append(s)
        open_ = live
        hit = [s for s in open_ if x0 <= s[3] + gap and x1 >= s[2] - gap and _belongs(s, y, x0, x1, dpi)]
        if not hit:
            open_.append([y, y, x0, x1])
            continue
        first = hit[0]
        for other in hit[1:]:
            first[0], first[2], first[3] = min(first[0], other[0]), min(first[2], other[2]), max(first[3], other[3])
            open_.remove(other)
        first[1], first[2], first[3] = y, min(first[2], x0), max(first[3], x1)
    return [((t + b) / 2, x0, x1) for t, b, x0, x1 in done + open_ if b - t <= thickest]


def _belongs(segment: list[float], y: int, x0: int, x1: int, dpi: float) -> bool:
    """Whether a run lies along a segment, or goes on where it ends; a letter's stem beside a rule does neither."""
    top, bottom, start, end = segment
    shortest = min(x1 - x0, end - start)
    if min(x1, end) - max(x0, start) >= 0.5 * shortest:
        return True
    touching = y == bottom or (y - bottom <= 1 and shortest > _STEM * dpi)
    return touching and y - top <= _THICKEST * dpi + 2


def _runs(lines: Ink) -> list[tuple[int, int, int]]:
    """Row, start and end of every run, from the top."""
    rows = np.flatnonzero(lines.any(axis=1))
    edges = np.diff(np.pad(lines[rows], ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    return [(int(rows[y]), int(a), int(b)) for (y, a), (_, b) in zip(starts, ends, strict=True)]


def erased(ruling: Ruling, tables: Sequence[Sequence[Box]], dpi: int) -> Ink:
    """The pixels to whiten so that no border of the cells ``tables`` is left; a letter's stem is no border."""
    across, upright = ruling.across, ruling.upright
    for _ in range(max(1, dpi // 150)):
        across, upright = _widened(across), _widened(upright.T).T
    level, standing = np.zeros_like(across), np.zeros_like(upright)
    scale, near = dpi / 72, max(4, round(_THICKEST * dpi))
    for box in (box for cells in tables for box in cells):
        x0, top, x1, bottom = (round(side * scale) for side in box)
        left, right = max(0, x0 - near), x1 + near
        for y in (top, bottom):
            level[max(0, y - near) : y + near, left:right] = True
        for x in (x0, x1):
            standing[max(0, top - near) : bottom + near, max(0, x - near) : x + near] = True
    return (across & level) | (upright & standing)
