"""From a file named on the command line to its record, whatever goes wrong on the way."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.faults import place_of
from extractor.batch.paths import shown
from extractor.errors import SvodkaError

if TYPE_CHECKING:
    from extractor.commands.limits import Limit
    from extractor.nlp.ruler import Ruler
    from extractor.reading.ocr.options import OcrOptions
    from extractor.record import Record

STANDARD_INPUT = "-"


def read_record(
    file: str | Path,
    link: Callable[[Record], Record] | None = None,
    scans: OcrOptions | None = None,
    limit: Limit | None = None,
    ruler: Ruler | None = None,
) -> Record:
    """The record of one document; ``-`` is standard input, called «stdin».

    Args:
        link: links the schools of a record.
        scans: when pages are read from their pictures.
        limit: what keeps the document to its time and memory.
        ruler: the user's own patterns.
    Raises:
        SvodkaError: the document cannot be read, or (``internal``) the program failed on it.
    """
    from extractor import extract_bytes
    from extractor.batch.limits import ran_out
    from extractor.reading.files import read_bytes

    named = "stdin" if str(file) == STANDARD_INPUT else shown(str(file))
    try:
        data = standard_input() if str(file) == STANDARD_INPUT else read_bytes(Path(file))
        with limit(named) if limit is not None else nullcontext():
            record = extract_bytes(data, name=named, scans=scans, patterns=ruler)
            return link(record) if link is not None else record
    except Exception as why:
        if ran_out(why):
            raise SvodkaError("out-of-memory", path=named) from why
        if isinstance(why, SvodkaError):
            raise
        raise SvodkaError("internal", path=named, detail=place_of(why)) from why


def read_records(
    files: Iterable[str],
    failed: Callable[[SvodkaError], None],
    link: Callable[[Record], Record] | None = None,
    scans: OcrOptions | None = None,
    limit: Limit | None = None,
    ruler: Ruler | None = None,
) -> Iterator[Record]:
    """The records of the documents that can be read, in order; ``failed`` is told of the others."""
    for file in files:
        try:
            yield read_record(file, link, scans, limit, ruler)
        except SvodkaError as error:
            failed(error)


def expand(files: Iterable[str]) -> list[str]:
    """The files meant: where the shell has left a «*» or «?» alone (as Windows does), the names that fit."""
    found: list[str] = []
    for file in files:
        # Path.glob takes no absolute pattern.
        fitting = sorted(glob(file)) if set("*?") & set(file) and not Path(file).exists() else []  # noqa: PTH207
        found += fitting or [file]
    return found


def standard_input() -> bytes:
    """All of standard input.

    Raises:
        SvodkaError: ``too-large``.
    """
    from extractor.reading.files import LARGEST_FILE

    data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise SvodkaError("too-large", path="stdin", detail=f"допустимо {LARGEST_FILE // 1024 // 1024} МБ")
    return data
