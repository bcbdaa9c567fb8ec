"""All exports of many documents, by name: from one pass over the records to any number of files."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import SvodkaError, system_reason
from extractor.export.files import whole_file

if TYPE_CHECKING:
    from extractor.record import Record

_NAMES = {
    "xlsx": "svodka.xlsx",
    "sqlite": "svodka.sqlite",
    "ics": "svodka.ics",
    "html": "svodka.html",
}


@dataclass(frozen=True, slots=True)
class Results:
    """What is exported: records with the paths of their documents, and failures; both may be asked for repeatedly.

    ``sources`` is the folder of the documents, where that is known.
    """

    records: Callable[[], Iterable[tuple[str, Record]]]
    failures: Callable[[], Iterable[Mapping[str, Any]]]
    sources: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """An export that was written; of a calendar, how many entries it has and how many deadlines stayed out."""

    target: str
    path: Path
    count: int = 0
    left_out: int = 0


def default_name(target: str) -> str:
    """What an export is called when nothing else is said."""
    return _NAMES.get(target, f"svodka-{target}")


def export(results: Results, wanted: Mapping[str, Path]) -> Iterator[Done]:
    """Write the exports, each as a whole or not at all.

    Args:
        wanted: for each target the file (for ``csv`` and ``parquet`` the folder) to write.
    Raises:
        SvodkaError: ``not-writable``, ``extra-missing``, ``bad-results``.
    """
    for path in wanted.values():
        _make(path.parent)
    if not wanted:
        return
    # The database lies beside what is made of it: there is room for it where there is room for that.
    with _store(results, next(iter(wanted.values())).parent) as store:
        # The database itself goes last: it is moved away.
        for target in sorted(wanted, key=list(_WRITERS).index):
            count, left_out = _WRITERS[target](store, wanted[target], results)
            yield Done(target, wanted[target], count, left_out)


@contextmanager
def _store(results: Results, near: Path) -> Iterator[Path]:
    """The database of the results in a file of its own, which is gone afterwards."""
    from extractor.export.store import build

    path = near / f".svodka-{secrets.token_hex(6)}.tmp"
    try:
        path.touch(exist_ok=False)
    except OSError as why:
        raise SvodkaError("not-writable", path=str(near), detail=system_reason(why)) from why
    try:
        build(path, results.records(), results.failures())
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise SvodkaError("not-writable", path=str(folder), detail=system_reason(why)) from why


def _xlsx(store: Path, path: Path, results: Results) -> tuple[int, int]:
    from extractor.export.xlsx import workbook

    with whole_file(path) as beside:
        workbook(store, beside, sources=results.sources, beside=path.parent)
    return 0, 0


def _sqlite(store: Path, path: Path, results: Results) -> tuple[int, int]:
    with whole_file(path) as beside:
        shutil.move(store, beside)
    return 0, 0


def _csv(store: Path, path: Path, results: Results) -> tuple[int, int]:
    from extractor.export import csv

    _make(path)
    csv.folder(store, path)
    return 0, 0


def _parquet(store: Path, path: Path, results: Results) -> tuple[int, int]:
    from extractor.export import parquet

    _make(path)
    parquet.folder(store, path)
    return 0, 0


def _ics(store: Path, path: Path, results: Results) -> tuple[int, int]:
    from extractor.export.ics import calendar

    return calendar(store, path)


def _html(store: Path, path: Path, results: Results) -> tuple[int, int]:
    from extractor.export.overview import overview, pages

    beside = path.with_name(f"{path.stem}-html")
    _make(beside)
    count = pages(results.records(), beside)
    overview(store, path, folder=beside.name)
    return count, 0


_WRITERS: dict[str, Callable[[Path, Path, Results], tuple[int, int]]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "parquet": _parquet,
    "ics": _ics,
    "html": _html,
    "sqlite": _sqlite,
}
