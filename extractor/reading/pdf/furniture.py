"""Page numbers, running heads and running feet: found by their return, read once, then dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.page import Page

# Heads stand in the upper, feet in the lower eighth of a sheet (A4 with 2 cm margins: 7 %).
_ZONE = 0.125
_MOST_LINES = 4
# The same place: a head moves by rounding only (points).
_SAME_PLACE = 3.0
# What returns on fewer pages than this share (odd and even pages may differ) is no running head,
# unless it returns on this many pages in a row.
_SHARE = 0.4
_IN_A_ROW = 3
# A head that changes by a number needs so many witnesses; «Приложение 1», «Приложение 2» at the
# head of two pages are not one, nor is «Приложение» unless it stands on nearly all pages.
_NUMBERED_WITNESSES = 3
_NEARLY_ALL = 0.8

# «2024» in the middle of a title page's foot is the year.
_FIRST_YEAR = 1000

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:стр(?:аница|\.)?|с\.|лист|page)?\s*(\d{1,4})(?:\s*(?:из|of|/)\s*\d{1,4})?[-–—.\s]*",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(r"\b(?:стр(?:аница)?|лист|page)\b", re.IGNORECASE)
_OWN_TITLE = re.compile(r"\b(?:приложени|таблиц|раздел|глав|част|форм|пункт|показател|утвержд|согласов)", re.IGNORECASE)

Side = Literal["header", "footer"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A running head or foot where it first stands."""

    side: Side
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line at the edge of a page; ``place`` is its distance from that edge in points."""

    page: int
    line: Line
    place: float


def take_furniture(pages: Sequence[Page]) -> tuple[dict[int, list[Furniture]], int]:
    """Takes running heads, feet and page numbers out of ``pages``.

    Returns:
        By page number, the heads and feet that stand there for the first time; and the number
        of non-space characters dropped: page numbers and all repeats.
    """
    firsts: dict[int, list[Furniture]] = defaultdict(list)
    dropped = 0
    for side in ("header", "footer"):
        edges = {page.number: _edge_lines(page, side) for page in pages}
        running = _running([seen for lines in edges.values() for seen in lines], len(pages))
        numbers = _page_numbers([seen for lines in edges.values() for seen in lines])
        shown: set[str] = set()
        for page in pages:
            taken = _from_edge(edges[page.number], running | numbers)
            if not taken:
                continue
            gone = {id(seen.line) for seen in taken}
            page.blocks = [block for block in page.blocks if id(block) not in gone]
            new = [s.line for s in taken if id(s.line) not in numbers and _key(s.line) not in shown]
            dropped += sum(_letters(seen.line) for seen in taken) - sum(map(_letters, new))
            if new:
                shown.update(map(_key, new))
                in_order = new if side == "header" else new[::-1]
                firsts[page.number].append(Furniture(side, tuple(in_order)))
    return firsts, dropped


def _edge_lines(page: Page, side: Side) -> list[_Seen]:
    """The outermost lines of a page's upper or lower zone, from the edge inwards."""
    height = page.size[1]
    lines = [block for block in page.blocks if isinstance(block, Line) and block.turn == 0]
    seen = [_Seen(page.number, line, line.base if side == "header" else height - line.base) for line in lines]
    near = sorted((s for s in seen if s.place <= _ZONE * height), key=lambda s: s.place)
    return near[:_MOST_LINES]


def _from_edge(seen: list[_Seen], furniture: set[int]) -> list[_Seen]:
    """The furniture before the first line that is none."""
    taken = []
    for one in seen:
        if id(one.line) not in furniture:
            break
        taken.append(one)
    return taken


def _key(line: Line) -> str:
    return _NUMBER.sub("#", " ".join(line.text.split()))


def _letters(line: Line) -> int:
    return len("".join(line.text.split()))


def _same_place(seen: list[_Seen]) -> list[list[_Seen]]:
    """``seen`` in groups of equal distance from the edge."""
    groups: list[list[_Seen]] = []
    for one in sorted(seen, key=lambda s: s.place):
        if groups and one.place - groups[-1][0].place <= _SAME_PLACE:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _running(seen: list[_Seen], pages: int) -> set[int]:
    """The ids of lines that return on other pages in the same place."""
    by_text: dict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        by_text[_key(one.line)].append(one)
    found: set[int] = set()
    for text, all_seen in by_text.items():
        for group in _same_place(all_seen):
            numbers = sorted({one.page for one in group})
            literal = len({one.line.text for one in group}) == 1
            if literal and _OWN_TITLE.search(text):
                enough = len(numbers) >= _NUMBERED_WITNESSES and len(numbers) >= _NEARLY_ALL * pages
            elif literal:
                enough = len(numbers) >= 2 and (len(numbers) >= _SHARE * pages or _in_a_row(numbers))
            else:
                witnesses = 2 if _PAGE_WORD.search(text) else _NUMBERED_WITNESSES
                enough = len(numbers) >= witnesses and not _OWN_TITLE.search(text) and _counts_pages(group)
            if enough:
                found.update(id(one.line) for one in group)
    return found


def _in_a_row(numbers: list[int]) -> bool:
    """Whether pages follow one another, or every second one does (odd and even heads)."""
    last = _IN_A_ROW - 1
    return any(b - a <= 2 * last for a, b in zip(numbers, numbers[last:], strict=False))


def _counts_pages(group: list[_Seen]) -> bool:
    """Whether one of the numbers in the line grows with the page number."""
    columns = zip(*(_NUMBER.findall(one.line.text) for one in group), strict=False)
    pages = [one.page for one in group]
    return any(len({int(n) - page for n, page in zip(column, pages, strict=True)}) == 1 for column in columns)


def _page_numbers(seen: list[_Seen]) -> set[int]:
    """The ids of lines that are nothing but the number of their page.

    A lone number in the middle of the edge is one on its own witness; elsewhere it must grow
    with the pages.
    """
    found: set[int] = set()
    lone = [(one, int(m[1])) for one in seen if (m := _PAGE_NUMBER.fullmatch(one.line.text))]
    offsets: dict[int, set[int]] = defaultdict(set)
    for one, number in lone:
        offsets[number - one.page].add(one.page)
    for one, number in lone:
        middle = (one.line.x0 + one.line.x1) / 2
        centred = abs(middle - one.line.sheet[0] / 2) <= 0.06 * one.line.sheet[0]
        if (centred and number < _FIRST_YEAR) or len(offsets[number - one.page]) >= 2:
            found.add(id(one.line))
    return found
