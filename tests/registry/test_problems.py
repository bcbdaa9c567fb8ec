"""What is odd about a registry is told with its row, and mended only where one reading is possible."""

from __future__ import annotations

from typing import Any

import pytest
from registry.conftest import Load, workbook

from extractor.registry import Registry
from extractor.registry.problems import MOST_KEPT, WORDINGS, sentence
from extractor.registry.values import inn_holds, ogrn_holds

INN, OGRN = "2474531075", "1162409089754"


def codes(registry: Registry) -> list[tuple[str, int]]:
    return [(p.code, p.row) for p in registry.problems]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (INN, INN, None),
        (f"{INN}.0", INN, "digits-repaired"),
        ("2,474531075E+09", INN, "digits-repaired"),
        (f"'{INN}", INN, "digits-repaired"),
        ("2474 531 075", INN, "digits-repaired"),
        ("105014681", "0105014681", "digits-repaired"),
        ("2,47E+09", None, "digits-lost"),
        ("2474531076", "2474531076", "inn-wrong"),
        ("247453107", "247453107", "inn-wrong"),
        ("не знаю", "не знаю", "inn-wrong"),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_inn(load: Load, cell: str, value: str | None, code: str | None) -> None:
    registry = load(f"id;name;ИНН\n1;Школа;{cell}\n")
    assert registry.organisations[0].inn == value
    assert codes(registry) == ([(code, 2)] if code else [])


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (OGRN, OGRN, None),
        (f"{OGRN},00", OGRN, "digits-repaired"),
        ("1,02E+12", None, "digits-lost"),
        ("1162409089755", "1162409089755", "ogrn-wrong"),
    ],
)
def test_ogrn(load: Load, cell: str, value: str | None, code: str | None) -> None:
    registry = load(f"id;name;ОГРН\n1;Школа;{cell}\n")
    assert registry.organisations[0].ogrn == value
    assert codes(registry) == ([(code, 2)] if code else [])


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("247401001", "247401001", None),
        ("10501001", "010501001", "digits-repaired"),
        ("12", "12", "kpp-wrong"),
    ],
)
def test_kpp(load: Load, cell: str, value: str, code: str | None) -> None:
    registry = load(f"id;name;КПП\n1;Школа;{cell}\n")
    assert registry.organisations[0].kpp == value
    assert codes(registry) == ([(code, 2)] if code else [])


def test_check_digits() -> None:
    assert inn_holds(INN)
    assert ogrn_holds(OGRN)
    assert not any(map(inn_holds, ("", "1", "2474531076", "247453107500")))
    assert not any(map(ogrn_holds, ("", "0000000000000", "116240908975")))


def test_numbers_that_a_workbook_keeps_as_numbers(load: Load) -> None:
    rows: list[list[Any]] = [["id", "name", "номер", "ИНН", "ОГРН"], [7, "Школа", 12.0, float(INN), int(OGRN)]]
    (one,) = load(workbook(("Лист1", rows))).organisations
    assert (one.id, one.number, one.inn, one.ogrn) == ("7", "12", INN, OGRN)


def test_a_date_for_a_number(load: Load) -> None:
    registry = load("id;name;номер\n1;Школа;02.янв\n2;Школа № 5;№ 5\n")
    assert codes(registry) == [("number-date", 2)]
    assert registry.organisations[1].number == "5"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("1;Школа;Р;;\n;Школа № 2;Р;;", "no-id"),
        ("1;Школа;Р;;\n2;;Р;;", "no-name"),
        ("1;Школа;Р;;\n2;Школа № 2;Р;;;лишнее", "extra-cells"),
        ("1;Школа;Р;;\n2;Школа № 2;Р;загадочный;", "status-unknown"),
        ("1;Школа;Р;;\n2;Школа № 2;Р;;77", "parent-unknown"),
        ("1;Школа;Р;;\n2;Школа № 2;Р;;2", "parent-itself"),
        ("1;Школа;Р;;\n2;Филиал школы;Р;;", "branch-alone"),
        ("1;Школа «Заря»;Р;;\n2;школа Заря;Р;;", "same-name"),
        ("1;Школа «Заря»;Р;;\n2;школа Заря;Р;закрыта;", "closed-same-name"),
        ("1;Школа;Р;;\n2;12345;Р;;", "name-odd"),
        (f"1;Школа;Р;;\n2;{'Очень ' * 80}длинное;Р;;", "name-long"),
        ("1;Школа;Р;;\n2;Озёрский район;Озерский район;;", "name-place"),
        ("1;Школа;Р;;\n2;Школа ????? № 2;Р;;", "name-unreadable"),
        ("1;Школа;Р;;\n2;РЁРєРѕР»Р° в 2;Р;;", "name-unreadable"),
    ],
)
def test_rows(load: Load, rows: str, code: str) -> None:
    registry = load(f"id;name;муниципалитет;статус;головная организация\n{rows}\n")
    assert codes(registry) == [(code, 3)]
    for lang in ("ru", "en"):
        assert "{" not in sentence(registry.problems[0], lang)
    assert registry.skipped == (code in ("no-id", "no-name"))


def test_the_same_name_in_another_settlement_is_only_noted(load: Load) -> None:
    registry = load("id;name;село;район\n1;Сад «Заря»;Сосновка;Р\n2;Сад «Заря»;Берёзовка;Р\n3;Сад «Заря»;Сосновка;Д\n")
    assert codes(registry) == [("same-name-elsewhere", 3)]


def test_two_that_are_closed_trouble_nobody(load: Load) -> None:
    registry = load("id;name;статус\n1;Школа;закрыта\n2;Школа;ликвидирована\n")
    assert not registry.problems


def test_many_problems_are_counted_and_the_first_kept(load: Load) -> None:
    rows = "".join(f"{k};Школа № {k};12345\n" for k in range(1000))
    registry = load("id;name;ИНН\n" + rows)
    assert len(registry.problems) == MOST_KEPT
    assert registry.problem_counts == {"inn-wrong": 1000}


def test_ogrn_stands_in_for_an_id(load: Load) -> None:
    registry = load(f"Наименование;ОГРН\nШкола № 1;{OGRN}\nШкола № 2;1192439161232\n")
    assert [o.id for o in registry.organisations] == [OGRN, "1192439161232"]
    assert [o.ogrn for o in registry.organisations] == [o.id for o in registry.organisations]
    assert codes(registry) == [("id-from-ogrn", 0)]


def test_sentences_are_in_both_languages() -> None:
    for wording in WORDINGS.values():
        assert any("а" <= c <= "я" for c in wording.ru)
        assert not any("а" <= c.lower() <= "я" for c in wording.en)
