"""What a release holds: the wheel the package alone, the sdist everything that is needed to check it."""

from __future__ import annotations

import email
import email.message
import zipfile
from pathlib import Path

import pytest

from extractor import __version__
from installation import PROJECT, ROOT, built


def metadata() -> email.message.Message:
    wheel = built().wheel
    with zipfile.ZipFile(wheel) as package:
        return email.message_from_bytes(package.read(f"svodka-{__version__}.dist-info/METADATA"))


def test_the_wheel_holds_one_package() -> None:
    assert {name.partition("/")[0] for name in built().wheel_names()} == {
        "extractor",
        f"svodka-{__version__}.dist-info",
    }


def test_the_wheel_holds_every_module_and_nothing_that_is_none() -> None:
    here = {p.relative_to(ROOT).as_posix() for p in (ROOT / "extractor").rglob("*.py")}
    packed = {name for name in built().wheel_names() if name.startswith("extractor/")}
    assert here <= packed
    rest = {name for name in packed - here if not name.startswith("extractor/_tessdata/")}
    assert {name.rpartition(".")[2] for name in rest} <= {"toml", "typed"}


def test_the_wheel_holds_the_data_of_the_recognition() -> None:
    here = {p.relative_to(ROOT).as_posix() for p in (ROOT / "extractor" / "_tessdata").iterdir()}
    assert {"extractor/_tessdata/rus.traineddata", "extractor/_tessdata/eng.traineddata"} <= here
    assert here <= set(built().wheel_names())


@pytest.mark.parametrize("path", sorted((ROOT / "patterns").rglob("*.toml")), ids=lambda path: path.stem)
def test_the_wheel_holds_the_pattern_files(path: Path) -> None:
    with zipfile.ZipFile(built().wheel) as package:
        inside = package.read(f"extractor/_patterns/{path.relative_to(ROOT / 'patterns').as_posix()}")
    assert inside == path.read_bytes()


def test_the_wheel_says_what_it_is() -> None:
    said = metadata()
    assert said["Name"] == "svodka"
    assert said["Version"] == __version__
    assert said["License-Expression"] == "MIT"
    assert {part.strip() for part in said["Requires-Python"].split(",")} == {">=3.11", "<3.14"}
    required = [r for r in said.get_all("Requires-Dist", []) if "extra ==" not in r]
    assert len(required) == len(PROJECT["project"]["dependencies"])
    assert "# svodka" in str(said.get_payload())


@pytest.mark.parametrize("folder", ["extractor", "patterns", "corpus", "tests", "docs"])
def test_the_sdist_holds_the_folder(folder: str) -> None:
    assert any(name.startswith(f"{folder}/") for name in built().sdist_names())


@pytest.mark.parametrize(
    "name", ["LICENSE", "README.md", "README.ru.md", "CHANGELOG.md", "dev.sh", "requirements.lock", "pyproject.toml"]
)
def test_the_sdist_holds_the_file(name: str) -> None:
    assert name in built().sdist_names()


def test_the_sdist_holds_nothing_of_a_working_copy() -> None:
    parts = {part for name in built().sdist_names() for part in name.split("/")}
    assert not parts & {".venv", ".git", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
