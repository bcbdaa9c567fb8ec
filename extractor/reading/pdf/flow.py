"""The pages of a document put end to end: paragraphs and tables that go on over page breaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from extractor.reading.pdf.compose import compose
from extractor.reading.pdf.furniture import Furniture, take_furniture
from extractor.reading.pdf.grid import TablePart
from extractor.reading.pdf.habits import Habits, habits_of
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.page import Page
from extractor.reading.pdf.paragraphs import paragraphs_of
from extractor.reading.pdf.stops import typed_lines
from extractor.reading.pdf.table_join import extend
from extractor.reading.pdf.tables import Grid, grid_of, raw_table
from extractor.reading.source import RawTable, RawText


class Item(NamedTuple):
    """A finished paragraph or table and the page on which it begins."""

    page: int
    content: RawText | RawTable


def items_of(pages: list[Page]) -> tuple[list[RawText | RawTable], int]:
    """What ``pages`` say, in reading order, and how many characters were left out on purpose.

    Left out are page numbers, repeated running heads and table heads, hyphens at line ends.
    ``pages`` are emptied on the way, so that a long document is not held twice.
    """
    furniture, dropped = take_furniture(pages)
    habits = habits_of([block for page in pages for block in page.blocks if isinstance(block, Line)])
    items: list[Item] = []
    run: list[Line] = []
    grid: Grid | None = None
    for block in _emptied(pages):
        if isinstance(block, TablePart):
            head = _head_of_next(grid, block) if not run else None
            if head is not None:
                dropped += head
                continue
        if grid is not None:
            dropped += _put_table(items, grid)
            grid = None
        if isinstance(block, Line):
            run.append(block)
        elif block.is_frame:
            run += block.lines
        else:
            dropped += _put_paragraphs(items, run, habits)
            run = []
            grid = grid_of(block)
    dropped += _put_paragraphs(items, run, habits)
    if grid is not None:
        dropped += _put_table(items, grid)
    _put_furniture(items, furniture)
    return [item.content for item in items], dropped


def _head_of_next(grid: Grid | None, part: TablePart) -> int | None:
    """Adds ``part`` to the table on the page before, if it goes on there (see ``extend``)."""
    if grid is None or part.page != grid.pages[-1] + 1:
        return None
    return extend(grid, part)


def _emptied(pages: list[Page]) -> Iterator[Line | TablePart]:
    for page in pages:
        blocks, page.blocks = page.blocks, []
        yield from blocks


def _put_paragraphs(items: list[Item], run: list[Line], habits: Habits) -> int:
    texts, dropped = paragraphs_of(typed_lines(run, habits), habits)
    items += [Item(text.places[0].page, text) for text in texts]
    return dropped


def _put_table(items: list[Item], grid: Grid) -> int:
    table, dropped = raw_table(grid)
    items.append(Item(grid.pages[0], table))
    return dropped


def _put_furniture(items: list[Item], furniture: dict[int, list[Furniture]]) -> None:
    """Heads before what begins on their page, feet after it."""
    for page in sorted(furniture, reverse=True):
        for held in furniture[page]:
            text, _ = compose(held.lines, [" "] * (len(held.lines) - 1), kind=held.side)
            find = bisect_left if held.side == "header" else bisect_right
            items.insert(find(items, page, key=lambda item: item.page), Item(page, text))
