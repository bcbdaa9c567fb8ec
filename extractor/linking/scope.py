"""Which organisations of a registry a context lets in: its region and its municipality."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.linking.fold import derived
from extractor.linking.index import Index
from extractor.linking.places import Territory, any_same, is_city, place_words, same_region
from extractor.linking.similar import similar


@dataclass(frozen=True, slots=True)
class Scope:
    """Organisations in reach.

    Attributes:
        inside: territories of the context itself.
        unsure: territories that the registry tells too little of to shut them out.
        size: how many organisations there are in both.
        district: whether a municipality was asked for and found.
        whole: nothing was asked for.
    """

    inside: frozenset[int]
    unsure: frozenset[int]
    size: int
    district: bool
    whole: bool

    def holds(self, territory: int) -> bool:
        return self.whole or territory in self.inside or territory in self.unsure


class Scopes:
    """The scopes of one index, each made once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.towns = frozenset(t.municipality[0] for t in index.territories if t.city and len(t.municipality) == 1)
        self.find = lru_cache(maxsize=4096)(self._find)
        self._of_region = lru_cache(maxsize=256)(self._within)
        self._named: dict[str, set[int]] = {}
        for n, territory in enumerate(index.territories):
            for word in territory.municipality:
                self._named.setdefault(word, set()).add(n)

    def _find(self, region: tuple[str, ...], municipality: tuple[str, ...], city: bool | None) -> Scope:
        territories = self._index.territories
        total = len(self._index)
        if not region and not municipality:
            everything = frozenset(range(len(territories)))
            one = len({t.municipality for t in territories}) == 1 and bool(territories[0].municipality)
            return Scope(everything, frozenset(), total, one, whole=True)
        there, landless = self._of_region(region)
        if not municipality:
            return self._scope(there, landless, district=False)
        inside = _resolve(there, territories, municipality, city)
        landless_inside = _resolve(landless, territories, municipality, city)
        unsure = [n for n in there + landless if not territories[n].municipality]
        return self._scope(inside + landless_inside, unsure, district=bool(inside or landless_inside))

    def _within(self, region: tuple[str, ...]) -> tuple[list[int], list[int]]:
        """The territories of a region (all, if none is told), and those of which the registry tells no region."""
        listed = list(enumerate(self._index.territories))
        if not region:
            return [n for n, _ in listed], []
        return [n for n, t in listed if same_region(region, t.region)], [n for n, t in listed if not t.region]

    def of_town(self, region: tuple[str, ...], settlement: tuple[str, ...]) -> Scope:
        """The territories of a region that hold organisations of a town, or are that town's own."""
        index = self._index
        found = {
            index.home[n]
            for n in index.postings.get("s" + settlement[-1])
            if any_same(settlement, index.profile(n).settlements)
        }
        found |= set.intersection(*(self._named.get(word, set()) for word in settlement))
        inside = [n for n in found if not region or same_region(region, index.territories[n].region)]
        return self._scope(inside, [], district=True)

    def _scope(self, inside: list[int], unsure: list[int], *, district: bool) -> Scope:
        size = sum(len(self._index.by_territory.get(n, ())) for n in (*inside, *unsure))
        return Scope(frozenset(inside), frozenset(unsure), size, district, whole=False)


def _resolve(
    among: list[int], territories: tuple[Territory, ...], words: tuple[str, ...], city: bool | None
) -> list[int]:
    """The territories a municipality's name means: the same word, else derived from it, else misspelt.

    Where a town and the district around it share a name, «город» or «район» of the context decides.
    """
    for same in (
        lambda a, b: a == b,
        lambda a, b: derived(a, b) or derived(b, a),
        similar,
    ):
        shared = {n: sum(any(same(a, b) for b in territories[n].municipality) for a in words) for n in among}
        most = max(shared.values(), default=0)
        found = [n for n in among if most and shared[n] == most]
        if found:
            fitting = (True,) if city else (False, None)  # a reformed district's name does not tell «район» any more
            if city is not None and any(territories[n].city == city for n in found):
                found = [n for n in found if territories[n].city in fitting]
            return found
    return []


def municipality_words(text: str) -> tuple[tuple[str, ...], bool | None]:
    """The stems of a municipality's name and whether it is a city's (``None``: not told)."""
    return place_words(text), is_city(text)
