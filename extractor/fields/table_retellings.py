"""A table of schools in an annex whose heads are shorter names, or the numbers, of the indicators the paper is about.

«1. Охват детей 5–18 лет дополнительным образованием планировалось довести до 77 % …» and in the annex the head
«Охват дополнительным образованием, %» or «Показатель 1, %» over plan and fact, a row a school: one indicator, its
values by school.
"""

from __future__ import annotations

import re

from extractor.fields.items import Item
from extractor.fields.retellings import hand_over, retells

# «Показатель 7», «Индикатор № 2.1», «п. 3»: a number and nothing else
_BY_NUMBER = re.compile(
    r"(?:целев\w+ )?(?:показател\w+|индикатор\w*|критери\w+|пункт\w*|позици\w+|п\.)\s*(?:№\s?)?(?P<n>\d+(?:\.\d+)*)\.?",
    re.IGNORECASE,
)


def join_by_school(items: list[Item]) -> list[Item]:
    """The items without those of tables of schools that tell another one's values; they go to that one.

    Args:
        items: merged items in order of first mention; changed in place.
    """
    whole = [item for item in items if item.source != "table" and not any(v.subject for v in item.values)]
    gone: dict[int, Item] = {}
    for item in items:
        if item.source != "table" or item.number is not None or not item.values:
            continue
        if m := _BY_NUMBER.fullmatch(item.name):
            holders = _numbered(m["n"], item, items)
        elif all(v.subject for v in item.values):
            holders = [other for other in whole if retells(item, other)]
        else:
            continue
        if len(holders) == 1:
            hand_over(item, holders[0])
            gone[id(item)] = holders[0]
    for item in items:
        if item.parent is not None:
            item.parent = gone.get(id(item.parent), item.parent)
    return [item for item in items if id(item) not in gone]


def _numbered(number: str, item: Item, items: list[Item]) -> list[Item]:
    """The indicators of a number; where the paper counts twice from 1, those of the same unit."""
    found = [other for other in items if other.number == number]
    units = {value.unit for value in item.values}
    return found if len(found) < 2 else [o for o in found if units & {value.unit for value in o.values}]
