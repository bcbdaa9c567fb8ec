"""The words of ``patterns/registry.toml``: which field a head names, which status a word means, what is a branch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from extractor.patterns import Entry, load
from extractor.registry.model import STATUSES, Status

FIELDS = (
    "id", "name", "full_name", "short_name", "former_names", "aliases", "legal_form", "kind", "number", "settlement",
    "district", "municipality", "region", "inn", "ogrn", "kpp", "address", "status", "parent_id", "is_branch",
)  # fmt: skip
NAME_FIELDS = ("full_name", "name", "short_name")
_HEADS = (*FIELDS, "ignored")
_UNKNOWN = "unknown"
_PLACES = ("settlement", "municipality", "end")

# The border between two words of «ParentId» and of «INNCode».
_HUMP = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN = re.compile(r"[^\w№%]|_")
# Longer than any head; what is longer is a sentence above the table.
_LONGEST_HEAD = 150


@dataclass(frozen=True, slots=True)
class Place:
    """A rule for one piece of an address."""

    field: str
    pattern: re.Pattern[str]


def folded(text: str) -> str:
    """Small letters, «е» for «ё», single spaces and no signs: two wordings that differ in nothing else are one."""
    return " ".join(_BETWEEN.sub(" ", text.casefold().replace("ё", "е")).split())


def field_of(head: str) -> str | None:
    """The field that the head of a column names; ``ignored`` for one that is known to be of no use, else ``None``."""
    if len(head) > _LONGEST_HEAD:
        return None
    text = folded(_HUMP.sub(" ", head))
    return next((field for field, pattern in _heads() if pattern.fullmatch(text)), None)


@lru_cache(maxsize=1000)
def status_of(text: str) -> tuple[Status | None, bool]:
    """The status that a cell tells, and whether its word is known at all."""
    cell = folded(text)
    found = next((status for status, pattern in _statuses() if pattern.search(cell)), None)
    return (None if found in (None, _UNKNOWN) else cast("Status", found)), found is not None


def names_branch(name: str) -> bool:
    """Whether a name is that of a branch."""
    return any(pattern.search(name) for pattern in _branches())


@cache
def places() -> tuple[Place, ...]:
    """The rules for pieces of an address, in the order of the file."""
    return tuple(Place(e.one_of("field", _PLACES), e.regex(flags=re.NOFLAG)) for e in _of("place"))


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    macros = {"org": "(?:" + "|".join(load("registry").words("of-organisation")) + ")"}
    return tuple((e.one_of("field", _HEADS), e.regex(macros=macros)) for e in _of("head"))


@cache
def _statuses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e.one_of("status", (*STATUSES, _UNKNOWN)), e.regex()) for e in _of("status"))


@cache
def _branches() -> tuple[re.Pattern[str], ...]:
    return tuple(e.regex(flags=re.NOFLAG) for e in _of("branch"))


def _of(what: str) -> list[Entry]:
    kinds = ("head", "status", "place", "branch")
    return [entry for entry in load("registry") if "match" in entry.data and entry.one_of("what", kinds) == what]
