"""Dust on the glass and dirt of the drum: spots too small for letters, with no letter beside them.

Tesseract reads a spot as a full stop, a quotation mark or a lone letter; it lengthens lines, so that paragraphs fall
apart.  The marks that writing has so small (full stops, commas, accents) stand close to a letter.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.reading.ocr.engine import Grey
from extractor.reading.ocr.image import Ink, grain

Numbers = NDArray[np.int64]

# Ink lower than this (inches) tells nothing of the size of letters, nor does what is higher.
_LOWEST_LETTER, _HIGHEST_LETTER = 0.03, 0.25
# Fewer pieces of ink than this are no page of text.
_FEWEST = 40
# A spot is smaller than this both ways (heights of a small letter); a stroke this much wider than high is a dash.
_LARGEST, _DASH = 0.4, 1.9
# The least full stop (share of the square of that height); a spot smaller than this is dirt wherever it lies.
_TINY = 0.02
# Dust is paler than ink, but darker than white paper by so much (grey levels), and by so many times its grain.
_FAINT, _NOISE, _PAPER = 55, 8, 255
# How far from a letter a mark of writing may stand (heights of a small letter): beside it, and above or below it.
_BESIDE, _ABOVE = 0.9, 0.75
# A page with more pieces is a photograph.
_MOST_RUNS = 1_500_000


class Pieces(NamedTuple):
    """The connected pieces of ink of a page: their boxes, and of every run of pixels where it is and its piece."""

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    rows: Numbers
    starts: Numbers
    ends: Numbers
    owner: Numbers


def pieces_of(ink: Ink) -> Pieces | None:
    """What hangs together, also by corners; ``None`` for a page with more runs of pixels than text can have."""
    padded = np.zeros((ink.shape[0], ink.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = ink
    flat = np.diff(padded.ravel())
    starts, ends = np.flatnonzero(flat == 1), np.flatnonzero(flat == -1)
    if not len(starts) or len(starts) > _MOST_RUNS:
        return None
    width = padded.shape[1]
    # The runs of the row below that touch a run: from the first that ends behind its start to the last before its end.
    first = np.searchsorted(ends, starts + width, side="left")
    last = np.searchsorted(starts, ends + width, side="right")
    counts = np.maximum(last - first, 0)
    above = np.repeat(np.arange(len(starts)), counts)
    below = np.arange(len(above)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    root = _roots(len(starts), above, below)
    owner = (np.cumsum(root == np.arange(len(root))) - 1)[root]
    rows, x0, x1 = starts // width, starts % width, ends - starts // width * width
    order = np.argsort(owner, kind="stable")
    heads = np.flatnonzero(np.diff(owner[order], prepend=-1))
    return Pieces(
        np.minimum.reduceat(x0[order], heads),
        np.minimum.reduceat(rows[order], heads),
        np.maximum.reduceat(x1[order], heads),
        np.maximum.reduceat(rows[order], heads) + 1,
        rows,
        x0,
        x1,
        owner,
    )


def _roots(count: int, above: Numbers, below: Numbers) -> Numbers:
    """The lowest index that every index is joined with by the pairs ``above``, ``below``."""
    root = np.arange(count)
    while True:
        a, b = root[above], root[below]
        apart = a != b
        if not apart.any():
            return root
        above, below = above[apart], below[apart]
        np.minimum.at(root, np.maximum(a, b)[apart], np.minimum(a, b)[apart])
        while (root[root] != root).any():
            root = root[root]


def crumbs(ink: Ink) -> float:
    """How many runs of ink there are in a thousand pixels, by every eighth row."""
    rows = ink[::8]
    return 1000 * float(np.count_nonzero(rows[:, 1:] & ~rows[:, :-1])) / max(1, rows.size)


def dusted(image: Grey, dpi: int) -> Grey:
    """``image``, levelled to white paper, without spots that belong to no writing."""
    faint = _PAPER - max(_FAINT, _NOISE * grain(image))
    pieces = pieces_of(image < faint)
    spots = _spots(pieces, image.shape, dpi) if pieces is not None else None
    if pieces is None or spots is None or not spots.any():
        return image
    clean = image.copy()
    height, width = image.shape
    chosen = spots[pieces.owner]
    rows, starts, ends = pieces.rows[chosen], pieces.starts[chosen], pieces.ends[chosen]
    # With the pale pixels around it.
    for by in (-1, 0, 1):
        beside = np.clip(rows + by, 0, height - 1)
        clean.reshape(-1)[_pixels(beside * width, np.maximum(starts - 1, 0), np.minimum(ends + 1, width))] = _PAPER
    return clean


def _spots(pieces: Pieces, shape: tuple[int, ...], dpi: int) -> NDArray[np.bool_] | None:
    """Which pieces belong to no writing; ``None`` where there is too little to know the size of letters."""
    width, height = pieces.right - pieces.left, pieces.bottom - pieces.top
    letters = height[(height >= _LOWEST_LETTER * dpi) & (height <= _HIGHEST_LETTER * dpi)]
    if len(letters) < _FEWEST:
        return None
    size = float(np.median(letters))
    small = (width < _LARGEST * size) & (height < _LARGEST * size)
    near = _near(pieces, ~small, shape, size)
    cell = _cell(size)
    middle_y, middle_x = (pieces.top + pieces.bottom) // 2 // cell, (pieces.left + pieces.right) // 2 // cell
    lonely = small & (width < _DASH * height) & ~near[middle_y, middle_x]
    area = np.bincount(pieces.owner, weights=pieces.ends - pieces.starts)
    return np.asarray(lonely | (area < _TINY * size * size))


def _cell(size: float) -> int:
    """The side of the squares that nearness is counted in (pixels)."""
    return max(2, round(size / 4))


def _pixels(rows: Numbers, starts: Numbers, ends: Numbers) -> Numbers:
    """The indices of all pixels of runs that begin and end there in rows that begin at ``rows``."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    return np.asarray(np.arange(int(sizes.sum())) + np.repeat(rows + starts - before, sizes))


def _near(pieces: Pieces, letters: NDArray[np.bool_], shape: tuple[int, ...], size: float) -> Ink:
    """The squares of the page beside which there is a piece that is one of ``letters``."""
    cell = _cell(size)
    rows, columns = -(-shape[0] // cell), -(-shape[1] // cell)
    held = np.zeros(rows * columns, dtype=np.bool_)
    runs = letters[pieces.owner]
    squares = pieces.rows[runs] // cell * columns, pieces.starts[runs] // cell, (pieces.ends[runs] - 1) // cell + 1
    held[_pixels(*squares)] = True
    wide = _spread(held.reshape(rows, columns), round(_BESIDE * size / cell))
    return _spread(np.ascontiguousarray(wide.T), round(_ABOVE * size / cell)).T


def _spread(held: Ink, by: int) -> Ink:
    """``held`` with the ``by`` squares to the left and right."""
    wide = held.copy()
    for step in range(1, by + 1):
        wide[:, step:] |= held[:, :-step]
        wide[:, :-step] |= held[:, step:]
    return wide
