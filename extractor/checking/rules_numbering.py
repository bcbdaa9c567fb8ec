"""Numbers of lists: skipped, or used twice.

Only lists of indicators and orders are looked at, and only numbers of one level under one parent.  A list
that begins again at 1 is another list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import Draft
from extractor.checking.lists import number_of, shown_number
from extractor.record import BlockView, Span

_LARGEST_GAP = {"order": 3, "indicator": 2}
"""A greater leap is no slip of a typist: another list begins, or a form is told in extracts."""
_LETTERS = "абвгдежзиклмнопрст"
_BRACKET = re.compile(r"\s*[\d.]+\s?\)")
_FIGURES = re.compile(r"\s*(?:№\s*)?(\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]?\s*")


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number with its place in the text; ``style`` tells «1.», «1)» and «а)» apart, the outer ones lower."""

    number: tuple[str, ...]
    printed: str
    start: int
    end: int
    style: int = 0


@rule("numbering-gap")
def numbering_gap(draft: Draft) -> Iterator[Found]:
    """A number skipped or used twice within one list of indicators or orders."""
    told: set[tuple[str, str]] = set()
    sources: list[tuple[Literal["indicator", "order"], Iterable[list[_Numbered]]]] = [
        ("order", _orders(draft)),
        ("indicator", _indicators(draft)),
        ("indicator", _tables(draft, [i.spans[0] for i in draft.record.indicators])),
        ("order", _tables(draft, [o.span for o in draft.record.orders])),
    ]
    for what, runs in sources:
        for run in runs:
            for found in _slips(draft, run, what):
                number = found.at or ""
                if (what, number) not in told:
                    told.add((what, number))
                    yield found


def _slips(draft: Draft, run: list[_Numbered], what: Literal["indicator", "order"]) -> Iterator[Found]:
    """What is wrong with the numbers of one list, in reading order."""
    for items in _levels(run):
        for before, after in pairwise(items):
            a, b = _value(before.number[-1]), _value(after.number[-1])
            if a is None or b is None:
                continue
            span = draft.span(after.start, after.end)
            if a == b and _near(items, before, after):
                yield _found(what, after.printed, span, f"номер {after.printed} стоит дважды", before, draft)
            elif a + 1 < b <= a + _LARGEST_GAP[what]:
                missing = _printed(after, a + 1)
                if missing is not None and not _elsewhere(run, before, after, missing):
                    yield _found(what, missing, span, f"пропущен номер {missing}", before, draft)


def _levels(run: list[_Numbered]) -> list[list[_Numbered]]:
    """The numbers that follow one another: of one level under one parent; «1)» and «а)» end with the point above."""
    done: list[list[_Numbered]] = []
    open_lists: dict[tuple[int, tuple[str, ...]], list[_Numbered]] = {}
    for item in run:
        for key in [k for k in open_lists if k[0] > item.style]:
            done.append(open_lists.pop(key))
        open_lists.setdefault((item.style, item.number[:-1]), []).append(item)
    return [*done, *open_lists.values()]


def _found(what: str, number: str, span: Span, said: str, before: _Numbered, draft: Draft) -> Found:
    related = (draft.span(before.start, before.end),)
    message = f"В перечне {'показателей' if what == 'indicator' else 'поручений'} {said}."
    if what == "indicator":
        return Found(message, span, indicator=number, at=number, related=related)
    return Found(message, span, order=number, at=number, related=related)


def _orders(draft: Draft) -> Iterator[list[_Numbered]]:
    """The numbered paragraphs of every stretch of the operative part."""
    stretch: list[_Numbered] = []
    for block in draft.record.blocks:
        if block.part == "operative":
            if block.table is None and (item := _numbered(draft, block)) is not None:
                stretch.append(item)
        elif block.part != "footnote" and stretch and block.kind not in ("header", "footer"):
            yield from _cut(stretch)
            stretch = []
    yield from _cut(stretch)


def _indicators(draft: Draft) -> Iterator[list[_Numbered]]:
    """The numbers of every list of indicators, with those of the paragraphs among them that are no indicators."""
    for items in draft.lists:
        numbers = [shown_number(draft.record, item) for item in items.items]
        if items.table is not None or not all(numbers):
            continue
        spans = [i.spans[0] for i in items.items]
        known = {span.block for span in spans}
        found = [
            _Numbered(number_of(number), number or "", span.start, span.end, _style(number))
            for number, span in zip(numbers, spans, strict=True)
            if number_of(number)
        ]
        if not found:
            continue
        depth = {len(item.number) for item in found}
        if len(depth) > 1:
            depth = {min(depth)}
            found = [item for item in found if len(item.number) in depth]
        prefix = found[0].number[:-1]
        for block in draft.record.blocks[spans[0].block : spans[-1].block]:
            if block.number is None or block.table is not None or draft.block_at(block.start) in known:
                continue
            if (parts := number_of(block.number)) and parts[-1] not in {i.number[-1] for i in found}:
                composed = parts if len(parts) > 1 else (*prefix, parts[-1])
                found.append(_Numbered(composed, block.number, block.start, block.end, _style(block.number)))
        yield sorted(found, key=lambda item: item.start)


def _tables(draft: Draft, spans: list[Span]) -> Iterator[list[_Numbered]]:
    """The column of numbers of every table that these stand in."""
    blocks = draft.record.blocks
    for table in sorted({blocks[s.block].table for s in spans if blocks[s.block].table is not None}, key=str):
        if table is None:
            continue
        rows = {blocks[s.block].row or 0 for s in spans if blocks[s.block].table == table}
        first = [cell for (row, column), cell in sorted(draft.cells[table].items()) if column == 0]
        numbers = [(cell, m) for cell in first if (m := _FIGURES.fullmatch(draft.said(cell)))]
        # A column of numbers: those of the rows in question, and not a row that numbers the columns.
        own = [(cell, m) for cell, m in numbers if not _numbers_columns(draft, cell)]
        if len([cell for cell, _ in own if cell.row in rows]) * 2 < len(rows):
            continue
        yield from _cut([_Numbered(number_of(m[1]), m[1], cell.start, cell.end) for cell, m in own if number_of(m[1])])


def _numbers_columns(draft: Draft, cell: BlockView) -> bool:
    """The row «1 | 2 | 3 …» below the heads."""
    table, row = cell.table, cell.row
    if table is None or row is None:
        return False
    said = [draft.said(other).strip() for (r, _), other in sorted(draft.cells[table].items()) if r == row]
    return len(said) > 2 and said == [str(k) for k in range(1, len(said) + 1)]


def _cut(items: list[_Numbered]) -> Iterator[list[_Numbered]]:
    """Into lists: where the topmost numbers begin again at 1, another list begins."""
    run: list[_Numbered] = []
    for item in items:
        if item.number == ("1",) and any(len(i.number) == 1 and i.style == item.style <= run[0].style for i in run):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _numbered(draft: Draft, block: BlockView) -> _Numbered | None:
    parts = number_of(block.number)
    if not parts or _value(parts[-1]) is None:
        return None
    style = 2 if not parts[-1].isdigit() else int(_BRACKET.match(draft.said(block)) is not None)
    return _Numbered(parts, block.number or "", block.start, block.end, style)


def _near(items: list[_Numbered], before: _Numbered, after: _Numbered) -> bool:
    """Whether a number used twice belongs to one list: it is not the 1 or «а» that begins another."""
    first = _value(after.number[-1]) == 1
    at = items.index(after)
    goes_on = at + 1 < len(items) and _value(items[at + 1].number[-1]) == 2
    return not (first and (goes_on or before is items[0])) or len(after.number) > 1


def _elsewhere(run: list[_Numbered], before: _Numbered, after: _Numbered, missing: str) -> bool:
    """The number stands between the two after all, as that of a heading with points below it."""
    wanted = number_of(missing)
    return any(before.start < item.start < after.start and item.number[: len(wanted)] == wanted for item in run)


def _style(number: str | None) -> int:
    """Of an indicator only letters are told from figures: its number does not say what stood behind it."""
    return 0 if number_of(number)[-1:] and number_of(number)[-1].isdigit() else 2


def _value(part: str) -> int | None:
    if part.isdigit():
        return int(part)
    return _LETTERS.index(part) + 1 if len(part) == 1 and part in _LETTERS else None


def _printed(item: _Numbered, value: int) -> str | None:
    """A number of the same list with another last part."""
    last = item.number[-1]
    if not last.isdigit():
        return _LETTERS[value - 1] if value <= len(_LETTERS) else None
    return ".".join((*item.number[:-1], str(value)))
