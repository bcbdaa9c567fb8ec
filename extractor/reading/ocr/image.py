"""The picture of a page made ready for reading: its paper levelled, straightened, smoothed where it is noisy."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractor.reading.ocr.engine import Grey

Ink = NDArray[np.bool_]
"""Which pixels are dark."""

# The most a sheet lies askew in a feeder (degrees), the steps of the search, and what is let be.
_MOST_SKEW, _COARSE, _FINE, _LEAST_SKEW = 4.0, 0.3, 0.04, 0.04
# Dots an inch that show the digits of small print (7 points) 15 pixels high.
_FINE_ENOUGH = 220
# The search for the skew needs no finer picture than this (pixels of the longer side), nor more points.
_SMALL = 1_100
_MOST_POINTS = 25_000
# Neighbouring pixels of paper differ by so much (grey levels) on a grainy scan; blur radii by grain and resolution.
_GRAINY, _VERY_GRAINY = 3.0, 7.0
_PAPER_TILE = 64
# Every so many rows and columns tell the grey levels of a page.
_SAMPLED, _SAMPLED_ROWS = 3, 8
# Where ink and paper differ by less (grey levels), there is only paper; what is darker than this is ink all the same.
_INK_APART, _DARK = 60, 90


def otsu(image: Grey) -> tuple[int, float]:
    """The grey level that parts ink from paper best, and how far apart the two are."""
    counts = np.bincount(image[::_SAMPLED, ::_SAMPLED].ravel(), minlength=256).astype(np.float64)
    levels = np.arange(256)
    below = np.cumsum(counts)
    above = below[-1] - below
    mass = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = (mass[-1] - mass) / above - mass / below
        spread = below * above * gap * gap
    if not np.isfinite(spread).any():
        return 128, 0.0
    best = int(np.nanargmax(spread))
    return best + 1, float(gap[best])


def ink_of(image: Grey) -> Ink:
    """The dark pixels, by one level for the page; paper alone has none."""
    level, apart = otsu(image)
    return image < (level if apart >= _INK_APART else _DARK)


def levelled(image: Grey) -> Grey:
    """``image`` on white paper: shadows, grey ground and uneven light taken off.

    The paper's level is the brightest tenth of every tile.
    """
    height, width = image.shape
    rows, columns = -(-height // _PAPER_TILE), -(-width // _PAPER_TILE)
    padded = np.pad(image, ((0, rows * _PAPER_TILE - height), (0, columns * _PAPER_TILE - width)), mode="edge")
    tiles = padded.reshape(rows, _PAPER_TILE, columns, _PAPER_TILE)[:, ::4, :, ::4].transpose(0, 2, 1, 3)
    paper = np.percentile(tiles.reshape(rows, columns, -1), 85, axis=2)
    usual = float(np.median(paper))
    if usual >= 235 and float(paper.min()) > usual - 12:
        return image
    # A tile that is mostly ink (a photograph, a filled bar) takes the paper of the page.
    paper = np.where(paper < usual * 0.55, usual, paper)
    padded = np.pad(paper, 1, mode="edge")
    blurred = np.mean([padded[y : y + rows, x : x + columns] for y in range(3) for x in range(3)], axis=0)
    field = Image.fromarray(blurred.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR)
    ground = np.maximum(np.asarray(field, dtype=np.float32), 1.0)
    return cast(Grey, np.clip(image * (250.0 / ground), 0, 255).astype(np.uint8))


def skew(image: Grey) -> float:
    """By how many degrees the page is to be turned counter-clockwise so that its lines lie level."""
    step = max(1, max(image.shape) // _SMALL)
    small = _reduced(image, step)
    ys, xs = np.nonzero(ink_of(small))
    if len(ys) > _MOST_POINTS:
        every = -(-len(ys) // _MOST_POINTS)
        ys, xs = ys[::every], xs[::every]
    if len(ys) < 100:
        return 0.0
    x = xs - small.shape[1] / 2

    def sharpness(angle: float) -> float:
        rows = np.rint(ys - x * np.tan(np.radians(angle))).astype(np.int64) + small.shape[1]
        profile = np.bincount(rows).astype(np.float64)
        return float(np.square(np.diff(profile)).sum())

    coarse = np.arange(-_MOST_SKEW, _MOST_SKEW + _COARSE / 2, _COARSE)
    best = max(coarse, key=sharpness)
    fine = np.arange(best - _COARSE, best + _COARSE + _FINE / 2, _FINE)
    found = float(max(fine, key=sharpness))
    return found if abs(found) >= _LEAST_SKEW and sharpness(found) > sharpness(0.0) else 0.0


def _reduced(image: Grey, step: int) -> Grey:
    """A picture ``step`` times smaller: the mean of every square."""
    height, width = (side // step * step for side in image.shape)
    rows = sum((image[k:height:step, :width].astype(np.uint16) for k in range(1, step)), image[:height:step, :width])
    squares = sum((rows[:, k::step].astype(np.uint32) for k in range(1, step)), rows[:, ::step].astype(np.uint32))
    return cast(Grey, (squares // (step * step)).astype(np.uint8))


def straightened(image: Grey, angle: float) -> Grey:
    """``image`` turned counter-clockwise about its middle, its size kept."""
    if not angle:
        return image
    turned = Image.fromarray(image).rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    return cast(Grey, np.asarray(turned))


def grain(image: Grey) -> float:
    """How much neighbouring pixels of paper differ, in grey levels."""
    part = image[::_SAMPLED_ROWS].astype(np.int16)
    bright = part[:, :-1] > 160
    steps = np.abs(np.diff(part, axis=1))[bright]
    return float(steps.mean()) if steps.size else 0.0


def smoothed(image: Grey, dpi: int) -> Grey:
    """``image`` lightly blurred if it is grainy; a clean one is left alone, blur costs thin strokes."""
    rough = grain(image)
    if rough < _GRAINY:
        return image
    radius = (0.5 if rough < _VERY_GRAINY else 0.7) * min(1.0, dpi / 250)
    return cast(Grey, np.asarray(Image.fromarray(image).filter(ImageFilter.BoxBlur(radius))))


def coarser(image: Grey, dpi: int) -> tuple[Grey, int]:
    """A fine, grainy ``image`` at a resolution that Tesseract needs no finer than, and that resolution.

    Lines are read at one height whatever the picture's is; finer pixels cost time and carry the paper's grain.
    """
    if dpi <= _FINE_ENOUGH or grain(image) < _GRAINY:
        return image, dpi
    size = tuple(max(1, round(side * _FINE_ENOUGH / dpi)) for side in reversed(image.shape))
    return cast(Grey, np.asarray(Image.fromarray(image).resize((size[0], size[1]), Image.Resampling.BOX))), _FINE_ENOUGH


def quarter_turned(image: Grey, turn: int) -> Grey:
    """``image`` turned clockwise by 0, 90, 180 or 270 degrees."""
    return cast(Grey, np.ascontiguousarray(np.rot90(image, -turn // 90)))
