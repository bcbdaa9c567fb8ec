"""Strings that harm careless programs, through every export and back by an independent reader."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export_help import NASTY, nasty
from icalendar import Calendar
from lxml import html as lxml_html
from openpyxl.utils.escape import unescape

from extractor.export import csv as csv_export
from extractor.export import parquet
from extractor.export.ics import calendar
from extractor.export.overview import overview
from extractor.export.plain import printable
from extractor.export.xlsx import workbook
from extractor.nlp.docbin import write


def from_sqlite(store: Path, folder: Path) -> set[str]:
    with closing(sqlite3.connect(store)) as base:
        return {row[0] for row in base.execute("SELECT text FROM orders")}


def from_csv(store: Path, folder: Path) -> set[str]:
    csv_export.folder(store, folder)
    with (folder / "orders.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row["text"] for row in csv.DictReader(file, delimiter=";")]
    return {cell[1:] if cell.startswith("'") else cell for cell in cells}


def from_parquet(store: Path, folder: Path) -> set[str]:
    pq = pytest.importorskip("pyarrow.parquet")
    parquet.folder(store, folder)
    return set(pq.read_table(folder / "orders.parquet")["text"].to_pylist())


def from_xlsx(store: Path, folder: Path) -> set[str]:
    workbook(store, folder / "a.xlsx", sources=folder, beside=folder)
    sheet = openpyxl.load_workbook(folder / "a.xlsx")["Поручения"]
    column = [cell.value for cell in sheet[1]].index("Что")
    # openpyxl leaves the escapes of strings that stand in the sheet itself; a text like markup has a blank behind it.
    texts = {unescape(row[column]) for row in sheet.iter_rows(min_row=2, values_only=True)}
    return texts | {text.removesuffix(" ") for text in texts}


def from_ics(store: Path, folder: Path) -> set[str]:
    calendar(store, folder / "a.ics")
    events = Calendar.from_ical((folder / "a.ics").read_bytes()).walk("VEVENT")
    return {str(event["description"]).split(" (пункт ")[0] for event in events}


def from_html(store: Path, folder: Path) -> set[str]:
    overview(store, folder / "a.html", folder="x")
    page: Any = lxml_html.document_fromstring((folder / "a.html").read_text("utf-8"))
    return {"".join(cell.itertext()) for cell in page.xpath("//tr/td[3]")}


def from_spacy(store: Path, folder: Path) -> set[str]:
    import spacy
    from spacy.tokens import DocBin

    write(nasty(), folder)
    docs = DocBin().from_disk(folder / "00001.spacy").get_docs(spacy.blank("ru").vocab)
    return {doc.text for doc in docs}


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("read", [from_sqlite, from_csv, from_parquet, from_xlsx, from_ics, from_html, from_spacy])
def test_as_it_was(
    read: Callable[[Path, Path], set[str]], text: str, nasty_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wanted = printable(text) if read is from_html else text
    assert wanted in known(read, nasty_store, tmp_path_factory)


_KNOWN: dict[str, set[str]] = {}


def known(read: Callable[[Path, Path], set[str]], store: Path, folders: pytest.TempPathFactory) -> set[str]:
    """What an export holds; it is made once for all strings."""
    if read.__name__ not in _KNOWN:
        _KNOWN[read.__name__] = read(store, folders.mktemp("trip"))
    return _KNOWN[read.__name__]
