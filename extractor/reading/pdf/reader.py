"""PDF with a text layer: paragraphs, tables, running heads, every word with its place.

pypdfium2 gives the words and the strokes of a page, pdfplumber the cells of its tables; the
layout (lines, columns, paragraphs, tables over several pages) is read from where words stand.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.errors import SvodkaError
from extractor.reading.ocr.options import DEFAULT, OcrOptions
from extractor.reading.ocr.order import mark_lists
from extractor.reading.ocr.report import about, scan_warnings
from extractor.reading.pdf.flow import items_of
from extractor.reading.pdf.guard import is_bomb
from extractor.reading.pdf.layer import layer_fault
from extractor.reading.pdf.page import Page, read_page
from extractor.reading.source import Reading

# A bound volume of reports has some hundred pages; more is a bomb or a library.
MOST_PAGES = 3_000
# Twice what 3,000 full pages of Russian text hold.
MOST_LETTERS = 20_000_000


def read(data: bytes, *, name: str, ocr: OcrOptions = DEFAULT) -> Reading:
    """Read a PDF.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
        ocr: when pages are read from their pictures.
    Returns:
        Paragraphs, tables and the first occurrences of running heads and feet, in reading order.
        Boxes are in points on the page turned upright.  Pages that hold only an image are named
        in the warnings.
    Raises:
        SvodkaError: ``encrypted``, ``damaged``, ``too-large``; ``no-text`` if no page has a
            text layer.
    """
    pages, broken = _read_pages(data, name, ocr)
    if not any(page.blocks for page in pages):
        if broken and len(broken) == len(pages):
            raise SvodkaError("damaged", path=name, detail="ни одна страница не открывается")
        raise SvodkaError("no-text", path=name)
    out = {*broken, *(page.number for page in pages if page.scanned)}
    bare = [page.number for page in pages if not page.blocks and not page.blank and page.number not in out]
    dense = [page.number for page in pages if page.dense]
    warnings = about(broken, "не открывается", "не открываются")
    warnings += about(bare, "нет текстового слоя", "нет текстового слоя")
    warnings += scan_warnings(pages)
    warnings += about(dense, "слишком много линий для таблиц", "слишком много линий для таблиц")
    counted = sum(page.letters for page in pages)
    items, dropped = items_of(pages)
    if any(page.scanned for page in pages):
        mark_lists(items)
    return Reading(
        "pdf",
        items,
        counted=counted,
        dropped=dropped,
        pages=len(pages),
        warnings=warnings,
        scanned=sum(bool(page.scanned) for page in pages),
    )


def _read_pages(data: bytes, name: str, ocr: OcrOptions) -> tuple[list[Page], list[int]]:
    """All pages, and the numbers of those that cannot be opened (empty pages stand for them)."""
    if is_bomb(data):
        raise SvodkaError("too-large", path=name, detail="рисунок распаковывается в десятки мегабайт")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise SvodkaError("encrypted", path=name) from error
        raise SvodkaError("damaged", path=name, detail="PDF обрезан или испорчен") from error
    pages: list[Page] = []
    broken: list[int] = []
    letters = 0
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise SvodkaError("too-large", path=name, detail=f"страниц: {count}, допустимо {MOST_PAGES}")
        for number in range(1, count + 1):
            try:
                page = document[number - 1]
                pages.append(_read_page(page, number, ocr))
                page.close()
            except pdfium.PdfiumError:
                broken.append(number)
                pages.append(Page(number, (0.0, 0.0), blank=True))
            letters += pages[-1].letters
            if letters > MOST_LETTERS:
                raise SvodkaError("too-large", path=name, detail=f"больше {MOST_LETTERS} знаков")
    finally:
        document.close()
    return pages, broken


def _read_page(page: pdfium.PdfPage, number: int, ocr: OcrOptions) -> Page:
    """The page by its text layer, or by its picture where that is missing."""
    read = read_page(page, number)
    reason = "распознавание включено для всех страниц" if ocr.when == "always" else layer_fault(read)
    if ocr.when == "never" or not reason:
        return read
    # numpy and Tesseract take 0.2 s to load, so only a scan pays for them.
    from extractor.reading.ocr.engine import engine
    from extractor.reading.ocr.pdf import read_scan

    scan = read_scan(page, number, engine(ocr.tessdata))
    if not scan.blocks and not read.blocks:
        return read  # a drawing
    scan.scanned = reason
    return scan
