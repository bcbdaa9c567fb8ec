"""svodka: decisions and reports of education departments as checked, sourced data.

    from extractor import extract
    record = extract("отчёт.docx")

Everything heavy is imported when it is first needed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.record import Record

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "extract_bytes"]


def extract(path: str | Path) -> Record:
    """Read one document and extract its record.

    Args:
        path: DOCX, PDF with a text layer, HTML, Markdown or plain text; the suffix decides nothing.
    Raises:
        SvodkaError: the file cannot be read; ``code``, ``message()`` and ``hint()`` say why.
    """
    from extractor.reading.files import read_bytes

    return extract_bytes(read_bytes(Path(path)), name=str(path))


def extract_bytes(data: bytes, *, name: str) -> Record:
    """Extract the record of a document given as bytes; ``name`` is used in messages and as ``source.file``."""
    import hashlib

    from extractor.fields.fill import fill
    from extractor.reading import read_document

    document = read_document(data, name=name)
    return fill(document, file=Path(name).name, sha256=hashlib.sha256(data).hexdigest())
