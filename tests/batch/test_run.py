"""A batch in one process: what is done, what is not done again, what is noted of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS
from running import DECISION, write_broken, write_decision

import extractor
from extractor import Batch, extract
from extractor.batch import versions, worker
from extractor.batch.manifest import FOLDER, Manifest, Row
from extractor.batch.results import Result, failures_of, records_of
from extractor.errors import SvodkaError


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are old enough at once for their times to tell that they have not changed."""
    monkeypatch.setattr(worker, "_YOUNG_NS", 0)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    docs = tmp_path / "документы"
    for name in ("a.txt", "b/a.txt", "b/в/a.txt"):
        write_decision(docs, name)
    (docs / "b" / "a.txt").write_text(DECISION.replace("86,7", "88,1"), "utf-8")
    write_broken(docs, "c.docx")
    return docs, tmp_path / "записи"


def run(docs: Path, out: Path, **options: Any) -> tuple[Batch, list[Result]]:
    batch = Batch(docs, out, workers=0, **options)
    return batch, list(batch)


def sums(batch: Batch) -> tuple[int, int, int, int]:
    summary = batch.summary
    return summary.planned, summary.done, summary.failed, summary.skipped


def row(out: Path, path: str) -> Row:
    with Manifest(out, writing=False) as manifest:
        found = manifest.row(path)
        assert found is not None
        return found


class Opened:
    """Counts what is opened below a folder, through whatever library."""

    def __init__(self) -> None:
        self.folder, self.paths = "", list[str]()
        sys.addaudithook(self)

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if event == "open" and self.folder and str(given[0]).startswith(self.folder):
            self.paths.append(str(given[0]))


OPENED = Opened()


@pytest.fixture
def opened(folders: tuple[Path, Path]) -> Iterator[list[str]]:
    """The documents that are opened, from when the list is cleared."""
    OPENED.folder = str(folders[0]) + os.sep
    yield OPENED.paths
    OPENED.folder = ""
    OPENED.paths.clear()


def test_records_and_failures(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    batch, results = run(docs, out)
    assert sums(batch) == (4, 3, 1, 0)
    assert [(r.path, r.outcome, r.format) for r in results] == [
        ("a.txt", "ok", "text"), ("b/a.txt", "ok", "text"), ("b/в/a.txt", "ok", "text"), ("c.docx", "unreadable", None),
    ]  # fmt: skip
    for result in results[:3]:
        assert result.record() == extract(docs / result.path)
    assert results[3].error is not None
    assert results[3].error.code == "damaged"
    with pytest.raises(SvodkaError):
        results[3].record()
    assert [path for path, _ in records_of(out)] == ["a.txt", "b/a.txt", "b/в/a.txt"]
    assert next(records_of(out))[1] == extract(docs / "a.txt")
    (failure,) = failures_of(out)
    assert failure.error is not None
    assert (failure.path, failure.error.message()) == ("c.docx", results[3].error.message())
    noted = row(out, "a.txt")
    assert noted.seconds is not None
    assert (noted.attempts, noted.run, noted.warnings) == (1, 1, 0)
    assert noted.sha256 == results[0].record().source.sha256
    assert not list((out / FOLDER / "unfinished").iterdir())


def test_nothing_is_done_twice(folders: tuple[Path, Path], opened: list[str]) -> None:
    docs, out = folders
    run(docs, out)
    made = {path: path.stat().st_mtime_ns for path in out.rglob("*.json")}
    assert len(opened) == 4
    opened.clear()
    batch, results = run(docs, out)
    assert sums(batch) == (4, 0, 1, 3)
    assert batch.summary.before == 1
    assert (opened, batch.summary.read) == ([], 0)
    assert not any(result.worked for result in results)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.json")} == made


def test_other_rules_read_no_file(
    folders: tuple[Path, Path], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, out = folders
    run(docs, out)
    before = {path: path.read_bytes() for path in out.rglob("*.json")}
    opened.clear()
    monkeypatch.setattr("extractor.batch.session.rules_version", lambda setting: "other")
    monkeypatch.setattr("extractor.fields.fill.digest", lambda: "d" * 12)
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 3, 1, 0)
    assert (opened, batch.summary.read) == ([], 0)
    assert all(record.produced_by.patterns == "d" * 12 for _, record in records_of(out))
    monkeypatch.undo()
    monkeypatch.setattr(worker, "_YOUNG_NS", 0)
    opened.clear()
    batch, _ = run(docs, out)
    assert opened == []
    assert {path: path.read_bytes() for path in out.rglob("*.json")} == before


def test_other_readers_read_all(folders: tuple[Path, Path], opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    docs, out = folders
    run(docs, out)
    opened.clear()
    monkeypatch.setattr("extractor.batch.session.readers_version", lambda setting: "other")
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 3, 1, 0)
    assert len(opened) == batch.summary.read == 4
    kept = [path.name for path in (out / FOLDER / "documents").glob("*/*")]
    # Two files of one content have one document; those of the former readers are gone.
    assert len(kept) == 2
    assert all(name.endswith("-other.packed") for name in kept)


def test_a_file_that_was_touched_is_looked_at_and_left(folders: tuple[Path, Path], opened: list[str]) -> None:
    docs, out = folders
    run(docs, out)
    opened.clear()
    for name in ("a.txt", "c.docx"):
        os.utime(docs / name, ns=(1, 1))
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 0, 1, 3)
    assert batch.summary.read == 2
    assert row(out, "a.txt").attempts == 1
    opened.clear()
    run(docs, out)
    assert opened == []


def test_a_file_that_was_changed_is_done_again(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    run(docs, out)
    (docs / "a.txt").write_text(DECISION.replace("86,7", "91,4"), "utf-8")
    (docs / "b" / "a.txt").write_bytes(b"")
    write_decision(docs, "c.docx")
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 2, 1, 1)
    assert "91,4" in (out / "a.txt.json").read_text("utf-8")
    assert not (out / "b" / "a.txt.json").exists()
    assert (out / "c.docx.json").is_file()
    assert [f.path for f in failures_of(out)] == ["b/a.txt"]


def test_a_file_too_young_to_tell_is_looked_at_again(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, out = folders
    monkeypatch.setattr(worker, "_YOUNG_NS", 3600 * 10**9)
    run(docs, out)
    batch, _ = run(docs, out)
    assert (sums(batch), batch.summary.read) == ((4, 0, 1, 3), 4)


def test_a_file_written_to_while_it_is_read(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    docs, out = folders
    from extractor.reading import files

    read = files.read_bytes

    def slow(path: Path) -> bytes:
        data = read(path)
        if path.name == "a.txt" and path.parent == docs:
            path.write_text("другое", "utf-8")
        return data

    monkeypatch.setattr(files, "read_bytes", slow)
    batch, results = run(docs, out)
    assert sums(batch) == (4, 2, 2, 0)
    assert results[0].outcome == "changed_during_read"
    monkeypatch.setattr(files, "read_bytes", read)
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 1, 1, 2)


def test_retry(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    run(docs, out)
    for words, attempts in ((("timeout",), 1), (("unreadable",), 2), (("failed",), 3)):
        batch, _ = run(docs, out, retry=words)
        assert (sums(batch), row(out, "c.docx").attempts) == ((4, 0, 1, 3), attempts)
    assert row(out, "a.txt").attempts == 1


def test_some_now_and_some_later(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    batch, _ = run(docs, out, limit=2)
    assert (sums(batch), batch.summary.postponed) == ((4, 2, 0, 0), 2)
    with Manifest(out, writing=False) as manifest:
        assert [r.outcome for r in manifest.rows()] == ["ok", "ok", None, None]
    batch, _ = run(docs, out, limit=1)
    assert (sums(batch), batch.summary.postponed) == ((4, 1, 0, 2), 1)
    batch, _ = run(docs, out, limit=0)
    assert (sums(batch), batch.summary.postponed) == ((4, 0, 0, 3), 1)
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 0, 1, 3)


def test_a_choice_leaves_the_rest_as_it_is(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    run(docs, out)
    batch, _ = run(docs, out, include=["b/*"], exclude=["*в*"])
    assert (sums(batch), batch.summary.gone) == ((1, 0, 0, 1), 0)
    assert len(list(records_of(out))) == 3
    assert [f.path for f in failures_of(out)] == ["c.docx"]


def test_what_is_gone_counts_no_more_and_comes_back(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    run(docs, out)
    (docs / "a.txt").rename(docs.parent / "aside")
    (docs / "c.docx").unlink()
    batch, _ = run(docs, out)
    assert (sums(batch), batch.summary.gone) == ((2, 0, 0, 2), 1)
    assert [path for path, _ in records_of(out)] == ["b/a.txt", "b/в/a.txt"]
    assert (out / "a.txt.json").is_file()
    assert not list(failures_of(out))
    (docs.parent / "aside").rename(docs / "a.txt")
    batch, _ = run(docs, out)
    assert (sums(batch), batch.summary.gone) == ((3, 0, 0, 3), 0)
    assert len(list(records_of(out))) == 3


def test_another_folder_is_refused_and_a_moved_one_is_not(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    run(docs, out)
    moved = docs.rename(docs.with_name("переехали"))
    with pytest.raises(SvodkaError) as caught:
        run(moved, out)
    assert caught.value.code == "results-of-another"
    batch, _ = run(moved, out, moved=True)
    assert sums(batch) == (4, 0, 1, 3)
    run(moved, out)


def test_damage_to_what_is_kept_is_mended(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    docs, out = folders
    run(docs, out)
    before = {path: path.read_bytes() for path in out.rglob("*.json")}
    (out / "a.txt.json").write_bytes(b"{}")
    for path in (out / FOLDER / "documents").glob("*/*"):
        path.write_bytes(b"spoilt")
    batch, _ = run(docs, out)
    assert (sums(batch), batch.summary.read) == ((4, 1, 1, 2), 1)
    assert {path: path.read_bytes() for path in out.rglob("*.json")} == before
    monkeypatch.setattr("extractor.batch.session.rules_version", lambda setting: "other")
    batch, _ = run(docs, out)
    assert (sums(batch), batch.summary.read) == ((4, 3, 1, 0), 1)  # one of the two contents was kept anew


def test_stopping_in_the_middle_keeps_what_is_done(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    for result in Batch(docs, out, workers=0):
        if result.path == "b/a.txt":
            break
    with Manifest(out, writing=False) as manifest:
        assert [r.outcome for r in manifest.rows()] == ["ok", "ok", None, None]
        assert manifest.unfinished() == {1}
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 1, 1, 2)
    with Manifest(out, writing=False) as manifest:
        assert manifest.unfinished() == set()


def test_a_mistake_in_a_data_file_ends_the_run(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    docs, out = folders

    def spoilt(*_: Any, **__: Any) -> Any:
        raise SvodkaError("bad-pattern", path="x.toml", line=7, detail="беда")

    monkeypatch.setattr(extractor, "extract_document", spoilt)
    with pytest.raises(SvodkaError) as caught:
        run(docs, out)
    assert (caught.value.code, caught.value.path, caught.value.line) == ("bad-pattern", "x.toml", 7)
    monkeypatch.undo()
    monkeypatch.setattr(worker, "_YOUNG_NS", 0)
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 3, 1, 0)


def test_no_room_ends_the_run(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    docs, out = folders
    replace = Path.replace

    def full(self: Path, target: Any) -> Any:
        if str(target).endswith("b/a.txt.json"):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SvodkaError) as caught:
        run(docs, out)
    assert caught.value.code == "not-writable"
    monkeypatch.setattr(Path, "replace", replace)
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 2, 1, 1)


def test_a_result_that_cannot_have_its_place_is_a_failure(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    (out / "a.txt.json").mkdir(parents=True)
    batch, results = run(docs, out)
    assert sums(batch) == (4, 2, 2, 0)
    assert results[0].error is not None
    assert (results[0].outcome, results[0].error.code) == ("internal", "not-writable")
    (out / "a.txt.json").rmdir()
    batch, _ = run(docs, out)
    assert sums(batch) == (4, 1, 1, 2)


def test_schools_are_linked_as_one_document_has_them(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    registry = CORPUS / "registry.csv"
    run(docs, out)
    batch, results = run(docs, out, registry=registry)
    assert (sums(batch), batch.summary.read) == ((4, 3, 1, 0), 0)
    linked = {r.path: r.record() for r in results if not r.error}
    assert linked["a.txt"] == extract(docs / "a.txt", registry)
    assert sum(batch.summary.links.values()) == sum(len(record.schools) for record in linked.values()) > 0
    with pytest.raises(SvodkaError) as caught:
        run(docs, out, registry=docs / "a.txt")
    assert caught.value.code.startswith("registry-")


def test_patterns_of_ones_own_are_rules(folders: tuple[Path, Path], tmp_path: Path) -> None:
    docs, out = folders
    patterns = tmp_path / "свои.jsonl"
    patterns.write_text('{"label": "ПИТАНИЕ", "pattern": "горячим питанием"}\n', "utf-8")
    run(docs, out)
    batch, results = run(docs, out, patterns=patterns)
    assert (sums(batch), batch.summary.read) == ((4, 3, 1, 0), 0)
    assert {entity.label for r in results if not r.error for entity in r.record().entities} == {"ПИТАНИЕ"}
    assert next(r for r in results if r.path == "a.txt").record() == extract(docs / "a.txt", patterns=patterns)
    patterns.write_text("{", "utf-8")
    with pytest.raises(SvodkaError) as caught:
        run(docs, out, patterns=patterns)
    assert caught.value.code == "bad-pattern"


def test_the_order_does_not_matter(folders: tuple[Path, Path], tmp_path: Path) -> None:
    docs, out = folders
    run(docs, out)
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*.json*")}
    _, results = run(docs, tmp_path / "other", shuffle=3)
    assert [r.path for r in results] != sorted(r.path for r in results)
    after = {path.relative_to(tmp_path / "other"): path.read_bytes() for path in (tmp_path / "other").rglob("*.json*")}
    assert after == before


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SvodkaError) as caught:
        list(Batch(tmp_path / "none", tmp_path / "out"))
    assert caught.value.code == "not-found"
    assert not (tmp_path / "out").exists()


def test_versions_are_those_of_the_run(folders: tuple[Path, Path]) -> None:
    docs, out = folders
    batch, _ = run(docs, out)
    noted = row(out, "a.txt")
    assert noted.readers == versions.readers_version(batch.setting)
    assert noted.rules == versions.rules_version(batch.setting)
