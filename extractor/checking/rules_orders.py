"""Orders: who, until when, and whether that day exists."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import ACTS, Draft, order_label, short
from extractor.checking.measure import word_pattern
from extractor.record import Deadline, Order, Span
from extractor.text.dates import MONTHS

_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+([а-яё]{3,8})(?:\s+(\d{4}))?", re.IGNORECASE)
_IN_FORCE = ("operative", "annex")


@rule("order-without-deadline")
def without_deadline(draft: Draft) -> Iterator[Found]:
    """A task with no limit in time, neither its own nor its parent's."""
    for order in _tasks(draft):
        # «Директорам школ к каждому совещанию готовить справку»: the words may stand between the assignee and the verb
        said = f"{order.assignee or ''} {order.text}"
        if not order.deadlines and not word_pattern("some-deadline").search(said):
            yield _of(order, "не указан срок")


@rule("order-without-assignee")
def without_assignee(draft: Draft) -> Iterator[Found]:
    """A task that nobody is named for."""
    for order in _tasks(draft):
        if not order.assignee:
            yield _of(order, "не указано, кто исполняет")


@rule("deadline-impossible")
def impossible(draft: Draft) -> Iterator[Found]:
    """A limit in time that no calendar has: 31.04.2025, 30 февраля."""
    for deadline in draft.record.deadlines:
        if (deadline.kind == "date" and deadline.due is None) or _no_such_day(deadline.text):
            yield _deadline(deadline, f"срок «{short(deadline.text)}»: такого дня нет в календаре")


@rule("deadline-before-document")
def before_document(draft: Draft) -> Iterator[Found]:
    """A limit in time that had passed when the document was issued."""
    issued = draft.record.header.date
    if issued is None:
        return
    for deadline in draft.record.deadlines:
        part = draft.record.blocks[deadline.span.block].part
        if deadline.order is None and (draft.kind not in ACTS or part not in _IN_FORCE):
            continue
        if _quoted(draft, deadline):
            continue
        if deadline.kind in ("date", "period") and deadline.due is not None and deadline.due < issued:
            yield _deadline(deadline, f"срок «{short(deadline.text)}» раньше даты самого документа ({_day(issued)})")


def _tasks(draft: Draft) -> Iterator[Order]:
    """The tasks; «принять к сведению» and «ответственность возложить на …» ask for nothing to be done by a day."""
    nothing = word_pattern("no-task")
    return (order for order in draft.record.orders if order.type == "task" and not nothing.search(order.text))


def _of(order: Order, what: str) -> Found:
    name = f"пункт {order.number}" if order.number else "поручение"
    return Found(
        f"{name} «{short(order.text)}»: {what}.", _first_line(order.span), order=order_label(order), at=order.text
    )


def _first_line(span: Span) -> Span:
    """The beginning of a long point: a comment on it should not cover half a page."""
    line = span.quote.split("\n", maxsplit=1)[0].rstrip()
    return span if line == span.quote else span.model_copy(update={"end": span.start + len(line), "quote": line})


def _deadline(deadline: Deadline, what: str) -> Found:
    return Found(f"{what}.", deadline.span, order=deadline.order, at=deadline.text)


def _quoted(draft: Draft, deadline: Deadline) -> bool:
    """Within words quoted from another document: «пункт 3 изложить: «… до 1 ноября 2015 года»»."""
    block = draft.record.blocks[deadline.span.block]
    before = draft.text[block.start : deadline.span.start]
    return before.count("«") > before.count("»")


def _no_such_day(text: str) -> bool:
    for m in _DATE.finditer(text):
        year = m[3] or ""
        # «в 14.30» is a time
        if (year or int(m[2]) <= 12) and not _exists(int(m[1]), int(m[2]), year):
            return True
    for m in _WORDS.finditer(text):
        month = next((n for stem, n in MONTHS.items() if m[2].lower().startswith(stem)), None)
        if month is not None and not _exists(int(m[1]), month, m[3] or ""):
            return True
    return False


def _exists(day: int, month: int, year: str) -> bool:
    """A day of a month; without a year the 29th of February is given the benefit of the doubt."""
    if not 1 <= month <= 12:
        return False
    last = monthrange(int(year) if year.isdigit() and len(year) == 4 else 2024, month)[1]
    return 1 <= day <= last


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}.{month}.{year}"
