"""Titles, tables, notes and signatures told apart on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side

from dev_markup import rows_of
from extractor.reading.sheet import xlsx as sheet_xlsx
from extractor.reading.source import RawTable, RawText
from sheet_files import data, xlsx
from test_sheet_xlsx import saved

HEAD = ("№ п/п", "Показатель", "План", "Факт")
FIRST = (1, "Охват питанием", 80, 84.5)
SECOND = (2, "Доля школ", 90, 93)
_LINE = Side(style="thin")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

Shape = list[str | list[list[str]]]


def shape(content: bytes) -> Shape:
    """Lines of text as they are, tables as rows."""
    items = sheet_xlsx.read(content, name="x.xlsx").items
    return [item.text if isinstance(item, RawText) else rows_of(item) for item in items]


def told(*rows: Sequence[object]) -> list[list[str]]:
    return [
        ["" if v is None else str(v).replace(".", ",") if isinstance(v, float) else str(v) for v in row] for row in rows
    ]


def ruled(*rows: Sequence[object], lines: Sequence[int]) -> bytes:
    """A sheet with lines around all cells of some rows, counted from 1."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    width = max(map(len, rows))
    for number in lines:
        for column in range(1, width + 1):
            sheet.cell(number, column).border = BOX
    return saved(book)


def test_title_table_note_and_signature() -> None:
    content = xlsx(
        data(
            ["Отчёт"], ["о показателях за 2023 год"], [], HEAD, FIRST, SECOND, [],
            ["Примечание: данные школ."], ["Начальник", None, None, "И.И. Петрова"],
        )
    )  # fmt: skip
    assert shape(content) == [
        "Отчёт",
        "о показателях за 2023 год",
        told(HEAD, FIRST, SECOND),
        "Примечание: данные школ.",
        "Начальник\tИ.И. Петрова",
    ]


def test_without_any_empty_row() -> None:
    content = xlsx(
        data(
            ["Отчёт"], ["г. Ключевск", None, None, "15.03.2023"], ["о показателях за 2023 год"], HEAD, FIRST, SECOND,
            ["Данные о питании и подвозе представлены всеми школами района."],
            ["Начальник", None, None, "И.И. Петрова"],
        )
    )  # fmt: skip
    found = shape(content)
    assert told(HEAD, FIRST, SECOND) in found
    assert found[0] == "Отчёт"
    assert "о показателях за 2023 год" in found


def test_lines_tell_the_table() -> None:
    content = ruled(
        ["Отчёт"],
        ["г. Ключевск", "№ 5"],
        HEAD,
        FIRST,
        ["Раздел 2"],
        SECOND,
        ["Начальник", "И.И. Петрова"],
        lines=[3, 4, 6],
    )
    table = told(HEAD, FIRST, ("Раздел 2", "", "", ""), SECOND)
    assert shape(content) == ["Отчёт", "г. Ключевск\t№ 5", table, "Начальник\tИ.И. Петрова"]


def test_head_and_total_without_lines() -> None:
    total = ("", "Всего", 85, 88)
    content = ruled(
        ["Отчёт"], HEAD, FIRST, SECOND, (None, "Всего", 85, 88), ["Начальник", "И.И. Петрова"], lines=[3, 4]
    )
    assert shape(content) == ["Отчёт", told(HEAD, FIRST, SECOND, total), "Начальник\tИ.И. Петрова"]


@pytest.mark.parametrize(
    "between", [[[]], [[], []], [[], ["Раздел II. Численность"], []]], ids=["one", "two", "section"]
)
def test_empty_rows_inside_a_table(between: list[list[str]]) -> None:
    section = [(row[0], "", "", "") for row in between if row]
    assert shape(xlsx(data(HEAD, FIRST, *between, SECOND))) == [told(HEAD, FIRST, *section, SECOND)]


def test_two_tables_one_under_the_other() -> None:
    other = ("Школа", "Классов", "Учеников")
    content = xlsx(data(HEAD, FIRST, [], ["Таблица 2"], other, ("№ 5", 11, 250), [], other, ("№ 7", 9, 180)))
    assert shape(content) == [
        told(HEAD, FIRST),
        "Таблица 2",
        told(other, ("№ 5", 11, 250)),
        told(other, ("№ 7", 9, 180)),
    ]


def test_two_tables_side_by_side() -> None:
    other = ("Школа", "Классов")
    rows = [(*HEAD, None, *other), (*FIRST, None, "№ 5", 11), (*SECOND, None, "№ 7", 9)]
    assert shape(xlsx(data(*rows))) == [told(HEAD, FIRST, SECOND), told(other, ("№ 5", 11), ("№ 7", 9))]


def test_an_empty_column_inside_a_table_goes() -> None:
    rows = [(row[0], row[1], None, *row[2:]) for row in (HEAD, FIRST, SECOND)]
    assert shape(xlsx(data(*rows))) == [told(HEAD, FIRST, SECOND)]


def test_merged_heads() -> None:
    rows = data(
        ("№ п/п", "Показатель", "2022 год", None, "2023 год", None), (None, None, "план", "факт", "план", "факт"),
        (1, "Охват", 1, 2, 3, 4), (2, "Доля", 5, 6, 7, 8),
    )  # fmt: skip
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"))
    (table,) = sheet_xlsx.read(xlsx(rows + f"<mergeCells>{merges}</mergeCells>"), name="x").items
    assert isinstance(table, RawTable)
    spans = {(c.row, c.column): (c.rowspan, c.colspan) for c in table.cells if (c.rowspan, c.colspan) != (1, 1)}
    assert spans == {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (1, 2)}
    assert table.merges_known


def test_names_merged_over_several_columns() -> None:
    rows = [(a, b, None, None, *rest) for a, b, *rest in (HEAD, FIRST, SECOND)]
    merges = "".join(f'<mergeCell ref="B{k}:D{k}"/>' for k in (1, 2, 3))
    assert shape(xlsx(data(*rows) + f"<mergeCells>{merges}</mergeCells>")) == [told(HEAD, FIRST, SECOND)]


def test_heads_that_nobody_merged() -> None:
    rows = data(("Показатель", "2022 год", None), (None, "план", "факт"), ("Охват", 1, 2), ("Доля", 3, 4))
    (table,) = sheet_xlsx.read(xlsx(rows), name="x").items
    assert isinstance(table, RawTable)
    assert not table.merges_known


def test_names_of_sheets() -> None:
    one, other = data(["Отчёт"], [], HEAD, FIRST), data(HEAD, SECOND)
    tables = [told(HEAD, FIRST), told(HEAD, SECOND)]
    assert shape(xlsx({"Лист1": one, "Sheet2": other})) == ["Отчёт", *tables]
    assert shape(xlsx({"Майский район": one, "Лист2": other})) == ["Майский район", "Отчёт", *tables]
    assert shape(xlsx({"Майский район": one})) == ["Отчёт", tables[0]]
    assert shape(xlsx({"Майский район": other})) == ["Майский район", tables[1]]
    assert shape(xlsx({"отчёт": one, "пусто": data()})) == ["Отчёт", tables[0]]
    heading = sheet_xlsx.read(xlsx({"Майский район": other}), name="x").items[0]
    assert isinstance(heading, RawText)
    assert (heading.kind, heading.level) == ("heading", 1)


def test_weight_and_alignment() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = "ОТЧЁТ"
    sheet["A1"].font = Font(bold=True)
    sheet["A1"].alignment = openpyxl.styles.Alignment(horizontal="centerContinuous")
    (title,) = sheet_xlsx.read(saved(book), name="x").items
    assert isinstance(title, RawText)
    assert (title.bold, title.align) == (True, "center")


def test_every_position_of_a_table_has_its_address() -> None:
    content = xlsx(
        data([], [None, "Показатель", "План"], [None, "Охват", 80], [None, "Доля", None], [None, "Итого", 90])
    )
    (table,) = sheet_xlsx.read(content, name="x").items
    assert isinstance(table, RawTable)
    places = [item.locator for cell in table.cells for item in cell.items if isinstance(item, RawText)]
    assert sorted(places) == sorted(f"Лист1!{column}{row}" for row in (2, 3, 4, 5) for column in "BC")
