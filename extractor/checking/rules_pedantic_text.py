"""Rules about wording that are off unless selected: slips of copying and typing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import ACTS, Draft, short
from extractor.record import School
from extractor.text.dates import DATE, DAY_MONTH, parse_date

_ANNEX_BEGINS = re.compile(r"\s*(?:приложение|прил\.)", re.IGNORECASE)
_ANNEX_GOES_ON = re.compile(r"\s*(?:от\b|№|к\b|управлени|администраци|отдел|комитет|коллеги|глав)", re.IGNORECASE)
_HEAD_LINE = 120
_ANNEX = re.compile(
    r"\s*(?:приложение|прил\.)[^а-яё]{0,12}к\s+(?P<kind>приказ|постановлени|распоряжени|решени)\w*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"№\s*(?P<n>[\w/.-]+)")
_KINDS = {"приказ": "order", "постановлени": "decree", "распоряжени": "directive", "решени": "decision"}
_DAY_MONTH = re.compile(DAY_MONTH, re.IGNORECASE)
_FULL_DATE = re.compile(DATE, re.IGNORECASE)
_YEAR_NEAR = re.compile(
    r"(?:19|20)\d\d|\bс\. ?г\b|текущ\w+ (?:год|учебн)|следующ\w+ (?:год|за)|кажд\w+ год|ежегодно"
    r"|календарн\w+ год|будущ\w+ год",
    re.IGNORECASE,
)


@rule("unbalanced-quotes")
def unbalanced_quotes(draft: Draft) -> Iterator[Found]:
    """A quote in the title or the name of an indicator that is opened and never closed, or the reverse."""
    header = draft.record.header
    if header.title and "title" in header.spans and _unbalanced(header.title):
        yield Found("В заголовке непарные кавычки.", header.spans["title"], at="title")
    for indicator in draft.record.indicators:
        span = indicator.spans[0]
        if _unbalanced(span.quote):
            yield Found(
                f"Непарные кавычки: «{short(span.quote)}».",
                span,
                indicator=draft.label(indicator),
                at=indicator.name,
            )


@rule("date-without-year")
def date_without_year(draft: Draft) -> Iterator[Found]:
    """«до 15 июля»: a limit in time with a day and a month and no year, in an order."""
    for deadline in draft.record.deadlines:
        if deadline.kind != "date" or deadline.order is None:
            continue
        text = deadline.text
        if _DAY_MONTH.search(text) and not _FULL_DATE.search(text) and not _YEAR_NEAR.search(text):
            yield Found(f"срок «{short(text)}»: не указан год.", deadline.span, order=deadline.order, at=text)


@rule("annex-mismatch")
def annex_mismatch(draft: Draft) -> Iterator[Found]:
    """«Приложение к приказу от … № …» of another number or date than the document's own."""
    header = draft.record.header
    if draft.kind not in ACTS:
        return
    for at, block in enumerate(draft.record.blocks):
        if _ANNEX_BEGINS.match(draft.said(block)) is None:
            continue
        stop = _annex_head(draft, at)
        m = _ANNEX.match(draft.text[block.start : stop])
        if m is None or _KINDS[m["kind"].lower()] != draft.kind:
            continue
        rest = m["rest"]
        number, dated = _NUMBER.search(rest), _FULL_DATE.search(rest)
        parts = parse_date(dated[0]) if dated else None
        day = parts.iso() if parts else None
        wrong = []
        if number and header.number and _plain(number["n"]) != _plain(header.number):
            wrong.append(f"номер {number['n']}, а у документа {header.number}")
        if day is not None and header.date and day != header.date:
            wrong.append(f"дата {_day(day)}, а у документа {_day(header.date)}")
        if wrong:
            yield Found(
                f"Приложение ссылается на другой документ: {'; '.join(wrong)}.",
                draft.span(block.start, stop),
                at=short(draft.text[block.start : stop]),
            )


@rule("foreign-school")
def foreign_school(draft: Draft) -> Iterator[Found]:
    """The document of one school names another in its title or the heads of its annexes."""
    issuer = draft.record.header.spans.get("issuer")
    if issuer is None:
        return
    own = [s for s in draft.record.schools if issuer.start <= s.span.start < issuer.end]
    if len({_who(s) for s in own}) != 1:
        return
    title = draft.record.header.spans.get("title")
    for school in draft.record.schools:
        block = draft.record.blocks[school.span.block]
        in_title = title is not None and title.start <= school.span.start < title.end
        head = (
            in_title
            or block.kind in ("header", "footer")
            or re.match(r"\s*(?:приложение|прил\.|утвержд)", draft.said(block), re.IGNORECASE)
        )
        if head and _another(own[0], school):
            yield Found(
                f"«{school.text}» в документе, который издаёт {own[0].text}: название осталось от другого?",
                school.span,
                at=school.text,
            )


def _annex_head(draft: Draft, at: int) -> int:
    """Where the head of an annex ends: the few short lines «к приказу …», «управления …», «от … № …» below it."""
    stop = draft.record.blocks[at].end
    for block in draft.record.blocks[at + 1 : at + 5]:
        said = draft.said(block)
        if len(said) > _HEAD_LINE or _ANNEX_GOES_ON.match(said) is None:
            break
        stop = block.end
    return stop


def _unbalanced(text: str) -> bool:
    """Guillemets and pairs of their kind; straight quotes come in twos.  «„» closes with «“», which may also open."""
    if text.count('"') % 2:
        return True
    if text.count("«") == text.count("»"):
        return text.count("“") != text.count("”") and "„" not in text
    # ««А «Б»»: two that close together are often typed as one.
    return text.count("«") - text.count("»") not in (0, 1) or not re.search(r"«[^»]*«[^»]*»", text)


def _who(school: School) -> tuple[str | None, str | None]:
    return school.number, (school.name or "").casefold() or None


def _another(own: School, other: School) -> bool:
    """Both have a number, or both a name, and it is not the same."""
    if own.number and other.number:
        return own.number != other.number
    if own.name and other.name:
        return own.name.casefold()[:5] != other.name.casefold()[:5]
    return False


def _plain(number: str) -> str:
    return re.sub(r"[^\w/]", "", number).casefold()


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}.{month}.{year}"
