"""Indicators told in sentences: name, values with role, unit, comparator and year, status."""

from __future__ import annotations

import pytest

from extractor import extract_bytes

# A report with one sentence: what it says of its indicator.
SENTENCES = [
    ("Доля выпускников, получивших аттестат, составила 98,7 % (план – 99 %).", ["actual 98.7", "target 99"], None),
    ("Охват детей дошкольным образованием составляет 85,4% при плане 90%.", ["actual 85.4", "target 90"], None),
    (
        "Доля учителей, прошедших курсы, – 45 процентов (плановое значение – 40 процентов), показатель достигнут.",
        ["actual 45", "target 40"],
        "achieved",
    ),
    ("Численность детей в 2023 году составила 4 521 человек.", ["actual 4521 2023"], None),
    ("Уровень удовлетворённости родителей – 91 % (норматив не менее 85 %).", ["actual 91", "target 85 ge"], None),
    ("Доля школ, имеющих лицензию, достигла 100 %.", ["actual 100"], None),
    ("Планируется увеличить охват дополнительным образованием до 82 % к 2025 году.", ["target 82 2025"], None),
    (
        "Целевой показатель «Доля детей, охваченных отдыхом» – 60 %, фактически – 62,3 %.",
        ["target 60", "actual 62.3"],
        None,
    ),
    ("Качество знаний снизилось на 2,3 % и составило 48,5 %.", ["actual 48.5"], None),
    ("Показатель «Число новых мест» выполнен: план 120, факт 126.", ["target 120", "actual 126"], "achieved"),
    (
        "Доля детей с сертификатами увеличилась с 18,2 % в 2020 году до 26,5 % в 2021 году.",
        ["actual 18.2 2020", "actual 26.5 2021"],
        None,
    ),
    ("Средняя стоимость путёвки составила 14.100 руб.", ["actual 14100"], None),
    ("Стоимость одного обеда составила 4 руб.59 коп.", ["actual 4.59"], None),
    ("Объём субсидии на питание составил 580 , 439 тыс. рублей.", ["actual 580.439"], None),
    (
        "Численность воспитанников составила 246 человек при плановой наполняемости 258.",
        ["actual 246", "target 258"],
        None,
    ),
    ("Средняя стоимость обеда составила 64 руб. 50 коп.", ["actual 64.5"], None),
    # a role in a bracket of its own behind the number; a bracket that only explains leaves the word in front its say
    ("Число закрытых вакансий учителей – 3 ед. (план), 1 ед. (факт).", ["target 3", "actual 1"], None),
    ("Охват детей кружками: план – 90 % (охвачены все школы), факт – 88 %.", ["target 90", "actual 88"], None),
    # the number before the one called fact is the plan, but not when it has a year of its own
    (
        "Показатель «Доля школ с модулем» – 100 % – не достигнут, фактическое значение – 88,9 %.",
        ["target 100", "actual 88.9"],
        "not_achieved",
    ),
    (
        "Охват детей отдыхом в 2022 году – 80 %, фактически в 2023 году – 85 %.",
        ["actual 80 2022", "actual 85 2023"],
        None,
    ),
    ("Охват детей отдыхом – 80 %, с учётом всех факторов – 85 %.", ["actual 80", "actual 85"], None),
    ("Планируемый охват школьников каникулами – 85 %.", ["target 85"], None),
    ("Средний возраст педагога – 46,8 года.", ["actual 46.8"], None),
    (
        "Доля школ с наставниками при базовом значении 12 % поднялась до 43,8 %.",
        ["baseline 12", "actual 43.8"],
        None,
    ),
]
RETOLD = [
    ("доля детей 5–18 лет, занимающихся в кружках", "Доля детей, занимающихся в кружках,", True),
    ("доля школ, не имеющих лицензии на кабинет", "Доля школ, имеющих лицензию на кабинет,", False),
    ("доля школ, имеющих лицензию на кабинет", "Доля школ, не имеющих лицензии на кабинет,", False),
    ("доля школ, имеющих спортивный зал", "Доля детей, имеющих спортивный разряд,", False),
]
REASONS = [
    ("Показатель не достигнут, так как федеральная платформа не готова.", "так как федеральная платформа не готова"),
    ("Показатель не достигнут: площадок для тестирования нет.", "площадок для тестирования нет"),
    ("Показатель не достигнут: план – 50 %, факт – 40 %, из-за карантина.", "из-за карантина"),
    ("Показатель не достигнут. Причина: нехватка кадров.", "Причина: нехватка кадров"),
    ("Показатель достигнут в связи с открытием второй школы.", None),
    ("Показатель не достигнут.", None),
]
SILENT = [
    "Всего выполнено 4 показателя из 9.",
    "Совещание прошло 12.03.2023, протокол № 5.",
    "Обсуждались доля учителей и охват питанием.",
]


def report(sentence: str) -> bytes:
    body = "В течение года управление образования работало по утверждённому плану, замечаний не было."
    return f"ОТЧЁТ\nоб итогах работы за 2023 год\n\n{body}\n\n{sentence}\n".encode()


@pytest.mark.parametrize(("sentence", "values", "status"), SENTENCES)
def test_sentence(sentence: str, values: list[str], status: str | None) -> None:
    found = extract_bytes(report(sentence), name="a.txt").indicators
    assert len(found) == 1
    told = [
        " ".join(str(x) for x in (v.role, f"{v.value:g}", v.comparator, v.year) if x is not None)
        for v in found[0].values
    ]
    assert told == values
    assert found[0].status == status


@pytest.mark.parametrize(("planned", "said", "same"), RETOLD)
def test_told_again_in_fewer_words(planned: str, said: str, same: bool) -> None:
    """A list of plans, and below it what was reached: one indicator only where the shorter name means no other."""
    listed = f"Соглашением установлены показатели:\n1. {planned} – 70 %;\n2. охват питанием школьников – 90 %."
    found = extract_bytes(report(f"{listed}\n\nПо итогам года: {said} составила 65 %."), name="a.txt").indicators
    facts = [i.number for i in found for v in i.values if v.role == "actual"]
    assert facts == (["1"] if same else [None])


@pytest.mark.parametrize(("sentence", "reason"), REASONS)
def test_why_a_target_was_missed(sentence: str, reason: str | None) -> None:
    text = f"Доля педагогов, прошедших курсы, – план 50 %, факт 40 %. {sentence}"
    (found,) = extract_bytes(report(text), name="a.txt").indicators
    assert found.reason == reason


@pytest.mark.parametrize("sentence", SILENT)
def test_no_indicator(sentence: str) -> None:
    assert extract_bytes(report(sentence), name="a.txt").indicators == ()


def test_short_sentence_is_no_title() -> None:
    record = extract_bytes("СПРАВКА\nоб итогах работы за 2023 год\n\nУспеваемость – 99,2 %.\n".encode(), name="a.txt")
    assert record.header.title is not None
    assert "99,2" not in record.header.title
    assert [v.value for i in record.indicators for v in i.values] == [99.2]
