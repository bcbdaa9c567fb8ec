"""Rows of the made-up registry: full and short names with the departures of real registries, and the other columns."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from linking_damage import typo, without_yo
from linking_names import FULL, Look, dedication_text, own_name, printed
from linking_parts import Parts, Row, School, inn_of, ogrn_of
from linking_places import Municipality
from linking_words import capital

# Short names as made by rule from full ones, over 136 pairs of real schools: 51 % exact, 24 % drop district, region or
# settlement, 10 % have initials or shortened words, 4 % drop the dedication, 1–2 % an abbreviation of their own, 2 %
# another word for the kind, 7 % anything else.  The weights differ, because not every departure is possible everywhere.
DEVIATIONS = {"exact": 30, "dropped": 44, "shortened": 19, "undedicated": 90, "own": 2.6, "kind": 2.8, "other": 7}
# Quotes of full names outside Moscow: 950 none, 564 straight, 201 «», 19 odd, 6 unbalanced of 1,740.
QUOTES = {("", ""): 546, ('"', '"'): 320, ("«", "»"): 113, ('"', ""): 11, ("«", ""): 4, ("“", "”"): 4}
SIGNS = {"№ ": 516, "№": 279}
_CLOSING = {"": "", '"': '"', "«": "»", "“": "”"}
RARE_SIGNS = {"+№": 10, "": 8, "N ": 2}
"""«№ 5» and «№5» of names outside Moscow; glued, none and the Latin letter are rare: 20 of 4,260 everywhere."""
NO_SHORT = {True: 0.4, False: 0.14}
"""52 of 129 real branches have no short name; of all rows outside Moscow 26 %, most of them in one region."""
SHORT_ONLY = 0.12
"""Rows whose name is the short form; in lists of departments that is the rule, in the state registry an exception."""
CAPITALS, LOWER, YO, TYPOS, CLOSED = 0.01, 0.07, 0.15, 0.01, 0.03
NUMBER_COLUMN, INN = 0.9, 0.85
SETTLEMENT_COLUMN = {"branch": 0.4, "number": 0.78, "name": 0.6}
_OTHER_KIND = {
    "сош": ("сш", "школа"),
    "сш": ("сош", "школа"),
    "оош": ("ош", "школа"),
    "школа": ("сош", "сш"),
    "ош": ("оош", "школа"),
}


@dataclass(frozen=True, slots=True)
class Hand:
    """How one municipality writes: what most of its names have in common."""

    quotes: tuple[str, str]
    sign: str

    @classmethod
    def drawn(cls, rng: random.Random) -> Hand:
        """The habits of a municipality."""
        return cls(
            rng.choices(list(QUOTES), list(QUOTES.values()))[0], rng.choices(list(SIGNS), list(SIGNS.values()))[0]
        )

    def look(self, rng: random.Random) -> Look:
        """A full name as written here, four times of five by the habit."""
        own = self if rng.random() < 0.8 else Hand.drawn(rng)
        sign = own.sign if rng.random() > 0.005 else rng.choices(list(RARE_SIGNS), list(RARE_SIGNS.values()))[0]
        return replace(FULL, quotes=own.quotes, sign=sign, place="full" if rng.random() < 0.45 else "short")


def row_of(rng: random.Random, hand: Hand, identity: str, school: School, parent: Row | None) -> Row:
    """The row of an organisation; a branch has the tax numbers of its parent."""
    parts, town = school.parts, school.town
    look = hand.look(rng)
    if parts.kind == "доу" and parts.title and rng.random() < 0.6:
        look = replace(look, quotes=("", ""))
    name = _titled(rng, printed(parts, look, school.parent))
    short, deviation = short_name(rng, school, look)
    if rng.random() < SHORT_ONLY and deviation not in ("own", "other"):
        name = short
    elif rng.random() < NO_SHORT[bool(school.parent)]:
        short, deviation = "", ""
    former = _titled(rng, printed(school.former, look, school.parent)) if school.former else ""
    if rng.random() < CAPITALS:
        name, short = name.upper(), short.upper()
    flat = rng.random() > YO
    name, short, former = (without_yo(text) if flat else text for text in (name, short, former))
    if rng.random() < TYPOS:
        name, short = (typo(rng, name), short) if rng.random() < 0.7 else (name, typo(rng, short))
    inn, ogrn = (parent.inn, parent.ogrn) if parent else _identifiers(rng, town, int(identity[1:]))
    settlement, municipality = columns(rng, school)
    return Row(
        identity,
        name,
        short,
        former if former != name else "",
        parts.number if rng.random() < NUMBER_COLUMN else "",
        without_yo(settlement) if flat else settlement,
        municipality,
        town.region.name,
        inn,
        ogrn,
        rng.choice(["ликвидирована", "реорганизована"]) if rng.random() < CLOSED else "действующая",
        parent.id if parent else "",
        replace(school, deviation=deviation),
    )


def columns(rng: random.Random, school: School) -> tuple[str, str]:
    """Settlement and municipality; a row without the latter nearly always has the district in its name."""
    parts, town = school.parts, school.town
    what = "branch" if school.parent else "number" if parts.number else "name"
    settlement = ""
    if rng.random() < SETTLEMENT_COLUMN[what]:
        settlement = school.place.genitive if rng.random() < 0.03 else school.place.name
    told = town.genitive in parts.tail or (town.city and parts.place is not None)
    return settlement, "" if rng.random() < (0.24 if told else 0.04) else town.column


def _titled(rng: random.Random, name: str) -> str:
    return name if rng.random() < LOWER else capital(name)


def _identifiers(rng: random.Random, town: Municipality, serial: int) -> tuple[str, str]:
    code = town.region.code
    inn = inn_of(code, 1 + town.key % 60, serial * 7919 % 100_000)
    ogrn = ogrn_of(code, rng.choices([2, 3, 5, 11, 16, 20], [80, 6, 5, 4, 3, 2])[0], rng.randint(100_000, 9_999_999))
    luck = rng.random()
    return (inn, ogrn) if luck < INN else (inn, "") if luck < INN + 0.05 else ("", "")


def short_name(rng: random.Random, school: School, full: Look) -> tuple[str, str]:
    """The short name and the kind of its departure from the rule."""
    parts = school.parts
    fitting = {
        "dropped": bool(parts.tail or parts.place) and not (parts.place and not parts.number and not parts.title),
        "shortened": bool(parts.dedication and not parts.dedication.plain) or parts.kind in ("сош", "оош"),
        "undedicated": parts.dedication is not None,
        "own": own_abbreviation(parts) != "",
        "kind": parts.kind in _OTHER_KIND,
    }
    shares = {key: share for key, share in DEVIATIONS.items() if fitting.get(key, True)}
    if "dropped" not in shares:
        shares["exact"] *= 3
    deviation = rng.choices(list(shares), list(shares.values()))[0]
    quotes = (full.quotes[0], _CLOSING[full.quotes[0]])
    look = Look(quotes=quotes, sign=full.sign, named="им." if rng.random() < 0.6 else "имени")
    text = printed(parts, look, school.parent)
    if deviation == "dropped":
        text = printed(
            parts, replace(look, tail=False, place="none" if parts.place and not parts.tail else "short"), school.parent
        )
    elif deviation == "shortened":
        look = replace(look, dedication="initials") if parts.dedication else look
        text = printed(parts, look, school.parent)
        if not parts.dedication or rng.random() < 0.3:
            how = rng.choice(["ср. общеобр. школа", "средняя школа"]) if parts.kind == "сош" else "основная школа"
            text = text.replace("СОШ" if parts.kind == "сош" else "ООШ", how, 1)
    elif deviation == "undedicated":
        text = printed(parts, replace(look, dedication="none"), school.parent)
    elif deviation == "own":
        text = (
            f"{parts.form} {own_abbreviation(parts)} {look.sign}{parts.number}"
            if parts.number
            else f"{parts.form} {own_abbreviation(parts)}"
        )
    elif deviation == "kind":
        text = printed(replace(parts, kind=rng.choice(_OTHER_KIND[parts.kind])), look, school.parent)
    elif deviation == "other":
        text = _otherwise(rng, school, look)
    return text, deviation


def own_abbreviation(parts: Parts) -> str:
    """«КСОШ» for Кулундинская СОШ; empty where nobody would make one."""
    if parts.kind not in ("сош", "сш", "оош") or not parts.adjective or parts.branch or parts.place:
        return ""
    return parts.adjective[0] + parts.kind.upper()


def _otherwise(rng: random.Random, school: School, look: Look) -> str:
    parts = school.parts
    bare = own_name(parts, replace(look, quotes=("", ""), dedication="none"))
    if parts.branch or rng.random() < 0.4:
        return capital(bare) + ("" if parts.kind or parts.branch != "C" else " филиал")
    if parts.dedication and not parts.dedication.plain and rng.random() < 0.5:
        return f"{bare} {dedication_text(parts.dedication, 'initials', 'им.')}"
    if rng.random() < 0.5 and not school.town.city:
        where = school.town.genitive.replace("района", "р-на").replace("муниципального", "мун.")
        return f"{parts.form} {bare} {where}".strip()
    return f"{parts.form} {own_name(parts, replace(look, quotes=('', ''), kind='full'))}".strip()
