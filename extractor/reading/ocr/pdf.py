"""The picture of a PDF page, at the resolution it was scanned with."""

from __future__ import annotations

from typing import cast

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.reading.ocr.engine import Engine, Grey
from extractor.reading.ocr.page import read_image
from extractor.reading.pdf.page import Page

# Finer than this Tesseract reads no better, coarser than this it reads badly; drawn pages get the usual one.
_FINEST, _COARSEST, _DRAWN = 300, 150, 250
# The largest sheet of paper, A0, has 8 million square points; more pixels than this are a bomb.
MOST_PIXELS = 40_000_000
# A scan fills this part of the page's width.
_MOST_OF_IT = 0.5


def read_scan(page: pdfium.PdfPage, number: int, engine: Engine) -> Page:
    """The page ``number``, read from its picture."""
    image, dpi = picture(page)
    return read_image(image, dpi, number, engine)


def picture(page: pdfium.PdfPage) -> tuple[Grey, int]:
    """The page in grey, and its resolution."""
    dpi = _resolution(page)
    width, height = page.get_size()
    while dpi > 72 and width * height * (dpi / 72) ** 2 > MOST_PIXELS:
        dpi //= 2
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    try:
        pixels = bitmap.to_numpy()
        return cast(Grey, np.array(pixels.reshape(pixels.shape[:2]), dtype=np.uint8)), dpi
    finally:
        bitmap.close()


def _resolution(page: pdfium.PdfPage) -> int:
    """That of the widest picture on the page, within what Tesseract needs."""
    width = page.get_width()
    best, dpi = _MOST_OF_IT * width, 0.0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, _, right, _ = item.get_bounds()
        if right - left >= best:
            pixels, _ = item.get_px_size()
            best, dpi = right - left, pixels * 72 / max(right - left, 1.0)
    return round(min(_FINEST, max(_COARSEST, dpi))) if dpi else _DRAWN
