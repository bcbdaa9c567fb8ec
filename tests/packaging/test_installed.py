"""The installed wheel does what the checkout does, from any folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import __version__
from extractor.patterns_digest import digest
from installation import ROOT, built, installation

FILES = ROOT / "corpus" / "files"
SAMPLES = [next(iter(sorted((FILES / form / "tune").glob(f"*.{form}")))) for form in ("docx", "pdf", "html", "txt")]
COMMAND = "import sys; from extractor.commands import main; sys.exit(main())"
# Names that are too general for site-packages.
STRAY = ("cli", "patterns", "corpus", "tests", "docs", "benchmarks")


def in_python(code: str, *, cwd: Path) -> str:
    """What the installed Python prints."""
    return installation().run("python", "-I", "-c", code, cwd=cwd).stdout.decode()


def test_the_command_works_from_any_folder(tmp_path: Path) -> None:
    done = installation().run("svodka", "--version", cwd=tmp_path)
    assert done.stdout.decode().split() == ["svodka", __version__]


def test_it_is_the_wheel_and_not_the_checkout(tmp_path: Path) -> None:
    where = Path(in_python("import extractor; print(extractor.__file__)", cwd=tmp_path).strip())
    assert installation().bin.parent in where.parents
    assert ROOT / "extractor" not in where.parents


def test_the_patterns_came_along(tmp_path: Path) -> None:
    said = in_python("from extractor.patterns_digest import digest; print(digest())", cwd=tmp_path)
    assert said.strip() == digest()
    where = in_python("from extractor.patterns import folder; print(folder())", cwd=tmp_path).strip()
    assert Path(where).parts[-2:] == ("extractor", "_patterns")


def test_no_stray_modules_at_the_top() -> None:
    top = {name.partition("/")[0] for name in built().wheel_names()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"extractor"}


@pytest.mark.parametrize("name", STRAY)
def test_a_general_name_is_not_taken(name: str, tmp_path: Path) -> None:
    """Nothing that this project installs, itself or with its dependencies, is called so."""
    said = in_python(f"from importlib.util import find_spec; print(find_spec({name!r}))", cwd=tmp_path)
    assert said.strip() == "None"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.suffix)
def test_the_record_equals_that_of_the_checkout(sample: Path, tmp_path: Path) -> None:
    installed = installation().run("svodka", "extract", str(sample), cwd=tmp_path).stdout
    here = subprocess.run(
        [sys.executable, "-c", COMMAND, "extract", str(sample)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout
    assert installed == here
    assert json.loads(installed)["produced_by"] == {"version": __version__, "patterns": digest()}


def test_nothing_is_written_where_it_is_installed(tmp_path: Path) -> None:
    package = Path(in_python("import extractor; print(extractor.__path__[0])", cwd=tmp_path).strip())

    def listed() -> set[Path]:
        return {path for path in package.rglob("*") if "__pycache__" not in path.parts}

    before = listed()
    installation().run("svodka", "extract", str(SAMPLES[0]), "--format", "table", cwd=tmp_path)
    assert listed() == before
    assert not list(tmp_path.iterdir())


def test_natasha_works_with_what_is_installed(tmp_path: Path) -> None:
    code = "from extractor.text.names import find_people; print(find_people('Доклад Марии Ивановны Петровой.')[0].name)"
    assert "Петрова" in in_python(code, cwd=tmp_path)


def test_all_modules_can_be_imported(tmp_path: Path) -> None:
    code = (
        "import extractor, importlib, pkgutil\n"
        "for module in pkgutil.walk_packages(extractor.__path__, 'extractor.'): importlib.import_module(module.name)"
    )
    in_python(code, cwd=tmp_path)
