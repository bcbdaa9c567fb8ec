"""Links in the record of a document: what the document says of its place, and mentions that lean on each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from linking_help import linker_of, school

from extractor import extract_bytes
from extractor.linking import Linker
from extractor.linking.records import link_record
from extractor.record import Record, School

KL = "городской округ город Ключевск"
LINKER = linker_of(
    school("A01", "МБОУ Озёрновская СОШ № 47", "Озёрное"),
    school("A02", "МБОУ Ярцевская СОШ № 12", "Ярцево"),
    school("A03", "МКОУ «Муровская ООШ»", "Мурово"),
    school("A04", "МБОУ СОШ № 1 с. Новое", "Новое"),
    school("A05", "Слоновский филиал МБОУ Ярцевская СОШ № 12", "Слоновка"),
    school("A06", "МБОУ «Майская СОШ № 46»", "Майское"),
    school("A07", "МБОУ Гимназия № 5", "Новое"),
    school("A08", "МБОУ СОШ № 5", "Ярцево"),
    school("B01", "МАОУ СОШ № 1", "Ключевск", KL),
    school("B47", "МАОУ СОШ № 47", "Ключевск", KL),
    school("B12", "МАОУ СОШ № 12", "Ключевск", KL),
)
OFFICE = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ОЗЁРСКОГО РАЙОНА

ПРИКАЗ

16.01.2025 № 9-од
с. Озёрное

О подготовке школ

"""


def record_of(text: str) -> Record:
    return extract_bytes(text.encode(), name="приказ.txt")


def linked(text: str, linker: Linker = LINKER, **place: str) -> dict[str, str | None]:
    """The mentions of a text with the ids of their links."""
    record = link_record(record_of(text), linker, **place)
    return {s.text: s.link.id if s.link else "no link" for s in record.schools}


ORDER = (
    OFFICE
    + """Проверены МБОУ «Майская СОШ № 46», СОШ № 1, СОШ № 47 и Муровская ООШ.

ПРИКАЗЫВАЮ:

1. Директору МБОУ Озерновская СОШ № 47 обеспечить охват горячим питанием не менее 90 % обучающихся до 01.03.2025.

2. Слоновскому филиалу МБОУ Ярцевская СОШ № 12 и школе № 5 отчитаться до 01.03.2025.

3. Директору СОШ № 99 провести ремонт до 01.04.2025.

Начальник управления                Е.В. Тарасова
"""
)


@pytest.fixture(scope="module")
def order() -> Record:
    return link_record(record_of(ORDER), LINKER)


def test_the_head_tells_the_municipality() -> None:
    assert linked(ORDER) == {
        "МБОУ «Майская СОШ № 46»": "A06",
        "СОШ № 1": "A04",
        "СОШ № 47": "A01",
        "Муровская ООШ": "A03",
        "МБОУ Озерновская СОШ № 47": "A01",
        "Слоновскому филиалу МБОУ Ярцевская СОШ № 12": "A05",
        "школе № 5": None,
        "СОШ № 99": None,
    }


def test_statuses(order: Record) -> None:
    found = {s.text: s.link for s in order.schools}
    assert all(link is not None for link in found.values())
    statuses = {text: link.status for text, link in found.items() if link}
    assert statuses.pop("школе № 5") == "ambiguous"
    assert statuses.pop("СОШ № 99") == "unmatched"
    assert set(statuses.values()) == {"matched"}
    several = found["школе № 5"]
    assert several
    assert {c.id for c in several.candidates} == {"A07", "A08"}


def test_orders_carry_the_links_of_the_list(order: Record) -> None:
    by_place = {s.span.start: s.link for s in order.schools}
    within: list[School] = [s for o in order.orders for s in o.schools]
    assert len(within) >= 4
    for mention in within:
        assert mention.link is not None
        assert mention.link == by_place[mention.span.start]


def test_nothing_else_changes(order: Record) -> None:
    """A record without its links is the record from before."""
    before = record_of(ORDER)
    assert all(s.link is None for s in before.schools)
    without = order.model_copy(
        update={
            "schools": tuple(s.model_copy(update={"link": None}) for s in order.schools),
            "orders": tuple(
                o.model_copy(update={"schools": tuple(s.model_copy(update={"link": None}) for s in o.schools)})
                for o in order.orders
            ),
        }
    )
    assert without == before


def test_links_are_sound(order: Record) -> None:
    ids = {"A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "B01", "B47", "B12"}
    for mention in order.schools:
        link = mention.link
        assert link is not None
        assert (link.id in ids) == (link.status == "matched")
        assert {c.id for c in link.candidates} <= ids
        assert 0 <= link.score <= 1
        assert link.explanation.endswith(".")
        assert any("а" <= c <= "я" for c in link.explanation)
        assert not any("a" <= c <= "z" for c in link.explanation.lower())
        assert "{" not in link.explanation


def test_the_user_knows_better() -> None:
    text = OFFICE + "Проверены СОШ № 1 и СОШ № 47.\n"
    assert linked(text) == {"СОШ № 1": "A04", "СОШ № 47": "A01"}
    assert linked(text, municipality="город Ключевск") == {"СОШ № 1": "B01", "СОШ № 47": "B47"}
    assert linked(text, region="Дальняя область") == {"СОШ № 1": None, "СОШ № 47": None}


def test_two_municipalities_and_no_head() -> None:
    record = link_record(record_of("Справка\n\nПроверена школа № 5.\n"), LINKER)
    assert [s.link.status for s in record.schools if s.link] == ["ambiguous"]


def test_most_schools_tell_the_municipality() -> None:
    text = "Справка\n\nПроверены: Муровская ООШ, Майская СОШ № 46, Ярцевская СОШ № 12, СОШ № 5.\n"
    assert linked(text)["СОШ № 5"] == "A08"
    text = "Справка\n\nПроверены: Муровская ООШ, Майская СОШ № 46, Озёрновская СОШ № 47, СОШ № 1.\n"
    assert linked(text)["СОШ № 1"] == "A04"
    few = "Справка\n\nПроверены: Муровская ООШ, Майская СОШ № 46 и СОШ № 1.\n"
    assert linked(few)["СОШ № 1"] != "A04", "two schools are no majority"


DEFINITION = "Проверена МБОУ СОШ № 1 с. Новое (далее – {}).\n\n"


def test_another_name_that_the_document_gives() -> None:
    text = OFFICE + DEFINITION.format("Заречная СОШ") + "Готова Заречная СОШ.\n"
    assert linked(text) == {"МБОУ СОШ № 1 с. Новое": "A04", "Заречная СОШ": "A04"}
    assert linked(OFFICE + "Готова Заречная СОШ.\n") == {"Заречная СОШ": None}
    before = OFFICE + "Готова Заречная СОШ.\n\n" + DEFINITION.format("школа")
    assert linked(before)["Заречная СОШ"] is None


def test_another_name_in_another_case() -> None:
    text = OFFICE + DEFINITION.format("Заречная СОШ") + "Директору Заречной СОШ отчитаться.\n"
    assert linked(text)["Заречной СОШ"] == "A04"


def test_the_line_tells_the_place() -> None:
    text = OFFICE + "В городе есть СОШ № 1 г. Ключевска.\n\nПроверена СОШ № 1.\n"
    record = link_record(record_of(text), LINKER)
    assert [s.link.id for s in record.schools if s.link] == ["B01", "A04"]


def test_no_schools() -> None:
    record = record_of(OFFICE + "Совещание перенести на 01.03.2025.\n")
    assert link_record(record, LINKER) == record


def test_by_the_registry_file(tmp_path: Path) -> None:
    path = tmp_path / "реестр.csv"
    path.write_text(
        "id;name;settlement;municipality;region\n"
        "R1;МБОУ СОШ № 1;Новое;Озёрский район;Северский край\n"
        "R2;МАОУ СОШ № 1;Ключевск;город Ключевск;Северский край\n",
        "utf-8",
    )
    for registry in (path, str(path)):
        record = extract_bytes((OFFICE + "Проверена СОШ № 1.\n").encode(), name="приказ.txt", registry=registry)
        assert [s.link.id for s in record.schools if s.link] == ["R1"]


def test_the_sentence_is_of_whole_words() -> None:
    record = link_record(record_of(OFFICE + "Проверена Муровская ООШ.\n"), LINKER)
    (link,) = [s.link for s in record.schools]
    assert link
    assert "«муровская»" in link.explanation.lower()
