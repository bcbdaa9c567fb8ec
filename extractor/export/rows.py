"""The values of an indicator gathered into rows: what was planned beside what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.export import words

if TYPE_CHECKING:
    from extractor.record import Indicator, Value


@dataclass(slots=True)
class Row:
    """The values of one year, period, subject and unit; what a row holds is told by ``about``."""

    about: str
    unit: str
    year: int | None
    values: dict[str, list[Value]] = field(default_factory=dict)

    def said(self, role: str) -> str:
        """The values of a role without their unit, apart by semicolons."""
        return "; ".join(words.size(v) for v in self.values.get(role, []))


def rows_of(indicator: Indicator) -> list[Row]:
    """The rows of an indicator in the order of its values; at least one, however empty."""
    found: dict[tuple[object, ...], Row] = {}
    for value in indicator.values:
        about = ", ".join(x for x in (value.period, value.subject) if x)
        key = (about, value.unit, value.year)
        row = found.setdefault(key, Row(about, words.unit(value.unit), value.year))
        row.values.setdefault(value.role, []).append(value)
    return list(found.values()) or [Row("", "", None)]
