"""Cells of a table read one by one: alone on white paper, Tesseract mixes no columns and loses no lone digit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from extractor.reading.ocr.engine import Engine, Grey, Seen
from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.sheet import Piece, clipped, read_sheet, shifted
from extractor.reading.source import Box

# White paper around what is read (inches); Tesseract needs some.
_MARGIN = 0.06
# What is smaller than this in both directions is a speck (inches).
_SPECK = 0.014
# A lone flat stroke is a dash: at least this wide, at most this high (inches), and how much wider than high.
_DASH_WIDTH, _DASH_HEIGHT, _DASH_RATIO = 0.03, 0.03, 2.5
# The highest single line (inches).
_ONE_LINE = 0.24
# What is lower than a line of small letters is an accent or a comma, and how far off it may be (inches).
_LOWEST_LINE, _ACCENT_GAP = 0.05, 0.03
# Lines of a cell that are narrower than so many line heights are read on a sheet with others.
_NARROW = 1.3
# The part of a line's height that its digits have; rows below the base line hold less ink than this share.
_DIGIT_PART, _BASE_SHARE = 0.85, 0.3
# So much ink after a line's last word (line heights) is a sign that was lost: less is the rim of its box.
_LOST_SIGN = 0.25, 1.5


class Frame(NamedTuple):
    """Pixels ``top:bottom``, ``left:right`` of a page."""

    left: int
    top: int
    right: int
    bottom: int


class _Band(NamedTuple):
    """One line of a cell: the cell's number, the line's number in it, where it is."""

    cell: int
    number: int
    frame: Frame
    base: float


def read_cells(engine: Engine, image: Grey, ink: Ink, boxes: Sequence[Box], dpi: int) -> tuple[list[Seen], list[Frame]]:
    """The words of the cells with the boxes ``boxes`` (points), and the frames of the cells that hold ink.

    Args:
        engine: what reads.
        image: the page without its ruling lines.
        ink: its dark pixels.
        boxes: the cells.
        dpi: the resolution of the page.
    """
    frames = list(_filled(ink, boxes, dpi))
    found: dict[tuple[int, int], list[Seen]] = {}
    bands: list[_Band] = []
    for cell, frame in enumerate(frames):
        if dash := _dash(ink, frame, dpi):
            found[cell, 0] = dash
        elif lines := _bands(ink, frame, cell, dpi):
            bands += lines
        else:
            for word in _alone(engine.block, image, frame, dpi):
                found.setdefault((cell, word.line), []).append(word)
    _read_bands(engine, image, bands, dpi, found)
    words: list[Seen] = []
    for line, key in enumerate(sorted(found)):
        words += [word._replace(line=line) for word in found[key]]
    return words, frames


def _read_bands(
    engine: Engine, image: Grey, bands: Sequence[_Band], dpi: int, found: dict[tuple[int, int], list[Seen]]
) -> None:
    """Reads single lines: wide ones alone, narrow ones together."""
    if not bands:
        return
    high = median(b.frame.bottom - b.frame.top for b in bands)
    narrow = [b for b in bands if b.frame.right - b.frame.left < _NARROW * high]
    pieces = [Piece(max(0, b.frame.left - 2), b.frame.right + 2, b.base) for b in narrow]
    read = read_sheet(lambda sheet: engine.block(sheet, dpi), image, pieces, _DIGIT_PART * high)
    for index, band in enumerate(narrow):
        if index in read:
            found[band.cell, band.number] = read[index]
    for band in bands:
        if (band.cell, band.number) not in found:
            seen = _alone(engine.line, image, band.frame, dpi) or _alone(engine.block, image, band.frame, dpi)
            found[band.cell, band.number] = seen
        found[band.cell, band.number] = _covering(found[band.cell, band.number], band.frame, high)


def _covering(line: list[Seen], frame: Frame, high: float) -> list[Seen]:
    """A line whose last word was read without its last sign («45» as «4»): its box reaches over that ink too."""
    if not line or not _LOST_SIGN[0] * high < frame.right - line[-1].x1 < _LOST_SIGN[1] * high:
        return line
    return [*line[:-1], line[-1]._replace(x1=frame.right)]


def _filled(ink: Ink, boxes: Sequence[Box], dpi: int) -> Iterator[Frame]:
    """What is printed in each cell that is not empty."""
    scale, speck = dpi / 72, max(2, round(_SPECK * dpi))
    for box in boxes:
        left, top, right, bottom = (max(0, round(side * scale)) for side in box)
        part = ink[top:bottom, left:right]
        columns, rows = np.flatnonzero(part.any(axis=0)), np.flatnonzero(part.any(axis=1))
        if not len(columns) or (columns[-1] - columns[0] < speck and rows[-1] - rows[0] < speck):
            continue
        x0, x1 = int(left + columns[0]), int(left + columns[-1]) + 1
        y0, y1 = int(top + rows[0]), int(top + rows[-1]) + 1
        yield Frame(x0, y0, x1, y1)


def _dash(ink: Ink, frame: Frame, dpi: int) -> list[Seen]:
    """The dash that a cell holds instead of a value."""
    width, height = frame.right - frame.left, frame.bottom - frame.top
    if width < _DASH_WIDTH * dpi or height > _DASH_HEIGHT * dpi or width < _DASH_RATIO * height:
        return []
    if ink[frame.top : frame.bottom, frame.left : frame.right].mean() < 0.5:
        return []
    # The dash of a font stands a quarter of its size above the base line and is half as wide as the font is high.
    base = frame.bottom + 0.5 * width
    return [Seen("–", frame.left, frame.top, frame.right, frame.bottom, base, 95.0, 0)]


def _alone(read: Callable[[Grey, int], list[Seen]], image: Grey, frame: Frame, dpi: int) -> list[Seen]:
    """What ``read`` makes of a part of the page on paper of its own."""
    margin = max(4, round(_MARGIN * dpi))
    part = image[frame.top : frame.bottom, frame.left : frame.right]
    seen = read(np.pad(part, margin, constant_values=255), dpi)
    moved = (shifted(word, frame.left - margin, frame.top - margin) for word in seen)
    return [clipped(word, frame.left, frame.right) for word in moved]


def _bands(ink: Ink, frame: Frame, cell: int, dpi: int) -> list[_Band]:
    """The lines of a cell from the top; empty if they cannot be told apart."""
    counts = np.count_nonzero(ink[frame.top : frame.bottom, frame.left : frame.right], axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], (counts > 0).astype(np.int8), [0]))))
    whole: list[tuple[int, int]] = []
    low, joined = _LOWEST_LINE * dpi, _ACCENT_GAP * dpi
    for top, bottom in zip(map(int, edges[::2]), map(int, edges[1::2]), strict=True):
        # The dots of «ё», the breve of «й», the tail of a comma.
        near = bool(whole) and top - whole[-1][1] <= joined
        if near and (bottom - top < low or whole[-1][1] - whole[-1][0] < low):
            whole[-1] = (whole[-1][0], bottom)
        else:
            whole.append((top, bottom))
    if any(bottom - top > _ONE_LINE * dpi or (len(whole) > 1 and bottom - top < low) for top, bottom in whole):
        return []
    bands = []
    for number, (top, bottom) in enumerate(whole):
        rows = counts[top:bottom]
        base = frame.top + top + int(np.flatnonzero(rows >= _BASE_SHARE * rows.max())[-1]) + 1
        columns = np.flatnonzero(ink[frame.top + top : frame.top + bottom, frame.left : frame.right].any(axis=0))
        left, right = frame.left + int(columns[0]), frame.left + int(columns[-1]) + 1
        bands.append(_Band(cell, number, Frame(left, frame.top + top, right, frame.top + bottom), float(base)))
    return bands
