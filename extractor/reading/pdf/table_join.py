"""Tables that go on on the next page: columns compared, heads dropped, cut rows put together."""

from __future__ import annotations

import re

from extractor.reading.pdf.cells import Room, is_broken_word, wraps
from extractor.reading.pdf.compose import ends_open
from extractor.reading.pdf.grid import TablePart
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.tables import Grid, GridCell, grid_of

# Column edges of one table agree from page to page within this (points); parts that differ by 2.2 were seen.
_SAME_EDGE = 3.0
# The cell that a page break cuts is the one with the lowest text, give or take this (font sizes).
_LOWEST = 0.6
# The rest of a row that starts a new line of a cell leaves so many cells empty for one it fills.
_FEWEST_EMPTY = 3

_NUMERIC = re.compile(r"[\d\s.,:%–—<>≤≥/()+-]+")


def extend(grid: Grid, part: TablePart) -> int | None:
    """Joins the part on the next page to ``grid`` if both are one table.

    The caller has seen that nothing stands between them.  They are one table if the columns of
    one are the columns of the other, or some of them.

    Returns:
        The number of letters of a repeated head that was dropped, ``None`` if not joined.
    """
    new = grid_of(part)
    edges = _common_edges(grid.edges, new.edges)
    if edges is None:
        return None
    _set_edges(grid, edges)
    _set_edges(new, edges)
    head = _repeated_head(grid, new)
    dropped = sum(len(cell.letters) for cell in new.cells if cell.row < head)
    new.cells = [cell for cell in new.cells if cell.row >= head]
    for cell in new.cells:
        cell.row -= head
    _append(grid, new, cut=_row_was_cut(grid, new))
    grid.pages += new.pages
    return dropped


def _common_edges(first: list[float], second: list[float]) -> list[float] | None:
    """The edges of the finer of two grids if it holds all those of the other."""
    fine, coarse = (first, second) if len(first) >= len(second) else (second, first)
    ends_agree = abs(fine[0] - coarse[0]) <= _SAME_EDGE and abs(fine[-1] - coarse[-1]) <= _SAME_EDGE
    if ends_agree and all(min(abs(x - y) for y in fine) <= _SAME_EDGE for x in coarse):
        return fine
    return None


def _set_edges(grid: Grid, edges: list[float]) -> None:
    """Numbers the columns of ``grid`` anew after finer ``edges``."""

    def nearest(x: float) -> int:
        return min(range(len(edges)), key=lambda k: abs(edges[k] - x))

    for cell in grid.cells:
        cell.column = nearest(cell.box[0])
        cell.colspan = max(1, nearest(cell.box[2]) - cell.column)
    grid.edges = edges


def _signature(cells: list[GridCell]) -> list[tuple[int, int, int, str]]:
    return [(c.column, c.colspan, c.rowspan, c.letters) for c in cells]


def _repeated_head(grid: Grid, new: Grid) -> int:
    """How many rows at the top of ``new`` repeat the first rows of ``grid``."""
    same = 0
    while same < min(grid.rows, new.rows) - 1 and _signature(grid.row(same)) == _signature(new.row(same)):
        same += 1
    return same if any(cell.lines for cell in new.cells if cell.row < same) else 0


def _row_was_cut(grid: Grid, new: Grid) -> bool:
    """Whether the first row of ``new`` is the rest of the last row of ``grid``.

    The rest of a row has text only in cells that were full to the page's end, goes on where
    these broke off, and leaves others empty (its number, its figures).
    """
    above = grid.last_row()
    filled = [cell for cell in above.values() if cell.lines]
    rest = [cell for cell in new.row(0) if cell.lines]
    if not filled or not rest:
        # No line of the row found room on the first page, or only its spacing is left for the second.
        return True
    held = [above.get((cell.column, cell.colspan)) for cell in rest]
    pairs = [(a, b) for a, b in zip(held, rest, strict=True) if a is not None and a.lines]
    if len(pairs) < len(rest) or any(_are_two_figures(a, b, grid.pad) for a, b in pairs):
        return False
    lowest = max((cell.lines[-1].page, cell.lines[-1].base) for cell in filled)
    to_the_end = [_reaches(a.lines[-1], *lowest) for a, _ in pairs]
    if any(to_the_end) and all(_goes_on(a, b, grid.pad) for a, b in pairs):
        return len(rest) < len(filled) or all(b.lines[0].text[:1].islower() for _, b in pairs)
    key = min(filled, key=lambda c: c.column)
    keyless = key.rowspan == 1 and all(cell.column != key.column for cell in rest)
    return all(to_the_end) and keyless and _FEWEST_EMPTY * len(rest) <= len(filled)


def _reaches(line: Line, page: int, base: float) -> bool:
    """Whether ``line`` stands as low as the row's lowest line, at ``base`` on ``page``."""
    return line.page == page and line.base >= base - _LOWEST * line.size


def _are_two_figures(above: GridCell, below: GridCell, pad: float) -> bool:
    if not (_NUMERIC.fullmatch(above.letters) and _NUMERIC.fullmatch(below.letters)):
        return False
    last = above.lines[-1]
    return not ends_open(last) and not is_broken_word(last, below.lines[0], Room(above.box, pad))


def _goes_on(above: GridCell, below: GridCell, pad: float) -> bool:
    last, first = above.lines[-1], below.lines[0]
    room = Room(above.box, pad)
    small = first.text[:1].islower() and not last.text.endswith((".", ";", ":"))
    return small or wraps(last, first, room) or is_broken_word(last, first, room)


def _append(grid: Grid, new: Grid, *, cut: bool) -> None:
    """Puts the rows of ``new`` under those of ``grid``, its first row into the last one if that was cut."""
    above = grid.last_row()
    shift = grid.rows - cut
    for cell in new.cells:
        upper = above.get((cell.column, cell.colspan)) if cell.row == 0 else None
        merged = upper is not None and not cell.lines and upper.rowspan > 1
        if upper is not None and (cut or merged):
            upper.lines += cell.lines
            upper.rowspan += cell.rowspan - cut
        else:
            cell.row += shift
            grid.cells.append(cell)
