"""Items of lists and tables of indicators that lack a plan or what was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import ACTS, Draft
from extractor.checking.lists import IndicatorList, actuals, reported, results, targets
from extractor.checking.measure import word_pattern
from extractor.record import Indicator

_PLANNED = ("plan", "agreement")
_MEASURED = ("percent", "percentage_point", "count", "person", "point", "rub", "thousand_rub", "million_rub")
_LEAST_SENTENCE = 20


@rule("actual-missing")
def actual_missing(draft: Draft) -> Iterator[Found]:
    """An item with neither a value reached nor a status, in a list where others have one; one the profile asks for."""
    told = set()
    for items in draft.lists:
        with_result = sum(map(reported, items.items))
        if not with_result or not _reports(draft, items, with_result):
            continue
        for item in items.items:
            if reported(item) or _told_in_words(draft, items, item):
                continue
            told.add(item.id)
            yield _missing(draft, item, "нет достигнутого значения и не сказано, выполнен ли он")
    if draft.profile is None:
        return
    for at, item in sorted(draft.matches.pairs.items()):
        if draft.profile.requirements[at].fact and item.id not in told and not reported(item):
            yield _missing(draft, item, f"нет достигнутого значения ({draft.profile.title})")


@rule("target-missing")
def target_missing(draft: Draft) -> Iterator[Found]:
    """An item without a plan, in a list where most others have one."""
    for items in draft.lists:
        planned = sum(bool(targets(item)) for item in items.items)
        if planned * 2 < len(items.items) or planned < 1:
            continue
        for item in items.items:
            if not targets(item) and _measured(items, item) and not _cell_says(draft, items, item, "target"):
                yield _missing(draft, item, "нет планового значения, хотя у соседних оно есть")


def _missing(draft: Draft, item: Indicator, what: str) -> Found:
    return Found(f"{draft.called(item)}: {what}.", item.spans[0], indicator=draft.label(item), at=item.name)


def _reports(draft: Draft, items: IndicatorList, with_result: int) -> bool:
    """A list that tells of results: not one that only sets plans and mentions where things stand."""
    if draft.kind in _PLANNED:
        return False
    if draft.kind in ACTS and draft.kind not in ("decision", "minutes"):
        return with_result * 2 >= len(items.items)
    return True


def _measured(items: IndicatorList, item: Indicator) -> bool:
    """Whether a plan in numbers is to be expected: not for an activity that is only told to be done."""
    values = actuals(item)
    if values:
        return any(value.unit in _MEASURED for value in values)
    return (items.table is not None and item.status is None) or bool(word_pattern("measure-names").match(item.name))


def _told_in_words(draft: Draft, items: IndicatorList, item: Indicator) -> bool:
    """The result is told without a number: «да» in the column of results, a sentence under an activity."""
    if items.table is not None:
        return _cell_says(draft, items, item, "actual")
    if targets(item) or word_pattern("measure-names").match(item.name):
        return False
    block = item.spans[0].block + 1
    following = draft.record.blocks[block] if block < len(draft.record.blocks) else None
    if following is None or following.number is not None or following.kind != "paragraph":
        return False
    return following.end - following.start > _LEAST_SENTENCE


def _cell_says(draft: Draft, items: IndicatorList, item: Indicator, role: Literal["target", "actual"]) -> bool:
    """Something other than a unit stands in a column where other items have values of this role."""
    blocks = draft.record.blocks
    values = [v for other in items.items for v in (targets(other) if role == "target" else results(other))]
    columns = {blocks[v.span.block].column for v in values if blocks[v.span.block].table == items.table}
    cells = draft.cells.get(items.table if items.table is not None else -1, {})
    row = blocks[item.spans[0].block].row
    for (at, column), cell in cells.items():
        if at == row and column in columns:
            text = word_pattern("blank-cells").sub("", draft.said(cell))
            if re.search(r"[а-яё]{2}|\d", text, re.IGNORECASE):
                return True
    return False
