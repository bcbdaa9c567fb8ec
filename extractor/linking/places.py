"""Regions, municipalities and settlements: reading their names and telling whether two mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.linking.fold import fold, stem
from extractor.linking.parts import Parts
from extractor.patterns import load

_TOKEN = re.compile(r"[а-я]+(?:-[а-я]+)*")
_DISTRICT = re.compile(r"район|р-о?н")
# «Шатиловский городской округ» is a reformed district, «городской округ Ключевск» a town's own.
_REFORMED = re.compile(r"(?:ий|ый|ой)\s(?:городск|муниципальн)\w+\sокруг")
_CITY = re.compile(r"город|(?<![а-я])г\.")


@cache
def _generic() -> re.Pattern[str]:
    return load("links").any_of("generic-places", before="^", after="$")


@lru_cache(maxsize=16384)
def place_words(text: str) -> tuple[str, ...]:
    """The stems that name a place: «Шебекинский район и город Шебекино» → («шебекинск», «шебекин»)."""
    found = [word for word in _TOKEN.findall(fold(text).lower()) if not _generic().match(word)]
    return tuple(dict.fromkeys(stem(word) for word in found))


@dataclass(frozen=True, slots=True)
class Territory:
    """Where an organisation is, as far as the registry tells: words of the region and of the municipality.

    ``city`` is true for a city's own municipality («городской округ город Липецк»), ``None`` where nothing tells.
    """

    region: tuple[str, ...]
    municipality: tuple[str, ...]
    city: bool | None

    @classmethod
    def of(cls, region: str | None, municipality: str | None, names: Sequence[Parts] = ()) -> Territory:
        """From the columns, else from what the names say («… Шипуновского района Алтайского края»)."""
        lands = place_words(region or "") or next((p.region for p in names if p.region), ())
        words = place_words(municipality or "") or next((p.district for p in names if p.district), ())
        return cls(lands, words, is_city(municipality or ""))


def is_city(municipality: str) -> bool | None:
    """Whether a municipality is a city's own; ``None`` where its name does not tell."""
    low = municipality.lower()
    if _DISTRICT.search(low):
        return False
    return None if _REFORMED.search(low) or not _CITY.search(low) else True


def same_region(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not set(a).isdisjoint(b)


def same_settlement(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Word by word; an initial stands for its word («М. Колодцы» for «Марьины Колодцы»)."""
    if len(a) != len(b):
        return "".join(a).replace("-", "") == "".join(b).replace("-", "")
    return all(x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) for x, y in zip(a, b, strict=True))


def any_same(a: tuple[str, ...], places: Iterable[tuple[str, ...]]) -> bool:
    return any(same_settlement(a, place) for place in places)
