"""Orders against gold: the points by number, then who, what and when of those that were found."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from extractor.evaluation.fold import Item, deadline_key, holds, likeness, point_number, text_key
from extractor.evaluation.tally import Match

_SAME_ASSIGNEE = 85
_SAME_TEXT = 90
_SHOWN = 50


def compare_orders(gold: Item, record: Item) -> Iterator[Match]:
    """Four fields: ``orders``, ``orders.assignee``, ``orders.text`` and ``orders.deadlines``."""
    if "orders" not in gold:
        return
    wanted, found = _scored(gold["orders"] or [], record.get("orders") or [])
    yield Match("orders", [point_number(o) for o in wanted], [point_number(o) for o in found])
    # The same number may stand twice, at different items of an agenda: first goes with first.
    waiting: defaultdict[str, deque[Item]] = defaultdict(deque)
    for order in found:
        waiting[point_number(order)].append(order)
    for want in wanted:
        number = point_number(want)
        yield from _one(number, want, waiting[number].popleft() if waiting[number] else {})


def _scored(wanted: Sequence[Item], found: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Without acts, and without the points that gold says may be told or not."""
    tasks = [order for order in wanted if not order.get("act")]
    free = {point_number(order) for order in wanted if order.get("act")} - {point_number(order) for order in tasks}
    return tasks, [o for o in found if o.get("type") != "act" and point_number(o) not in free]


def _one(number: str, want: Item, have: Item) -> Iterator[Match]:
    if want.get("assignee"):
        who = have.get("assignee")
        said = ", ".join(map(str, who)) if isinstance(who, list) else who
        same = bool(said) and likeness(want["assignee"], said) >= _SAME_ASSIGNEE
        found = number if same else f"{number} got {text_key(said)[:_SHOWN]}"
        yield Match("orders.assignee", [number], [found] if said else [])
    if want.get("text"):
        said = have.get("text")
        same = bool(said) and holds(said, want["text"]) >= _SAME_TEXT
        yield Match("orders.text", [number], [number] if same else [])
    if "deadlines" in want:
        mine = _deadlines(number, have.get("deadlines"))
        yield Match("orders.deadlines", _deadlines(number, want["deadlines"]), mine)


def _deadlines(number: str, items: Iterable[Item] | None) -> list[tuple[object, ...]]:
    return [(number, deadline_key(item)) for item in items or []]
