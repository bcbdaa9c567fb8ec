"""Zips and compound files: which of them are read, and why the others are not."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Literal

from extractor.errors import SvodkaError
from extractor.reading.doc.file import check_head
from extractor.reading.ole import opened

# A directory of more bytes (some 60 000 members) belongs to no document.
_MOST_DIRECTORY = 4 * 2**20
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_WORKBOOK = re.compile(r"xl/workbook\d*\.xml", re.IGNORECASE)
_BROKEN_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, struct.error)
_OFFICE_PARTS = (
    ("xl/", "книга Excel в двоичном виде (XLSB)"),
    ("ppt/", "презентация PowerPoint (PPTX)"),
    ("visio/", "чертёж Visio (VSDX)"),
)
_OPENDOCUMENT = (
    (b"opendocument.presentation", "презентация OpenDocument (ODP)"),
    (b"epub+zip", "книга EPUB"),
)
_SPREADSHEET, _TEXT = b"opendocument.spreadsheet", b"opendocument.text"
_KIND_PART, _LONGEST_KIND = "mimetype", 200
# Excel 97–2003, Excel 5 and 95.
_WORKBOOK_STREAMS = ("Workbook", "Book")
_OLE_STREAMS = (("PowerPoint Document", "презентация PowerPoint 97–2003 (PPT)"),)
_WORD, _WORD_HEAD = "WordDocument", 32


def zip_kind(data: bytes, *, name: str) -> Literal["docx", "xlsx", "ods", "odt"]:
    """What a zip is. Only its directory is read, nothing is unpacked.

    Raises:
        SvodkaError: why it is not read: ``unsupported``, ``damaged``, ``too-large``.
    """
    if _directory_size(data) > _MOST_DIRECTORY:
        raise SvodkaError("too-large", path=name, detail="слишком много частей в архиве")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.namelist()
            head = data[:200] + _declared_kind(package)
    except _BROKEN_ZIP as broken:
        raise SvodkaError("damaged", path=name, detail="архив ZIP не читается") from broken
    if any(_MAIN_PART.fullmatch(member) for member in members):
        return "docx"
    if any(_WORKBOOK.fullmatch(member) for member in members):
        return "xlsx"
    if _SPREADSHEET in head:
        return "ods"
    if _TEXT in head:
        return "odt"
    kinds = [what for prefix, what in _OFFICE_PARTS if any(member.startswith(prefix) for member in members)]
    kinds += [what for mark, what in _OPENDOCUMENT if mark in head]
    raise SvodkaError("unsupported", path=name, detail=kinds[0] if kinds else "архив ZIP")


def _declared_kind(package: zipfile.ZipFile) -> bytes:
    """What an OpenDocument package says it is, wherever a repacking program put that part."""
    try:
        if package.getinfo(_KIND_PART).file_size <= _LONGEST_KIND:
            return package.read(_KIND_PART)[:_LONGEST_KIND]
    except (KeyError, RuntimeError, zlib.error, *_BROKEN_ZIP):
        pass  # none, locked or broken
    return b""


def _directory_size(data: bytes) -> int:
    """Bytes of the zip's central directory as its end record states them (0 when there is none)."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    return int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0


def ole_kind(data: bytes, *, name: str) -> Literal["doc", "xls"]:
    """What a compound file is.

    Raises:
        SvodkaError: why it is not read: a password, what it is, or what is broken.
    """
    with opened(data, name=name) as package:
        if package.exists("EncryptedPackage"):
            raise SvodkaError("encrypted", path=name)
        is_workbook = any(package.exists(stream) for stream in _WORKBOOK_STREAMS)
        kinds = [what for stream, what in _OLE_STREAMS if package.exists(stream)]
        word = package.openstream(_WORD).read(_WORD_HEAD) if package.exists(_WORD) else None
    if word is not None:
        check_head(word, name=name)
        return "doc"
    if is_workbook and not kinds:
        return "xls"
    raise SvodkaError("unsupported", path=name, detail=kinds[0] if kinds else "составной файл OLE")
