"""The manifest is what docs/batch.md says, keeps what it is given, and is held by one run at a time."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from conftest import ROOT

from extractor.batch.lock import held
from extractor.batch.manifest import FOLDER, Manifest, Row
from extractor.batch.results import failures_of, records_of
from extractor.errors import SvodkaError

ROW = Row("а/b.txt", "а/b.txt.json", outcome="ok", size=1, sha256="ff", readers="R", attempts=1, run=1, seconds=0.5)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def columns(base: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: [(row[1], row[2]) for row in base.execute(f"PRAGMA table_info({name})")] for name in tables}


def test_its_tables_are_those_of_the_page(out: Path) -> None:
    told = re.search(r"```sql\n(.*?)```", (ROOT / "docs" / "batch.md").read_text("utf-8"), re.DOTALL)
    assert told
    page = sqlite3.connect(":memory:")
    page.executescript(told[1])
    Manifest(out, writing=True).__exit__()
    assert columns(sqlite3.connect(out / FOLDER / "manifest.sqlite")) == columns(page)
    assert {name for name, _ in columns(page)["documents"]} == {f.name for f in fields(Row)}


@pytest.mark.skipif(sys.platform == "win32", reason="names there are Unicode")
def test_it_keeps_what_it_is_given(out: Path) -> None:
    bad = os.fsdecode(b"\xc0.txt")
    rows = [ROW, replace(ROW, path=bad, result=bad + ".json", outcome=None), replace(ROW, path="z", present=False)]
    with Manifest(out, writing=True) as manifest:
        manifest.put(rows)
        assert list(manifest.rows()) == [rows[2], rows[0], rows[1]]  # by path, what is no UTF-8 last
        assert manifest.row(bad) == rows[1]
        assert manifest.row("none") is None
        assert set(manifest.names()) == {row.result for row in rows}
        assert manifest.kept() == {("ff", "R")}
        with pytest.raises(ZeroDivisionError):
            manifest.put(replace(ROW, path=str(n), size=1 // (1 - n)) for n in range(2))
        assert manifest.row("0") is None


def test_what_is_gone(out: Path) -> None:
    failed = replace(ROW, path="failed", outcome="empty")
    with Manifest(out, writing=True) as manifest:
        manifest.put([ROW, failed, replace(ROW, path="there"), replace(ROW, path="planned", outcome=None)])
        assert manifest.mark_gone({"there"}) == 1
        assert [(row.path, row.present) for row in manifest.rows()] == [("there", True), (ROW.path, False)]
        assert manifest.mark_gone({"there", ROW.path}) == 0
        assert all(row.present for row in manifest.rows())


def test_at_rest_it_is_one_file_and_open_it_can_be_read(out: Path) -> None:
    with Manifest(out, writing=True) as manifest:
        manifest.put([ROW])
        with Manifest(out, writing=False) as reader:
            assert [row.path for row in reader.rows()] == [ROW.path]
            manifest.put([replace(ROW, path="more")])
            assert len(list(reader.rows())) == 2
    assert [path.name for path in (out / FOLDER).iterdir()] == ["manifest.sqlite"]
    base = sqlite3.connect(out / FOLDER / "manifest.sqlite")
    assert base.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_runs(out: Path) -> None:
    with Manifest(out, writing=True) as manifest:
        first, second = (manifest.begin(version="1", readers="R", rules="F") for _ in range(2))
        manifest.end(second, {"planned": 3, "done": 3})
        assert manifest.unfinished() == {first}


@pytest.mark.parametrize("spoil", ["none", "no base", "another form"])
def test_what_is_no_manifest_is_told(out: Path, spoil: str) -> None:
    path = out / FOLDER / "manifest.sqlite"
    if spoil == "no base":
        path.write_bytes(b"not a base at all" * 100)
    elif spoil == "another form":
        with Manifest(out, writing=True) as manifest:
            manifest.tell("form", "99")
    for read in (records_of, failures_of):
        with pytest.raises(SvodkaError) as caught:
            list(read(out))
        assert caught.value.code == "bad-results"


def test_the_second_run_is_told_who_holds_it(out: Path) -> None:
    with held(out):
        with pytest.raises(SvodkaError) as caught, held(out):
            pass
        assert caught.value.code == "results-in-use"
        assert f"процесс {os.getpid()}" in caught.value.message()
        with Manifest(out, writing=True) as manifest:  # which is not what is locked
            manifest.put([ROW])
    with held(out):
        pass


def test_a_killed_holder_holds_nothing(out: Path) -> None:
    code = "import os, sys, pathlib, extractor.batch.lock as l\nwith l.held(pathlib.Path(sys.argv[1])):\n os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code, str(out)], cwd=ROOT, check=False).returncode == 9
    assert (out / FOLDER / "holder.json").is_file()
    with held(out):
        pass
