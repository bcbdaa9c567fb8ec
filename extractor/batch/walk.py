"""The documents of a folder, in an order that does not depend on the file system."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from extractor.batch.paths import shown
from extractor.errors import SvodkaError, system_reason

# «~$отчёт.docx» is what Word keeps beside an open document: hidden on Windows, no document anywhere.
_HIDDEN = (".", "~$")
# What Windows keeps in folders, hidden there; on a shared disk or in a copy it is to be seen.
_OF_WINDOWS = frozenset(("desktop.ini", "thumbs.db", "ehthumbs.db"))


@dataclass(frozen=True, slots=True)
class Found:
    """A document: its path relative to the folder with «/» between the parts, its size and times."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents are wanted: those that match one of ``include`` (all if there is none) and none of ``exclude``.

    In a pattern «*» stands for any characters, «/» too, «?» for one; capitals do not matter.
    """

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return not self.include and not self.exclude

    def __call__(self, path: str) -> bool:
        name = path.casefold()

        def fits(patterns: Sequence[str]) -> bool:
            return any(fnmatchcase(name, pattern.casefold()) for pattern in patterns)

        return (not self.include or fits(self.include)) and not fits(self.exclude)


def documents_below(folder: Path, *, without: Path, failed: Callable[[str, SvodkaError], None]) -> list[Found]:
    """Every regular file below a folder, sorted by path.

    Hidden files and folders, pipes and devices are passed over; so are links to what lies in the folder anyway.

    Args:
        folder: where to look.
        without: the folder of results, which may lie inside and is passed over.
        failed: told of every folder that cannot be listed and every link that leads out of the folder.
    """
    found: list[Found] = []
    inside = os.path.realpath(folder)
    results = os.path.realpath(without)

    def relative(path: str | os.PathLike[str]) -> str:
        return Path(path).relative_to(folder).as_posix()

    def unlisted(why: OSError) -> None:
        error = SvodkaError("no-permission", path=shown(str(why.filename)), detail=system_reason(why))
        failed(relative(why.filename), error)

    for place, folders, files in os.walk(folder, onerror=unlisted):
        here = Path(place)
        for name in [*folders, *files]:
            path = here / name
            if not _hidden(name) and path.is_symlink() and not _leads_into(path, inside):
                failed(relative(path), SvodkaError("link-outside", path=shown(str(path))))
        folders[:] = [d for d in folders if not _hidden(d) and os.path.realpath(here / d) != results]
        for name in files:
            path = here / name
            if not _hidden(name) and path.is_file() and not path.is_symlink():
                info = path.stat()
                found.append(Found(relative(path), info.st_size, info.st_mtime_ns, info.st_ctime_ns))
    return sorted(found, key=lambda document: document.path)


def _hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.lower() in _OF_WINDOWS


def _leads_into(link: Path, inside: str) -> bool:
    """Whether a link leads to something below the folder."""
    try:
        return os.path.commonpath((os.path.realpath(link), inside)) == inside
    except ValueError:  # another drive
        return False
