"""Reading: bytes of any supported format in, a ``Document`` out."""

from __future__ import annotations

from importlib import import_module

from extractor.reading.assemble import assemble
from extractor.reading.detect import detect
from extractor.reading.document import Document
from extractor.reading.ocr.options import DEFAULT, OcrOptions
from extractor.reading.source import Reading

# The reader's module for each kind of file; imported when such a file is met.
_READERS = {
    "docx": "extractor.reading.docx.reader",
    "doc": "extractor.reading.doc.reader",
    "xlsx": "extractor.reading.sheet.xlsx",
    "xls": "extractor.reading.sheet.xls",
    "ods": "extractor.reading.sheet.ods",
    "odt": "extractor.reading.odt.reader",
    "rtf": "extractor.reading.rtf.reader",
    "pdf": "extractor.reading.pdf.reader",
    "image": "extractor.reading.ocr.reader",
    "html": "extractor.reading.html.reader",
    "text": "extractor.reading.plain.reader",
}
# Kinds whose pages may be pictures.
_WITH_PICTURES = ("pdf", "image")


def read_document(data: bytes, *, name: str, ocr: OcrOptions = DEFAULT) -> Document:
    """Read one document.

    Args:
        data: the whole file.
        name: how to call it in messages; its suffix decides nothing.
        ocr: when pages are read from their pictures.
    Raises:
        SvodkaError: empty, encrypted, unsupported, damaged, too-large, no-text, ocr-missing.
    """
    kind = detect(data, name=name)
    read = import_module(_READERS[kind]).read
    reading: Reading = read(data, name=name, ocr=ocr) if kind in _WITH_PICTURES else read(data, name=name)
    document = assemble(reading)
    if not document.text.strip():
        from extractor.errors import SvodkaError

        raise SvodkaError("no-text", path=name)
    return document
