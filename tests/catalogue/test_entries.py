"""The catalogue of indicators: every example of its file, and what no entry may take."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.catalogue import entries
from extractor.catalogue.entries import catalogue, match
from extractor.errors import SvodkaError
from extractor.patterns import Entry, load, read_file

ENTRIES = list(load("catalogue"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_examples(entry: Entry) -> None:
    assert len(entry.strings("bad")) >= 2
    for text in (entry.text("title"), *entry.strings("words", ()), *entry.strings("ok")):
        found = match(text)
        assert found is not None, text
        assert found.entry.id == entry.id, text
    for text in entry.strings("bad"):
        found = match(text)
        assert found is None or found.entry.id != entry.id, text


@pytest.mark.parametrize(
    "name",
    ["", "Первая", "Доля", "Количество", "1.2", "Доля обучающихся", "Проведено семинаров", "Ремонт кровли", "—"],
)
def test_names_of_nothing_in_the_catalogue(name: str) -> None:
    assert match(name) is None


def test_case_and_typing_do_not_matter() -> None:
    found = match("доля УЧИТЕЛЕЙ в возрасте до 35 лет")
    assert found is not None
    assert found.entry.id == "teachers-young"


def test_an_exact_name_is_surer_than_a_near_one() -> None:
    exact, near = match("Доля учителей в возрасте до 35 лет"), match("удельный вес педагогов до 35 лет")
    assert exact is not None
    assert exact.score == 1
    assert near is None or near.score < 1


def test_between_two_equal_entries_none_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    one = catalogue()["teachers-young"]
    twins = {key: entries.CatalogueEntry(key, one.title, one.unit, one.better, one.wordings) for key in ("a", "b")}
    monkeypatch.setattr(entries, "catalogue", lambda: twins)
    entries._by_word.cache_clear()
    match.cache_clear()
    try:
        assert match(one.title) is None
    finally:
        monkeypatch.undo()
        entries._by_word.cache_clear()
        match.cache_clear()


def test_a_mistake_in_the_file_has_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text('[[entry]]\nid = "a"\ntitle = "и"\nok = ["б"]\n', "utf-8")
    monkeypatch.setattr(entries, "load", lambda name: read_file(path))
    catalogue.cache_clear()
    try:
        with pytest.raises(SvodkaError) as error:
            catalogue()
        assert (error.value.code, error.value.line) == ("bad-pattern", 1)
    finally:
        catalogue.cache_clear()
