"""Words of the made-up registry: what the data files hold, and the few rules of Russian grammar that it needs."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
GENITIVE, DATIVE, INSTRUMENTAL, LOCATIVE = range(1, 5)
"""Cases; the nominative is 0. The accusative is left out: papers seldom use it of a school."""


@dataclass(frozen=True, slots=True)
class Region:
    """One of 85 regions: its true name and code, and a rough number of its schools.

    Attributes:
        habit: how schools are named: «a» by the settlement's adjective, «v» «СОШ с. X», «s» numbered in a row
            over the whole district, «m» by number only (Moscow and the like).
        origins: kinds of toponyms, one word for each equal share.
    """

    code: str
    name: str
    genitive: str
    schools: int
    habit: str
    origins: tuple[str, ...]


@cache
def regions() -> tuple[Region, ...]:
    """All regions, by code."""
    with (DATA / "linking_regions.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return tuple(
        Region(r["code"], r["name"], r["genitive"], int(r["schools"]), r["habit"], tuple(r["origins"].split()))
        for r in rows
    )


@cache
def words(name: str) -> dict[str, Any]:
    """A TOML file of words: ``words``, ``toponyms`` or ``sentences``."""
    return tomllib.loads((DATA / f"linking_{name}.toml").read_text("utf-8"))


@cache
def adjective_of(name: str) -> str:
    """The feminine adjective that a school takes from its settlement: Ивановка, Иваново, Ивановское → Ивановская."""
    stem = name
    if name.endswith(("ское", "ский", "ской", "цкий")):
        stem, tail = name[:-2], "ая"
    elif name.endswith("ская"):
        stem, tail = name, ""
    elif name.endswith(("ый", "ной", "ое", "ий")):
        stem, tail = name[:-2], "ая"
    elif name.endswith(("ово", "ево", "ёво", "ино", "ыно", "ро", "оды")):
        stem, tail = name[:-1], "ская"
    elif name.endswith("ка"):
        stem, tail = name[:-2], "ская"
    elif name.endswith("ск"):
        stem, tail = name, "ая"
    elif name.endswith(("а", "я", "и", "ы", "е")):
        stem, tail = name[:-1], "инская"
    elif name.endswith("о"):
        stem, tail = name[:-1], "овская"
    elif name.endswith(("юрт", "Юрт")):
        stem, tail = name, "овская"
    else:
        stem, tail = (name[:-1] if name.endswith("рь") else name), "ская"
    return stem + tail


@cache
def genitive_of(name: str) -> str:
    """The genitive of a settlement, as after «города»: Заречный → Заречного, Краснозаводск → Краснозаводска."""
    *before, last = name.split(" ")
    parts = [declined(word, GENITIVE) for word in before]
    if last.endswith(("ый", "ий", "ой", "ое", "ая")):
        last = declined(last, GENITIVE)
    elif last.endswith(("ка", "га", "ха", "ча", "жа", "ша")):
        last = last[:-1] + "и"
    elif last.endswith("а"):
        last = last[:-1] + "ы"
    elif last.endswith("я"):
        last = last[:-1] + "и"
    elif last.endswith(("й", "ь")):
        last = last[:-1] + "я"
    elif last[-1] not in "оеиыуюэё":
        last += "а"
    return " ".join([*parts, last])


@cache
def declined(text: str, case: int) -> str:
    """A noun phrase in another case: the words up to the head noun change, what follows it stays.

    Names that end like adjectives change as adjectives: «Берёзовская средняя школа» → «Берёзовской средней школе».
    """
    if case == 0:
        return text
    found: list[str] = []
    heads, endings = words("words")["heads"], words("words")["endings"]
    done = False
    for word in text.split(" "):
        bare = word.strip("()")
        form = bare
        if not done and bare.lower() in heads:
            form = heads[bare.lower()][case - 1]
            form = form.capitalize() if bare[0].isupper() else form
            done = True
        elif not done and "-" in bare and bare.split("-")[1] in heads:
            form = bare
        elif not done:
            ending = next((end for end in endings if bare.endswith(end)), "")
            form = bare[: len(bare) - len(ending)] + endings[ending][case - 1] if ending else bare
        found.append(word.replace(bare, form))
    return " ".join(found)


def folded(text: str) -> str:
    """Lower case with е for ё: how names are compared here."""
    return text.lower().replace("ё", "е")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
