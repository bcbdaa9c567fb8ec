"""An indicator of a list told again in prose with fewer words, in the report behind the list.

«1) охват детей в возрасте от 5 до 18 лет дополнительным образованием – 76 %; …» and below «Охват детей дополнительным
образованием составил 71,8 %, показатель не достигнут» (решения and reports on agreements).  The two are one indicator
when all words of the shorter name stand in the longer one, no other name holds them, and one tells what was planned,
the other what was reached.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.fields.items import Item
from extractor.fields.measure_names import denials
from extractor.fields.table_common import implied_unit

# Fewer words do not tell one indicator from another («доля детей»).
_FEWEST_WORDS = 3
_WORD = re.compile(r"[а-яёa-z]{4,}|\d+")
_ENDING = 3


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name without their endings, in order."""
    return tuple(word[: max(4, len(word) - _ENDING)] for word in _WORD.findall(name.lower().replace("ё", "е")))


def join_retold(items: list[Item]) -> list[Item]:
    """The items without those that only tell again of another one; what they told goes to that one.

    Args:
        items: merged items in order of first mention; changed in place.
    """
    plans = [item for item in items if item.source != "prose" and _roles(item) <= {"target", "baseline"}]
    gone: dict[int, Item] = {}
    for item in items if plans else ():
        if item.source == "prose" and item.number is None and item.parent is None and "target" not in _roles(item):
            holders = [plan for plan in plans if plan.end <= item.start and _retells(item, plan)]
            if len(holders) == 1:
                _hand_over(item, holders[0])
                gone[id(item)] = holders[0]
    for item in items:
        if item.parent is not None:
            item.parent = gone.get(id(item.parent), item.parent)
    return [item for item in items if id(item) not in gone]


def _roles(item: Item) -> set[str]:
    return {value.role for value in item.values}


def _retells(item: Item, plan: Item) -> bool:
    said, planned = _words(item.name), _words(plan.name)
    if len(said) < _FEWEST_WORDS or said[:1] != planned[:1] or not set(said) <= set(planned):
        return False
    if denials(item.name) != denials(plan.name):
        return False
    units = {value.unit for value in item.values} | {implied_unit(item.name)} - {None}
    return not plan.values or bool(units & {value.unit for value in plan.values})


def _hand_over(item: Item, plan: Item) -> None:
    for value in item.values:
        plan.add(value)
    if plan.status is None:
        plan.status, plan.status_text = item.status, item.status_text
    plan.reason = plan.reason or item.reason
    plan.each = plan.each or item.each
    plan.places.append((item.start, item.end))
