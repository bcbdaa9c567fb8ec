"""PDF with a text layer: paragraphs, tables, running heads, every word with its place.

pypdfium2 gives the words and the strokes of a page, pdfplumber the cells of its tables; the
layout (lines, columns, paragraphs, tables over several pages) is read from where words stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.errors import SvodkaError
from extractor.reading.pdf_flow import items_of
from extractor.reading.pdf_guard import is_bomb
from extractor.reading.pdf_page import Page, read_page
from extractor.reading.source import Reading

# A bound volume of reports has some hundred pages; more is a bomb or a library.
MOST_PAGES = 3_000
# Twice what 3,000 full pages of Russian text hold.
MOST_LETTERS = 20_000_000


def read(data: bytes, *, name: str) -> Reading:
    """Read a PDF.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
    Returns:
        Paragraphs, tables and the first occurrences of running heads and feet, in reading order.
        Boxes are in points on the page turned upright.  Pages that hold only an image are named
        in the warnings.
    Raises:
        SvodkaError: ``encrypted``, ``damaged``, ``too-large``; ``no-text`` if no page has a
            text layer.
    """
    pages, broken = _read_pages(data, name)
    if not any(page.blocks for page in pages):
        if broken and len(broken) == len(pages):
            raise SvodkaError("damaged", path=name, detail="ни одна страница не открывается")
        raise SvodkaError("no-text", path=name)
    bare = [page.number for page in pages if not page.blocks and not page.blank and page.number not in broken]
    dense = [page.number for page in pages if page.dense]
    warnings = _about(broken, "не открывается", "не открываются")
    warnings += _about(bare, "нет текстового слоя", "нет текстового слоя")
    warnings += _about(dense, "слишком много линий для таблиц", "слишком много линий для таблиц")
    counted = sum(page.letters for page in pages)
    items, dropped = items_of(pages)
    return Reading("pdf", items, counted=counted, dropped=dropped, pages=len(pages), warnings=warnings)


def _read_pages(data: bytes, name: str) -> tuple[list[Page], list[int]]:
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
                pages.append(read_page(page, number))
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


def _about(numbers: Sequence[int], one: str, several: str) -> list[str]:
    """A warning per run of page numbers: «страница 3: …», «страницы 5–8: …»."""
    warnings = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) == 1:
            warnings.append(f"страница {run[0]}: {one}")
        else:
            warnings.append(f"страницы {run[0]}–{run[-1]}: {several}")
    return warnings
