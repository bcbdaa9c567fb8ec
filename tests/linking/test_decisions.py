"""What links and what does not, in a made-up registry of two municipalities and a second region."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_help import link, linker_of, school
from linking_made_up import CASES, KL, OZ, ROWS

from extractor.linking import Context, Linker
from extractor.linking.explain import explain
from extractor.registry import Name, Organisation


@pytest.fixture(scope="module")
def linker() -> Linker:
    return linker_of(*ROWS)


@pytest.mark.parametrize(("text", "municipality", "want"), CASES, ids=[f"{c[0]}, {c[1]}" for c in CASES])
def test_decision(linker: Linker, text: str, municipality: str | None, want: str) -> None:
    assert link(linker, text, municipality) == want


# mention, municipality, all that may be linked, if anything is: how sure the linker is is a matter of its weights
DOUBTFUL = [
    ("СОШ № 88", OZ, "C02"),
    ("школа с. Кедровое", OZ, "C01"),
    ("МСОШ № 21", OZ, "A21"),
    ("КСОШ", OZ, "A19 A21 A23"),
    ("Озерновская ООШ № 47", OZ, "A01"),
    ("СОШ № 12", None, "A02"),
    ("Дарговская школа", OZ, "A09 A10"),
    ("Озерновская гимназия", OZ, "A01"),
    ("Марьинская школа", OZ, "A12"),
    ("Марьинская гимназия Пушкина", OZ, "A12"),
]


@pytest.mark.parametrize(("text", "municipality", "only"), DOUBTFUL, ids=[c[0] for c in DOUBTFUL])
def test_doubtful(linker: Linker, text: str, municipality: str | None, only: str) -> None:
    found = set(link(linker, text, municipality).split()) - {"нет", "?"}
    assert found <= set(only.split())


# mention, municipality, sentence, answer
SENTENCES = [
    ("СОШ № 1", None, "ремонт СОШ № 1 с. Новое", "A04"),
    ("СОШ № 1", None, "В СОШ № 1, с. Новое, открыт кружок", "A04"),
    ("СОШ № 1", None, "с. Новое, СОШ № 1", "A04"),
    ("СОШ № 1", None, "с. Дарго: СОШ № 1", "A09"),
    ("СОШ № 1", None, "СОШ № 1 из Ключевска заняла первое место", "B01"),
    ("СОШ № 1", OZ, "СОШ № 1 Лесного района приняла гостей", "D03"),
    ("СОШ № 12", KL, "СОШ № 12 Озёрского района приняла гостей", "A02"),
    ("СОШ № 44", KL, "СОШ № 44 приняла гостей", "нет"),
    ("СОШ № 3", OZ, "СОШ № 3 с. Новое (ныне гимназия) приняла гостей", "A07"),
    ("СОШ № 3", OZ, "СОШ № 3, преобразованная в гимназию, приняла гостей", "A07"),
    ("СОШ № 3", OZ, "СОШ № 3 приняла гимназию № 4", "нет"),
    ("№ 12", OZ, "подготовка школ: № 12, № 47", "A02"),
    ("№ 1", OZ, "работа детских садов: № 1", "A08"),
    ("Слоновский филиал", OZ, "Слоновский филиал МБОУ Ярцевская СОШ № 12 отремонтирован", "A11"),
    ("Дарговская СОШ № 1", OZ, "Дарговская СОШ № 1 и школа с. Новое", "A09"),
    ("СОШ № 5", KL, "СОШ № 5", "B02"),
    ("СОШ № 5", KL, "в этом предложении упоминания нет", "B02"),
    ("гимназия", OZ, "гимназия им. А.С. Пушкина приняла гостей", "A12"),
]


@pytest.mark.parametrize(("text", "municipality", "sentence", "want"), SENTENCES, ids=[c[2] for c in SENTENCES])
def test_in_a_sentence(linker: Linker, text: str, municipality: str | None, sentence: str, want: str) -> None:
    assert link(linker, text, municipality, sentence) == want


def test_a_region(linker: Linker) -> None:
    assert link(linker, "СОШ № 1", region="Полуденная область") == "D03"
    assert link(linker, "Озерновская СОШ", region="Северский край") == "A01"
    assert link(linker, "СОШ № 99", region="Северский край") == "нет"
    assert link(linker, "СОШ № 1 Полуденной области", region="Северский край") == "D03"


def test_two_schools_of_a_village() -> None:
    """«№ 2» beside the only «№ 1» of the name may be a school of its own where villages number theirs."""
    rows = [school(f"V{n}", f"МБОУ {name} СОШ № {k}") for n, (name, k) in enumerate(
        (("Дарговская", 1), ("Муровская", 1), ("Муровская", 2), ("Новинская", 1), ("Ярцевская", 3))
    )]  # fmt: skip
    assert link(linker_of(*rows), "Дарговская СОШ № 2", OZ) == "нет"
    assert link(linker_of(*rows), "Дарговская СОШ № 12", OZ) == "V0"
    through = [school(f"T{k}", f"МБОУ {name}ская СОШ № {k}") for k, name in enumerate(
        ("Даргов", "Муров", "Новин", "Ярцев", "Орлов", "Кедров", "Слонов", "Речин", "Волчан", "Озернов"), 1
    )]  # fmt: skip
    assert link(linker_of(*through), "Дарговская СОШ № 2", OZ) == "T1"


def test_a_known_word_is_no_typing_error() -> None:
    rows = (school("P", "МБОУ Ивановская СОШ"), school("Q", "МБОУ Иванковская СОШ", None, "Лесной район"))
    assert link(linker_of(*rows), "Иванковская СОШ", OZ) == "нет"
    assert link(linker_of(rows[0]), "Иванковская СОШ", OZ) == "P"


def test_told_twice() -> None:
    """Rows that nothing tells apart are all answered."""
    rows = [school(f"W{n}", "МБОУ Кедровская СОШ № 4", "Кедровое") for n in range(3)]
    assert link(linker_of(*rows), "Кедровская СОШ № 4", OZ) == "? W0 W1 W2"


def test_many_candidates_are_counted() -> None:
    linker = linker_of(*[school(f"W{n:02}", "МБОУ СОШ № 4", f"Село{'абвгдежзиклмнопр'[n]}ово") for n in range(15)])
    (found,) = linker.link("СОШ № 4", Context(municipality=OZ))
    assert found.answer.status == "ambiguous"
    assert (len(found.answer.candidates), found.answer.more) == (10, 5)


def test_the_whole_name_decides() -> None:
    rows = (school("S", "МБОУ «Школа № 7»"), school("G", "МБОУ «Гимназия № 7»"))
    assert link(linker_of(*rows), "МБОУ «Школа № 7»", OZ) == "S"


CENTRE = school("Z", "Муниципальное бюджетное учреждение дополнительного образования «Центр детского творчества»")


@pytest.mark.parametrize(
    ("text", "municipality", "want"),
    [
        ("МБУ ДО «Центр детского творчества»", OZ, "Z"),
        ("Центру детского творчества", OZ, "Z"),
        ("Центру детского творчества", None, "? Z"),  # perhaps that one: never «no such organisation»
        ("МБУ ДО «ЦДТ»", None, "? Z"),
        ("Центр внешкольной работы", OZ, "нет"),
        ("Центр дополнительного образования", OZ, "нет"),
        ("ЦДОД", None, "нет"),
    ],
)
def test_called_by_its_kind_alone(text: str, municipality: str | None, want: str) -> None:
    linker = linker_of(*ROWS, replace(CENTRE, names=(*CENTRE.names, Name("МБУ ДО «ЦДТ»", "short"))))
    assert link(linker, text, municipality) == want
    (found,) = linker.link("МБУ ДО «Центр детского творчества»", Context(municipality=OZ))
    assert ("form", "differ") not in {(r.part, r.level) for r in found.answer.reasons}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("школа с. Каменка", "нет"),  # a settlement of its own, no typing error of Каменское
        ("школа с. Каменскае", "K"),
        ("Максимовкая СОШ", "M"),
        ("Максимов- ская СОШ", "M"),
        ("Краснопо- лянская СОШ", "P"),
    ],
)
def test_near_but_not_the_same(text: str, want: str) -> None:
    rows = [
        school("K", "МБОУ СОШ с. Каменское", "Каменское"),
        school("M", "МБОУ Максимовская СОШ", "Максимовка"),
        school("P", "МБОУ Краснополянская СОШ", "Красная Поляна"),
        school("O", "МБОУ СОШ с. Каменка", "Каменка", KL),
    ]
    assert link(linker_of(*rows), text, OZ) == want


def test_columns_complete_the_name() -> None:
    linker = linker_of(
        school("N", "МБОУ Речинская", number="9", kind="Гимназия"),
        school("F", "МБОУ СОШ «Слоновская»", is_branch=True),
        school("H", "МБОУ СОШ № 3", "Слоновка"),
    )
    assert link(linker, "гимназия № 9", OZ) == "N"
    assert link(linker, "СОШ № 9", OZ) == "нет"
    assert link(linker, "Слоновский филиал", OZ) == "F"


TRAPS = [
    (school("X", "МБОУ СОШ № 5", "Уфа", "город Уфа"), "СОШ № 5 г. Уфы", None, "X", "«Уфы» and «Уфа» share no stem"),
    (school("X", "МБОУ СОШ № 5", "Уфа", "город Уфа"), "СОШ № 5", "г. Уфы", "X", "«Уфы» and «Уфа» share no stem"),
    (school("X", "МБОУ СОШ № 5", "Орёл", "город Орёл"), "СОШ № 5 г. Орла", None, "X", "«Орла» and «Орёл» share none"),
    (school("X", "МБОУ СОШ № 5", "Шуя", "город Шуя"), "СОШ № 5 г. Шуи", None, "X", "«Шуи» and «Шуя» share no stem"),
    (school("X", "МБОУ «Красноярская СОШ»"), "школа с. Красное", OZ, "нет", "«Красноярская» is derived from «Красное»"),
    (
        school("X", "МБОУ «Новотаволжанская СОШ»"), "школа с. Новая Таволжанка", OZ, "X",
        "an adjective of two words is derived only where the first is as long as «Красн-»",
    ),
    (
        school("X", "МКОУ «Озёрновская специальная (коррекционная) школа-интернат»"), "Озёрновская школа-интернат", OZ,
        "X", "in the registry the boarding school is read as a special school only, which rules out",
    ),
    (
        school("X", "МБОУ «СОШ № 7 имени Д.С. Лихачёва»"), "детский сад № 7", OZ, "нет",
        "the initials «Д.С.» make the school a kindergarten",
    ),
    (
        school("X", "МБОУ «СОШ № 7 имени академика С.П. Королёва»"), "СОШ № 7 им. А.С. Пушкина", OZ, "нет",
        "the dedication to an academician is lost, so it contradicts no other",
    ),
    (
        school("X", "МБОУ СОШ № 47"), "СОШ № 47 Лесного района", OZ, "нет",
        "a district printed in the mention that the registry has not is passed over",
    ),
    (
        school("X", "МБОУ СОШ № 7", "Новое"), "СОШ № 7 c. Мурово", OZ, "нет",
        "a Latin «c.» is no settlement's mark, so another settlement does not rule out",
    ),
    (school("X", "МБОУ «СОШ № 26»"), "СОШN2 6", OZ, "нет", "«N2 6» becomes № 26"),
    (school("X", "МБОУ «СОШ № 300»"), "СОШ № 5, 300 учеников", OZ, "нет", "the number of pupils is linked as a school"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "text", "municipality", "want"),
    [pytest.param(*c[:4], id=f"{c[1]}, {c[2]}") for c in TRAPS],
)
def test_traps(row: Organisation, text: str, municipality: str | None, want: str) -> None:
    assert link(linker_of(row, *ROWS[3:6]), text, municipality) == want


def answers(linker: Linker, places: Sequence[int]) -> list[str]:
    return [link(linker, CASES[n][0], CASES[n][1]) for n in places]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(chance: random.Random) -> None:
    rows = list(ROWS)
    chance.shuffle(rows)
    places = chance.sample(range(len(CASES)), 30)
    assert answers(linker_of(*rows), places) == [CASES[n][2] for n in places]


STRANGERS = st.sampled_from(
    ("МБОУ Озёрновская СОШ № 47", "МАОУ СОШ № 1", "Слоновский филиал МБОУ Ярцевская СОШ № 12", "МБОУ Каменская СОШ",
     "МБДОУ «Детский сад № 1 «Ромашка»", "МБОУ Гимназия № 5", "Дом детского творчества", "МКОУ Дальняя НОШ № 1000")
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.lists(STRANGERS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_strangers_change_nothing(names: list[str], chance: random.Random) -> None:
    """Organisations of another region do not change an answer within a region, whatever their names."""
    linker_alone = linker_of(*ROWS)
    more = [school(f"Z{n}", name, "Озёрное", OZ, "Дальняя область") for n, name in enumerate(names)]
    linker = linker_of(*ROWS, *more)
    for n in chance.sample(range(len(CASES)), 30):
        text, municipality, _ = CASES[n]
        if municipality is None or "район" in text:
            continue
        assert link(linker, text, municipality, region="Северский край") == link(
            linker_alone, text, municipality, region="Северский край"
        )


@pytest.mark.parametrize(("text", "municipality"), [c[:2] for c in CASES], ids=[f"{c[0]}, {c[1]}" for c in CASES])
def test_answers_are_sound(linker: Linker, text: str, municipality: str | None) -> None:
    """Probabilities, candidates, reasons and the sentence fit the status; ids are the registry's."""
    known = {row.id for row in ROWS}
    for found in linker.link(text, Context(municipality=municipality)):
        answer = found.answer
        assert 0 <= answer.score <= 1
        scores = [c.score for c in answer.candidates]
        assert scores == sorted(scores, reverse=True)
        assert sum(scores) <= 1.001
        assert {c.id for c in answer.candidates} <= known
        assert (answer.id in known) == (answer.status == "matched") == (answer.name is not None)
        assert bool(answer.candidates) == (answer.status == "ambiguous")
        assert bool(answer.reasons) == (answer.status != "unmatched")
        assert not answer.judged
        sentence = explain(answer)
        assert sentence.endswith(".")
        assert sentence[0] in "СПВ"
        assert "{" not in sentence


EXPLAINED = [
    ("Озерновская СОШ № 47", OZ, ["Связано", "номер 47 совпадает", "название «Озерновская» совпадает"]),
    ("Озерновская СОШ № 74", OZ, ["Связано", "номер другой: в документе 74, в реестре 47"]),
    ("школа № 5", KL, ["Подходит несколько организаций", "номер 5 совпадает"]),
    ("СОШ № 4", OZ, ["В реестре такой организации не найдено."]),
    ("Озреновская СОШ", OZ, ["похоже на «Озёрновская» с опечаткой"]),
]


@pytest.mark.parametrize(("text", "municipality", "phrases"), EXPLAINED, ids=[c[0] for c in EXPLAINED])
def test_explained(linker: Linker, text: str, municipality: str, phrases: list[str]) -> None:
    (found,) = linker.link(text, Context(municipality=municipality))
    for phrase in phrases:
        assert phrase in explain(found.answer)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("Старицкая ООШ", "организация закрыта"), ("СОШ № 8", "так организация называлась раньше")],
)
def test_the_state_is_explained(linker: Linker, text: str, phrase: str) -> None:
    (found,) = linker.link(text, Context(municipality=OZ))
    assert phrase in explain(found.answer)


def test_an_empty_registry_cannot_be() -> None:
    """A registry always has rows; one row alone is a registry too."""
    linker = linker_of(school("ONE", "МБОУ СОШ № 1"))
    assert link(linker, "СОШ № 1") == "ONE"
    assert link(linker, "СОШ № 2") == "нет"
    assert link(linker, "школа") == "нет"


def test_a_number_of_an_untold_municipality() -> None:
    """A school that the registry puts into the district goes before one of which it tells no district."""
    here, untold = school("A", "МБОУ СОШ № 3 с. Новое", "Новое"), school("U", "МБОУ СОШ № 3", None, None)
    assert link(linker_of(here, untold), "СОШ № 3", OZ) == "A"
    other = school("A", "МБОУ Гимназия № 3 с. Новое", "Новое")
    assert link(linker_of(other, untold), "СОШ № 3", OZ) != "A"


def test_a_name_of_an_untold_municipality() -> None:
    """A name that another of the region bears tells less than one that nobody else bears."""
    rows = [school("U", "МБОУ Кедровская СОШ", None, None), school("D", "МБОУ Кедровская ООШ", None, "Лесной район")]
    alone, two = (linker_of(*some, school("X", "МБОУ Озёрновская СОШ")) for some in (rows[:1], rows))
    scores = [linker.link("Кедровская СОШ", Context(municipality=OZ))[0].answer.score for linker in (alone, two)]
    assert link(alone, "Кедровская СОШ", OZ) == "U"
    assert scores[0] > scores[1]


def test_a_branch_by_its_settlement() -> None:
    rows = [school(f"S{n}", f"МБОУ {name}ская СОШ") for n, name in enumerate(("Озёрнов", "Ярцев", "Муров"))]
    branch = school("F", "Начальная школа п. Цыганковка – филиал МБОУ Озёрновской СОШ", None, None)
    assert link(linker_of(*rows, branch), "НОШ п. Цыганковка", OZ) == "F"
