"""One run at a time writes into a folder of results; the next one is told who does."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from extractor.batch.manifest import FOLDER, now
from extractor.errors import SvodkaError, system_reason

_LOCK, _HOLDER = "lock.sqlite", "holder.json"


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Hold the folder of results.

    The lock is one of SQLite's, on a base with nothing in it: it works on every system and on shared folders, and ends
    with the process that holds it, however that ends.

    Raises:
        SvodkaError: results-in-use, not-writable.
    """
    place = out / FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise SvodkaError("not-writable", path=str(place), detail=system_reason(why)) from why
    try:
        with closing(sqlite3.connect(place / _LOCK, timeout=0, isolation_level=None)) as base:
            base.execute("BEGIN EXCLUSIVE")
            _sign(place / _HOLDER)
            try:
                yield
            finally:
                with suppress(OSError):
                    (place / _HOLDER).unlink()
    except sqlite3.OperationalError as why:
        if getattr(why, "sqlite_errorcode", sqlite3.SQLITE_BUSY) == sqlite3.SQLITE_BUSY:
            raise SvodkaError("results-in-use", path=str(out), detail=_holder(place)) from why
        raise SvodkaError("not-writable", path=str(place / _LOCK), detail=str(why)) from why


def _sign(path: Path) -> None:
    """Say who holds the folder.

    Raises:
        SvodkaError: not-writable: the folder was made by somebody else, who lets others read alone.
    """
    who = {"process": os.getpid(), "computer": platform.node(), "since": now()}
    try:
        path.write_text(json.dumps(who, ensure_ascii=False) + "\n", "utf-8")
    except OSError as why:
        raise SvodkaError("not-writable", path=str(path), detail=system_reason(why)) from why


def _holder(place: Path) -> str:
    try:
        who = json.loads((place / _HOLDER).read_text("utf-8"))
        return f"процесс {who['process']}, компьютер {who['computer']}, с {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "кто именно, не записано"
