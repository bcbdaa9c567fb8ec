"""The pages of a document as small pictures, laid as they were read, for people to compare with what was found."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from extractor.errors import SvodkaError
from extractor.reading.detect import detect
from extractor.reading.ocr.engine import Grey, engine
from extractor.reading.ocr.image import levelled, quarter_turned, skew, straightened
from extractor.reading.ocr.options import DEFAULT, OcrOptions
from extractor.reading.ocr.pdf import picture
from extractor.reading.ocr.reader import open_pictures
from extractor.reading.ocr.turn import sample, turn_of
from extractor.reading.pdf.layer import layer_fault
from extractor.reading.pdf.page import read_page
from extractor.reading.pdf.words import read_sheet

# A page of a text file needs no more to be recognised by the eye (dots an inch), nor a better JPEG.
_SHOWN, _QUALITY = 110, 55
# More pages make a file that no browser likes.
MOST_PAGES = 60


class PagePicture(NamedTuple):
    """A page (from 1) as a JPEG, and its size in points: boxes of a record's spans are on this picture."""

    number: int
    jpeg: bytes
    width: float
    height: float


def page_pictures(data: bytes, *, name: str, ocr: OcrOptions = DEFAULT) -> Iterator[PagePicture]:
    """The first pages of a PDF or of a file of pictures; nothing for other formats.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
        ocr: as the document was read: a scan is straightened.
    Raises:
        SvodkaError: ``damaged``, ``too-large``, ``encrypted`` as when it is read.
    """
    form = detect(data, name=name)
    if form == "pdf":
        yield from _pdf_pages(data, name, ocr)
    elif form == "image":
        for number, (_, image, dpi) in enumerate(open_pictures(data, name), 1):
            if number > MOST_PAGES:
                return
            yield _shown(_laid(image, dpi, ocr), dpi, number)


def _pdf_pages(data: bytes, name: str, ocr: OcrOptions) -> Iterator[PagePicture]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as why:
        raise SvodkaError("damaged", path=name, detail="PDF обрезан или испорчен") from why
    try:
        for number in range(1, min(len(document), MOST_PAGES) + 1):
            try:
                page = document[number - 1]
                fault = "asked" if ocr.when == "always" else layer_fault(read_page(page, number))
                if fault and ocr.when != "never":
                    image, dpi = picture(page)
                    yield _shown(_laid(image, dpi, ocr), dpi, number)
                else:
                    turn = read_sheet(page).turn
                    pixels = page.render(scale=_SHOWN / 72, grayscale=True).to_numpy()
                    image = np.array(pixels.reshape(pixels.shape[:2]), dtype=np.uint8)
                    yield _shown(quarter_turned(image, turn), _SHOWN, number)
            except pdfium.PdfiumError:
                continue
    finally:
        document.close()


def _laid(image: Grey, dpi: int, ocr: OcrOptions) -> Grey:
    """A scan as it was read: upright and level."""
    reader = engine(ocr.tessdata)
    level = straightened(image, skew(levelled(image)))
    if turn := turn_of(image, dpi, reader, reader.page(sample(level), dpi)):
        image = quarter_turned(image, turn)
        level = straightened(image, skew(levelled(image)))
    return level


def _shown(image: Grey, dpi: int, number: int) -> PagePicture:
    width, height = image.shape[1] * 72 / dpi, image.shape[0] * 72 / dpi
    small = Image.fromarray(image)
    if dpi > _SHOWN:
        small = small.resize((round(width * _SHOWN / 72), round(height * _SHOWN / 72)), Image.Resampling.BOX)
    stored = io.BytesIO()
    small.save(stored, "JPEG", quality=_QUALITY)
    return PagePicture(number, stored.getvalue(), width, height)
