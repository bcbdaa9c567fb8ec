"""What an organisation of the made-up registry is: the parts of its name, the truth about it, and its row."""

from __future__ import annotations

from dataclasses import dataclass

from linking_places import Municipality, Place

AMBIG = "AMBIG"
COLUMNS = (
    "id",
    "name",
    "short_name",
    "former_names",
    "number",
    "settlement",
    "municipality",
    "region",
    "inn",
    "ogrn",
    "status",
    "parent_id",
)


@dataclass(frozen=True, slots=True)
class Dedication:
    """«имени Героя Советского Союза Ивана Петровича Кузнецова», all words in the genitive; or a plain «Победы»."""

    rank: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    plain: str = ""

    @property
    def key(self) -> str:
        """By what two dedications are compared."""
        return self.plain or f"{self.last} {self.first[:1]}{self.middle[:1]}"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a name prints.

    Attributes:
        form: legal form, «МБОУ».
        kind: key of the kind of organisation, «сош»; empty for a branch that has no name of its own.
        adjective: feminine, nominative.
        place: the settlement, if the name prints it.
        tail: the generic end of a full name, «Енисейского района Красноярского края».
        branch: «» or the letter of one of four ways to write a branch (linking_names).
    """

    form: str
    kind: str
    number: str = ""
    adjective: str = ""
    place: Place | None = None
    title: str = ""
    profile: str = ""
    dedication: Dedication | None = None
    tail: str = ""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """The truth about an organisation, whatever its row prints.

    Attributes:
        former: parts of its former name, if it has one.
        place: where it is.
        town: the district or city.
        parent: parts of the organisation whose branch it is.
        deviation: how its short name departs from the rules.
    """

    parts: Parts
    former: Parts | None
    place: Place
    town: Municipality
    parent: Parts | None = None
    deviation: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the registry; ``truth`` is not written to the file."""

    id: str
    name: str
    short_name: str
    former_names: str
    number: str
    settlement: str
    municipality: str
    region: str
    inn: str
    ogrn: str
    status: str
    parent_id: str
    truth: School

    def cells(self) -> list[str]:
        """The columns of the file, in their order."""
        return [str(getattr(self, column)) for column in COLUMNS]


def inn_of(region: str, office: int, serial: int) -> str:
    """A taxpayer's number of ten digits with its check digit (weights 2 4 10 3 5 9 4 6 8)."""
    digits = f"{region}{office:02d}{serial:05d}"
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    return digits + str(sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 % 10)


def ogrn_of(region: str, year: int, serial: int) -> str:
    """A state registration number of thirteen digits: the check digit is the rest by 11, its last figure."""
    digits = f"1{year:02d}{region}{serial:07d}"
    return digits + str(int(digits) % 11 % 10)
