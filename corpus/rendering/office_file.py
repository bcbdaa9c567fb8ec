"""RTF and ODT files of the corpus: DOCX saved by LibreOffice, freed of what differs from run to run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from rendering.pdf_file import converted

# Parts of an ODT that hold the text; the rest is a picture of the first page, settings of the program, the clock.
_KEPT = ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml")
_ENTRY = re.compile(rb'\s*<manifest:file-entry manifest:full-path="(?!/"|content\.xml"|styles\.xml")[^>]*/>')
# Names of changes and lists are addresses in memory and random numbers.
_NAME = re.compile(rb'(?<=")(?:ct|list)\d{5,}(?=")')
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
# What programs without Unicode show for a letter: LibreOffice writes a question mark in hexadecimal.
_FALLBACK = re.compile(rb"(\\u-?\d+)\\'3f")
# Long files get their letters in windows-1251, as Word writes them: four bytes each instead of seven.
_LONG = 20_000
_LETTER = re.compile(rb"\\u(1025|1105|10[4-9]\d|110[0-3])\?")


def to_office(documents: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """RTF or ODT bytes (``kind`` is the suffix) for DOCX bytes, by name; tracked changes are kept.

    Raises:
        OfficeError: no ``soffice`` on the path, no answer in time, or no file made.
    """
    settle = {"rtf": _settled_rtf, "odt": _settled_odt}[kind]
    return {name: settle(content) for name, content in converted(documents, kind).items()}


def _settled_rtf(content: bytes) -> bytes:
    content = _FALLBACK.sub(rb"\1?", content)
    if len(content) < _LONG:
        return content
    content = content.replace(rb"{\rtf1\ansi", rb"{\rtf1\ansi\ansicpg1251", 1).replace(rb"\fcharset0", rb"\fcharset204")
    return _LETTER.sub(lambda found: b"\\'%02x" % chr(int(found[1])).encode("cp1251")[0], content)


def _settled_odt(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in _KEPT:
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(part, _settled_part(old.read(name), name), compresslevel=9)
    return packed.getvalue()


def _settled_part(content: bytes, name: str) -> bytes:
    if name == "META-INF/manifest.xml":
        return _ENTRY.sub(b"", content)
    names: dict[bytes, bytes] = {}
    return _NAME.sub(lambda found: names.setdefault(found[0], b"n%d" % (len(names) + 1)), content)
