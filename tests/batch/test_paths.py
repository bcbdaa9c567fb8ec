"""Names of results: the document's own wherever that is possible, whole ones in every case, no two alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.batch import paths
from extractor.batch.paths import ResultNames, from_manifest, shown, to_manifest

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="names there are counted otherwise")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / ".svodka").mkdir()
    return tmp_path


def names(out: Path, folders: set[str] | None = None, taken: set[str] | None = None) -> ResultNames:
    return ResultNames(out, folders or set(), taken or set())


@pytest.mark.parametrize("path", ["b.docx", "a/b.docx", "a/b.pdf", "а/б в/г.txt", "b", "a.b/c.d.e", "文書/報告.docx"])
def test_the_path_and_json(out: Path, path: str) -> None:
    assert names(out).of(path) == f"{path}.json"


@POSIX
@pytest.mark.parametrize("long", ["и" * 125 + ".txt", "x" * 255, "文" * 84 + ".c"])
def test_a_name_with_no_room_for_more_is_shortened(out: Path, long: str) -> None:
    name = names(out).of(f"a/{long}")
    folder, last = name.split("/")
    assert folder == "a"
    assert len(last.encode()) <= 255
    assert last.startswith(long[:50])
    assert last[-18] == "~"
    assert last.endswith(".json")
    assert names(out).of(f"a/{long}") == name
    other = long[:-1] + "ю"
    assert names(out).of(f"a/{other}") != name


@POSIX
def test_a_path_with_no_room_for_more_is_shortened(out: Path) -> None:
    deep = "/".join(["х" * 100] * 25) + "/a.txt"
    name = names(out).of(deep)
    assert len(os.fsencode(out / name)) < 4096
    assert name.startswith("~/")


def test_a_result_is_no_folder_of_others(out: Path) -> None:
    given = names(out, folders={"x.json"})
    assert given.of("x") != "x.json"
    assert given.of("x.json/y") == "x.json/y.json"


def test_what_cannot_be_told_apart_gets_two_names(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = names(out)
    assert (given.of("Отчёт.docx"), given.of("отчёт.docx")) == ("Отчёт.docx.json", "отчёт.docx.json")
    monkeypatch.setattr(paths, "_tells_no_case", lambda out: True)
    given = names(out, taken={"a.txt.json"})
    made = [given.of("A.txt"), given.of("Отчёт.docx"), given.of("отчёт.docx"), given.of("отчёт.docx")]
    assert made[1] == "Отчёт.docx.json"
    assert len({name.casefold() for name in [*made, "a.txt.json"]} - {"отчёт.docx.json"}) >= 3
    assert made[0].startswith("A.txt~")


@POSIX
def test_whether_capitals_count_is_asked_of_the_file_system(out: Path) -> None:
    assert paths._tells_no_case(out) == (out / ".SVODKA").exists()


@POSIX
@given(st.lists(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1, max_size=255), max_size=8))
def test_no_name_is_too_long_and_none_is_given_twice(parts: list[str]) -> None:
    given = ResultNames(Path.cwd(), set(), set())
    made = [given.of(part) for part in dict.fromkeys(parts)]
    assert len(set(made)) == len(made)
    assert all(len(name.encode()) <= 255 and name.endswith(".json") for name in made)


@POSIX
@pytest.mark.parametrize("name", [b"a.txt", "ё".encode(), b"\xc0.txt", b"a/\xff\xfe/\xd0"])
def test_any_name_goes_into_the_manifest_and_out_again(name: bytes) -> None:
    path = os.fsdecode(name)
    stored = to_manifest(path)
    assert isinstance(stored, str) == (shown(path) == path)
    assert os.fsencode(from_manifest(stored)) == name
    shown(path).encode()
