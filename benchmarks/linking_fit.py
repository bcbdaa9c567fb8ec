"""Which organisations the printed parts of a mention fit: the truth that a matcher is measured against.

Everything is compared by the parts that names were made of, never by reading texts, so this shares nothing with a
matcher. Where reasonable people would differ (a bare «СОШ № 1» beside a «СОШ № 1 с. X»), the answer is ``DOUBT``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from linking_names import FULL, Look
from linking_parts import AMBIG, Parts, Row, School
from linking_places import Municipality
from linking_words import adjective_of, folded, words

DOUBT = "DOUBT"
GENERAL = {"сош", "сш", "школа", "оош", "ош", "нош"}
_SAME = [{"сош", "сш"}, {"оош", "ош"}, {"сош", "школа"}, {"сш", "школа"}, {"оош", "школа"}, {"ош", "школа"}]
_NEAR = [{"сош", "ош"}, {"нош", "ншдс"}, {"доу", "ншдс"}, {"коррекционная", "интернат"}, {"вечерняя", "сош"}]
_CHILDREN = {"доу": {"доу"}, "leisure": {"ддт", "дюсш", "дши"}, "trade": {"колледж", "техникум"}}


class Level(IntEnum):
    """How well an organisation fits: not at all, perhaps, with more in its name than is printed, in every part."""

    NO = 0
    MAYBE = 1
    LOOSE = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """The parts that a mention prints.

    Attributes:
        form: legal form; it tells kindergartens from schools, and nothing else.
        initial: first letter of an abbreviation of its own, «К» of КСОШ.
        generic: the kind is the bare word «школа».
    """

    form: str = ""
    kind: str = ""
    number: str = ""
    adjective: str = ""
    place: str = ""
    title: str = ""
    dedication: str = ""
    district: str = ""
    region: str = ""
    initial: str = ""
    generic: bool = False
    branch: bool = False
    parent: Printed | None = None


def told(parts: Parts, look: Look = FULL, parent: Parts | None = None, town: Municipality | None = None) -> Printed:
    """What a name printed with this look tells."""
    tail = parts.tail if look.tail else ""
    return Printed(
        form=parts.form if look.form != "none" else "",
        kind=parts.kind if look.kind != "none" else "",
        number=parts.number if look.number else "",
        adjective=parts.adjective if look.adjective else "",
        place=parts.place.name if parts.place and (look.place != "none" or _only_place(parts)) else "",
        title=parts.title if look.title else "",
        dedication=parts.dedication.key if parts.dedication and look.dedication != "none" else "",
        district=town.stem if town and town.genitive in tail else "",
        region=town.region.name if town and town.region.genitive in tail else "",
        branch=parts.branch in ("A", "B", "C"),
        parent=told(parent, look) if parent and parts.branch in ("A", "B", "C") else None,
    )


def _only_place(parts: Parts) -> bool:
    return parts.branch == "A" and not parts.kind


def kind_level(said: Printed, kind: str) -> Level:
    """How well the printed kind agrees with a kind."""
    if not said.kind:
        family = (
            "доу"
            if "ДОУ" in said.form
            else "leisure"
            if said.form.endswith("ДО")
            else "trade"
            if "ПОУ" in said.form
            else ""
        )
        if family:
            return Level.EXACT if kind in _CHILDREN[family] else Level.NO
        if said.form:
            return Level.NO if any(kind in found for found in _CHILDREN.values()) else Level.EXACT
        return (
            Level.EXACT if not kind or "школа" in words("words")["kinds"][kind][2] or kind == "гимназия" else Level.NO
        )
    if said.generic:
        schools = {"доу", "ддт", "дюсш", "дши", "колледж", "техникум"}
        return Level.EXACT if kind in GENERAL else Level.NO if kind in schools else Level.MAYBE
    if said.kind == kind:
        return Level.EXACT
    both = {said.kind, kind}
    return Level.LOOSE if both in _SAME else Level.MAYBE if both in _NEAR else Level.NO


def parts_level(said: Printed, parts: Parts, school: School, text: str) -> Level:
    """How well the printed parts agree with one name of an organisation.

    Args:
        text: what its row shows, folded: a part that is true but shown nowhere makes it only a MAYBE.
    """
    found = kind_level(said, parts.kind) if parts.kind else Level.EXACT
    if parts.branch in ("A", "B", "C") and not parts.kind and (said.kind or not said.branch):
        found = Level.MAYBE
    if said.branch:
        if not parts.branch:
            return Level.NO
        found = min(found, Level.MAYBE if parts.branch == "D" else Level.EXACT)
        if said.parent and school.parent:
            found = min(found, _parent_level(said.parent, school.parent, school, text))
    if _contradicts(said, parts, school):
        return Level.NO
    if said.initial:
        if not (parts.adjective or school.place.adjective).startswith(said.initial):
            return Level.NO
        found = min(found, Level.EXACT if parts.adjective else Level.MAYBE)
    if said.adjective and folded(said.adjective) != folded(parts.adjective):
        derived = {folded(school.place.adjective), folded(adjective_of(school.place.name))}
        if parts.adjective or folded(said.adjective) not in derived:
            return Level.NO
        found = min(found, Level.MAYBE)
    if said.place:
        found = min(found, _place_level(said.place, parts, school, text))
    if said.dedication:
        if parts.dedication is None or parts.dedication.key != said.dedication:
            return Level.NO
        last = parts.dedication.last or parts.dedication.plain
        found = min(found, Level.EXACT if folded(last) in text else Level.MAYBE)
    return min(found, Level.LOOSE) if found and _more(said, parts) else found


def _contradicts(said: Printed, parts: Parts, school: School) -> bool:
    """Whether a number, a title, the district or the region is another one."""
    pairs = [(said.number, parts.number), (said.title, parts.title)]
    pairs += [(said.district, school.town.stem), (said.region, school.town.region.name)]
    return any(printed and printed != true for printed, true in pairs)


def _parent_level(said: Printed, parent: Parts, school: School, text: str) -> Level:
    """As for any organisation, but its place is known by its name only, and what more it prints is no loss."""
    if said.place and (parent.place is None or parent.place.name != said.place):
        return Level.NO
    level = parts_level(replace(said, place=""), parent, school, text)
    return Level.EXACT if level == Level.LOOSE else level


def _place_level(name: str, parts: Parts, school: School, text: str) -> Level:
    if folded(name) != folded(school.place.name):
        return Level.NO
    shown = folded(school.place.name) in text or folded(school.place.genitive) in text
    regular = bool(parts.adjective) and folded(adjective_of(school.place.name)) == folded(parts.adjective)
    return Level.EXACT if shown or regular else Level.MAYBE


def _more(said: Printed, parts: Parts) -> bool:
    """Whether the name has an identifying part that the mention leaves out."""
    return bool(
        (parts.number and not said.number)
        or (parts.adjective and not said.adjective and not said.place)
        or (parts.place and not said.place and not said.adjective)
        or (parts.title and not said.title)
        or (parts.branch in ("A", "B", "C") and not said.branch)
        or said.initial
    )


class Index:
    """All rows by the parts that mentions print, so that a question about the whole country stays quick."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.text: dict[str, str] = {}
        self.keys: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.towns: dict[int, list[Row]] = defaultdict(list)
        self.regions: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            one = row.truth
            shown = f"{row.name} {row.short_name} {row.settlement} {row.former_names}"
            shown += f" {row.municipality}" if one.town.city else ""
            self.text[row.id] = folded(re.sub(r"\s+", " ", shown))
            self.towns[one.town.key].append(row)
            self.regions[one.town.region.name].append(row)
            names = {("place", folded(one.place.name)), ("adjective", folded(adjective_of(one.place.name)))}
            names.add(("adjective", folded(one.place.adjective)))
            for parts in (one.parts, one.former):
                if parts:
                    names |= {("number", parts.number), ("adjective", folded(parts.adjective)), ("title", parts.title)}
                    names.add(("dedication", parts.dedication.key if parts.dedication else ""))
            for name in names:
                if name[1]:
                    self.keys[name].append(row)

    def pool(self, said: Printed) -> Sequence[Row]:
        """Rows of the whole country that can fit at all."""
        asked = [("adjective", folded(said.adjective)), ("place", folded(said.place)), ("title", said.title)]
        asked += [("dedication", said.dedication), ("number", said.number)]
        found = [self.keys.get(key, []) for key in asked if key[1]]
        return min(found, key=len) if found else self.rows

    def fitting(self, said: Printed, rows: Iterable[Row]) -> dict[str, Level]:
        """The rows that are not excluded, each with its level; former names count where no present name fits."""
        now: dict[str, Level] = {}
        past: dict[str, Level] = {}
        for row in rows:
            one, text = row.truth, self.text[row.id]
            level = parts_level(said, one.parts, one, text)
            if level:
                now[row.id] = level
            if level < Level.LOOSE and one.former is not None and row.former_names:
                past[row.id] = min(Level.LOOSE, parts_level(said, one.former, one, text))
        most = Level.MAYBE if any(level >= Level.LOOSE for level in now.values()) else Level.LOOSE
        for identity, level in past.items():
            if level:
                now[identity] = max(now.get(identity, Level.NO), min(level, most))
        return now


def shows_town(row: Row) -> bool:
    """Whether the row lets a reader know its municipality."""
    one = row.truth
    if row.municipality or one.town.genitive in one.parts.tail:
        return True
    return one.town.city and bool(row.settlement or one.parts.place)


def answer(levels: dict[str, Level], target: str) -> tuple[str, tuple[str, ...]]:
    """The expected answer and the candidates: an id, ``AMBIG`` or ``DOUBT``."""
    exact = [identity for identity, level in levels.items() if level == Level.EXACT]
    loose = [identity for identity, level in levels.items() if level == Level.LOOSE]
    if target not in exact and target not in loose:
        return DOUBT, ()
    if len(exact) == 1 or (not exact and len(loose) == 1):
        only = (exact or loose)[0]
        alone = len(levels) == 1 and only == target
        return (only, (only,)) if alone else (DOUBT, ())
    return AMBIG, tuple(exact + loose)
