"""Who has to do it, and what kind of point it is: the wordings of many officials."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import extract_bytes
from extractor.fields.assignee_end import object_at

HEAD = "ПРИКАЗ\n\n12.02.2024 № 45\n\nО мерах по повышению качества\n\nПРИКАЗЫВАЮ:\n\n1. "
FOOT = "\n\nНачальник управления          К.Л. Орлова\n"


def rows() -> list[list[str]]:
    """A point, its type, its assignee («-» for none)."""
    lines = (Path(__file__).parent / "data" / "assignees.txt").read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.rsplit("|", 2)] for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("point", "kind", "assignee"), rows())
def test_point(point: str, kind: str, assignee: str) -> None:
    order = extract_bytes(f"{HEAD}{point}{FOOT}".encode(), name="a.txt").orders[0]
    assert (order.type, order.assignee or "-") == (kind, assignee)


def test_bullets_below_a_name_without_a_colon() -> None:
    points = "Кочетковой Л.Д.\n\n- сдавать табель до 3-го числа каждого м-ца\n\n- вести журнал ежедневно;"
    (order,) = extract_bytes(f"{HEAD}{points}{FOOT}".encode(), name="a.txt").orders
    assert order.assignee == "Кочетковой Л.Д."
    assert [d.rrule for d in order.deadlines] == ["FREQ=MONTHLY;BYMONTHDAY=3", "FREQ=DAILY"]


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("Бухгалтерии вопросы по оплате", "вопросы по оплате"),
        ("Директорам школ годовые отчёты", "годовые отчёты"),
        ("Шоферу Гуляеву Н.Н. о поломках", "о поломках"),
        ("Директорам школ, не представившим отчёты", None),
        ("Ответственному за питание", None),
        ("Директору МБОУ «Школа «Вопросы» Гуляеву Н.Н.", None),
    ],
)
def test_where_the_object_begins(text: str, object_: str | None) -> None:
    at = object_at(text, 0, len(text))
    assert (text[at:] if at is not None else None) == object_


@pytest.mark.parametrize(
    "agenda", ["2 вопрос. Слушали главного бухгалтера Дёмину Е.А.", "2. Лебедь А.Н. (отдел) предложил план работы."]
)
def test_the_next_item_of_the_agenda_ends_the_points(agenda: str) -> None:
    text = (
        "ПРОТОКОЛ № 4\n\n17.11.2006\n\n1 вопрос. Слушали Корж И.С.\n\nРешили:\n\n1. Директорам школ сдать отчёты.\n\n"
        f"{agenda}\n\nРешили:\n\n1. Бухгалтерии вопросы по оплате принимать по вторникам.{FOOT}"
    )
    assert [o.assignee for o in extract_bytes(text.encode(), name="a.txt").orders] == ["Директорам школ", "Бухгалтерии"]
