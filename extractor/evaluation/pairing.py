"""Which found item stands for which expected one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.evaluation.fold import Item


def pair(
    wanted: Sequence[Item], found: Sequence[Item], alike: Callable[[Item, Item], float], *, least: float
) -> dict[int, int]:
    """One-to-one pairs, the most alike first; ties go to what stands first.

    Args:
        alike: how alike two items are.
        least: less alike items are no pair.
    Returns:
        The index in ``found`` for every index in ``wanted`` that has one.
    """
    scored = ((alike(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((s for s in scored if s[0] >= least), key=lambda s: (-s[0], s[1], s[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
