"""From a ``Document`` to a ``Record``: every field asked in turn, every value given its span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractor import __version__
from extractor.fields import record_parts as make
from extractor.fields.deadlines import Found
from extractor.fields.header import Head, read_head
from extractor.fields.header_at_foot import read_foot
from extractor.fields.indicators import merge, statuses_by_number
from extractor.fields.items import Item
from extractor.fields.letter_requests import letter_deadlines
from extractor.fields.orders import Point, block_deadlines, collect_points, slot_pattern
from extractor.fields.parts import Part, Parts, cut_parts
from extractor.fields.percentages import find_counted
from extractor.fields.prose import read_prose
from extractor.fields.reasons import tell_reasons
from extractor.fields.retellings import join_retold
from extractor.fields.schools import Mention as SchoolMention
from extractor.fields.schools import find_schools
from extractor.fields.scope import PeriodFound, Territory, find_period, find_territory
from extractor.fields.signatures import Approved, Signer, find_approvals, find_signers
from extractor.fields.statuses import may_tell_status
from extractor.fields.table_common import TableFacts
from extractor.fields.table_retellings import join_by_school
from extractor.fields.table_setting import setting_of
from extractor.fields.tables import read_table
from extractor.patterns_digest import digest
from extractor.reading.document import Document
from extractor.record import ProducedBy, Record, Source, SourceChange
from extractor.text.clauses import sentences


@dataclass(slots=True)
class Facts:
    """What the fields found, offsets into the document's text, before it becomes a record."""

    head: Head
    parts: Parts
    territory: Territory | None
    period: PeriodFound | None
    signers: list[Signer]
    approvals: list[Approved]
    items: list[Item]
    tables: list[TableFacts]
    points: list[Point]
    deadlines: list[Found]
    schools: list[tuple[int, SchoolMention]]


def fill(document: Document, *, file: str, sha256: str) -> Record:
    """The record of a document.

    Args:
        document: as read.
        file: the name to put into ``source`` (no folder, so that the record does not depend on where it lies).
        sha256: digest of the file's bytes.
    """
    facts = collect(document)
    changes = tuple(
        SourceChange(kind=c.kind, text=c.text, block=b.index)
        for b in document.blocks
        for c in b.changes
        if c.text.strip()
    )
    spans = make.Spans(document)
    source = Source(
        file=file,
        sha256=sha256,
        format=document.format,
        pages=document.pages,
        text_from=document.text_from,
        warnings=document.warnings + spans.proofs.warnings,
        changes=changes,
    )
    indicators, ids = make.indicators(facts.items, spans)
    mentions = [m for t in facts.tables for m in t.mentions]
    understood = {i for t in facts.tables for i in t.understood}
    counted = find_counted(document, facts.parts, mentions, understood)
    facts.tables.clear()  # the record is built from here on; what the tables said is not held beside it
    mentions.clear()
    schools = make.schools(facts.schools, spans)
    deadlines = make.deadlines(facts.deadlines, facts.points, spans)
    return Record(
        produced_by=ProducedBy(version=__version__, patterns=digest()),
        source=source,
        text=document.text,
        blocks=make.blocks(document, facts.parts, facts.signers),
        header=make.header(document, facts, spans),
        indicators=indicators,
        percentages=make.percentages([c for c in counted if c.unit == "percent"], facts.items, ids, spans),
        quantities=make.quantities([c for c in counted if c.unit != "percent"], facts.items, ids, spans),
        schools=schools,
        deadlines=deadlines,
        orders=make.orders(facts.points, deadlines, schools, spans),
    )


def collect(document: Document) -> Facts:
    """Ask every field."""
    head = read_head(document)
    parts = cut_parts(document, kind=head.kind, body_start=head.body_start)
    signers = find_signers(document, parts, first_block=head.body_start)
    approvals = find_approvals(document, parts)
    read_foot(document, parts, signers, head)
    territory = _territory(document, head)
    title = head.spans.get("title", (0, 0))
    period = find_period(document.text, *title) if head.kind not in ("plan",) else None
    if period and head.date and head.date < period.start:
        period = None  # «О мерах … в 2020–2022 годах» of 2019: what is ahead is not reported on
    reference = _reference(document, head, period, approvals)
    tables = [read_table(document, t, setting_of(document, t, head, parts, reference, period)) for t in document.tables]
    for table, facts in zip(document.tables, tables, strict=True):
        if parts.of[table.first] is Part.MARGIN:
            facts.items.clear()
    prose = read_prose(document, parts, kind=head.kind, known=[i for t in tables for i in t.items])
    items = join_by_school(join_retold(merge([i for t in tables for i in t.items] + prose)))
    statuses_by_number(document, items, _paragraphs(document, parts))
    tell_reasons(document, items)
    points = collect_points(
        document,
        parts,
        reference=reference,
        stop=document.block_at(signers[0].start).index if signers else len(document.blocks),
    )
    points = sorted(points + [p for t in tables for p in t.points], key=lambda p: p.ranges[0])
    stamps = frozenset(b.index for b in document.blocks if _stamp(document.text[b.start : b.end]))
    deadlines = _deadlines(document, parts, tables, signers, head, reference, stamps)
    schools = _schools(document, parts, stamps)
    return Facts(head, parts, territory, period, signers, approvals, items, tables, points, deadlines, schools)


def _territory(document: Document, head: Head) -> Territory | None:
    for key in ("title", "issuer"):
        if key in head.spans and (found := find_territory(document.text, *head.spans[key])):
            return found
    end = document.blocks[min(head.body_start + 3, len(document.blocks) - 1)].end if document.blocks else 0
    return find_territory(document.text, 0, end)


def _reference(document: Document, head: Head, period: PeriodFound | None, approvals: list[Approved]) -> date | None:
    """The day that «до 15 июля» counts from: the paper's date, its approval, the end of its period, the plan's year."""
    for iso in (head.date, *(a.date for a in approvals)):
        if iso:
            return date.fromisoformat(iso)
    if period:
        return date.fromisoformat(period.end)
    title = document.text[slice(*head.spans["title"])] if "title" in head.spans else ""
    if m := re.search(r"(20\d\d)\s?[/–-]\s?(?:20)?\d\d\s+уч", title):
        return date(int(m[1]), 9, 1)
    if m := re.search(r"(20\d\d)", title):
        return date(int(m[1]), 1, 1)
    return None


_FOUND_TO_BE = re.compile(r"(?<![а-яё])(?:призна|счита|счесть|констатир)", re.IGNORECASE)


def _paragraphs(document: Document, parts: Parts) -> list[tuple[int, int]]:
    """The sentences of the paragraphs that may tell of a status."""
    out = []
    for block in parts.blocks(document, Part.BODY, Part.ANNEX, Part.OPERATIVE):
        text = document.text[block.start : block.end]
        # «1. Показатели 1.1 и 2.3 признать достигнутыми»: a point of a decision tells so, a task does not.
        found = parts.of[block.index] is not Part.OPERATIVE or _FOUND_TO_BE.search(text)
        if block.kind != "cell" and found and may_tell_status(text):
            out += [(block.start + a, block.start + b) for a, b in sentences(text)]
    return out


def _deadlines(
    document: Document,
    parts: Parts,
    tables: list[TableFacts],
    signers: list[Signer],
    head: Head,
    reference: date | None,
    stamps: frozenset[int],
) -> list[Found]:
    out = [d for t in tables for d in t.deadlines]
    slots = {i for t in tables for i in t.slots}
    signature_from = document.block_at(signers[0].start).index if signers else len(document.blocks)
    requests = False
    for block in document.blocks:
        part = parts.of[block.index]
        text = document.text[block.start : block.end]
        if (
            part is Part.MARGIN
            or (part is Part.HEAD and not slot_pattern().match(text))
            or block.index in slots
            or block.index in stamps
            or block.kind == "textbox"
        ):
            continue
        if block.index >= signature_from and part is not Part.ANNEX and block.kind != "cell":
            continue
        if parts.letter:
            requests = requests or re.search(r"прос\w{1,2}м[^.]{0,60}:\s*$", text, re.IGNORECASE) is not None
        order = (part is Part.OPERATIVE and block.kind != "cell") or (requests and block.number is not None)
        if block.kind == "cell" and not re.search(r"[а-яё]{4}", text):
            continue
        say = document.say(block)
        if head.kind == "letter" and not order:
            found = letter_deadlines(say, reference)
        else:
            found = block_deadlines(say, order=order, reference=reference)
        out += [Found(block.body + f.start, block.body + f.end, f.form) for f in found]
    dated = head.spans.get("date", (-1, -1))  # at the foot of a report it looks like a term
    return sorted((f for f in out if not dated[0] <= f.start < dated[1]), key=lambda f: f.start)


_ELECTRONIC_SIGNATURE = re.compile(
    r"электронн\w+ подпис|подписано цифров|сертификат[^.]{0,60}владелец|владелец[^.]{0,60}сертификат",
    re.IGNORECASE | re.DOTALL,
)


def _stamp(text: str) -> bool:
    """The stamp of an electronic signature."""
    return (
        len(text) < 400
        and ("ладелец" in text or "подпис" in text.lower())
        and _ELECTRONIC_SIGNATURE.search(text) is not None
    )


def _schools(document: Document, parts: Parts, stamps: frozenset[int]) -> list[tuple[int, SchoolMention]]:
    out = []
    for block in document.blocks:
        if parts.of[block.index] is not Part.MARGIN and block.index not in stamps:
            out += [(block.start, m) for m in find_schools(document.text[block.start : block.end])]
    return out
