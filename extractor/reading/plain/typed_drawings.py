"""Drawn tables whose lines are paragraphs, or lines of one paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.reading.plain.columns import pipe_table
from extractor.reading.plain.drawing import Found, drawn_table
from extractor.reading.plain.lines import Line
from extractor.reading.plain.strokes import is_rule, verticals
from extractor.reading.source import RawTable, RawText

# Two lines with bars at least: one alone is a line of contacts over the rule of a letterhead.
_FEWEST_BODIES = 2
# Lines times verticals of the widest: twice as many (rows have rules between) as a grid may have positions.
_MOST_POSITIONS = 600_000


@dataclass(frozen=True, slots=True)
class _Piece:
    """One line of a paragraph: the characters ``start:end`` of its text."""

    owner: int
    start: int
    end: int


def gather_drawings(run: list[RawText]) -> tuple[list[RawText | RawTable], int]:
    """Paragraphs with the drawn tables among them read, and how many signs went that only drew.

    Texts of a PDF stay: its reader joins lines by the page, and the spaces that aligned bars are gone.
    """
    bars = max((len(verticals(text.text)) for text in run), default=0)
    if not bars or any(text.places for text in run):
        return [*run], 0
    pieces, lines = _untie(run)
    if len(lines) * bars > _MOST_POSITIONS:
        return [*run], 0
    gathered: list[RawText | RawTable] = []
    drawn = at = rest = 0
    while at < len(lines):
        found, end = _table(lines, at)
        if found:
            gathered += _tie(run, pieces[rest:at])
            _name(found, [run[piece.owner].locator for piece in pieces])
            gathered += found.items
            drawn += found.drawn
            rest = end
        at = end
    return [*gathered, *_tie(run, pieces[rest:])], drawn


def _table(lines: list[Line], at: int) -> tuple[Found | None, int]:
    """What a table at this line gives, and up to where the lines are settled."""
    if not is_rule(lines[at].text) and not verticals(lines[at].text):
        return None, at + 1
    table, end, signs = pipe_table(lines, at) if "|" in lines[at].text else (None, at, 0)
    if table:
        return Found([table], end, signs), end
    found, end = drawn_table(lines, at)
    bodies = sum(not is_rule(line.text) for line in lines[at:end])
    return found if bodies >= _FEWEST_BODIES else None, end


def _untie(run: list[RawText]) -> tuple[list[_Piece], list[Line]]:
    """The lines of the paragraphs that are not blank, numbered from 0, and where each stands."""
    pieces: list[_Piece] = []
    lines: list[Line] = []
    for owner, text in enumerate(run):
        at, gap = 0, False
        for part in text.text.split("\n"):
            if part.strip():
                lines.append(Line(part.rstrip(), len(lines), gap))
                pieces.append(_Piece(owner, at, at + len(part)))
            gap = not part.strip()
            at += len(part) + 1
    return pieces, lines


def _tie(run: list[RawText], pieces: list[_Piece]) -> Iterator[RawText]:
    """The paragraphs of lines that stand in no table; a paragraph cut by a table keeps its other lines."""
    for owner, group in groupby(pieces, key=lambda piece: piece.owner):
        own = list(group)
        text = run[owner]
        body = text.text[own[0].start : own[-1].end]
        yield text if body.strip() == text.text.strip() else replace(text, text=body)


def _name(found: Found, locators: list[str]) -> None:
    """Locators of the paragraphs instead of line numbers."""
    names = {f"line {number}": locator for number, locator in enumerate(locators)}
    for item in found.items:
        item.locator = names[item.locator]
        if isinstance(item, RawTable):
            for cell in item.cells:
                for text in cell.items:
                    text.locator = names[text.locator]
