"""An indicator of a list told again in prose with fewer words, in the report behind the list.

«1) охват детей в возрасте от 5 до 18 лет дополнительным образованием – 76 %; …» and below «Охват детей дополнительным
образованием составил 71,8 %, показатель не достигнут» (решения and reports on agreements).  The two are one indicator
when all words of the shorter name stand in the longer one, no other name holds them, and one tells what was planned,
the other what was reached; or the second is told as one that is known («показатель охвата …»).
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
# «Среднемесячная заработная плата учителя» is told again as «заработная плата учителя».
_MEAN = re.compile(r"^\W*(?:средн|обще)[а-я]+\s")
_BY_PLACE = 0.7


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name without their endings, in order."""
    bare = _MEAN.sub("", name.lower().replace("ё", "е"))
    return tuple(word[: max(4, len(word) - _ENDING)] for word in _WORD.findall(bare))


def join_retold(items: list[Item]) -> list[Item]:
    """The items without those that only tell again of another one; what they told goes to that one.

    Args:
        items: merged items in order of first mention; changed in place.
    """
    plans = [item for item in items if item.source != "prose" and _roles(item) <= {"target", "baseline"}]
    gone: dict[int, Item] = {}
    for item in items if plans or any(item.again for item in items) else ():
        if item.source == "prose" and item.number is None and item.parent is None:
            among = items if item.again else plans if "target" not in _roles(item) else []
            holders = [plan for plan in among if plan.end <= item.start and retells(item, plan)]
            # one that is told in full and in short is one holder
            holders = [h for h in holders if not any(h is not other and retells(h, other) for other in holders)]
            if len(holders) == 1 and id(holders[0]) not in gone:
                hand_over(item, holders[0])
                gone[id(item)] = holders[0]
    for item in items:
        if item.parent is not None:
            item.parent = gone.get(id(item.parent), item.parent)
    return [item for item in items if id(item) not in gone]


def _roles(item: Item) -> set[str]:
    return {value.role for value in item.values}


def retells(item: Item, plan: Item) -> bool:
    """Whether all words of one name stand in the other, and both are counted in one unit."""
    said, planned = _words(item.name), _words(plan.name)
    fewest = _FEWEST_WORDS - item.again
    if len(said) < fewest or said[:1] != planned[:1] or not set(said) <= set(planned):
        return False
    if denials(item.name) != denials(plan.name):
        return False
    units = {value.unit for value in item.values} | {implied_unit(item.name)} - {None}
    return not plan.values or bool(units & {value.unit for value in plan.values})


def hand_over(item: Item, plan: Item) -> None:
    """Give all that ``item`` tells to ``plan``."""
    told = {(v.value, v.low, v.high, v.unit) for v in plan.values}
    for value in item.values:
        # «выполнить показатель охвата (76 %)»: the number that is known, its role told by nothing but its place
        if value.confidence > _BY_PLACE or (value.value, value.low, value.high, value.unit) not in told:
            plan.add(value)
    if plan.status is None:
        plan.status, plan.status_text = item.status, item.status_text
    plan.reason = plan.reason or item.reason
    plan.each = plan.each or item.each
    plan.places.append((item.start, item.end))
