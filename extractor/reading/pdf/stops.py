"""Rows that a writer set with the tab key, told by the stops they stand on.

Papers of twenty years type small tables so («1 ⇥ Доля школ ⇥ % ⇥ 68,0 ⇥ 69,5») and leave the stops where the program
has them: every 1.25 cm or half an inch.  Texts then begin in no column, and a tab may be as narrow as a space; but
each begins on a stop, and every row has as many tabs as the others.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from extractor.reading.pdf.habits import Habits
from extractor.reading.pdf.lines import Line, Part

# What Word and LibreOffice set in Russian (708 and 709 twips) and in English papers (points).
_STEPS = (35.4, 35.45, 36.0)
# How far from its stop a text may begin (points): as drawn, and as a scan shows it.
_DRAWN, _SCANNED = 0.6, 1.5
# A gap of so many spaces is a tab for certain; one narrower than this is no tab.
_CERTAIN, _NARROWEST = 2.6, 0.2
# Spaces that are not stretched differ so much at most as drawn.
_SPACE_OFF = 0.06
# Texts behind wide gaps that must stand on stops, of all of a page: so many, and this share, on more stops than these
# (columns that stand on two or three stops may do so by chance).  Not more of them are looked at.
_FEWEST_STARTS, _SHARE, _CHANCE, _MOST_STARTS = 6, 0.75, 3, 60
# Whole rows that prove a table, lines without tabs in its midst (the heading of a group), and what is looked at to
# learn how many tabs rows may have.
_FEWEST_ROWS, _MOST_BETWEEN = 3, 1
_WINDOW, _MOST_TRIED = 40, 4
# Lines of one row, and of a head that is set otherwise than the rows.
_LONGEST_ROW, _LONGEST_HEAD = 12, 6
# Two words so close that they are seen as one («ШколаПлан», «учителяруб.»), and how far from its stop the second may
# seem to begin.
_GLUED = re.compile(r"(?<=[а-яё»)])(?=[А-ЯЁ][а-яё]|(?:руб|тыс|млн|ед|чел|шт|кв|балл)\w?[.,]?$)")
_GLUED_OFF = 5.0


class _Stops(NamedTuple):
    """Where stops are: every ``step`` points from ``phase``."""

    step: float
    phase: float
    reach: float

    def off(self, x: float) -> float:
        """How far ``x`` is from the nearest stop."""
        away = (x - self.phase) % self.step
        return min(away, self.step - away)

    def holds(self, x: float) -> bool:
        return self.off(x) <= self.reach

    def passed(self, start: float, end: float) -> int:
        """How many stops lie behind ``start``, up to ``end``."""
        return int((end + self.reach - self.phase) // self.step - (start - self.phase) // self.step)


class _Row(NamedTuple):
    """A line as it stands: the gaps that are tabs for certain, and those that may be, with their width in spaces."""

    line: Line
    stops: _Stops | None
    certain: list[int]
    likely: dict[int, float]

    def tabs(self, count: int) -> list[int] | None:
        """Which gaps are the tabs when there are ``count`` of them; ``None`` when there cannot be so many."""
        more = count - len(self.certain)
        if not 0 <= more <= len(self.likely):
            return None
        return sorted([*self.certain, *sorted(self.likely, key=self.likely.__getitem__, reverse=True)[:more]])


class _Table(NamedTuple):
    """What the rows of one table share: how many tabs, and where they begin."""

    gaps: int
    left: float
    habits: Habits


def typed_lines(lines: Sequence[Line], habits: Habits) -> list[Line]:
    """The lines of running text, those of tables typed with tabs on the program's own stops marked as their parts.

    Args:
        lines: in reading order, over all pages.
        habits: of the document.
    """
    rows = _rows_of(lines, habits)
    found = list(lines)
    at = 0
    while at < len(rows):
        best = _best(rows, at, habits)
        rivals = (_best(rows, k, habits) for k in range(at + 1, min(at + _LONGEST_HEAD, at + len(best), len(rows))))
        if _whole(best) < _FEWEST_ROWS or any(_whole(rival) > _whole(best) for rival in rivals):
            at += 1
            continue
        found[at : at + len(best)] = best
        at += len(best)
    return found


def _best(rows: list[_Row], at: int, habits: Habits) -> list[Line]:
    """The longest table that begins at a row."""
    counts = _counts(rows[at : at + _WINDOW]) if rows[at].certain else []
    tables = (_table(rows, at, _Table(gaps, rows[at].line.x0, habits)) for gaps in counts)
    return max(tables, key=_whole, default=[])


def _whole(table: list[Line]) -> int:
    return sum(line.part == "row" for line in table)


def _rows_of(lines: Iterable[Line], habits: Habits) -> list[_Row]:
    """The lines with their tabs; a page that shows no stops has those of the page before."""
    rows: list[_Row] = []
    stops: _Stops | None = None
    for _, page in groupby(lines, key=lambda line: line.page):
        held = list(page)
        stops = _stops_of(held) or stops
        rows += [_row(line, stops, habits) for line in held]
    return rows


def _gaps(line: Line) -> list[float]:
    """The widths between the words of a line, in spaces."""
    return [(b - a) / line.space for a, b in zip(line.edges[1:-1:2], line.edges[2::2], strict=True)]


def _stops_of(lines: list[Line]) -> _Stops | None:
    """The stops on which the texts behind wide gaps of a page stand, if they do."""
    laid_out = [line for line in lines if "\t" in line.text]  # no stretched ones
    starts = [line.edges[2 * k + 2] for line in laid_out for k, gap in enumerate(_gaps(line)) if gap >= _CERTAIN]
    starts = starts[:_MOST_STARTS]
    if len(starts) < _FEWEST_STARTS:
        return None
    reach = _SCANNED if any(line.sure for line in lines) else _DRAWN
    tried = (_Stops(step, start % step, reach) for step in _STEPS for start in starts)
    best = max(tried, key=lambda stops: (sum(map(stops.holds, starts)), -sum(map(stops.off, starts))))
    on = [x for x in starts if best.holds(x)]
    several = len({round((x - best.phase) / best.step) for x in on}) > _CHANCE
    return best if several and len(on) >= _SHARE * len(starts) else None


def _row(line: Line, stops: _Stops | None, habits: Habits) -> _Row:
    if stops is None or ("\t" not in line.text and habits.is_stretched(line)):
        return _Row(line, stops, [], {})
    on = [(gap, k) for k, gap in enumerate(_gaps(line)) if stops.holds(line.edges[2 * k + 2])]
    drawn = not line.sure
    likely = {k: gap for gap, k in on if _NARROWEST <= gap < _CERTAIN and not (drawn and abs(gap - 1) < _SPACE_OFF)}
    return _Row(line, stops, [k for gap, k in on if gap >= _CERTAIN], likely)


def _counts(rows: list[_Row]) -> list[int]:
    """Numbers of tabs that a table may have which begins with the first of these rows: its own, the commonest below."""
    sizes = [{len(row.certain), len(row.certain) + len(row.likely)} - {0} for row in rows]
    own = range(min(sizes[0]), min(max(sizes[0]) + 1, min(sizes[0]) + _MOST_TRIED) + 1)
    common = Counter(size for found in sizes for size in found).most_common(_MOST_TRIED)
    return list(dict.fromkeys([*own, *(size for size, _ in common)]))


def _table(rows: list[_Row], first: int, table: _Table) -> list[Line]:
    """The lines of the table that begins at ``first``, up to its last row."""
    found: list[Line] = []
    between: list[Line] = []
    at = first
    while at < len(rows) and len(between) <= _MOST_BETWEEN:
        lines = _broken(rows, at, table) or _one_line(rows[at], table)
        if lines:
            found += [*between, *lines]
            between = []
        elif not found:
            return []
        else:
            between.append(rows[at].line)
        at += max(1, len(lines))
    return found


def _one_line(row: _Row, table: _Table) -> list[Line]:
    """A row on one line; empty cells at its start and in its midst are told by the stops passed."""
    line, stops = row.line, row.stops
    if stops is None or not row.certain:
        return []
    begun = stops.passed(table.left + stops.reach, line.x0) if stops.holds(line.x0) else 0
    if not begun and abs(line.x0 - table.left) > stops.reach:
        return []
    gaps, lead = table.gaps - begun, "\t" * begun
    if (tabs := row.tabs(gaps)) is not None:
        return [_set(line, dict.fromkeys(tabs, 1), lead=lead)]
    tabs = sorted([*row.certain, *row.likely])
    if len(tabs) == gaps - 1 and (halves := _parted(row, stops)) is not None:
        return [_set(halves.line, dict.fromkeys([*halves.certain, *halves.likely], 1), lead=lead)]
    passed = {k: stops.passed(line.edges[2 * k + 1], line.edges[2 * k + 2]) for k in tabs}
    if sum(passed.values()) == gaps:
        return [_set(line, passed, lead=lead)]
    return [_set(line, dict.fromkeys(tabs, 1), lead=lead)] if len(tabs) == gaps - 1 else []  # its last cell is empty


def _broken(rows: list[_Row], at: int, table: _Table) -> list[Line]:
    """A row that did not fit on its line, with the lines that go on with it: behind a tab, or in mid-cell."""
    parts: list[Part] = ["row"]
    while len(parts) < _LONGEST_ROW and (part := _goes_on(rows, at + len(parts) - 1, table)):
        parts.append(part)
    for size in range(len(parts), 1, -1):
        held, found = rows[at : at + size], parts[:size]
        tabs = table.gaps - found.count("tab") - sum(len(row.certain) for row in held)
        likely = sorted((gap, k, index) for k, row in enumerate(held) for index, gap in row.likely.items())
        if 0 <= tabs <= len(likely):
            chosen = {(k, index) for _, k, index in likely[len(likely) - tabs :]}
            return [
                _set(row.line, dict.fromkeys([*row.certain, *(n for i, n in chosen if i == k)], 1), part=part)
                for k, (row, part) in enumerate(zip(held, found, strict=True))
            ]
    return []


def _goes_on(rows: list[_Row], at: int, table: _Table) -> Part:
    """What the line below is of the row of this one; "" when it is none of it."""
    if at + 1 == len(rows):
        return ""
    row, rest, stops = rows[at], rows[at + 1], rows[at].stops
    line, below = row.line, rest.line
    if stops is None or (line.page, line.flow) != (below.page, below.flow) or table.habits.stands_apart(line, below):
        return ""
    if below.x0 > table.left + stops.step / 2:
        return "tab" if stops.holds(below.x0) else ""
    return "cell" if table.habits.is_full(line, below) else ""


def _set(line: Line, tabs: dict[int, int], *, lead: str = "", part: Part = "row") -> Line:
    """The line as a part of a row: ``tabs`` holds the gaps that are tabs, and how many."""
    words = line.text.split()
    pieces = [lead, words[0]]
    for k, word in enumerate(words[1:]):
        pieces += "\t" * tabs[k] if k in tabs else " ", word
    return replace(line, text="".join(pieces), part=part)


def _parted(row: _Row, stops: _Stops) -> _Row | None:
    """The row with one word parted that holds the start of a cell; ``None`` if not just one does."""
    line = row.line
    found: list[tuple[int, int, float]] = []
    for k, word in enumerate(words := line.text.split()):
        x0, x1 = line.edges[2 * k : 2 * k + 2]
        starts = ((cut.start(), x0 + (x1 - x0) * cut.start() / len(word)) for cut in _GLUED.finditer(word))
        found += [(k, at, x) for at, x in starts if stops.off(x) <= _GLUED_OFF]
    if len(found) != 1:
        return None
    k, at, x = found[0]
    words[k : k + 1] = [words[k][:at], words[k][at:]]
    edges = array("f", [*line.edges[: 2 * k + 1], x, x, *line.edges[2 * k + 1 :]])
    sure = (*line.sure[:k], *line.sure[k : k + 1], *line.sure[k:])
    line = replace(line, text=" ".join(words), edges=edges, sure=sure)
    likely = {gap + (gap >= k): width for gap, width in row.likely.items()}
    return _Row(line, stops, [k, *(gap + (gap >= k) for gap in row.certain)], likely)
