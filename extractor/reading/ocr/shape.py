"""The shape of a number: which of its signs are digits and which commas or points, told by their height alone.

A lost comma («99,9» as «999») or one taken for a digit («9959») leaves both readings of a number sure of
themselves; the ink knows better.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.sheet import Piece

# A comma begins below this height above the base line, a digit reaches above that one (heights of a digit).
_LOW, _HIGH = 0.45, 0.7
# Narrower than this (heights of a digit) is a speck.
_NARROWEST = 0.06
# A digit is half as wide as high, two that touch are not.
_WIDEST = 0.95
# What is looked at reaches so far above the base line and below it (heights of a digit).
_ABOVE, _BELOW = 1.3, 0.45
DIGIT, MARK, OTHER = "0", ",", "?"


class Sign(NamedTuple):
    """Ink without a gap from left to right: its kind, and the pixels of the page that it fills."""

    kind: str
    left: int
    right: int
    top: int
    bottom: int


def signs_of(ink: Ink, piece: Piece, height: float) -> list[Sign]:
    """The signs of a word from the left: as high as digits, as low as commas, or of another kind."""
    top, bottom = max(0, round(piece.base - _ABOVE * height)), round(piece.base + _BELOW * height)
    part = ink[top:bottom, piece.left : piece.right]
    columns = np.concatenate(([0], part.any(axis=0).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(columns))
    signs = []
    for left, right in zip(map(int, edges[::2]), map(int, edges[1::2]), strict=True):
        rows = np.flatnonzero(part[:, left:right].any(axis=1))
        above = piece.base - (top + float(rows[0]))
        if right - left < _NARROWEST * height or len(rows) < 2:
            continue
        kind = DIGIT if above >= _HIGH * height else MARK if above <= _LOW * height else OTHER
        signs.append(Sign(kind, piece.left + left, piece.left + right, top + int(rows[0]), top + int(rows[-1]) + 1))
    return signs


def shape_of(ink: Ink, piece: Piece, height: float) -> str:
    """«00,0» for «99,9», «00,00» or so with «%» behind it; empty where signs of another kind stand among them."""
    shape = ""
    for sign in signs_of(ink, piece, height):
        if sign.kind == OTHER:
            return ""
        wide = sign.right - sign.left
        shape += DIGIT * max(1, round(wide / (_WIDEST * height))) if sign.kind == DIGIT else MARK
    return shape


def fits(number: str, shape: str) -> bool | None:
    """Whether a number has that shape; ``None`` if the shape has another count of signs and says nothing."""
    own = "".join(DIGIT if sign.isdigit() else MARK for sign in number)
    if not shape or len(own) != len(shape) or not number:
        return None
    return own == shape
