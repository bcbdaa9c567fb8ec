"""The examples of ``fields/data/table_shapes.md`` as papers, and what their records say in the same words."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractor import extract_bytes
from extractor.record import Indicator, Value

SHAPES = Path(__file__).parent / "fields" / "data" / "table_shapes.md"


@dataclass
class Shape:
    """A paper, as HTML, and what its tables say."""

    title: str
    body: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    @property
    def page(self) -> bytes:
        top = "<p>СПРАВКА</p><p>о показателях работы школ</p>"
        return f"<html><body>{top}{''.join(self.body)}</body></html>".encode()

    @property
    def text(self) -> bytes:
        """The same paper typed: nobody tells which cells were joined."""
        return "\n".join(["СПРАВКА", "", "о показателях работы школ", "", *self.typed]).encode()


def shapes() -> list[Shape]:
    """The examples, in order."""
    out: list[Shape] = []
    rows: list[list[str]] = []
    for line in [*SHAPES.read_text("utf-8").split("\n"), ""]:
        if line.startswith("|") and not line.startswith("||"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            out[-1].body.append(_table(rows))
            out[-1].typed += _typed(rows)
            rows = []
        if line.startswith("## "):
            out.append(Shape(line[3:]))
        elif line.startswith("= "):
            out[-1].said |= {_sorted(line[2:])} - {"nothing"}
        elif line.strip() and out:
            plain = line.lstrip("|>").replace("**", "").strip()
            out[-1].body.append(f"<p>{html.escape(plain)}</p>")
            out[-1].typed += [plain, ""]
    return out


def said(data: bytes, *, name: str) -> set[str]:
    """What the record of a paper says, in the words of the examples."""
    record = extract_bytes(data, name=name)
    return {_sorted(_indicator(i)) for i in record.indicators}


def _sorted(line: str) -> str:
    """A line with its values in one order, each once."""
    name, _, values = line.rpartition(": ") if ": " in line else (line, "", "")
    return f"{name}: {'; '.join(sorted(set(values.split('; '))))}" if name and values else line


def _indicator(indicator: Indicator) -> str:
    told = [_value(v) for v in indicator.values] + ([f"status {indicator.status}"] if indicator.status else [])
    return f"{indicator.name}: {'; '.join(told)}" if told else indicator.name


def _value(v: Value) -> str:
    number = f"{v.value:.10g}" if v.value is not None else f"{v.low:g}–{v.high:g}"
    parts = [v.role, number, v.unit, v.comparator, v.year and str(v.year), v.subject and f"{{{v.subject}}}"]
    return " ".join(part for part in parts if part)


def _typed(rows: list[list[str]]) -> list[str]:
    lines = [f"| {' | '.join('' if cell in ('<', '^') else cell for cell in row)} |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:], ""]


def _table(rows: list[list[str]]) -> str:
    lines: dict[int, list[str]] = {r: [] for r in range(len(rows))}
    for r, _, down, right, text in merged_cells(rows):
        shown = html.escape(text).replace("\\n", "<br>")
        lines[r].append(f'<td rowspan="{down}" colspan="{right}">{shown}</td>')
    return "<table border=1>" + "".join(f"<tr>{''.join(cells)}</tr>" for cells in lines.values()) + "</table>"


def merged_cells(rows: list[list[str]]) -> Iterator[tuple[int, int, int, int, str]]:
    """Row, column, height, width and text of every cell; «<» goes on the cell at its left, «^» the one above."""
    width = max(map(len, rows))
    full = [row + [""] * (width - len(row)) for row in rows]
    for r, row in enumerate(full):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right, down = c + 1, r + 1
            while right < width and row[right] == "<":
                right += 1
            while down < len(full) and full[down][c] == "^":
                down += 1
            yield r, c, down - r, right - c, text
