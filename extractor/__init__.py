"""svodka: decisions and reports of education departments as checked, sourced data.

    from extractor import extract
    record = extract("отчёт.docx")

Everything heavy is imported when it is first needed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.linking import Linker
    from extractor.reading.ocr.options import OcrOptions
    from extractor.record import Record

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "extract_bytes"]


def extract(
    path: str | Path,
    registry: str | Path | Linker | None = None,
    *,
    region: str | None = None,
    municipality: str | None = None,
    judgements: str | Path | None = None,
    scans: OcrOptions | None = None,
) -> Record:
    """Read one document and extract its record.

    Args:
        path: DOCX, PDF, a scan (PDF, TIFF, PNG, JPEG), HTML, Markdown or plain text; the suffix decides nothing.
        registry: links the schools: a registry's file, or ``extractor.linking.open_linker(file)`` for many documents.
        region, municipality: where the document is from, if that is known better than the document says it.
        judgements: a file of people's decisions, which linking never contradicts.
        scans: when pages are read from their pictures, and by which models; by default where they have no good text.
    Raises:
        SvodkaError: a file cannot be read; ``code``, ``message()`` and ``hint()`` say why.
    """
    from extractor.reading.files import read_bytes

    linker = _linker(registry, judgements)
    return extract_bytes(
        read_bytes(Path(path)),
        name=str(path),
        registry=linker,
        region=region,
        municipality=municipality,
        scans=scans,
    )


def extract_bytes(
    data: bytes,
    *,
    name: str,
    registry: str | Path | Linker | None = None,
    region: str | None = None,
    municipality: str | None = None,
    judgements: str | Path | None = None,
    scans: OcrOptions | None = None,
) -> Record:
    """Extract the record of a document given as bytes; ``name`` is used in messages and as ``source.file``."""
    import hashlib

    from extractor.fields.fill import fill
    from extractor.reading import read_document
    from extractor.reading.ocr.options import DEFAULT

    linker = _linker(registry, judgements)
    document = read_document(data, name=name, ocr=scans or DEFAULT)
    record = fill(document, file=Path(name).name, sha256=hashlib.sha256(data).hexdigest())
    if linker is None:
        return record
    from extractor.linking.records import link_record

    return link_record(record, linker, region=region, municipality=municipality)


def _linker(registry: str | Path | Linker | None, judgements: str | Path | None) -> Linker | None:
    """The linker that is meant; opened before any document is read."""
    if registry is None or not isinstance(registry, (str, Path)):
        return registry
    from extractor.linking import open_linker

    return open_linker(Path(registry), judgements=Path(judgements) if judgements is not None else None)
