"""A prepared registry as bytes and back, and the cache that keeps it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from linking_help import link, linker_of, registry_of, school

import extractor.registry
from extractor.errors import SvodkaError
from extractor.linking import Linker, open_index, open_linker
from extractor.linking.index import Index, Postings, Texts
from extractor.linking.store import dump, restore
from extractor.registry import Registry, cache

TABLE = (
    "id;name;settlement;municipality\nR1;МБОУ СОШ № 1;Новое;Озёрский район\nR2;Ярцевская СОШ;Ярцево;Озёрский район\n"
)


def same(one: Index, other: Index) -> None:
    """Both hold the same."""
    assert len(one) == len(other)
    assert one.territories == other.territories
    assert one.home == other.home
    assert one.successor == other.successor
    assert list(one.postings.keys) == list(other.postings.keys)
    for key in one.postings.keys:
        assert one.postings.get(key) == other.postings.get(key)
    for n in range(len(one)):
        assert one.profile(n) == other.profile(n)
    assert one.by_id == other.by_id
    assert one.by_territory == other.by_territory


def test_there_and_back(real_index: Index) -> None:
    data = dump(real_index)
    again = restore(data)
    same(real_index, again)
    assert dump(again) == data


def test_the_same_registry_gives_the_same_bytes(real_registry: Registry, real_index: Index) -> None:
    assert dump(Index.of(real_registry)) == dump(real_index)


def test_a_small_registry() -> None:
    rows = (school("A", "МБОУ СОШ № 1", ogrn="1", status="closed"), school("B", "МБОУ СОШ № 1", "Новое"))
    index = Index.of(registry_of(rows))
    same(index, restore(dump(index)))
    assert index.profile(0).closed


def test_an_index_of_nothing() -> None:
    index = Index.of(registry_of([]))
    same(index, restore(dump(index)))


def test_restored_links_the_same(real_index: Index) -> None:
    fresh, again = Linker(real_index), Linker(restore(dump(real_index)))
    for text in ("МБОУ СОШ № 1", "Ярцевская СОШ № 12", "Тюменский индустриальный университет", "школа с. Новое"):
        assert fresh.link(text) == again.link(text)


@pytest.fixture(scope="module")
def small() -> bytes:
    return dump(Index.of(registry_of([school("A", "МБОУ СОШ № 1"), school("B", "МБОУ Ярцевская СОШ")])))


@pytest.mark.parametrize("data", [b"", b"svodka", b"svodka-index 0 little 4\n", b"{}", b"\x00" * 100])
def test_other_bytes(data: bytes) -> None:
    with pytest.raises(ValueError, match="version"):
        restore(data)


def test_cut_off(small: bytes) -> None:
    """Whatever is cut off is told, but for a cut between two pieces of which the last may be empty."""
    for length in range(len(small)):
        with pytest.raises(ValueError, match=r"."):
            restore(small[:length])


def test_damaged(small: bytes) -> None:
    """Damaged bytes give a ValueError or another index, never another error."""
    chance = random.Random(1)
    for _ in range(400):
        data = bytearray(small)
        for _ in range(chance.choice((1, 2, 8))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            restore(bytes(data))
        except ValueError:
            continue


def test_texts_and_postings() -> None:
    texts = Texts.of(["а", "", "бв"])
    assert [texts[n] for n in range(len(texts))] == ["а", "", "бв"]
    postings = Postings.of({"n1": [0, 2], "n2": [], "n3": [1]})
    assert [list(postings.get(key)) for key in ("n1", "n2", "n3", "n4")] == [[0, 2], [], [1], []]
    assert "n2" in postings
    assert "n4" not in postings


# ---- the cache


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "реестр.csv"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, not made yet."""
    folder = tmp_path / "кэш"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """No registry can be read after ``setattr`` of this."""
    with monkeypatch.context() as patch:
        yield patch


def forbid(patch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> Registry:
        raise AssertionError("the registry was read again")

    patch.setattr(extractor.registry, "load_registry", fail)


def test_the_second_time_nothing_is_read(table: Path, place: Path, unread: pytest.MonkeyPatch) -> None:
    first = open_index(table)
    assert len(list(place.glob("*.cache"))) == 1
    forbid(unread)
    same(first, open_index(table))
    assert link(open_linker(table), "СОШ № 1", "Озёрский район") == "R1"
    moved = table.with_name("другой.csv")
    moved.write_bytes(table.read_bytes())
    same(first, open_index(moved))


def test_other_content_is_read(table: Path, place: Path, unread: pytest.MonkeyPatch) -> None:
    assert len(open_index(table)) == 2
    table.write_text(TABLE + "R3;СОШ № 3;Новое;Озёрский район\n", "utf-8")
    assert len(open_index(table)) == 3
    table.write_text(TABLE, "utf-8")
    forbid(unread)
    assert len(open_index(table)) == 2


def test_other_patterns_make_another_entry(table: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_index(table)
    monkeypatch.setattr("extractor.patterns_digest.digest", lambda: "other")
    open_index(table)
    assert len(list(place.glob("*.cache"))) == 2


def test_another_version_makes_another_entry(table: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_index(table)
    monkeypatch.setattr("extractor.__version__", "0")
    open_index(table)
    assert len(list(place.glob("*.cache"))) == 2


@pytest.mark.parametrize("payload", [b"", b"svodka-index", None])
def test_a_damaged_entry_is_ignored(table: Path, place: Path, payload: bytes | None) -> None:
    first = open_index(table)
    (entry,) = place.glob("*.cache")
    if payload is None:
        entry.write_bytes(entry.read_bytes()[:-5])
    else:
        cache.write(entry.stem, payload)  # whole for the cache, no index
    same(first, open_index(table))
    assert restore(cache.read(entry.stem) or b""), "it was written anew"


def test_a_cache_that_cannot_be_written(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "файл"
    file.write_bytes(b"")
    monkeypatch.setenv(cache.VARIABLE, str(file / "ниже"))
    assert len(open_index(table)) == len(open_index(table)) == 2
    assert file.read_bytes() == b""


def test_no_registry(tmp_path: Path, place: Path) -> None:
    for path in (tmp_path / "нет.csv", tmp_path):
        with pytest.raises(SvodkaError):
            open_index(path)
    (tmp_path / "пусто.csv").write_bytes(b"")
    with pytest.raises(SvodkaError):
        open_index(tmp_path / "пусто.csv")
    assert not place.exists()


def test_the_helper_links() -> None:
    assert link(linker_of(school("A", "МБОУ СОШ № 1")), "СОШ № 1") == "A"
