"""Reading: bytes of any supported format in, a ``Document`` out."""

from __future__ import annotations

from importlib import import_module

from extractor.reading.assemble import assemble
from extractor.reading.detect import detect
from extractor.reading.document import Document
from extractor.reading.source import Reading

# The reader's module for each kind of file; imported when such a file is met.
_READERS = {
    "docx": "extractor.reading.docx",
    "pdf": "extractor.reading.pdf",
    "html": "extractor.reading.html",
    "text": "extractor.reading.text_file",
}


def read_document(data: bytes, *, name: str) -> Document:
    """Read one document.

    Args:
        data: the whole file.
        name: how to call it in messages; its suffix decides nothing.
    Raises:
        SvodkaError: empty, encrypted, unsupported, damaged, too-large, no-text.
    """
    kind = detect(data, name=name)
    reading: Reading = import_module(_READERS[kind]).read(data, name=name)
    document = assemble(reading)
    if not document.text.strip():
        from extractor.errors import SvodkaError

        raise SvodkaError("no-text", path=name)
    return document
