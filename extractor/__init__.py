"""svodka: decisions and reports of education departments as checked, sourced data.

    from extractor import extract
    record = extract("отчёт.docx")

    from extractor import Batch
    for result in Batch("отчёты", out="записи"):
        print(result.path, result.outcome)

Everything heavy is imported when it is first needed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.batch.run import Batch
    from extractor.linking import Linker
    from extractor.nlp.ruler import Ruler
    from extractor.reading.document import Document
    from extractor.reading.ocr.options import OcrOptions
    from extractor.record import Record

__version__ = "0.1.0"
__all__ = ["Batch", "__version__", "extract", "extract_bytes", "extract_document"]


def extract(
    path: str | Path,
    registry: str | Path | Linker | None = None,
    *,
    region: str | None = None,
    municipality: str | None = None,
    judgements: str | Path | None = None,
    scans: OcrOptions | None = None,
    patterns: str | Path | Ruler | None = None,
) -> Record:
    """Read one document and extract its record.

    Args:
        path: DOCX, PDF, a scan (PDF, TIFF, PNG, JPEG), HTML, Markdown or plain text; the suffix decides nothing.
        registry: links the schools: a registry's file, or ``extractor.linking.open_linker(file)`` for many documents.
        region, municipality: where the document is from, if that is known better than the document says it.
        judgements: a file of people's decisions, which linking never contradicts.
        scans: when pages are read from their pictures, and by which models; by default where they have no good text.
        patterns: a file of spaCy patterns of one's own, or ``extractor.nlp.ruler.load_ruler(file)`` for many documents;
            what they find becomes ``entities``.
    Raises:
        SvodkaError: a file cannot be read; ``code``, ``message()`` and ``hint()`` say why.
    """
    from extractor.reading.files import read_bytes

    linker = _linker(registry, judgements)
    ruler = _ruler(patterns)
    return extract_bytes(
        read_bytes(Path(path)),
        name=str(path),
        registry=linker,
        region=region,
        municipality=municipality,
        scans=scans,
        patterns=ruler,
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
    patterns: str | Path | Ruler | None = None,
) -> Record:
    """Extract the record of a document given as bytes; ``name`` is used in messages and as ``source.file``."""
    import hashlib

    from extractor.reading import read_document
    from extractor.reading.ocr.options import DEFAULT

    linker, ruler = _linker(registry, judgements), _ruler(patterns)
    document = read_document(data, name=name, ocr=scans or DEFAULT)
    digest = hashlib.sha256(data).hexdigest()
    return extract_document(
        document,
        name=name,
        sha256=digest,
        registry=linker,
        region=region,
        municipality=municipality,
        ruler=ruler,
    )


def extract_document(
    document: Document,
    *,
    name: str,
    sha256: str,
    registry: Linker | None = None,
    region: str | None = None,
    municipality: str | None = None,
    ruler: Ruler | None = None,
) -> Record:
    """Extract the record of a document that has been read; ``sha256`` is that of its file."""
    from extractor.fields.fill import fill

    record = fill(document, file=Path(name).name, sha256=sha256)
    if ruler is not None:
        record = ruler.add_to(record, document)
    if registry is None:
        return record
    from extractor.linking.records import link_record

    return link_record(record, registry, region=region, municipality=municipality)


def _linker(registry: str | Path | Linker | None, judgements: str | Path | None) -> Linker | None:
    """The linker that is meant; opened before any document is read."""
    if registry is None or not isinstance(registry, (str, Path)):
        return registry
    from extractor.linking import open_linker

    return open_linker(Path(registry), judgements=Path(judgements) if judgements is not None else None)


def _ruler(patterns: str | Path | Ruler | None) -> Ruler | None:
    """The patterns that are meant; read before any document is."""
    if patterns is None or not isinstance(patterns, (str, Path)):
        return patterns
    from extractor.nlp.ruler import load_ruler

    return load_ruler(Path(patterns))


def __getattr__(name: str) -> Any:
    """``Batch`` brings its own library along, which one document does not need."""
    if name == "Batch":
        from extractor.batch.run import Batch

        return Batch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
