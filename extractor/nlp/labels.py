"""The spans of a record under the labels that spaCy's users see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.record import Record, Span

GROUP = "svodka"
"""The group of ``doc.spans`` that holds all of them; they may overlap."""

# Of overlapping spans ``doc.ents`` can hold one: short facts, no whole orders or indicators.
ENTITIES = ("TARGET", "ACTUAL", "BASELINE", "SCHOOL", "DEADLINE", "PERCENTAGE", "QUANTITY")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Characters ``start`` to ``end`` of the record's text."""

    start: int
    end: int
    label: str


def labelled(record: Record) -> list[Labelled]:
    """All spans of a record in the order of the text, a longer one before those inside it; each once."""
    found = {Labelled(span.start, span.end, label) for label, span in _all(record)}
    return sorted(found, key=lambda one: (one.start, -one.end, one.label))


def _all(record: Record) -> Iterator[tuple[str, Span]]:
    for key, span in record.header.spans.items():
        yield f"HEADER_{key.upper()}", span
    lists: dict[str, tuple[Any, ...]] = {
        "SIGNATORY": record.header.signatories,
        "APPROVAL": record.header.approvals,
        "REFERENCE": record.header.references,
        "PROJECT": record.header.projects,
        "PERCENTAGE": record.percentages,
        "QUANTITY": record.quantities,
        "SCHOOL": record.schools,
        "DEADLINE": record.deadlines,
        "ORDER": record.orders,
    }
    for label, items in lists.items():
        yield from ((label, item.span) for item in items)
    for indicator in record.indicators:
        yield from (("INDICATOR", span) for span in indicator.spans)
        yield from ((value.role.upper(), value.span) for value in indicator.values)
    yield from ((entity.label, entity.span) for entity in record.entities)
