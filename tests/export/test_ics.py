"""The calendar, read back by icalendar: days, recurrences, what is to be done and by whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from export_help import corpus, made, store_of
from icalendar import Calendar

from extractor.export.ics import calendar
from extractor.export.ics_rules import recurrence

WEDNESDAY = date(2024, 11, 20)


def read(path: Path) -> list[Any]:
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


@pytest.fixture(scope="module")
def events(store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    path = tmp_path_factory.mktemp("ics") / "svodka.ics"
    count, _ = calendar(store, path)
    found = read(path)
    assert len(found) == count
    return found


def test_every_deadline_of_an_order_with_a_day_has_an_entry(events: list[Any]) -> None:
    told = {(event.decoded("dtstart"), str(event["description"])) for event in events}
    for path, record in corpus():
        for order in record.orders:
            for deadline in order.deadlines:
                if deadline.due is None:
                    continue
                due = date.fromisoformat(deadline.due)
                (said,) = [said for day, said in told if day == due and order.text in said and path in said]
                assert f"«{deadline.text}»" in said
                assert order.assignee is None or f"Кому: {order.assignee}" in said


def test_an_entry_says_who_does_what(events: list[Any]) -> None:
    (event,) = [e for e in events if "обучение наставников" in e["summary"]]
    assert event["summary"].startswith("Методическому центру (Плотникова Н.Е.): Организовать обучение наставников")
    assert event.decoded("dtstart") == date(2024, 10, 25)
    assert "Срок: 07.10.2024 – 25.10.2024 (в документе: «с 7 по 25 октября 2024 г.»)" in event["description"]
    assert "Документ: Приказ №" in event["description"]
    assert "Файл: 2024/prikaz-nastavnichestvo-2024.docx, абзац" in event["description"]
    assert event["transp"] == "TRANSPARENT"


def test_recurring_ones_recur(events: list[Any]) -> None:
    (event,) = [e for e in events if "реестр наставнических пар" in e["summary"]]
    start = event.decoded("dtstart")
    days: Any = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
    assert [d.date() for d in days[:3]] == [date(2024, 10, 5), date(2024, 11, 5), date(2024, 12, 5)]
    assert all(e.decoded("dtstart") is not None for e in events if "rrule" in e)


def test_every_entry_has_a_name_of_its_own_that_stays(events: list[Any], store: Path, tmp_path: Path) -> None:
    names = [str(event["uid"]) for event in events]
    assert len(set(names)) == len(names)
    calendar(store, tmp_path / "a.ics")
    calendar(store, tmp_path / "b.ics")
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()
    assert [str(event["uid"]) for event in read(tmp_path / "a.ics")] == names


def test_what_has_no_day_stays_out_and_is_counted(tmp_path: Path) -> None:
    record = made("Сдать отчёт")
    deadline = record.deadlines[0]
    kinds: list[dict[str, Any]] = [
        {"kind": "relative", "due": None, "duration": "P10D"},
        {"kind": "ongoing", "due": None},
        {"kind": "date", "due": None},
        {"kind": "recurring", "due": None, "rrule": "FREQ=MONTHLY"},
        {"kind": "date", "due": "2025-03-01", "ongoing": True},
    ]
    told = tuple(deadline.model_copy(update=more) for more in kinds)
    header = record.header.model_copy(update={"date": None, "period": None})
    plan = record.model_copy(update={"deadlines": told, "orders": (), "header": header})
    path = tmp_path / "a.ics"
    assert calendar(store_of(tmp_path / "s.db", (("a.docx", plan),)), path) == (1, 4)
    (event,) = read(path)
    assert event.decoded("dtstart") == date(2025, 3, 1)


def test_an_empty_calendar_is_a_calendar(tmp_path: Path) -> None:
    assert calendar(store_of(tmp_path / "s.db", ()), tmp_path / "a.ics") == (0, 0)
    assert Calendar.from_ical((tmp_path / "a.ics").read_bytes())["version"] == "2.0"


@pytest.mark.parametrize(
    ("rule", "days", "noted"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=25", ["2024-11-25", "2024-12-25"], False),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", ["2024-12-01", "2024-12-15"], False),
        ("FREQ=MONTHLY", ["2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28"], True),
        ("FREQ=MONTHLY;INTERVAL=3", ["2024-12-31", "2025-03-31"], True),
        ("FREQ=MONTHLY;INTERVAL=6", ["2024-12-31", "2025-06-30"], True),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", ["2025-01-10", "2025-04-10"], True),
        ("FREQ=WEEKLY;BYDAY=FR", ["2024-11-22", "2024-11-29"], False),
        ("FREQ=WEEKLY;INTERVAL=2", ["2024-11-22", "2024-12-06"], True),
        ("FREQ=DAILY", ["2024-11-20", "2024-11-21"], False),
        ("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1", ["2025-09-01", "2026-09-01"], False),
        ("FREQ=YEARLY", ["2024-12-31", "2025-12-31"], True),
        ("FREQ=MONTHLY;INTERVAL=24", ["2024-11-30", "2026-11-30"], True),
    ],
)
def test_first_days(rule: str, days: list[str], noted: bool) -> None:
    found = recurrence(rule, WEDNESDAY)
    assert found
    assert found.first == date.fromisoformat(days[0])
    told: Any = rrulestr(found.rule, dtstart=found.first)
    assert [d.date().isoformat() for d in told[: len(days)]] == days
    assert bool(found.note) == noted


@pytest.mark.parametrize(
    "rule", ["", "bad", "FREQ=SOMETIMES", "FREQ=MONTHLY;INTERVAL=0", "FREQ=MONTHLY;BYMONTHDAY=весна"]
)
def test_what_is_no_rule(rule: str) -> None:
    assert recurrence(rule, WEDNESDAY) is None
