"""Pictures of pages: TIFF with any number of pages, PNG, JPEG; read with the same machinery as PDF pages."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import cast

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from extractor.errors import SvodkaError
from extractor.reading.ocr.engine import Grey, engine
from extractor.reading.ocr.options import DEFAULT, OcrOptions
from extractor.reading.ocr.order import mark_lists
from extractor.reading.ocr.page import read_image
from extractor.reading.ocr.report import scan_warnings
from extractor.reading.pdf.flow import items_of
from extractor.reading.pdf.page import Page
from extractor.reading.source import Reading

# A3 at 600 dots an inch has 70 million pixels; a page of more is a bomb, as is a file of more pages.
MOST_PIXELS = 80_000_000
MOST_PAGES = 500
# What a scanner writes is believed between these; else the picture is taken for a sheet of A4.
_COARSEST, _FINEST = 72, 1_200
_SHEET_INCHES = (8.27, 11.69)
_SIDES = (4.0, 34.0)
# Finer pictures are read at this resolution.
_USED = 300

_KINDS = ("TIFF", "PNG", "JPEG", "MPO")


def read(data: bytes, *, name: str, ocr: OcrOptions = DEFAULT) -> Reading:
    """Read a picture, or all pictures of a file.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
        ocr: which models to use, and whether pictures are read at all.
    Raises:
        SvodkaError: ``no-text`` if nothing is to be read from pictures, ``damaged``, ``too-large``, ``ocr-missing``.
    """
    if ocr.when == "never":
        raise SvodkaError("no-text", path=name)
    reader = engine(ocr.tessdata)
    pages: list[Page] = []
    form = ""
    for kind, image, dpi in open_pictures(data, name):
        form = kind
        pages.append(read_image(image, dpi, len(pages) + 1, reader))
        pages[-1].scanned = "картинка"
    counted = sum(page.letters for page in pages)
    found = scan_warnings(pages)
    items, dropped = items_of(pages)
    mark_lists(items)
    return Reading(form, items, counted=counted, dropped=dropped, pages=len(pages), warnings=found, scanned=len(pages))


def open_pictures(data: bytes, name: str) -> Iterator[tuple[str, Grey, int]]:
    """The format, the grey pixels and the resolution of every page."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; the limit here is stricter than its error.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_KINDS) as file:
                count = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
                if count > MOST_PAGES:
                    raise SvodkaError("too-large", path=name, detail=f"страниц: {count}, допустимо {MOST_PAGES}")
                for index in range(count):
                    file.seek(index)
                    width, height = file.size
                    if width * height > MOST_PIXELS:
                        raise SvodkaError("too-large", path=name, detail=f"картинка {width} × {height} точек")
                    yield "tiff" if file.format == "TIFF" else "png" if file.format == "PNG" else "jpeg", *_grey(file)
    except Image.DecompressionBombError as why:
        raise SvodkaError("too-large", path=name, detail="картинка больше допустимой") from why
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError) as why:
        raise SvodkaError("damaged", path=name, detail="картинка обрезана или испорчена") from why


def _grey(file: Image.Image) -> tuple[Grey, int]:
    """One page as the eye sees it: transparent parts white, a photograph turned as its camera was held."""
    dpi = _resolution(file)
    image = ImageOps.exif_transpose(file)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, (255, 255, 255, 255)), image)
    elif image.mode.startswith(("I", "F")):
        pixels = np.asarray(image, dtype=np.float64)
        image = Image.fromarray((pixels * (255 / max(float(pixels.max()), 1.0))).clip(0, 255).astype(np.uint8))
    image = image.convert("L")
    if dpi > _USED:
        size = (max(1, round(image.width * _USED / dpi)), max(1, round(image.height * _USED / dpi)))
        image, dpi = image.resize(size, Image.Resampling.BOX), _USED
    return cast(Grey, np.array(image, dtype=np.uint8)), dpi


def _resolution(file: Image.Image) -> int:
    """Dots an inch as the file says, if that makes a sheet of paper; else as a sheet of A4 would have."""
    stated = file.info.get("dpi", (0, 0))
    try:
        dpi = round(float(stated[0]))
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0
    width, height = file.size
    if _COARSEST <= dpi <= _FINEST and _SIDES[0] <= max(width, height) / dpi <= _SIDES[1]:
        return dpi
    short, long = sorted((width, height))
    return max(_COARSEST, min(_FINEST, round(min(short / _SHEET_INCHES[0], long / _SHEET_INCHES[1]))))
