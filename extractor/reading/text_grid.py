"""Tables drawn with lines: «│ ─ ┼», «| - +», as DOS programs and converters leave them.

A cell takes several lines; a row ends where a rule stands, under all columns or under some
(then the others go on: a cell merged over rows).  Where the body has no rules, a row begins
where the first column is filled.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.reading.source import RawCell, RawTable, RawText
from extractor.reading.text_lines import Line, glue

BARS = frozenset("│┃║|¦")
_RULES = frozenset("─━═-=_—–")
_ASCII_CROSS = frozenset("+*")
_FIGURE = re.compile(r"\d[\d\s.,]*\s?%?")
# A rule has at least so many signs in a row; fewer are a dash in a cell.
_SHORTEST_RULE = 3


@dataclass(slots=True)
class Found:
    """What stands in a drawn region: the table, texts beside it, and how many signs only draw."""

    items: list[RawText | RawTable]
    end: int
    drawn: int


@dataclass(slots=True)
class _Cell:
    band: int
    column: int
    columns: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    bands: int = 1


def is_rule(text: str) -> bool:
    """A line of nothing but signs that draw lines."""
    body = text.strip()
    drawn = sum(char in _RULES or _is_cross(char) or char in BARS for char in body[:400])
    rules = sum(char in _RULES or "─" <= char <= "╿" for char in body[:400])
    return rules >= _SHORTEST_RULE and drawn + body[:400].count(" ") == len(body[:400]) and len(body) <= 400


def drawn_table(lines: list[Line], start: int) -> tuple[Found | None, int]:
    """The drawn table that begins at ``lines[start]``, if any, and the index up to which the lines are settled."""
    end = start
    while end < len(lines) and (end == start or not lines[end].gap) and _is_drawn(lines[end].text):
        end += 1
    region = lines[start:end]
    bodies = [line for line in region if not is_rule(line.text)]
    framed = len(bodies) < len(region) or any(char in line.text for line in bodies[:20] for char in "│┃║") or aligned(region)
    if not bodies or not framed or not any(_bars(line.text) for line in bodies):
        return None, max(end, start + 1)
    drawing = _Drawing(region, bodies)
    return (drawing.read(end) if drawing.columns else None), end


def aligned(lines: list[Line]) -> bool:
    """Whether several lines have their verticals at the same places."""
    places = {tuple(_bars(line.text)) for line in lines}
    return len(lines) > 1 and len(places) == 1 and len(places.pop()) > 1


def _is_drawn(text: str) -> bool:
    return is_rule(text) or any(bar in text for bar in BARS)


def _is_cross(char: str) -> bool:
    return char in _ASCII_CROSS or ("─" <= char <= "╿" and char not in BARS)


def _bars(text: str) -> list[int]:
    """Where the verticals of a line stand; crossings count only in lines that are drawn with box signs."""
    return [k for k, char in enumerate(text) if char in BARS or ("├" <= char <= "╿" and char not in BARS and char != "═")]


class _Drawing:
    """One region of drawn lines on its way to a table."""

    def __init__(self, region: list[Line], bodies: list[Line]) -> None:
        self._region = region
        self._edges = max((_bars(line.text) for line in bodies), key=len)
        first, last = self._edges[0], self._edges[-1]
        # Without a frame at the side the text there is a column, not something beside the table.
        if 2 * sum(bool(line.text[: _bars(line.text)[0]].strip()) for line in bodies if _bars(line.text)) > len(bodies):
            self._edges = [-1, *self._edges]
        if 2 * sum(bool(line.text[_bars(line.text)[-1] + 1 :].strip()) for line in bodies if _bars(line.text)) > len(bodies):
            self._edges = [*self._edges, max(len(line.text) for line in bodies)]
        self._open_left, self._open_right = self._edges[0] < first, self._edges[-1] > last
        self.columns = len(self._edges) - 1
        self._open: list[_Cell | None] = [None] * self.columns
        self._cells: list[_Cell] = []
        self._band = 0
        self._full_rules = 0
        self._beside: list[RawText] = []
        self._drawn = 0

    def read(self, end: int) -> Found:
        filled = False
        for line in self._region:
            if is_rule(line.text):
                self._drawn += len("".join(line.text.split()))
                if filled:
                    self._close(range(self.columns))
                    self._band += 1
                    self._full_rules += 1
                filled = False
            else:
                self._line(line)
                filled = True
        self._close(range(self.columns))
        if self._cells and self._full_rules - (not filled) <= 1:
            self._split_last_band()
        cells = [self._cell(cell) for cell in self._settled()]
        table = [RawTable(cells, bordered=True, locator=f"line {self._region[0].number}")] if cells else []
        return Found([*table, *self._beside], end, self._drawn)

    def _line(self, line: Line) -> None:
        edges = self._match(_bars(line.text), len(line.text))
        self._drawn += sum(0 <= at < len(line.text) for at, _ in edges)
        parts = [(a, b, line.text[x + 1 : y]) for (x, a), (y, b) in pairwise(edges)]
        closing = [part for part in parts if _is_partial_rule(part[2])]
        if closing:
            for first, last, text in closing:
                self._close(range(first, last))
                self._drawn += len("".join(text.split()))
            self._band += 1
        for first, last, text in parts:
            if (first, last, text) not in closing:
                self._put(first, last, line.number, text.strip())
        for text in (line.text[: max(edges[0][0], 0)], line.text[edges[-1][0] + 1 :]):
            if text.strip():
                self._beside.append(RawText(text.strip(), locator=f"line {line.number}"))

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
        return matched or [(-1, 0), (width, self.columns)]

    def _put(self, first: int, last: int, number: int, text: str) -> None:
        cell = self._open[first] if first < self.columns else None
        # Within one band a line whose verticals are off still belongs to the cell there.
        if cell is None or (cell.band < self._band and (cell.column, cell.columns) != (first, last - first)):
            cell = _Cell(self._band, first, max(1, last - first))
            self._close(range(first, last))
            self._cells.append(cell)
            for column in range(first, min(last, self.columns)):
                self._open[column] = cell
        cell.bands = self._band - cell.band + 1
        if text:
            cell.lines.append((number, text))

    def _close(self, columns: range) -> None:
        for column in columns:
            if column < self.columns:
                self._open[column] = None

    def _split_last_band(self) -> None:
        """Rows of a body without rules: one begins where the first column is filled, or a number stands below a number."""
        band = max(cell.band for cell in self._cells)
        body = [cell for cell in self._cells if cell.band == band]
        if len(body) != self.columns or any(cell.columns > 1 for cell in body):
            return
        by_line: dict[int, dict[int, str]] = {}
        for cell in body:
            for number, text in cell.lines:
                by_line.setdefault(number, {})[cell.column] = text
        labels = [texts[0] for texts in by_line.values() if 0 in texts]
        # Under a column of numbers a label is the heading of a group; under labels it is the rest of one.
        numbered = 2 * sum(label[0].isdigit() for label in labels) >= len(labels)
        starts: list[int] = []
        numbers: set[int] = set()
        for number, texts in sorted(by_line.items()):
            figures = {column for column, text in texts.items() if column and _FIGURE.fullmatch(text)}
            begins = 0 in texts and not texts[0][0].islower() and (numbered or len(texts) > 1)
            if not starts or begins or figures & numbers:
                starts.append(number)
                numbers = set()
            numbers |= figures
        self._cells = [cell for cell in self._cells if cell.band < band]
        for row, begin in enumerate(starts):
            end = starts[row + 1] if row + 1 < len(starts) else None
            for cell in body:
                lines = [(n, text) for n, text in cell.lines if n >= begin and (end is None or n < end)]
                self._cells.append(_Cell(band + row, cell.column, 1, lines))

    def _settled(self) -> list[_Cell]:
        """The cells without overlaps, which lines whose verticals are off leave behind."""
        owners: dict[tuple[int, int], _Cell] = {}
        settled: list[_Cell] = []
        for cell in self._cells:
            if owner := owners.get((cell.band, cell.column)):
                owner.lines = sorted([*owner.lines, *cell.lines])
                continue
            area = [(band, column) for band in range(cell.band, cell.band + cell.bands) for column in range(cell.column, cell.column + cell.columns)]
            if any(place in owners for place in area):
                cell.bands = cell.columns = 1
                area = area[:1]
            owners.update(dict.fromkeys(area, cell))
            settled.append(cell)
        return settled

    def _cell(self, cell: _Cell) -> RawCell:
        if not cell.lines:
            return RawCell(cell.band, cell.column, [], cell.bands, cell.columns)
        text = cell.lines[0][1]
        for _, more in cell.lines[1:]:
            word = glue(text, more)
            self._drawn += len(text) - len(word[0]) if word else 0
            text = f"{word[0]}{more}" if word else f"{text} {more}"
        return RawCell(cell.band, cell.column, [RawText(text, locator=f"line {cell.lines[0][0]}")], cell.bands, cell.columns)


def _is_partial_rule(text: str) -> bool:
    body = text.strip()
    return len(body) >= _SHORTEST_RULE and len(body) >= len(text) - 2 and all(char in _RULES or _is_cross(char) for char in body)
