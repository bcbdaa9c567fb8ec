"""The tables as CSV files that Excel with Russian settings opens by a double click, and that no text can steer.

UTF-8 with a mark at its beginning, semicolons, decimal commas.  A text that a spreadsheet would take for a formula gets
an apostrophe before it, and so does a text that begins with one: taking one off gives back every text as it was.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from extractor.export.files import whole_file
from extractor.export.store import opened
from extractor.export.tables import TABLES, Kind

# What begins a formula, straight away or behind what a spreadsheet may skip; wide forms are read as the plain ones.
_FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|['\t\r]")


def folder(store: Path, path: Path) -> None:
    """Write one file per table into a folder.

    Args:
        store: the database that ``store.build`` has made.
        path: the folder; made if missing.
    """
    path.mkdir(parents=True, exist_ok=True)
    with opened(store) as base:
        for table in TABLES.values():
            kinds = [column.kind for column in table.columns]
            with (
                whole_file(path / f"{table.name}.csv") as beside,
                beside.open("w", encoding="utf-8-sig", newline="") as out,
            ):
                writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
                writer.writerow(table.names)
                for row in base.execute(table.select):
                    writer.writerow([_cell(value, kind) for value, kind in zip(row, kinds, strict=True)])


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if kind == "bool":
        return "1" if value else "0"
    if kind == "real":
        # 1e-05 is a number to no spreadsheet.
        return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return safe(value) if isinstance(value, str) else str(value)
