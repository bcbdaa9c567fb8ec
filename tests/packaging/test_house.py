"""The rules of the house: size and shape of modules, one direction of imports, dependencies declared and locked."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from extractor import __version__
from installation import PROJECT, ROOT

PACKAGE = ROOT / "extractor"
MODULES = sorted(PACKAGE.rglob("*.py"))
WRITTEN = sorted(
    path
    for folder in ("extractor", "tests", "docs", "corpus", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)
MOST_LINES = 400

# What each room of the package may import of the package (docs/architecture.md).
KNOWS = {
    "__init__": {"batch", "fields", "linking", "nlp", "reading", "record"},
    "errors": set(),
    "patterns": {"errors"},
    "patterns_digest": {"patterns"},
    "record": set(),
    "text": {"patterns"},
    "reading": {"errors", "patterns", "text"},
    "fields": {"__init__", "patterns", "patterns_digest", "reading", "record", "text"},
    "catalogue": {"patterns", "text"},
    "export": {"__init__", "catalogue", "errors", "record"},
    "nlp": {"__init__", "errors", "export", "fields", "reading", "record"},
    "registry": {"errors", "export", "patterns", "reading"},
    "linking": {"__init__", "errors", "export", "patterns", "patterns_digest", "reading", "record", "registry"},
    "checking": {"__init__", "catalogue", "errors", "export", "patterns", "reading", "record", "registry", "text"},
    "evaluation": {"__init__", "checking", "errors", "export", "linking", "reading", "record"},
    "batch": {"__init__", "errors", "export", "linking", "nlp", "patterns", "reading", "record", "text"},
    "commands": {
        "__init__",
        "batch",
        "checking",
        "errors",
        "evaluation",
        "export",
        "linking",
        "nlp",
        "reading",
        "record",
        "registry",
    },
}
# Of the readers, fields see the document alone.
SEEN_BY_FIELDS = {"extractor.reading.document"}
# Dependencies that are part of the project before every use of theirs is written.
AWAITED = {"natasha", "spacy"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Full names of all that a module imports, wherever in it; what only annotations need is left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for block in [node for node in ast.walk(tree) if isinstance(node, ast.If)]:
        if isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING":
            block.body.clear()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            inside = node.module == "extractor" or node.module.startswith("extractor.")
            yield from (f"{node.module}.{alias.name}" if inside else node.module for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def room_named(module: str) -> str:
    """The room of something imported: ``extractor.extract`` is in ``__init__``."""
    second = module.split(".")[1] if "." in module else "__init__"
    return second if (PACKAGE / second).is_dir() or (PACKAGE / f"{second}.py").exists() else "__init__"


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", [p for p in MODULES if p.stat().st_size], ids=name_of)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert said


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_know_only_of_those_before_them(path: Path) -> None:
    room = room_of(path)
    own = [module for module in imports(path) if module.split(".")[0] == "extractor"]
    known = {room_named(module) for module in own} - {room}
    assert known <= KNOWS[room]
    if room == "fields":
        seen = {module for module in own if module.startswith("extractor.reading.")}
        assert {module.rpartition(".")[0] for module in seen} <= SEEN_BY_FIELDS


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    used = {module.split(".")[0] for path in MODULES for module in imports(path)}
    used -= {"extractor", *sys.stdlib_module_names}
    homes = packages_distributions()
    found = {canonicalize_name(homes[module][0]) for module in used if module in homes}
    assert used - homes.keys() == set(), "imported and not installed"
    extras = PROJECT["project"]["optional-dependencies"]
    extra = {canonicalize_name(Requirement(line).name) for name in ("eval", "parquet") for line in extras[name]}
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    assert found - extra <= declared
    assert declared - found <= AWAITED


LOCKED = dict(
    re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
)


@pytest.mark.parametrize(
    "line",
    [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["eval"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    ],
)
def test_the_lock_holds_what_the_project_asks_for(line: str) -> None:
    wanted = Requirement(line)
    locked = {canonicalize_name(name): version for name, version in LOCKED.items()}
    assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)])


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_changelog_tells_of_this_version() -> None:
    assert re.search(rf"^## \[{re.escape(__version__)}\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
@pytest.mark.parametrize("command", ["sh dev.sh sample", "sh dev.sh test"])
def test_the_readme_has_the_two_commands(readme: str, command: str) -> None:
    assert command in (ROOT / readme).read_text("utf-8").splitlines()


def test_ci_calls_the_test_command_of_the_readme() -> None:
    assert "sh dev.sh test" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="no sh")
def test_the_script_is_plain_shell() -> None:
    subprocess.run(["sh", "-n", str(ROOT / "dev.sh")], check=True)
