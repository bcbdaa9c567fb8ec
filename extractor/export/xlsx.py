"""A workbook of many documents for people: indicators, charts of plan and fact by year, orders, deadlines, schools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extractor.export.store import opened
from extractor.export.xlsx_book import Book, Links, Sheet
from extractor.export.xlsx_charts import draw
from extractor.export.xlsx_sheets import SHEETS
from extractor.export.xlsx_years import YEARS, years


def workbook(store: Path, path: Path, *, sources: Path | None, beside: Path) -> None:
    """Write the workbook.

    Args:
        store: the database that ``store.build`` has made.
        path: the file to write.
        sources: the folder of the documents, for links to them; ``None`` makes none.
        beside: the folder that the workbook will lie in; links begin there.
    """
    book = Book(path, Links(sources, beside))
    with opened(store) as base:
        first, *others = SHEETS
        _fill(Sheet(book, first.title, first.columns, first.frozen), first.rows(base))
        charts = book.workbook.add_worksheet("Графики")
        by_year = Sheet(book, YEARS.title, YEARS.columns, YEARS.frozen)
        draw(book, charts, *years(base, by_year))
        by_year.end()
        for kind in others:
            _fill(Sheet(book, kind.title, kind.columns, kind.frozen), kind.rows(base))
    book.close()


def _fill(sheet: Sheet, rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        sheet.add(row)
    sheet.end()
