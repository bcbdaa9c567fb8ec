"""Plain Tesseract and ours side by side on pages of the corpus, printed and scanned in many ways.

    python benchmarks/ocr.py [--split test] [--each 4] [--dpi 300,200,150] [--conditions clean,grain] [--fonts FOLDER]

Needs LibreOffice for the pages, which are kept in --folder. «Plain» is the same Tesseract with the same model and its
default settings on the same picture; both run on one core, in turn, page by page.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import pypdfium2 as pdfium

from extractor.reading.assemble import assemble
from extractor.reading.document import Document
from extractor.reading.ocr.engine import engine
from extractor.reading.ocr.page import read_image
from extractor.reading.pdf.flow import items_of
from extractor.reading.pdf.grid import TablePart
from extractor.reading.pdf.page import Page, read_page
from extractor.reading.source import Reading
from ocr_damage import CONDITIONS, damaged
from ocr_measure import Tally
from ocr_pages import Sheet, sheets


def main() -> None:
    """Measure and print; --json writes the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="test")
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--dpi", default="300,200,150")
    parser.add_argument("--conditions", default=",".join(CONDITIONS))
    parser.add_argument("--fonts", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "svodka-ocr-pages")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--silent", action="store_true", help="show the wrong numbers that were not flagged")
    given = parser.parse_args()
    pages = list(sheets(given.folder, split=given.split, each=given.each, fonts=given.fonts))
    faces = {sheet.face for sheet in pages}
    print(f"{len(pages)} pages of {len({s.name for s in pages})} documents, {len(faces)} fonts\n")
    print(
        "| scan | CER % plain | ours | found % plain | ours | right % plain | ours | wrong | flagged | doubted |",
        end="",
    )
    print(" s plain | ours | text pages | table pages |\n|" + " --- |" * 14)
    rows = {}
    for dpi in map(int, given.dpi.split(",")):
        for condition in given.conditions.split(","):
            tallies = measure(pages, dpi, condition)
            print(row(f"{condition} {dpi}", tallies), flush=True)
            rows[f"{condition}-{dpi}"] = {key: asdict(tally) for key, tally in tallies.items()}
            if given.silent:
                print("   ", tallies["ours"].silent, file=sys.stderr)
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


def measure(pages: list[Sheet], dpi: int, condition: str) -> dict[str, Tally]:
    """Sums for plain Tesseract and ours, also apart for pages with tables and without."""
    reader = engine()
    tallies = {f"{who}{what}": Tally() for who in ("plain", "ours") for what in ("", "-text", "-table")}
    for index, sheet in enumerate(pages):
        image = damaged(sheet.picture(dpi), condition, dpi, seed=1000 * dpi + index)
        native = _native(sheet)
        truth = _document(native)
        with_table = any(isinstance(block, TablePart) and not block.is_frame for block in _native(sheet).blocks)
        kinds = ("", "-table" if with_table else "-text")
        start = time.process_time()
        plain = " ".join(word.text for word in reader.page(image, dpi))
        middle = time.process_time()
        document = _document(read_image(image, dpi, 1, reader))
        end = time.process_time()
        for kind in kinds:
            tallies["plain" + kind].add(truth.text, plain, middle - start, with_table=with_table)
            tallies["ours" + kind].add(truth.text, document.text, end - middle, with_table=with_table)
            tallies["ours" + kind].add_doubts(truth, document)
    return tallies


def _native(sheet: Sheet) -> Page:
    document = pdfium.PdfDocument(sheet.pdf)
    try:
        return read_page(document[sheet.number - 1], 1)
    finally:
        document.close()


def _document(page: Page) -> Document:
    items, dropped = items_of([page])
    return assemble(Reading("pdf", items, counted=page.letters, dropped=dropped, pages=1))


def row(name: str, tallies: dict[str, Tally]) -> str:
    """One line of the table."""
    plain, ours = tallies["plain"], tallies["ours"]
    text, table = (
        tallies[f"ours-{kind}"].seconds / max(0.001, tallies[f"plain-{kind}"].seconds) for kind in ("text", "table")
    )
    flagged = f"{100 * ours.flagged / ours.wrong:.0f} %" if ours.wrong else "–"
    return (
        f"| {name} | {100 * plain.error_rate:.2f} | {100 * ours.error_rate:.2f} "
        f"| {100 * plain.recall:.1f} | **{100 * ours.recall:.1f}** "
        f"| {100 * plain.precision:.1f} | **{100 * ours.precision:.1f}** "
        f"| {ours.wrong} of {ours.true} | {flagged} | {100 * ours.doubted / max(1, ours.right):.1f} % "
        f"| {plain.seconds / max(1, plain.pages):.2f} | {ours.seconds / max(1, ours.pages):.2f} "
        f"| {text:.2f} × | {table:.2f} × |"
    )


if __name__ == "__main__":
    main()
