"""Tables drawn with lines: «│ ─ ┼», «| - +», as DOS programs and converters leave them.

A cell takes several lines; a row ends where a rule stands, under all columns or under some
(then the others go on: a cell merged over rows).  Where the body has no rules, a row begins
where the first column is filled.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from extractor.reading.encoding import non_space
from extractor.reading.plain.grid import CellGrid, is_figure
from extractor.reading.plain.lines import Line
from extractor.reading.plain.strokes import (
    aligned,
    has_box_bars,
    is_drawn,
    is_partial_rule,
    is_rule,
    verticals,
)
from extractor.reading.source import RawTable, RawText

# Lines looked at to tell box signs from single bars.
_FIRST_LINES = 20


@dataclass(slots=True)
class Found:
    """What stands in a drawn region: the table, texts beside it, and how many signs only draw."""

    items: list[RawText | RawTable]
    end: int
    drawn: int


def drawn_table(lines: list[Line], start: int) -> tuple[Found | None, int]:
    """The drawn table at ``lines[start]``, if any, and the index up to which the lines are settled."""
    end = start
    while end < len(lines) and (end == start or not lines[end].gap) and is_drawn(lines[end].text):
        end += 1
    region = lines[start:end]
    bodies = [line for line in region if not is_rule(line.text)]
    ruled = len(bodies) < len(region)
    framed = ruled or any(has_box_bars(line.text) for line in bodies[:_FIRST_LINES]) or aligned(region)
    if not framed or not any(verticals(line.text) for line in bodies):
        return None, max(end, start + 1)
    return _Drawing(region, bodies).read(end), end


class _Drawing:
    """One region of drawn lines on its way to a table."""

    def __init__(self, region: list[Line], bodies: list[Line]) -> None:
        self._region = region
        self._edges = max((verticals(line.text) for line in bodies), key=len)
        ends = [(line.text, bars[0], bars[-1]) for line in bodies if (bars := verticals(line.text))]
        # Without a frame at the side the text there is a column, not something beside the table.
        self._open_left = 2 * sum(bool(text[:first].strip()) for text, first, _ in ends) > len(bodies)
        self._open_right = 2 * sum(bool(text[last + 1 :].strip()) for text, _, last in ends) > len(bodies)
        if self._open_left:
            self._edges = [-1, *self._edges]
        if self._open_right:
            self._edges = [*self._edges, max(len(line.text) for line in bodies)]
        self._grid = CellGrid(len(self._edges) - 1)
        self._beside: list[RawText] = []
        self._drawn = 0

    def read(self, end: int) -> Found | None:
        """The table and what stands beside it; ``None`` when no text is in any cell."""
        filled = False
        rules = 0
        for line in self._region:
            if is_rule(line.text):
                self._drawn += non_space(line.text)
                if filled:
                    self._grid.close(0, self._grid.columns)
                    self._grid.next_band()
                    rules += 1
                filled = False
            else:
                self._line(line)
                filled = True
        if not self._grid.usable:
            return None
        # One rule at most between the rows, the one under the head; the frame's last line is none.
        if rules - (not filled) <= 1:
            self._grid.split_body()
        cells, hyphens = self._grid.raw_cells()
        table = RawTable(cells, bordered=True, locator=f"line {self._region[0].number}")
        return Found([table, *self._beside], end, self._drawn + hyphens)

    def _line(self, line: Line) -> None:
        edges = self._match(verticals(line.text), len(line.text))
        self._drawn += sum(0 <= at < len(line.text) for at, _ in edges)
        parts = [(a, b, line.text[x + 1 : y]) for (x, a), (y, b) in pairwise(edges)]
        ruled = [part for part in parts if is_partial_rule(part[2])]
        for first, last, text in ruled:
            self._grid.close(first, last)
            self._drawn += non_space(text)
        if ruled:
            self._grid.next_band()
        for part in parts:
            if part not in ruled:
                self._grid.put(part[0], part[1], line.number, part[2].strip())
        self._outside(line, line.text[: max(edges[0][0], 0)].strip(), line.text[edges[-1][0] + 1 :].strip())

    def _outside(self, line: Line, before: str, after: str) -> None:
        """What stands left and right of the frame: a figure right of an empty last cell slipped out of it."""
        last = self._grid.columns - 1
        if is_figure(after) and self._grid.is_empty(last):
            self._grid.put(last, last + 1, line.number, after)
            after = ""
        self._beside += [RawText(text, locator=f"line {line.number}") for text in (before, after) if text]

    def _match(self, bars: list[int], width: int) -> list[tuple[int, int]]:
        """Every vertical of a line with the edge of the table it stands for."""
        if self._open_left:
            bars = [-1, *bars]
        if self._open_right:
            bars = [*bars, width]
        if len(bars) == len(self._edges):
            return [(at, k) for k, at in enumerate(bars)]
        matched: list[tuple[int, int]] = []
        for at in bars:
            k = bisect_left(self._edges, at)
            if k == len(self._edges) or (k and at - self._edges[k - 1] <= self._edges[k] - at):
                k -= 1
            if not matched or k > matched[-1][1]:
                matched.append((at, k))
        return matched or [(-1, 0), (width, self._grid.columns)]
