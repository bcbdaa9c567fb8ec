"""Lines into paragraphs: indents, spacing, short lines, titles, hyphens, page breaks."""

from __future__ import annotations

import pytest

from extractor.reading.pdf.lexicon import drops_hyphen, is_cut
from extractor.reading.source import RawText
from pdf_files import Sheet, all_texts, lost, reading_of, texts_of, width

ONE = "Заслушав информацию начальника отдела о достижении показателей, коллегия отмечает, что план выполнен."
TWO = "Охват горячим питанием составил 98,7 процента, очередь в детские сады ликвидирована во всех посёлках."
THREE = "Руководителям школ и детских садов обеспечить подготовку зданий к зиме, о чём доложить до октября."


def test_first_lines_are_indented() -> None:
    sheet = Sheet()
    y = 60.0
    for text in (ONE, TWO, THREE):
        y = sheet.prose(text, y, indent=35)
    assert texts_of(reading_of(sheet)) == [ONE, TWO, THREE]


def test_paragraphs_stand_apart() -> None:
    sheet = Sheet()
    y = 60.0
    for text in (ONE, TWO, THREE):
        y = sheet.prose(text, y) + 6
    assert texts_of(reading_of(sheet)) == [ONE, TWO, THREE]


def test_nothing_but_short_last_lines() -> None:
    # Five words to a line, and one on the last.
    texts = [start + " показатель" * 10 + "." for start in ("Выполнено", "Исполнено", "Завершено")]
    sheet = Sheet()
    y = 60.0
    for text in texts:
        y = sheet.prose(text, y, stretch=False)
    assert texts_of(reading_of(sheet)) == texts


def test_items_of_a_list() -> None:
    sheet = Sheet()
    items = [
        "1. " + ONE,
        "2. " + TWO,
        "а) срок до 1 мая;",
        "б) срок до 1 июня;",
        "– далее постоянно;",
        "• и везде.",
    ]
    y = 60.0
    for text in items:
        y = sheet.prose(text, y)
    assert texts_of(reading_of(sheet)) == items


def test_a_hanging_indent() -> None:
    sheet = Sheet()
    y = 60.0
    for mark, text in (("1.", ONE), ("2.", TWO)):
        sheet.text(57, y, mark)
        y = sheet.prose(text, y, left=93)
    assert texts_of(reading_of(sheet)) == ["1. " + ONE, "2. " + TWO]


def test_a_dash_that_opens_a_line_is_no_item() -> None:
    sheet = Sheet()
    sheet.text(57, 60, "Показатель обеспеченности школ компьютерами в районе")
    sheet.text(538 - width("вырос"), 60, "вырос")
    sheet.text(57, 74, "– до 57 процентов, и план выполнен во всех школах")
    sheet.text(538 - width("района"), 74, "района")
    sheet.text(57, 88, "без исключения.")
    assert len(texts_of(reading_of(sheet))) == 1


def centred(sheet: Sheet, y: float, text: str, *, bold: bool = False) -> None:
    sheet.text(297.5 - width(text) / 2, y, text, bold=bold)


def test_titles_keep_their_lines() -> None:
    sheet = Sheet()
    centred(sheet, 60, "ГОДОВОЙ ОТЧЁТ", bold=True)
    centred(sheet, 90, "о ходе реализации программы", bold=True)
    centred(sheet, 104, "за 2019 год", bold=True)
    y = sheet.prose(ONE, 130, indent=35)
    sheet.prose(TWO, y, indent=35)
    reading = reading_of(sheet)
    assert texts_of(reading)[:3] == ["ГОДОВОЙ ОТЧЁТ", "о ходе реализации программы\nза 2019 год", ONE]
    first, second, third, _ = all_texts(reading)
    assert (first.align, second.align, third.align) == ("center", "center", "left")
    assert (first.bold, third.bold) == (True, False)


def test_a_block_at_the_right() -> None:
    sheet = Sheet()
    for number, text in enumerate(["Приложение 1", "к приказу управления", "от 16.01.2025 № 9"]):
        sheet.text(538 - width(text), 60 + 14 * number, text)
    y = sheet.prose(ONE, 120, indent=35)
    sheet.prose(TWO, y, indent=35)
    first = all_texts(reading_of(sheet))[0]
    assert first.text == "Приложение 1\nк приказу управления\nот 16.01.2025 № 9"
    assert first.align == "right"


def test_a_title_broken_by_hand_in_stretched_text() -> None:
    sheet = Sheet()
    sheet.prose("О мерах по обеспечению", 60)
    sheet.drawn = []
    start, gap = 57.0, (481 - sum(map(width, ["О", "мерах", "по", "обеспечению"]))) / 3
    for word in ("О", "мерах", "по", "обеспечению"):
        sheet.text(start, 60, word)
        start += width(word) + gap
    sheet.text(57, 74, "безопасности школьных перевозок")
    y = sheet.prose(ONE, 100)
    sheet.prose(TWO, y + 12)
    assert texts_of(reading_of(sheet))[0] == "О мерах по обеспечению\nбезопасности школьных перевозок"


def broken(first: str, second: str) -> RawText:
    sheet = Sheet()
    y = sheet.prose(ONE, 40, indent=35)
    # A word that leaves room for the first piece, but not for the second.
    filler = "м" * int((538 - 92 - width(" " + first)) / width("м"))
    sheet.text(92, y, f"{filler} {first}")
    sheet.text(57, y + 14, second)
    y = sheet.prose(TWO, y + 28, indent=35)
    reading = reading_of(sheet)
    assert lost(reading) == 0
    return all_texts(reading)[1]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("самодея-", "тельности", "самодеятельности"),
        ("Усть-", "Кемская школа", "Усть-Кемская школа"),
        ("естественно-", "научный", "естественно-научный"),
        ("2020-", "2024 годы", "2020-2024 годы"),
        ("2020–", "2024 годы", "2020–2024 годы"),
        ("план/", "факт", "план/факт"),
        ("норма -", "52 руб.", "норма - 52 руб."),
    ],
)
def test_words_over_two_lines(first: str, second: str, whole: str) -> None:
    text = broken(first, second)
    assert text.text.split(" ", 1)[1] == whole
    pieces = [text.text[place.start : place.end] for place in text.places]
    assert "".join(pieces) == text.text.replace(" ", "")


@pytest.mark.parametrize(
    ("line", "following", "drops"),
    [
        ("деятельно-", "сти", True),
        ("наимено-", "вание", True),
        ("муници-", "пального", True),
        ("МУНИЦИ-", "ПАЛЬНОГО", True),
        ("Верхне-", "янского", True),
        ("учебно-", "методический", False),
        ("информационно-", "сервисной", False),
        ("детей-", "инвалидов,", False),
        ("психолого-", "медико-педагогической", False),
        ("северо-", "восточный", False),
        ("кто-", "либо", False),
        ("ЗП-", "образование", False),
        ("МБОУ-", "СОШ", False),
        ("скры\u00ad", "тый", True),
    ],
)
def test_whose_hyphen_it_is(line: str, following: str, drops: bool) -> None:
    assert drops_hyphen(line, following) is drops


@pytest.mark.parametrize(
    ("piece", "following", "cut"),
    [
        ("Источни", "к", True),
        ("Обучающихс", "я", True),
        ("Подгорновск", "ой", True),
        ("образовательн", "ых", True),
        ("дошкольного", "образования,", False),
        ("управление", "образовани", False),
        ("МБОУ", "СОШ", False),
        ("ОК", "ЕИ", True),
        ("Учёт", "Пропусков", False),
    ],
)
def test_words_cut_without_a_hyphen(piece: str, following: str, cut: bool) -> None:
    assert is_cut(piece, following, whole=following != "образовани") is cut


def test_a_paragraph_goes_on_over_the_page() -> None:
    words = " ".join([ONE, TWO, THREE]).split()
    first, second = Sheet(), Sheet()
    y = first.prose(THREE, 700, indent=35)
    sketch = Sheet()
    sketch.prose(" ".join(words), 60, indent=35)
    shown = len(texts_of(reading_of(Sheet(drawn=[op for op in sketch.drawn if " 782.00 Tm" in op])))[0].split())
    first.drawn += [op.replace(" 782.00 Tm", f" {842 - y:.2f} Tm") for op in sketch.drawn if " 782.00 Tm" in op]
    second.prose(" ".join(words[shown:]), 60)
    second.prose(TWO, 300, indent=35)
    assert texts_of(reading_of(first, second)) == [THREE, " ".join(words), TWO]


def test_a_paragraph_ends_with_the_page() -> None:
    first, second = Sheet(), Sheet()
    first.prose(ONE, 700, indent=35)
    second.prose(TWO, 60, indent=35)
    assert texts_of(reading_of(first, second)) == [ONE, TWO]


@pytest.mark.parametrize(
    ("last", "parts"),
    [
        ("Начальник отдела _________ В.И. Сомов", 2),
        ("Врио министра О.Ю. Ветрова", 2),
        ("Директор школы сообщил о сроках.", 1),
        ("Сомов В.И. выступил следом.", 1),
    ],
)
def test_a_signature_below_a_full_line_is_none_of_its_paragraph(last: str, parts: int) -> None:
    """prikaz-sroki-2012: the last point ends at the margin, and nothing but the words tells the signature from it."""
    sheet = Sheet()
    point = "Контроль за исполнением приказа возложить лично на заведующего сектором городского отдела, Озёрного Петра."
    y = sheet.prose(point, sheet.prose(ONE, 60) + 8)
    sheet.text(57, y, last)
    texts = texts_of(reading_of(sheet))
    assert len(texts) == 1 + parts
    assert texts[-1].endswith(last)
