"""What was found in a document as tables in Russian, every row linked to its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.export import words
from extractor.export.html_text import TextPage, safe

if TYPE_CHECKING:
    from extractor.record import Indicator, Record, Value

_NOTHING = '<span class="none">–</span>'


def lists(record: Record, page: TextPage) -> Iterator[str]:
    """The tables that hold anything."""
    yield _table(
        "Показатели", "№|Показатель|База|План|Факт|Статус|Причина", [_indicator(i, page) for i in record.indicators]
    )
    orders = []
    for order in record.orders:
        due = "<br>".join(page.link(d.span.start, safe(words.deadline(d))) for d in order.deadlines)
        kind = "" if order.type == "task" else words.ORDER_TYPES[order.type]
        number = page.link(order.span.start, safe(order.number or "пункт"))
        orders.append([number, safe(kind), safe(order.assignee or ""), safe(order.text), due])
    yield _table("Поручения", "№|Вид|Кому|Что|Срок", orders)
    deadlines = [
        [page.link(d.span.start, safe(words.deadline(d))), safe(d.text), safe(d.order or "")] for d in record.deadlines
    ]
    yield _table("Сроки", "Срок|Как написано|Пункт", deadlines)
    yield _table(
        "Школы и другие организации", "Организация|Места в тексте|Связь|В реестре|Почему", _schools(record, page)
    )


def _indicator(indicator: Indicator, page: TextPage) -> list[str]:
    status = safe(words.status(indicator))
    if stated := indicator.status or indicator.computed_status:
        status = f'<span class="s-{stated}">{status}</span>'
    return [
        safe(indicator.number or ""),
        page.link(indicator.spans[0].start, safe(indicator.name)),
        *(_values([v for v in indicator.values if v.role == role], page) for role in ("baseline", "target", "actual")),
        status,
        safe(indicator.reason or ""),
    ]


def _values(values: list[Value], page: TextPage) -> str:
    return "<br>".join(page.link(v.span.start, safe(words.value_with_notes(v))) for v in values)


def _schools(record: Record, page: TextPage) -> list[list[str]]:
    """Every organisation once, with all its mentions."""
    rows = []
    for name, link, mentions in words.organisations(record):
        places = "<br>".join(page.link(school.span.start, safe(school.text)) for school in mentions)
        told = ["", "", ""]
        if link is not None:
            status = f'<span class="s-{link.status}">{safe(words.link_status(link))}</span>'
            told = [status, safe(words.linked(link)), safe(link.explanation)]
        rows.append([safe(name), places, *told])
    return rows


def _table(title: str, captions: str, rows: list[list[str]]) -> str:
    """A table of the columns that hold anything."""
    if not rows:
        return ""
    kept = [k for k in range(len(rows[0])) if any(row[k] for row in rows)]
    names = captions.split("|")
    head = "".join(f"<th>{names[k]}</th>" for k in kept)
    body = "\n".join("<tr>" + "".join(f"<td>{row[k] or _NOTHING}</td>" for k in kept) + "</tr>" for row in rows)
    return (
        f'<section class="list">\n<h3>{title} <small>{len(rows)}</small></h3>\n<div class="wide"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>\n</section>"
    )
