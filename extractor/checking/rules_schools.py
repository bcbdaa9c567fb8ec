"""Mentions of schools against a registry; only where the record is linked to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import Draft
from extractor.record import LinkStatus, School, Span

_OVERRULED = "overruled"
_SEVERAL = 2
_LETTERS = re.compile(r"[А-Яа-яЁё]{2}")


@rule("school-unknown")
def school_unknown(draft: Draft) -> Iterator[Found]:
    """A mention that the registry has no record for; told once for each school."""
    for school in _with_status(draft, "unmatched"):
        span = _whole(draft, school)
        yield Found(f"«{school.text}»: такой организации нет в реестре.", span, at=span.quote)


@rule("school-ambiguous")
def school_ambiguous(draft: Draft) -> Iterator[Found]:
    """A mention that several organisations of the registry fit equally."""
    for school in _with_status(draft, "ambiguous"):
        found = school.link.candidates if school.link else ()
        if len(found) < _SEVERAL:
            continue  # one that is only perhaps meant: the link itself says so
        names = "; ".join(c.name for c in found[:3])
        span = _whole(draft, school)
        yield Found(f"«{school.text}»: в реестре подходит несколько организаций ({names}).", span, at=span.quote)


@rule("school-number-mismatch")
def number_mismatch(draft: Draft) -> Iterator[Found]:
    """The name is one organisation's and the number is not its number."""
    told = set()
    for school in draft.record.schools:
        link = school.link
        if link is None or link.status != "matched":
            continue
        key = (school.kind, school.name, school.number)
        if key not in told and any(r.part == "number" and r.level == _OVERRULED for r in link.reasons):
            told.add(key)
            yield Found(f"«{school.text}»: по названию это {link.name}, номер другой.", school.span, at=school.text)


def _with_status(draft: Draft, status: LinkStatus) -> Iterator[School]:
    told = set()
    for school in draft.record.schools:
        if school.link is None or school.link.status != status:
            continue
        key = (school.kind, school.name, school.number, school.branch, school.settlement)
        if key not in told:
            told.add(key)
            yield school


def _whole(draft: Draft, school: School) -> Span:
    """A mention with the words it shares: «41» of «детских садов № 3, 9 и 41» is shown with all of them."""
    if _LETTERS.search(school.text):
        return school.span
    schools = draft.record.schools
    at = next(k for k, other in enumerate(schools) if other.span == school.span)
    for other in reversed(schools[:at]):
        if other.span.block != school.span.block or school.span.start - other.span.end > 120:
            break
        if _LETTERS.search(other.text):
            return draft.span(other.span.start, school.span.end)
    return school.span
