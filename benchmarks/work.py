"""What is timed: our reading, our fields, and the bare text by each library alone.

Ours begin with the caches by text empty (see ``caches``), so that a file read before costs what a new one does.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import caches
import samples  # noqa: F401 -- puts the checkout on the path

if TYPE_CHECKING:
    from extractor.reading.document import Document
    from extractor.record import Record

T = TypeVar("T")


def reading(data: bytes) -> Document:
    """Our reading: bytes in, document out."""
    from extractor.reading import read_document

    caches.empty()
    return read_document(data, name="sample")


def fields(document: Document) -> Record:
    """Our fields: document in, record out."""
    from extractor.fields.fill import fill

    caches.empty()
    return fill(document, file="sample", sha256="0" * 64)


def extract(data: bytes) -> Record:
    """Both, as the library does it."""
    from extractor import extract_bytes

    caches.empty()
    return extract_bytes(data, name="sample")


def pypdfium2_text(data: bytes) -> str:
    """The text of every page, by pypdfium2 alone."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    try:
        return "\n".join(str(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def pdfplumber_text(data: bytes) -> str:
    """The text of every page, by pdfplumber alone."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def python_docx_text(data: bytes) -> str:
    """The text of paragraphs and table cells, by python-docx alone."""
    import docx

    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


LIBRARIES: dict[str, dict[str, Callable[[bytes], str]]] = {
    "docx": {"python-docx": python_docx_text},
    "pdf": {"pypdfium2": pypdfium2_text, "pdfplumber": pdfplumber_text},
}
"""Per format, who reads the bare text."""


def each(action: Callable[[T], object], things: Sequence[T]) -> Callable[[], None]:
    """The action over all the things, one after another; what it gives is let go at once."""

    def run() -> None:
        for thing in things:
            action(thing)

    return run
