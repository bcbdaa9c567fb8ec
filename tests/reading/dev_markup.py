"""Readings as tests compare them, and the developers' documents: their markup as paragraphs and tables.

They lie beside the repository where there are any; tests that need them skip otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tables_help import merged_cells

from extractor.reading.source import RawTable, RawText

DEV = Path(__file__).parents[2] / "../shared/dev"
STEMS = [path.stem for path in sorted(DEV.glob("*.md"))]

Grid = dict[tuple[int, int], tuple[int, int, str]]
"""Row and column of an owner cell to its spans and its text."""


@dataclass(frozen=True)
class Paragraph:
    number: str | None
    text: str


def load(stem: str) -> list[Paragraph | Grid]:
    """Paragraphs with the numbers that Word shows, tables; deletions stay, as LibreOffice exports them."""
    blocks: list[Paragraph | Grid] = []
    rows: list[list[str]] = []
    counts = [0, 0]
    for raw in [*(DEV / f"{stem}.md").read_text("utf-8").split("\n"), ""]:
        line = raw.rstrip()
        if line.startswith("|") and not line.startswith("||"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            blocks.append(_grid(rows))
            rows = []
        if line.strip() and line != "{pagebreak}":
            blocks += _paragraphs(line, counts)
    return blocks


def _paragraphs(line: str, counts: list[int]) -> list[Paragraph]:
    boxed = re.fullmatch(r"\{(header|footer|textbox): (.*)\}", line)
    if boxed:
        parts = boxed[2].split(r"\n") if boxed[1] == "textbox" else [boxed[2]]
        return [Paragraph(None, _clean(part)) for part in parts]
    if line.startswith("#. "):
        counts[:] = [counts[0] + 1, 0]
        return [Paragraph(f"{counts[0]}.", _clean(line[3:]))]
    if line.startswith("#.#. "):
        counts[1] += 1
        return [Paragraph(f"{counts[0]}.{counts[1]}.", _clean(line[5:]))]
    if line.startswith("- "):
        return [Paragraph("•", _clean(line[2:]))]
    return [Paragraph(None, _clean(re.sub(r"^(# |## |>> |\|\| )", "", line)))]


def _clean(text: str) -> str:
    text = re.sub(r"\{(?:ins|del): (.*?)\}", r"\1", text)
    text = re.sub(r"(?<!\*)\*([^*\s][^*]*?)\*(?!\*)", r"\1", text).replace("**", "")
    text = text.replace("~", "\u00a0").replace("^-", "\u00ad").replace("\\t", "\t").replace("\\n", "\n")
    return text.strip()


def _grid(rows: list[list[str]]) -> Grid:
    return {(r, c): (down, right, _clean(text)) for r, c, down, right, text in merged_cells(rows)}


def held(items: list[RawText | RawTable]) -> int:
    """Characters other than white space that a reading hands on."""
    return sum(
        len("".join(item.text.split())) if isinstance(item, RawText) else sum(held(cell.items) for cell in item.cells)
        for item in items
    )


def rows_of(table: RawTable) -> list[list[str]]:
    """A table as rows of cell texts; a position without a cell of its own is «^»."""
    width = max(cell.column + cell.colspan for cell in table.cells)
    height = max(cell.row + cell.rowspan for cell in table.cells)
    rows = [["^"] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = "".join(item.text for item in cell.items if isinstance(item, RawText))
    return rows
