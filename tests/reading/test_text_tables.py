"""Tables of text files: typed with tabs, drawn, in pipes, set with spaces."""

from __future__ import annotations

import pytest

from dev_markup import held, rows_of
from extractor.reading.plain.reader import read
from extractor.reading.plain.typed_tables import gather
from extractor.reading.source import RawTable, RawText, Reading


def reading(text: str) -> Reading:
    return read(text.encode(), name="x.txt")


def texts(text: str) -> list[str]:
    return [item.text for item in reading(text).items if isinstance(item, RawText)]


def grids(text: str) -> list[list[list[str]]]:
    return [rows_of(item) for item in reading(text).items if isinstance(item, RawTable)]


HEAD = ["№ п/п\tНаименование показателя\tЕд.", "изм.\tФакт", "2022 года\t2023 год\t\t\tПричина отклонения"]


def test_tab_table_with_breaks_inside_cells() -> None:
    lines = [
        "Таблица 1. Показатели",
        *HEAD,
        "\t\t\t\tплан\tфакт\t% выпол-",
        "нения\t",
        "I. Инфраструктура",
        "1.1\tКоличество школ\tед.\t7\t8\t8\t100\t–",
        "1.2\tДоля детей\t%\t61\t65\t63\t98\tремонт,",
        "октябрь",
        "1.3\tЧисленность\tчел.\t6",
        "1.4\tОхват\t%\t61\t65\t63\t98\t–",
        "По итогам года показатели достигнуты.",
    ]
    assert grids("\n".join(lines)) == [
        [
            [
                "№ п/п",
                "Наименование показателя",
                "Ед.\nизм.",
                "Факт\n2022 года",
                "2023 год",
                "",
                "",
                "Причина отклонения",
            ],
            ["", "", "", "", "план", "факт", "% выпол-\nнения", ""],
            ["I. Инфраструктура", *[""] * 7],
            ["1.1", "Количество школ", "ед.", "7", "8", "8", "100", "–"],
            ["1.2", "Доля детей", "%", "61", "65", "63", "98", "ремонт,\nоктябрь"],
            ["1.3", "Численность", "чел.", "6", *[""] * 4],
            ["1.4", "Охват", "%", "61", "65", "63", "98", "–"],
        ]
    ]
    assert texts("\n".join(lines)) == [lines[0], lines[-1]]


def test_tab_table_whose_first_cell_is_broken() -> None:
    rows = grids("Меры\n№\nп/п\tМероприятия\tСроки\n1\tДиагностика\tмай\n2\tКурсы\tиюнь")[0]
    assert rows[0] == ["№\nп/п", "Мероприятия", "Сроки"]
    assert len(rows) == 3


def test_a_second_head_begins_a_second_table() -> None:
    table = "№\tПоказатель\tПлан\n1\tДоля\t40\n2\tОхват\t50\n"
    assert len(grids(table + "Продолжение таблицы 1\n" + table)) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("24.04.2024 г.\t\t\tс. Озёрное\t\t\t№ 3/2-к", id="head"),
        pytest.param("Начальник управления\t\tЕ.Г. Мамонтова\nПротокол вёл\t\tР.Ф. Садыков", id="signatures"),
        pytest.param("1.\tУтвердить план.\n2.\tНазначить ответственных.\n3.\tКонтроль.", id="points"),
        pytest.param("\tЦель:  создание\n\tСроки\n\tРезультаты:\t 100 %", id="indents"),
        pytest.param("Дата\t\t№ 5\nг. Ключевск\t\tна № 7", id="two lines of a head"),
    ],
)
def test_tabs_that_make_no_table(text: str) -> None:
    assert grids(text) == []


def test_signature_after_a_table_stays_out() -> None:
    text = "№\tМера\tСрок\n1\tПлан\tмай\n2\tОтчёт\tиюнь\nНачальник отдела\t\tИ.С. Курганова"
    assert len(grids(text)[0]) == 3
    assert texts(text) == ["Начальник отдела\t\tИ.С. Курганова"]


def test_rows_of_another_format_are_gathered() -> None:
    rows = [RawText("№\tПлан\tФакт", locator="p1"), RawText("1\t40\t45", locator="p2")]
    gathered, _ = gather([RawText("Таблица"), *rows, RawText("Итог")])
    assert [type(item) for item in gathered] == [RawText, RawTable, RawText]
    assert isinstance(gathered[1], RawTable)
    assert gathered[1].locator == "p1"


DRAWN = """
┌────┬──────────────┬─────────────┐
│ №  │ Наименование │   2023 год  │
│ п/п│ показа-      ├──────┬──────┤
│    │ теля         │ план │ факт │
├────┼──────────────┼──────┼──────┤
│ 1  │ Доля детей,  │ 40   │ 45   │  нет
│    │ %            │      │      │
├────┼──────────────┼──────┼──────┤
│ 2  │ Охват        │ 50   │  –   │
└────┴──────────────┴──────┴──────┘
"""


def test_drawn_table_with_merged_cells() -> None:
    found = reading(DRAWN)
    table = found.items[0]
    assert isinstance(table, RawTable)
    assert rows_of(table) == [
        ["№ п/п", "Наименование показателя", "2023 год", "^"],
        ["^", "^", "план", "факт"],
        ["1", "Доля детей, %", "40", "45"],
        ["2", "Охват", "50", "–"],
    ]
    assert [(c.rowspan, c.colspan) for c in table.cells[:3]] == [(2, 1), (2, 1), (1, 2)]
    assert table.merges_known
    assert texts(DRAWN) == ["нет"]
    assert found.counted - found.dropped == held(found.items)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "+---+-------+----+\n| № | Мера  | %  |\n+---+-------+----+\n| 1 | План  | 40 |\n"
            "|   | работ |    |\n| 2 | Отчёт | 50 |\n+---+-------+----+",
            id="no rules between rows",
        ),
        pytest.param(" № | Мера  | %\n---+-------+---\n 1 | План  | 40\n   | работ |\n 2 | Отчёт | 50", id="no frame"),
        pytest.param(
            "│№│Мера │% │\n├─┼─────┼──┤\n│1│План │40│\n│ │работ│  │\n├─┼─────┼──┤\n│2│Отчёт│50│",
            id="no frame above and below",
        ),
    ],
)
def test_drawn_tables(text: str) -> None:
    assert grids(text) == [[["№", "Мера", "%"], ["1", "План работ", "40"], ["2", "Отчёт", "50"]]]


def test_a_figure_that_slipped_out_of_its_drawn_cell() -> None:
    rows = ["│ Мера │ План │ Факт │", "│ А    │  5   │      │  4", "│ Б    │  6   │  7   │ 8", "│ В    │  6   │ –    │"]
    text = "\n├──────┼──────┼──────┤\n".join(rows)
    assert grids(text) == [[["Мера", "План", "Факт"], ["А", "5", "4"], ["Б", "6", "7"], ["В", "6", "–"]]]
    # A full cell takes no other.
    assert texts(text) == ["8"]


def test_pipe_table() -> None:
    text = "| № | Мера | Срок |\n|---|:----:|---|\n| 1 | **План**<br>работ | май |\n| | Отчёт | |"
    assert grids(text) == [[["№", "Мера", "Срок"], ["1", "План\nработ", "май"], ["", "Отчёт", ""]]]


def test_columns_set_with_spaces() -> None:
    text = (
        "№    Показатель          План     Факт\n"
        "1    Доля учителей         40     45,5\n"
        "Раздел II\n"
        "2    Охват питанием       100      100\n"
        "3    Средний балл           –     3,62"
    )
    assert grids(text) == [
        [
            ["№", "Показатель", "План", "Факт"],
            ["1", "Доля учителей", "40", "45,5"],
            ["Раздел II", "", "", ""],
            ["2", "Охват питанием", "100", "100"],
            ["3", "Средний балл", "–", "3,62"],
        ]
    ]
