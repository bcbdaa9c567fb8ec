"""Gaps in a line: tabs, letter-spaced words, stretched spaces; columns and side notes."""

from __future__ import annotations

import pytest

from extractor.reading.pdf.reader import read
from pdf_files import Sheet, pdf_of, reading_of, texts_of, width

PROSE = "Охват детей дошкольным образованием в районе вырос, потому что в селе открыты две новые группы полного дня. "


def test_a_header_laid_out_with_gaps() -> None:
    sheet = Sheet()
    sheet.prose(PROSE, 100)
    for x, text in ((57, "24.04.2024 г."), (210, "с. Озёрное"), (400, "№ 3/2-к")):
        sheet.text(x, 60, text)
    assert texts_of(reading_of(sheet))[0] == "24.04.2024 г.\tс. Озёрное\t№ 3/2-к"


def test_a_signature_at_the_right_margin() -> None:
    sheet = Sheet()
    y = sheet.prose(PROSE * 2, 60)
    sheet.text(57, y + 20, "Начальник управления")
    sheet.text(538 - width("В.С. Мальцев"), y + 20, "В.С. Мальцев")
    assert texts_of(reading_of(sheet))[-1] == "Начальник управления\tВ.С. Мальцев"


def test_justified_text_gets_no_tabs() -> None:
    sheet = Sheet()
    y = sheet.prose("Об обеспечении " + "непревзойдёнными " * 12 + "достижениями", 60, right=300)
    sheet.prose(PROSE * 3, y + 20)
    assert not any("\t" in text for text in texts_of(reading_of(sheet)))


def test_a_stretched_title_of_two_words_gets_no_tab() -> None:
    sheet = Sheet()
    y = sheet.prose(PROSE * 3, 60)
    sheet.text(57, y + 20, "Председатель")
    sheet.text(538 - width("коллегии,"), y + 20, "коллегии,")
    sheet.text(57, y + 34, "начальник управления образования")
    assert texts_of(reading_of(sheet))[-1] == "Председатель коллегии,\nначальник управления образования"


def test_list_numbers_are_no_layout() -> None:
    sheet = Sheet()
    for number, text in enumerate(["Утвердить план.", "Школам района:", "Срок до 1 мая."], start=1):
        sheet.text(57, 40 + 20 * number, f"{number}.")
        sheet.text(93, 40 + 20 * number, text)
    assert texts_of(reading_of(sheet)) == ["1. Утвердить план.", "2. Школам района:", "3. Срок до 1 мая."]


@pytest.mark.parametrize("gap", [9, 12, 20])
def test_letter_spaced_words(gap: float) -> None:
    sheet = Sheet()
    x = 200.0
    for word in ("ПРИКАЗ", "РЕКТОРА"):
        for letter in word:
            sheet.text(x, 60, letter, bold=True)
            x += 9 + 3
        x += gap - 3
    assert texts_of(reading_of(sheet)) == ["П Р И К А З  Р Е К Т О Р А"]


def test_a_raised_note_mark_stays_in_its_line() -> None:
    sheet = Sheet()
    sheet.text(57, 60, "Доля выпускников")
    sheet.text(57 + width("Доля выпускников"), 56, "1", size=7)
    sheet.text(57 + width("Доля выпускников") + 9, 60, "составила 40 процентов")
    (text,) = texts_of(reading_of(sheet))
    assert text.replace(" ", "") == "Долявыпускников¹составила40процентов"


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.text(220, 60, "РАЙОННЫЙ ВЕСТНИК", bold=True)
    left, right = "Левая колонка. " + PROSE * 2, "Правая колонка. " + PROSE * 2
    sheet.prose(left.strip(), 100, right=285)
    y = sheet.prose(right.strip(), 100, left=310)
    sheet.prose("Внизу снова во всю ширину. " + PROSE.strip(), y + 30)
    texts = texts_of(reading_of(sheet))
    assert texts == [
        "РАЙОННЫЙ ВЕСТНИК",
        left.strip(),
        right.strip(),
        "Внизу снова во всю ширину. " + PROSE.strip(),
    ]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    sheet = Sheet()
    words = (PROSE * 5).split()
    y = sheet.prose(" ".join(words[:48]), 60, right=285)
    sheet.drawn = [op for op in sheet.drawn if f" {842 - (y - 14):.2f} Tm" not in op]
    shown = " ".join(texts_of(reading_of(sheet))[0].split())
    rest = " ".join(words)[len(shown) + 1 :]
    sheet.prose(rest, 60, left=310)
    assert texts_of(reading_of(sheet)) == [" ".join(words)]


def test_names_and_figures_are_no_columns() -> None:
    sheet = Sheet()
    people = ["Иванов И.И.", "Петрова А.А.", "Сидоров В.В.", "Кузнецова Н.Н.", "Фомин К.Д."]
    for number, name in enumerate(people):
        sheet.text(57, 60 + 14 * number, "Член комиссии по делам")
        sheet.text(350, 60 + 14 * number, name)
    assert texts_of(reading_of(sheet)) == [f"Член комиссии по делам\t{name}" for name in people]


def test_text_that_stands_sideways_comes_last() -> None:
    sheet = Sheet()
    sheet.prose(PROSE.strip(), 60)
    sheet.text(30, 400, "Отметка о регистрации", angle=90)
    assert texts_of(reading_of(sheet)) == [PROSE.strip(), "Отметка о регистрации"]


@pytest.mark.parametrize(("font", "shown"), [(b"Symbol-MT-AB", "≥"), (b"Wingdings-AB", "\uf0b3")])
def test_signs_of_the_font_symbol(font: bytes, shown: str) -> None:
    sheet = Sheet()
    sheet.text(57, 60, "Охват")
    sheet.text(57 + width("Охват") + 3, 60, "\u0456", bold=True)
    sheet.text(57 + width("Охват") + 15, 60, "80 процентов")
    data = pdf_of(sheet).replace(b"Arial-BoldMT", font).replace(b"<b3> <0456>", b"<b3> <f0b3>")
    (text,) = texts_of(read(data, name="x.pdf"))
    assert shown in text


def test_sideways_words_drawn_letter_by_letter() -> None:
    sheet = Sheet()
    sheet.prose(PROSE, 100)
    y = 600.0
    for word in ("Русский", "язык"):
        for letter in word:
            sheet.text(300, y, letter, angle=90)
            y -= width(letter)
        y -= width(" ")
    assert "Русский язык" in texts_of(reading_of(sheet))
