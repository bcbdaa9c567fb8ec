"""The reader of XLS workbooks (Excel 5 to 2003): an own walk over the records of the Workbook stream.

Libraries that read XLS give the stored numbers without the formats they are shown under; here 0.937 is «93,7%».
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import IntEnum

from extractor.errors import SvodkaError
from extractor.reading.ole import opened
from extractor.reading.sheet.biff import BIFF5, BIFF8, BOF, Pieces, Record, records, shared_strings
from extractor.reading.sheet.book import MOST_SHEETS, Book, Budget, Sheet
from extractor.reading.sheet.format import BUILT_IN, GENERAL
from extractor.reading.sheet.reading import to_reading
from extractor.reading.sheet.styles import CellStyle
from extractor.reading.sheet.xls_cells import KINDS, Globals, read_sheet
from extractor.reading.source import Align, Reading

# Pictures lie in the stream too.
MOST_STREAM_BYTES = 64 * 2**20
_STREAMS = ("Workbook", "Book")
_BROKEN = (struct.error, ValueError, IndexError, KeyError, OverflowError, LookupError)
_ALIGNS: dict[int, Align] = {1: "left", 2: "center", 3: "right", 5: "both", 6: "center"}
_BOLD_FROM = 600
# No font has this number: Excel counts 0 to 3 and goes on with 5.
_NO_FONT = 4
_CODEPAGES = {1200: "utf-16-le", 10000: "mac-roman", 10007: "mac-cyrillic", 32768: "mac-roman", 32769: "cp1252"}


class _Kind(IntEnum):
    """Kinds of records that tell of the whole workbook."""

    BEGIN = BOF
    PASSWORD = 0x002F
    CODEPAGE = 0x0042
    DATE_MODE = 0x0022
    SHEET = 0x0085
    FONT = 0x0031
    FORMAT = 0x041E
    LOOK = 0x00E0
    STRINGS = 0x00FC


_KINDS = frozenset(_Kind)


@dataclass(slots=True)
class _Listed:
    at: int
    shown: bool
    kind: int
    name: str


@dataclass(slots=True)
class _Gathered:
    version: int = BIFF8
    encoding: str = "cp1251"
    sheets: list[_Listed] = field(default_factory=list)
    fonts: list[bool] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    looks: list[bytes] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    from_1904: bool = False


def read(data: bytes, *, name: str) -> Reading:
    """Read an XLS (XLT) as a document of tables.

    Args:
        data: the whole file.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged, encrypted, too-large.
    """
    with opened(data, name=name) as package:
        stream = next((s for s in _STREAMS if package.exists(s)), None)
        if stream is None:
            raise SvodkaError("damaged", path=name, detail="нет потока Workbook")
        if package.get_size(stream) > MOST_STREAM_BYTES:
            raise SvodkaError("too-large", path=name, detail=f"книга больше {MOST_STREAM_BYTES // 2**20} МБ")
        content = package.openstream(stream).read()
    try:
        return to_reading(_book(content, name), name=name)
    except _BROKEN as why:
        raise SvodkaError("damaged", path=name, detail="книга Excel 97–2003 не читается") from why


def _book(stream: bytes, name: str) -> Book:
    gathered = _Gathered()
    for record in records(stream, 0, _KINDS, name=name):
        _gather(record, gathered, name)
    shared = Globals(
        strings=gathered.strings,
        styles=[_style(look, gathered) for look in gathered.looks],
        biff8=gathered.version == BIFF8,
        encoding=gathered.encoding,
        from_1904=gathered.from_1904,
    )
    if len(gathered.sheets) > MOST_SHEETS:
        raise SvodkaError("too-large", path=name, detail=f"больше {MOST_SHEETS} листов")
    book, budget = Book("xls", []), Budget(name)
    for listed in gathered.sheets:
        if not listed.shown:
            book.hidden.append(listed.name)
        elif listed.kind:
            book.unread.append(listed.name)
        else:
            sheet = Sheet(listed.name)
            read_sheet(records(stream, listed.at, KINDS, name=name), sheet, shared, budget)
            book.sheets.append(sheet)
    return book


def _gather(record: Record, to: _Gathered, name: str) -> None:
    data = record.data
    match record.kind:
        case _Kind.BEGIN:
            to.version = struct.unpack_from("<H", data)[0]
            if to.version not in (BIFF8, BIFF5):
                raise SvodkaError("unsupported", path=name, detail="книга Excel до 1995 года")
        case _Kind.PASSWORD:
            raise SvodkaError("encrypted", path=name)
        case _Kind.CODEPAGE:
            number = struct.unpack_from("<H", data)[0]
            to.encoding = _known(_CODEPAGES.get(number, f"cp{number}"))
        case _Kind.DATE_MODE:
            to.from_1904 = data[:1] == b"\x01"
        case _Kind.SHEET:
            title = _text(record, 6, 1, to)
            to.sheets.append(_Listed(struct.unpack_from("<I", data)[0], not data[4] & 3, data[5], title))
        case _Kind.FONT:
            if len(to.fonts) == _NO_FONT:
                to.fonts.append(False)
            to.fonts.append(struct.unpack_from("<H", data, 6)[0] >= _BOLD_FROM)
        case _Kind.FORMAT:
            size = 2 if to.version == BIFF8 else 1
            to.codes[struct.unpack_from("<H", data)[0]] = _text(record, 2, size, to)
        case _Kind.LOOK:
            to.looks.append(data)
        case _Kind.STRINGS:
            to.strings = shared_strings(record, name=name)


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "cp1251"
    return encoding


def _text(record: Record, at: int, length_size: int, to: _Gathered) -> str:
    pieces = Pieces(record, at)
    if to.version == BIFF8:
        return pieces.text(length_size)
    return pieces.take(pieces.number(length_size)).decode(to.encoding, "replace")


def _style(look: bytes, to: _Gathered) -> CellStyle:
    font, code = struct.unpack_from("<HH", look)
    if to.version == BIFF8:
        lines = struct.unpack_from("<I", look, 10)[0]
        left, right, top, bottom = lines & 0xF, lines >> 4 & 0xF, lines >> 8 & 0xF, lines >> 12 & 0xF
    else:
        below, lines = struct.unpack_from("<II", look, 8)
        bottom, top, left, right = below >> 22 & 7, lines & 7, lines >> 3 & 7, lines >> 6 & 7
    return CellStyle(
        code=to.codes.get(code, GENERAL),
        bold=font < len(to.fonts) and to.fonts[font],
        align=_ALIGNS.get(look[6] & 7),
        ruled=bool((top or bottom) and (left or right)),
    )
