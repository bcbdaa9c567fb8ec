"""What the ink shows and Tesseract's models do not know: «≥» and «≤», and narrow spaces before and after numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extractor.reading.ocr.engine import Seen
from extractor.reading.ocr.image import Ink

# Words that may begin with «≥» or «≤»: the models know the halves, and take the whole for a digit.
_COMPARED = re.compile(r"[<>‹›«»2з3&](?=\d|$)")
# The sign is at least so high and wide (heights of a digit).  Shares of its height: the upper arm from here to there,
# where the bar is sought, how many rows a slanting bar runs beside the lower arm; of its width: how far aside the arm
# leads, and the bar.
_LEAST, _TOP, _APEX, _BELOW, _SLANT, _ASIDE, _BAR = 0.5, 0.05, 0.36, 0.6, 0.12, 0.3, 0.85
# The upper arm begins at its side, as no digit does (share of the width).
_START = 0.36
# A space is wider than the gap between two letters (heights of a digit); words are told apart where their kind changes.
_SPACE = 0.28
# A number with a point that may be a comma, and one with «0» at its end that may be «о»: «№ 47/о».
_POINTED, _ENDED = re.compile(r"[^\w]*\d+\.\d+[%)]*"), re.compile(r".*\d[/-]0[.,;)]*")
# A comma reaches so far below the base line, or less far if it is that high in all (a point is 0.2 high at most);
# a small letter reaches less than so far above the line; a mark is lower than the last.
_TAIL, _SHORT_TAIL, _COMMA, _SMALL, _MARK = 0.1, 0.045, 0.215, 0.86, 0.45
# Numbers with a dash between, which is lower than this.
_DASHED, _DASH = re.compile(r"\d+(?:[–—-]\d+(?:,\d+)?)+ ?%?[).,;:]*"), 0.25
_KINDS = re.compile(r"№|\d[\d.,:/–-]*|[а-яёА-ЯЁ]+")
_PARTED = re.compile(r"№?\d[\d.,:/–-]*[а-яёА-ЯЁ]+|№\d[\d.,:/–-]*[^\w]*|[а-яёА-ЯЁ]{2,}№?\d+|№\d+.*")


def compared(word: Seen, ink: Ink, height: float) -> Seen:
    """``word`` with the sign of comparison that its first letter is."""
    if not _COMPARED.match(word.text):
        return word
    part = ink[max(0, word.top) : word.bottom, max(0, word.x0) : word.x1]
    edges = _runs(part, axis=0)
    if not edges:
        return word
    left, right = edges[0]
    sign = _sign(part[:, left:right], height)
    return word._replace(text=sign + word.text[1:]) if sign else word


def told_by_height(word: Seen, ink: Ink, height: float) -> Seen:
    """``word`` with the comma for a point that reaches below the line, and «о» for a «0» that is a small letter."""
    pointed = _POINTED.fullmatch(word.text) is not None
    if not pointed and not _ENDED.fullmatch(word.text):
        return word
    top = max(0, round(word.base - 1.3 * height))
    part = ink[top : round(word.base + _MARK * height), max(0, word.x0) : word.x1]
    signs = []
    for left, right in _runs(part, axis=0):
        rows = np.flatnonzero(part[:, left:right].any(axis=1))
        signs.append(((word.base - top - rows[0]) / height, (rows[-1] + 1 - (word.base - top)) / height))
    first = next((at for at, (high, _) in enumerate(signs) if high > _MARK), 0)
    marks = [(high, low) for high, low in signs[first:] if high <= _MARK]
    if pointed:
        comma = len(marks) == 1 and _is_comma(*marks[0])
        return word._replace(text=word.text.replace(".", ",")) if comma else word
    letters = [high for high, _ in signs if high > _MARK]
    at = word.text.rindex("0")
    if letters and letters[-1] < _SMALL and sum(high > _SMALL for high in letters) >= 1:
        return word._replace(text=word.text[:at] + "о" + word.text[at + 1 :])
    return word


def _is_comma(high: float, low: float) -> bool:
    """Whether a mark that reaches so far above the base line and below it (heights of a digit) is a comma."""
    return low >= _TAIL or (low >= _SHORT_TAIL and high + low >= _COMMA)


def _sign(part: Ink, height: float) -> str:
    """«≥» or «≤» if the upper half is one stroke that leads aside and the lower half holds a bar; else nothing."""
    filled = np.flatnonzero(part.any(axis=1))
    part = part[filled[0] : filled[-1] + 1]
    high, wide = part.shape
    if high < _LEAST * height or wide < _LEAST * height:
        return ""
    rows = [_runs(row[np.newaxis], axis=0) for row in part]
    upper = rows[round(_TOP * high) : round(_APEX * high)]
    if any(len(runs) != 1 for runs in upper):
        return ""
    centres = np.array([(runs[0][0] + runs[0][1]) / 2 for runs in upper])
    way = (centres[-1] - centres[0]) / wide
    start = centres[0] / wide if way > 0 else 1 - centres[0] / wide
    if start > _START or abs(way) < _ASIDE or (np.diff(centres) * np.sign(way) < -1).any():
        return ""
    lower = rows[round(_BELOW * high) :]
    level = any(sum(b - a for a, b in runs) >= _BAR * wide for runs in lower)
    slanting = sum(len(runs) == 2 for runs in lower) >= _SLANT * high
    return ("≥" if way > 0 else "≤") if level or slanting else ""


def _runs(part: Ink, *, axis: int) -> list[tuple[int, int]]:
    """Start and end of every stretch of columns (``axis`` 0) or rows (1) that hold ink."""
    filled = np.count_nonzero(part, axis=axis) > 0
    steps = np.diff(np.concatenate(([0], filled.astype(np.int8), [0])))
    return list(zip(map(int, np.flatnonzero(steps == 1)), map(int, np.flatnonzero(steps == -1)), strict=True))


def parted(word: Seen, ink: Ink, height: float) -> Iterator[Seen]:
    """``word`` as the several words that it is where a space stands before or after a number: «№5», «9с»."""
    if _DASHED.fullmatch(word.text):
        yield from _at_dashes(word, ink, height)
        return
    if not _PARTED.fullmatch(word.text):
        yield word
        return
    places = [m.end() for m in _KINDS.finditer(word.text)][:-1]
    part = ink[max(0, word.top) : word.bottom, max(0, word.x0) : word.x1]
    gaps = [(a[1], b[0]) for a, b in pairwise(_runs(part, axis=0)) if b[0] - a[1] >= _SPACE * height]
    cuts = _matched(gaps, places, word)
    start, left = 0, word.x0
    for place, (a, b) in cuts:
        yield word._replace(text=word.text[start:place], x0=left, x1=word.x0 + a)
        start, left = place, word.x0 + b
    yield word._replace(text=word.text[start:], x0=left)


def _at_dashes(word: Seen, ink: Ink, height: float) -> Iterator[Seen]:
    """«1-81» as «1», «–», «81» where the dash has spaces at both sides."""
    part = ink[max(0, word.top) : word.bottom, max(0, word.x0) : word.x1]
    signs = _runs(part, axis=0)
    flat = [np.count_nonzero(part[:, a:b].any(axis=1)) <= _DASH * height for a, b in signs]
    dashes = [k for k in range(1, len(signs) - 1) if flat[k] and signs[k][1] - signs[k][0] > _TAIL * height]
    places = [at for at, sign in enumerate(word.text) if sign in "–—-"]
    left, start = word.x0, 0
    for at, k in zip(places, dashes if len(dashes) == len(places) else (), strict=False):
        (_, before), (a, b), (after, _) = signs[k - 1 : k + 2]
        if min(a - before, after - b) < _SPACE * height:
            continue
        yield word._replace(text=word.text[start:at], x0=left, x1=word.x0 + before)
        yield word._replace(text="–", x0=word.x0 + a, x1=word.x0 + b)
        left, start = word.x0 + after, at + 1
    yield word._replace(text=word.text[start:], x0=left)


def _matched(gaps: Sequence[tuple[int, int]], places: Sequence[int], word: Seen) -> list[tuple[int, tuple[int, int]]]:
    """Every place in the text that has a gap in the ink, the nearest by the share of the word's width before it."""
    cuts: dict[int, tuple[int, int]] = {}
    for gap in gaps:
        share = (gap[0] + gap[1]) / 2 / max(1, word.x1 - word.x0)
        nearest = min(places, key=lambda p: abs(p / len(word.text) - share), default=0)
        if 0 < nearest < len(word.text) and abs(nearest - share * len(word.text)) <= 1:
            cuts.setdefault(nearest, gap)
    return sorted(cuts.items())
