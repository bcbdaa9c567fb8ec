"""What is measured: files of the corpus, and long volumes made of one of its documents at run time."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "corpus")]

PAGES = (2, 10, 50, 100, 250, 500)
PROSE = "decision-sferum-2024"
"""Two pages of prose with a list of orders; no table."""
TABLES = "spravka-kachestvo-znaniy-2022"
"""Two pages with two ruled tables; every copy brings new indicators."""
_SYLLABLES = [first + second for first in "бвгдзклмнпрст" for second in "аоуи"]


@dataclass(frozen=True, slots=True)
class Sample:
    """One file: its name within the corpus, its bytes."""

    name: str
    data: bytes


@cache
def two_pages(form: str, *, ruled: bool) -> tuple[Sample, ...]:
    """Corpus files (both splits) of documents whose PDF has two pages, with or without ruled tables.

    Args:
        form: ``docx`` or ``pdf``.
        ruled: take documents with a table in their markup, or those with none.
    """
    import pypdfium2 as pdfium

    found = []
    for pdf in sorted((ROOT / "corpus" / "files" / "pdf").rglob("*.pdf")):
        split = pdf.parent.name
        source = (ROOT / "corpus" / "documents" / split / f"{pdf.stem}.md").read_text("utf-8")
        has_table = re.search(r"^\|(?!\|)", source, re.MULTILINE) is not None
        document = pdfium.PdfDocument(pdf)
        pages = len(document)
        document.close()
        if pages == 2 and has_table == ruled:
            path = ROOT / "corpus" / "files" / form / split / f"{pdf.stem}.{form}"
            found.append(Sample(path.name, path.read_bytes()))
    return tuple(found)


@cache
def volume_docx(name: str, pages: int) -> bytes:
    """A DOCX of ``pages`` pages: copies of a two-page corpus document, each on a new page.

    Every copy has its own decimals, numbers after «№» and a made-up word in the names of its
    indicators, so that nothing is measured that only identical text would allow.
    """
    from rendering.docx_file import to_docx

    source = (ROOT / "corpus" / "documents" / "tune" / f"{name}.md").read_text("utf-8")
    return to_docx("\n{pagebreak}\n".join(_varied(source, copy) for copy in range(pages // 2)))


@cache
def _printed(name: str) -> bytes:
    """The longest volume as PDF, by LibreOffice as all PDF files of the corpus."""
    from rendering.pdf_file import to_pdfs

    return to_pdfs({name: volume_docx(name, PAGES[-1])})[name]


@cache
def volume_pdf(name: str, pages: int) -> bytes:
    """A PDF of exactly ``pages`` pages: the first ones of the longest volume.

    Raises:
        OfficeError: LibreOffice is not installed, hangs or fails.
    """
    import io

    import pypdfium2 as pdfium

    whole = pdfium.PdfDocument(_printed(name))
    part = pdfium.PdfDocument.new()
    part.import_pages(whole, list(range(pages)))
    out = io.BytesIO()
    part.save(out)
    part.close()
    whole.close()
    return out.getvalue()


def volume(form: str, name: str, pages: int) -> bytes:
    """A volume as ``docx`` or ``pdf``."""
    return volume_docx(name, pages) if form == "docx" else volume_pdf(name, pages)


def _varied(source: str, copy: int) -> str:
    count = len(_SYLLABLES)
    word = _SYLLABLES[copy % count] + _SYLLABLES[(copy * 7 + copy // count) % count] + "ских"
    source = re.sub(r"(\d),(\d+)", lambda found: f"{found[1]},{(int(found[2]) + copy) % 100:02d}", source)
    source = re.sub(r"№\s?(\d+)\b", lambda found: f"№ {int(found[1]) + copy}", source)
    return re.sub(r"\b([Дд]оля|[Чч]исленность|[Кк]оличество)\b", rf"\1 {word}", source)
