"""Tables typed with tabs.

A row is a line with as many tabs as the table has gaps; a line break inside a cell spreads the row
over several lines, tabs at a row's end may be lost.  Lines of a head («24.04.2024 ⇥ с. Озёрное ⇥ № 3»)
and of a signature have tabs too and are no tables.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from extractor.reading.plain.lines import Line
from extractor.reading.plain.rows import ITEM, SECTION_SIZE, Rows, assemble, begins_head, is_signature, tabs
from extractor.reading.source import RawCell, RawTable, RawText

# Lines looked at to learn how many columns there may be, lines without tabs that end a table for
# certain, and numbers of columns tried.
_WINDOW = 60
_LONGEST_BREAK = 6
_MOST_TRIED = 4


def tab_table(lines: list[Line], start: int) -> tuple[RawTable | None, int]:
    """The table that begins at ``lines[start]``, if any, and the index up to which the lines are settled."""
    lead = int(start + 1 < len(lines) and begins_head(lines[start], lines[start + 1]))
    if "\t" not in lines[start + lead].text.strip():
        return None, start + 1
    best: Rows | None = None
    settled = start + 1
    for gaps in _candidates(lines, start + lead):
        rows = assemble(lines, start + lead, gaps)
        settled = max(settled, rows.end)
        if (not best or rows.whole > best.whole) and _is_table(rows):
            best = rows
    if not best:
        return None, settled
    if lead:
        best.rows[0].insert(0, lines[start])
    return _table(best), best.end


def _candidates(lines: list[Line], start: int) -> list[int]:
    """Numbers of gaps that a table here may have, the commonest first."""
    counts: Counter[int] = Counter()
    bare = 0
    for line in lines[start : start + _WINDOW]:
        bare = 0 if tabs(line) else bare + 1
        if bare > _LONGEST_BREAK or (bare and line.gap):
            break
        if "\t" in line.text.strip():
            counts[tabs(line)] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], -item[0]))
    return [gaps for gaps, _ in ordered[:_MOST_TRIED]]


def _is_table(rows: Rows) -> bool:
    count = len(rows.rows)
    # Two lines with one tab each are a head or two signatures.
    if count < (2 if rows.gaps > 1 else 3) or rows.whole < max(2, 0.6 * count):
        return False
    if all(is_signature(row[0]) for row in rows.rows):
        return False
    grid = [_cells(row) for row in rows.rows]
    if count <= 3 and any(not any(row[k].strip() for row in grid if k < len(row)) for k in range(rows.gaps + 1)):
        # A column that nobody fills is a gap made of two tabs.
        return False
    if rows.gaps == 1:
        # «1. ⇥ Утвердить …» is a point of a list.
        items = sum(bool(ITEM.fullmatch(row[0].strip())) for row in grid)
        return items < 0.7 * count and median(len(row[0]) for row in grid) <= SECTION_SIZE
    return True


def _cells(row: list[Line]) -> list[str]:
    return "\n".join(line.text for line in row).split("\t")


def _table(rows: Rows) -> RawTable:
    cells: list[RawCell] = []
    for r, row in enumerate(rows.rows):
        values = [value.strip() for value in _cells(row)]
        values += [""] * (rows.gaps + 1 - len(values))
        place = f"line {row[0].number}"
        for c, text in enumerate(values):
            cells.append(RawCell(r, c, [RawText(text, locator=place)] if text else []))
    return RawTable(cells, merges_known=False, locator=f"line {rows.rows[0][0].number}")
