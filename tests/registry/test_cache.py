"""The cache gives back what was put in or nothing, and never stands in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.registry import cache

KEY = "a" * 64


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, not made yet."""
    folder = tmp_path / "кэш" / "svodka"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


def test_there_and_back(place: Path) -> None:
    assert cache.read(KEY) is None
    for payload in (b"", b"x" * 1000, os.urandom(10_000)):
        cache.write(KEY, payload)
        assert cache.read(KEY) == payload
    assert [path.name for path in place.iterdir()] == [KEY + ".cache"]


def test_damage_gives_nothing(place: Path) -> None:
    cache.write(KEY, b"payload")
    (entry,) = place.iterdir()
    whole = entry.read_bytes()
    for at in range(len(whole)):
        entry.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert cache.read(KEY) is None
        entry.write_bytes(whole[:at])
        assert cache.read(KEY) is None
    entry.write_bytes(whole)
    assert cache.read(KEY) == b"payload"


def test_the_oldest_go(place: Path) -> None:
    keys = [f"{k:064d}" for k in range(cache.MOST_ENTRIES + 3)]
    for k, key in enumerate(keys[:-1]):
        cache.write(key, key.encode())
        if (entry := place / f"{key}.cache").exists():
            os.utime(entry, ns=(k, k))
    for left in (place / ".half.tmp", place / "note.txt"):
        left.write_bytes(b"x")
    os.utime(place / ".half.tmp", ns=(0, 0))
    assert cache.read(keys[1]) is None
    oldest = keys[len(keys) - 1 - cache.MOST_ENTRIES]
    assert cache.read(oldest), "what is read is young again"
    cache.write(keys[-1], b"new")
    assert cache.read(oldest)
    assert cache.read(keys[-1]) == b"new"
    assert len(list(place.glob("*.cache"))) == cache.MOST_ENTRIES
    assert not (place / ".half.tmp").exists()
    assert (place / "note.txt").exists()


def test_keys(tmp_path: Path) -> None:
    one, same, other = (tmp_path / name for name in ("a", "b", "c"))
    one.write_bytes(b"x")
    same.write_bytes(b"x")
    other.write_bytes(b"y")
    assert cache.key_of(one, "1") == cache.key_of(same, "1")
    assert len({cache.key_of(one, "1"), cache.key_of(one, "2"), cache.key_of(other, "1")}) == 3
    with pytest.raises(OSError, match="nowhere"):
        cache.key_of(tmp_path / "nowhere", "1")


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    for wrong in (file, file / "below"):
        monkeypatch.setenv(cache.VARIABLE, str(wrong))
        cache.write(KEY, b"x")
        assert cache.read(KEY) is None
    assert file.read_bytes() == b""


def test_a_full_disk(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.write(KEY, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.write(KEY, b"new")
    assert cache.read(KEY) == b"old"
    assert not list(place.glob("*.tmp"))


def test_the_place_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert "svodka" in cache.folder().parts
