"""Hostile workbooks: bombs, declared sizes, links out of the book, what makes a reader count for ever."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import hostile_ole

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">'
    '<sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>{{more}}</Relationships>'
)
_SHEET = "xl/worksheets/sheet1.xml"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
SENTENCE = "Доля учителей, прошедших обучение, составила 40 %."
_CELL = f'<c r="A1" t="inlineStr"><is><t>{SENTENCE}</t></is></c>'


def _write(
    target: Path, sheet: Iterable[bytes], *, strings: Iterable[bytes] = (b"<sst/>",), before: str = "", more: str = ""
) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("xl/workbook.xml", _BOOK)
        package.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(more=more))
        for name, pieces in (("xl/sharedStrings.xml", strings), (_SHEET, _around(sheet, before))):
            with package.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)


def _around(inner: Iterable[bytes], before: str) -> Iterable[bytes]:
    yield f'{before}<worksheet xmlns="{_MAIN}">'.encode()
    yield from inner
    yield b"</worksheet>"


def _rows(*cells: str) -> bytes:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>".encode()


def many_cells(target: Path) -> None:
    """More filled cells than any report has."""
    numbers = random.Random(1)
    rows = (
        "<row>" + "".join(f"<c><v>{numbers.randrange(10**6)}</v></c>" for _ in range(100)) + "</row>"
        for _ in range(4000)
    )
    _write(target, [b"<sheetData>", *(row.encode() for row in rows), b"</sheetData>"])


def empty_cells(target: Path) -> None:
    """As many coloured cells as are let through, and one that says something."""
    rows = (
        f'<row r="{number}">' + "".join(f'<c r="{letter}{number}" s="{number % 7}"/>' for letter in _LETTERS) + "</row>"
        for number in range(2, 38_002)
    )
    _write(target, [b"<sheetData><row>", _CELL.encode(), b"</row>", *(row.encode() for row in rows), b"</sheetData>"])


def one_string(target: Path) -> None:
    """One shared text of a megabyte, shown in a thousand cells."""
    text = random.Random(2).choices(b"abcdefghijklmnopqrstuvwxyz", k=2**20)
    cells = b'<c t="s"><v>0</v></c>' * 1_000
    strings = [b"<sst><si><t>", bytes(text), b"</t></si></sst>"]
    _write(target, [b"<sheetData><row>", cells, b"</row></sheetData>"], strings=strings)


def many_merges(target: Path) -> None:
    cells = "".join(f'<row r="{k}"><c><v>{k}</v></c><c><v>1</v></c></row>' for k in range(1, 40_001))
    merges = "".join(f'<mergeCell ref="B{k}:XFD1048576"/>' for k in range(1, 40_001))
    _write(target, [f"<sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells>".encode()])


def declared_size(target: Path) -> None:
    """A sheet that calls itself as large as a sheet can be, every column hidden but the first."""
    declared = '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="16384" hidden="1"/></cols>'
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048575"/></mergeCells>'
    rows = f"{declared}<sheetData><row>{_CELL}</row>{last}</sheetData>{merged}"
    _write(target, [rows.encode()])


def entity(target: Path) -> None:
    inside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    _write(target, [_rows("<c t='inlineStr'><is><t>&x;</t></is></c>")], before=inside)


def late_laughs(target: Path) -> None:
    """Entities that are declared behind the first piece that a guard looks at."""
    laughs = '<!ENTITY a0 "ха">' + "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
    inside = f"<!-- {'-x' * 100_000} --><!DOCTYPE a [{laughs}]>"
    _write(target, [_rows("<c t='inlineStr'><is><t>&a9;</t></is></c>")], before=inside)


def deep(target: Path) -> None:
    _write(target, [b"<a>" * 100_000 + b"</a>" * 100_000])


def outside_links(target: Path) -> None:
    """Relations that lead out of the package and up its folders."""
    more = (
        f'<Relationship Id="rId3" Type="{_RELATION}/styles" Target="http://127.0.0.1:9/s" TargetMode="External"/>'
        f'<Relationship Id="rId4" Type="{_RELATION}/styles" Target="../../../../etc/passwd"/>'
    )
    _write(target, [_rows(_CELL, "<c><f>[1]x!A1</f><v>5</v></c>")], more=more)


def _ods(target: Path, rows: str) -> None:
    names = "".join(f' xmlns:{n}="urn:{n}"' for n in ("office", "table", "text"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), _ODS)
        table = f'<table:table table:name="Лист1">{rows}</table:table>'
        package.writestr("content.xml", f"<office:spreadsheet{names}>{table}</office:spreadsheet>")


def repeated_cell(target: Path) -> None:
    """One cell that repeats over a whole sheet."""
    cell = f'<table:table-cell table:number-columns-repeated="16384"><text:p>{SENTENCE}</text:p></table:table-cell>'
    _ods(target, f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def repeated_nothing(target: Path) -> None:
    """Empty and hidden rows to the end of the sheet and beyond."""
    cell = f"<table:table-cell><text:p>{SENTENCE}</text:p></table:table-cell>"
    empty = '<table:table-row table:visibility="collapse" table:number-rows-repeated="9999999"><table:table-cell/>'
    _ods(target, f"<table:table-row>{cell}</table:table-row>" + f"{empty}</table:table-row>" * 1000)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


_BEGIN = record(0x0809, struct.pack("<4H8x", 0x0600, 5, 0, 0))
_SHEET_BEGIN = record(0x0809, struct.pack("<4H8x", 0x0600, 0x10, 0, 0))
_END = record(0x000A)


def _xls(*sheets: bytes, before: bytes = b"") -> bytes:
    """A book of sheets of these records; all have one name."""
    size = len(_BEGIN) + len(before) + 13 * len(sheets) + len(_END)
    listed, bodies = b"", b""
    for sheet in sheets:
        listed += record(0x0085, struct.pack("<IBBBB", size + len(bodies), 0, 0, 1, 0) + b"a")
        bodies += _SHEET_BEGIN + sheet + _END
    return hostile_ole.streams({"Workbook": _BEGIN + before + listed + _END + bodies})


def simple_xls() -> bytes:
    text = struct.pack("<4HB", 0, 0, 0, len(SENTENCE), 1) + SENTENCE.encode("utf-16-le")
    return _xls(record(0x0204, text))


def locked_xls() -> bytes:
    return _xls(b"", before=record(0x002F, bytes(54)))


def truncated_xls() -> bytes:
    whole = simple_xls()
    return whole[: len(whole) - 1500]


def many_records() -> bytes:
    """Millions of records that say nothing."""
    return _xls(record(0x0001) * 1_500_000)


def endless_strings() -> bytes:
    """A table of four milliard strings in twenty bytes."""
    return _xls(b"", before=record(0x00FC, struct.pack("<2I", 2**32 - 1, 2**32 - 1) + bytes(12)))


def same_sheet() -> bytes:
    """Many sheets that are all one and the same place of the stream."""
    cells = b"".join(record(0x0203, struct.pack("<3Hd", row, 0, 0, 1.0)) for row in range(20_000))
    whole = _BEGIN + b"".join(
        record(0x0085, struct.pack("<IBBBB", len(_BEGIN) + 13 * 400 + len(_END), 0, 0, 1, 0) + b"a") for _ in range(400)
    )
    return hostile_ole.streams({"Workbook": whole + _END + _SHEET_BEGIN + cells + _END})


def _made(make: Callable[[], bytes]) -> Callable[[Path], None]:
    def write(target: Path) -> None:
        target.write_bytes(make())

    return write


WRITERS: dict[str, Callable[[Path], None]] = {
    "many-cells.xlsx": many_cells,
    "empty-cells.xlsx": empty_cells,
    "one-string.xlsx": one_string,
    "many-merges.xlsx": many_merges,
    "declared-size.xlsx": declared_size,
    "xxe-file.xlsx": entity,
    "late-laughs.xlsx": late_laughs,
    "deep.xlsx": deep,
    "outside-links.xlsx": outside_links,
    "repeated-cell.ods": repeated_cell,
    "repeated-nothing.ods": repeated_nothing,
    "honest.xls": _made(simple_xls),
    "locked.xls": _made(locked_xls),
    "truncated.xls": _made(truncated_xls),
    "many-records.xls": _made(many_records),
    "endless-strings.xls": _made(endless_strings),
    "same-sheet.xls": _made(same_sheet),
}
