"""The reader of XLSX and XLSM workbooks: an own walk over the parts of the package.

The walk holds no tree of a sheet, resolves no entity, follows no link and runs no macro.  openpyxl would read a
workbook twice to tell formulas from their last values, and shows no number as people see it.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from extractor.errors import SvodkaError
from extractor.reading.guard import MAX_TAGS, check_package
from extractor.reading.sheet.book import MOST_SHEET_ATTRIBUTES, MOST_SHEET_TAGS, MOST_SHEETS, Book, Budget, Sheet
from extractor.reading.sheet.reading import to_reading
from extractor.reading.sheet.xlsx_cells import SheetEvents, Strings
from extractor.reading.sheet.xlsx_styles import read_styles
from extractor.reading.sheet.xml import walk
from extractor.reading.source import Reading
from extractor.reading.xml import parse_xml

_BOOK = re.compile(r"xl/workbook\d*\.xml", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, IndexError, OverflowError, OSError, EOFError,
    NotImplementedError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


def read(data: bytes, *, name: str) -> Reading:
    """Read an XLSX (XLSM, XLTX) as a document of tables.

    Args:
        data: the whole file.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged, encrypted, too-large.
    """
    check_package(data, name, most_tags=MOST_SHEET_TAGS, most_attributes=MOST_SHEET_ATTRIBUTES)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return to_reading(_Package(package, name).book(), name=name)
    except _BROKEN as why:
        raise SvodkaError("damaged", path=name, detail="книга Excel не читается") from why


class _Package:
    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._package = package
        self._name = name
        self._names = {member.lower(): member for member in package.namelist()}

    def book(self) -> Book:
        main = next((member for member in self._names.values() if _BOOK.fullmatch(member)), "xl/workbook.xml")
        root = self._xml(main)
        properties = next(root.iter("{*}workbookPr"), None)
        from_1904 = properties is not None and properties.get("date1904", "") in ("1", "true")
        relations = self._relations(main)
        styles = next((r.target for r in relations.values() if r.kind == "styles"), "")
        strings = next((r.target for r in relations.values() if r.kind == "sharedStrings"), "")
        shared = Strings(self._data(strings) if self._has(strings) else b"", name=self._name)
        looks = read_styles(self._xml(styles) if self._has(styles) else None)
        budget = Budget(self._name)
        book = Book("xlsx", [])
        listed = list(root.iter("{*}sheet"))
        if len(listed) > MOST_SHEETS:
            raise SvodkaError("too-large", path=self._name, detail=f"больше {MOST_SHEETS} листов")
        for element in listed:
            title = element.get("name") or ""
            relation = relations.get(next((str(v) for k, v in element.items() if str(k).endswith("}id")), ""))
            if element.get("state", "visible") != "visible":
                book.hidden.append(title)
            elif relation is None or relation.kind != "worksheet" or not self._has(relation.target):
                book.unread.append(title)
            else:
                sheet = Sheet(title)
                events = SheetEvents(sheet, shared, looks, budget, from_1904=from_1904)
                walk(self._data(relation.target), events, name=self._name)
                self._beside(relation.target, sheet)
                book.sheets.append(sheet)
        return book

    def _beside(self, part: str, sheet: Sheet) -> None:
        """Count the notes of a sheet and the texts of its drawings."""
        for relation in self._relations(part).values():
            if relation.kind == "comments" and self._has(relation.target):
                sheet.notes += sum(1 for _ in self._xml(relation.target).iter("{*}comment"))
            elif relation.kind == "drawing" and self._has(relation.target):
                bodies = self._xml(relation.target).iter("{*}txBody")
                sheet.drawings += sum(any((t.text or "").strip() for t in body.iter("{*}t")) for body in bodies)

    def _relations(self, part: str) -> dict[str, _Relation]:
        """The parts of this package that a part points at; links out of the package are no relations here."""
        folder, _, file = part.rpartition("/")
        own = f"{folder}/_rels/{file}.rels"
        if not self._has(own):
            return {}
        found = {}
        for element in _children(self._xml(own)):
            target = element.get("Target") or ""
            if element.get("TargetMode") == "External" or not target:
                continue
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id") or ""] = _Relation((element.get("Type") or "").rpartition("/")[2], whole)
        return found

    def _has(self, part: str) -> bool:
        return part.lower() in self._names

    def _data(self, part: str) -> bytes:
        return self._package.read(self._names[part.lower()])

    def _xml(self, part: str) -> Element:
        data = self._data(part)
        if data.count(b"<") > MAX_TAGS:
            raise SvodkaError("too-large", path=self._name, detail=f"слишком много элементов в части {part}")
        return parse_xml(data, name=self._name)


def _children(root: Element) -> Iterator[Element]:
    return root.iterchildren("{*}Relationship")
