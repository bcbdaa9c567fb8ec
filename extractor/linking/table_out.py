"""A table with the answers beside its own columns: CSV or TSV that no spreadsheet computes, or a workbook of values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.linking.table_answers import ANSWER_COLUMNS, Linked, as_cells
from extractor.registry.workbook import as_text

if TYPE_CHECKING:
    from extractor.linking.table import MentionTable

SUFFIXES = (".csv", ".tsv", ".xlsx")
# What a spreadsheet would compute as a formula; numbers, dashes and signs that stand alone are harmless.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_HARMLESS = re.compile(r"[+-]?\d[\d\s.,]*%?|[-+=–—]?")


def is_table(path: Path) -> bool:
    """Whether a result of this name is a table."""
    return path.suffix.lower() in SUFFIXES


def table_bytes(table: MentionTable, linked: Iterable[Linked], path: Path) -> Iterator[bytes]:
    """The table with its answers, piece by piece, in the format that the file's name tells."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from extractor.linking.workbook_out import workbook_bytes

        yield workbook_bytes(_rows(table, linked), title=table.sheet, heads_at=len(table.above) + 1)
        return
    delimiter = "\t" if suffix == ".tsv" else (table.delimiter or ";")
    yield from delimited_bytes(_rows(table, linked), delimiter=delimiter)


def delimited_bytes(rows: Iterable[Sequence[Any]], *, delimiter: str) -> Iterator[bytes]:
    """Rows as text that Excel opens: UTF-8 with its mark; cells that would be formulas begin with an apostrophe."""
    yield b"\xef\xbb\xbf"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    for row in rows:
        writer.writerow([_harmless(as_text(cell)) for cell in row])
        yield out.getvalue().encode("utf-8", "replace")
        out.seek(0)
        out.truncate()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell) else cell


def _rows(table: MentionTable, linked: Iterable[Linked]) -> Iterator[list[Any]]:
    """Everything as it was, columns of earlier answers left out, those of these answers at the end."""
    answers = [k for k, head in enumerate(table.heads) if head.casefold() in ANSWER_COLUMNS]
    width = max(map(len, (table.heads, *table.above, *(row.cells for row in table.rows))))

    def own(cells: Sequence[Any]) -> list[Any]:
        padded = [*cells, *[""] * (width - len(cells))]
        return [cell for k, cell in enumerate(padded) if k not in answers]

    yield from (own(cells) for cells in table.above)
    yield own(table.heads) + list(ANSWER_COLUMNS)
    for item in linked:
        yield own(item.row.cells) + (list(as_cells(item)) if item.links else [""] * len(ANSWER_COLUMNS))
