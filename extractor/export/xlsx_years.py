"""The sheet of indicators by year, and which rows of it a chart is drawn of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from extractor.export.series import MOST_CHARTS, Series, rank, series
from extractor.export.xlsx_book import Amount, Column, Sheet, Shown
from extractor.export.xlsx_sheets import VALUES, Kind

YEARS = Kind(
    "По годам",
    (
        Column("Показатель", 56, "long"),
        Column("Чей", 26, "long"),
        Column("По кому", 24, "long"),
        *VALUES,
        Column("Разночтения", 24, "long"),
        Column("Документов", 11),
        Column("Файл плана", 30),
        Column("Стр.", 6),
        Column("Цитата плана", 24, "clip"),
        Column("Файл факта", 30),
        Column("Стр.", 6),
        Column("Цитата факта", 24, "clip"),
    ),
    lambda base: iter(()),
)
YEAR, BASE, PLAN, FACT = 4, 5, 6, 7


@dataclass(frozen=True, slots=True)
class Placed:
    """A series in rows ``first`` to ``last`` (from 0) of a sheet."""

    series: Series
    sheet: str
    first: int
    last: int


def years(base: sqlite3.Connection, sheet: Sheet) -> tuple[list[Placed], int]:
    """Write all rows of the sheet; the series to draw, and how many could be drawn."""
    count = 0

    def written() -> Iterator[Placed]:
        nonlocal count
        for one in series(base):
            places = [(sheet.add(_row(row)), sheet.name) for row in one.rows]
            if one.drawable:
                count += 1
                # A series that the end of a sheet has cut in two has no range that a chart could be drawn of.
                (first, name), (last, other) = places[0], places[-1]
                if name == other:
                    yield Placed(one, name, first, last)

    return nsmallest(MOST_CHARTS, written(), key=lambda placed: rank(placed.series)), count


def _row(row: sqlite3.Row) -> list[Any]:
    several = [
        f"{name}: {row[key]} разных"
        for name, key in (("план", "different_targets"), ("факт", "different_actuals"))
        if row[key] > 1
    ]
    base, plan, fact = (
        Amount(row[role], comparator=row[f"{role}_comparator"]) if row[role] is not None else None
        for role in ("baseline", "target", "actual")
    )
    sources: list[Any] = []
    for role in ("target", "actual"):
        file = row[f"{role}_file"]
        sources += [Shown(file, file=file), row[f"{role}_page"], row[f"{role}_quote"]]
    return [
        *(row[key] for key in ("title", "owner", "subject", "unit", "year")),
        base,
        Shown(plan, file=row["target_file"]),
        Shown(fact, file=row["actual_file"]),
        "; ".join(several),
        row["documents"],
        *sources,
    ]
