"""A registry prepared for linking: every organisation's profile, and the ways to find it.

Profiles are kept as text and made when they are asked for, and the lists of places are arrays: fifty thousand
organisations come back from the cache in a fraction of a second and take little memory.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain

from extractor.linking.build import build_profiles
from extractor.linking.places import Territory, same_region
from extractor.linking.profile import Profile, profile_from, profile_text
from extractor.registry import Registry

_NOTHING: array[int] = array("I")


def prefix(key: str) -> str:
    """What a word shares with its misspelt and derived forms: «озерновск», «озерное» → «озер»."""
    return "p" + key[1:5]


class Texts:
    """Many texts in one: the whole and where each ends."""

    def __init__(self, text: str, ends: array[int]) -> None:
        self.text, self.ends = text, ends

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        listed = list(texts)
        return cls("".join(listed), array("I", accumulate(map(len, listed))))

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, n: int) -> str:
        return self.text[self.ends[n - 1] if n else 0 : self.ends[n]]


class Postings:
    """For each key the places of the organisations that have it."""

    def __init__(self, keys: Sequence[str], ends: array[int], places: array[int]) -> None:
        self.keys, self.ends, self.places = keys, ends, places
        self._at = dict(zip(keys, range(len(keys)), strict=True))

    @classmethod
    def of(cls, found: Mapping[str, Sequence[int]]) -> Postings:
        ends = array("I", accumulate(map(len, found.values())))
        return cls(list(found), ends, array("I", chain.from_iterable(found.values())))

    def __contains__(self, key: str) -> bool:
        return key in self._at

    def get(self, key: str) -> array[int]:
        n = self._at.get(key)
        return _NOTHING if n is None else self.places[self.ends[n - 1] if n else 0 : self.ends[n]]


class Index:
    """What a linker needs of a registry.

    Args:
        rows: the profiles as texts, in the order of the registry.
        home: for each profile its place in ``territories``.
        territories: the municipalities that the registry names.
        postings: places by key (``profile.part_keys``, ``prefix``).
        successor: from the place of an outdated row to that of the row in force; outdated rows are never answered.
    """

    def __init__(
        self,
        rows: Texts,
        home: array[int],
        territories: Sequence[Territory],
        postings: Postings,
        successor: Mapping[int, int],
    ) -> None:
        self.rows, self.home, self.postings = rows, home, postings
        self.territories = tuple(territories)
        self.successor = dict(successor)
        self._made: dict[int, Profile] = {}

    @classmethod
    def of(cls, registry: Registry) -> Index:
        """Take the names of a registry apart."""
        profiles, territories, successor = build_profiles(registry.organisations)
        found: dict[str, list[int]] = defaultdict(list)
        for n, profile in enumerate(profiles):
            if n not in successor:
                keys = set(profile.keys)
                for key in keys | {prefix(key) for key in keys if key[0] in "ws"}:
                    found[key].append(n)
        rows = Texts.of(map(profile_text, profiles))
        return cls(rows, array("I", (p.territory for p in profiles)), territories, Postings.of(found), successor)

    def __len__(self) -> int:
        return len(self.rows)

    def profile(self, n: int) -> Profile:
        made = self._made.get(n)
        if made is None:
            made = self._made[n] = profile_from(self.rows[n], self.home[n])
        return made

    def territory(self, n: int) -> Territory:
        return self.territories[self.home[n]]

    def knows(self, word: str) -> bool:
        """Whether a proper name's stem is anybody's in the registry."""
        return "w" + word in self.postings or "s" + word in self.postings

    @cached_property
    def all_keys(self) -> str:
        """All keys as one text, in which a piece of a word is looked for."""
        return "\n".join(self.postings.keys)

    def has_region(self, region: tuple[str, ...]) -> bool:
        return any(same_region(region, territory.region) for territory in self.territories)

    @cached_property
    def by_territory(self) -> dict[int, array[int]]:
        found: dict[int, array[int]] = {}
        for n, home in enumerate(self.home):
            if n not in self.successor:
                found.setdefault(home, array("I")).append(n)
        return found

    @cached_property
    def by_id(self) -> dict[str, int]:
        return {self.profile(n).id: n for n in range(len(self))}
