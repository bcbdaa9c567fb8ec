"""The made-up registry and its mentions: repeatable, well-formed, with answers that hold."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from linking_damage import latin, scanned, typo  # noqa: E402
from linking_fit import DOUBT, Index, Level, Printed, parts_level  # noqa: E402
from linking_mentions import MentionCase, make_mentions, without_context, without_targets  # noqa: E402
from linking_names import FULL, Look, printed  # noqa: E402
from linking_parts import AMBIG, COLUMNS, Parts, Row, School, inn_of, ogrn_of  # noqa: E402
from linking_places import Municipality, Place  # noqa: E402
from linking_registry import make_registry, write_csv  # noqa: E402
from linking_stats import table  # noqa: E402
from linking_words import adjective_of, declined, genitive_of, regions  # noqa: E402

COUNT = 4_000


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return make_registry(count=COUNT, seed=7)


@pytest.fixture(scope="module")
def cases(rows: list[Row]) -> list[MentionCase]:
    return make_mentions(rows, count=400, seed=7)


def test_the_same_seed_gives_the_same_registry_and_mentions(rows: list[Row], cases: list[MentionCase]) -> None:
    again = make_registry(count=COUNT, seed=7)
    assert [row.cells() for row in again] == [row.cells() for row in rows]
    assert make_mentions(again, count=400, seed=7) == cases
    assert make_registry(count=COUNT, seed=8)[0].cells() != rows[0].cells()


@pytest.mark.parametrize("count", [300, 1_001, COUNT])
def test_there_are_as_many_rows_as_asked_for(count: int) -> None:
    found = make_registry(count=count, seed=3)
    assert len(found) == len({row.id for row in found}) == count


def test_the_file_has_the_columns(rows: list[Row], tmp_path: Path) -> None:
    write_csv(rows, tmp_path / "registry.csv")
    with (tmp_path / "registry.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert list(found[0]) == list(COLUMNS)
    assert [row["name"] for row in found] == [row.name for row in rows]


def test_check_digits_are_right() -> None:
    # Hand-made: 2*7 + 4*7 + 10*0 + 3*1 + 5*0 + 9*0 + 4*0 + 6*0 + 8*1 = 53, by 11 is 9.
    assert inn_of("77", 1, 1) == "7701000019"
    assert int(ogrn_of("77", 2, 1)[:12]) % 11 % 10 == int(ogrn_of("77", 2, 1)[12])


def test_branches_share_the_numbers_of_their_parent(rows: list[Row]) -> None:
    by_id = {row.id: row for row in rows}
    branches = [row for row in rows if row.parent_id]
    assert 0.06 < len(branches) / len(rows) < 0.16
    for row in branches:
        parent = by_id[row.parent_id]
        assert not parent.parent_id
        assert (row.inn, row.ogrn, row.truth.town.key) == (parent.inn, parent.ogrn, parent.truth.town.key)


def test_every_name_shows_its_number_and_no_gap(rows: list[Row]) -> None:
    for row in rows:
        assert row.truth.parts.number in row.name
        assert row.name == row.name.strip()
        assert "  " not in row.name
        assert "None" not in row.name


@pytest.mark.parametrize(
    ("name", "adjective"),
    [
        ("Ивановка", "Ивановская"),
        ("Иваново", "Ивановская"),
        ("Ивановское", "Ивановская"),
        ("Ивановский", "Ивановская"),
        ("Лукьяновск", "Лукьяновская"),
        ("Каменка", "Каменская"),
        ("Улятуй", "Улятуйская"),
        ("Гой-Юрт", "Гой-Юртовская"),
    ],
)
def test_adjectives_of_settlements(name: str, adjective: str) -> None:
    assert adjective_of(name) == adjective


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Лукьяновск", "Лукьяновска"),
        ("Заречный", "Заречного"),
        ("Соледар", "Соледара"),
        ("Иваново", "Иваново"),
        ("Верхняя Каменка", "Верхней Каменки"),
    ],
)
def test_genitives_of_settlements(name: str, genitive: str) -> None:
    assert genitive_of(name) == genitive


@pytest.mark.parametrize(
    ("name", "dative"),
    [
        ("Новоберёзовская средняя общеобразовательная школа", "Новоберёзовской средней общеобразовательной школе"),
        ("специальная (коррекционная) школа", "специальной (коррекционной) школе"),
        ("школа-интернат", "школе-интернату"),
        ("центр образования", "центру образования"),
        (
            "муниципальное казённое общеобразовательное учреждение",
            "муниципальному казённому общеобразовательному учреждению",
        ),
        ("СОШ", "СОШ"),
    ],
)
def test_names_are_declined_up_to_their_head(name: str, dative: str) -> None:
    assert declined(name, 2) == dative


def school(kind: str, *, number: str = "", adjective: str = "", place: Place | None = None) -> School:
    center = Place("г", "Лукьяновск", "Лукьяновская")
    town = Municipality(
        0, "Лукьяновский", False, center, "Лукьяновский район", "Лукьяновского района", "", regions()[0], 9
    )
    return School(Parts("МБОУ", kind, number, adjective, place), None, place or center, town)


VILLAGE = Place("с", "Берёзовка", "Берёзовская")


@pytest.mark.parametrize(
    ("said", "one", "level"),
    [
        (Printed(kind="сош", number="1"), school("сош", number="1"), Level.EXACT),
        (Printed(kind="сош", number="1"), school("сош", number="11"), Level.NO),
        (Printed(kind="сош", number="1"), school("сош", number="1", place=VILLAGE), Level.LOOSE),
        (Printed(kind="сош", number="1"), school("гимназия", number="1"), Level.NO),
        (Printed(kind="сош", number="1"), school("сш", number="1"), Level.LOOSE),
        (Printed(kind="школа", number="1", generic=True), school("оош", number="1"), Level.EXACT),
        (Printed(form="МБОУ", number="1"), school("доу", number="1"), Level.NO),
        (Printed(form="МБОУ", number="1"), school("лицей", number="1"), Level.EXACT),
        (Printed(kind="сош", adjective="Березовская"), school("сош", adjective="Берёзовская"), Level.EXACT),
        (Printed(kind="сош", adjective="Берёзовская"), school("сош", place=VILLAGE), Level.MAYBE),
        (Printed(kind="сош", place="Берёзовка"), school("сош", place=VILLAGE), Level.EXACT),
        (Printed(kind="оош", place="Берёзовка"), school("сош", place=VILLAGE), Level.NO),
    ],
)
def test_how_printed_parts_fit(said: Printed, one: School, level: Level) -> None:
    assert parts_level(said, one.parts, one, "с. березовка") == level


def test_names_are_printed_as_registries_have_them() -> None:
    head = Parts("МБОУ", "сош", adjective="Озёрная")
    assert (
        printed(head, FULL)
        == "муниципальное бюджетное общеобразовательное учреждение «Озёрная средняя общеобразовательная школа»"
    )
    assert printed(head, Look(form="short", quotes=("", ""), case=4)) == "МБОУ Озёрной СОШ"
    branch = Parts("МБОУ", "", place=VILLAGE, branch="A")
    assert printed(branch, Look(), head) == "филиал МБОУ «Озёрная СОШ» в с. Берёзовка"


def test_answers_name_rows_of_the_context(rows: list[Row], cases: list[MentionCase]) -> None:
    by_id = {row.id: row for row in rows}
    for case in cases:
        assert case.mention in case.sentence
        assert case.expected in ({case.target} if case.unique else {AMBIG})
        assert case.target in case.candidates
        assert all(by_id[one].truth.town == by_id[case.target].truth.town for one in case.candidates)
    assert Counter(case.unique for case in cases)[True] > 350


def test_doubtful_mentions_are_given_only_when_asked_for(rows: list[Row], cases: list[MentionCase]) -> None:
    assert all(case.expected != DOUBT for case in cases)
    assert any(case.expected == DOUBT for case in make_mentions(rows, count=400, seed=7, doubtful=True))


def test_nothing_fits_where_the_organisations_are_gone(rows: list[Row], cases: list[MentionCase]) -> None:
    left, absent = without_targets(rows, cases)
    index = Index(left)
    towns = {row.id: row.truth.town.key for row in rows}
    assert len(absent) > 300
    for case in absent:
        assert case.expected == "" and not case.candidates
        assert not index.fitting(case.said, index.towns[towns[case.target]])


def test_without_context_a_unique_mention_fits_one_row_of_the_country(
    rows: list[Row], cases: list[MentionCase]
) -> None:
    bare = without_context(rows, cases)
    index = Index(rows)
    assert {case.region + case.municipality for case in bare} == {""}
    assert all(case.sentence == case.mention for case in bare)
    assert min(Counter(case.unique for case in bare).values()) > 20
    for case in bare[:60]:
        fits = index.fitting(case.said, rows)
        assert (len(fits) == 1) if case.unique else len(fits) > 1


def test_damage_leaves_digits_alone() -> None:
    from random import Random

    rng = Random(1)
    text = "МБОУ «Берёзовская СОШ № 12»"
    for damage in (typo, latin, scanned):
        for _ in range(50):
            assert "12" in re.findall(r"\d+", damage(rng, text))


def test_the_comparison_has_a_line_for_every_figure(rows: list[Row]) -> None:
    lines = list(table(rows))
    assert len(lines) > 30
    assert all(line.count(" | ") == 2 for line in lines)
