"""The sheets of the workbook: their columns, and their rows out of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from extractor.export import words
from extractor.export.xlsx_book import Amount, Column, Shown, day

Rows = Iterator[Sequence[Any]]
# Columns that several sheets have: the values of a year, where something was found, in which paper and where.
VALUES = (Column("Ед. изм.", 9), Column("Год", 7), Column("База", 11), Column("План", 11), Column("Факт", 11))
_FROM = (Column("Файл", 30), Column("Стр.", 6), Column("Место", 18), Column("Цитата", 44, "clip"))
_FROM_PAPER = (Column("Документ", 30, "long"), *_FROM)


@dataclass(frozen=True, slots=True)
class Kind:
    """A sheet; ``frozen`` columns stay in sight."""

    title: str
    columns: tuple[Column, ...]
    rows: Callable[[sqlite3.Connection], Rows]
    frozen: int = 1


def _paper(row: sqlite3.Row) -> str:
    return words.paper(row["doc_kind"], row["doc_number"], row["doc_date"])


def _origin(row: sqlite3.Row, quote: str | None = None) -> list[Any]:
    file = row["file"]
    return [Shown(file, file=file), row["page"], row["place"], row["quote"] if quote is None else quote]


_INDICATORS = """
SELECT i.id, i.number, i.name, i.status, i.computed_status, i.reason, i.file, i.page, i.place, i.quote,
  d.owner, d.kind AS doc_kind, d.number AS doc_number, d.date AS doc_date,
  v.role, v.value, v.low, v.high, v.comparator, v.unit, v.for_year, v.period, v.subject,
  v.page AS value_page, v.place AS value_place, v.quote AS value_quote
FROM indicators i JOIN documents d ON d.id = i.document LEFT JOIN indicator_values v ON v.indicator = i.id
ORDER BY i.id, v.id
"""
_ROLES = ("baseline", "target", "actual")


def _indicators(base: sqlite3.Connection) -> Rows:
    """The values of one year, period, subject and unit side by side; what has several values takes several rows."""
    for _, group in groupby(base.execute(_INDICATORS), key=lambda row: row["id"]):
        found: dict[tuple[Any, ...], dict[str, list[sqlite3.Row]]] = {}
        for row in group:
            key = (row["for_year"], row["period"], row["subject"], row["unit"])
            found.setdefault(key, {}).setdefault(row["role"] or "", []).append(row)
        for values in found.values():
            for k, told in enumerate(zip_longest(*(values.get(role, ()) for role in _ROLES))):
                yield _indicator([row for row in told if row is not None], k)
            if "" in values:
                yield _indicator(values[""], 0)


def _indicator(rows: list[sqlite3.Row], k: int) -> Sequence[Any]:
    """One row of the sheet; ``rows`` are the values in it, of different roles, or a single row without a value."""
    row = rows[0]
    by_role = {r["role"]: r for r in rows if r["role"]}
    status = words.STATUSES.get(row["status"] or "") or (
        f"по числам: {words.STATUSES[row['computed_status']]}" if row["computed_status"] else ""
    )
    about = ", ".join(x for x in (row["period"], row["subject"]) if x)
    difference = _difference(by_role.get("target"), by_role.get("actual"))
    place = by_role.get("actual") or by_role.get("target") or by_role.get("baseline")
    quotes = "; ".join(f"{words.ROLES[role]}: «{r['value_quote']}»" for role, r in by_role.items())
    return [
        row["number"],
        row["name"],
        row["owner"],
        about,
        row["unit"],
        row["for_year"],
        *(_value(by_role.get(role)) for role in _ROLES),
        difference,
        Shown(status, colour=row["status"] or row["computed_status"]) if k == 0 else None,
        row["reason"] if k == 0 else None,
        _paper(row),
        Shown(row["file"], file=row["file"]),
        place["value_page"] if place else row["page"],
        place["value_place"] if place else row["place"],
        quotes or row["quote"],
    ]


def _difference(plan: sqlite3.Row | None, fact: sqlite3.Row | None) -> Amount | None:
    """By how much the fact is over the plan: of «менее 80» and a plan of 90 it is less than −10."""
    if plan is None or fact is None or plan["value"] is None or fact["value"] is None:
        return None
    return Amount(round(fact["value"] - plan["value"], 6), comparator=fact["comparator"])


def _value(row: sqlite3.Row | None) -> Shown | None:
    if row is None:
        return None
    return Shown(Amount(row["value"], row["low"], row["high"], row["comparator"]), file=row["file"])


def _percentages(base: sqlite3.Connection) -> Rows:
    query = """SELECT p.*, i.name AS indicator_name FROM percentages p LEFT JOIN indicators i ON i.id = p.indicator
        ORDER BY p.id"""
    for row in base.execute(query):
        amount = Amount(row["value"], row["low"], row["high"], row["comparator"], unit=" %")
        yield [Shown(amount, file=row["file"]), row["indicator_name"], row["context"], *_origin(row)]


def _schools(base: sqlite3.Connection) -> Rows:
    for row in base.execute("SELECT * FROM schools ORDER BY id"):
        status = row["link_status"]
        linked = [
            Shown(words.LINK_STATUSES[status], colour=status) if status else None,
            row["link_name"],
            row["link_id"],
        ]
        where = [row["settlement"], "филиал" if row["branch"] else None]
        yield [row["said"], row["kind"], row["number"], *where, *linked, row["context"], *_origin(row)]


_DEADLINES = """
SELECT w.*, d.kind AS doc_kind, d.number AS doc_number, d.date AS doc_date,
  (SELECT group_concat(assignee, '; ') FROM (SELECT o.assignee FROM order_deadlines x JOIN orders o ON o.id = x.order_id
   WHERE x.deadline = w.id GROUP BY o.assignee ORDER BY min(o.id))) AS assignees
FROM deadlines w JOIN documents d ON d.id = w.document ORDER BY w.due IS NULL, w.due, w.id
"""


def _deadlines(base: sqlite3.Connection) -> Rows:
    for row in base.execute(_DEADLINES):
        times = [day(row["due"]), row["said"], day(row["start"])]
        yield [*times, row["about"], row["assignees"], _paper(row), *_origin(row)]


_ORDERS = """
SELECT o.*, d.kind AS doc_kind, d.number AS doc_number, d.date AS doc_date,
  (SELECT min(w.due) FROM order_deadlines x JOIN deadlines w ON w.id = x.deadline WHERE x.order_id = o.id) AS due,
  (SELECT group_concat(w.said, '; ') FROM order_deadlines x JOIN deadlines w ON w.id = x.deadline
   WHERE x.order_id = o.id) AS deadlines
FROM orders o JOIN documents d ON d.id = o.document ORDER BY o.id
"""


def _orders(base: sqlite3.Connection) -> Rows:
    for row in base.execute(_ORDERS):
        due = [day(row["due"]), row["deadlines"]]
        kind = words.ORDER_TYPES[row["type"]]
        yield [row["number"], row["assignee"], row["text"], *due, kind, _paper(row), *_origin(row)]


_DOCUMENTS = """
SELECT d.*, d.kind AS doc_kind, d.number AS doc_number, d.date AS doc_date,
  (SELECT count(*) FROM indicators x WHERE x.document = d.id) AS indicators,
  (SELECT count(*) FROM percentages x WHERE x.document = d.id) AS percentages,
  (SELECT count(*) FROM schools x WHERE x.document = d.id) AS schools,
  (SELECT count(*) FROM deadlines x WHERE x.document = d.id) AS deadlines,
  (SELECT count(*) FROM orders x WHERE x.document = d.id) AS orders
FROM documents d ORDER BY d.id
"""


def _documents(base: sqlite3.Connection) -> Rows:
    for row in base.execute(_DOCUMENTS):
        head = [words.KINDS.get(row["kind"], row["kind"]), row["number"], day(row["date"]), row["title"]]
        whose = [row["territory"], row["issuer"], day(row["period_start"]), day(row["period_end"])]
        counts = [row[key] for key in ("indicators", "percentages", "schools", "deadlines", "orders")]
        yield [
            Shown(row["file"], file=row["file"]),
            *head,
            *whose,
            *counts,
            row["pages"],
            row["format"],
            row["warnings"],
        ]


def _failures(base: sqlite3.Connection) -> Rows:
    for row in base.execute("SELECT * FROM failures ORDER BY rowid"):
        yield [Shown(row["file"], file=row["file"]), row["message"], row["hint"], row["code"]]


_NAMES = """
SELECT m.id, m.title, m.catalogue, n.name, n.score, n.indicators, m.joined,
  (SELECT group_concat(o.title, char(10)) FROM measures o WHERE o.id IN (
     SELECT other FROM measure_doubts WHERE measure = m.id
     UNION SELECT measure FROM measure_doubts WHERE other = m.id)) AS doubts
FROM measures m JOIN measure_names n ON n.measure = m.id
ORDER BY m.joined DESC, m.title, m.id, n.indicators DESC, n.name
"""


def _names(base: sqlite3.Connection) -> Rows:
    last = None
    for row in base.execute(_NAMES):
        known = "каталог" if row["catalogue"] else "по словам"
        doubts = row["doubts"] if row["id"] != last else None
        last = row["id"]
        yield [row["title"], row["name"], row["indicators"], known, round(row["score"], 2), doubts]


SHEETS = (
    Kind(
        "Показатели",
        (
            Column("№", 7),
            Column("Показатель", 52, "long"),
            Column("Чей", 24, "long"),
            Column("Период, по кому", 20, "long"),
            *VALUES,
            Column("Факт − план", 11),
            Column("Статус", 20, "long"),
            Column("Причина", 32, "long"),
            *_FROM_PAPER,
        ),
        _indicators,
        frozen=2,
    ),
    Kind(
        "Проценты",
        (Column("Значение", 12), Column("Показатель", 44, "long"), Column("Где сказано", 70, "long"), *_FROM),
        _percentages,
    ),
    Kind(
        "Школы",
        (
            Column("Организация", 40, "long"),
            Column("Вид", 14),
            Column("Номер", 8),
            Column("Нас. пункт", 18),
            Column("Филиал", 9),
            Column("Связь", 14),
            Column("В реестре", 40, "long"),
            Column("ID реестра", 16),
            Column("Где сказано", 60, "long"),
            *_FROM,
        ),
        _schools,
    ),
    Kind(
        "Сроки",
        (
            Column("Срок", 12),
            Column("Как понимать", 28, "long"),
            Column("Начало", 12),
            Column("Что", 64, "long"),
            Column("Кому", 34, "long"),
            *_FROM_PAPER,
        ),
        _deadlines,
    ),
    Kind(
        "Поручения",
        (
            Column("Пункт", 8),
            Column("Кому", 36, "long"),
            Column("Что", 70, "long"),
            Column("Срок", 12),
            Column("Все сроки", 28, "long"),
            Column("Вид", 12),
            *_FROM_PAPER,
        ),
        _orders,
    ),
    Kind(
        "Документы",
        (
            Column("Файл", 36, "long"),
            Column("Вид", 14),
            Column("Номер", 12),
            Column("Дата", 12),
            Column("О чём", 56, "long"),
            Column("Территория", 26, "long"),
            Column("Издал", 36, "long"),
            Column("Период с", 12),
            Column("по", 12),
            Column("Показа-телей", 9),
            Column("Процен-тов", 9),
            Column("Школ", 8),
            Column("Сроков", 8),
            Column("Пору-чений", 9),
            Column("Страниц", 9),
            Column("Формат", 9),
            Column("Предупреждения", 50, "long"),
        ),
        _documents,
    ),
    Kind(
        "Ошибки",
        (
            Column("Файл", 44, "long"),
            Column("Что случилось", 60, "long"),
            Column("Что делать", 60, "long"),
            Column("Код", 16),
        ),
        _failures,
    ),
    Kind(
        "Названия",
        (
            Column("Показатель сводки", 56, "long"),
            Column("Как назван в документах", 56, "long"),
            Column("Раз", 6),
            Column("Сведено", 12),
            Column("Сходство", 10),
            Column("Похожи, но не сведены", 60, "long"),
        ),
        _names,
    ),
)
