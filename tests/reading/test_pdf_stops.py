"""Tables typed with the tab key on the program's own stops: their rows are told, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from extractor.reading.plain.typed_tables import gather
from extractor.reading.source import RawTable, RawText, Reading
from pdf_files import SPACE, Sheet, reading_of, width

LEFT, RIGHT, PITCH = 57.0, 538.0, 14.0
STEPS = [35.4, 36.0]
WITH_SPACE = PITCH + 8  # lines of two paragraphs

HEAD = ["№", "Доля", "План", "Факт"]
ROWS = [
    HEAD,
    ["1", "Дети с 5 лет", "68,0", "69,5"],
    ["2", "Педагоги", "не менее 15", "13,8"],
    ["3", "Учителя", "9 450", "9 812,6"],
    ["4", "Классы, где учат по новому стандарту", "24", "24"],  # the last cell falls onto the next line
    ["5", "Сёла", "100", "85"],
]


def type_rows(sheet: Sheet, rows: list[list[str]], y: float, *, step: float, pitch: float = WITH_SPACE) -> float:
    """Rows as a program sets them: each tab leads to the next stop, what does not fit goes to the next line."""
    for row in rows:
        x = LEFT
        for k, cell in enumerate(row):
            if k:
                x = LEFT + step * ((x - LEFT) // step + 1)
            for word in cell.split():
                if x + width(word) > RIGHT:
                    y += PITCH
                    x = LEFT + step if k and word == cell.split()[0] else LEFT
                sheet.text(x, y, word)
                x += width(word) + SPACE * 12
            x -= SPACE * 12 if cell else 0
        y += pitch
    return y


def tables_of(reading: Reading) -> list[list[list[str]]]:
    gathered, _ = gather(reading.items)
    return [rows_of(item) for item in gathered if isinstance(item, RawTable)]


def rows_of(table: RawTable) -> list[list[str]]:
    rows: list[list[str]] = []
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        if not cell.column:
            rows.append([])
        rows[-1].append(" ".join(item.text for item in cell.items if isinstance(item, RawText)))
    return rows


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("pitch", [WITH_SPACE, PITCH])
def test_rows_with_wide_and_narrow_tabs(step: float, pitch: float) -> None:
    sheet = Sheet()
    y = sheet.prose("Данные по показателям соглашения приведены в таблице, которая дана ниже.", 60) + 8
    type_rows(sheet, ROWS, y, step=step, pitch=pitch)
    assert tables_of(reading_of(sheet)) == [ROWS]


def test_every_word_keeps_its_place() -> None:
    sheet = Sheet()
    type_rows(sheet, ROWS, 60, step=36.0)
    gathered, _ = gather(reading_of(sheet).items)
    (table,) = [item for item in gathered if isinstance(item, RawTable)]
    for cell in table.cells:
        for text in cell.items:
            assert isinstance(text, RawText)
            assert [text.text[p.start : p.end] for p in text.places] == text.text.split()


def test_a_table_goes_on_over_the_page() -> None:
    first, second = Sheet(), Sheet()
    type_rows(first, ROWS[:4], 700, step=36.0)
    type_rows(second, [["6", "Пять", "5", "4"]], 60, step=36.0)
    assert tables_of(reading_of(first, second)) == [[*ROWS[:4], ["6", "Пять", "5", "4"]]]


def test_cells_that_touch_are_parted() -> None:
    rows = [["МДОУ № 1", "2", "2"], ["МДОУ № 2", "1", "11"], ["Озёрная МДОУ № 123", "1", "10"], ["Всего", "4", "23"]]
    sheet = Sheet()
    # Four letters take 36 points: «План» begins on the stop where «Сады» ends.
    sheet.text(LEFT, 60, "СадыПлан")
    sheet.text(LEFT + 108, 60, "Факт")
    type_rows(sheet, rows, 60 + WITH_SPACE, step=36.0)
    assert tables_of(reading_of(sheet)) == [[["Сады", "План", "Факт"], *rows]]


def test_empty_cells() -> None:
    rows = [HEAD, ["1", "Дети", "68", "70"], ["2", "Сёла", "", "13"], ["3", "Школы", "7", ""], ["4", "Сады", "9", "9"]]
    sheet = Sheet()
    type_rows(sheet, rows, 60, step=36.0)
    assert tables_of(reading_of(sheet)) == [rows]


def test_a_sentence_below_is_none_of_the_last_cell() -> None:
    below = "По показателю 2 план не выполнен, аттестация педагогов пройдёт в октябре этого года."
    sheet = Sheet()
    y = type_rows(sheet, [*ROWS[:4], ["Всего", "5"]], 60, step=36.0)
    y = sheet.prose(below, y)
    sheet.text(LEFT, y + 30, "Начальник отдела")
    sheet.text(LEFT + 360, y + 30, "В.И. Сомова")
    gathered, _ = gather(reading_of(sheet).items)
    assert below in [item.text for item in gathered if isinstance(item, RawText)]


def test_justified_text_has_no_tabs() -> None:
    sheet = Sheet()
    y = 60.0
    for text in ["Длиннейшие словосочетания" + " растягиваются по ширине строки необыкновенно" * 6] * 3:
        y = sheet.prose(text + ".", y) + 8
    reading = reading_of(sheet)
    assert not any("\t" in item.text for item in reading.items if isinstance(item, RawText))


def test_a_head_and_signatures_are_no_table() -> None:
    sheet = Sheet()
    sheet.text(LEFT, 60, "24.04.2024")
    sheet.text(LEFT + 216, 60, "с. Озёрное")
    sheet.text(LEFT + 396, 60, "№ 3")
    y = sheet.prose("Об итогах года и задачах на следующий год в школах района.", 100)
    for name in ("В.И. Сомова", "О.Ю. Ветрова"):
        y += 30
        sheet.text(LEFT, y, "Начальник отдела")
        sheet.text(LEFT + 360, y, name)
    reading = reading_of(sheet)
    assert tables_of(reading) == []
    assert isinstance(reading.items[0], RawText)
    assert reading.items[0].text == "24.04.2024\tс. Озёрное\t№ 3"
