"""The cells of a page's tables: pdfplumber joins the ruling lines that pdfium gave.

pdfplumber's own reading of a page takes 50 ms, 20 times what pdfium's strokes and pdfplumber's
joining take together, and the cells come out the same (``test_pdf_find.py`` compares them).
"""

from __future__ import annotations

from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extractor.reading.pdf.rules import Rule
from extractor.reading.source import Box

# pdfplumber's defaults (points): lines up to 3 apart are one, lines missing each other by 3 meet.
_TOLERANCE = 3
_SHORTEST_STROKE, _SHORTEST_EDGE = 1, 3
# Joining compares every vertical with every horizontal line; this many pairs take a second.
_MOST_PAIRS = 1_000_000
# And every crossing with every other one (half a second).
_MOST_CROSSINGS = 5_000


class TooDenseError(Exception):
    """The page has more crossing lines than any table."""


def find_tables(rules: list[Rule]) -> list[list[Box]]:
    """The cells of every table that ``rules`` draw, tables and cells from the top.

    A frame around text is no table: one cell alone is left out.  Raises ``TooDenseError`` where
    looking would take minutes.
    """
    edges = [edge for edge in map(_edge, rules) if _length(edge) >= _SHORTEST_STROKE]
    merged = merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    edges = [edge for edge in merged if _length(edge) >= _SHORTEST_EDGE]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > _MOST_PAIRS:
        raise TooDenseError
    crossings = edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    if len(crossings) > _MOST_CROSSINGS:
        raise TooDenseError
    tables = cells_to_tables(intersections_to_cells(crossings))
    return [sorted(_box(cell) for cell in cells) for cells in tables]


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule in pdfplumber's form."""
    return {
        "object_type": "line",
        "orientation": "h" if rule.top == rule.bottom else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }


def _length(edge: dict[str, Any]) -> float:
    return float(max(edge["width"], edge["height"]))


def _box(cell: tuple[Any, ...]) -> Box:
    x0, top, x1, bottom = (float(value) for value in cell)
    return x0, top, x1, bottom
