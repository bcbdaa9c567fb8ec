"""XLSX workbooks: guards before openpyxl, then the sheets row by row."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from extractor.errors import SvodkaError
from extractor.reading.guard import MAX_MEMBERS, MAX_RATIO, RATIO_FREE_BYTES
from extractor.registry.table import MOST_COLUMNS, Row, Table

# A sheet of 100 000 rows and 20 columns is 100 MB of XML; it is read row by row.
MOST_UNPACKED = 400 * 2**20
# All else (styles, relations, drawings) becomes objects as a whole; 5 MB are the styles of a workbook grown for years.
MOST_OTHER_PART = 20 * 2**20
# The last row that Excel has.
MOST_ROWS = 1_048_576
# Behind so many empty rows comes nothing more: somebody has coloured the columns down to the end.
MOST_EMPTY_ROWS = 5_000
_MOST_SHEETS = 50
_PIECE = 65_536
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, ParseError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OSError, EOFError, NotImplementedError, OverflowError, SyntaxError,
)  # fmt: skip


def read_workbook(data: bytes, *, name: str) -> list[Table]:
    """The sheets of a workbook, in their order; hidden ones last.

    Raises:
        SvodkaError: ``too-large`` (it would swell), ``damaged``, ``encrypted``.
    """
    check_workbook(data, name=name)
    from openpyxl import load_workbook  # a fifth of a second that only workbooks cost

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets[:_MOST_SHEETS] if hasattr(sheet, "reset_dimensions")]
    except _BROKEN as why:
        raise SvodkaError("damaged", path=name, detail="книга Excel не читается") from why
    sheets.sort(key=lambda sheet: sheet.sheet_state != "visible")
    return [_table(sheet, name) for sheet in sheets]


def check_workbook(data: bytes, *, name: str) -> None:
    """Refuse a package that would swell; zipfile never gives more of a part than its directory states.

    Raises:
        SvodkaError: ``too-large``, ``damaged``, ``encrypted``.
    """
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise SvodkaError("too-large", path=name, detail=f"больше {MAX_MEMBERS} частей")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            for member in members:
                _check_part(package, member, name)
    except _BROKEN as why:
        raise SvodkaError("damaged", path=name, detail="архив ZIP не читается") from why
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise SvodkaError("too-large", path=name, detail=f"распаковывается больше чем в {MOST_UNPACKED // 2**20} МБ")


def _check_part(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise SvodkaError("encrypted", path=name)
    if member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size):
        raise SvodkaError("too-large", path=name, detail=f"{member.filename} сжат больше чем в {MAX_RATIO} раз")
    if not member.filename.lower().endswith((".xml", ".rels")):
        return
    large = member.filename.startswith("xl/worksheets/") or member.filename == "xl/sharedStrings.xml"
    if member.file_size > MOST_OTHER_PART and not large:
        raise SvodkaError("too-large", path=name, detail=f"{member.filename} больше {MOST_OTHER_PART // 2**20} МБ")
    with package.open(member) as part:
        # UTF-16 has a zero beside every letter.
        if b"<!DOCTYPE" in part.read(_PIECE).replace(b"\x00", b"").upper():
            raise SvodkaError("damaged", path=name, detail=f"объявление типа в части {member.filename}")


def _table(sheet: Any, name: str) -> Table:
    def values() -> Iterator[tuple[int, list[Any]]]:
        # What a sheet says of its own size need not be true; a cell in the last column makes no 16 384 cells.
        sheet.reset_dimensions()
        try:
            found = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
            empty = 0
            for number, cells in enumerate(islice(found, MOST_ROWS), 1):
                last = next((k for k in range(len(cells), 0, -1) if cells[k - 1] is not None), 0)
                empty = 0 if last else empty + 1
                if empty > MOST_EMPTY_ROWS:
                    return
                yield number, list(cells[:last])
        except _BROKEN as why:
            raise SvodkaError("damaged", path=name, detail=f"лист «{sheet.title}» не читается") from why

    def rows() -> Iterator[Row]:
        return ((number, [as_text(value) for value in cells]) for number, cells in values())

    return Table(rows, sheet=str(sheet.title), values=values)


def as_text(value: Any) -> str:
    """A cell as Excel shows it, as far as that can be known without its number formats."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, (datetime, date)):
        return value.strftime("%d.%m.%Y")
    return str(value)
