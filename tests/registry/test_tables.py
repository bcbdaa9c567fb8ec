"""Delimited text and workbooks: whatever the encoding, the delimiter and the place of the heads, the same schools."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS, SHARED
from registry.conftest import HEADS, ROWS, TABLE, Load, workbook

from extractor.registry import Organisation, Registry, load_registry

ENCODINGS = ("utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "koi8-r", "cp866")
LINES = [line.split(";") for line in TABLE.splitlines()]


def bare(registry: Registry) -> list[tuple[object, ...]]:
    """What does not depend on where a row stands."""
    return [(o.id, o.names, o.number, o.settlement, o.municipality, o.inn) for o in registry.organisations]


@pytest.fixture
def plain(load: Load) -> list[tuple[object, ...]]:
    return bare(load(TABLE))


def test_what_a_table_says(load: Load) -> None:
    registry = load(TABLE)
    first, second = registry.organisations
    assert (first.id, first.row, first.number, first.settlement) == ("A1", 2, "5", "Озёрное")
    assert (first.title, first.short) == ("Муниципальное бюджетное учреждение «Средняя школа № 5»", "МБОУ СШ № 5")
    assert (second.number, second.inn, second.status, second.parent_id, second.is_branch) == (None,) * 4 + (False,)
    assert registry.columns[1] == ("Наименование", "name")
    assert (registry.format, registry.delimiter, registry.head_row, registry.rows) == ("csv", ";", 1, 2)
    assert registry.sha256 == hashlib.sha256(TABLE.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(load: Load, plain: list[tuple[object, ...]], encoding: str) -> None:
    # The oldest pages have no quotes like «», no №.
    text = TABLE if encoding.startswith(("utf", "cp1251")) else TABLE.translate({0xAB: '"', 0xBB: '"', 0x2116: "N"})
    text = text if '"' not in text else text.replace('"', "'")
    got = bare(load(text.encode(encoding)))
    assert got == (plain if text == TABLE else bare(load(text)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters(load: Load, plain: list[tuple[object, ...]], delimiter: str, line_end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(LINES)
    registry = load(out.getvalue())
    assert bare(registry) == plain
    assert registry.delimiter == delimiter


def test_an_order_to_excel_in_the_first_line(load: Load, plain: list[tuple[object, ...]]) -> None:
    registry = load("sep=;\r\n" + TABLE)
    assert bare(registry) == plain
    assert registry.organisations[0].row == 3


def test_quotes_delimiters_and_line_breaks_in_a_cell(load: Load) -> None:
    registry = load('id,name,former_names\n1,"Школа ""Заря"", филиал\nв селе","Заря|Звезда;Луна\nСолнце"\n2,Школа,\n')
    first = registry.organisations[0]
    assert first.title == 'Школа "Заря", филиал в селе'
    assert [name.text for name in first.names if name.kind == "former"] == ["Заря", "Звезда", "Луна", "Солнце"]
    assert first.is_branch
    assert registry.organisations[1].row == 3


def test_quotes_in_a_table_of_tabs_are_letters(load: Load) -> None:
    registry = load('id\tназвание\n1\t"Школа № 1\n2\tШкола «Заря»\n')
    assert [o.title for o in registry.organisations] == ['"Школа № 1', "Школа «Заря»"]


def test_heads_below_a_title_and_above_their_numbers(load: Load) -> None:
    numbers = ";".join(str(k) for k in range(1, 8))
    title = "Реестр школ;;;;;;\n;;;;;;\n"
    registry = load(f"{title}{HEADS}\n{numbers}\n{ROWS[0]}\n\n{HEADS}\n{ROWS[1]}\n")
    assert [o.id for o in registry.organisations] == ["A1", "A2"]
    assert (registry.head_row, registry.rows, registry.organisations[1].row) == (3, 2, 8)


def test_workbook(load: Load, plain: list[tuple[object, ...]]) -> None:
    rows: list[list[Any]] = [["Сведения о школах"], [], *LINES]
    rows[3] = [*rows[3][:3], 5, *rows[3][4:6], 2474531075.0]
    registry = load(workbook(("О файле", [["Составлено", date(2024, 9, 1)]]), ("Школы", rows)))
    assert bare(registry) == plain
    assert (registry.format, registry.sheet, registry.head_row) == ("xlsx", "Школы", 3)


def test_a_hidden_sheet_comes_last(load: Load) -> None:
    from openpyxl import load_workbook

    data = workbook(("Черновик", [["id", "name"], ["X", "Старое"]]), ("Школы", [["id", "name"], ["A", "Школа"]]))
    book = load_workbook(io.BytesIO(data))
    book["Черновик"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [o.id for o in load(out.getvalue()).organisations] == ["A"]


def test_names_of_every_kind(load: Load) -> None:
    heads = "ID;Полное наименование;Наименование ОО;Сокращённое наименование;Прежние названия;Другие названия"
    (one,) = load(heads + "\n1;Школа № 1;Школа один;СШ 1;Школа-восьмилетка;Первая; \n").organisations
    assert [(name.text, name.kind) for name in one.names] == [
        ("Школа № 1", "full"),
        ("Школа один", "alias"),
        ("СШ 1", "short"),
        ("Школа-восьмилетка", "former"),
        ("Первая", "alias"),
    ]


def test_only_short_names(load: Load) -> None:
    (one,) = load("код;Краткое наименование\n7;СОШ № 7\n").organisations
    assert one.title == one.short == "СОШ № 7"


def test_a_name_that_repeats_another_is_kept_once(load: Load) -> None:
    (one,) = load("id;name;short_name\n1;Школа;Школа\n").organisations
    assert len(one.names) == 1


def test_district_is_the_municipality_only_where_no_other_column_is(load: Load) -> None:
    alone = load("id;name;Район\n1;Школа;Озёрский\n").organisations[0]
    both = load("id;name;Район;Муниципалитет\n1;Школа;Ленинский;г. Ключевск\n").organisations[0]
    assert (alone.municipality, alone.district) == ("Озёрский", None)
    assert (both.municipality, both.district) == ("г. Ключевск", "Ленинский")


def test_an_address_fills_what_has_no_column(load: Load) -> None:
    (one,) = load(
        "id;name;Адрес\n1;Школа;663180, Енский край, Озёрский р-н, с. Озёрное, ул. Новая, д. 1\n"
    ).organisations
    assert (one.settlement, one.municipality) == ("Озёрное", "Озёрский р-н")


def test_a_parent_told_by_its_name(load: Load) -> None:
    rows = ("1;Школа «Заря»;", "2;Филиал 2;школа Заря", "3;Филиал 3;1", "4;Сад;", "5;Сад;", "6;Филиал 6;Сад")
    registry = load("id;name;Головная организация\n" + "\n".join(rows) + "\n")
    assert [o.parent_id for o in registry.organisations] == [None, "1", "1", None, None, "Сад"]
    assert registry.problem_counts["parent-unknown"] == 1


@pytest.mark.parametrize(
    ("word", "status"),
    [("действует", "active"), ("закрыта", "closed"), ("реорганизована в 2020 г.", "reorganised"), ("", None)],
)
def test_status(load: Load, word: str, status: str | None) -> None:
    registry = load(f"id;name;status\n1;Школа;{word}\n")
    assert registry.organisations[0].status == status
    assert registry.organisations[0].status_text == (word or None)
    assert not registry.problems


def test_the_files_of_the_corpus() -> None:
    whole = {o.id: o for o in load_registry(CORPUS / "registry.csv").organisations}
    assert len(whole) == 115
    for name, prefix in (("ozyorsky.csv", "OZ"), ("klyuchevsk.xlsx", "KL")):
        registry = load_registry(CORPUS / "registry" / name)
        assert not registry.problems
        assert {o.id for o in registry.organisations} == {key for key in whole if key.startswith(prefix)}
        for one in registry.organisations:
            same = whole[one.id]
            assert (one.title, one.short, one.number, one.inn) == (same.title, same.short, same.number, same.inn)
            assert (one.parent_id, one.is_branch, one.status) == (same.parent_id, same.is_branch, same.status)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
@pytest.mark.parametrize(("name", "count"), [("registry/schools-real.csv", 5325), ("dev/registry.csv", 115)])
def test_real_registries(name: str, count: int) -> None:
    path = SHARED / name
    if not path.is_file():
        pytest.skip("not here")
    registry = load_registry(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(registry.organisations) == len(rows) == count
    assert registry.skipped == 0
    assert not registry.ignored
    for organisation, row in zip(registry.organisations, rows, strict=True):
        check_row(organisation, row)


def check_row(organisation: Organisation, row: dict[str, str]) -> None:
    assert organisation.id == row["id"]
    assert organisation.title == " ".join(row["name"].split())
    for field in ("number", "region", "inn", "ogrn"):
        assert getattr(organisation, field) == (row[field] or None)


def test_fifty_thousand_rows(put: Callable[[bytes], Path]) -> None:
    """The promise is two seconds; a busy machine gets four times that."""
    import time

    line = (
        "S{};Муниципальное бюджетное общеобразовательное учреждение «Школа № {}»;МБОУ № {};{};Село;Район {};2474531075"
    )
    rows = "\n".join(line.format(k, k, k, k, k % 900) for k in range(50_000))
    path = put(f"{HEADS}\n{rows}\n".encode())
    begun = time.process_time()
    assert len(load_registry(path).organisations) == 50_000
    assert time.process_time() - begun < 8
