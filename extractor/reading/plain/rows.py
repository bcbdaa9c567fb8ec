"""Lines with tabs to rows of a table with a given number of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.reading.plain.lines import Line

# A cell broken over more lines than this is no cell.
_LONGEST_ROW = 12
_SIGNED = re.compile(r"/?\s*(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.?)\s*/?")
_ORDINAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
_TITLE = re.compile(r"(?:продолжение|окончание)?\s*(?:таблиц[аы]|приложение)\b", re.IGNORECASE)
ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}[.)]|[а-яё]\)|[-–—•·])")
"""A sign of a list item, alone in its cell."""
# A whole sentence of a paragraph, no line of a cell: «Показатели 6–8 в таблицу не вошли и даются по тексту.»
_TOLD = re.compile(r"^[А-ЯЁ].{50,}\.\s*$")
# The longest heading of a group of rows, rest of a last cell, and beginning of a first cell («№» over «п/п»).
SECTION_SIZE = 120
_FRAGMENT_SIZE = 60
_HEAD_FRAGMENT = 20


@dataclass(slots=True)
class Rows:
    """Rows with ``gaps`` tabs: the lines of each, how many are whole, and the index after the last line."""

    gaps: int
    rows: list[list[Line]] = field(default_factory=list)
    whole: int = 0
    end: int = 0


def tabs(line: Line) -> int:
    return line.text.count("\t")


def begins_head(line: Line, following: Line) -> bool:
    """«№» over «п/п ⇥ …»: a line that is the beginning of the first cell of the line below."""
    body = following.text
    short = "\t" not in line.text and len(line.text) <= _HEAD_FRAGMENT
    return short and not following.gap and "\t" in body.strip() and body[:1].islower()


def is_signature(line: Line) -> bool:
    """A position, tabs, a name."""
    cells = [cell.strip() for cell in line.text.split("\t")]
    filled = [cell for cell in cells if cell]
    named = len(filled) == 2 and filled[0] == cells[0] and len(filled[0]) > 4
    return named and bool(_SIGNED.fullmatch(filled[1]))


def assemble(lines: list[Line], start: int, gaps: int) -> Rows:
    """Rows of ``gaps`` tabs from ``lines[start]`` on, as far as the lines make such rows."""
    rows = Rows(gaps, end=start)
    while rows.end < len(lines):
        at = rows.end
        taken = _whole_row(lines, at, gaps) if at == start or not lines[at].gap or tabs(lines[at]) == gaps else 0
        if taken:
            rows.rows.append(lines[at : at + taken])
            rows.whole += 1
        elif (at > start and lines[at].gap) or tabs(lines[at]) > gaps or is_signature(lines[at]):
            break
        elif rows.rows and _ends_cell(rows, lines[at]):
            rows.rows[-1].append(lines[at])
        elif _is_short_row(lines, at, rows):
            rows.rows.append([lines[at]])
        else:
            break
        rows.end = at + max(1, taken)
    return rows


def _whole_row(lines: list[Line], at: int, gaps: int) -> int:
    """How many lines from ``at`` make one row of ``gaps`` tabs; 0 when none do."""
    line = lines[at]
    if is_signature(line) and not (at + 1 < len(lines) and tabs(line) == tabs(lines[at + 1]) == gaps):
        return 0
    if tabs(line) == gaps:
        return 1
    if not tabs(line) and not (at + 1 < len(lines) and begins_head(line, lines[at + 1])):
        return 0
    total = 0
    for taken, part in enumerate(lines[at : at + _LONGEST_ROW], start=1):
        own = tabs(part)
        if not own and (_TITLE.match(part.text.strip()) or len(part.text) > SECTION_SIZE or _TOLD.search(part.text)):
            return 0
        if taken > 1 and (part.gap or own == gaps or (_is_numbered(part) and _is_numbered(line))):
            return 0
        total += own
        if total >= gaps:
            return taken if total == gaps else 0
    return 0


def _is_numbered(line: Line) -> bool:
    return "\t" in line.text and bool(_ORDINAL.fullmatch(line.text.split("\t", 1)[0].strip()))


def _ends_cell(rows: Rows, line: Line) -> bool:
    """A line without tabs that goes on with the last cell of the row above."""
    text = line.text.strip()
    if "\t" in line.text or len(text) > _FRAGMENT_SIZE or ITEM.match(text):
        return False
    cell = rows.rows[-1][-1].text.rpartition("\t")[2].strip()
    if not cell or sum(map(tabs, rows.rows[-1])) < rows.gaps:
        return False
    # A dash alone is a whole cell.
    unfinished = (len(cell) > 1 and cell.endswith(("/", "-", "–", ",", "("))) or cell.rfind("«") > cell.rfind("»")
    return unfinished or text[0].islower() or text[0] in "(%"


def _is_short_row(lines: list[Line], at: int, rows: Rows) -> bool:
    """A row that lost the tabs at its end: the heading of a group of rows, a row with empty last cells."""
    line = lines[at]
    text = line.text.strip()
    followed = at + 1 < len(lines) and not lines[at + 1].gap and tabs(lines[at + 1]) == rows.gaps
    if "\t" in text:
        return followed or (bool(rows.rows) and _is_numbered(line))
    if tabs(line) == 1 or not rows.rows:
        return False
    heading = len(text) <= SECTION_SIZE and not text.endswith((".", ";", ":")) and not _TITLE.match(text)
    return followed and heading
