"""Folding of wordings, numbers, units and keys; pairing of items."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.evaluation.fold import (
    deadline_key,
    likeness,
    magnitude,
    number_key,
    point_number,
    school_key,
    text_key,
    unit_key,
)
from extractor.evaluation.pairing import pair


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Отчёт  о «работе»", 'отчет о "работе".'),
        ("СОШ – филиал", "сош - филиал"),
        ("МБОУ CОШ", "МБОУ СОШ"),  # the first letter of the left one is Latin
        ("  план;", "План"),
        ("**жирный**", "жирный"),
        (None, ""),
    ],
)
def test_the_same_wording(one: object, other: object) -> None:
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(("one", "other"), [("СОШ 1", "СОШ 11"), ("Moodle", "Мoodle да"), ("не план", "план")])
def test_different_wordings(one: str, other: str) -> None:
    assert text_key(one) != text_key(other)


def test_numbers() -> None:
    assert number_key("5,70") == number_key(5.7) == 5.7
    assert number_key(None) is None
    assert magnitude({"low": 1, "high": "3"}) == ("range", 1.0, 3.0)
    assert magnitude({"value": 7}) == ("value", 7.0, None)


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("%", "percent"),
        ("проц.", "percent"),
        ("п.п.", "percentage_point"),
        ("чел.", "person"),
        ("шт.", "count"),
        (None, "count"),
        ("балл", "point"),
        ("тыс. руб.", "thousand_rub"),
        ("Мб/с", "мбит/с"),
        ("РМО", "рмо"),
    ],
)
def test_units(spelling: str | None, unit: str) -> None:
    assert unit_key(spelling) == unit


def test_deadlines_with_the_same_rule() -> None:
    one = {"kind": "recurring", "rrule": "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=9"}
    other = {"kind": "recurring", "rrule": "RRULE:BYMONTH=9;FREQ=YEARLY;BYMONTHDAY=1", "text": "ежегодно"}
    assert deadline_key(one) == deadline_key(other)
    assert deadline_key(one) != deadline_key({**one, "ongoing": True})


def test_schools_in_any_case_of_their_name() -> None:
    one = {"kind": "СОШ", "number": "47", "name": "Озерновская"}
    assert school_key(one) == school_key({**one, "name": "Озерновской", "legal_form": "МБОУ"})
    assert school_key(one) != school_key({**one, "number": "4"})


def test_numbers_of_points() -> None:
    assert [point_number({"number": n}) for n in ("3.1)", "а", " 2. ", 2.1, None)] == ["3.1", "а", "2", "2.1", ""]


def test_likeness() -> None:
    assert likeness("доля школ", "школ доля") == 100
    assert likeness("", "доля") == 0
    assert likeness("Доля обучающихся, охваченных горячим питанием", "охваченных горячим питанием") >= 95
    assert likeness("Доля педагогов", "питание") < 60


def test_pairs_are_made_one_to_one_the_most_alike_first() -> None:
    def alike(one: Any, other: Any) -> float:
        return 100.0 - abs(int(one["n"]) - int(other["n"]))

    wanted = [{"n": 1}, {"n": 5}, {"n": 50}]
    found = [{"n": 5}, {"n": 4}, {"n": 2}]
    assert pair(wanted, found, alike, least=95) == {1: 0, 0: 2}
    assert pair([], found, alike, least=0) == {}
