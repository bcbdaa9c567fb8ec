"""Indicators by year: series of plan and fact out of the database, and which of them tell most."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import groupby

# More charts than this make a workbook or a page slow to open; its table of years has all.
MOST_CHARTS = 60


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one owner over the years, as rows of the view ``indicator_by_year``."""

    title: str
    owner: str
    subject: str
    unit: str
    rows: tuple[sqlite3.Row, ...]

    @property
    def whose(self) -> str:
        return ", ".join(text for text in (self.owner, self.subject) if text)

    def has(self, role: str) -> int:
        """How many years have a ``target`` or an ``actual`` value."""
        return sum(row[role] is not None for row in self.rows)

    @property
    def drawable(self) -> bool:
        """Whether there is anything to compare: values of two years or more."""
        return sum(row["target"] is not None or row["actual"] is not None for row in self.rows) > 1

    @property
    def negative(self) -> bool:
        return any((row[role] or 0) < 0 for row in self.rows for role in ("baseline", "target", "actual"))


def series(base: sqlite3.Connection) -> Iterator[Series]:
    """All series by title and owner, years in order."""
    keys = ("measure", "owner", "subject", "unit")
    for _, group in groupby(base.execute("SELECT * FROM indicator_by_year"), key=lambda row: [row[k] for k in keys]):
        rows = tuple(group)
        yield Series(rows[0]["title"], rows[0]["owner"], rows[0]["subject"], rows[0]["unit"], rows)


def rank(one: Series) -> tuple[int, int, str, str, str]:
    """What sorts the series that tell most before the others: plan and fact together, then many years."""
    plans, facts = one.has("target"), one.has("actual")
    return -min(plans, facts), -max(plans, facts), one.title, one.owner, one.subject


def telling(base: sqlite3.Connection) -> tuple[list[Series], int]:
    """The series to draw, and how many could be drawn; only the former are held in memory."""
    count = 0

    def drawable() -> Iterator[Series]:
        nonlocal count
        for one in series(base):
            if one.drawable:
                count += 1
                yield one

    return nsmallest(MOST_CHARTS, drawable(), key=rank), count


def caption(drawn: int, whole: int, elsewhere: str) -> str:
    """The heading over the charts; what is not drawn is told."""
    if not whole:
        return "План и факт по годам: показателей со значениями за несколько лет нет"
    more = f" (показаны {drawn} из {whole}, остальные – {elsewhere})" if drawn < whole else ""
    return f"План и факт по годам{more}"
