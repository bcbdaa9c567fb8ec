"""What a version covers: everything that can change a result, and for the readers nothing else."""

from __future__ import annotations

import ast
import shutil
import sys
from dataclasses import replace
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from conftest import ROOT

from extractor.batch import versions
from extractor.batch.setting import Limits, Setting
from extractor.batch.versions import (
    READERS_LIBRARIES,
    RULES_LIBRARIES,
    readers_patterns,
    readers_version,
    rules_version,
)
from extractor.reading.ocr.options import OcrOptions


def test_the_readers_name_every_pattern_file_where_it_can_be_seen() -> None:
    for room in ("reading", "text"):
        for path in (ROOT / "extractor" / room).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            loads = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "load"]
            assert all(isinstance(n.args[0], ast.Constant) for n in loads), path
            imported = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "extractor.patterns"]
            known = {"load", "folder", "Entry", "PatternFile"}
            assert {alias.name for n in imported for alias in n.names} <= known, path
    assert {"layout", "numbers", "text"} <= set(readers_patterns()) < {p.stem for p in (ROOT / "patterns").glob("*")}


def imported(*rooms: str) -> set[str]:
    """The distributions that some rooms import from."""
    homes, found = packages_distributions(), set()
    for path in (p for room in rooms for p in (ROOT / "extractor").glob(f"{room}/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            tops = {name.split(".")[0] for name in names} - {"extractor", *sys.stdlib_module_names}
            found |= {homes[top][0].lower() for top in tops}
    return found


def test_the_libraries_are_those_that_are_imported() -> None:
    assert imported("reading", "text") == set(READERS_LIBRARIES)
    # Of these two, one tells where the cache is, the other how a summary looks.
    rules = imported("fields", "linking", "registry", "nlp", "text") - {"platformdirs", "rich"}
    assert rules | {"pydantic"} == set(RULES_LIBRARIES)


@pytest.fixture
def patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "patterns", tmp_path / "patterns")
    monkeypatch.setattr(versions, "patterns", lambda: tmp_path / "patterns")
    return tmp_path / "patterns"


def test_a_pattern_changes_the_rules_and_not_the_readers(patterns: Path) -> None:
    before = readers_version(Setting()), rules_version(Setting())
    assert (readers_version(Setting()), rules_version(Setting())) == before
    with (patterns / "statuses.toml").open("a") as file:
        file.write("\n# x\n")
    assert readers_version(Setting()) == before[0]
    assert rules_version(Setting()) != before[1]


@pytest.mark.parametrize("name", ["layout", "numbers", "text"])
def test_a_pattern_of_the_readers_changes_both(patterns: Path, name: str) -> None:
    before = readers_version(Setting()), rules_version(Setting())
    with (patterns / f"{name}.toml").open("a") as file:
        file.write("\n# x\n")
    assert readers_version(Setting()) != before[0]
    assert rules_version(Setting()) != before[1]


def test_settings_count_where_they_matter(tmp_path: Path) -> None:
    registry, other = tmp_path / "a.csv", tmp_path / "b.csv"
    registry.write_text("1")
    other.write_text("2")
    (tmp_path / "rus.traineddata").write_text("3")
    plain = Setting()
    linked = replace(plain, registry=str(registry))
    rules = [
        *(plain, linked, replace(plain, registry=str(other)), replace(linked, judgements=str(other))),
        *(replace(linked, region="Тверская область"), replace(linked, municipality="Тверская область")),
        replace(linked, region=""),
    ]
    assert len({rules_version(one) for one in rules}) == len(rules)
    assert len({readers_version(one) for one in rules}) == 1
    scans = [OcrOptions(), OcrOptions("always"), OcrOptions("never"), OcrOptions("auto", tmp_path)]
    assert len({readers_version(replace(plain, scans=one)) for one in scans}) == len(scans)
    assert len({rules_version(replace(plain, scans=one)) for one in scans}) == 1
    # Limits decide whether a document is read, not what it says.
    assert readers_version(replace(plain, limits=Limits(1, 100))) == readers_version(plain)


def test_code_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "extractor"
    shutil.copytree(ROOT / "extractor", copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(versions, "_package", lambda: copy)

    def both() -> tuple[str, str]:
        return readers_version(Setting()), rules_version(Setting())

    def changed(name: str) -> tuple[bool, bool]:
        before = both()
        with (copy / name).open("a") as file:
            file.write("\n# x\n")
        return tuple(a != b for a, b in zip(before, both(), strict=True))  # type: ignore[return-value]

    assert changed("commands/batch.py") == (False, False)
    assert changed("fields/header.py") == (False, True)
    assert changed("record.py") == (False, True)
    assert changed("reading/pdf/reader.py") == (True, False)
    assert changed("text/normalise.py") == (True, True)
