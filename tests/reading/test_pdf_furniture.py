"""Running heads and feet, page numbers, and what only looks like them."""

from __future__ import annotations

import pytest

from extractor.reading.source import RawText
from pdf_files import Sheet, all_texts, lost, reading_of, texts_of, width

BODY = "Страница {} говорит своё. Доля учителей с высшей категорией составила сорок процентов, план выполнен полностью."


def sheets(count: int) -> list[Sheet]:
    made = []
    for number in range(1, count + 1):
        sheet = Sheet()
        sheet.prose(BODY.format("номер " + "раз " * number), 200)
        made.append(sheet)
    return made


def kinds(*pages: Sheet) -> list[tuple[str, str]]:
    reading = reading_of(*pages)
    assert lost(reading) == 0
    return [(item.kind, item.text[:20]) for item in reading.items if isinstance(item, RawText)]


def test_a_head_and_a_foot_are_shown_once() -> None:
    pages = sheets(3)
    for page in pages:
        page.text(57, 40, "Отчёт за 2023 год")
        page.text(57, 810, "Управление образования")
    assert [kind for kind, _ in kinds(*pages)] == ["header", "paragraph", "footer", "paragraph", "paragraph"]


def test_a_head_from_the_second_page_on() -> None:
    pages = sheets(4)
    for page in pages[1:]:
        page.text(57, 40, "Отчёт за 2023 год")
    assert [kind for kind, _ in kinds(*pages)][:3] == ["paragraph", "header", "paragraph"]


@pytest.mark.parametrize("form", ["{}", "- {} -", "Страница {} из 3", "стр. {}"])
def test_page_numbers_are_dropped(form: str) -> None:
    pages = sheets(3)
    for number, page in enumerate(pages, start=1):
        text = form.format(number)
        page.text(297 - width(text) / 2, 815, text)
    reading = reading_of(*pages)
    assert [text.kind for text in all_texts(reading)] == ["paragraph"] * 3
    assert reading.dropped == sum(len(form.format(k).replace(" ", "")) for k in (1, 2, 3))


def test_numbers_that_grow_at_the_edge_of_the_page() -> None:
    pages = sheets(3)
    for number, page in enumerate(pages, start=4):
        page.text(530, 40, str(number))
    assert [kind for kind, _ in kinds(*pages)] == ["paragraph"] * 3


def test_a_head_with_the_page_number_in_it() -> None:
    pages = sheets(4)
    for number, page in enumerate(pages, start=1):
        page.text(57, 40, f"Публичный доклад – {number}")
    assert [kind for kind, _ in kinds(*pages)] == ["header", *["paragraph"] * 4]


def test_annexes_are_no_running_heads() -> None:
    pages = sheets(3)
    for number, page in enumerate(pages, start=1):
        page.text(400, 60, f"Приложение № {number}")
        page.text(400, 74, "к приказу от 16.01.2025")
    assert not any(kind == "header" for kind, _ in kinds(*pages))


def test_the_year_on_a_title_page_is_no_page_number() -> None:
    pages = sheets(2)
    pages[0].text(285, 800, "2024")
    assert "2024" in texts_of(reading_of(*pages))


def test_the_same_first_line_on_two_of_many_pages() -> None:
    pages = sheets(8)
    for page in (pages[1], pages[5]):
        page.text(57, 60, "Пояснения к форме")
    assert not any(kind == "header" for kind, _ in kinds(*pages))


def test_a_paragraph_goes_on_under_the_page_number() -> None:
    first, second = Sheet(), Sheet()
    text = " ".join(["Показатели муниципальной программы выполнены полностью и в установленный срок,"] * 4)
    words = text.split()
    first.prose(" ".join(words[:20]), 740)
    first.drawn = [op for op in first.drawn if " 102.00 Tm" in op]
    shown = texts_of(reading_of(first))[0].split()
    first.text(295, 815, "1")
    second.prose(" ".join(words[len(shown) :]), 60)
    second.text(295, 815, "2")
    assert texts_of(reading_of(first, second)) == [text]
