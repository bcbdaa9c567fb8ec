"""«… составили соответственно 98,2 % и 41 %»: values told in turn of several measures.

The measures stand in the same sentence in front of the values, or in the one before; a plan for each of them may
follow («…, при плане 98 % и 45 %»).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.items import Item
from extractor.fields.measure_names import clean_name, name_stop
from extractor.fields.measure_places import of_school, place_at_head, placed
from extractor.fields.measure_years import IN_TURN, names_years
from extractor.fields.measures import read_values, value_numbers
from extractor.fields.prose_heads import default_role, measure_spans
from extractor.fields.statuses import StatusFound, find_statuses
from extractor.fields.table_common import implied_unit


def measures_in_turn(text: str, base: int, name_end: int, *, block: int) -> list[Item]:
    """The measures of a sentence that names them first and tells their values in turn; none where it does not.

    Args:
        text: the sentence, at ``base`` of the document.
        name_end: where the last measure's name ends.
        block: the paragraph's index.
    """
    spans = measure_spans(text) if IN_TURN in text else []
    if len(spans) < 2 or any(quoted >= 0 for _, quoted, _ in spans) or not spans[-1][0] < name_end:
        return []
    heads = [a for a, _, _ in spans]
    names = [text[a:b] for a, b in pairwise([*heads, name_end])]
    numbers = value_numbers(text[heads[-1] :], bare=True)
    if any(value_numbers(name, bare=True) for name in names) or not numbers or len(numbers) % len(names):
        return []
    if len(numbers) > len(names) and names_years(text):
        return []  # measures and years both in turn: it is not clear which number is whose
    items = []
    for a, name in zip(heads, names, strict=True):
        printed = name[: name_stop(name)]
        items.append(Item(clean_name(printed), base + a, base + a + max(len(printed), 1), block=block))
    default = default_role(text[: heads[0]], since=0)
    values = read_values(
        text[heads[-1] :],
        numbers,
        base=base + heads[-1],
        default=default,
        unit=None,
        name_end=name_end - heads[-1],
        by_year=False,
    )
    for k, (value, n) in enumerate(zip(values, numbers, strict=True)):
        item = items[k % len(items)]
        bare = text[heads[-1] :][n.end - 1].isdigit()
        item.add(replace(value, unit=_unit_of_bare(item, value.unit)) if bare else value)
    return items


def _unit_of_bare(item: Item, shared: str) -> str:
    """The unit of a number without one of its own: its measure's, else that of the numbers told with it."""
    own = implied_unit(item.name)
    return shared if own == "count" and shared == "percent" and not _COUNTS.match(item.name) else own


_COUNTS = re.compile(r"(?:общ[а-яё]+\s)?(?:число|численность|количество)(?![а-яё])", re.IGNORECASE)


def told_in_turn(sentence: str, base: int, items: list[Item]) -> bool:
    """Give each of the measures named before its own value: «На год была поставлена задача иметь 80 и 95 %».

    Returns whether the sentence told a value for each of them; a status is for all of them («оба задания выполнены»).
    """
    numbers = value_numbers(sentence, bare=False) if IN_TURN in sentence and len(items) > 1 else []
    if len(numbers) != len(items) or any(
        n.unit not in {v.unit for v in item.values} for n, item in zip(numbers, items, strict=True)
    ):
        return False
    if of_school(sentence):
        return True
    values = placed(read_values(sentence, numbers, base=base, default="actual", unit=None, by_year=False), sentence)
    statuses: list[StatusFound] = [] if place_at_head(sentence) else find_statuses(sentence)
    for value, item in zip(values, items, strict=True):
        item.add(value)
        if len(statuses) == 1 and item.status is None:
            item.status, item.status_text = statuses[0].status, sentence.strip()
    return True
