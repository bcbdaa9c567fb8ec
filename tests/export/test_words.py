"""The record in Russian words."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.export import words
from extractor.export.plain import printable
from extractor.export.rows import rows_of
from extractor.record import Deadline, Indicator, Link, LinkCandidate, School, Span, Value

SPAN = Span(start=0, end=1, block=0, quote="x")


def value(**known: Any) -> Value:
    return Value(**{"role": "actual", "unit": "percent", "text": "x", "span": SPAN, **known})


@pytest.mark.parametrize(
    ("number", "said"),
    [(5.0, "5"), (5.7, "5,7"), (148800.5, "148 800,5"), (0.125, "0,125"), (1e6, "1 000 000"), (-3.0, "-3")],
)
def test_numbers(number: float, said: str) -> None:
    assert words.number(number) == said.replace(" ", words.NO_BREAK)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"value": 5.7}, "5,7 %"),
        ({"value": 70, "comparator": "ge"}, "≥ 70 %"),
        ({"low": 1, "high": 3, "unit": "Мбит/с"}, "1–3 Мбит/с"),
        ({"value": 48.6, "count": 233}, "48,6 % (всего 233)"),
        ({"value": 45, "year": 2023, "subject": "СОШ № 1"}, "45 % (2023, СОШ № 1)"),
        ({"value": 12, "unit": "count", "period": "I полугодие"}, "12 ед. (I полугодие)"),
    ],
)
def test_values(known: dict[str, Any], said: str) -> None:
    assert words.value_with_notes(value(**known)).replace(words.NO_BREAK, " ") == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"kind": "date", "due": "2025-02-28"}, "до 28.02.2025"),
        ({"kind": "date", "due": "2025-02-01", "ongoing": True}, "до 01.02.2025, далее постоянно"),
        ({"kind": "date"}, "такой даты нет в календаре"),
        ({"kind": "ongoing"}, "постоянно"),
        ({"kind": "period", "start": "2025-03-01", "due": "2025-03-15"}, "01.03.2025 – 15.03.2025"),
        ({"kind": "recurring", "rrule": "FREQ=DAILY"}, "ежедневно"),
        ({"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=25"}, "ежемесячно до 25 числа"),
        ({"kind": "recurring", "rrule": "FREQ=MONTHLY;BYMONTHDAY=1,15"}, "ежемесячно 1 и 15 числа"),
        ({"kind": "recurring", "rrule": "FREQ=MONTHLY;INTERVAL=3"}, "ежеквартально"),
        ({"kind": "recurring", "rrule": "FREQ=MONTHLY;INTERVAL=6"}, "раз в полугодие"),
        ({"kind": "recurring", "rrule": "FREQ=WEEKLY;BYDAY=FR"}, "еженедельно по пятницам"),
        ({"kind": "recurring", "rrule": "FREQ=WEEKLY;INTERVAL=2"}, "раз в две недели"),
        ({"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1"}, "ежегодно до 1 сентября"),
        ({"kind": "recurring", "rrule": "FREQ=MONTHLY;INTERVAL=5"}, "как напечатано"),
        ({"kind": "relative", "duration": "P10D"}, "в течение 10 дн."),
        ({"kind": "relative", "duration": "P0D"}, "незамедлительно"),
        ({"kind": "relative"}, "как напечатано"),
    ],
)
def test_deadlines(known: dict[str, Any], said: str) -> None:
    item = Deadline(**{"text": "как напечатано", "span": SPAN, **known})
    assert words.deadline(item).replace(words.NO_BREAK, " ") == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"kind": "СОШ", "number": "47", "name": "Озерновская", "legal_form": "МБОУ"}, "МБОУ Озерновская СОШ № 47"),
        ({"kind": "детский сад", "name": "Колосок"}, "детский сад «Колосок»"),
        ({"kind": "школа", "name": "с. Заречье", "settlement": "с. Заречье"}, "школа с. Заречье"),
        ({"kind": "СОШ", "name": "им. Ю.А. Гагарина", "number": "10"}, "СОШ № 10 им. Ю.А. Гагарина"),
        ({"kind": "ООШ", "number": "28", "name": "Безымянская", "branch": True}, "Безымянская ООШ № 28, филиал"),
        ({"kind": "ДДТ", "legal_form": "МБУ ДО"}, "МБУ ДО ДДТ"),
    ],
)
def test_schools(known: dict[str, Any], said: str) -> None:
    assert words.school(School(text="x", span=SPAN, **known)).replace(words.NO_BREAK, " ") == said


def test_what_only_the_numbers_say_is_marked() -> None:
    silent = Indicator(id="i1", name="x", spans=(SPAN,))
    counted = silent.model_copy(update={"computed_status": "not_achieved"})
    assert words.status(counted.model_copy(update={"status": "achieved"})) == "достигнут"
    assert words.status(counted) == "по числам: не достигнут"
    assert words.status(silent) == ""


def test_plan_and_fact_of_one_year_stand_in_one_row() -> None:
    values = (
        value(role="target", value=80, year=2023),
        value(role="target", value=85, year=2024),
        value(role="actual", value=81, year=2023, comparator="gt"),
        value(role="actual", value=7, year=2024, subject="СОШ № 1"),
    )
    rows = rows_of(Indicator(id="i1", name="x", values=values, spans=(SPAN,)))
    said = [(r.about, r.year, r.said("target"), r.said("actual").replace(words.NO_BREAK, " ")) for r in rows]
    assert said == [("", 2023, "80", "> 81"), ("", 2024, "85", ""), ("СОШ № 1", 2024, "", "7")]
    assert len(rows_of(Indicator(id="i1", name="x", spans=(SPAN,)))) == 1


def test_nothing_steers_a_terminal() -> None:
    assert printable("а\x1b[31m\x07\u202eб\tв\nг\r") == "а�[31m��б\tв\nг�"


MATCHED = Link(status="matched", id="OZ-1", name="МБОУ СОШ № 5", score=0.98, explanation="Связано: номер 5 совпадает.")
AMBIGUOUS = Link(
    status="ambiguous",
    score=0.48,
    candidates=(LinkCandidate(id="A", name="Школа", score=0.48), LinkCandidate(id="B", name="Сад", score=0.3)),
    explanation="Подходит несколько организаций, выбрать нельзя.",
)
UNMATCHED = Link(status="unmatched", score=1.0, explanation="В реестре такой организации не найдено.")


@pytest.mark.parametrize(
    ("link", "status", "where"),
    [
        (MATCHED, "связано", "МБОУ СОШ № 5 [OZ-1]"),
        (AMBIGUOUS, "неоднозначно", "Школа [A], 48 %; Сад [B], 30 %"),
        (UNMATCHED, "не найдено", ""),
    ],
)
def test_links(link: Link, status: str, where: str) -> None:
    assert words.link_status(link) == status
    assert words.linked(link).replace(words.NO_BREAK, " ") == where
    note = words.link_note(link).split("\n")
    assert note[0].startswith(f"реестр: {status}")
    assert note[1] == link.explanation
