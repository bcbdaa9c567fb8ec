"""The documents of a folder, in an order that does not depend on the file system."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from extractor.errors import SvodkaError

# «~$отчёт.docx» is what Word keeps beside an open document: hidden on Windows, no document anywhere.
_HIDDEN = (".", "~$")


def documents_below(folder: Path, *, without: Path, failed: Callable[[Path, SvodkaError], None]) -> list[Path]:
    """Every regular file below a folder, relative to it, sorted by name.

    Hidden files and folders are left out, and so are links, which may lead anywhere or round in a circle.

    Args:
        folder: where to look.
        without: the folder of results, which may lie inside and is passed over.
        failed: told of every folder that cannot be listed.
    """
    found: list[Path] = []
    results = os.path.realpath(without)

    def unlisted(why: OSError) -> None:
        path = Path(why.filename)
        failed(path.relative_to(folder), SvodkaError("no-permission", path=str(path), detail=why.strerror or str(why)))

    for place, folders, files in os.walk(folder, onerror=unlisted):
        here = Path(place)
        folders[:] = [d for d in folders if not d.startswith(_HIDDEN) and os.path.realpath(here / d) != results]
        found += [here / f for f in files if not f.startswith(_HIDDEN) and _regular(here / f)]
    return sorted((path.relative_to(folder) for path in found), key=lambda path: path.as_posix())


def _regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
