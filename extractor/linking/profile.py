"""What linking knows of one organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
    def words(self) -> Iterable[str]:
        """All stems it can be found by."""
        for variant in self.variants:
            yield from part_keys(variant.parts)
        for settlement in self.settlements:
            yield "s" + settlement[-1]


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
