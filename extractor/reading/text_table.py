"""Tables typed with tabs.

A row is a line with as many tabs as the table has gaps; a line break inside a cell spreads the row
over several lines, tabs at a row's end may be lost.  Lines of a head («24.04.2024 ⇥ с. Озёрное ⇥ № 3»)
and of a signature have tabs too and are no tables.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from extractor.reading.source import RawCell, RawTable, RawText
from extractor.reading.text_lines import Line

# So many lines without tabs end a table for certain.
_LONGEST_BREAK = 6
# Lines looked at to learn how many columns there may be.
_WINDOW = 60
_SIGNED = re.compile(r"/?\s*(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.?)\s*/?")
_ORDINAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}[.)]|[а-яё]\)|[-–—•·])")
_TITLE = re.compile(r"(?:продолжение|окончание)?\s*(?:таблиц[аы]|приложение)\b", re.IGNORECASE)
_SECTION_SIZE = 120
_FRAGMENT_SIZE = 60
_HEAD_FRAGMENT = 20


@dataclass(slots=True)
class Rows:
    """Rows of a table that is being put together: the lines of each, and which are whole."""

    gaps: int
    rows: list[list[Line]] = field(default_factory=list)
    whole: int = 0
    end: int = 0


def tab_table(lines: list[Line], start: int) -> tuple[RawTable | None, int]:
    """The table that begins at ``lines[start]``, if any, and the index up to which the lines are settled."""
    lead = 0
    if "\t" not in lines[start].text:
        # «№» over «п/п»: the first cell of the head is broken before its first tab.
        if start + 1 >= len(lines) or not _head_fragment(lines[start], lines[start + 1]):
            return None, start + 1
        lead = 1
    if "\t" not in lines[start + lead].text.strip():
        return None, start + 1
    best: Rows | None = None
    settled = start + 1
    for gaps in _candidates(lines, start + lead):
        rows = _assemble(lines, start + lead, gaps)
        settled = max(settled, rows.end)
        if (not best or rows.whole > best.whole) and _is_table(rows):
            best = rows
    if not best:
        return None, settled
    if lead:
        best.rows[0].insert(0, lines[start])
    return _table(best), best.end


def gather(items: list[RawText | RawTable]) -> list[RawText | RawTable]:
    """Paragraphs of any format that are rows typed with tabs, put together as tables; everything else as it is.

    Texts with places on a page or tracked changes stay as they are, so that neither is lost.
    """
    gathered: list[RawText | RawTable] = []
    run: list[RawText] = []
    for item in [*items, None]:
        if isinstance(item, RawText) and item.kind == "paragraph" and not (item.places or item.changes or item.number):
            run.append(item)
            continue
        gathered += _gather_run(run)
        run = []
        if item is not None:
            gathered.append(item)
    return gathered


def _gather_run(run: list[RawText]) -> list[RawText | RawTable]:
    lines = [Line(text.text, number) for number, text in enumerate(run)]
    gathered: list[RawText | RawTable] = []
    at = settled = 0
    while at < len(run):
        if at >= settled and "\t" in run[at].text:
            table, settled = tab_table(lines, at)
            if table:
                table.locator = run[at].locator
                for cell in table.cells:
                    for text in cell.items:
                        text.locator = run[at].locator
                gathered.append(table)
                at = settled
                continue
        gathered.append(run[at])
        at += 1
    return gathered


def _tabs(line: Line) -> int:
    return line.text.count("\t")


def _head_fragment(line: Line, following: Line) -> bool:
    body = following.text
    return len(line.text) <= _HEAD_FRAGMENT and not following.gap and "\t" in body.strip() and body[:1].islower()


def _candidates(lines: list[Line], start: int) -> list[int]:
    """Numbers of gaps that a table here may have, the commonest first."""
    counts: Counter[int] = Counter()
    bare = 0
    for line in lines[start : start + _WINDOW]:
        if line.gap and line is not lines[start] and not _tabs(line):
            break
        bare = 0 if _tabs(line) else bare + 1
        if bare > _LONGEST_BREAK:
            break
        if "\t" in line.text.strip():
            counts[_tabs(line)] += 1
    return [gaps for gaps, _ in sorted(counts.items(), key=lambda item: (-item[1], -item[0]))[:4]]


def _assemble(lines: list[Line], start: int, gaps: int) -> Rows:
    rows = Rows(gaps)
    at = start
    while at < len(lines):
        line = lines[at]
        own = _tabs(line)
        if at > start and line.gap and own != gaps:
            break
        if _is_signature(line) and not (own == gaps and at + 1 < len(lines) and _tabs(lines[at + 1]) == gaps):
            break
        taken = 1 if own == gaps else _complete(lines, at, gaps) if own < gaps else 0
        if taken:
            rows.rows.append(lines[at : at + taken])
            rows.whole += 1
        elif own > gaps:
            break
        elif rows.rows and _ends_cell(rows, line):
            rows.rows[-1].append(line)
            taken = 1
        elif _is_short_row(lines, at, rows):
            rows.rows.append([line])
            taken = 1
        else:
            break
        at += taken
    rows.end = at
    return rows


def _complete(lines: list[Line], at: int, gaps: int) -> int:
    """How many lines from ``at`` make one row of ``gaps`` tabs (a cell broken over lines); 0 when none do."""
    total = 0
    if not _tabs(lines[at]) and not (at + 1 < len(lines) and _head_fragment(lines[at], lines[at + 1])):
        return 0
    for taken, line in enumerate(lines[at : at + 2 * _LONGEST_BREAK]):
        own = _tabs(line)
        if not own and _TITLE.match(line.text.strip()):
            return 0
        if taken and (line.gap or own == gaps or (_ordinal(line) and _ordinal(lines[at]))):
            return 0
        total += own
        if total > gaps:
            return 0
        if total == gaps:
            return taken + 1
    return 0


def _ordinal(line: Line) -> bool:
    return "\t" in line.text and bool(_ORDINAL.fullmatch(line.text.split("\t", 1)[0].strip()))


def _ends_cell(rows: Rows, line: Line) -> bool:
    """A line without tabs that goes on with the last cell of the row above."""
    text = line.text.strip()
    if "\t" in line.text or line.gap or len(text) > _FRAGMENT_SIZE or _ITEM.match(text):
        return False
    last = rows.rows[-1][-1].text
    cell = last.rpartition("\t")[2].strip()
    if not cell or sum(map(_tabs, rows.rows[-1])) < rows.gaps:
        return False
    return text[0].islower() or text[0] in "(%" or cell.endswith(("/", "-", "–", ",", "(")) or cell.rfind("«") > cell.rfind("»")


def _is_short_row(lines: list[Line], at: int, rows: Rows) -> bool:
    """A row that lost the tabs at its end: the heading of a group of rows, a row with empty last cells."""
    line = lines[at]
    text = line.text.strip()
    following = at + 1 < len(lines) and not lines[at + 1].gap and _tabs(lines[at + 1]) == rows.gaps
    if "\t" not in text:
        if line.text.startswith("\t") and _tabs(line) < 2:
            return False
        fits = len(text) <= _SECTION_SIZE and not text.endswith((".", ";", ":")) and not _TITLE.match(text)
        return bool(following and rows.rows and fits)
    return bool(following or (rows.rows and _ordinal(line)))


def _is_signature(line: Line) -> bool:
    cells = [cell.strip() for cell in line.text.split("\t")]
    filled = [cell for cell in cells if cell]
    return len(filled) == 2 and filled[0] == cells[0] and len(filled[0]) > 4 and bool(_SIGNED.fullmatch(filled[1]))


def _is_table(rows: Rows) -> bool:
    count = len(rows.rows)
    if count < (2 if rows.gaps > 1 else 3) or rows.whole < 2 or rows.whole < 0.6 * count:
        return False
    grid = [_cells(row) for row in rows.rows]
    if all(_is_signature(row[0]) for row in rows.rows):
        return False
    if count <= 3 and any(not any(row[k].strip() for row in grid if k < len(row)) for k in range(rows.gaps + 1)):
        # A column that nobody fills is a gap made of two tabs.
        return False
    if rows.gaps == 1:
        items = sum(bool(_ITEM.fullmatch(row[0].strip())) for row in grid)
        return items < 0.7 * count and median(len(row[0]) for row in grid) <= _SECTION_SIZE
    return True


def _cells(row: list[Line]) -> list[str]:
    return "\n".join(line.text for line in row).split("\t")


def _table(rows: Rows) -> RawTable:
    cells: list[RawCell] = []
    for r, row in enumerate(rows.rows):
        values = [value.strip() for value in _cells(row)]
        place = f"line {row[0].number}"
        for c in range(max(rows.gaps + 1, len(values))):
            text = values[c] if c < len(values) else ""
            cells.append(RawCell(r, c, [RawText(text, locator=place)] if text else []))
    return RawTable(cells, merges_known=False, locator=f"line {rows.rows[0][0].number}")
