"""``svodka.toml``: what a user has settled once for all checks.

[check]
profile = "профиль.toml"          # or the name of one that comes with the program
registry = "школы.csv"
like = "отчёт-2023.docx"
baseline = "известные.json"
fail-on = "warning"
select = ["pedantic"]
ignore = ["header-missing"]
[check.severity]
order-without-deadline = "note"
[check.files."черновики/*.docx"]
ignore = ["school-unknown"]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from extractor.checking.catalogue import SEVERITIES
from extractor.checking.options import Options, selectable
from extractor.checking.profile_load import built_in
from extractor.checking.toml_file import TomlFile, read_toml
from extractor.record import Severity

NAME = "svodka.toml"
_PATHS = ("profile", "registry", "like", "baseline")
_LISTS = ("select", "ignore")
_SECTION = "check"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a file; paths are those from the folder that it stands in."""

    profile: str | None = None
    registry: str | None = None
    like: str | None = None
    baseline: str | None = None
    fail_on: Severity = "warning"
    options: Options = field(default_factory=Options)
    exceptions: tuple[tuple[str, frozenset[str]], ...] = ()
    folder: Path = Path()

    def options_for(self, file: Path) -> Options:
        """The options for one draft: with the rules that are switched off for files of its name."""
        try:
            name = file.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            name = file.name
        off = [rules for glob, rules in self.exceptions if fnmatch(name, glob) or fnmatch(file.name, glob)]
        return replace(self.options, ignore=self.options.ignore.union(*off))


def find_settings(begin: Path) -> Path | None:
    """The nearest ``svodka.toml``, from a folder upwards."""
    here = begin.resolve()
    return next((path for place in (here, *here.parents) if (path := place / NAME).is_file()), None)


def load_settings(path: Path) -> Settings:
    """Read and check a file of settings.

    Raises:
        SvodkaError: ``bad-config`` with the line and what is expected there.
    """
    file = read_toml(path, code="bad-config")
    for key in file.table.keys() - {_SECTION}:
        file.fail(f"неизвестный раздел «{key}»; есть [{_SECTION}]", line=file.line(key))
    table = file.table.get(_SECTION, {})
    if not isinstance(table, Mapping):
        file.fail(f"«{_SECTION}»: нужен раздел [{_SECTION}]", line=file.line(_SECTION))
    known = (*_PATHS, *_LISTS, "fail-on", "severity", "files")
    for key in table.keys() - set(known):
        file.fail(f"неизвестный ключ «{key}»; есть {', '.join(known)}", line=file.line(key))
    paths = {key: _path(file, table, key) for key in _PATHS}
    fail_on: Severity = _severity(file, table.get("fail-on", "warning"), "fail-on")
    options = Options(
        select=_rules(file, table, "select"),
        ignore=_rules(file, table, "ignore"),
        severities=_severities(file, table.get("severity", {})),
    )
    return Settings(**paths, fail_on=fail_on, options=options, exceptions=_exceptions(file, table), folder=path.parent)


def _path(file: TomlFile, table: Mapping[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        file.fail(f"«{key}»: нужна строка с именем файла", line=file.line(key))
    beside = file.path.parent / value
    if key == "profile" and not beside.exists() and value in built_in():
        return value
    if key != "baseline" and not beside.exists():
        file.fail(f"«{key}»: нет файла {value}", line=file.line(key))
    return str(beside)


def _rules(file: TomlFile, table: Mapping[str, Any], key: str, *, after: int = 1) -> frozenset[str]:
    names = table.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        file.fail(f"«{key}»: нужен список имён правил", line=file.line(key, after=after))
    for name in names:
        if name not in selectable():
            file.fail(f"нет правила «{name}»; список даёт svodka rules", line=file.line(key, after=after))
    return frozenset(names)


def _severity(file: TomlFile, value: Any, key: str) -> Severity:
    found = next((severity for severity in SEVERITIES if severity == value), None)
    if found is None:
        file.fail(f"«{key}»: одно из {', '.join(SEVERITIES)}", line=file.line(key))
    return found


def _severities(file: TomlFile, table: Any) -> dict[str, Severity]:
    if not isinstance(table, Mapping):
        file.fail("«severity»: нужен раздел [check.severity]", line=file.line("severity"))
    for name in table:
        if name not in selectable():
            file.fail(f"нет правила «{name}»; список даёт svodka rules", line=file.line(name))
    return {name: _severity(file, value, name) for name, value in table.items()}


def _exceptions(file: TomlFile, table: Mapping[str, Any]) -> tuple[tuple[str, frozenset[str]], ...]:
    files = table.get("files", {})
    if not isinstance(files, Mapping):
        file.fail('«files»: нужны разделы [check.files."ИМЯ"]', line=file.line("files"))
    found = []
    for glob, section in files.items():
        line = next((n for n, text in enumerate(file.text.splitlines(), 1) if glob in text), 1)
        if not isinstance(section, Mapping) or section.keys() - {"ignore"}:
            file.fail(f"«{glob}»: здесь можно только ignore", line=line)
        found.append((glob, _rules(file, section, "ignore", after=line)))
    return tuple(found)
