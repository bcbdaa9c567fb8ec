"""Opening an ODT, packed or as one flat file, and the stories and shared parts found inside."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extractor.errors import SvodkaError
from extractor.reading.guard import MAX_ATTRIBUTES, MAX_TAGS, MAX_XML_BYTES, MEBIBYTE, check_package
from extractor.reading.odt.names import FORMULA, LINK, MANIFEST, OBJECT, OFFICE
from extractor.reading.odt.table import write_out
from extractor.reading.xml import parse_xml

_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)
_FLAT = OFFICE + "document"
_SMALL_PART = MEBIBYTE
# The parser knows other encodings too, and in UTF-7 tags would go uncounted.
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"'](?!utf-?(?:8|16)[\"'])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """An ODT taken apart: the text, and the roots of the parts that hold its styles."""

    body: Element
    content: Element
    styles: Element | None
    warnings: list[str] = field(default_factory=list)


def open_package(data: bytes, *, name: str) -> Opened:
    """Take an ODT apart, after the guards.

    Raises:
        SvodkaError: damaged, encrypted, too-large, or unsupported for a package of another kind.
    """
    opened = _packed(data, name) if data.startswith(b"PK") else _flat(data, name)
    write_out(opened.content, name=name)
    if opened.styles is not None and opened.styles is not opened.content:
        write_out(opened.styles, name=name)
    return opened


def _packed(data: bytes, name: str) -> Opened:
    check_package(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = set(package.namelist())
            if _locked(package, members, name):
                raise SvodkaError("encrypted", path=name)
            content = parse_xml(package.read("content.xml"), name=name)
            styles = parse_xml(package.read("styles.xml"), name=name) if "styles.xml" in members else None
            unread = list(_embedded(package, members, content, name))
    except _BROKEN as error:
        raise SvodkaError("damaged", path=name, detail=f"{type(error).__name__}: {error}"[:200]) from error
    return Opened(_body(content, name), content, styles, _warnings(len(unread)))


def _locked(package: zipfile.ZipFile, members: set[str], name: str) -> bool:
    """Whether parts are under a password; LibreOffice 24.8 and later locks the package as a whole."""
    if "encrypted-package" in members:
        return True
    if "META-INF/manifest.xml" not in members:
        return False
    manifest = parse_xml(package.read("META-INF/manifest.xml"), name=name)
    return next(manifest.iter(MANIFEST + "encryption-data"), None) is not None


def _embedded(package: zipfile.ZipFile, members: set[str], content: Element, name: str) -> Iterator[str]:
    """Set formulas, which are parts of their own, into the text; tell what other objects there are."""
    for element in list(content.iter(OBJECT)):
        part = posixpath.normpath(element.get(LINK, "")) + "/content.xml"
        if part not in members or package.getinfo(part).file_size > _SMALL_PART:
            continue
        root = parse_xml(package.read(part), name=name)
        if root.tag == FORMULA:
            element.append(root)
        else:
            yield part


def _flat(data: bytes, name: str) -> Opened:
    if len(data) > MAX_XML_BYTES:
        raise SvodkaError("too-large", path=name, detail=f"больше {MAX_XML_BYTES // MEBIBYTE} МБ")
    if data.count(b"<") > MAX_TAGS or data.count(b"=") > MAX_ATTRIBUTES:
        raise SvodkaError("too-large", path=name, detail="слишком много элементов разметки")
    if b"<!ENTITY" in data or _ENCODING.search(data[:200]):
        raise SvodkaError("damaged", path=name, detail="объявление сущностей или редкая кодировка")
    root = parse_xml(data.lstrip(), name=name)
    if root.tag != _FLAT:
        raise SvodkaError("unsupported", path=name, detail="документ XML")
    charts = sum(1 for inner in root.iter(_FLAT) if inner is not root and next(inner.iter(FORMULA), None) is None)
    return Opened(_body(root, name), root, root, _warnings(charts))


def _body(content: Element, name: str) -> Element:
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise SvodkaError("unsupported", path=name, detail="в пакете нет текста OpenDocument")
    return body


def _warnings(unread: int) -> list[str]:
    return [f"не прочитаны диаграммы и вставленные объекты: {unread}"] if unread else []
