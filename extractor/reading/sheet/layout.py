"""Where the tables of a sheet are: titles above them, notes and signatures below, one or several tables between.

A sheet is one grid for all that stands on it.  Drawn lines tell a table best; where nothing is drawn, its rows are
those that fill the same columns.  An empty row ends a table unless what follows it has no head of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise, zip_longest
from typing import Literal

from extractor.patterns import load
from extractor.reading.sheet.rows import Row

_ORDER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*\.?")
_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?\s+\S|\d{1,3}(?:[.,]\d{1,3})*\.?$")
# Of the columns that the fullest row fills: so many belong to a row of the head, so many to one of the body.
_HEAD_SHARE, _BODY_SHARE = 0.6, 0.5
_MOST_BETWEEN = 2
# Sections of a table without lines have headings of a line or two; more lines are a text.
_MOST_SINGLE = 2
# Headings of sections are shorter.
_SENTENCE = 60
_TABLE = re.compile(r"(?:Таблица|Форма)\s*(?:№\s*)?\d", re.IGNORECASE)


@cache
def _head_cue() -> re.Pattern[str]:
    return load("layout").any_of("data_head")


@dataclass(slots=True)
class Stretch:
    """Rows that are one table, or lines of text."""

    kind: Literal["table", "text"]
    rows: list[Row]


def stretches(rows: list[Row]) -> list[Stretch]:
    """The rows of one sheet as tables and texts, in their order."""
    found: list[Stretch] = []
    for band in _bands(rows):
        found += _ruled(band) if any(row.ruled and row.many for row in band) else _plain(band)
    return _joined([stretch for stretch in found if stretch.rows])


def _bands(rows: list[Row]) -> list[list[Row]]:
    """Rows between empty rows."""
    starts = [0, *(at for at, row in enumerate(rows) if row.gap), len(rows)]
    return [rows[a:b] for a, b in pairwise(starts) if b > a]


def _ruled(band: list[Row]) -> list[Stretch]:
    """A band with drawn lines: tables are what they surround, and rows of figures that go on below."""
    found: list[Stretch] = []
    runs = [list(run) for _, run in groupby(band, key=lambda row: row.ruled)]
    inside = False  # the next run with lines goes on with the last table
    for run, below in zip_longest(runs, runs[1:], fillvalue=list[Row]()):
        last = found[-1] if found and found[-1].kind == "table" else None
        if run[0].ruled and last and inside:
            first, *others = _titled(run)
            last.rows += first.rows
            found += others
            inside = False
        elif run[0].ruled:
            found += _begun(run, found[-1].rows if found and not last else [])
        elif last and below and len(run) <= _MOST_SINGLE and not _begins(below):
            last.rows += run
            inside = True
        else:
            figures = next((at for at, row in enumerate(run) if not (row.many and _has_figures(row))), len(run))
            if last:
                last.rows += run[:figures]
            found.append(Stretch("text", run[figures if last else 0 :]))
    return found


def _begun(run: list[Row], above: list[Row]) -> list[Stretch]:
    """Rows with lines as tables with their titles; out of the text ``above`` comes a head that alone has no lines."""
    first = next((at for at, row in enumerate(run) if row.many), len(run))
    if first == len(run):
        return [Stretch("text", run)]
    head: list[Row] = []
    while not first and not _is_head(run[0]) and above and len(above[-1].owners) > 1 and _is_head(above[-1]):
        head.insert(0, above.pop())
    return [Stretch("text", run[:first]), *_titled([*head, *run[first:]])]


def _titled(rows: list[Row]) -> list[Stretch]:
    """A table, or several where a title stands right above a head."""
    found = [Stretch("table", [])]
    for row, below in zip_longest(rows, rows[1:]):
        if row and not row.many and below and below.many and _named(below):
            found += [Stretch("text", [row]), Stretch("table", [])]
        elif row:
            found[-1].rows.append(row)
    return found


def _begins(run: list[Row]) -> bool:
    """Whether rows with lines begin with a head of their own."""
    first = next((row for row in run if row.many), None)
    return first is not None and _is_head(first)


def _plain(band: list[Row]) -> list[Stretch]:
    """A band without lines: its tables are runs of rows of several cells, each from its head on."""
    found: list[Stretch] = []
    begin = 0
    single: list[Row] = []
    for at, row in enumerate(band):
        if not row.many:
            single.append(row)
            continue
        if single and (len(single) > _MOST_SINGLE or _named(row) or (_is_head(row) and any(map(_is_title, single)))):
            found += _run(band[begin:at])
            begin = at
        single = []
    return [*found, *_run(band[begin:])]


def _run(band: list[Row]) -> list[Stretch]:
    """A table with what stands right above and below it: it has the rows that fill most of its columns."""
    several = [at for at, row in enumerate(band) if len(row.owners) > 1]
    if not several or (len(several) == 1 and _is_head(band[several[0]])):
        return [Stretch("text", band)]
    used = sorted({owner.column for at in several for owner in band[at].owners})
    filled = [sum(any(o.column <= c <= o.last_column for o in row.owners) for c in used) for row in band]
    most = max(filled[at] for at in several)
    first = next(at for at in several if filled[at] >= _HEAD_SHARE * most)
    end = first + 1
    for at in range(first, len(band)):
        row = band[at]
        if row.spanned or (len(row.owners) > 1 and (filled[at] >= _BODY_SHARE * most or _has_figures(row))):
            end = at + 1
    return [Stretch("text", band[:first]), Stretch("table", band[first:end]), Stretch("text", band[end:])]


def _joined(found: list[Stretch]) -> list[Stretch]:
    """Tables that empty rows cut in two put together again."""
    done: list[Stretch] = []
    for stretch in found:
        between: list[Row] = []
        before = done[-1] if done else None
        if before and before.kind == "text" and len(done) > 1 and len(before.rows) <= _MOST_BETWEEN:
            before, between = done[-2], before.rows
        if (
            stretch.kind == "table"
            and before
            and before.kind == "table"
            and not any(row.many for row in between)
            and _goes_on(before, stretch, counted=bool(between))
        ):
            if between:
                done.pop()
            before.rows += [*between, *stretch.rows]
        elif done and done[-1].kind == stretch.kind == "text":
            done[-1].rows += stretch.rows
        else:
            done.append(stretch)
    return done


def _goes_on(before: Stretch, after: Stretch, *, counted: bool) -> bool:
    """Whether a table goes on behind empty rows: no head of its own, no other columns.

    Args:
        before: the table.
        after: what may belong to it.
        counted: a line of text stands between, so the row behind it has to begin with a number.
    """
    first = after.rows[0]
    if _is_head(first) or _words(first) == _words(before.rows[0]):
        return False
    if not {o.column for row in after.rows for o in row.owners} <= _covered(before):
        return False
    return not counted or bool(_ORDER.fullmatch(first.owners[0].cell.text.strip()))


def _covered(stretch: Stretch) -> set[int]:
    # A merged area may be as wide as the sheet, and is counted to where another cell begins.
    last = max(owner.column for row in stretch.rows for owner in row.owners)
    return {
        column
        for row in stretch.rows
        for owner in row.owners
        for column in range(owner.column, max(owner.column, min(owner.last_column, last)) + 1)
    }


def _is_head(row: Row) -> bool:
    """Whether a row may be a head: no figures, and no number of a row to begin with."""
    return not _has_figures(row) and not _COUNTED.match(row.owners[0].cell.text.strip())


def _named(row: Row) -> bool:
    """Whether a row has the words of a head, or the cells of one: some merged downwards, some only to the right."""
    if not _is_head(row):
        return False
    down = any(owner.last_row > row.number for owner in row.owners)
    right = any(owner.last_column > owner.column and owner.last_row == row.number for owner in row.owners)
    cues = sum(bool(_head_cue().match(owner.cell.text.strip())) for owner in row.owners)
    return cues > 1 or (down and right)


def _is_title(row: Row) -> bool:
    """Whether a row of one cell heads or ends a table, and is no heading of a section in it."""
    cell = row.owners[0].cell
    text = cell.text.strip()
    sentence = len(text) >= _SENTENCE and text.endswith(".")
    return cell.bold or cell.align in ("center", "right") or sentence or bool(_TABLE.match(text))


def _has_figures(row: Row) -> bool:
    return any(owner.is_figure for owner in row.owners)


def _words(row: Row) -> list[str]:
    return [owner.cell.text.strip() for owner in row.owners]
