"""A table of schools in an annex whose heads are shorter names of the indicators that the paper is about.

«1. Охват детей 5–18 лет дополнительным образованием планировалось довести до 77 % …» and in the annex the head
«Охват дополнительным образованием, %» over plan and fact, a row a school: one indicator, its values by school.
"""

from __future__ import annotations

from extractor.fields.items import Item
from extractor.fields.retellings import hand_over, retells


def join_by_school(items: list[Item]) -> list[Item]:
    """The items without those of tables of schools that tell another one's values; they go to that one.

    Args:
        items: merged items in order of first mention; changed in place.
    """
    whole = [item for item in items if item.source != "table" and not any(v.subject for v in item.values)]
    gone: dict[int, Item] = {}
    for item in items:
        if item.source == "table" and item.number is None and item.values and all(v.subject for v in item.values):
            holders = [other for other in whole if retells(item, other)]
            if len(holders) == 1:
                hand_over(item, holders[0])
                gone[id(item)] = holders[0]
    for item in items:
        if item.parent is not None:
            item.parent = gone.get(id(item.parent), item.parent)
    return [item for item in items if id(item) not in gone]
