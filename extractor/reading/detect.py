"""What kind of file it is, told by its content: suffixes lie (of 276 real «.doc» 19 were something else)."""

from __future__ import annotations

import re
from typing import Literal

from extractor.errors import SvodkaError
from extractor.reading.detect_packages import ole_kind, zip_kind
from extractor.reading.encoding import utf16_order

FileKind = Literal["docx", "doc", "xlsx", "xls", "ods", "odt", "rtf", "pdf", "image", "html", "text"]

_SPACE = b" \t\r\n\f\v\x00"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
# First bytes of known kinds that no reader takes.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"GIF8", "картинка GIF"),
    (b"AT&TFORM", "скан DjVu"),
    (b"\xdb\xa5\x2d\x00", "документ Word 2 (DOC)"),
    (b"Rar!\x1a\x07", "архив RAR"),
    (b"7z\xbc\xaf\x27\x1c", "архив 7-Zip"),
    (b"\x1f\x8b", "архив GZIP"),
    (b"BZh", "архив BZIP2"),
    (b"\xfd7zXZ\x00", "архив XZ"),
    (b"MSCF\x00\x00", "архив CAB"),
    (b"%!PS", "документ PostScript"),
    (b"\x7fELF", "программа"),
)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PDF_MARK = b"%PDF-"
# Acrobat takes a header anywhere in the first 1024 bytes (PDF 1.7, annex H, note 13).
_PDF_WITHIN = 1024
_MAIL_HEADER = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?MIME-Version:", re.IGNORECASE)
_OTHER_XML = (
    (b"w:worddocument", "документ Word 2003 XML"),
    (b"pkg:package", "документ Word одним файлом XML"),
    (b"office:document", "документ OpenDocument одним файлом XML"),
    (b"<fictionbook", "книга FB2"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "книга Excel 2003 XML"),
)
_FLAT_TEXT = b'office:mimetype="application/vnd.oasis.opendocument.text'
# Tags that begin a page of HTML (after the WHATWG MIME Sniffing Standard, with those of old office exports).
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|style|script|table|tr|td|div|p|span|h[1-6]|font|center"
    rb"|b|i|u|br|hr|a|ul|ol|img|link|pre|form)\b",
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
        return zip_kind(data, name=name)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ole_kind(data, name=name)
    if _is_pdf(data):
        return "pdf"
    if data.startswith(_PICTURES):
        return "image"
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


def _plain(data: bytes, name: str) -> FileKind:
    head = data[:_SNIFFED]
    if utf16_order(head) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")
    head = head.lstrip(_SPACE + b"\xef\xbb\xbf\xff\xfe")
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _MAIL_HEADER.match(head):
        raise SvodkaError("unsupported", path=name, detail="веб-страница одним файлом (MHTML) или письмо")
    if head.startswith(b"<"):
        start = _after_prolog(head)
        other = next((what for mark, what in _OTHER_XML if mark in head.lower()), None)
        if _HTML.match(head, start):
            return "html"
        if _FLAT_TEXT in head:
            return "odt"
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
