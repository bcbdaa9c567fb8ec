"""Workbooks written part by part and record by record, for what the libraries that write them cannot say."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

sys.path.insert(0, str(Path(__file__).parents[2] / "corpus" / "hostile"))
import hostile_ole

_SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODS_NS = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "table": "table", "text": "text", "style": "style", "draw": "drawing",
        "manifest": "manifest", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def xlsx(
    sheets: Mapping[str, str] | str,
    *,
    shared: str = "",
    formats: Sequence[str] = (),
    states: Mapping[str, str] | None = None,
    beside: Mapping[str, tuple[str, str]] | None = None,
    book: str = "",
    namespace: str = _SHEET_NS,
) -> bytes:
    """An XLSX of sheets that are given as what stands inside ``worksheet``.

    Args:
        sheets: name to markup; markup alone is that of «Лист1».
        shared: the ``si`` elements of the shared strings.
        formats: codes of number formats; the k-th is style k + 1.
        states: name of a sheet to «hidden» or «veryHidden».
        beside: parts of the first sheet: path to the last word of their kind and their markup.
        book: more inside ``workbook``, before the sheets.
        namespace: that of all its parts.
    """
    named = {"Лист1": sheets} if isinstance(sheets, str) else sheets
    listed = "".join(
        f"<sheet name={quoteattr(name)} sheetId={quoteattr(str(k))} r:id={quoteattr(f'rId{k}')}"
        f" state={quoteattr((states or {}).get(name, 'visible'))}/>"
        for k, name in enumerate(named, 1)
    )
    relations = {f"rId{k}": ("worksheet", f"worksheets/sheet{k}.xml") for k in range(1, len(named) + 1)}
    relations |= {"s": ("sharedStrings", "sharedStrings.xml"), "t": ("styles", "styles.xml")}
    codes = "".join(f"<numFmt numFmtId='{164 + k}' formatCode={quoteattr(c)}/>" for k, c in enumerate(formats))
    looks = "<xf numFmtId='0'/>" + "".join(f"<xf numFmtId='{164 + k}'/>" for k in range(len(formats)))
    inner = f"{book}<sheets>{listed}</sheets>"
    styles = f"<numFmts>{codes}</numFmts><cellXfs>{looks}</cellXfs>"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{_REL_NS}">{inner}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
    }
    for k, content in enumerate(named.values(), 1):
        parts[f"xl/worksheets/sheet{k}.xml"] = f'<worksheet xmlns="{namespace}">{content}</worksheet>'
    if beside:
        around = {f"b{k}": (kind, f"../{path}") for k, (path, (kind, _)) in enumerate(beside.items())}
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = _relations(around)
        parts |= {f"xl/{path}": content for path, (_, content) in beside.items()}
    return _packed(parts)


def _relations(found: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_REL_NS}/{kind}" Target="{target}"/>' for key, (kind, target) in found.items()
    )
    return f'<Relationships xmlns="{_PACKAGE_NS}">{inner}</Relationships>'


def _packed(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), content, kind)
    return packed.getvalue()


def data(*rows: Sequence[object]) -> str:
    """``sheetData`` of texts and numbers; ``None`` is no cell."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = ""
        for column, value in enumerate(row):
            place = f'r="{chr(ord("A") + column)}{number}"'
            if isinstance(value, str):
                cells += f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            elif value is not None:
                cells += f"<c {place}><v>{value}</v></c>"
        lines.append(f'<row r="{number}">{cells}</row>')
    return f"<sheetData>{''.join(lines)}</sheetData>"


def ods(tables: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An ODS of ``table:table`` elements."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    inner = f"<office:automatic-styles>{styles}</office:automatic-styles>{body}"
    return _packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{_ODS_NS}>{inner}</office:document-content>",
            "META-INF/manifest.xml": f"<manifest:manifest{_ODS_NS}>{manifest}</manifest:manifest>",
        }
    )


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def string(text: str, *, length: str = "<H") -> bytes:
    """A string of BIFF8, in one byte a letter where that will do."""
    wide = any(ord(c) > 255 for c in text)
    return struct.pack(length, len(text)) + bytes([wide]) + text.encode("utf-16-le" if wide else "latin-1")


def begin(kind: int, version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<4H", version, kind, 0, 0).ljust(16 if version == 0x0600 else 8, b"\0"))


def look(code: int, font: int = 0, lines: int = 0, align: int = 0) -> bytes:
    """A cell style: number of its format and font, its lines (four bits a side), its alignment."""
    return record(0x00E0, struct.pack("<3HB3xI6x", font, code, 0, align, lines))


def xls(
    sheets: Mapping[str, bytes],
    *,
    strings: bytes = b"",
    looks: bytes | None = None,
    states: Mapping[str, int] | None = None,
    before: bytes = b"",
) -> bytes:
    """An XLS of sheets that are given as their records between beginning and end."""
    shared = look(0) if looks is None else looks
    head = begin(5) + before + shared
    end = record(0x000A)
    size = len(head) + sum(len(_listed(name, 0, 0)) for name in sheets) + len(strings) + len(end)
    listed, bodies = b"", b""
    for name, content in sheets.items():
        listed += _listed(name, size + len(bodies), (states or {}).get(name, 0))
        bodies += begin(0x10) + content + end
    return hostile_ole.streams({"Workbook": head + listed + strings + end + bodies})


def _listed(name: str, at: int, state: int) -> bytes:
    return record(0x0085, struct.pack("<IBB", at, state, 0) + string(name, length="<B"))


def label(row: int, column: int, text: str, look_number: int = 0) -> bytes:
    return record(0x0204, struct.pack("<3H", row, column, look_number) + string(text))


def number(row: int, column: int, value: float, look_number: int = 0) -> bytes:
    return record(0x0203, struct.pack("<3Hd", row, column, look_number, value))


def formula(row: int, column: int, result: bytes, look_number: int = 0) -> bytes:
    return record(0x0006, struct.pack("<3H", row, column, look_number) + result + bytes(8))
