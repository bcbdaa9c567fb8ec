"""The ruling lines of a PDF page, from pdfium's path objects: far cheaper than a second parse."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.reading.pdf.words import turned
from extractor.reading.source import Box

# The smallest table of more than one cell is drawn with at least four strokes.
FEWEST_PATHS = 4
# Above this a page is a map or a chart; looking for tables in it takes minutes.
MOST_PATHS = 20_000
# A path of more points than this is a drawing.
_MOST_POINTS = 2_000
# Strokes that lean by less than this (points) are meant to be straight.
_LEAN = 1.0
_FORM_DEPTH = 5


class Matrix(NamedTuple):
    """PDF's affine map: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, outer: Matrix) -> Matrix:
        """This map followed by ``outer``."""
        a, b, c, d, e, f = self
        return Matrix(
            a * outer.a + b * outer.c,
            a * outer.b + b * outer.d,
            c * outer.a + d * outer.c,
            c * outer.b + d * outer.d,
            e * outer.a + f * outer.c + outer.e,
            e * outer.b + f * outer.d + outer.f,
        )


class Path(NamedTuple):
    """A drawn path and the map from its own coordinates to the page's."""

    raw: pdfium_c.FPDF_PAGEOBJECT
    matrix: Matrix


class Objects(NamedTuple):
    """What a page or a form is drawn with."""

    number: int
    get: Callable[[int], pdfium_c.FPDF_PAGEOBJECT]


class Rule(NamedTuple):
    """A straight horizontal (``top == bottom``) or vertical (``x0 == x1``) stroke, in points."""

    x0: float
    top: float
    x1: float
    bottom: float


def paths_of(page: pdfium.PdfPage) -> list[Path]:
    """The drawn paths of ``page``, also inside forms; at most ``MOST_PATHS`` + 1 of them."""
    found: list[Path] = []
    objects = Objects(pdfium_c.FPDFPage_CountObjects(page), partial(pdfium_c.FPDFPage_GetObject, page))
    _collect(objects, Matrix(), found, 0)
    return found


def rules_of(paths: list[Path], page: pdfium.PdfPage, turn: int) -> list[Rule]:
    """The straight strokes and box edges among ``paths``, upright, from the page's upper left corner.

    Args:
        paths: what ``paths_of(page)`` gave.
        turn: how the page was turned to stand upright (``Sheet.turn``).
    """
    left, bottom, right, top = page.get_bbox()
    rules = []
    for path in paths:
        for ax, ay, bx, by in _strokes(path):
            box = (min(ax, bx) - left, top - max(ay, by), max(ax, bx) - left, top - min(ay, by))
            x0, upper, x1, lower = turned(box, turn, right - left, top - bottom)
            if lower - upper <= _LEAN < x1 - x0:
                middle = (upper + lower) / 2
                rules.append(Rule(x0, middle, x1, middle))
            elif x1 - x0 <= _LEAN < lower - upper:
                middle = (x0 + x1) / 2
                rules.append(Rule(middle, upper, middle, lower))
    return rules


def _strokes(path: Path) -> Iterator[Box]:
    """From point to point along ``path``, in page coordinates; nothing if it is not painted."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    if not fill.value and not stroke.value:
        return
    a, b, c, d, e, f = path.matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path.raw), _MOST_POINTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path.raw, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO:
            yield *last, *point
        last = point
        if pdfium_c.FPDFPathSegment_GetClose(segment) and last != start:
            yield *last, *start
            last = start


def has_content(page: pdfium.PdfPage) -> bool:
    """Whether anything at all is drawn on ``page``."""
    return bool(pdfium_c.FPDFPage_CountObjects(page) > 0)


def _collect(objects: Objects, outer: Matrix, found: list[Path], depth: int) -> None:
    for index in range(objects.number):
        if len(found) > MOST_PATHS:
            return
        item = objects.get(index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            found.append(Path(item, _matrix(item).then(outer)))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            number = pdfium_c.FPDFFormObj_CountObjects(item)
            inner = Objects(number, partial(pdfium_c.FPDFFormObj_GetObject, item))
            _collect(inner, _matrix(item).then(outer), found, depth + 1)


def _matrix(item: pdfium_c.FPDF_PAGEOBJECT) -> Matrix:
    raw = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, raw):
        return Matrix()
    return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)
