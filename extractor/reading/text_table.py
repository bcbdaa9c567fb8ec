"""Tables typed with tabs.

A row is a line with as many tabs as the table has gaps; a line break inside a cell spreads the row
over several lines, tabs at a row's end may be lost.  Lines of a head («24.04.2024 ⇥ с. Озёрное ⇥ № 3»)
and of a signature have tabs too and are no tables.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import median

from extractor.reading.source import Place, RawCell, RawTable, RawText
from extractor.reading.text_lines import Line
from extractor.reading.text_rows import ITEM, SECTION_SIZE, Rows, assemble, begins_head, is_signature, tabs

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


def gather(items: list[RawText | RawTable]) -> list[RawText | RawTable]:
    """Paragraphs of any format that are rows typed with tabs, put together as tables; the rest as it is.

    A cell keeps the places on the page of its words; texts with tracked changes stay as they are.
    """
    gathered: list[RawText | RawTable] = []
    run: list[RawText] = []
    for item in items:
        if isinstance(item, RawText) and _is_plain(item):
            run.append(item)
            continue
        gathered += [*_gather_run(run), item]
        run = []
    return [*gathered, *_gather_run(run)]


def _is_plain(text: RawText) -> bool:
    return text.kind == "paragraph" and not (text.changes or text.number)


def _gather_run(run: list[RawText]) -> list[RawText | RawTable]:
    lines = [Line(text.text, number) for number, text in enumerate(run)]
    gathered: list[RawText | RawTable] = []
    at = settled = 0
    while at < len(run):
        table: RawTable | None = None
        if at >= settled and "\t" in run[at].text:
            table, settled = tab_table(lines, at)
        if not table:
            gathered.append(run[at])
            at += 1
            continue
        _trace(table, run[at:settled])
        gathered.append(table)
        at = settled
    return gathered


def _trace(table: RawTable, sources: list[RawText]) -> None:
    """Give the table and its cells the locators and places of the paragraphs they were cut out of."""
    table.locator = sources[0].locator
    k = at = 0
    for cell in table.cells:
        for text in cell.items:
            if not isinstance(text, RawText):
                continue
            shift = 0
            places: list[Place] = []
            text.locator = sources[min(k, len(sources) - 1)].locator
            for piece in text.text.split("\n"):
                while k < len(sources) and (found := sources[k].text.find(piece, at)) < 0:
                    k, at = k + 1, 0
                if k == len(sources):
                    return
                places += [
                    replace(p, start=max(p.start - found, 0) + shift, end=min(p.end - found, len(piece)) + shift)
                    for p in sources[k].places
                    if p.start < found + len(piece) and found < p.end
                ]
                at = found + len(piece)
                shift += len(piece) + 1
            text.places = tuple(places)


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
