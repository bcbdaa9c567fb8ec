"""Building the parts of a record out of what the fields found; the one place that makes spans."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from extractor.fields.indicators import computed_status
from extractor.fields.items import Item, Val
from extractor.fields.parts import Part, Parts
from extractor.fields.proofs import prove
from extractor.fields.references import find_projects, find_references
from extractor.fields.signatures import Signer
from extractor.fields.speakers import find_speaker
from extractor.reading.document import Document
from extractor.record import (
    Approval,
    BlockView,
    Deadline,
    Header,
    Indicator,
    Order,
    Percentage,
    Period,
    Project,
    Quantity,
    Reference,
    School,
    Signatory,
    Span,
    Value,
)

if TYPE_CHECKING:
    from extractor.fields.deadlines import Found
    from extractor.fields.fill import Facts
    from extractor.fields.orders import Point
    from extractor.fields.percentages import Counted
    from extractor.fields.schools import Mention


class Spans:
    """Makes spans of canonical text, and tells how sure what stands there is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.proofs = prove(document)

    def __call__(self, start: int, end: int) -> Span:
        document, text = self.document, self.document.text
        while end > start and text[end - 1] in " \t\n":
            end -= 1
        while start < end and text[start] in " \t\n":
            start += 1
        block = document.block_at(start)
        if not block.places:
            return Span(start=start, end=end, block=block.index, cell=document.cell_at(start), quote=text[start:end])
        page, box = document.where(start, end)
        return Span(start=start, end=end, block=block.index, page=page, box=box, quote=text[start:end])

    def sure(self, start: int, end: int) -> float:
        """How sure the reading of a value is, 0 to 1, by its characters and by what other numbers say of it."""
        return round(self.proofs.sure(start, end, self.document.sure(start, end)), 2)


def blocks(document: Document, parts: Parts, signers: list[Signer]) -> tuple[BlockView, ...]:
    signature_blocks = {document.block_at(s.start).index for s in signers}
    out = []
    for b in document.blocks:
        page, box = document.where(b.start, b.end) if b.places else (None, None)
        part = Part.SIGNATURE if b.index in signature_blocks else parts.of[b.index]
        table = (
            {"table": b.table, "row": b.row, "column": b.column, "rowspan": b.rowspan, "colspan": b.colspan}
            if b.table is not None
            else {}
        )
        out.append(
            BlockView(
                kind=b.kind,
                part=part.value,
                number=b.number,
                level=b.level,
                start=b.start,
                end=b.end,
                page=page,
                box=box,
                **table,
            )
        )
    return tuple(out)


def header(document: Document, facts: Facts, spans: Spans) -> Header:
    head = facts.head
    places = {key: spans(a, b) for key, (a, b) in head.spans.items() if b > a}
    if facts.territory:
        places["territory"] = spans(facts.territory.start, facts.territory.end)
    if facts.period:
        places["period"] = spans(*facts.period.span)
    references: list[Reference] = []
    projects: list[Project] = []
    for block in document.blocks:
        if facts.parts.of[block.index] is Part.MARGIN:
            continue
        text = document.text[block.start : block.end]
        for r in find_references(text):
            a, b = block.start + r.start, block.start + r.end
            if facts.parts.of[block.index] is Part.HEAD and r.number == head.number:
                continue  # the paper's own number
            references.append(
                Reference(
                    kind=r.kind, number=r.number, date=r.date, title=r.title, text=document.text[a:b], span=spans(a, b)
                )
            )
        for p in find_projects(text) if "«" in text else []:
            if p.name not in {x.name for x in projects}:
                projects.append(
                    Project(level=p.level, name=p.name, span=spans(block.start + p.start, block.start + p.end))
                )
    speaker = find_speaker(document, facts.parts) if head.kind in ("decision", "minutes") else None
    if speaker:
        places["speaker"] = spans(speaker.start, speaker.end)
    return Header(
        kind=head.kind,
        kind_text=head.kind_text,
        number=head.number,
        date=head.date,
        place=head.place,
        issuer=head.issuer,
        title=head.title,
        territory=facts.territory.name if facts.territory else None,
        period=Period(start=facts.period.start, end=facts.period.end) if facts.period else None,
        projects=tuple(projects),
        references=tuple(references),
        speaker=speaker.name if speaker else None,
        signatories=tuple(
            Signatory(position=s.position, name=s.name, span=spans(s.start, s.end)) for s in facts.signers
        ),
        approvals=tuple(
            Approval(
                position=a.position,
                name=a.name,
                date=a.date,
                text=document.text[a.start : a.end],
                span=spans(a.start, a.end),
            )
            for a in facts.approvals
        ),
        spans=places,
    )


def _value(v: Val, spans: Spans) -> Value:
    span = spans(v.start, v.end)
    return Value(
        role=v.role,
        value=v.value,
        low=v.low,
        high=v.high,
        unit=v.unit,
        comparator=v.comparator,
        year=v.year,
        period=v.period,
        subject=v.subject,
        count=v.count,
        text=span.quote,
        reasons=v.reasons,
        confidence=min(v.confidence, spans.sure(v.start, v.end)),
        span=span,
    )


def indicators(items: list[Item], spans: Spans) -> tuple[tuple[Indicator, ...], dict[int, str]]:
    ids = {id(item): f"i{k}" for k, item in enumerate(items, 1)}
    out = []
    for item in items:
        places = [(item.start, item.end), *item.places]
        out.append(
            Indicator(
                id=ids[id(item)],
                number=item.number,
                parent=ids.get(id(item.parent)) if item.parent else None,
                name=item.name,
                values=tuple(_value(v, spans) for v in item.values),
                status=item.status,
                status_text=item.status_text,
                computed_status=computed_status(item),
                cumulative=item.cumulative,
                scope="each_organisation" if item.each else None,
                reason=item.reason,
                spans=tuple(spans(a, max(b, a + 1)) for a, b in places),
            )
        )
    return tuple(out), ids


def percentages(counted: list[Counted], items: list[Item], ids: dict[int, str], spans: Spans) -> tuple[Percentage, ...]:
    owners = _owners(items, ids)
    return tuple(
        Percentage(
            value=c.value,
            low=c.low,
            high=c.high,
            comparator=c.comparator,
            text=(s := spans(c.start, c.end)).quote,
            indicator=owners.get(s.start) or owners.get(c.end),
            span=s,
        )
        for c in counted
    )


def quantities(counted: list[Counted], items: list[Item], ids: dict[int, str], spans: Spans) -> tuple[Quantity, ...]:
    owners = _owners(items, ids)
    return tuple(
        Quantity(
            value=c.value,
            low=c.low,
            high=c.high,
            unit=c.unit,
            comparator=c.comparator,
            text=(s := spans(c.start, c.end)).quote,
            indicator=owners.get(s.start) or owners.get(c.end),
            span=s,
        )
        for c in counted
    )


def _owners(items: list[Item], ids: dict[int, str]) -> dict[int, str]:
    out: dict[int, str] = {}
    for item in items:
        for v in item.values:
            out.setdefault(v.start, ids[id(item)])
            out.setdefault(v.end, ids[id(item)])
    return out


def schools(found: list[tuple[int, Mention]], spans: Spans) -> tuple[School, ...]:
    out = []
    for shift, m in found:
        span = spans(shift + m.start, shift + m.end)
        out.append(
            School(
                text=span.quote,
                legal_form=m.legal_form,
                kind=m.kind,
                name=m.name,
                number=m.number,
                settlement=m.settlement,
                branch=m.branch,
                span=span,
            )
        )
    return tuple(out)


def _deadline(found: Found, order: str | None, spans: Spans) -> Deadline:
    span = spans(found.start, found.end)
    f = found.form
    return Deadline(
        kind=f.kind,
        due=f.due,
        start=f.start,
        rrule=f.rrule,
        duration=f.duration,
        ongoing=f.ongoing,
        text=span.quote,
        order=order,
        span=span,
    )


def deadlines(found: list[Found], points: list[Point], spans: Spans) -> tuple[Deadline, ...]:
    owner: dict[int, str] = {}
    for point in points:
        for d in point.deadlines:
            owner.setdefault(d.start, point.number or "")
    return tuple(_deadline(f, owner.get(f.start) or None, spans) for f in found)


def orders(
    points: list[Point], all_deadlines: tuple[Deadline, ...], all_schools: tuple[School, ...], spans: Spans
) -> tuple[Order, ...]:
    out = []
    starts = [s.span.start for s in all_schools]  # in reading order
    for p in points:
        own = tuple(_deadline(d, p.number, spans) for d in p.deadlines)
        mine = tuple(s for a, b in p.ranges for s in all_schools[bisect_left(starts, a) : bisect_left(starts, b)])
        start, end = p.ranges[0][0], p.ranges[-1][1]
        out.append(
            Order(
                number=p.number,
                type=p.type,
                assignee=p.assignee[0] if p.assignee else None,
                text=p.text or "",
                deadlines=own,
                schools=mine,
                span=spans(start, end),
            )
        )
    return tuple(out)
