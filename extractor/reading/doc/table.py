"""Tables of a DOC read without the converter: cells between their marks, merges by the places of the columns."""

from __future__ import annotations

import struct
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.reading.source import RawCell, RawTable, RawText

_CELL_BYTES = 20
# Two edges nearer than this (in twentieths of a point) are one: Word itself moves them so far.
_SAME_EDGE = 30
_UNDER_OTHER, _MERGED_DOWN = 0x20, 0x40
_MERGED_LEFT = 0x02


@dataclass(slots=True)
class Row:
    """A row as its marks have it: the texts of each cell, and how the row was laid out."""

    cells: list[list[RawText]] = field(default_factory=list)
    shape: bytes = b""


def table_of(rows: list[Row], locator: str) -> RawTable:
    """The grid of rows that follow each other."""
    shapes = [_shape(row) for row in rows]
    edges = _merged_edges([edge for edges, _ in shapes for edge in edges])
    cells: list[RawCell] = []
    above: dict[int, RawCell] = {}
    for number, (row, (bounds, flags)) in enumerate(zip(rows, shapes, strict=True)):
        here: dict[int, RawCell] = {}
        for k, texts in enumerate(row.cells):
            column, width = k, 1
            if bounds:
                column = _column(edges, bounds[k])
                width = max(1, _column(edges, bounds[k + 1]) - column)
            flag = flags[k] if k < len(flags) else 0
            upper = above.get(column)
            if flag & _UNDER_OTHER and not flag & _MERGED_DOWN and upper is not None and upper.colspan == width:
                upper.rowspan += 1
                upper.items += texts
                here[column] = upper
            elif flag & _MERGED_LEFT and k and cells and cells[-1].row == number:
                cells[-1].colspan += width
                cells[-1].items += texts
            else:
                here[column] = RawCell(number, column, list(texts), colspan=width)
                cells.append(here[column])
        above = here
    return RawTable(cells, merges_known=True, locator=locator)


def _shape(row: Row) -> tuple[tuple[int, ...], list[int]]:
    """The edges of the row's cells and what is told of merges; no edges where they do not fit the cells."""
    count = row.shape[2] if len(row.shape) > 2 else 0
    if count < len(row.cells) or len(row.shape) < 3 + 2 * (count + 1):
        return (), []
    edges = struct.unpack_from(f"<{count + 1}h", row.shape, 3)
    if any(a > b for a, b in pairwise(edges)):
        return (), []
    told = row.shape[3 + 2 * (count + 1) :]
    flags = [int.from_bytes(told[at : at + 2], "little") for at in range(0, len(told) - 1, _CELL_BYTES)]
    return edges, flags


def _merged_edges(edges: list[int]) -> list[int]:
    kept: list[int] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > _SAME_EDGE:
            kept.append(edge)
    return kept


def _column(edges: list[int], place: int) -> int:
    """The column whose left edge is at a place, or was taken to be the same."""
    k = bisect_left(edges, place)
    return k if k < len(edges) and edges[k] == place else max(0, k - 1)
