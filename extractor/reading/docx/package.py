"""Opening a DOCX with python-docx, and the stories and shared parts found inside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree
from lxml.etree import _Element as Element

from extractor.errors import SvodkaError
from extractor.reading.docx.names import (
    ENDNOTE_MARK,
    FOOTNOTE_MARK,
    ID,
    RELATION_ID,
    TYPE,
    WORD,
    child_is_on,
)
from extractor.reading.xml import parse_xml

# What python-docx lets through from itself, zipfile, zlib and lxml for a package it cannot make sense of.
_OPENING_ERRORS = (
    PythonDocxError,
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    EOFError,
    OSError,
)
_STRICT = "http://purl.oclc.org/ooxml/"
_SECTION, _SECTION_CHANGE = WORD + "sectPr", WORD + "sectPrChange"
_RUNNING = {WORD + "headerReference": "header", WORD + "footerReference": "footer"}
# Parts with words in them that no paragraph of the document holds.
_UNREAD = {
    "chart": "диаграммы",
    "chartEx": "диаграммы",
    "diagramData": "схемы SmartArt",
    "aFChunk": "вставленные файлы",
    "subDocument": "вложенные документы",
}


@dataclass(frozen=True, slots=True)
class Opened:
    """A DOCX taken apart.

    ``headers`` and ``footers`` are those that some page shows, in order, each part once; ``notes``
    the footnotes and endnotes by the mark that refers to them and their id.
    """

    body: Element
    styles: Element | None
    numbering: Element | None
    headers: list[Element]
    footers: list[Element]
    notes: dict[tuple[str, str], Element]
    warnings: list[str] = field(default_factory=list)


def open_package(data: bytes, *, name: str) -> Opened:
    """Take a DOCX apart; ``check_package`` must have let it through.

    Raises:
        SvodkaError: damaged, or unsupported for a package of another kind.
    """
    try:
        package = Package.open(io.BytesIO(data))
        if any(rel.reltype.startswith(_STRICT) for rel in package.rels.values()):
            raise SvodkaError("unsupported", path=name, detail="Strict Open XML")
        main = package.main_document_part
        root = _root(main, name)
        body = root.find(WORD + "body")
        if body is None:
            raise SvodkaError("unsupported", path=name, detail="в пакете нет документа Word")
        headers, footers = _running(main, body, name)
        return Opened(
            body=body,
            styles=_shared(main, RELATIONSHIP_TYPE.STYLES, name),
            numbering=_shared(main, RELATIONSHIP_TYPE.NUMBERING, name),
            headers=headers,
            footers=footers,
            notes=_notes(main, name),
            warnings=_warnings(main),
        )
    except _OPENING_ERRORS as error:
        raise SvodkaError("damaged", path=name, detail=f"{type(error).__name__}: {error}"[:200]) from error


def _root(part: Part, name: str) -> Element:
    """The part's tree; python-docx parses only the kinds of parts that it knows."""
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob, name=name)


def _related(part: Part, relation_type: str) -> Iterator[Part]:
    for relation in part.rels.values():
        if relation.reltype == relation_type and not relation.is_external:
            yield relation.target_part


def _shared(main: Part, relation_type: str, name: str) -> Element | None:
    part = next(_related(main, relation_type), None)
    return None if part is None else _root(part, name)


def _running(main: Part, body: Element, name: str) -> tuple[list[Element], list[Element]]:
    """Heads and feet that are shown: first pages and even pages only where they are set apart."""
    settings = _shared(main, RELATIONSHIP_TYPE.SETTINGS, name)
    even_differ = child_is_on(settings, WORD + "evenAndOddHeaders")
    current: dict[tuple[str, str], str] = {}  # a section without its own goes on with the last one's
    shown: dict[str, list[str]] = {"header": [], "footer": []}
    for section in body.iter(_SECTION):
        parent = section.getparent()
        if parent is not None and parent.tag == _SECTION_CHANGE:
            continue
        for child in section:
            if child.tag in _RUNNING:
                current[_RUNNING[child.tag], child.get(TYPE, "default")] = child.get(RELATION_ID, "")
        pages = {"default"} | ({"first"} if child_is_on(section, WORD + "titlePg") else set())
        pages |= {"even"} if even_differ else set()
        for (kind, page), relation in current.items():
            if page in pages and relation not in shown[kind]:
                shown[kind].append(relation)
    heads, feet = (
        [_root(main.rels[relation].target_part, name) for relation in shown[kind] if relation in main.rels]
        for kind in ("header", "footer")
    )
    return heads, feet


def _notes(main: Part, name: str) -> dict[tuple[str, str], Element]:
    notes: dict[tuple[str, str], Element] = {}
    for mark, relation_type in (
        (FOOTNOTE_MARK, RELATIONSHIP_TYPE.FOOTNOTES),
        (ENDNOTE_MARK, RELATIONSHIP_TYPE.ENDNOTES),
    ):
        root = _shared(main, relation_type, name)
        for note in () if root is None else root:
            if note.get(TYPE, "normal") == "normal":  # others draw the line above the notes
                notes[mark, note.get(ID, "")] = note
    return notes


def _warnings(main: Part) -> list[str]:
    kinds = [_UNREAD.get(relation.reltype.rpartition("/")[2]) for relation in main.rels.values()]
    return [f"не прочитаны {kind}: {kinds.count(kind)}" for kind in dict.fromkeys(kinds) if kind]
