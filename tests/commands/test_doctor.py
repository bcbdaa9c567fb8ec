"""``svodka doctor``: what is there, what is missing, and what would install it."""

from __future__ import annotations

import json
import os
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from extractor.commands import doctor_checks, main
from extractor.commands.doctor_checks import Check
from extractor.reading.ocr.engine import BUNDLED
from extractor.reading.office import convert as office

HERE = Check("lxml", True, version="6.1.3")
GONE = Check("lxml", False, install='pip install "lxml>=6.1,<7"')


def with_checks(monkeypatch: pytest.MonkeyPatch, *found: Check) -> None:
    monkeypatch.setattr(doctor_checks, "checks", lambda: list(found))


def test_all_that_is_needed_is_there(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Check("LibreOffice", False, needed=False, serves="office", install="apt-get install it")
    with_checks(monkeypatch, HERE, absent)
    assert main(["doctor"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "  lxml         есть  6.1.3\n" in out
    assert "LibreOffice  нет, необязательно  – запасной способ" in out
    assert "установить: apt-get install it\n" in out
    assert out.endswith("всё нужное есть\n")


def test_something_is_missing(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with_checks(monkeypatch, GONE)
    assert main(["doctor"]) == 4
    out = capfd.readouterr().out
    assert "lxml  НЕТ\n" in out
    assert 'установить: pip install "lxml>=6.1,<7"\n' in out
    assert out.endswith("не хватает: lxml\n")


def test_english_has_no_russian(capfd: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--lang", "en"])
    out = capfd.readouterr().out
    assert "LibreOffice" in out
    assert not any("а" <= letter.lower() <= "я" for letter in out)


def test_json(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with_checks(monkeypatch, HERE, GONE)
    assert main(["doctor", "--format", "json"]) == 4
    told = json.loads(capfd.readouterr().out)
    assert told["complete"] is False
    assert told["checks"][0]["version"] == "6.1.3"
    assert told["checks"][1]["install"] == 'pip install "lxml>=6.1,<7"'


def test_libraries_are_those_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["lxml<7,>=6.1", "no-such-library<3,>=2", 'PyYAML>=6; extra == "eval"']
    monkeypatch.setattr(metadata, "requires", lambda _: lines)
    found = doctor_checks.libraries()
    assert [(check.name, check.found) for check in found] == [("lxml", True), ("no-such-library", False)]
    assert found[1].install is not None
    assert found[1].install.endswith('-m pip install "no-such-library<3,>=2"')


def test_models_are_those_of_the_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert doctor_checks.models_folder() == BUNDLED
    monkeypatch.setattr(doctor_checks, "models_folder", lambda: tmp_path)
    models = doctor_checks.ocr()[1]
    assert not models.found
    assert models.install
    for name in doctor_checks.MODELS:
        (tmp_path / name).touch()
    assert doctor_checks.ocr()[1].found


@pytest.mark.parametrize(
    ("system", "programs", "line"),
    [
        ("linux", {"apt-get"}, "sudo apt-get install --no-install-recommends libreoffice-writer-nogui"),
        ("linux", {"dnf"}, "sudo dnf install libreoffice-writer"),
        ("darwin", {"brew"}, "brew install --cask libreoffice"),
        ("win32", {"winget"}, "winget install --exact --id TheDocumentFoundation.LibreOffice"),
        ("win32", {"choco"}, "choco install libreoffice-fresh"),
    ],
)
def test_the_line_suits_the_system(system: str, programs: set[str], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.VARIABLE, "-")
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    check = doctor_checks.office(system)
    assert (check.found, check.needed, check.install) == (False, False, line)


def test_fonts_are_looked_for_below_the_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor_checks, "_font_folders", lambda _: [tmp_path])
    assert not any(check.found or check.needed for check in doctor_checks.fonts("linux"))
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "dejavusans.TTF").touch()
    assert [check.found for check in doctor_checks.fonts("linux")] == [True, False]


def test_a_cache_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert doctor_checks.cache().found
    (tmp_path / "file").touch()
    monkeypatch.setenv("SVODKA_CACHE", str(tmp_path / "file"))
    check = doctor_checks.cache()
    assert (check.found, check.needed) == (False, False)
    assert "SVODKA_CACHE" in (check.install or "")
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208
