"""A profile: which indicators a report of some kind has to tell, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.record import Comparator

Scope = Literal["each_organisation"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One indicator that has to be reported.

    ``aliases`` are other names of it.  ``target`` is the plan agreed on, if the profile knows one, for ``year`` if
    that is given.  ``fact`` and ``status``: whether the value reached, and the words «достигнут» or «не достигнут»,
    are needed.
    """

    name: str
    aliases: tuple[str, ...] = ()
    number: str | None = None
    parent: str | None = None
    unit: str | None = None
    target: float | None = None
    comparator: Comparator | None = None
    year: int | None = None
    fact: bool = True
    status: bool = False
    scope: Scope | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Profile:
    """A titled list of requirements; ``title`` tells people what they are from."""

    title: str
    requirements: tuple[Requirement, ...]
