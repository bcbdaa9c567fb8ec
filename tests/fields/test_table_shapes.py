"""What tables of many shapes say: indicators, values with role, unit, comparator, year and subject, statuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tables_help import Shape, said, shapes

from extractor import extract_bytes
from extractor.fields.cells import dual_values
from extractor.fields.grid import flat
from extractor.fields.head_pairs import take_dual
from extractor.fields.table_captions import caption_measure
from extractor.fields.table_labels import NOTHING, Label, read_label
from extractor.fields.table_legend import read_legend, usual_marks

SHAPES = [pytest.param(s, id=s.title.replace(" ", "-")) for s in shapes()]
LABELS = [
    ("План на уч. год", Label(None, None, None, "target")),
    ("Норматив", Label(None, None, None, "target")),
    ("Фактическое выполнение плана", Label(None, None, None, "actual")),
    ("Справочно: 2020 год", Label(None, 2020)),
    ("2012-2013 уч. год", Label(None, 2013)),
    ("I квартал 2021 г.", Label(None, 2021, "I квартал")),
    ("2018 (базовый)", Label(None, 2018, None, "baseline")),
    ("Прошлый год", Label(None, None, "Прошлый год")),
    ("СОШ № 1 – план", Label("СОШ № 1", None, None, "target")),
    ("Всего по району в 2020 году", Label("Всего по району", 2020)),
    ("План по району", Label("План по району", None, None, "target")),
    ("Отклонение (+/-)", Label(kind="skip")),
    ("% выполнения плана", Label(kind="percent")),
    # words of roles and times in the names of subjects
    ("Учебный план", Label("Учебный план")),
    ("План воспитательной работы", Label("План воспитательной работы")),
    ("Задание 1", Label("Задание 1")),
    ("Выпуск 2019 года", Label("Выпуск 2019 года")),
    ("в т.ч. сельские школы", Label("в т.ч. сельские школы")),
    ("4 класс", Label("4 класс")),
    ("Итого", Label("Итого")),
]
CAPTIONS = [
    ("Таблица 4 – Средний балл ЕГЭ по математике за 2019–2020 гг.", "Средний балл ЕГЭ по математике", None),
    ("2. Охват питанием учащихся по школам (на 1 декабря)", "Охват питанием учащихся", None),
    ("Доля учителей с категорией, %", "Доля учителей с категорией", "percent"),
    ("Численность педагогов (чел.)", "Численность педагогов", "person"),
    ("Уровень обученности представлен в таблице:", "Уровень обученности", None),
    ("Итоги учебного года", "Итоги учебного года", None),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_shape(shape: Shape) -> None:
    assert said(shape.page, name="shape.html") == shape.said


@pytest.mark.parametrize("shape", SHAPES)
def test_shape_typed_with_empty_places_for_joined_cells(shape: Shape) -> None:
    assert said(shape.text, name="shape.md") == shape.said


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_label(text: str, label: Label) -> None:
    assert read_label(text) == label


def test_a_roman_number_is_a_quarter_under_its_head_alone() -> None:
    assert read_label("II", "Квартал") == Label(None, None, "II квартал")
    assert read_label("II", "Класс") == Label("II")


def test_what_a_label_leaves_open_its_group_tells() -> None:
    assert Label("СОШ № 1", role="actual").over(Label(None, 2020, None, "target")) == Label(
        "СОШ № 1", 2020, None, "actual"
    )
    assert NOTHING.over(NOTHING) == NOTHING


@pytest.mark.parametrize(("caption", "name", "unit"), CAPTIONS)
def test_caption(caption: str, name: str, unit: str | None) -> None:
    assert caption_measure(caption) == (name, unit)


def test_legend() -> None:
    assert read_legend(["Обозначения: «+» – достигнут, «±» – достигнут частично, «–» – не достигнут."]) == {
        "+": "achieved",
        "±": "partially_achieved",
        "-": "not_achieved",
    }
    assert read_legend(["«+» – в школе есть столовая, «–» – столовой нет"]) == {}


def test_marks_nobody_explains() -> None:
    assert usual_marks(["+", "–", "±"]) == {"+": "achieved", "-": "not_achieved", "±": "partially_achieved"}
    assert usual_marks(["–", "–"]) == {}
    assert usual_marks(["да", "нет", "–"]) == {"ДА": "achieved", "НЕТ": "not_achieved"}


def test_two_values_of_a_cell() -> None:
    both = dual_values("80 / 81,5 %")
    assert both is not None
    assert [(v.value, v.unit) for v in both if v] == [(80.0, "percent"), (81.5, "percent")]
    assert dual_values("80/–") is not None
    assert dual_values("нет данных о плане") is None


def test_a_value_and_its_share_of_the_plan() -> None:
    both = dual_values("42 (105%)", alike=False)
    assert both is not None
    assert [(v.value, v.unit) for v in both if v] == [(42.0, None), (105.0, "percent")]


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("План|Факт|% вып.", "40|42|105"),
        ("План|Факт|%", "40|42|105"),
        ("План|Факт|откл.|%", "40|42|2|105"),
        ("План|Факт|Вып. к плану, %", "40|42|105"),
        ("План|Факт (% к плану)", "40|42 (105)"),
        ("План|Факт / % выполнения", "40|42/105%"),
        ("План|Факт за отчётный период (% к плану)", "40|42 (105 %)"),
    ],
)
def test_a_share_of_the_plan_is_a_percentage_and_no_value(heads: str, cells: str) -> None:
    rows = [f"Школа|{heads}", f"СОШ № 1|{cells}", f"СОШ № 2|{cells}"]
    table = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row.split('|'))}</tr>" for row in rows)
    page = f"<p>Охват кружками, чел.</p><table border=1>{table}</table>"
    record = extract_bytes(page.encode(), name="x.html")
    assert [p.value for p in record.percentages] == [105.0, 105.0]
    (indicator,) = record.indicators
    assert {(v.role, v.value, v.unit) for v in indicator.values} == {("target", 40, "person"), ("actual", 42, "person")}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Укомплектован-ность", "Укомплектованность"),
        ("% выпол-\nнения", "% выполнения"),
        ("Наимено- вание", "Наименование"),
        ("посеща-емость детьми", "посещаемость детьми"),
        ("учебно-методический", "учебно-методический"),
        ("учебно-\nметодический", "учебно-методический"),
        ("веб-сайт", "веб-сайт"),
        ("человеко-дней", "человеко-дней"),
        ("план-график", "план-график"),
        ("Охват, %*", "Охват, %"),
        ("Отношение зарплат **", "Отношение зарплат"),
        ("кВт*ч", "кВт*ч"),
    ],
)
def test_words_broken_by_hand_and_stars_of_notes(text: str, line: str) -> None:
    assert flat(text) == line


NUMBERS = some.lists(some.integers(2, 89), min_size=6, max_size=6, unique=True)


@given(numbers=NUMBERS, place=some.integers(0, 2))
def test_a_planned_row_is_found_wherever_it_stands(numbers: list[int], place: int) -> None:
    labels = ["СОШ № 1", "Гимназия"]
    labels.insert(place, "План")
    rows = "".join(
        f"<tr><td>{label}</td><td>{numbers[2 * k]}</td><td>{numbers[2 * k + 1]}</td></tr>"
        for k, label in enumerate(labels)
    )
    head = "<tr><td>Школа</td><td>Охват питанием, %</td><td>Успеваемость, %</td></tr>"
    record = extract_bytes(f"<table border=1>{head}{rows}</table>".encode(), name="x.html")
    for column, indicator in enumerate(record.indicators):
        told = {(v.role, v.subject, v.value) for v in indicator.values}
        assert told == {
            ("target" if label == "План" else "actual", None if label == "План" else label, numbers[2 * k + column])
            for k, label in enumerate(labels)
        }
    assert len(record.indicators) == 2


@pytest.mark.parametrize(
    ("head", "pair"),
    [
        ("Факт (% к плану)", True),
        ("Факт (% от годового плана)", True),
        ("Исполнено (% к утверждённым назначениям)", True),
        ("Исполнено / % выполнения", True),
        ("Факт (% к прошлому году)", True),
        ("Факт (% от общего числа)", False),
        ("Факт (% от числа выпускников года)", False),
        ("Факт (% выпускников)", False),
    ],
)
def test_a_share_of_the_plan_in_a_head(head: str, pair: bool) -> None:
    assert (take_dual(head) is not None) == pair


def test_what_was_planned_by_stages_under_a_head_of_theirs() -> None:
    rows = [
        "Показатель|Конечное значение (2013)|1 этап (2011)|II этап (2012)",
        "Охват кружками, %|80|60|70",
        "Успеваемость, %|99|97|98",
    ]
    table = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row.split('|'))}</tr>" for row in rows)
    record = extract_bytes(f"<table border=1>{table}</table>".encode(), name="x.html")
    told = [[(v.role, v.value, v.year, v.subject) for v in i.values] for i in record.indicators]
    assert sorted(told[0]) == [("target", 60, 2011, None), ("target", 70, 2012, None), ("target", 80, 2013, None)]
    assert len(told) == 2
