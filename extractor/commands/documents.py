"""From a file named on the command line to its record, whatever goes wrong on the way."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import SvodkaError

if TYPE_CHECKING:
    from extractor.reading.ocr.options import OcrOptions
    from extractor.record import Record

STANDARD_INPUT = "-"


def read_record(
    file: str | Path, link: Callable[[Record], Record] | None = None, scans: OcrOptions | None = None
) -> Record:
    """The record of one document; ``-`` is standard input, called «stdin».

    Args:
        link: links the schools of a record.
        scans: when pages are read from their pictures.
    Raises:
        SvodkaError: the document cannot be read, or (``internal``) the program failed on it.
    """
    from extractor import extract_bytes
    from extractor.reading.files import read_bytes

    try:
        if str(file) == STANDARD_INPUT:
            record = extract_bytes(standard_input(), name="stdin", scans=scans)
        else:
            # A name that is no valid UTF-8 cannot stand in a record as it is.
            said = os.fsencode(file).decode("utf-8", "replace")
            record = extract_bytes(read_bytes(Path(file)), name=said, scans=scans)
        return link(record) if link is not None else record
    except SvodkaError:
        raise
    except Exception as why:
        raise SvodkaError("internal", path=str(file), detail=place_of(why)) from why


def read_records(
    files: Iterable[str],
    failed: Callable[[SvodkaError], None],
    link: Callable[[Record], Record] | None = None,
    scans: OcrOptions | None = None,
) -> Iterator[Record]:
    """The records of the documents that can be read, in order; ``failed`` is told of the others."""
    for file in files:
        try:
            yield read_record(file, link, scans)
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


def place_of(why: Exception) -> str:
    """What happened and in which line of the program: enough for a report of the mistake."""
    frames = traceback.extract_tb(why.__traceback__)
    where = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    words = str(why).split("\n", maxsplit=1)[0][:200]
    return f"{type(why).__name__}: {words}{where}" if words else f"{type(why).__name__}{where}"
