"""A draft as the rules see it: its record, and what several of them ask of it, found once."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.checking.lists import IndicatorList, indicator_lists, shown_number
from extractor.record import BlockView, Indicator, Order, Record, Span
from extractor.text.clauses import sentences

if TYPE_CHECKING:
    from extractor.checking.match import Matches
    from extractor.checking.profile import Profile

ACTS = ("decision", "order", "decree", "directive", "minutes")
"""Kinds of documents that have a number, a date and an operative part."""
_SHOWN = 90


class Draft:
    """One draft under check."""

    def __init__(self, record: Record, profile: Profile | None = None) -> None:
        self.record = record
        self.profile = profile

    @property
    def text(self) -> str:
        return self.record.text

    @property
    def kind(self) -> str:
        return self.record.header.kind

    @cached_property
    def lists(self) -> list[IndicatorList]:
        """The lists and tables of indicators."""
        return indicator_lists(self.record)

    @cached_property
    def matches(self) -> Matches:
        """Which indicator of the draft is which of the profile; only asked for where there is one."""
        from extractor.checking.match import match
        from extractor.checking.profile import Profile

        return match(self.profile or Profile("", ()), self.record)

    @cached_property
    def year(self) -> int | None:
        """The year that is reported on, or that the draft is of."""
        period, date = self.record.header.period, self.record.header.date
        if period is not None:
            return int(period.end[:4])
        return int(date[:4]) if date else None

    @cached_property
    def cells(self) -> dict[int, dict[tuple[int, int], BlockView]]:
        """The cells of every table by row and column."""
        found: dict[int, dict[tuple[int, int], BlockView]] = {}
        for block in self.record.blocks:
            if block.table is not None and block.row is not None and block.column is not None:
                found.setdefault(block.table, {})[block.row, block.column] = block
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.record.blocks]

    def block_at(self, offset: int) -> int:
        """The index of the block that holds a character."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def said(self, block: BlockView) -> str:
        """The whole text of a block."""
        return self.text[block.start : block.end]

    def sentence(self, start: int) -> tuple[int, int]:
        """The sentence around a character."""
        block = self.record.blocks[self.block_at(start)]
        for a, b in sentences(self.said(block)):
            if block.start + a <= start < block.start + b:
                return block.start + a, block.start + b
        return block.start, block.end

    def span(self, start: int, end: int) -> Span:
        """A span of the text, with the page of its block where there are pages."""
        number = self.block_at(start)
        block = self.record.blocks[number]
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start=start, end=end, block=number, page=block.page, box=block.box, quote=self.text[start:end])

    def found_in(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a pattern is met within a range of the text."""
        return pattern.search(self.text, start, end) is not None

    def label(self, indicator: Indicator) -> str:
        """The number of an indicator, or its name where it has none."""
        return shown_number(self.record, indicator) or indicator.name

    def called(self, indicator: Indicator) -> str:
        """How a message calls an indicator: «показатель 2 «Доля …»»."""
        number = shown_number(self.record, indicator)
        name = f"«{short(indicator.name)}»"
        return f"показатель {number} {name}" if number else f"показатель {name}"


def order_label(order: Order) -> str:
    """The number of an order, or its words where it has none."""
    return order.number or short(order.text)


def short(text: str) -> str:
    """A text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0].rstrip(",;:") + "…"
