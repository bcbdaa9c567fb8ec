"""Zips and compound files: DOCX among other packages, and why the others are not read."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

from extractor.errors import SvodkaError

# A directory of more bytes (some 60 000 members) belongs to no document.
_MOST_DIRECTORY = 4 * 2**20
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_BROKEN_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, struct.error)
_OFFICE_PARTS = (
    ("xl/", "книга Excel (XLSX)"),
    ("ppt/", "презентация PowerPoint (PPTX)"),
    ("visio/", "чертёж Visio (VSDX)"),
)
_OPENDOCUMENT = (
    (b"opendocument.text", "документ OpenDocument (ODT)"),
    (b"opendocument.spreadsheet", "таблица OpenDocument (ODS)"),
    (b"opendocument.presentation", "презентация OpenDocument (ODP)"),
    (b"epub+zip", "книга EPUB"),
)
_OLE_STREAMS = (
    ("WordDocument", "документ Word 97–2003 (DOC)"),
    ("Workbook", "книга Excel 97–2003 (XLS)"),
    ("Book", "книга Excel 5–95 (XLS)"),
    ("PowerPoint Document", "презентация PowerPoint 97–2003 (PPT)"),
)
# Bit «encrypted» of the Word 97 file header, in the 16-bit word at offset 10 ([MS-DOC] 2.5.2).
_FIB_ENCRYPTED = 0x0100


def zip_refusal(data: bytes, *, name: str) -> SvodkaError | None:
    """Why a zip is not read: ``None`` for a DOCX. Only its directory is read, nothing is unpacked."""
    if _directory_size(data) > _MOST_DIRECTORY:
        return SvodkaError("too-large", path=name, detail="слишком много частей в архиве")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.namelist()
    except _BROKEN_ZIP:
        return SvodkaError("damaged", path=name, detail="архив ZIP не читается")
    if any(_MAIN_PART.fullmatch(member) for member in members):
        return None
    head = data[:200]
    kinds = [what for prefix, what in _OFFICE_PARTS if any(member.startswith(prefix) for member in members)]
    kinds += [what for mark, what in _OPENDOCUMENT if mark in head]
    return SvodkaError("unsupported", path=name, detail=kinds[0] if kinds else "архив ZIP")


def _directory_size(data: bytes) -> int:
    """Bytes of the zip's central directory as its end record states them (0 when there is none)."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    return int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0


def ole_refusal(data: bytes, *, name: str) -> SvodkaError:
    """Why a compound file is not read: a password, or what it is."""
    import olefile

    try:
        with olefile.OleFileIO(data) as package:
            if package.exists("EncryptedPackage"):
                return SvodkaError("encrypted", path=name)
            kinds = [what for stream, what in _OLE_STREAMS if package.exists(stream)]
            header = package.openstream("WordDocument").read(12) if package.exists("WordDocument") else b""
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        return SvodkaError("damaged", path=name, detail="составной файл OLE не читается")
    if int.from_bytes(header[10:12], "little") & _FIB_ENCRYPTED:
        return SvodkaError("encrypted", path=name)
    return SvodkaError("unsupported", path=name, detail=kinds[0] if kinds else "составной файл OLE")
