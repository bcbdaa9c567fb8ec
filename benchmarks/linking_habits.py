"""The habits of one municipality in naming: main legal form, main kind, what stands at the end of full names."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from linking_parts import Dedication, Parts
from linking_places import Municipality
from linking_words import words

MAIN_FORMS = {"МБОУ": 54, "МКОУ": 17, "МАОУ": 12, "МОУ": 14, "МОБУ": 2, "МОАУ": 1}
NURSERY = {"МБОУ": "МБДОУ", "МКОУ": "МКДОУ", "МАОУ": "МАДОУ", "МОУ": "МДОУ", "МОБУ": "МБДОУ", "МОАУ": "МАДОУ"}
LEISURE = {"МБОУ": "МБУДО", "МКОУ": "МКУДО", "МАОУ": "МАУДО", "МОУ": "МБУДО", "МОБУ": "МБУДО", "МОАУ": "МАУДО"}
DEDICATED = {True: 0.06, False: 0.12}
"""In cities and in districts: 3–5 % of the real lists, 26 % of a national sample, 8 % of all outside Moscow."""
REGIONAL = ("63", "77", "78", "92")
"""Regions whose schools are ГБОУ."""
_M = words("words")


def pick(rng: random.Random, shares: Mapping[str, float]) -> str:
    """A key by its weight."""
    return rng.choices(list(shares), list(shares.values()))[0]


@dataclass(frozen=True)
class Habits:
    """What most names of a municipality have in common.

    Attributes:
        form: main legal form.
        sosh: the kind that is a secondary school here.
        says_town: numbered names print the town.
        tail: «», «district», «region» or «both».
    """

    rng: random.Random
    town: Municipality
    form: str
    sosh: str
    says_town: bool
    tail: str

    @classmethod
    def drawn(cls, rng: random.Random, town: Municipality) -> Habits:
        """The habits of a municipality."""
        form = "ГБОУ" if town.region.code in REGIONAL else pick(rng, MAIN_FORMS)
        sosh = rng.choices(["сош", "сш", "школа"], [78, 13, 9] if town.city else [86, 10, 4])[0]
        tail = rng.choices(["", "district", "region", "both"], [46, 24, 6, 24])[0]
        return cls(rng, town, form, sosh, rng.random() < 0.5, tail)

    def parts(self, kind: str) -> Parts:
        """The parts that every name has: form, kind, tail, sometimes a dedication or a profile."""
        rng = self.rng
        kind = self.sosh if kind == "main" else kind
        if self.sosh == "сш" and kind in ("сош", "оош"):
            kind = {"сош": "сш", "оош": "ош"}[kind]
        dedication = (
            self.dedication() if rng.random() < DEDICATED[self.town.city] and kind not in ("доу", "нош") else None
        )
        profile = (
            rng.choice(_M["titles"]["profile"]) if kind == "сош" and self.town.city and rng.random() < 0.09 else ""
        )
        return Parts(self.form_for(kind), kind, tail=self.tail_text(), dedication=dedication, profile=profile)

    def form_for(self, kind: str) -> str:
        """The legal form; regional for boarding schools and colleges."""
        rng = self.rng
        region = self.town.region
        if kind in ("колледж", "техникум"):
            krai = "КГБПОУ" if "край" in region.name else "ОГБПОУ" if "область" in region.name else "ГБПОУ"
            return rng.choices([krai, "ГБПОУ", "ГАПОУ"], [40, 45, 15])[0]
        if kind in ("интернат", "коррекционная"):
            krai = "КГБОУ" if "край" in region.name else "ОГБОУ" if "область" in region.name else "ГБОУ"
            return rng.choices([krai, "ГБОУ", "ГКОУ", self.form], [40, 20, 20, 20])[0]
        form = self.form if rng.random() < 0.88 else pick(rng, MAIN_FORMS)
        if kind == "доу":
            return NURSERY.get(form, "МБДОУ")
        if kind in ("ддт", "дюсш", "дши"):
            return LEISURE.get(form, "МБУДО")
        return "" if rng.random() < 0.015 else form

    def dedication(self) -> Dedication:
        """An invented person of whom a school is named, one in ten a day or a deed."""
        rng, data = self.rng, _M["dedications"]
        if rng.random() < 0.1:
            return Dedication(plain=rng.choice(data["plain"]))
        stem = rng.choice(words("toponyms")["possessive"].split())
        rank = rng.choice(data["ranks"]) if rng.random() < 0.5 else ""
        return Dedication(rank, rng.choice(data["first"]), rng.choice(data["middle"]), stem + "а")

    def tail_text(self) -> str:
        """District and region at the end of full names."""
        district, region = self.town.genitive, self.town.region.genitive
        if self.town.city:
            return region if self.tail in ("region", "both") and self.rng.random() < 0.4 else ""
        how = self.tail if self.rng.random() < 0.85 else ""
        return {"": "", "district": district, "region": region, "both": f"{district} {region}"}[how]
