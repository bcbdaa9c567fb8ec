"""Names of documents between the file system and the manifest, and the names of their results."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from pathlib import Path

RESULT = ".json"
# What file systems in use allow: bytes of UTF-8 on most, UTF-16 units on Windows, where no path may be longer than 259.
_LONGEST_PART = 255
_LONGEST_PATH = 259 if sys.platform == "win32" else 4095
_FOLDER_OF_LONG = "~"


def to_manifest(path: str) -> str | bytes:
    """A path as SQLite can hold it: text, or its bytes where it is no valid UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def from_manifest(stored: str | bytes) -> str:
    """The path that ``to_manifest`` stored."""
    return stored if isinstance(stored, str) else os.fsdecode(stored)


def shown(path: str) -> str:
    """A path as it may stand in a record or a message: what is no valid UTF-8 becomes a sign for it."""
    return os.fsencode(path).decode("utf-8", "replace")


class ResultNames:
    """Gives every document the name of its result: its own path with «.json» wherever that is possible.

    Args:
        out: the folder of results.
        folders: all folders that documents lie in; no result may take the place of one of them.
        taken: results that documents already have.
        source: the folder of the documents: where it lies in ``out``, no result goes into it, where it would be taken
            for a document or stand in the place of one.
    """

    def __init__(self, out: Path, folders: set[str], taken: set[str], *, source: Path | None = None) -> None:
        self._room = _LONGEST_PATH - len(os.fsencode(out.resolve())) - 1
        self._alike = _tells_no_case(out)
        self._longest = _longest_part(out)
        inside = source is not None and source.resolve().is_relative_to(out.resolve())
        self._source = f"{source.resolve().relative_to(out.resolve()).as_posix()}/" if source and inside else None
        self._folders = {self._fold(folder) for folder in folders}
        self._taken = {self._fold(name) for name in taken}

    def of(self, path: str) -> str:
        """The name for a document that has none yet."""
        *above, last = path.split("/")
        name = "/".join([*(self._short(part, "") for part in above), self._short(last)])
        if _length(name) > self._room or (self._source and self._fold(name).startswith(self._fold(self._source))):
            name = f"{_FOLDER_OF_LONG}/{_digest(path)}{RESULT}"
        if self._fold(name) in self._taken | self._folders:
            stem = name.removesuffix(RESULT).rpartition("/")
            name = stem[0] + stem[1] + self._short(f"{stem[2]}~{_digest(path)}")
        self._taken.add(self._fold(name))
        return name

    def _short(self, part: str, suffix: str = RESULT) -> str:
        """One part of a path with what is added to it, shortened where it would be too long."""
        if _length(part + suffix) <= self._longest:
            return part + suffix
        tail = f"~{_digest(part)}{suffix}"
        while _length(part + tail) > self._longest:
            part = part[:-1]
        return part + tail

    def _fold(self, name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold() if self._alike else name


def _length(text: str) -> int:
    if sys.platform == "win32":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(os.fsencode(text))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _longest_part(out: Path) -> int:
    try:
        return min(os.pathconf(out, "PC_NAME_MAX"), _LONGEST_PART)
    except (AttributeError, OSError, ValueError):
        return _LONGEST_PART


def _tells_no_case(out: Path) -> bool:
    """Whether «a» and «A» are one name in this folder, which holds a folder with a small letter in its name."""
    return any((out / entry.name.upper()).exists() for entry in out.iterdir() if entry.name != entry.name.upper())
