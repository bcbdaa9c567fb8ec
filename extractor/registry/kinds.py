"""What kind of registry a file is, told by its first bytes (and a zip by what is in it)."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Literal

from extractor.errors import SvodkaError, system_reason
from extractor.reading.detect import detect
from extractor.reading.detect_packages import ole_kind, zip_kind
from extractor.reading.encoding import utf16_order
from extractor.reading.files import read_bytes

Kind = Literal["csv", "xlsx", "xml", "zip"]

_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_KINDS = {
    "docx": "документ Word (DOCX)",
    "doc": "документ Word 97–2003 (DOC)",
    "odt": "документ OpenDocument (ODT)",
    "rtf": "документ RTF",
    "xls": "книга Excel 97–2003 (XLS)",
    "ods": "таблица OpenDocument (ODS)",
    "pdf": "документ PDF",
    "html": "веб-страница",
}
_OFFICE = ("word/", "xl/", "ppt/", "docProps/", "_rels/", "customXml/", "META-INF/", "__MACOSX/", "[Content_Types]")
_OPENDOCUMENT = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
# As for documents (``reading/detect_packages.py``): some 60 000 parts.
_MOST_DIRECTORY = 4 * 2**20
# The end record with the longest comment a zip may have.
_END_WITHIN = 65_557


def kind_of(path: Path) -> Kind:
    """The kind of a file.

    Raises:
        SvodkaError: ``not-found``, ``not-a-file``, ``no-permission``, ``empty``, ``encrypted``, ``damaged``,
            ``registry-format`` (naming what the file is instead).
    """
    head = _first_bytes(path)
    if head.startswith(_ZIP):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        raise _instead(ole_kind, path)
    letters = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") or utf16_order(head) else head
    if _is_xml(letters.lstrip(_MARKS)):
        return "xml"
    try:
        kind = detect(head, name=str(path))
    except SvodkaError as refusal:
        raise _refused(refusal) from None
    if kind != "text":
        raise _wrong(path, _KINDS.get(kind, kind))
    return "csv"


def _first_bytes(path: Path) -> bytes:
    """The head of a file of any size; the errors are those of ``read_bytes``."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SvodkaError("not-a-file", path=str(path))
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError:
        raise SvodkaError("not-found", path=str(path)) from None
    except OSError as why:
        raise SvodkaError("no-permission", path=str(path), detail=system_reason(why)) from why


def _is_xml(head: bytes) -> bool:
    lower = head[:4096].lower()
    if not lower.startswith(b"<") or b"<html" in lower or b"<!doctype html" in lower:
        return False
    return lower.startswith((b"<?xml", b"<opendata", b"<!--", b"<!doctype", b"<certificates"))


def _kind_of_zip(path: Path) -> Kind:
    """XLSX by its folder; any other zip may hold one XML file, which ``accreditation`` looks for."""
    try:
        with path.open("rb") as file:
            _check_directory(file, path)
            with zipfile.ZipFile(file) as package:
                members = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, OSError):
        raise SvodkaError("damaged", path=str(path), detail="архив ZIP не читается") from None
    if any(member.startswith("xl/") and member.endswith(".xml") for member in members):
        return "xlsx"
    if any(is_plain_xml(member) for member in members):
        return "zip"
    raise _instead(zip_kind, path)


def _check_directory(file: BinaryIO, path: Path) -> None:
    """Refuse a directory that would become more objects than any registry has parts."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - _END_WITHIN))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    size = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if size > _MOST_DIRECTORY:
        raise SvodkaError("too-large", path=str(path), detail="слишком много частей в архиве")


def is_plain_xml(member: str) -> bool:
    """Whether a part of a zip is a file of XML, and not a part of an office document."""
    office = member.startswith(_OFFICE) or member in _OPENDOCUMENT
    return member.lower().endswith(".xml") and not office


def _instead(kind_of_package: Callable[..., str], path: Path) -> SvodkaError:
    """What a package is instead of a registry."""
    try:
        kind = kind_of_package(read_bytes(path), name=str(path))
    except SvodkaError as refusal:
        return _refused(refusal)
    return _wrong(path, _KINDS.get(kind, kind))


def _refused(refusal: SvodkaError) -> SvodkaError:
    """The refusal of a document, in the words of registries."""
    if refusal.code != "unsupported":
        return refusal
    return SvodkaError("registry-format", path=refusal.path, detail=refusal.detail)


def _wrong(path: Path, what: str) -> SvodkaError:
    return SvodkaError("registry-format", path=str(path), detail=what)
