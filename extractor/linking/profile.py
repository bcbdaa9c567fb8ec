"""What linking knows of one organisation."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from extractor.linking.parts import Parts


@dataclass(frozen=True, slots=True)
class Variant:
    """One name of an organisation, taken apart; ``former`` ones it no longer bears."""

    parts: Parts
    former: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What linking knows of one organisation.

    Attributes:
        settlements: words of each settlement the registry tells for it, in its column or its names.
        territory: place in ``Index.territories``.
        wholes: its names, folded, for equality letter by letter.
    """

    id: str
    name: str
    variants: tuple[Variant, ...]
    settlements: tuple[tuple[str, ...], ...]
    territory: int
    closed: bool
    wholes: tuple[str, ...]

    @property
    def keys(self) -> Iterable[str]:
        """All keys it can be found by; «=» is followed by the whole of a name that nothing else finds."""
        for variant in self.variants:
            yield from part_keys(variant.parts)
        for settlement in self.settlements:
            yield "s" + settlement[-1]
        if not all(variant.parts.identifies for variant in self.variants):
            for whole in self.wholes:
                yield "=" + whole


def part_keys(parts: Parts) -> Iterable[str]:
    """Keys of an index: a letter for the part and the word («n47», «wозерновск», «sдарг», «dпушкин»)."""
    if parts.number:
        yield "n" + parts.number
    for word in parts.words:
        yield "w" + word
    if parts.settlement:
        yield "s" + parts.settlement[-1]
    if parts.dedication:
        yield "d" + parts.dedication[0]
    if parts.parent:
        yield from part_keys(parts.parent)


_DEFAULTS = [(field.name, field.default) for field in fields(Parts)]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LISTS = frozenset({"kinds", "words", "dedication", "settlement", "district", "region"})


def profile_text(profile: Profile) -> str:
    """A profile as text, without its territory; ``profile_from`` is the way back."""
    variants = [[_plain(v.parts), v.former] for v in profile.variants]
    row = [profile.id, profile.name, variants, profile.settlements, profile.closed, profile.wholes]
    return _ENCODER.encode(row)


def profile_from(text: str, territory: int) -> Profile:
    id, name, variants, settlements, closed, wholes = json.loads(text)  # noqa: A001
    return Profile(
        id=id,
        name=name,
        variants=tuple(Variant(_parts(parts), former) for parts, former in variants),
        settlements=tuple(map(tuple, settlements)),
        territory=territory,
        closed=closed,
        wholes=tuple(wholes),
    )


def _plain(parts: Parts) -> dict[str, Any]:
    """The fields of a name that hold anything."""
    found = {name: value for name, default in _DEFAULTS if (value := getattr(parts, name)) != default}
    if parts.parent:
        found["parent"] = _plain(parts.parent)
    return found


def _parts(found: dict[str, Any]) -> Parts:
    for name in _LISTS & found.keys():
        found[name] = tuple(found[name])
    if "parent" in found:
        found["parent"] = _parts(found["parent"])
    return Parts(**found)
