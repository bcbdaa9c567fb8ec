"""Lists and tables of indicators: which of a record's indicators stand side by side.

What is asked of «an item of a list» is never asked of a measure told in passing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.record import BlockView, Indicator, Record, Value

_BEFORE_NAME = 4
_NEXT = 2
_LARGEST_GAP = 6
"""So many paragraphs may stand between two bullets of one list: an item's own sentences."""


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """The items of one list, in reading order; ``table`` its index if it is a table."""

    items: tuple[Indicator, ...]
    table: int | None


def indicator_lists(record: Record) -> list[IndicatorList]:
    """All lists and tables that hold two indicators or more."""
    groups: list[list[Indicator]] = []
    tables: list[int | None] = []
    open_at: dict[tuple[str | None, int | None], int] = {}
    for indicator in record.indicators:
        block = record.blocks[indicator.spans[0].block]
        if not _in_list(record, indicator, block):
            continue
        key = (indicator.parent if block.table is None else None, block.table)
        at = open_at.get(key)
        if at is None or (block.table is None and not _goes_on(record, groups[at][-1], indicator)):
            at = open_at[key] = len(groups)
            groups.append([])
            tables.append(block.table)
        groups[at].append(indicator)
    return [IndicatorList(tuple(items), table) for items, table in zip(groups, tables, strict=True) if len(items) > 1]


def targets(indicator: Indicator) -> list[Value]:
    """The planned values."""
    return [value for value in indicator.values if value.role == "target"]


def actuals(indicator: Indicator) -> list[Value]:
    """The values that were reached."""
    return [value for value in indicator.values if value.role == "actual"]


def results(indicator: Indicator) -> list[Value]:
    """The values reached, without those of years before all planned ones."""
    planned = [value.year for value in targets(indicator) if value.year is not None]
    first = min(planned, default=None)
    return [v for v in actuals(indicator) if v.year is None or first is None or v.year >= first]


def reported(indicator: Indicator) -> bool:
    """Whether it says what was reached: a value or a status."""
    return indicator.status is not None or bool(results(indicator))


def number_of(text: str | None) -> tuple[str, ...]:
    """«2.10.» → ("2", "10"): the parts of a number; empty where it is none."""
    parts = tuple(re.sub(r"[^\w.]", "", text or "").strip(".").split("."))
    return parts if all(parts) else ()


def shown_number(record: Record, indicator: Indicator) -> str | None:
    """The number of an indicator: its own, else that of the list item that tells of it alone."""
    if indicator.number is not None:
        return indicator.number
    span = indicator.spans[0]
    block = record.blocks[span.block]
    if block.table is not None or block.number is None or not re.search(r"\w", block.number):
        return None
    before = record.text[block.start : span.start]
    alone = sum(other.spans[0].block == span.block for other in record.indicators) == 1
    return block.number if alone and len(before) <= len(block.number) + _BEFORE_NAME else None


def _in_list(record: Record, indicator: Indicator, block: BlockView) -> bool:
    if block.table is not None or shown_number(record, indicator) is not None:
        return True
    if block.number is None:
        return False
    alone = [i for i in record.indicators if i.spans[0].block == indicator.spans[0].block]
    return len(alone) == 1 and not re.search(r"\w", block.number)


def _goes_on(record: Record, last: Indicator, indicator: Indicator) -> bool:
    """Whether an item follows the last of its list: the next number up, or a bullet after bullets nearby."""
    one, other = number_of(shown_number(record, last)), number_of(shown_number(record, indicator))
    between = indicator.spans[0].block - last.spans[0].block
    if one and other:
        # The same number once more, right below: used twice.  Any other step back begins a list of its own.
        return _order(one) < _order(other) or (one == other and between <= _NEXT)
    if one or other:
        return False
    return between <= _LARGEST_GAP


def _order(number: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in number)
