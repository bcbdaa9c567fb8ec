"""Tables of plain rows: Markdown pipes, and columns set with runs of spaces."""

from __future__ import annotations

import re

from extractor.reading.source import RawCell, RawTable, RawText
from extractor.reading.text_grid import aligned
from extractor.reading.text_lines import Line

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
# Words with single or double spaces between them; three spaces part columns.
_SEGMENT = re.compile(r"[^ ]+(?: {1,2}[^ ]+)*")
_FEWEST_ROWS = 3
# Columns nearer to each other than this are one.
_SLACK = 1
# Longer lines are no rows of columns set with spaces.
_WIDEST = 400


def pipe_table(lines: list[Line], start: int) -> tuple[RawTable | None, int, int]:
    """The Markdown table at ``lines[start]``, if any, the index after it, and how many signs only draw."""
    end = start
    while end < len(lines) and (end == start or not lines[end].gap) and "|" in lines[end].text:
        end += 1
    region = lines[start:end]
    headed = len(region) > 1 and bool(_DELIMITER.fullmatch(region[1].text)) and "-" in region[1].text
    framed = all(line.text.strip().startswith("|") and line.text.endswith("|") for line in region)
    rows = [line for k, line in enumerate(region) if not (headed and k == 1)]
    wrapped = not headed and aligned(region) and any(not line.text.strip().strip("|").split("|")[0].strip() for line in region)
    if len(region) < 2 or wrapped or not (headed or framed) or any(_DELIMITER.fullmatch(line.text) for line in rows):
        return None, max(end, start + 1), 0
    drawn = sum(line.text.count("|") for line in rows) + (len("".join(region[1].text.split())) if headed else 0)
    cells: list[RawCell] = []
    grid = [[value.strip() for value in line.text.strip().removeprefix("|").removesuffix("|").split("|")] for line in rows]
    width = max(len(row) for row in grid)
    for r, (row, line) in enumerate(zip(grid, rows, strict=True)):
        for c in range(width):
            text = row[c] if c < len(row) else ""
            cells.append(RawCell(r, c, [RawText(text, locator=f"line {line.number}")] if text else []))
    return RawTable(cells, merges_known=False, locator=f"line {region[0].number}"), end, drawn


def spaced_table(lines: list[Line], start: int) -> tuple[RawTable | None, int]:
    """The table set with spaces at ``lines[start]``, if any, and the index up to which the lines are settled."""
    if not _is_spaced(lines[start].text):
        return None, start + 1
    end = start + 1
    while end < len(lines) and not lines[end].gap and (_is_spaced(lines[end].text) or _is_single(lines, start, end)):
        end += 1
    rows = [[(m.start(), m.end(), m[0]) for m in _SEGMENT.finditer(line.text)] for line in lines[start:end]]
    columns = _columns(rows)
    if sum(len(row) > 1 for row in rows) < _FEWEST_ROWS or len(columns) < 2:
        return None, end
    cells: list[RawCell] = []
    for r, row in enumerate(rows):
        filled: dict[int, str] = {}
        for a, b, text in row:
            column = max(range(len(columns)), key=lambda c: min(b, columns[c][1]) - max(a, columns[c][0]))
            if column in filled:
                return None, end
            filled[column] = text
        place = f"line {lines[start + r].number}"
        cells += [RawCell(r, c, [RawText(filled[c], locator=place)] if c in filled else []) for c in range(len(columns))]
    return RawTable(cells, merges_known=False, locator=f"line {lines[start].number}"), end


def _columns(rows: list[list[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    """Where the columns stand: the signs that the fullest rows take up together."""
    most = max(map(len, rows))
    columns: list[tuple[int, int]] = []
    for a, b in sorted((a, b) for row in rows if len(row) >= 0.8 * most for a, b, _ in row):
        if columns and a <= columns[-1][1] + _SLACK:
            columns[-1] = (columns[-1][0], max(b, columns[-1][1]))
        else:
            columns.append((a, b))
    return columns if len(columns) == most else []


def _is_spaced(text: str) -> bool:
    return len(text) <= _WIDEST and "\t" not in text and "   " in text.strip()


def _is_single(lines: list[Line], start: int, at: int) -> bool:
    """A row with one cell inside a table: a heading over the rows below it."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    return bool(
        at > start + 1
        and following
        and not following.gap
        and _is_spaced(following.text)
        and line.indent == lines[at - 1].indent == following.indent
        and not line.text.endswith((".", ":", ";"))
    )
