"""A table before its heads are understood, and the search for the row of heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from extractor.registry.values import clean, one_line
from extractor.registry.words import NAME_FIELDS, field_of

Row = tuple[int, list[str]]
"""The number of a row as Excel counts, and its cells."""

# Above the heads stand a title, who approved it, a date: never more than a page.
DEEPEST_HEADS = 40
# More columns no registry has; the widest export of the ministry's forms has 120.
MOST_COLUMNS = 300


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the whole of a delimited file; ``rows`` begins anew each time it is called.

    ``values`` are the rows of a workbook with its numbers and dates as such.
    """

    rows: Callable[[], Iterator[Row]]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    values: Callable[[], Iterator[tuple[int, list[Any]]]] | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """The row of heads: ``fields`` has the columns that were understood, ``texts`` all heads."""

    row: int
    texts: tuple[str, ...]
    fields: dict[int, str]

    def has_name(self) -> bool:
        return any(field in NAME_FIELDS for field in self.fields.values())


def find_heads(rows: Iterable[Row]) -> Heads | None:
    """The row of the first forty that names most fields; ``None`` if every one of them is empty.

    A row that names no field is taken too where there is no better one: its texts tell a person what was found.
    """
    best: Heads | None = None
    most = (-1, -1)
    for number, cells in islice(rows, DEEPEST_HEADS):
        texts = tuple(one_line(clean(cell)) for cell in cells[:MOST_COLUMNS])
        filled = sum(1 for text in texts if text)
        if not filled:
            continue
        fields = {k: field for k, text in enumerate(texts) if text and (field := field_of(text))}
        told = {field for field in fields.values() if field != "ignored"}
        # Of rows that name nothing, the first with two cells looks most like heads: a title stands alone.
        worth = (len(told), min(filled, 2))
        if worth > most:
            best, most = Heads(number, texts, fields), worth
    return _with_districts(best) if best else None


def _with_districts(heads: Heads) -> Heads:
    """«Район» is the municipality, unless another column says so better."""
    if "municipality" not in heads.fields.values():
        for column, field in heads.fields.items():
            if field == "district":
                heads.fields[column] = "municipality"
    return heads
