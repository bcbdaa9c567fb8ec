"""The layout of a corpus.

gold/<split>/NAME.yaml                  what is right
files/<format>/<split>/NAME.<suffix>    the document in that format
registry.csv                            the schools that mentions are linked to, if there is one
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import SvodkaError

if TYPE_CHECKING:
    from extractor.record import Record

REGISTRY = "registry.csv"
Link = Callable[["Record"], "Record"]


@dataclass(frozen=True, slots=True)
class Case:
    """One document of a corpus in one format."""

    name: str
    split: str
    format: str
    file: Path
    gold: Path


def splits_of(corpus: Path) -> list[str]:
    """The splits that there is gold for."""
    return _folders(corpus / "gold")


def cases_of(corpus: Path, *, splits: Collection[str] = (), formats: Collection[str] = ()) -> list[Case]:
    """The documents of a corpus that have gold, by split, format and name.

    A document that has not been rendered to some format (a scan of tracked changes would show what was
    deleted) is no case of it.

    Args:
        splits, formats: only these; all when empty.
    Raises:
        SvodkaError: ``not-found`` if a folder that was asked for is missing or nothing is in it.
    """
    cases = []
    for split in splits or splits_of(corpus):
        golds = {path.stem: path for path in sorted((corpus / "gold" / split).glob("*.yaml"))}
        if not golds:
            raise SvodkaError("not-found", path=str(corpus / "gold" / split / "*.yaml"))
        for form in formats or _folders(corpus / "files"):
            folder = corpus / "files" / form / split
            files = {path.stem: path for path in sorted(folder.glob("*")) if path.is_file()} if folder.is_dir() else {}
            if formats and not files:
                raise SvodkaError("not-found", path=str(folder))
            cases += [Case(name, split, form, files[name], gold) for name, gold in golds.items() if name in files]
    if not cases:
        raise SvodkaError("not-found", path=str(corpus / "files"))
    return cases


@cache
def link_of(corpus: Path) -> Link | None:
    """What links the schools of a record to the registry of the corpus; ``None`` for a corpus without one.

    Raises:
        SvodkaError: the registry cannot be read.
    """
    if not (corpus / REGISTRY).exists():
        return None
    from extractor.linking import open_linker
    from extractor.linking.records import link_record

    linker = open_linker(corpus / REGISTRY)
    return lambda record: link_record(record, linker)


def _folders(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*") if path.is_dir())
