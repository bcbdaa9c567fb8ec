"""Linking the school mentions of a record, with what the document says of its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractor.linking import lexicon
from extractor.linking.answer import Answer
from extractor.linking.context import Context, complete
from extractor.linking.explain import explain
from extractor.linking.fold import fold, stem
from extractor.linking.parse import parse
from extractor.linking.parts import Parts
from extractor.record import Link, LinkCandidate, LinkReason, Record, School

if TYPE_CHECKING:
    from extractor.linking.linker import Linker

_BESIDE = 120
_ALIAS = re.compile(r"\s*\(?\s*\(?далее(?: по тексту)?\s*[-–—:]?\s*(?P<alias>[^()\n;]{3,80}?)\s*\)")
_LIKELY_SHARE = 0.8
_LEAST_MATCHED = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    school: School
    parts: Parts
    sentence: str


def link_record(
    record: Record, linker: Linker, *, region: str | None = None, municipality: str | None = None
) -> Record:
    """The same record with a ``link`` at every school mention, in its list and in its orders.

    Args:
        region, municipality: what the user says; it goes before what the document's header says.
    """
    asked = [_Asked(s, parts_of(s), _sentence(record.text, s)) for s in record.schools]
    context = linker.where.of_document(
        Context(region=region, municipality=municipality), told=_told(record) if municipality is None else ()
    )
    answers = [_answer(a, linker, context) for a in asked]
    if municipality is None and not context.municipality and (home := _majority(answers, linker)):
        # a document without a territory: most of its schools are of one municipality
        again = replace(context, region=home[0], municipality=home[1])
        answers = [
            answer if answer.status == "matched" else _answer(a, linker, again)
            for a, answer in zip(asked, answers, strict=True)
        ]
    answers = _defined(record, asked, answers)
    linked = {a.school.span.start: link_of(answer) for a, answer in zip(asked, answers, strict=True)}

    def with_link(school: School) -> School:
        return school.model_copy(update={"link": linked.get(school.span.start)})

    orders = tuple(o.model_copy(update={"schools": tuple(map(with_link, o.schools))}) for o in record.orders)
    return record.model_copy(update={"schools": tuple(map(with_link, record.schools)), "orders": orders})


def parts_of(school: School) -> Parts:
    """The parts of a mention as the fields have them; what only the whole mention tells is taken from its text."""
    number = f"№ {school.number}" if school.number else ""
    name = f'"{school.name}"' if school.name and school.name != school.settlement else ""
    place = school.settlement or ""
    parts = parse(" ".join(filter(None, (school.legal_form, school.kind, number, name, place))))
    printed = parse(school.text)
    if school.branch:
        own = printed if printed.branch else Parts()
        return replace(own, branch=True, parent=parts)
    return replace(
        parts,
        settlement=parts.settlement or printed.settlement,
        town=parts.town if parts.settlement else printed.town,
        district=parts.district or printed.district,
        region=parts.region or printed.region,
    )


def link_of(answer: Answer) -> Link:
    """An answer as it stands in a record."""
    return Link(
        status=answer.status,
        id=answer.id,
        name=answer.name,
        score=answer.score,
        reasons=tuple(
            LinkReason(part=r.part, level=r.level, weight=r.weight, mention=r.mention, registry=r.registry)
            for r in answer.reasons
        ),
        candidates=tuple(LinkCandidate(id=c.id, name=c.name, score=c.score) for c in answer.candidates),
        explanation=explain(answer),
    )


def _answer(asked: _Asked, linker: Linker, context: Context) -> Answer:
    (parts,), around = complete([asked.parts], asked.school.text, asked.sentence)
    return linker.answer(parts, replace(context, sentence=asked.sentence), around, text=asked.school.text)


def _sentence(text: str, school: School) -> str:
    """The line the mention stands in, at most so far on either side; a table's cell is a line of its own."""
    start = max(text.rfind("\n", 0, school.span.start) + 1, school.span.start - _BESIDE)
    end = text.find("\n", school.span.end)
    end = min(end if end >= 0 else len(text), school.span.end + _BESIDE)
    return text[start:end]


def _told(record: Record) -> Iterator[str]:
    """Where the document may say what municipality it is of, the surest first."""
    header = record.header
    yield from filter(None, (header.territory, header.issuer, header.title, header.place))
    yield from (s.position for s in header.signatories if s.position)
    head = fold(record.text[:3000])
    yield from (m[0] for m in lexicon.district().finditer(head.lower()))


def _majority(answers: list[Answer], linker: Linker) -> tuple[str | None, str | None] | None:
    """The municipality of most matched mentions, where enough agree."""
    homes = Counter(linker.home(a.id) for a in answers if a.status == "matched" and a.id)
    if not homes:
        return None
    home, count = homes.most_common(1)[0]
    enough = count >= _LEAST_MATCHED and count >= _LIKELY_SHARE * homes.total()
    return home if enough and home[1] else None


def _defined(record: Record, asked: list[_Asked], answers: list[Answer]) -> list[Answer]:
    """«МБОУ «Майская СОШ № 46» (далее – Майская школа)»: a later mention in those words is the same school."""
    defined: dict[str, Answer] = {}
    out = []
    for a, answer in zip(asked, answers, strict=True):
        known = defined.get(_key(a.school.text))
        out.append(known if known is not None and answer.status != "matched" else answer)
        m = _ALIAS.match(record.text, a.school.span.end)
        if m and out[-1].status == "matched":
            defined[_key(m["alias"])] = out[-1]
    return out


def _key(text: str) -> str:
    return " ".join(stem(word) for word in re.findall(r"[а-яa-z-]+|\d+", fold(text).lower()))
