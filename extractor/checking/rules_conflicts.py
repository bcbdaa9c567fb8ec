"""Two places of one draft that do not agree: plans, reached values, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import Draft
from extractor.checking.lists import actuals, targets
from extractor.checking.measure import differ, falls_short, same_moment, same_unit, word_pattern, written
from extractor.record import Indicator, Value


@rule("target-conflict")
def target_conflict(draft: Draft) -> Iterator[Found]:
    """Two different planned values for the same year, period and subject, in two places of the text."""
    for indicator in draft.record.indicators:
        for first, second in combinations(targets(indicator), 2):
            if _conflict(draft, first, second):
                yield _told(draft, indicator, first, second, "план указан по-разному")
                break


@rule("actual-conflict")
def actual_conflict(draft: Draft) -> Iterator[Found]:
    """Two different reached values of the same moment; «годом ранее», «в мае», «выросла до» tell of different ones."""
    for indicator in draft.record.indicators:
        for first, second in combinations(actuals(indicator), 2):
            if _conflict(draft, first, second) and not _other_moment(draft, first, second):
                yield _told(draft, indicator, first, second, "достигнутое значение указано по-разному")
                break


@rule("status-contradiction")
def status_contradiction(draft: Draft) -> Iterator[Found]:
    """«Достигнут» with a value short of the plan, «не достигнут» with one that meets it."""
    for indicator in draft.record.indicators:
        if indicator.status not in ("achieved", "not_achieved"):
            continue
        short = falls_short(indicator, draft.year)
        if short is None or short == (indicator.status == "not_achieved"):
            continue
        plan, fact = targets(indicator)[0], actuals(indicator)[0]
        said = "достигнутым" if indicator.status == "achieved" else "недостигнутым"
        yield Found(
            f"{draft.called(indicator)} назван {said}, а числа говорят другое: "
            f"план {written(plan)}, факт {written(fact)}.",
            fact.span,
            indicator=draft.label(indicator),
            at=indicator.name,
            related=(plan.span,),
        )


def _conflict(draft: Draft, first: Value, second: Value) -> bool:
    return (
        same_unit(first, second)
        and same_moment(first, second, draft.year)
        and differ(first, second)
        and _apart(draft, first, second)
    )


def _apart(draft: Draft, first: Value, second: Value) -> bool:
    """In different paragraphs, and not in cells of one row, whose heads tell the values apart."""
    a, b = draft.record.blocks[first.span.block], draft.record.blocks[second.span.block]
    if first.span.block == second.span.block:
        return False
    return not (a.table is not None and a.table == b.table and a.row == b.row)


def _other_moment(draft: Draft, first: Value, second: Value) -> bool:
    moments, parts = word_pattern("moments"), word_pattern("parts")
    for value in (first, second):
        if draft.record.blocks[value.span.block].table is None:
            start, end = draft.sentence(value.span.start)
            if draft.found_in(moments, start, end) or draft.found_in(parts, start, value.span.start):
                return True
    return False


def _told(draft: Draft, indicator: Indicator, first: Value, second: Value, what: str) -> Found:
    return Found(
        f"{draft.called(indicator)}: {what} – {written(first)} и {written(second)}.",
        second.span,
        indicator=draft.label(indicator),
        at=indicator.name,
        related=(first.span,),
    )
