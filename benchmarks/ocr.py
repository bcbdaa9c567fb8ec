"""Plain Tesseract and ours side by side on pages of the corpus, printed and scanned in many ways.

    python benchmarks/ocr.py [--split test] [--each 4] [--cases clean:300,grain:200] [--fonts FOLDER] [--out FILE]
    python benchmarks/ocr.py --sums FILE --out FILE

Needs LibreOffice for the pages, which are kept in --folder. «Plain» is the same Tesseract with the same model and its
default settings on the same picture; both run on one core, in turn, page by page.  --out writes the page that is
committed as benchmarks/OCR.md, --json the sums behind it, from which --sums writes the page without reading again.
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
from typing import Any

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import pypdfium2 as pdfium

from extractor.reading.assemble import assemble
from extractor.reading.document import Document
from extractor.reading.ocr.engine import engine
from extractor.reading.ocr.order import mark_lists
from extractor.reading.ocr.page import read_image
from extractor.reading.pdf.flow import items_of
from extractor.reading.pdf.grid import TablePart
from extractor.reading.pdf.page import Page, read_page
from extractor.reading.source import Reading
from machine import LIBRARIES, machine, told
from ocr_damage import CONDITIONS, damaged
from ocr_measure import WARN, Tally, together
from ocr_pages import Sheet, sheets

CASES = "clean:300,clean:200,clean:150,grain:200,skew:200,stamp:200,grain:300,fax:200,copy:200"


def main() -> None:
    """Measure and print; --json writes the sums, --out the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="test")
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--cases", default=CASES, help="condition:dpi, …; conditions: " + ", ".join(CONDITIONS))
    parser.add_argument("--fonts", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "svodka-ocr-pages")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--sums", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--silent", action="store_true", help="show the wrong numbers that were not flagged")
    given = parser.parse_args()
    if given.sums:
        sums = json.loads(given.sums.read_text("utf-8"))
    else:
        sums = measured(given)
        if given.json:
            given.json.write_text(json.dumps(sums, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if given.out:
        given.out.write_text(page_of(sums), "utf-8")


def measured(given: argparse.Namespace) -> dict[str, Any]:
    """The sums of every case with what they were measured on; each line of the table is printed when it is there."""
    pages = list(sheets(given.folder, split=given.split, each=given.each, fonts=given.fonts))
    sums: dict[str, Any] = {
        "about": f"{len(pages)} pages of {len({s.name for s in pages})} documents, split {given.split}",
        "faces": list(dict.fromkeys(sheet.face for sheet in pages)),
        "machine": machine((*LIBRARIES, "tesserocr", "pillow", "numpy")),
        "cases": {},
    }
    print(HEAD, flush=True)
    for case in given.cases.split(","):
        condition, dpi = case.split(":")
        tallies = measure(pages, int(dpi), condition)
        sums["cases"][f"{condition} {dpi}"] = {key: asdict(tally) for key, tally in tallies.items()}
        print(row(f"{condition} {dpi}", tallies), flush=True)
        if given.silent:
            print("   ", tallies["ours"].silent, file=sys.stderr)
    return sums


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
    mark_lists(items)
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


HEAD = (
    "| scan | CER % plain | ours | found % plain | ours | right % plain | ours | differ | flagged | right but doubted "
    "| s plain | ours | × text | × tables |\n|" + " --- |" * 14
)
_PAGE = """# OCR: plain Tesseract and ours

Written by `python benchmarks/ocr.py`; not edited by hand.

{told}, set in {faces}; pictures at the resolution named (dots an inch):
clean as printed; grain: an office scanner with dust, JPEG; skew: laid in askew by 0.8 to 2.2 degrees under uneven
light; stamp: two stamps and a signature over the text; fax: two levels; copy: a stamped copy of a copy.

- CER: character error rate on pages without tables, dashes and quotation marks alike. It counts what stands in another
  order too: a letterhead beside an address is read across by plain Tesseract.
- found, right: recall and precision of numbers (digits, dates, percentages) of all pages.
- differ: numbers read that the page does not say (one that stands elsewhere on it is not counted, one that was not read
  at all is missing under «found»); flagged: how many of these have a confidence below the level of warnings ({warn});
  right but doubted: right numbers below it.
- s: CPU seconds a page, one core; ×: ours against plain, pages without and with tables.

{table}

{machine}
"""


def page_of(sums: dict[str, Any]) -> str:
    """The page that is committed."""
    cases = {name: {key: Tally(**sum_) for key, sum_ in held.items()} for name, held in sums["cases"].items()}
    lines = [HEAD, *(row(name, tallies) for name, tallies in cases.items())]
    if len(cases) > 1:
        lines.append(
            row("all", {key: together(held[key] for held in cases.values()) for key in next(iter(cases.values()))})
        )
    return _PAGE.format(
        told=sums["about"],
        faces=", ".join(sums["faces"]),
        warn=WARN,
        table="\n".join(lines),
        machine=told(sums["machine"]),
    )


if __name__ == "__main__":
    main()
