"""The cells of a drawn table, put together line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.reading.plain.lines import glue
from extractor.reading.source import RawCell, RawText

_MOST_POSITIONS = 300_000
_FIGURE = re.compile(r"\d[\d\s.,]*\s?%?")


@dataclass(slots=True)
class _Cell:
    """A cell: the band of lines between two rules where it begins, how many bands and columns it takes."""

    band: int
    column: int
    columns: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    bands: int = 1


class CellGrid:
    """Cells of a table with ``columns`` columns; rules move it from band to band."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self._open: list[_Cell | None] = [None] * columns
        self._cells: list[_Cell] = []
        self._band = 0

    @property
    def usable(self) -> bool:
        """Whether a cell holds text, and the grid is not larger than any table."""
        positions = (self._band + 1) * self.columns
        return positions <= _MOST_POSITIONS and any(cell.lines for cell in self._cells)

    def is_empty(self, column: int) -> bool:
        """Whether the cell under way in ``column`` is of this column alone and holds no text yet."""
        cell = self._open[column]
        return cell is not None and (cell.column, cell.columns, cell.lines) == (column, 1, [])

    def close(self, first: int, last: int) -> None:
        """A rule stands under the columns ``first:last``."""
        for column in range(first, min(last, self.columns)):
            self._open[column] = None

    def next_band(self) -> None:
        """A rule stood under some of the columns or all."""
        self._band += 1

    def put(self, first: int, last: int, number: int, text: str) -> None:
        """A line of the cell over the columns ``first:last``; ``number`` is the line's number in the file."""
        cell = self._open[first] if first < self.columns else None
        shape = (first, max(1, last - first))
        # Within one band a line whose verticals are off still belongs to the cell there.
        if cell is None or (cell.band < self._band and (cell.column, cell.columns) != shape):
            cell = _Cell(self._band, *shape)
            self._cells.append(cell)
            for column in range(first, min(last, self.columns)):
                self._open[column] = cell
        cell.bands = self._band - cell.band + 1
        if text:
            cell.lines.append((number, text))

    def split_body(self) -> None:
        """Rows of a last band without rules.

        One begins where the first column is filled, or where a number stands below a number.
        """
        band = max(cell.band for cell in self._cells)
        body = [cell for cell in self._cells if cell.band == band]
        if len(body) != self.columns or any(cell.columns > 1 for cell in body):
            return
        starts = _row_starts(body)
        self._cells = [cell for cell in self._cells if cell.band < band]
        for row, (begin, end) in enumerate(zip(starts, [*starts[1:], None], strict=True)):
            for cell in body:
                lines = [(n, text) for n, text in cell.lines if n >= begin and (end is None or n < end)]
                self._cells.append(_Cell(band + row, cell.column, 1, lines))

    def raw_cells(self) -> tuple[list[RawCell], int]:
        """The cells in the reader's terms, and how many hyphens at line ends were taken out."""
        cells: list[RawCell] = []
        hyphens = 0
        for cell in self._settled():
            text, lost = _join([line for _, line in cell.lines])
            hyphens += lost
            items: list[RawText] = [RawText(text, locator=f"line {cell.lines[0][0]}")] if text else []
            cells.append(RawCell(cell.band, cell.column, [*items], cell.bands, cell.columns))
        return cells, hyphens

    def _settled(self) -> list[_Cell]:
        """The cells without overlaps, which lines whose verticals are off leave behind."""
        owners: dict[tuple[int, int], _Cell] = {}
        settled: list[_Cell] = []
        for cell in self._cells:
            if owner := owners.get((cell.band, cell.column)):
                owner.lines = sorted([*owner.lines, *cell.lines])
                continue
            bands = range(cell.band, cell.band + cell.bands)
            area = [(band, cell.column + k) for band in bands for k in range(cell.columns)]
            if any(place in owners for place in area):
                cell.bands = cell.columns = 1
                area = area[:1]
            owners.update(dict.fromkeys(area, cell))
            settled.append(cell)
        return settled


def is_figure(text: str) -> bool:
    """A number alone, maybe with a percent sign."""
    return _FIGURE.fullmatch(text) is not None


def _row_starts(body: list[_Cell]) -> list[int]:
    """Numbers of the lines that begin a row."""
    by_line: dict[int, dict[int, str]] = {}
    for cell in body:
        for number, text in cell.lines:
            by_line.setdefault(number, {})[cell.column] = text
    labels = [texts[0] for texts in by_line.values() if 0 in texts]
    # Under a column of numbers a label is the heading of a group; under labels it is the rest of one.
    numbered = 2 * sum(label[0].isdigit() for label in labels) >= len(labels)
    starts: list[int] = []
    seen: set[int] = set()
    for number, texts in sorted(by_line.items()):
        figures = {column for column, text in texts.items() if column and is_figure(text)}
        begins = 0 in texts and not texts[0][0].islower() and (numbered or len(texts) > 1)
        if not starts or begins or figures & seen:
            starts.append(number)
            seen = set()
        seen |= figures
    return starts


def _join(lines: list[str]) -> tuple[str, int]:
    """The lines of a cell as one text, and how many hyphens at line ends that took out."""
    text, hyphens = "", 0
    for line in lines:
        if word := glue(text, line):
            hyphens += len(text) - len(word)
            text = word + line
        else:
            text = f"{text} {line}" if text else line
    return text, hyphens
