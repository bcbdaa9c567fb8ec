"""Drawn tables whose lines are paragraphs, or lines of one paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.reading.plain.columns import pipe_table
from extractor.reading.plain.drawing import Found, drawn_table
from extractor.reading.plain.lines import Line
from extractor.reading.plain.strokes import is_rule, verticals
from extractor.reading.plain.traces import Piece, trace
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

    A page shows no spaces: where texts have places, every line of a table must have all its bars.
    """
    bars = max((len(verticals(text.text)) for text in run), default=0)
    if not bars:
        return [*run], 0
    placed = any(text.places for text in run)
    pieces, lines = _untie(run)
    if len(lines) * bars > _MOST_POSITIONS:
        return [*run], 0
    gathered: list[RawText | RawTable] = []
    drawn = at = rest = 0
    while at < len(lines):
        found, end = _table(lines, at)
        if placed and len({len(verticals(line.text)) for line in lines[at:end] if not is_rule(line.text)}) > 1:
            found = None
        if found:
            gathered += _tie(run, pieces[rest:at])
            trace(found.items, [Piece(run[piece.owner], piece.start, piece.end) for piece in pieces[at:end]])
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
        if body.strip() == text.text.strip():
            yield text
        else:
            cut = Piece(text, own[0].start, own[-1].end)
            yield replace(text, text=body, places=cut.places() if text.places else ())
