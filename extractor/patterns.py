"""Loading of the data in ``patterns/``: read once, checked, mistakes told with file and line.

A pattern file is TOML with one ``[[entry]]`` per word list or rule.  Every entry has a unique
``id``; a rule also has ``ok`` (texts that must match) and ``bad`` (texts that must not), which
the tests run.  What an entry's other keys mean is said at the head of its file and in the
module that uses it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from extractor.errors import SvodkaError

T = TypeVar("T", bound=str)


_HEAD = re.compile(r"\s*\[\[\s*entry\s*\]\]\s*(?:#.*)?")


@cache
def folder() -> Path:
    """Where the pattern files lie: inside an installed package, or beside it in a checkout."""
    here = Path(__file__).resolve().parent
    packed = here / "_patterns"
    return packed if packed.is_dir() else here.parent / "patterns"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a pattern file; the getters check types and name the line of a mistake."""

    id: str
    data: Mapping[str, Any]
    path: Path
    line: int

    def fail(self, detail: str) -> NoReturn:
        raise SvodkaError("bad-pattern", path=str(self.path), line=self.line, detail=f"«{self.id}»: {detail}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        return value if isinstance(value, str) else self.fail(f"нужна строка «{key}»")

    def number(self, key: str, default: float | None = None) -> float:
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.fail(f"нужно число «{key}»")
        return float(value)

    def strings(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self.data.get(key, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
            self.fail(f"нужен список строк «{key}»")
        return tuple(value)

    def one_of(self, key: str, allowed: tuple[T, ...]) -> T:
        """A string that must be one of ``allowed``."""
        value = self.text(key)
        found = next((word for word in allowed if word == value), None)
        return found if found is not None else self.fail(f"«{key}»: одно из {', '.join(allowed)}")

    def regex(
        self, key: str = "match", flags: re.RegexFlag = re.IGNORECASE, macros: Mapping[str, str] | None = None
    ) -> re.Pattern[str]:
        """A regular expression with ``{macro}`` places filled in (counts such as ``{1,3}`` stay)."""
        source = self.text(key)
        for name, body in (macros or {}).items():
            source = source.replace("{" + name + "}", body)
        try:
            return re.compile(source, flags)
        except re.error as why:
            self.fail(f"«{key}» не читается как образец: {why}")


@dataclass(frozen=True, slots=True)
class PatternFile:
    path: Path
    entries: tuple[Entry, ...]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __getitem__(self, key: str) -> Entry:
        for entry in self.entries:
            if entry.id == key:
                return entry
        raise SvodkaError("bad-pattern", path=str(self.path), line=1, detail=f"нет записи «{key}»")

    def words(self, key: str) -> tuple[str, ...]:
        """The ``words`` of a word-list entry."""
        return self[key].strings("words")

    def any_of(
        self, key: str, flags: re.RegexFlag = re.IGNORECASE, *, before: str = r"(?<!\w)", after: str = ""
    ) -> re.Pattern[str]:
        """One expression that matches any of an entry's ``words`` (each itself an expression)."""
        entry = self[key]
        try:
            return re.compile(before + "(?:" + "|".join(entry.strings("words")) + ")" + after, flags)
        except re.error as why:
            entry.fail(f"слова не читаются как образцы: {why}")


@cache
def load(name: str) -> PatternFile:
    """Read and check ``patterns/<name>.toml``.

    Raises:
        SvodkaError: ``bad-pattern`` with the file and line of a mistake.
    """
    return read_file(folder() / f"{name}.toml")


def read_file(path: Path) -> PatternFile:
    """Read one pattern file from anywhere (the tests feed broken ones)."""
    try:
        source = path.read_text("utf-8")
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as why:
        place = re.search(r"line (\d+)", str(why))
        raise SvodkaError("bad-pattern", path=str(path), line=int(place[1]) if place else 1, detail=str(why)) from why
    except (OSError, UnicodeDecodeError) as why:
        raise SvodkaError("bad-pattern", path=str(path), line=1, detail=str(why)) from why
    rows = table.pop("entry", [])
    lines = [n for n, text in enumerate(source.splitlines(), 1) if _HEAD.fullmatch(text)]
    if table or not isinstance(rows, list) or len(rows) != len(lines):
        raise SvodkaError("bad-pattern", path=str(path), line=1, detail="файл состоит из записей [[entry]]")
    entries: list[Entry] = []
    for row, line in zip(rows, lines, strict=True):
        entry = Entry(str(row.get("id", "")), row, path, line)
        _check(entry)
        if any(other.id == entry.id for other in entries):
            entry.fail("такой id уже есть")
        entries.append(entry)
    return PatternFile(path, tuple(entries))


def _check(entry: Entry) -> None:
    """What can be told of an entry by itself; its expressions are read when they are first used."""
    if not entry.text("id", ""):
        entry.fail("у записи нет id")
    for key in ("words", "ok", "bad"):
        if not isinstance(entry.data.get(key, []), list):
            entry.fail(f"нужен список «{key}»")
    if "match" in entry.data:
        entry.text("match")
        if not entry.data.get("ok") or not entry.data.get("bad"):
            entry.fail("у правила нужны примеры ok и bad")
    elif not ({"words", "ok"} & entry.data.keys()):
        entry.fail("нужны match, words или примеры ok")
