"""Indicators of many documents: what is one measure, what stays apart, what is told as a doubt."""

from __future__ import annotations

import pytest

from extractor.catalogue.measures import doubts, measure_of
from extractor.record import CatalogueMatch, Indicator, Span

SPAN = Span(start=0, end=1, block=0, quote="а")


def measure(name: str, *above: str, document: str = "a.docx", known: str | None = None) -> str:
    match = CatalogueMatch(id=known, score=0.9) if known else None
    one = Indicator(id="i9", name=name, catalogue=match, spans=(SPAN,))
    parents = [Indicator(id=f"i{k}", name=text, spans=(SPAN,)) for k, text in enumerate(above)]
    return measure_of(one, parents, document).id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Доля молодых специалистов", "доля  молодых специалистов"),
        ("Число школьных спортивных клубов", "Количество школьных спортивных клубов"),
        ("Охват обучающихся 5–11 классов горячим питанием", "охват учащихся 5–11 классов горячим питанием"),
        ("Успеваемость", "успеваемость"),
        ("Доля детей от 5 до 18 лет, охваченных дополнительным образованием",
         "Охват детей в возрасте от 5 до 18 лет дополнительным образованием"),
        ("Обучение педагогов работе с одарёнными", "обучение педагогов работе с одаренными"),
    ],
)  # fmt: skip
def test_one_measure_in_two_documents(one: str, other: str) -> None:
    assert measure(one, document="a.docx") == measure(other, document="b.docx")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Доля учителей в возрасте до 35 лет", "Доля учителей в возрасте до 30 лет"),
        ("Средний балл ЕГЭ по русскому языку", "Средний балл ЕГЭ по математике"),
        ("Доля выпускников, сдавших экзамен", "Доля выпускников, не сдавших экзамен"),
        ("Охват обучающихся 1–4 классов горячим питанием", "Охват обучающихся 5–11 классов горячим питанием"),
        ("Доля школ, имеющих спортивный зал", "Количество школ, имеющих спортивный зал"),
        ("Первая", "Первая"),
        ("Потребность", "Потребность"),
        ("Высокий уровень", "Высокий уровень"),
    ],
)
def test_what_stays_apart(one: str, other: str) -> None:
    assert measure(one, document="a.docx") != measure(other, document="b.docx")


def test_a_name_that_tells_nothing_is_told_by_its_parent() -> None:
    above = "Доля педагогов, имеющих квалификационную категорию"
    assert measure("Первая", above, document="a.docx") == measure("первая", above, document="b.docx")
    assert measure("Первая", above) != measure("Высшая", above)
    assert measure("Первая", above) != measure("Первая", "Доля спортсменов, имеющих разряд")
    assert measure("Первая", "В том числе", above, document="a") == measure(
        "Первая", "В том числе", above, document="b"
    )


def test_a_catalogue_that_extraction_has_found_is_kept() -> None:
    assert measure("Как угодно названо", known="teachers-young") == "teachers-young"
    assert measure("Доля молодых специалистов", known="unknown-here") == measure("Доля молодых специалистов")


def test_names_that_are_merely_alike_are_listed() -> None:
    titles = ["Доля педагогов, прошедших аттестацию", "Доля педагогов, прошедших аттестацию на высшую категорию"]
    (found,) = doubts((measure(title), title) for title in titles)
    assert (found.one, found.other) == tuple(measure(title) for title in titles)
    assert 0.5 < found.score < 1


def test_different_names_are_in_no_doubt() -> None:
    titles = ["Охват обучающихся горячим питанием", "Средний балл ЕГЭ по физике", "Доля школ с интернетом"]
    assert list(doubts((measure(title), title) for title in titles)) == []


def test_a_word_that_all_names_share_does_not_make_all_pairs() -> None:
    """2,000 names of «доля … школы номер N» are no two million comparisons."""
    titles = [f"Доля учеников школы с увлечением слово{k}" for k in range(2000)]
    found = list(doubts((title, title) for title in titles))
    assert len(found) < 100_000
