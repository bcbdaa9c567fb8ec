"""The shape of a number: which of its signs are digits and which commas or points, told by their height alone.

A lost comma («99,9» as «999») or one taken for a digit («9959») leaves both readings of a number sure of
themselves; the ink knows better.
"""

from __future__ import annotations

import numpy as np

from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.sheet import Piece

# A comma begins below this height above the base line, a digit reaches above that one (heights of a digit).
_LOW, _HIGH = 0.45, 0.7
# Narrower than this (heights of a digit) is a speck.
_NARROWEST = 0.06
DIGIT, MARK = "0", ","


def shape_of(ink: Ink, piece: Piece, height: float) -> str:
    """«00,0» for «99,9»; empty where the signs run together or are of another kind."""
    top, bottom = max(0, round(piece.base - 1.3 * height)), round(piece.base + 0.45 * height)
    part = ink[top:bottom, piece.left : piece.right]
    columns = np.concatenate(([0], part.any(axis=0).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(columns))
    shape = ""
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        rows = np.flatnonzero(part[:, left:right].any(axis=1))
        above = piece.base - (top + float(rows[0]))
        if right - left < _NARROWEST * height or len(rows) < 2:
            continue
        if above >= _HIGH * height:
            # A digit is half as wide as high, two that touch are not.
            shape += DIGIT * max(1, round((right - left) / (0.95 * height)))
        elif above <= _LOW * height:
            shape += MARK
        else:
            return ""
    return shape


def fits(number: str, shape: str) -> bool | None:
    """Whether a number has that shape; ``None`` if the shape has another count of signs and says nothing."""
    own = "".join(DIGIT if sign.isdigit() else MARK for sign in number)
    if not shape or len(own) != len(shape) or not number:
        return None
    return own == shape
