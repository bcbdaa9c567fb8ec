"""Records for the tests of exports: some of the corpus, and one of strings that harm careless programs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from running import ROOT

from extractor import extract
from extractor.export.store import build
from extractor.record import (
    BlockView,
    Deadline,
    Entity,
    Header,
    Indicator,
    Order,
    Percentage,
    Period,
    ProducedBy,
    Quantity,
    Record,
    School,
    Source,
    Span,
    Value,
)

FILES = {
    "2024/decision-sferum-2024.docx": "docx/tune/decision-sferum-2024.docx",
    "2024/prikaz-nastavnichestvo-2024.docx": "docx/tune/prikaz-nastavnichestvo-2024.docx",
    "отчёты/otchet-gody-plan-fakt-2021.docx": "docx/tune/otchet-gody-plan-fakt-2021.docx",
    "отчёты/godovoy-otchet-mp-2019.pdf": "pdf/tune/godovoy-otchet-mp-2019.pdf",
    "отчёты/otchet-tehnikum-2020-2021.html": "html/tune/otchet-tehnikum-2020-2021.html",
}
FAILURE = {"file": "битый/=файл.docx", "code": "damaged", "message": "Файл повреждён.", "hint": "Откройте его в Word."}

NASTY = (
    "=1+1",
    "+7 (391) 123-45-67",
    "-5 %",
    "@SUM(A1:A2)",
    " =cmd|'/c calc'!A1",
    "\t=1+1",
    "'=1+1",
    "＝1+1",
    "=Показатели!$A$1",
    "Ура!A1",
    "<r><t>жирный</t></r>",
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(2)>&amp;",
    "кавычки \"двойные\", 'одинарные' и «ёлочки»",
    "первая строка\nвторая; с точкой, запятой\\n",
    "смайлик 😀 и 👩‍🏫",
    "справа\u202eналево\u200f и \u2066назад\u2069",
    "_x0041_ и &#65;",
    "https://example.org/?a=1&b=%20",
    "12345678901234567890",
    "BEGIN:VEVENT",
)


@cache
def corpus() -> tuple[tuple[str, Record], ...]:
    """A few documents of the corpus, by path."""
    return tuple((path, extract(ROOT / "corpus/files" / file)) for path, file in sorted(FILES.items()))


def nasty() -> Iterator[tuple[str, Record]]:
    """A record for every string, which stands wherever a document can put it."""
    for k, text in enumerate(NASTY):
        yield f"{k:02} {text.splitlines()[0].replace('/', '∕')}.docx", made(text)


def made(text: str) -> Record:
    """A record of a paper that says nothing but this text."""
    span = Span(start=0, end=len(text), block=0, page=2, quote=text)
    deadline = Deadline(kind="date", due="2025-03-01", text=text, order=text, span=span)
    school = School(text=text, kind="школа", name=text, settlement=text, span=span)
    value = Value(role="actual", value=-1.5, unit=text, year=2024, subject=text, text=text, span=span)
    earlier = value.model_copy(update={"year": 2023, "value": 2.0})
    return Record(
        produced_by=ProducedBy(version="0", patterns="0"),
        source=Source(file=text, sha256="0" * 64, format="docx", pages=2, warnings=(text,)),
        text=text,
        blocks=(BlockView(kind="paragraph", part="body", start=0, end=len(text), page=2),),
        header=Header(
            kind="order",
            number=text,
            date="2024-12-31",
            issuer=text,
            title=text,
            territory=text,
            period=Period(start="2024-01-01", end="2024-12-31"),
            speaker=text,
        ),
        indicators=(
            Indicator(
                id="i1", number=text, name=text, values=(value, earlier), status_text=text, reason=text, spans=(span,)
            ),
        ),
        percentages=(Percentage(value=5, text=text, indicator="i1", span=span),),
        quantities=(Quantity(value=5, unit=text, text=text, span=span),),
        schools=(school,),
        deadlines=(deadline,),
        orders=(
            Order(
                number=text, type="task", assignee=text, text=text, deadlines=(deadline,), schools=(school,), span=span
            ),
        ),
        entities=(Entity(label=text, text=text, span=span),),
    )


def store_of(path: Path, records: Iterator[tuple[str, Record]] | tuple[tuple[str, Record], ...]) -> Path:
    """The database of some records, with one failure."""
    build(path, records, [FAILURE])
    return path
