"""Which organisations a district or a city has: kinds, numbers, adjectives, places, branches.

Shares are those counted in real registries: cities name schools by number (99 %), villages by the adjective of the
settlement (71 % and 51 % in two regions) or by «с. X», 5–9 % have both; branches are 11 % of all; one (kind, number)
occurs twice inside a district where a town and a village both number their schools.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from linking_former import renamed
from linking_habits import Habits, pick
from linking_parts import Parts, School
from linking_places import Municipality, Place, fresh_village
from linking_words import words

VILLAGE_KINDS = {"сош": 62, "оош": 25, "нош": 8, "ншдс": 1.5, "цо": 1, "гимназия": 0.7, "лицей": 0.6}
CITY_KINDS = {"main": 78, "гимназия": 8.5, "лицей": 8.5, "оош": 3.5, "цо": 1.5}
OTHERS = {
    "ддт": 24,
    "дюсш": 16,
    "дши": 12,
    "интернат": 15,
    "коррекционная": 10,
    "вечерняя": 4,
    "колледж": 8,
    "техникум": 11,
}
BRANCH_FORMS = {"A": 53, "B": 43, "C": 24, "D": 9}
BRANCH_SHARE = 0.15
"""In districts, so that with the cities, which have few, it is 11 % of all."""
NURSERY_SHARE = {True: 0.21, False: 0.12}
OTHER_SHARE = 0.07
FORMER = 0.12
"""Drawn; one in six comes to nothing, which leaves 10 %."""
_M = words("words")


def build(rng: random.Random, town: Municipality, around: dict[str, int]) -> list[School]:
    """All organisations of a municipality, exactly as many as its quota; branches follow after all heads."""
    yard = _Yard(rng, town, around)
    if town.region.habit == "m":
        yard.capital()
        yard.fill(town.quota)
    elif town.city:
        yard.city()
    else:
        yard.district()
    return [_with_past(rng, school) for school in yard.made[: town.quota]]


def _with_past(rng: random.Random, school: School) -> School:
    return replace(school, former=renamed(rng, school)) if rng.random() < FORMER else school


@dataclass
class _Yard:
    """What is being built of one municipality."""

    rng: random.Random
    town: Municipality
    around: dict[str, int]
    made: list[School] = field(default_factory=list)
    here: set[str] = field(default_factory=set)
    names: set[object] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.habits = Habits.drawn(self.rng, self.town)
        self.here |= {self.town.center.adjective, self.town.center.name}

    def add(self, parts: Parts, place: Place, parent: Parts | None = None) -> None:
        key = (parts.kind, parts.number, parts.adjective, parts.place, parts.title, parts.branch, parent)
        if key not in self.names:
            self.names.add(key)
            self.made.append(School(parts, None, place, self.town, parent))

    def parts(self, kind: str, **named: object) -> Parts:
        return replace(self.habits.parts(kind), **named)  # type: ignore[arg-type]

    def new_place(self) -> Place:
        return fresh_village(self.rng, self.town.region, self.here, self.around)

    # Kinds of municipality ------------------------------------------------------------------------------------

    def capital(self) -> None:
        """Moscow and the like: school numbers run through the whole city, 92 % have one."""
        center = self.town.center
        for _ in range(self.town.quota):
            self.around["number"] = self.around.get("number", 0) + self.rng.choice([1, 1, 1, 2, 3])
            number = str(self.around["number"])
            luck = self.rng.random()
            if luck < 0.08:
                title = self.rng.choice(_M["moscow"]["titles"] + _M["titles"]["school"])
                self.add(self.parts("школа", form="ГБОУ", title=title, tail="", number=""), center)
            else:
                kind = self.rng.choices(["школа", "сош", "гимназия", "лицей", "доу"], [66, 12, 8, 6, 8])[0]
                self.add(self.parts(kind, form="ГБДОУ" if kind == "доу" else "ГБОУ", number=number, tail=""), center)

    def city(self) -> None:
        """Numbered schools and kindergartens of a town."""
        quota, rng = self.town.quota, self.rng
        nurseries = round(quota * NURSERY_SHARE[True] * rng.uniform(0.6, 1.3))
        others = round(quota * OTHER_SHARE)
        branches = round(quota * 0.015)
        self.numbered(quota - nurseries - others - branches, self.town.center, "town")
        self.nurseries(nurseries)
        self.others(others)
        self.branches(branches)

    def district(self) -> None:
        """The centre, the villages, their branches."""
        quota, rng, habit = self.town.quota, self.rng, self.town.region.habit
        branches = sum(rng.random() < BRANCH_SHARE for _ in range(quota))
        nurseries = round(quota * NURSERY_SHARE[False] * rng.uniform(0.4, 1.6))
        others = round(quota * OTHER_SHARE * rng.uniform(0.5, 1.5))
        left = max(1, quota - branches - nurseries - others)
        center = self.town.center
        many = {"г": rng.randint(3, 9), "пгт": rng.randint(1, 5), "рп": rng.randint(2, 5)}.get(
            center.kind, rng.randint(1, 3)
        )
        first = min(left, many)
        if first >= 2:
            self.numbered(first, center, rng.choices(["bare", "town", "adjective"], [30, 44, 26])[0])
        elif first:
            self.rural(center)
        left -= first
        # A second settlement numbers its schools as the centre does: this makes the duplicates inside a district.
        if left > 4 and rng.random() < {"a": 0.17, "v": 0.4, "s": 0.06}[habit]:
            for _ in range(2 if habit == "v" and left > 9 else 1):
                self.numbered(2, self.new_place(), rng.choices(["adjective", "town"], [25, 75])[0])
                left -= 2
        series = rng.sample(range(1, max(60, left + 2)), left) if left > 0 else []
        numbers = rng.random() < 0.045  # a district that numbers its village schools through
        for index in range(left):
            place = self.new_place()
            if habit == "s" and rng.random() < 0.62:
                where = {"place": place} if rng.random() < 0.8 else {"adjective": place.adjective}
                self.add(
                    self.parts(rng.choices(["сош", "оош"], [70, 30])[0], number=str(first + index + 1), **where), place
                )
            elif numbers:
                self.add(self.parts(self.kind(), number=str(series[index]), adjective=place.adjective), place)
            else:
                self.rural(place)
        self.nurseries(nurseries)
        self.others(others)
        self.branches(branches)

    # Kinds of organisations -----------------------------------------------------------------------------------

    def kind(self) -> str:
        return pick(self.rng, VILLAGE_KINDS)

    def rural(self, place: Place) -> None:
        """A village school: its adjective, or «с. X», seldom a number, a title or nothing at all."""
        rng, kind = self.rng, self.kind()
        weights = {"a": [85, 9, 2, 1.2], "v": [46, 46, 3, 1.5], "s": [70, 22, 4, 1.5]}[self.town.region.habit]
        layout = rng.choices(["adjective", "place", "both", "title"], weights)[0]
        if layout == "adjective":
            self.add(self.parts(kind, adjective=place.adjective), place)
        elif layout == "place":
            self.add(self.parts(kind, place=place), place)
        elif layout == "both":
            self.add(self.parts(kind, adjective=place.adjective, number=str(rng.randint(1, 60))), place)
        else:
            title = rng.choice(_M["titles"]["school"])
            self.add(self.parts(rng.choice(["школа", "лицей", "цо"]), title=title, place=place), place)

    def numbered(self, count: int, place: Place, layout: str) -> None:
        """The numbered schools of one settlement; a gymnasium may share the number of a school."""
        rng = self.rng
        gaps = 0 if count < 10 and rng.random() < 0.7 else max(1, round(count * 0.2))
        numbers = sorted(rng.sample(range(1, count + gaps + 1), count))
        used: set[tuple[str, str]] = set()
        for index, number in enumerate(numbers):
            kind = pick(rng, CITY_KINDS) if count > 3 else rng.choices(["main", "оош", "гимназия"], [90, 7, 3])[0]
            told = str(number)
            if kind in ("гимназия", "лицей") and rng.random() < 0.45:
                told = str(1 + sum(kind == key for key, _ in used))
            if (kind, told) in used:
                kind, told = "main", str(number)
            used.add((kind, told))
            named: dict[str, object] = {"number": told}
            if layout == "adjective" and place.adjective:
                named["adjective"] = place.adjective
            elif layout == "town" and (not self.town.city or self.habits.says_town):
                named["place"] = place
            if self.town.city and index == count - 1 and count > 8 and rng.random() < 0.5:
                named = {"title": rng.choice(_M["titles"]["school"]), "place": place}
            self.add(self.parts(kind, **named), place)

    def nurseries(self, count: int) -> None:
        """Kindergartens: in towns with numbers of their own row, in villages mostly with a title."""
        rng, center = self.rng, self.town.center
        numbers = rng.sample(range(1, count * 2 + 2), count)
        villages = [school.place for school in self.made] or [center]
        titles = rng.sample(_M["titles"]["kindergarten"], min(count, 40))
        for index in range(count):
            title = titles[index % len(titles)]
            if self.town.city or rng.random() < 0.35:
                where = center if (self.town.city and self.habits.says_town) or rng.random() < 0.4 else None
                title = title if rng.random() < 0.5 else ""
                self.add(self.parts("доу", number=str(numbers[index]), title=title, place=where), center)
            elif rng.random() < 0.6:
                place = rng.choice(villages)
                self.add(self.parts("доу", title=title, place=place), place)
            else:
                place = rng.choice(villages)
                self.add(self.parts("доу", adjective=place.adjective, title="" if rng.random() < 0.6 else title), place)

    def others(self, count: int) -> None:
        """Arts, sports, boarding, correctional and evening schools, colleges; one of a kind in a small district."""
        rng, center = self.rng, self.town.center
        seen: dict[str, int] = {}
        trades = rng.sample(_M["titles"]["trade"], len(_M["titles"]["trade"]))
        for _ in range(count):
            kind = pick(rng, OTHERS)
            kind = kind if trades else "ддт"
            seen[kind] = seen.get(kind, 0) + 1
            named: dict[str, object] = {"profile": "", "dedication": None}
            if kind in ("колледж", "техникум"):
                named |= {"title": trades.pop(), "adjective": center.adjective}
            elif seen[kind] > 1 or rng.random() < 0.3:
                named |= {"number": str(seen[kind]), "place": center}
            elif rng.random() < 0.6:
                named |= {"adjective": center.adjective}
            else:
                named |= {"place": center}
            self.add(self.parts(kind, **named), center)

    def branches(self, count: int) -> None:
        """Branches of schools of this municipality, in the four ways registries write them."""
        rng = self.rng
        heads = [s.parts for s in self.made if s.parts.kind in ("сош", "сш", "оош", "школа", "ош")]
        self.fill(self.town.quota - count)
        for _ in range(count if heads else 0):
            place, parent = self.new_place(), rng.choice(heads)
            letter = pick(rng, BRANCH_FORMS)
            kind = rng.choices(["оош", "нош", "сош", "доу"], [38, 45, 12, 5])[0]
            made = self.parts(kind, form=parent.form, branch=letter, dedication=None, profile="")
            if letter == "C":
                made = replace(made, kind="", adjective=place.adjective)
            elif letter == "A" and rng.random() < 0.5:
                made = replace(made, kind="", place=place)
            elif kind == "доу" or rng.random() < 0.28:
                made = replace(made, place=place)
            else:
                made = replace(made, adjective=place.adjective)
            self.add(made, place, parent)
        self.fill(self.town.quota)

    def fill(self, upto: int) -> None:
        """What is still lacking: village schools, in a town kindergartens."""
        center, number = self.town.center, 0
        while len(self.made) < upto:
            number += 1
            if self.town.city:
                self.add(self.parts("доу", number=str(900 + number)), center)
            else:
                self.rural(self.new_place())
