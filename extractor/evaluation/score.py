"""One document: every field of its record against gold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from extractor.evaluation.compare_header import compare_header
from extractor.evaluation.compare_indicators import compare_indicators
from extractor.evaluation.compare_lists import (
    compare_deadlines,
    compare_findings,
    compare_percentages,
    compare_schools,
)
from extractor.evaluation.compare_orders import compare_orders
from extractor.evaluation.fold import Item
from extractor.evaluation.tally import Match

_COMPARISONS = (
    compare_header,
    compare_indicators,
    compare_percentages,
    compare_schools,
    compare_deadlines,
    compare_orders,
    compare_findings,
)


def compare(gold: Item, record: Item) -> Iterator[Match]:
    """The matches of all fields that gold speaks of.

    Args:
        gold: what a careful reader found.
        record: a record as JSON has it; empty for a document that could not be read.
    """
    if gold.get("pages"):
        record = _on_pages(record, *gold["pages"])
    return chain.from_iterable(one(gold, record) for one in _COMPARISONS)


def _on_pages(record: Item, first: int, last: int) -> Item:
    """The record with only those items that stand on the pages gold was made for."""

    def here(item: Any) -> bool:
        if not isinstance(item, dict):
            return True
        span = item.get("span") or (item.get("spans") or [{}])[0] or {}
        page = span.get("page")
        return page is None or first <= page <= last

    return {key: [i for i in value if here(i)] if isinstance(value, list) else value for key, value in record.items()}
