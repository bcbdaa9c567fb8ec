"""Indicators while they are collected: values and items that tables, lists and prose all fill."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractor.record import Comparator, Role, Status


@dataclass(frozen=True, slots=True)
class Val:
    """One value of an indicator; offsets are into the document's text."""

    role: Role
    value: float | None
    low: float | None
    high: float | None
    unit: str
    start: int
    end: int
    comparator: Comparator | None = None
    year: int | None = None
    period: str | None = None
    subject: str | None = None
    count: float | None = None
    reasons: tuple[str, ...] = ()
    confidence: float = 1.0

    def key(self) -> tuple[object, ...]:
        """Equal for a value that is merely repeated."""
        return (
            self.role,
            self.value,
            self.low,
            self.high,
            self.unit,
            self.comparator,
            self.year,
            self.period,
            fold(self.subject or ""),
        )

    def repeated_by(self, other: Val) -> bool:
        """The same number again, one of the two told with less beside it."""
        return (
            self.bare_key() == other.bare_key()
            and self.subject == other.subject
            and (self.period == other.period or None in (self.period, other.period))
            and None in (self.year, other.year)
            and (self.comparator == other.comparator or None in (self.comparator, other.comparator))
        )

    def bare_key(self) -> tuple[object, ...]:
        return (self.role, self.value, self.low, self.high, self.unit)


@dataclass(slots=True)
class Item:
    """One indicator: where its name stands, its values and what is said of it."""

    name: str
    start: int
    end: int
    number: str | None = None
    parent: Item | None = None
    values: list[Val] = field(default_factory=list)
    status: Status | None = None
    status_text: str | None = None
    cumulative: bool = False
    each: bool = False
    reason: str | None = None
    places: list[tuple[int, int]] = field(default_factory=list)
    source: str = "prose"
    block: int = 0
    again: bool = False
    """Told as «показатель доли …», «значение охвата …»: of an indicator that is known."""

    def add(self, value: Val, among: list[int] | None = None) -> bool:
        """Add a value unless the same one is there already (told again, a comparator or year less).

        Args:
            value: what is told.
            among: where in ``values`` the same number stands, for a caller who knows it; else all are looked at.
        Returns:
            Whether it was added.
        """
        for k in range(len(self.values)) if among is None else among:
            old = self.values[k]
            if old.value != value.value or old.bare_key() != value.bare_key():
                continue
            if old.key() == value.key():
                return False
            if old.repeated_by(value):
                self.values[k] = replace(
                    old,
                    year=old.year if old.year is not None else value.year,
                    comparator=old.comparator or value.comparator,
                    count=old.count if old.count is not None else value.count,
                )
                return False
        self.values.append(value)
        return True


_FLAGS = re.compile(
    r"\s*[,(]*\s*(?:с\s+)?нарастающим итогом(?:\s+с\s+(?:начала (?:учебного )?года"
    r"|(?:19|20)\d\d\s?(?:года|г\.)))?\s*\)?",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[«»\"“”„*_]")
_BETWEEN = re.compile(r"[\s,.;:()–—-]+")
_EACH = re.compile(
    r"(?:в|для) кажд(?:ом|ой|ого|ую)\s+(?:\S+\s)?(?:ОУ|ОО|школ\w+|организаци\w+|учреждени\w+"
    r"|муниципальн\w+ \w+)|в разрезе кажд\w+",
    re.IGNORECASE,
)


def take_flags(name: str) -> tuple[str, bool]:
    """A name without «нарастающим итогом», and whether it was there."""
    if "нарастающим" not in name.lower():
        return name, False
    cut = _FLAGS.sub("", name)
    return (cut.strip(), True) if cut != name else (name, False)


def each_organisation(text: str) -> bool:
    return "кажд" in text.lower() and _EACH.search(text) is not None


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A name for comparing: case, ё, quotes, dashes and spaces do not count."""
    return _BETWEEN.sub(" ", _QUOTES.sub("", text.lower().replace("ё", "е"))).strip()
