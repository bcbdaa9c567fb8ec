"""The reader of ODS spreadsheets: what the file says its cells show is read, not formatted anew."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from extractor.errors import SvodkaError
from extractor.reading.guard import check_package
from extractor.reading.sheet.book import MOST_SHEET_ATTRIBUTES, MOST_SHEET_TAGS, Book, Budget
from extractor.reading.sheet.ods_cells import BookEvents
from extractor.reading.sheet.ods_styles import StyleEvents
from extractor.reading.sheet.reading import to_reading
from extractor.reading.sheet.xml import walk
from extractor.reading.source import Reading

_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, IndexError, OverflowError, OSError, EOFError,
    NotImplementedError, RecursionError,
)  # fmt: skip
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


def read(data: bytes, *, name: str) -> Reading:
    """Read an ODS (OTS) as a document of tables.

    Args:
        data: the whole file.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged, encrypted, too-large.
    """
    check_package(data, name, most_tags=MOST_SHEET_TAGS, most_attributes=MOST_SHEET_ATTRIBUTES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = set(package.namelist())
            if _MANIFEST in members and b"encryption-data" in package.read(_MANIFEST):
                raise SvodkaError("encrypted", path=name)
            if _CONTENT not in members:
                raise SvodkaError("damaged", path=name, detail="нет части content.xml")
            content = package.read(_CONTENT)
            common = package.read(_STYLES) if _STYLES in members else b""
    except _BROKEN as why:
        raise SvodkaError("damaged", path=name, detail="таблица OpenDocument не читается") from why
    styles = StyleEvents()
    if common:
        walk(common, styles, name=name)
    book = Book("ods", [])
    walk(content, BookEvents(book, styles, Budget(name), name=name), name=name)
    return to_reading(book, name=name)
