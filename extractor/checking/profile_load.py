"""Profiles from files: TOML with one ``[[indicator]]`` each, or a workbook with a column of names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from extractor.checking.profile import Profile, Requirement, Scope
from extractor.checking.toml_file import TomlFile, read_toml
from extractor.errors import SvodkaError, system_reason
from extractor.patterns import folder
from extractor.record import Comparator

_CODE = "bad-profile"
_TABLE = "indicator"
_KEYS: dict[str, str] = {
    "name": "строка",
    "aliases": "список строк",
    "number": "строка",
    "parent": "строка",
    "unit": "строка",
    "target": "число",
    "comparator": "ge, le, gt, lt или approx",
    "year": "год, целое число",
    "fact": "true или false",
    "status": "true или false",
    "scope": "each_organisation",
}
_WORKBOOKS = (".xlsx", ".xlsm")
_HEADS = {
    "name": ("name", "показатель", "наименование", "наименование показателя", "название", "показатели"),
    "number": ("number", "№", "№ п/п", "номер", "n"),
    "unit": ("unit", "единица", "ед. изм.", "единица измерения", "ед.изм.", "ед."),
    "target": ("target", "план", "плановое значение", "целевое значение"),
    "year": ("year", "год"),
}
_UNITS = {"%": "percent", "процент": "percent", "ед": "count", "единица": "count", "чел": "person", "человек": "person"}
_UNITS |= {"балл": "point", "руб": "rub", "тыс. руб": "thousand_rub", "млн руб": "million_rub"}
_T = TypeVar("_T")


def built_in() -> list[str]:
    """The names of the profiles that come with the program."""
    return sorted(path.stem for path in (folder() / "profiles").glob("*.toml"))


def load_profile(name: str) -> Profile:
    """A profile by the name of one that comes with the program, or by its file.

    Raises:
        SvodkaError: ``bad-profile`` with the line and what is expected there.
    """
    path = Path(name)
    if not path.exists():
        if name not in built_in():
            known = ", ".join(built_in())
            detail = f"нет ни такого файла, ни такого встроенного профиля (есть {known})"
            raise SvodkaError(_CODE, path=name, line=1, detail=detail)
        path = folder() / "profiles" / f"{name}.toml"
    return _workbook(path) if path.suffix.lower() in _WORKBOOKS else read_profile(path)


def read_profile(path: Path) -> Profile:
    """A profile from a TOML file."""
    file = read_toml(path, code=_CODE)
    for key in file.table.keys() - {"title", _TABLE}:
        file.fail(f"неизвестный ключ «{key}»; есть title и [[{_TABLE}]]", line=file.line(key))
    title = file.table.get("title", path.stem)
    if not isinstance(title, str):
        file.fail("«title»: нужна строка", line=file.line("title"))
    rows, lines = file.table.get(_TABLE), file.heads(_TABLE)
    if not isinstance(rows, list) or not rows or len(rows) != len(lines):
        file.fail(f"нужна хотя бы одна запись [[{_TABLE}]] с ключом name")
    requirements = [_requirement(file, row, line) for row, line in zip(rows, lines, strict=True)]
    for at, (one, line) in enumerate(zip(requirements, lines, strict=True)):
        if any((one.name, one.parent, one.number) == (o.name, o.parent, o.number) for o in requirements[:at]):
            file.fail(f"показатель «{one.name}» уже есть выше", line=file.line("name", after=line))
    return Profile(title, tuple(requirements))


def _requirement(file: TomlFile, row: Mapping[str, Any], line: int) -> Requirement:
    for key in row.keys() - _KEYS.keys():
        file.fail(f"неизвестный ключ «{key}»; есть {', '.join(_KEYS)}", line=file.line(key, after=line))

    def value(key: str, kind: type[_T], default: _T | None = None) -> _T | None:
        found = row.get(key, default)
        wrong_bool = isinstance(found, bool) and kind is not bool
        if found is not None and (wrong_bool or not isinstance(found, kind)):
            file.fail(f"«{key}»: нужно {_KEYS[key]}", line=file.line(key, after=line))
        return found

    def one_of(key: str, allowed: Any) -> Any:
        found = value(key, str)
        if found is not None and found not in get_args(allowed):
            file.fail(f"«{key}»: нужно {_KEYS[key]}", line=file.line(key, after=line))
        return found

    name = value("name", str)
    if not name or not name.strip():
        file.fail("у показателя нет названия: нужен ключ name", line=line)
    aliases = value("aliases", list, [])
    if any(not isinstance(alias, str) for alias in aliases or []):
        file.fail("«aliases»: нужен список строк", line=file.line("aliases", after=line))
    target = row.get("target")
    if target is not None and (isinstance(target, bool) or not isinstance(target, (int, float))):
        file.fail("«target»: нужно число", line=file.line("target", after=line))
    comparator: Comparator | None = one_of("comparator", Comparator)
    scope: Scope | None = one_of("scope", Scope | Literal["each_organisation"])
    unit = value("unit", str)
    return Requirement(
        name=" ".join(name.split()),
        aliases=tuple(aliases or ()),
        number=value("number", str),
        parent=value("parent", str),
        unit=_UNITS.get(unit.rstrip("."), unit) if unit else None,
        target=None if target is None else float(target),
        comparator=comparator,
        year=value("year", int),
        fact=bool(value("fact", bool, default=True)),
        status=bool(value("status", bool, default=False)),
        scope=scope,
    )


def _workbook(path: Path) -> Profile:
    """A profile from a workbook: the first sheet with a column of names, and what else its heads tell of."""
    from extractor.registry.workbook import read_workbook

    try:
        data = path.read_bytes()
    except OSError as why:
        raise SvodkaError("no-permission", path=str(path), detail=system_reason(why)) from why
    for sheet in read_workbook(data, name=str(path)):
        rows = [(number, [cell.strip() for cell in cells]) for number, cells in sheet.rows()]
        for at, (_, cells) in enumerate(rows):
            columns = {key: k for key, heads in _HEADS.items() for k, c in enumerate(cells) if c.lower() in heads}
            if "name" in columns:
                below = [(number, row) for number, row in rows[at + 1 :] if _filled(row, columns)]
                found = tuple(_row(path, number, row, columns) for number, row in below)
                if found:
                    return Profile(path.stem, found)
    detail = "нужен столбец «Показатель» (или «Наименование», name) с названиями"
    raise SvodkaError(_CODE, path=str(path), line=1, detail=detail)


def _filled(row: list[str], columns: dict[str, int]) -> bool:
    return columns["name"] < len(row) and bool(row[columns["name"]])


def _row(path: Path, line: int, row: list[str], columns: dict[str, int]) -> Requirement:
    def cell(key: str) -> str | None:
        at = columns.get(key)
        return row[at] or None if at is not None and at < len(row) else None

    target, year = cell("target"), cell("year")
    try:
        value = None if target is None else float(target.replace(" ", "").replace(",", ".").rstrip("%"))
        in_year = None if year is None else int(float(year))
    except ValueError as why:
        raise SvodkaError(_CODE, path=str(path), line=line, detail="план и год – числа") from why
    unit = cell("unit")
    return Requirement(
        name=" ".join((cell("name") or "").split()),
        number=cell("number"),
        unit=_UNITS.get(unit.lower().rstrip("."), unit) if unit else None,
        target=value,
        year=in_year,
    )
