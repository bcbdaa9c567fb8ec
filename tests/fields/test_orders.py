"""Points of the operative part: nesting told by marks, assignees, terms, types."""

from __future__ import annotations

import pytest

from extractor import extract_bytes
from extractor.fields.nesting import Mark, elder, read_mark
from extractor.record import Order

HEAD = "ПРИКАЗ\n\n12.02.2024 № 45\n\nО мерах по повышению качества\n\nПРИКАЗЫВАЮ:\n\n"
POINTS = [
    (
        "I. Отделу воспитания (Ладова И.И.) в срок до 20 мая 2024 года:\n1. Проанализировать причины.\n"
        "2. Внести предложения.\nII. Директорам школ:\n1. Провести собрания.",
        [
            "1 Отделу воспитания (Ладова И.И.) 2024-05-20",
            "2 Отделу воспитания (Ладова И.И.) 2024-05-20",
            "1 Директорам школ -",
        ],
    ),
    (
        "1. Рекомендовать:\n1) редакции газеты (Марченко О.О.) освещать опыт;\n"
        "2) родительским комитетам – принять участие в субботнике.\n2. Завхоз Шарапов Н.Н.:\n"
        "а) обеспечивает запас масок к 1 марта;\nб) проверяет облучатели.",
        [
            "1 редакции газеты (Марченко О.О.) -",
            "2 родительским комитетам -",
            "а Завхоз Шарапов Н.Н. 2024-03-01",
            "б Завхоз Шарапов Н.Н. -",
        ],
    ),
    (
        "1. Медсестре Ивлевой Г.З. (по согласованию) вести журнал.\n"
        "2. Оформить стенд (отв. Гаврина Л.С., до 1.03.2024).\n"
        "3. Библиотекарь Зорина Н.Н. — выставка литературы, до 30 мая 2024 года\n"
        "4. Возложить контроль за исполнением приказа на заместителя Игнатова В.В.",
        [
            "1 Медсестре Ивлевой Г.З. -",
            "2 Гаврина Л.С. 2024-03-01",
            "3 Библиотекарь Зорина Н.Н. 2024-05-30",
            "4 заместителя Игнатова В.В. -",
        ],
    ),
]


def short(order: Order) -> str:
    due = ",".join(d.due or d.rrule or d.kind for d in order.deadlines) or "-"
    return f"{order.number} {order.assignee or '-'} {due}"


@pytest.mark.parametrize(("points", "wanted"), POINTS)
def test_points(points: str, wanted: list[str]) -> None:
    text = HEAD + points.replace("\n", "\n\n") + "\n\nНачальник управления          К.Л. Орлова\n"
    assert [short(o) for o in extract_bytes(text.encode(), name="a.txt").orders] == wanted


def marks(*printed: str) -> list[Mark]:
    read = [read_mark(p.strip(".)"), p) for p in printed]
    return [m for m in read if m is not None]


@pytest.mark.parametrize(
    ("opened", "printed", "kept"),
    [
        (("1.",), "2.", 0),
        (("1.",), "1)", 1),
        (("1.", "2)"), "3)", 1),
        (("1.", "2)"), "2.", 0),
        (("3.", "1)"), "а)", 2),
        (("3.", "1)", "б)"), "2)", 1),
        (("II.", "3."), "III.", 0),
        (("2.",), "2.1.", 1),
        (("2.", "2.1."), "2.2.", 1),
        (("2.", "2.1.", "а)"), "2.2.", 1),
        (("1.",), "2)", 0),
    ],
)
def test_marks_close_and_open(opened: tuple[str, ...], printed: str, kept: int) -> None:
    assert elder(marks(printed)[0], marks(*opened), heading=False) == kept


def test_a_count_begins_anew_under_a_heading() -> None:
    assert elder(marks("1.")[0], marks("3."), heading=True) == 1


@pytest.mark.parametrize(("number", "value"), [("IV", 4), ("IX", 9), ("XIV", 14)])
def test_roman_marks(number: str, value: int) -> None:
    mark = read_mark(number, f"{number}.")
    assert mark is not None
    assert mark.value == value


@pytest.mark.parametrize("number", ["•", "кв"])
def test_no_mark(number: str) -> None:
    assert read_mark(number, number) is None


MINUTES = "ПРОТОКОЛ № 4\n\nзаседания совета\n\n17.11.2023\n\nПрисутствовали: 10 человек.\n\nСЛУШАЛИ: Юнову И.И.\n\n"
TWO = "\n\n1. Директорам школ сдать отчёты.\n\n2. Бухгалтерии оплатить счета.\n\nСекретарь          К.Л. Орлова\n"


@pytest.mark.parametrize(
    "opening",
    [
        "РЕШИЛИ:",
        "Решили",
        "Решение:",
        "Решено:",
        "Приняли решение:",
        "Принято решение:",
        "Постановили единогласно:",
        "РЕШИЛИ следующее:",
        "Поручить:",
        "Рекомендовано:",
        "Проект решения:",
        "Принятые решения:",
    ],
)
def test_how_minutes_open_their_points(opening: str) -> None:
    orders = extract_bytes(f"{MINUTES}{opening}{TWO}".encode(), name="a.txt").orders
    assert [o.assignee for o in orders] == ["Директорам школ", "Бухгалтерии"]


@pytest.mark.parametrize(
    "line", ["Решение принято единогласно.", "Решения прошлого совета выполнены.", "Поручения даны."]
)
def test_what_opens_no_points(line: str) -> None:
    text = f"{MINUTES}{line}\n\n1. Охват питанием составил 80 %.\n\nСекретарь          К.Л. Орлова\n"
    assert extract_bytes(text.encode(), name="a.txt").orders == ()


def test_heads_without_numbers_name_the_assignee_of_the_points_below() -> None:
    points = (
        "Директорам школ:\n1. Сдать отчёты.\n2. Провести собрания.\nБухгалтерии:\n1. Оплатить счета.\n"
        "Контроль за исполнением приказа оставляю за собой."
    )
    text = HEAD + points.replace("\n", "\n\n") + "\n\nНачальник управления          К.Л. Орлова\n"
    assert [short(o) for o in extract_bytes(text.encode(), name="a.txt").orders] == [
        "1 Директорам школ -",
        "2 Директорам школ -",
        "1 Бухгалтерии -",
        "None - -",
    ]


def test_paragraph_signs_number_points() -> None:
    points = "§ 1 Директорам школ сдать отчёты.\n\n§ 2 Бухгалтерии оплатить счета."
    text = f"{HEAD}{points}\n\nНачальник          К.Л. Орлова\n"
    assert [o.number for o in extract_bytes(text.encode(), name="a.txt").orders] == ["1", "2"]
