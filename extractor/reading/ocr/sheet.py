"""Small pictures of words set on one sheet of paper, read together.

A lone digit in a cell is read badly and costs a call of its own; in a row with others Tesseract sees
the base line and the size of its letters, and a page's numbers cost no more than a few lines of text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from extractor.reading.ocr.engine import Grey, Seen

# The width of a sheet (pixels) and its gaps (heights of a digit): across, from row to row, at the edges.
_WIDTH = 1_400
_ACROSS, _PITCH, _EDGE = 2.5, 2.0, 1.0
# A picture reaches so far above its base line and below it (heights of a digit).
_ABOVE, _BELOW = 1.3, 0.5


class Piece(NamedTuple):
    """A word or two to be read: pixels ``left:right`` of a page around the base line ``base``."""

    left: int
    right: int
    base: float


class _Slot(NamedTuple):
    """Where a piece stands on the sheet."""

    piece: int
    row: int
    x0: int
    x1: int


def read_sheet(
    read: Callable[[Grey], list[Seen]], image: Grey, pieces: Sequence[Piece], height: float
) -> dict[int, list[Seen]]:
    """The words of every piece that was read, in the page's pixels, by the piece's index.

    Args:
        read: reads a block of text.
        image: the page.
        pieces: what to read.
        height: of the page's digits, in pixels.
    """
    if not pieces:
        return {}
    slots = _slots(pieces, height)
    pitch, edge = round(_PITCH * height), round(_EDGE * height)
    rows = slots[-1].row + 1
    sheet = np.full((rows * pitch + 2 * edge, max(slot.x1 for slot in slots) + edge), 255, dtype=np.uint8)
    for slot in slots:
        piece = pieces[slot.piece]
        base = round(piece.base)
        top, bottom = max(0, base - round(_ABOVE * height)), min(image.shape[0], base + round(_BELOW * height))
        part = image[top:bottom, piece.left : piece.right]
        at = _base(slot.row, pitch, edge) - (base - top)
        sheet[at : at + part.shape[0], slot.x0 : slot.x0 + part.shape[1]] = part
    found: dict[int, list[Seen]] = {}
    for word in read(sheet):
        middle, row = (word.x0 + word.x1) / 2, round((word.base - _base(0, pitch, edge)) / pitch)
        slot_of = next((s for s in slots if s.row == row and s.x0 - edge / 2 <= middle <= s.x1 + edge / 2), None)
        if slot_of is None or word.x1 - word.x0 > slot_of.x1 - slot_of.x0 + edge:
            # Two pieces run together: neither is known.
            continue
        piece = pieces[slot_of.piece]
        right, down = piece.left - slot_of.x0, round(piece.base) - _base(slot_of.row, pitch, edge)
        found.setdefault(slot_of.piece, []).append(clipped(shifted(word, right, down), piece.left, piece.right))
    return {index: sorted(words, key=lambda w: w.x0) for index, words in found.items()}


def _base(row: int, pitch: int, edge: int) -> int:
    """The base line of a row of the sheet."""
    return edge + row * pitch + round(0.7 * pitch)


def _slots(pieces: Sequence[Piece], height: float) -> list[_Slot]:
    gap = round(_ACROSS * height)
    slots: list[_Slot] = []
    row, x = 0, gap
    for index, piece in enumerate(pieces):
        width = piece.right - piece.left
        if x + width + gap > _WIDTH and x > gap:
            row, x = row + 1, gap
        slots.append(_Slot(index, row, x, x + width))
        x += width + gap
    return slots


def shifted(word: Seen, right: int, down: int) -> Seen:
    """``word`` of a part, in the page's pixels."""
    return word._replace(
        x0=word.x0 + right, x1=word.x1 + right, top=word.top + down, bottom=word.bottom + down, base=word.base + down
    )


def clipped(word: Seen, left: int, right: int) -> Seen:
    """``word`` within the columns it was read from: boxes reach into the paper around."""
    x0 = min(max(word.x0, left), right - 1)
    return word._replace(x0=x0, x1=max(x0 + 1, min(word.x1, right)))
