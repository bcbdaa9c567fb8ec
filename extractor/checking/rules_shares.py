"""Shares that cannot be: above 100 % or below 0."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import Draft, short
from extractor.checking.measure import bounds, word_pattern, written
from extractor.record import Percentage


@rule("percentage-out-of-range")
def out_of_range(draft: Draft) -> Iterator[Found]:
    """A share above 100 % or below 0; growth, fulfilment of a plan and ratios may be so."""
    told: set[int] = set()
    for indicator in draft.record.indicators:
        if word_pattern("may-exceed").search(indicator.name):
            continue
        for value in indicator.values:
            low, high = bounds(value)
            if value.unit == "percent" and (high > 100 or low < 0):
                told.add(value.span.start)
                yield Found(
                    f"{draft.called(indicator)}: {written(value)} – доля не бывает такой.",
                    value.span,
                    indicator=draft.label(indicator),
                    at=indicator.name,
                )
                break
    seen = {value.span.start for indicator in draft.record.indicators for value in indicator.values} | told
    for percentage in draft.record.percentages:
        above = percentage.high if percentage.high is not None else percentage.value
        if above is None or above <= 100 or percentage.span.start in seen or not _is_share(draft, percentage):
            continue
        yield Found(
            f"«{short(draft.text[slice(*draft.sentence(percentage.span.start))])}»: доля больше 100 %.",
            percentage.span,
            at=percentage.text,
        )


def _is_share(draft: Draft, percentage: Percentage) -> bool:
    """Whether a percentage in prose is said to be a share of people or things."""
    start, end = draft.sentence(percentage.span.start)
    if draft.found_in(word_pattern("may-exceed"), start, end):
        return False
    behind = draft.text[percentage.span.end : min(end, percentage.span.end + 40)]
    return draft.found_in(word_pattern("shares"), start, percentage.span.start) or bool(
        word_pattern("counted").match(behind.lstrip())
    )
