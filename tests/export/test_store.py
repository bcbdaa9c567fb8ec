"""The database: every value of every record in its table, ties that hold, views that answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from export_help import corpus, made, store_of

from extractor.export.context import owner_of, place_of, year_of
from extractor.export.store import opened, plain
from extractor.export.tables import TABLES
from extractor.record import Header, Indicator, Period, Record, Span, Value


@pytest.fixture
def base(store: Path) -> Iterator[sqlite3.Connection]:
    with opened(store) as connection:
        yield connection


def count(base: sqlite3.Connection, table: str) -> int:
    return int(base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_nothing_is_lost(base: sqlite3.Connection) -> None:
    records = [record for _, record in corpus()]
    assert count(base, "documents") == len(records)
    for table in ("indicators", "percentages", "quantities", "schools", "orders"):
        assert count(base, table) == sum(len(getattr(r, table)) for r in records), table
    assert count(base, "indicator_values") == sum(len(i.values) for r in records for i in r.indicators)
    assert count(base, "deadlines") >= sum(len(r.deadlines) for r in records)
    assert count(base, "order_deadlines") == sum(len(o.deadlines) for r in records for o in r.orders)
    assert count(base, "failures") == 1


def test_all_ties_hold(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_every_value_has_its_document_place_and_quote(base: sqlite3.Connection) -> None:
    texts = {path: record.text for path, record in corpus()}
    for table in TABLES.values():
        if "quote" not in table.names:
            continue
        for row in base.execute(table.select):
            assert texts[row["file"]][row["span_start"] : row["span_end"]] == row["quote"]
            assert row["place"]
            assert (row["page"] is not None) == row["file"].endswith(".pdf")


def test_a_value_as_it_stands_in_the_record(base: sqlite3.Connection) -> None:
    row = base.execute(
        "SELECT v.*, i.name FROM indicator_values v JOIN indicators i ON i.id = v.indicator "
        "WHERE v.file LIKE '%sferum%' AND v.role = 'actual' AND v.subject LIKE 'ФГИС%'"
    ).fetchone()
    assert (row["value"], row["unit"], row["quote"]) == (41.25, "%", "41,25%")
    assert row["name"] == "Доля обучающихся, пользующихся электронным дневником"


def test_indicator_by_year(base: sqlite3.Connection) -> None:
    """The table of plan and fact of three years, as the paper has it."""
    rows = base.execute(
        "SELECT year, target, actual FROM indicator_by_year WHERE title = 'Посещаемость' ORDER BY year"
    ).fetchall()
    assert [tuple(row) for row in rows] == [(2019, 72, 69.9), (2020, 72, 58.3), (2021, 74, 70.2)]


def test_orders_with_a_deadline_up_to_a_day(base: sqlite3.Connection) -> None:
    rows = base.execute("SELECT due, assignee, file FROM orders_by_deadline WHERE due <= '2024-09-30'").fetchall()
    wanted = [
        (deadline.due, order.assignee, path)
        for path, record in corpus()
        for order in record.orders
        for deadline in order.deadlines
        if deadline.due and deadline.due <= "2024-09-30"
    ]
    assert len(rows) > 3
    assert sorted(map(tuple, rows)) == sorted(wanted)
    assert [row["due"] for row in rows] == sorted(row["due"] for row in rows)


def test_of_several_papers_the_latest_has_the_say(tmp_path: Path) -> None:
    """Two reports tell the fact of one year differently: the later one is shown, and that they differ is told."""

    def report(date: str, value: float) -> Record:
        one = made("Охват питанием")
        told = one.indicators[0].values[0].model_copy(update={"value": value, "unit": "percent", "subject": None})
        indicator = one.indicators[0].model_copy(update={"values": (told,)})
        header = one.header.model_copy(update={"date": date, "issuer": None, "territory": "Озёрный район"})
        return one.model_copy(update={"indicators": (indicator,), "header": header})

    reports = (("a.docx", report("2025-02-01", 91)), ("b.docx", report("2025-01-10", 90)))
    with opened(store_of(tmp_path / "s.db", reports)) as base:
        (row,) = base.execute("SELECT * FROM indicator_by_year").fetchall()
    assert (row["actual"], row["actual_file"], row["different_actuals"], row["documents"]) == (91, "a.docx", 2, 2)


def test_districts_are_not_mixed_up(tmp_path: Path) -> None:
    def report(territory: str) -> Record:
        one = made("Охват питанием")
        header = one.header.model_copy(update={"issuer": None, "territory": territory})
        return one.model_copy(update={"header": header})

    names = ("Озёрный район", "Озерный муниципальный район", "Озёрный муниципальный округ", "Майский район")
    papers = tuple((f"{k}.docx", report(name)) for k, name in enumerate(names))
    with opened(store_of(tmp_path / "s.db", papers)) as base:
        owners = [row[0] for row in base.execute("SELECT DISTINCT owner FROM indicator_by_year ORDER BY owner")]
    assert owners == ["Майский район", "Озёрный муниципальный округ", "Озёрный район"]


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (store_of(tmp_path / f"{k}.db", corpus()).read_bytes() for k in range(2))
    assert one == other


def test_a_name_that_is_no_utf8() -> None:
    assert plain("отчёт\udcff.txt") == "отчёт�.txt"


def span(**more: Any) -> Span:
    return Span(start=0, end=1, block=0, quote="а", **more)


def value(**more: Any) -> Value:
    told: dict[str, Any] = {"role": "actual", "value": 1, "unit": "percent", "text": "1", "span": span()}
    return Value(**(told | more))


@pytest.mark.parametrize(
    ("given", "period", "wanted"),
    [
        (value(year=2020), ("2023-01-01", "2023-12-31"), (2020, "value")),
        (value(), ("2023-01-01", "2023-12-31"), (2023, "period")),
        (value(), ("2023-09-01", "2024-05-31"), (2024, "period")),
        (value(), ("2019-01-01", "2021-12-31"), (None, None)),
        (value(), None, (None, None)),
        (value(role="baseline"), ("2023-01-01", "2023-12-31"), (None, None)),
    ],
)
def test_the_year_of_a_value(
    given: Value, period: tuple[str, str] | None, wanted: tuple[int | None, str | None]
) -> None:
    assert year_of(given, Period(start=period[0], end=period[1]) if period else None) == wanted


def test_a_schools_indicators_are_its_own() -> None:
    one = made("МБОУ СОШ № 5")
    spans = {"issuer": one.schools[0].span}
    header = Header(kind="report", issuer="МБОУ СОШ № 5", territory="Озёрный район", spans=spans)
    assert owner_of(one.model_copy(update={"header": header})) == "школа МБОУ СОШ № 5"
    assert owner_of(one.model_copy(update={"header": header.model_copy(update={"spans": {}})})) == "Озёрный район"


def test_places_in_words() -> None:
    record = made("а")
    cell = record.blocks[0].model_copy(update={"table": 1, "row": 4, "page": None})
    assert place_of(span(cell="Лист1!B7"), record.blocks) == "Лист1!B7"
    assert place_of(span(page=3), record.blocks) == "с. 3"
    assert place_of(span(page=3), [cell]) == "с. 3, таблица 2, строка 5"
    assert place_of(span(), [cell]) == "таблица 2, строка 5"
    assert place_of(span(), record.blocks) == "абзац 1"


def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    """No more than one record is alive at a time."""
    import weakref

    alive: list[weakref.ref[Indicator]] = []

    def records() -> Iterator[tuple[str, Record]]:
        for k in range(50):
            record = made(f"Охват питанием {k}")
            alive.append(weakref.ref(record.indicators[0]))
            yield f"{k}.docx", record
            del record
            assert sum(ref() is not None for ref in alive) <= 2

    store_of(tmp_path / "s.db", records())
    with closing(sqlite3.connect(tmp_path / "s.db")) as base:
        assert base.execute("SELECT count(*) FROM documents").fetchone() == (50,)
