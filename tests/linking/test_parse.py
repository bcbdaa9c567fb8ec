"""Names taken apart: every form of a school's name gives its parts, in a registry and in a document alike.

``parse_cases.tsv`` holds names with their parts in the notation of ``linking_help.shown``.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_help import shown

from extractor.linking.parse import parse
from extractor.linking.parts import Parts
from extractor.linking.profile import Profile, Variant, profile_from, profile_text

with (Path(__file__).parent / "parse_cases.tsv").open(encoding="utf-8", newline="") as _file:
    CASES = [(row[0], row[1]) for row in csv.reader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
NAMES = [name for name, _ in CASES]


@pytest.mark.parametrize(("name", "want"), CASES, ids=NAMES)
def test_parts(name: str, want: str) -> None:
    assert shown(parse(name)) == want


def test_enough_names() -> None:
    assert len(CASES) >= 180
    assert len(set(NAMES)) == len(NAMES)


WRONG = [
    (
        "структурное подразделение детский сад «Теремок» МБОУ СОШ № 5",
        "[детский сад] теремк филиал <МБОУ [СОШ] №5>",
        "without quotation marks around the whole name branch and head are exchanged",
    ),
]


@pytest.mark.parametrize(
    ("name", "want"),
    [pytest.param(name, want, marks=pytest.mark.xfail(reason=why), id=name) for name, want, why in WRONG],
)
def test_parts_not_yet(name: str, want: str) -> None:
    assert shown(parse(name)) == want


def without_form(parts: Parts) -> Parts:
    return replace(parts, form=None, parent=parts.parent and without_form(parts.parent))


@pytest.mark.parametrize("name", NAMES)
def test_print_does_not_matter(name: str) -> None:
    """Other quotes and dashes, е for ё, wide spaces: the same parts."""
    want = parse(name)
    for old, new in (("«»", '""'), ("«»", "„“"), ("ёЁ", "еЕ"), ("–", "—"), (" ", "\u00a0")):
        assert parse(name.translate(str.maketrans(old, new * (len(old) // len(new))))) == want


IN_CAPITALS = [
    "МБОУ Озёрновская СОШ № 47",
    "МКОУ «Муровская ООШ»",
    "Гимназия № 14 города Речинска",
    "СОШ № 5 имени А.С. Пушкина",
    "Муниципальное казённое общеобразовательное учреждение Шилинская основная общеобразовательная школа",
    "детский сад № 24 «Ромашка»",
    "СОШ № 3 Озёрского района",
]


@pytest.mark.parametrize("name", IN_CAPITALS)
def test_capitals(name: str) -> None:
    assert parse(name.upper()) == parse(name)


DECLINED = [
    ("Озёрновская средняя школа № 47", "Озёрновской средней школы № 47", "Озёрновскую среднюю школу № 47"),
    ("Муровская основная школа", "Муровской основной школой", "Муровскую основную школу"),
    ("Речинский лицей № 3", "Речинского лицея № 3", "Речинским лицеем № 3", "Речинскому лицею № 3"),
    ("Марьинская гимназия", "Марьинской гимназии", "Марьинскую гимназию", "Марьинской гимназией"),
    ("детский сад № 5 «Ромашка»", "детского сада № 5 «Ромашка»", "детскому саду № 5 «Ромашка»"),
    ("вечерняя школа № 2", "вечерней школы № 2", "вечернюю школу № 2", "вечерней школой № 2"),
    ("Речинский медицинский колледж", "Речинского медицинского колледжа", "Речинским медицинским колледжем"),
    ("школа-интернат № 2", "школы-интерната № 2", "школе-интернату № 2", "школой-интернатом № 2"),
    ("Центр образования № 4", "Центра образования № 4", "Центром образования № 4"),
    ("начальная школа № 4", "начальной школы № 4", "начальную школу № 4"),
    ("школа города Речинск", "школы города Речинска", "школой в городе Речинске"),
    ("Болдыревский филиал", "Болдыревского филиала", "Болдыревским филиалом"),
    ("пятая школа", "пятой школы", "пятую школу", "5-я школа", "5-ю школу", "5-й школе"),
]


@pytest.mark.parametrize("forms", DECLINED, ids=[forms[0] for forms in DECLINED])
def test_cases(forms: tuple[str, ...]) -> None:
    want = shown(parse(forms[0]))
    assert {form: shown(parse(form)) for form in forms} == dict.fromkeys(forms, want)


IDENTIFYING = [("школа № 5", True), ("Озёрновская школа", True), ("школа с. Мурово", True), ("КСОШ", True)]
NOTHING = ["школа", "МБОУ СОШ", "гимназия", "", "филиал", "средняя общеобразовательная школа", "Озёрский район"]


@pytest.mark.parametrize(("name", "want"), IDENTIFYING + [(name, False) for name in NOTHING])
def test_identifies(name: str, want: bool) -> None:
    assert parse(name).identifies is want


def test_a_branch_is_told_by_its_head() -> None:
    assert parse("филиал Гайнской СОШ").identifies
    assert not parse("филиал школы").identifies


@given(st.text('абвгдеш СОШ№0123456789«»".,-()гсп\n', max_size=60))
def test_any_text_is_taken_apart(text: str) -> None:
    parts = parse(text)
    assert parse(text) == parts
    assert parts.number is None or (parts.number.isdigit() and not parts.number.startswith("0")) or parts.number == "0"


def test_profiles_as_text(real_names: tuple[str, ...]) -> None:
    """What a name was taken apart into comes back from the text that the cache keeps."""
    for name in NAMES + list(real_names[::20]):
        profile = Profile(
            "R1", name, (Variant(parse(name)), Variant(Parts(), former=True)), (("нов",),), 3, True, ("a",)
        )
        assert profile_from(profile_text(profile), 3) == profile
