"""Delimited text: comma, semicolon (Excel in Russia), tab or bar, told by content, in any usual encoding."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from statistics import median_low
from typing import Literal

from extractor.errors import SvodkaError
from extractor.reading.encoding import decode
from extractor.registry.table import Row, Table, find_heads

# Half a million rows of 250 bytes; all schools of the country with their addresses take 40 MB.
MOST_BYTES = 128 * 2**20
DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_ROWS = 40
# «sep=;» in the first line is an order to Excel.
_ORDER = re.compile(r"\A[\"']?sep=(.)[\"']?\s*\r?\n", re.IGNORECASE)
# So many lines in one cell: its quote was never closed.
_MOST_LINES = 20


def read_delimited(data: bytes, *, name: str, choose: Callable[[str], str] | None = None) -> Table:
    """The table in a text file.

    Args:
        choose: tells the delimiter by the beginning of the text; by the heads of a registry when left out.
    Raises:
        SvodkaError: ``too-large``; ``damaged`` where a quote is never closed.
    """
    if len(data) > MOST_BYTES:
        raise SvodkaError("too-large", path=name, detail=f"{len(data) // 2**20} МБ, допустимо {MOST_BYTES // 2**20}")
    text, encoding = decode(data)
    order = _ORDER.match(text)
    skipped = order.end() if order else 0
    sample = text[skipped : skipped + _SAMPLE_CHARACTERS]
    delimiter = order[1] if order and order[1] in DELIMITERS else (choose or _delimiter)(sample)
    quoting, strict = _quoting(text, skipped, delimiter, name)

    def rows() -> Iterator[Row]:
        source = io.StringIO(text, newline="")
        source.seek(skipped)
        reader = csv.reader(source, delimiter=delimiter, quoting=quoting, strict=strict)
        return enumerate(reader, 2 if skipped else 1)

    return Table(rows, encoding=encoding, delimiter=delimiter)


def sample_rows(sample: str, delimiter: str) -> list[Row]:
    """The first rows of a text, as far as they can be read with a delimiter."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    with suppress(csv.Error):
        rows.extend(enumerate(islice(reader, _SAMPLE_ROWS), 1))
    return rows


def _delimiter(sample: str) -> str:
    """The delimiter by which most heads are understood; where none are, the one that makes a table at all."""

    def worth(delimiter: str) -> tuple[int, int]:
        rows = sample_rows(sample, delimiter)
        heads = find_heads(rows)
        widths = [len(cells) for _, cells in rows if cells]
        return len(set(heads.fields.values())) if heads else 0, median_low(widths) if widths else 0

    return max(DELIMITERS, key=worth)


def _quoting(text: str, start: int, delimiter: str, name: str) -> tuple[Literal[0, 3], bool]:
    """How quotes are meant: as CSV has them, carelessly, or (tabs only) as letters like any other."""
    try:
        source = io.StringIO(text, newline="")
        source.seek(start)
        deque(csv.reader(source, delimiter=delimiter, strict=True), maxlen=0)
    except csv.Error as why:
        if "end of data" not in str(why) and _closed(text, start, delimiter) is None:
            return csv.QUOTE_MINIMAL, False
    else:
        return csv.QUOTE_MINIMAL, True
    if delimiter == "\t":
        return csv.QUOTE_NONE, False
    line = _closed(text, start, delimiter)
    where = f"в строке {line} кавычка открыта и не закрыта" if line else "кавычка открыта и не закрыта"
    raise SvodkaError("damaged", path=name, detail=where)


def _closed(text: str, start: int, delimiter: str) -> int | None:
    """The row in which a quote runs on over many lines; ``None`` if there is none."""
    source = io.StringIO(text, newline="")
    source.seek(start)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(source, delimiter=delimiter), 1):
            if any(cell.count("\n") > _MOST_LINES for cell in cells):
                return number
    except csv.Error:
        return number + 1
    return None
