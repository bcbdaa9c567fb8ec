"""The manifest: what became of every document, in SQLite.  docs/batch.md tells its tables.

One run writes at a time (``lock.py`` sees to that), anybody may read.  Every change is a transaction of its own, so
that a run that is cut off leaves what it had finished and nothing else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from extractor.batch.outcomes import Outcome
from extractor.batch.paths import from_manifest, to_manifest
from extractor.errors import SvodkaError

FOLDER = ".svodka"
"""The folder below OUT that holds all that is no result."""
NAME = "manifest.sqlite"
_FORM = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    path TEXT PRIMARY KEY, present INTEGER NOT NULL, result TEXT NOT NULL, outcome TEXT, code TEXT, detail TEXT,
    format TEXT, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, sha256 TEXT, readers TEXT, rules TEXT,
    result_size INTEGER, result_sha256 TEXT, warnings INTEGER, seconds REAL, finished TEXT,
    attempts INTEGER NOT NULL, run INTEGER
);
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, version TEXT NOT NULL, readers TEXT NOT NULL,
    rules TEXT NOT NULL, planned INTEGER, done INTEGER, failed INTEGER, skipped INTEGER, postponed INTEGER, read INTEGER
);
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT);
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One document of the manifest; the columns are told in docs/batch.md."""

    path: str
    result: str
    present: bool = True
    outcome: Outcome | None = None
    code: str | None = None
    detail: str | None = None
    format: str | None = None
    size: int | None = None
    mtime_ns: int | None = None
    ctime_ns: int | None = None
    sha256: str | None = None
    readers: str | None = None
    rules: str | None = None
    result_size: int | None = None
    result_sha256: str | None = None
    warnings: int | None = None
    seconds: float | None = None
    finished: str | None = None
    attempts: int = 0
    run: int | None = None


_COLUMNS = ", ".join(f.name for f in fields(Row))
_MARKS = ", ".join("?" * len(fields(Row)))


def now() -> str:
    """The time as the manifest has it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Manifest:
    """The manifest of one folder of results, open; a context that closes it.

    Args:
        out: the folder of results.
        writing: make it if it is not there; otherwise it is only read.
    Raises:
        SvodkaError: bad-results (none there, damaged, or of another version), not-writable.
    """

    def __init__(self, out: Path, *, writing: bool) -> None:
        self._out, self._writing = out, writing
        path = out / FOLDER / NAME
        if not writing and not path.is_file():
            raise SvodkaError("bad-results", path=str(out), detail=f"нет {FOLDER}/{NAME}")
        with self._told():
            self._base = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode={'rwc' if writing else 'ro'}", uri=True, isolation_level=None
            )
            if writing:
                # A run that is killed loses nothing by it; one that the power fails is looked over at the next start.
                self._base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)
            form = self.about("form")
            if form is None and writing:
                self.tell("form", _FORM)
            elif form != _FORM:
                raise SvodkaError("bad-results", path=str(out), detail=f"список вида {form}, нужен {_FORM}")

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        if self._writing:
            # At rest it is a single file that can be read from anywhere, a CD too; somebody reading keeps it from that.
            with suppress(sqlite3.Error):
                self._base.execute("PRAGMA journal_mode=DELETE")
        self._base.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong with the file, as an error of the catalogue."""
        try:
            yield
        except sqlite3.Error as why:
            full = getattr(why, "sqlite_errorcode", None) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
            code = "not-writable" if full or isinstance(why, sqlite3.OperationalError) else "bad-results"
            raise SvodkaError(code, path=str(self._out / FOLDER / NAME), detail=str(why)) from why

    def about(self, key: str) -> str | None:
        """What is noted of the whole under a key."""
        with self._told():
            row = self._base.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def tell(self, key: str, value: str) -> None:
        """Note something of the whole."""
        with self._told():
            self._base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, value))

    def rows(self, where: str = "1", values: tuple[object, ...] = ()) -> Iterator[Row]:
        """The documents for which a condition holds, by path; no more than a few are held at a time."""
        with self._told():
            asked = f"SELECT {_COLUMNS} FROM documents WHERE {where} ORDER BY path"  # noqa: S608 - ours
            for path, result, present, *rest in self._base.execute(asked, values):
                yield Row(from_manifest(path), from_manifest(result), bool(present), *rest)

    def row(self, path: str) -> Row | None:
        """One document."""
        return next(self.rows("path = ?", (to_manifest(path),)), None)

    def names(self) -> Iterator[str]:
        """The names of all results."""
        with self._told():
            yield from (from_manifest(row[0]) for row in self._base.execute("SELECT result FROM documents"))

    def kept(self) -> set[tuple[str, str]]:
        """Content and readers of every document that was read."""
        with self._told():
            asked = "SELECT sha256, readers FROM documents WHERE sha256 IS NOT NULL AND readers IS NOT NULL"
            return {(sha256, readers) for sha256, readers in self._base.execute(asked)}

    def mark_gone(self, there: Collection[str]) -> int:
        """Note which documents are no longer in the folder; how many of them have a record.

        A failure that is gone is forgotten: there is nothing to keep of it.
        """
        with self._told():
            asked = list(self._base.execute("SELECT path, present, outcome IN ('ok', 'partial') FROM documents"))
            told = [(path, present, good, from_manifest(path) in there) for path, present, good in asked]
            with self._all_or_none():
                self._base.executemany(
                    "UPDATE documents SET present = ? WHERE path = ?",
                    [(now_there, path) for path, present, _, now_there in told if bool(present) != now_there],
                )
                gone = [(path,) for path, _, good, now_there in told if not now_there and not good]
                self._base.executemany("DELETE FROM documents WHERE path = ?", gone)
            return sum(1 for _, _, good, now_there in told if good and not now_there)

    def put(self, rows: Iterable[Row]) -> None:
        """Write rows in place of those of the same path, all of them or none."""
        with self._told(), self._all_or_none():
            self._base.executemany(
                f"INSERT OR REPLACE INTO documents ({_COLUMNS}) VALUES ({_MARKS})",  # noqa: S608 - ours
                (astuple(replace(row, path=to_manifest(row.path), result=to_manifest(row.result))) for row in rows),  # type: ignore[arg-type]
            )

    @contextmanager
    def _all_or_none(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def begin(self, *, version: str, readers: str, rules: str) -> int:
        """Note that a run has begun; its number."""
        with self._told():
            row = self._base.execute(
                "INSERT INTO runs (started, version, readers, rules) VALUES (?, ?, ?, ?) RETURNING id",
                (now(), version, readers, rules),
            ).fetchone()
        return int(row[0])

    def end(self, run: int, sums: dict[str, int]) -> None:
        """Note that a run has come to its end, with its sums."""
        names = "".join(f", {name} = ?" for name in sums)
        with self._told():
            self._base.execute(
                f"UPDATE runs SET finished = ?{names} WHERE id = ?",  # noqa: S608 - ours
                (now(), *sums.values(), run),
            )

    def unfinished(self) -> set[int]:
        """The runs that did not come to their end."""
        with self._told():
            return {int(row[0]) for row in self._base.execute("SELECT id FROM runs WHERE finished IS NULL")}
