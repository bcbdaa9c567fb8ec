"""Tables of plain rows: Markdown pipes, and columns set with runs of spaces."""

from __future__ import annotations

import re

from extractor.reading.encoding import non_space
from extractor.reading.plain.lines import Line
from extractor.reading.plain.strokes import aligned
from extractor.reading.source import RawCell, RawTable, RawText

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
# Words with single or double spaces between them; three spaces part columns.
_SEGMENT = re.compile(r"[^ ]+(?: {1,2}[^ ]+)*")
_FEWEST_ROWS = 3
# Columns nearer to each other than this are one.
_SLACK = 1
# Longer lines are no rows of columns set with spaces.
_WIDEST = 400
# So many empty cells more than filled ones make no table.
_MOST_EMPTY = 1000

Segment = tuple[int, int, str]


def pipe_table(lines: list[Line], start: int) -> tuple[RawTable | None, int, int]:
    """The Markdown table at ``lines[start]``, if any, the index after it, and how many signs only draw."""
    end = start
    while end < len(lines) and (end == start or not lines[end].gap) and "|" in lines[end].text:
        end += 1
    region = lines[start:end]
    headed = len(region) > 1 and "-" in region[1].text and bool(_DELIMITER.fullmatch(region[1].text))
    rows = [line for k, line in enumerate(region) if not (headed and k == 1)]
    grid = [_piped(line.text) for line in rows]
    framed = all(line.text.strip().startswith("|") and line.text.strip().endswith("|") for line in region)
    # Without a rule under the head, an empty first cell in aligned lines is the rest of a cell above.
    wrapped = not headed and aligned(region) and not all(row[0] for row in grid)
    ruled = any(_DELIMITER.fullmatch(line.text) for line in rows)
    if len(region) < 2 or not (headed or framed) or wrapped or ruled or _ragged(grid):
        return None, max(end, start + 1), 0
    drawn = sum(line.text.count("|") for line in rows) + (non_space(region[1].text) if headed else 0)
    return _table(rows, grid), end, drawn


def spaced_table(lines: list[Line], start: int) -> tuple[RawTable | None, int]:
    """The table set with spaces at ``lines[start]``, if any, and up to where the lines are settled."""
    if not _is_spaced(lines[start].text):
        return None, start + 1
    end = start + 1
    while end < len(lines) and _goes_on(lines, start, end):
        end += 1
    rows = [[(m.start(), m.end(), m[0]) for m in _SEGMENT.finditer(line.text)] for line in lines[start:end]]
    columns = _columns(rows)
    if sum(len(row) > 1 for row in rows) < _FEWEST_ROWS or len(columns) < 2:
        return None, end
    grid: list[list[str]] = []
    for row in rows:
        texts = [""] * len(columns)
        for a, b, text in row:
            # A heading over the rows below it begins in the first column and is wider than it.
            stop = b if len(row) > 1 else a + 1
            overlaps = [min(stop, y) - max(a, x) for x, y in columns]
            column = overlaps.index(max(overlaps))
            if texts[column]:
                return None, end
            texts[column] = text
        grid.append(texts)
    if len(columns) * len(rows) > 2 * sum(map(len, rows)) + _MOST_EMPTY:
        return None, end
    return _table(lines[start:end], grid), end


def _piped(text: str) -> list[str]:
    body = text.strip().removeprefix("|").removesuffix("|")
    return [value.strip() for value in body.split("|")]


def _ragged(grid: list[list[str]]) -> bool:
    return max(map(len, grid)) * len(grid) > 2 * sum(map(len, grid)) + _MOST_EMPTY


def _table(lines: list[Line], grid: list[list[str]]) -> RawTable:
    width = max(map(len, grid))
    cells: list[RawCell] = []
    for r, (line, row) in enumerate(zip(lines, grid, strict=True)):
        place = f"line {line.number}"
        for c in range(width):
            text = row[c] if c < len(row) else ""
            cells.append(RawCell(r, c, [RawText(text, locator=place)] if text else []))
    return RawTable(cells, merges_known=False, locator=f"line {lines[0].number}")


def _columns(rows: list[list[Segment]]) -> list[tuple[int, int]]:
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


def _goes_on(lines: list[Line], start: int, at: int) -> bool:
    """Whether a line belongs to the table: columns, or one cell over the rows below it (a heading)."""
    line = lines[at]
    if line.gap or _is_spaced(line.text):
        return not line.gap
    following = lines[at + 1] if at + 1 < len(lines) else None
    if at == start + 1 or not following or following.gap or not _is_spaced(following.text):
        return False
    return line.indent == lines[at - 1].indent == following.indent and not line.text.endswith((".", ":", ";"))
