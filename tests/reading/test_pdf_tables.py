"""Tables: merged cells, words in narrow cells, tables over several pages."""

from __future__ import annotations

import pytest

from extractor.reading.source import RawTable
from pdf_files import Sheet, all_texts, lost, reading_of, rows_of, tables_of, texts_of

XS = (57.0, 97.0, 297.0, 417.0, 537.0)
HEAD = ["№", "Показатель", "План", "Факт"]


def tables_on(*sheets: Sheet) -> list[RawTable]:
    reading = reading_of(*sheets)
    assert lost(reading) == 0
    return tables_of(reading)


def test_a_plain_table_between_paragraphs() -> None:
    sheet = Sheet()
    ys = [100.0, 120.0, 140.0]
    sheet.text(57, 60, "Перед таблицей.")
    sheet.grid(XS, ys)
    sheet.cells(XS, ys, [HEAD, ["1", "Охват", "80", "78,3"]])
    sheet.text(57, 180, "После таблицы.")
    reading = reading_of(sheet)
    kinds = [type(item).__name__ for item in reading.items]
    assert kinds == ["RawText", "RawTable", "RawText"]
    (table,) = tables_of(reading)
    assert rows_of(table) == [HEAD, ["1", "Охват", "80", "78,3"]]
    assert (table.bordered, table.merges_known, table.locator) == (True, True, "page 1")


def test_merged_cells_have_one_owner() -> None:
    sheet = Sheet()
    xs, ys = [57.0, 157.0, 257.0, 357.0], [100.0, 120.0, 140.0, 160.0]
    for x in (57, 157, 357):
        sheet.line(x, 100, x, 160)
    sheet.line(257, 120, 257, 160)
    for y in (100, 140, 160):
        sheet.line(57, y, 357, y)
    sheet.line(157, 120, 357, 120)
    sheet.cells(xs, ys, [["Школа", "Годы"], ["", "2023", "2024"], ["№ 5", "1", "2"]])
    (table,) = tables_on(sheet)
    spans = {(c.row, c.column): (c.rowspan, c.colspan) for c in table.cells if (c.rowspan, c.colspan) != (1, 1)}
    assert spans == {(0, 0): (2, 1), (0, 1): (1, 2)}
    assert len(table.cells) == 7


def test_borders_may_be_thin_boxes() -> None:
    sheet = Sheet()
    for x in (57, 157, 257):
        sheet.box(x, 100, x + 0.5, 140)
    for y in (100, 120, 140):
        sheet.box(57, y, 257, y + 0.5)
    sheet.cells([57, 157], [100, 120], [["Да", "Нет"], ["1", "2"]])
    (table,) = tables_on(sheet)
    assert rows_of(table) == [["Да", "Нет"], ["1", "2"]]


def test_a_frame_is_no_table() -> None:
    sheet = Sheet()
    sheet.box(50, 40, 540, 200)
    sheet.prose("Текст в рамке, каких много на титульных листах отчётов.", 60)
    reading = reading_of(sheet)
    assert texts_of(reading) == ["Текст в рамке, каких много на титульных листах отчётов."]
    assert not tables_of(reading)


def test_text_that_runs_upwards_in_a_cell() -> None:
    sheet = Sheet()
    sheet.grid([57, 97, 300], [100, 250, 270])
    sheet.text(75, 245, "Численность", angle=90)
    sheet.text(88, 245, "учеников", angle=90)
    sheet.cells([57, 97], [100, 250], [["", "Показатель"], ["1", "2"]])
    (table,) = tables_on(sheet)
    assert rows_of(table)[0] == ["Численность учеников", "Показатель"]


def cell(text: str, width: float) -> str:
    sheet = Sheet()
    sheet.grid([57, 57 + width, 400], [100, 200, 220])
    sheet.cells([57, 57 + width], [100, 200], [[text, "Прочее"], ["", "да"]])
    (table,) = tables_on(sheet)
    return rows_of(table)[0][0]


# A letter is 8.25 points wide, so a cell of 100 has room for 10 letters and a bit.
@pytest.mark.parametrize(
    ("drawn", "width", "text"),
    [
        ("образовате\nльных школ", 100, "образовательных школ"),
        ("Источни\nк данных", 74, "Источник данных"),
        ("выпол-\nнения", 74, "выполнения"),
        ("Усть-\nКемская", 74, "Усть-Кемская"),
        ("дошкольное\nобразование", 101, "дошкольное образование"),
        ("Охват детей\nгорячим", 110, "Охват детей горячим"),
        ("тыс. руб\n.", 70, "тыс. руб."),
        ("1 19\n8", 44, "1 198"),
        ("2020/202\n1", 84, "2020/2021"),
        ("2020\n2021", 46, "2020 2021"),
        ("Да\nНет", 120, "Да\nНет"),
        ("Школа № 5\nсела Озёрного", 200, "Школа № 5\nсела Озёрного"),
        ("план/\nфакт", 60, "план/факт"),
        ("учителя - 24 310руб.\nвоспитатели- 18 900 руб.", 200, "учителя - 24 310руб.\nвоспитатели- 18 900 руб."),
        ("Число мест – 140\nЦена места – 71,67", 160, "Число мест – 140\nЦена места – 71,67"),
        ("не менее – 140\nмест в садах", 130, "не менее – 140 мест в садах"),
        ("4 человека/\n36,4%", 160, "4 человека/\n36,4%"),
    ],
)
def test_lines_of_a_cell(drawn: str, width: float, text: str) -> None:
    assert cell(drawn, width) == text


def test_every_word_of_a_cell_has_its_place() -> None:
    sheet = Sheet()
    sheet.grid([57, 157, 257], [100, 160, 180])
    sheet.cells([57, 157], [100, 160], [["образовате\nльных школ", "План"], ["1", "2"]])
    text = all_texts(reading_of(sheet))[0]
    assert [text.text[p.start : p.end] for p in text.places] == ["образовате", "льных", "школ"]


def page_of(rows: list[list[str]], top: float, heights: list[float], xs: list[float] | None = None) -> Sheet:
    sheet = Sheet()
    xs = xs or [*XS]
    ys = [top]
    for height in heights:
        ys.append(ys[-1] + height)
    sheet.grid(xs, ys)
    sheet.cells(xs, ys, rows)
    return sheet


def test_a_table_goes_on_on_the_next_page() -> None:
    first = page_of([HEAD, ["1", "Охват", "80", "78"]], 740, [20, 20])
    second = page_of([["2", "Доля", "90", "91"], ["3", "Число", "5", "6"]], 57, [20, 20])
    (table,) = tables_on(first, second)
    assert [row[0] for row in rows_of(table)] == ["№", "1", "2", "3"]
    assert table.locator == "pages 1–2"


def test_columns_that_moved_a_little_are_those_of_the_table() -> None:
    """dorozhnaya-karta-otrasl-2013: the parts of one table on two pages have edges that differ by 2.2 points."""
    first = page_of([HEAD, ["1", "Охват", "80", "78"]], 740, [20, 20])
    moved = [XS[0], XS[1] + 1.1, XS[2] - 2.2, *XS[3:]]
    second = page_of([["2", "Доля", "90", "91"], ["3", "Число", "5", "6"]], 57, [20, 20], moved)
    (table,) = tables_on(first, second)
    assert [row[0] for row in rows_of(table)] == ["№", "1", "2", "3"]


def test_a_repeated_head_is_dropped() -> None:
    first = page_of([HEAD, ["1", "Охват", "80", "78"]], 740, [20, 20])
    second = page_of([HEAD, ["2", "Доля", "90", "91"]], 57, [20, 20])
    reading = reading_of(first, second)
    (table,) = tables_of(reading)
    assert [row[0] for row in rows_of(table)] == ["№", "1", "2"]
    assert (reading.dropped, lost(reading)) == (len("".join(HEAD)), 0)


def test_a_row_cut_by_the_page_break() -> None:
    first = page_of([HEAD, ["1", "Доля школьников,\nохваченных", "80", "78"]], 720, [20, 30])
    second = page_of([["", "дополнительным\nобразованием", "", ""], ["2", "Доля", "90", "91"]], 57, [30, 20])
    (table,) = tables_on(first, second)
    assert rows_of(table)[1] == ["1", "Доля школьников, охваченных дополнительным образованием", "80", "78"]
    assert len(rows_of(table)) == 3


def test_a_total_without_a_number_is_a_row_of_its_own() -> None:
    first = page_of([HEAD, ["1", "Охват питанием", "80", "78"]], 740, [20, 20])
    second = page_of([["", "Итого по району", "90", "91"]], 57, [20])
    (table,) = tables_on(first, second)
    assert len(rows_of(table)) == 3


def test_a_cell_merged_over_the_page_break() -> None:
    first, second = Sheet(), Sheet()
    for sheet, top in ((first, 740), (second, 57)):
        for x in (57, 157, 357):
            sheet.line(x, top, x, top + 40)
        for y in (top, top + 40):
            sheet.line(57, y, 357, y)
        sheet.line(157, top + 20, 357, top + 20)
    first.cells([57, 157], [740, 760], [["Питание", "Завтрак"], ["", "Обед"]])
    second.cells([57, 157], [57, 77], [["", "Полдник"], ["", "Ужин"]])
    (table,) = tables_on(first, second)
    assert {(c.row, c.column): c.rowspan for c in table.cells if c.column == 0} == {(0, 0): 4}


def test_page_numbers_stand_between_the_parts() -> None:
    first = page_of([HEAD, ["1", "Охват", "80", "78"]], 740, [20, 20])
    second = page_of([["2", "Доля", "90", "91"]], 57, [20])
    first.text(295, 815, "1")
    second.text(295, 815, "2")
    assert len(tables_on(first, second)) == 1


def test_text_between_parts_parts_them() -> None:
    first = page_of([HEAD, ["1", "Охват", "80", "78"]], 740, [20, 20])
    second = page_of([["2", "Доля", "90", "91"]], 100, [20])
    second.text(57, 60, "Продолжение таблицы 1")
    assert len(tables_on(first, second)) == 2


def test_other_columns_are_another_table() -> None:
    first = page_of([HEAD, ["1", "Охват", "80", "78"]], 740, [20, 20])
    second = Sheet()
    second.grid([57, 200, 537], [57, 77])
    second.cells([57, 200], [57], [["Итого", "по району"]])
    assert len(tables_on(first, second)) == 2
