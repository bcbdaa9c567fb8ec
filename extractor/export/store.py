"""One SQLite database of many records: what ``--to sqlite`` gives, and what the other tabular exports are read from.

Records pass through one by one, so memory does not grow with their number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor import __version__
from extractor.catalogue.measures import doubts
from extractor.errors import SvodkaError
from extractor.export.store_rows import Rows
from extractor.export.store_views import INDICES, VIEWS
from extractor.export.tables import TABLES

if TYPE_CHECKING:
    from extractor.record import Record

# A record of its own transaction takes ten times as long.
_PER_COMMIT = 200
# A name counted once more.
_COUNTED = (
    "INSERT INTO measure_names (measure, name, score, indicators) VALUES (:measure, :name, :score, 1) "
    "ON CONFLICT (measure, name) DO UPDATE SET indicators = indicators + 1"
)


def build(path: Path, records: Iterable[tuple[str, Record]], failures: Iterable[Mapping[str, Any]]) -> None:
    """Write the database to a new file.

    Args:
        path: a file that does not exist, or an empty one.
        records: the documents' paths under the folder that was read, and their records.
        failures: what could not be read: ``file``, ``code``, ``message``, ``hint``.
    Raises:
        SvodkaError: ``not-writable``.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            _fill(base, records, failures)
    except sqlite3.Error as why:
        raise SvodkaError("not-writable", path=str(path), detail=str(why)) from why


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database for reading; rows answer to the names of their columns."""
    with closing(sqlite3.connect(path)) as base:
        base.row_factory = sqlite3.Row
        # Sorting of a large database goes to the disk it lies on, and not into memory.
        base.execute("PRAGMA temp_store = FILE")
        yield base


def plain(text: str) -> str:
    """Text that UTF-8 can hold: half a surrogate pair (a file name that is no UTF-8) becomes «�»."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _fill(
    base: sqlite3.Connection, records: Iterable[tuple[str, Record]], failures: Iterable[Mapping[str, Any]]
) -> None:
    # The file is new and is thrown away when anything goes wrong: a journal would protect nothing.
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    for table in TABLES.values():
        base.execute(table.create)
    base.execute("CREATE UNIQUE INDEX measure_names_key ON measure_names(measure, name)")
    rows = Rows()
    base.execute("BEGIN")
    for k, (file, record) in enumerate(records, 1):
        for name, row in rows.of(plain(file), record):
            _insert(base, name, row)
        if k % _PER_COMMIT == 0:
            base.execute("COMMIT")
            base.execute("BEGIN")
    for failure in failures:
        _insert(base, "failures", {key: plain(str(failure.get(key) or "")) for key in TABLES["failures"].names})
    _finish(base)
    base.execute("COMMIT")


def _insert(base: sqlite3.Connection, name: str, row: dict[str, Any]) -> None:
    table = TABLES[name]
    if name == "measures":
        base.execute(table.insert.replace("INSERT", "INSERT OR IGNORE", 1), table.row(row))
    elif name == "measure_names":
        base.execute(_COUNTED, row)
    else:
        base.execute(table.insert, table.row(row))


def _finish(base: sqlite3.Connection) -> None:
    base.execute("UPDATE measures SET joined = (SELECT count(*) FROM measure_names n WHERE n.measure = measures.id)")
    titles = base.execute("SELECT id, title FROM measures ORDER BY rowid").fetchall()
    for doubt in doubts(titles):
        row = {"measure": doubt.one, "other": doubt.other, "score": doubt.score}
        _insert(base, "measure_doubts", row)
    _insert(base, "about", {"key": "program", "value": f"svodka {__version__}"})
    for statement in (*INDICES, *VIEWS):
        base.execute(statement)
