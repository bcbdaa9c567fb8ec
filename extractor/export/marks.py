"""The spans of a record as marks over its text: what is coloured, and what is said of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.export import words

if TYPE_CHECKING:
    from extractor.record import BlockView, Record, Span

# Every field that is marked, with its name in the legend, in the legend's order.
FIELDS = {
    "header": "реквизиты",
    "indicator": "показатель",
    "target": "план",
    "actual": "факт",
    "baseline": "базовое значение",
    "percentage": "процент",
    "quantity": "другое количество",
    "school": "школа, организация",
    "deadline": "срок",
    "order": "поручение",
    "reference": "правовой акт, проект",
    "entity": "свой образец",
}
_KEYS = {
    "kind": "вид документа",
    "number": "номер",
    "date": "дата",
    "place": "место",
    "issuer": "кем издан",
    "title": "о чём",
    "territory": "территория",
    "period": "отчётный период",
    "speaker": "докладчик",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with its field and what is known of it."""

    start: int
    end: int
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks, the shortest mark first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks_of(record: Record) -> list[Mark]:
    """All marks of a record, in the order of the text."""
    return sorted(_all(record), key=lambda mark: (mark.start, -mark.end))


def segments_of(block: BlockView, marks: list[Mark]) -> Iterator[Segment]:
    """A block cut wherever a mark begins or ends, so that marks may overlap in any way."""
    waiting = sorted((m for m in marks if m.end > block.start and m.start < block.end), key=lambda m: m.start)
    edges = {block.start, block.end} | {x for m in waiting for x in (m.start, m.end) if block.start < x < block.end}
    cuts = sorted(edges)
    open_marks: list[Mark] = []
    nearest = 0
    for start, end in pairwise(cuts):
        while nearest < len(waiting) and waiting[nearest].start <= start:
            open_marks.append(waiting[nearest])
            nearest += 1
        open_marks = [m for m in open_marks if m.end > start]
        yield Segment(start, end, tuple(sorted(open_marks, key=lambda m: m.end - m.start)))


def by_block(record: Record, marks: list[Mark]) -> list[list[Mark]]:
    """For every block the marks that touch it."""
    starts = [block.start for block in record.blocks]
    found: list[list[Mark]] = [[] for _ in record.blocks]
    for mark in marks:
        k = max(0, bisect_right(starts, mark.start) - 1)
        while k < len(starts) and starts[k] < mark.end:
            found[k].append(mark)
            k += 1
    return found


def _all(record: Record) -> Iterator[Mark]:
    yield from _header(record)
    for indicator in record.indicators:
        name = " ".join(x for x in ("показатель", indicator.number) if x)
        stated = words.status(indicator)
        for span in indicator.spans:
            yield _mark(span, "indicator", f"{name}: {indicator.name}" + (f"\nстатус: {stated}" if stated else ""))
        for value in indicator.values:
            why = f"\n{'; '.join(value.reasons)}" if value.reasons else ""
            said = f"{words.ROLES[value.role]}: {words.value_with_notes(value)}"
            yield _mark(value.span, value.role, f"{said}\n{name}: {indicator.name}{why}")
    for percentage in record.percentages:
        yield _mark(percentage.span, "percentage", f"процент: {words.amount(percentage)}")
    for quantity in record.quantities:
        yield _mark(quantity.span, "quantity", f"количество: {words.amount(quantity)}")
    for school in record.schools:
        note = f"\n{words.link_note(school.link)}" if school.link else ""
        yield _mark(school.span, "school", f"организация: {words.school(school)}{note}")
    for deadline in record.deadlines:
        yield _mark(deadline.span, "deadline", f"срок: {words.deadline(deadline)}")
    for order in record.orders:
        name = " ".join(x for x in (words.ORDER_TYPES[order.type], order.number) if x)
        yield _mark(order.span, "order", f"{name}; кому: {order.assignee or 'не сказано'}")
    for entity in record.entities:
        yield _mark(entity.span, "entity", f"{entity.label}: {entity.text}")


def _header(record: Record) -> Iterator[Mark]:
    header = record.header
    said = {key: text for _, text, key in words.header_lines(header)}
    for key, span in header.spans.items():
        yield _mark(span, "header", f"{_KEYS.get(key, key)}: {said.get(key) or span.quote}")
    for signer in header.signatories:
        yield _mark(signer.span, "header", f"подпись: {signer.position or ''} {signer.name}")
    for approval in header.approvals:
        yield _mark(
            approval.span, "header", f"утверждено, согласовано: {approval.name or ''} {words.date(approval.date)}"
        )
    for reference in header.references:
        number = f" №{words.NO_BREAK}{reference.number}" if reference.number else ""
        day = f" от {words.date(reference.date)}" if reference.date else ""
        yield _mark(reference.span, "reference", f"правовой акт: {reference.kind}{day}{number}")
    for project in header.projects:
        yield _mark(project.span, "reference", f"проект: {project.name}")


def _mark(span: Span, field: str, label: str) -> Mark:
    return Mark(span.start, span.end, field, label)
