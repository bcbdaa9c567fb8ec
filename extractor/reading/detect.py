"""What kind of file it is, told by its content: suffixes lie (VARIETY.md: 19 of 276 «.doc» were something else)."""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO
from typing import Literal

from extractor.errors import SvodkaError
from extractor.reading.encoding import utf16_order

FileKind = Literal["docx", "pdf", "html", "text"]

_SPACE = b" \t\r\n\f\v\x00"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
# First bytes of known kinds that no reader takes.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "картинка PNG"),
    (b"\xff\xd8\xff", "картинка JPEG"),
    (b"GIF8", "картинка GIF"),
    (b"II*\x00", "картинка TIFF"),
    (b"MM\x00*", "картинка TIFF"),
    (b"AT&TFORM", "скан DjVu"),
    (b"Rar!\x1a\x07", "архив RAR"),
    (b"7z\xbc\xaf\x27\x1c", "архив 7-Zip"),
    (b"\x1f\x8b", "архив GZIP"),
    (b"BZh", "архив BZIP2"),
    (b"\xfd7zXZ\x00", "архив XZ"),
    (b"MSCF\x00\x00", "архив CAB"),
    (b"%!PS", "документ PostScript"),
    (b"\x7fELF", "программа"),
)
_PDF_MARK = b"%PDF-"
# Acrobat takes a header anywhere in the first 1024 bytes (PDF 1.7, annex H, note 13).
_PDF_WITHIN = 1024
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
_MAIL_HEADER = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?MIME-Version:", re.IGNORECASE)
_OTHER_XML = (
    (b"w:worddocument", "документ Word 2003 XML"),
    (b"pkg:package", "документ Word одним файлом XML"),
    (b"office:document", "документ OpenDocument одним файлом XML"),
    (b"<fictionbook", "книга FB2"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "книга Excel 2003 XML"),
)
# Tags that begin a page of HTML (after the list in the WHATWG MIME Sniffing Standard, with those of old office exports).
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|style|script|table|tr|td|div|p|span|h[1-6]|font|center|b|i|u|br|hr|a|ul|ol|img|link|pre|form)\b",
    re.IGNORECASE,
)
_SNIFFED = 4096
_TEXT_SAMPLE = 65_536
# Bytes below the space that texts hold: tab, line ends, form feed, Ctrl-Z of DOS, backspace, bell, escape.
_ODD_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x08\x07\x1b") | {0x7F})
# One control byte in so many is a slip in a text; random and packed bytes have one in ten.
_RARE = 50


def detect(data: bytes, *, name: str) -> FileKind:
    """The kind of a file.

    Args:
        data: the whole file.
        name: how to call it in errors; its suffix decides nothing.
    Raises:
        SvodkaError: ``empty``, ``encrypted`` (a password on an office file), ``unsupported``
            (a kind that no reader takes), ``damaged`` (a broken zip), ``too-large``.
    """
    if _is_blank(data):
        raise SvodkaError("empty", path=name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office_zip(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole(data, name)
    if _is_pdf(data):
        return "pdf"
    if known := next((what for mark, what in _SIGNATURES if data.startswith(mark)), None):
        raise SvodkaError("unsupported", path=name, detail=known)
    return _plain(data, name)


def _is_blank(data: bytes) -> bool:
    for mark in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
            break
    return not data.lstrip(_SPACE)


def _is_pdf(data: bytes) -> bool:
    if data.lstrip(_SPACE).startswith(_PDF_MARK):
        return True
    # Further on, the words may be quoted in a text: a PDF also has objects.
    return _PDF_MARK in data[:_PDF_WITHIN] and b" obj" in data


def _office_zip(data: bytes, name: str) -> FileKind:
    if _directory_size(data) > _MOST_DIRECTORY:
        raise SvodkaError("too-large", path=name, detail="слишком много частей в архиве")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.namelist()
    except _BROKEN_ZIP as error:
        raise SvodkaError("damaged", path=name, detail="архив DOCX не читается") from error
    if any(_MAIN_PART.fullmatch(member) for member in members):
        return "docx"
    head = data[:200]
    kinds = [what for prefix, what in _OFFICE_PARTS if any(member.startswith(prefix) for member in members)]
    kinds += [what for mark, what in _OPENDOCUMENT if mark in head]
    raise SvodkaError("unsupported", path=name, detail=kinds[0] if kinds else "архив ZIP")


def _directory_size(data: bytes) -> int:
    """Bytes of the zip's central directory as its end record states them (0 when there is none)."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    return int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0


def _ole(data: bytes, name: str) -> SvodkaError:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(data) as package:
            if package.exists("EncryptedPackage"):
                return SvodkaError("encrypted", path=name)
            kind = next((what for stream, what in _OLE_STREAMS if package.exists(stream)), "составной файл OLE")
            locked = package.exists("WordDocument") and _word_encrypted(package.openstream("WordDocument").read(12))
    except (OSError, ValueError, IndexError, TypeError, AttributeError, struct.error):
        return SvodkaError("damaged", path=name, detail="составной файл OLE не читается")
    return SvodkaError("encrypted", path=name) if locked else SvodkaError("unsupported", path=name, detail=kind)


def _word_encrypted(header: bytes) -> bool:
    return bool(int.from_bytes(header[10:12], "little") & _FIB_ENCRYPTED)


def _plain(data: bytes, name: str) -> FileKind:
    head = data[:_SNIFFED]
    if utf16_order(head) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")
    head = head.lstrip(_SPACE + b"\xef\xbb\xbf\xff\xfe")
    if head.startswith(b"{\\rtf"):
        raise SvodkaError("unsupported", path=name, detail="документ RTF")
    if _MAIL_HEADER.match(head):
        raise SvodkaError("unsupported", path=name, detail="веб-страница одним файлом (MHTML) или письмо")
    if head.startswith(b"<"):
        start = _after_prolog(head)
        other = next((what for mark, what in _OTHER_XML if mark in head.lower()), None)
        if _HTML.match(head, start):
            return "html"
        if other or head.startswith(b"<?xml"):
            raise SvodkaError("unsupported", path=name, detail=other or "документ XML")
    if not _is_text(data):
        raise SvodkaError("unsupported", path=name, detail=_binary(head))
    return "html" if head.startswith(b"<") and re.search(rb"<(?:html|body)\b", head, re.IGNORECASE) else "text"


def _after_prolog(head: bytes) -> int:
    """Where the first tag stands after XML declaration, comments and spaces."""
    at = 0
    while True:
        at += len(head[at:]) - len(head[at:].lstrip(_SPACE))
        closing = b"-->" if head.startswith(b"<!--", at) else b"?>" if head.startswith(b"<?", at) else None
        end = head.find(closing, at + 2) if closing else -1
        if closing is None or end < 0:
            return at
        at = end + len(closing)


def _is_text(data: bytes) -> bool:
    sample = data[:_TEXT_SAMPLE]
    if utf16_order(sample) or any(data.startswith(mark) for mark in _BYTE_ORDER_MARKS):
        return True
    sample = sample.rstrip(b"\x00")
    odd = len(sample) - len(sample.translate(None, _ODD_CONTROLS))
    return odd * _RARE <= len(sample)


def _binary(head: bytes) -> str:
    if head.startswith(b"BM"):
        return "картинка BMP"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "картинка WebP"
    if head[4:8] == b"ftyp":
        return "картинка HEIC или видео"
    if head[257:262] == b"ustar":
        return "архив TAR"
    if head.startswith(b"MZ"):
        return "программа"
    return "неизвестный двоичный формат"
