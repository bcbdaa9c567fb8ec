"""Invented settlements and municipalities of real regions.

How often a name comes again is set so that it agrees with what was counted in real registries: a few thousand
adjectives for some twenty thousand village schools, the commonest a hundred times over; in one region 1–7 % of the
adjectives in two or three districts; a quarter of all adjectives one letter from another one.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from linking_words import GENITIVE, Region, adjective_of, capital, declined, genitive_of, regions, words

# Settlements whose adjective has nothing to do with their name (7 % of the real pairs), and those where it agrees by
# the first letters only (16 %, most of them by the words of the toponym file).
FOREIGN = 0.07
BENT = 0.55
APART = 0.6
"""Prefixed names that are written in two words on the map, while the adjective is one: Новая Берёзовка."""
# A name that its region has already is taken again this often, which leaves 1–7 % of a region's adjectives in more
# than one district.
AGAIN = 0.75
# Districts per organisation: some 2,300 real municipalities for 55–60 thousand schools and kindergartens.
PER_MUNICIPALITY = 26.0
CITY_SHARE = 0.2
_POSSESSIVE = re.compile(r"(ов|ев|ёв|ин)(о|ка|ское|ский|ская)$")
"""Сергеево is Сергеевская everywhere; it is the other names whose adjectives are not to be foreseen."""
DISTRICTS = {"район": 66, "муниципальный район": 12, "муниципальный округ": 17, "городской округ": 5}
INSIDE = {
    "район": "района",
    "муниципальный район": "муниципального района",
    "муниципальный округ": "муниципального округа",
    "городской округ": "городского округа",
    "административный округ": "административного округа",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement: «с», «Берёзовка», and the adjective its school would take."""

    kind: str
    name: str
    adjective: str

    @property
    def genitive(self) -> str:
        """As after «города» or «села»."""
        return genitive_of(self.name)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A district or a city.

    Attributes:
        stem: what stays when the district becomes an okrug: «Енисейский», or the name of a city.
        column: as the registry writes it in its column.
        genitive: as inside full names: «Енисейского района».
        other: as another paper writes it (before or after the reform).
        quota: how many organisations it has.
    """

    key: int
    stem: str
    city: bool
    center: Place
    column: str
    genitive: str
    other: str
    region: Region
    quota: int


@dataclass(frozen=True, slots=True)
class _Pool:
    names: tuple[tuple[str, str], ...]
    sums: tuple[float, ...]

    def draw(self, rng: random.Random) -> tuple[str, str]:
        return rng.choices(self.names, cum_weights=self.sums)[0]


def _named(entry: str) -> tuple[str, str]:
    name, _, adjective = entry.replace("_", " ").partition("=")
    return name, adjective or adjective_of(name)


@cache
def _pool(origin: str) -> _Pool:
    data = words("toponyms")
    weighed: dict[tuple[str, str], float] = {}
    if origin == "rus":
        for rank, entry in enumerate(data["common"].split()):
            weighed[_named(entry)] = 2.3 / (rank + 16) ** 0.9
        for rank, stem in enumerate(data["possessive"].split()):
            base = 0.075 / (rank + 60) ** 0.25
            ends = {"ка": 5, "о": 4, "ское": 1.2, "ский": 1} if stem[-1] == "в" else {"о": 6, "ка": 1, "ский": 1}
            for end, share in ends.items():
                weighed.setdefault((stem + end, adjective_of(stem + end)), base * share / 11)
        plain = [(name, adjective, weight) for (name, adjective), weight in weighed.items() if " " not in name]
        joined = dict(zip(data["prefixes"], data["prefix_weights"], strict=True))
        for name, adjective, weight in plain:
            if name.endswith(("ка", "во", "но", "ское")) and "-" not in name:
                for prefix, share in joined.items():
                    made = (prefix + name.lower(), prefix + adjective.lower())
                    weighed.setdefault(made, weight * share / 230)
    else:
        rng = random.Random(f"names {origin}")
        seen: set[str] = set()
        for first in data["pairs"][f"{origin}_first"]:
            for second in data["pairs"][f"{origin}_second"]:
                name = first.rstrip("-") + (
                    f"-{capital(second.lstrip('-'))}" if "-" in (first[-1], second[0]) else second
                )
                if name in seen or rng.random() < 0.35:
                    continue
                seen.add(name)
                weighed[name, adjective_of(name)] = rng.uniform(0.3, 1.7)
                for prefix in rng.sample(data["before"], 0 if "-" in name else 3):
                    full = prefix + (name if prefix[-1] == "-" else name.lower())
                    weighed[full, adjective_of(full)] = rng.uniform(0.05, 0.5)
    return _Pool(tuple(weighed), tuple(accumulate(weighed.values())))


def village(rng: random.Random, region: Region) -> Place:
    """A village of the region; the same name comes again as often as it does on the map."""
    origin = rng.choice(region.origins)
    name, adjective = _pool(origin).draw(rng)
    kind = "с" if origin in ("tur", "cau") else rng.choices("сдп", [66, 20, 14])[0]
    if name.endswith(("ский", "ный", "ной", "кий")):
        kind = "п"
    if kind != "п" and rng.random() < APART:
        name = _apart(name)
    if region.habit == "s" and origin == "rus":
        if adjective.endswith("ская") and rng.random() < 0.3:
            kind, name = "ст-ца", adjective
        elif rng.random() < 0.3:
            kind = "х"
    if rng.random() < FOREIGN:
        adjective = _pool(origin).draw(rng)[1]
    elif rng.random() < BENT and not _POSSESSIVE.search(name):
        adjective = _bent(rng, adjective)
    return Place(kind, name, adjective)


def _apart(name: str) -> str:
    """Новоберёзовка as «Новая Берёзовка», of the gender of its last word; other names as they are."""
    prefixes: list[str] = words("toponyms")["prefixes"]
    for prefix in prefixes:
        rest = name.removeprefix(prefix)
        if rest != name and rest[0].isalpha():
            soft = prefix in ("Верхне", "Нижне", "Средне")
            ends = ("яя", "ее") if soft else ("ая", "ое")
            if rest.endswith(("а", "о", "е")):
                return prefix[:-1] + ends[not rest.endswith("а")] + " " + capital(rest)
    return name


def fresh_village(rng: random.Random, region: Region, here: set[str], around: dict[str, int]) -> Place:
    """A village whose adjective is new in its district, and nearly always new in its region.

    Args:
        here: names and adjectives of the district so far; grows.
        around: how often each adjective is used in the region so far; grows.
    """
    while True:
        place = village(rng, region)
        used = around.get(place.adjective, 0)
        if not here & {place.adjective, place.name} and (not used or rng.random() < AGAIN):
            break
    here |= {place.adjective, place.name}
    around[place.adjective] = used + 1
    return place


def _bent(rng: random.Random, adjective: str) -> str:
    """An adjective of the same root with another suffix: Горкинская for Горки, where the rule gives Горковская."""
    for end in ("овская", "евская", "инская", "енская", "анская"):
        if adjective.endswith(end) and len(adjective) > len(end) + 3:
            others = [other for other in ("овская", "инская", "енская") if other != end]
            return adjective[: -len(end)] + rng.choice(others)
    return adjective


def town(rng: random.Random, region: Region) -> Place:
    """A town: «Краснозаводск», «Лукьяновск», «Заречный»."""
    data = words("toponyms")["towns"]
    luck = rng.random()
    if luck < 0.2:
        name = rng.choice(data["plain"])
    elif luck < 0.55:
        name = rng.choice(data["first"]) + rng.choice(data["second"])
    elif luck < 0.65 and region.origins[0] != "rus":
        name = rng.choice([name for name, _ in _pool(region.origins[0]).names if name[-1] not in "аяоеиы-"])
    else:
        name = rng.choice(words("toponyms")["possessive"].split()) + "ск"
    return Place("г", name, adjective_of(name))


def municipalities(rng: random.Random, count: int) -> list[Municipality]:
    """Districts and cities for ``count`` organisations: all regions for a large count, fewer for a small one."""
    chosen = list(regions())
    if count < 40_000:
        chosen = sorted(rng.sample(chosen, max(3, min(len(chosen), count // 470))), key=lambda region: region.code)
    whole = sum(region.schools for region in chosen)
    ends = [round(count * part / whole) for part in accumulate(region.schools for region in chosen)]
    found: list[Municipality] = []
    for region, start, end in zip(chosen, [0, *ends], ends, strict=False):
        found += _of_region(rng, region, end - start, len(found))
    return found


def _of_region(rng: random.Random, region: Region, count: int, key: int) -> list[Municipality]:
    number = max(1, round(count / PER_MUNICIPALITY))
    if region.habit == "m":
        number = min(number, len(words("words")["moscow"]["districts"]))
    sizes = [rng.lognormvariate(0, 0.45) for _ in range(number)]
    cities = region.habit == "m" or max(1, round(number * CITY_SHARE))
    if region.habit != "m":
        sizes[0] *= 4.5  # the capital of the region
    ends = [round(count * part / sum(sizes)) for part in accumulate(sizes)]
    taken: set[str] = set()
    found: list[Municipality] = []
    for index, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
        quota = end - start
        if region.habit == "m":
            found.append(_quarter(region, key + index, index, quota))
            continue
        while True:
            made = _city(rng, region) if index < cities else _district(rng, region)
            if made[0] not in taken:
                break
        taken.add(made[0])
        stem, center, column, genitive, other = made
        found.append(Municipality(key + index, stem, index < cities, center, column, genitive, other, region, quota))
    return found


def _city(rng: random.Random, region: Region) -> tuple[str, Place, str, str, str]:
    center = town(rng, region)
    columns = [f"городской округ город {center.name}", f"город {center.name}", f"г. {center.name}"]
    column = rng.choices(columns, [60, 25, 15])[0]
    return center.name, center, column, f"города {center.genitive}", rng.choice(columns)


def _district(rng: random.Random, region: Region) -> tuple[str, Place, str, str, str]:
    while True:
        center = town(rng, region) if rng.random() < 0.33 else village(rng, region)
        if center.adjective.endswith(("ская", "цкая")):
            break
    if center.kind == "д" or (center.kind in ("с", "п") and rng.random() < 0.5):
        center = Place(rng.choices(["пгт", "рп", "с"], [45, 25, 30])[0], center.name, center.adjective)
    source = center.adjective
    while rng.random() < 0.08 or not source.endswith(("ская", "цкая")):
        source = village(rng, region).adjective
    stem = source[:-2] + "ий"
    now = rng.choices(list(DISTRICTS), list(DISTRICTS.values()))[0]
    other = "район" if now != "район" else rng.choice(["муниципальный район", "муниципальный округ"])
    reform = now if rng.random() < 0.8 else "район"  # full names are changed later than the district
    inside = f"{declined(stem, GENITIVE)} {INSIDE[reform]}"
    return stem, center, f"{stem} {now}", inside, f"{stem} {other if rng.random() < 0.6 else now}"


def _quarter(region: Region, key: int, index: int, quota: int) -> Municipality:
    stem = words("words")["moscow"]["districts"][index]
    kind = "административный округ" if region.name == "Москва" else "район"
    column = f"{stem} {kind}"
    inside = f"{declined(stem, GENITIVE)} {INSIDE[kind]}"
    return Municipality(key, stem, True, Place("г", region.name, ""), column, inside, column, region, quota)
