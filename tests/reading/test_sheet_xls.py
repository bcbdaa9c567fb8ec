"""XLS: records of BIFF8 and BIFF5, strings over several of them, what is hidden."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dev_markup import rows_of
from extractor import extract_bytes
from extractor.errors import SvodkaError
from extractor.reading import read_document
from extractor.reading.sheet import xls as sheet_xls
from extractor.reading.sheet.biff import packed_number
from extractor.reading.source import RawTable, RawText, Reading
from sheet_files import begin, formula, label, look, number, record, string, xls

sys.path.insert(0, str(Path(__file__).parents[2] / "corpus" / "hostile"))
import hostile_ole

_ROW_HIDDEN = record(0x0208, struct.pack("<4H4xHH", 1, 0, 3, 0, 0x20, 0))


def read(content: bytes) -> Reading:
    return sheet_xls.read(content, name="x.xls")


def texts(content: bytes) -> list[str]:
    return [item.text for item in read(content).items if isinstance(item, RawText)]


def one(records: bytes, *, looks: bytes | None = None, strings: bytes = b"", before: bytes = b"") -> list[str]:
    return texts(xls({"Лист1": records}, looks=looks, strings=strings, before=before))


def result(kind: int, value: int = 0) -> bytes:
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])


@pytest.mark.parametrize(
    ("records", "shown"),
    [
        pytest.param(label(0, 0, "Отчёт\r\nза год"), "Отчёт\nза год", id="text"),
        pytest.param(number(0, 0, 12.5), "12,5", id="number"),
        pytest.param(record(0x027E, struct.pack("<3HI", 0, 0, 0, 1250 << 2 | 3)), "12,5", id="packed number"),
        pytest.param(record(0x0205, struct.pack("<3H2B", 0, 0, 0, 1, 0)), "ИСТИНА", id="truth"),
        pytest.param(record(0x0205, struct.pack("<3H2B", 0, 0, 0, 7, 1)), "#ДЕЛ/0!", id="error"),
        pytest.param(formula(0, 0, struct.pack("<d", 84)), "84", id="last number"),
        pytest.param(formula(0, 0, result(1, 0)), "ЛОЖЬ", id="last truth"),
        pytest.param(formula(0, 0, result(2, 0x2A)), "#Н/Д", id="last error"),
        pytest.param(formula(0, 0, result(0)) + record(0x0207, string("нет")), "нет", id="last text"),
    ],
)
def test_what_a_cell_shows(records: bytes, shown: str) -> None:
    assert one(records) == [shown]


def test_formulas_without_last_value_are_told() -> None:
    reading = read(xls({"Лист1": label(0, 0, "Отчёт") + formula(1, 0, result(0)) + formula(2, 0, result(3))}))
    assert reading.warnings == ["формулы без сохранённого значения: 1 (Лист1!A2)"]


def test_formats_and_rows_of_numbers() -> None:
    looks = look(0) + look(10) + look(164)
    codes = record(0x041E, struct.pack("<H", 164) + string("0.0%"))
    row = (
        struct.pack("<HH", 0, 0)
        + struct.pack("<HI", 1, 37 << 2 | 3)
        + struct.pack("<HI", 2, 937 << 2 | 2)
        + struct.pack("<H", 1)
    )
    content = xls({"Лист1": record(0x00BD, row) + number(1, 0, 0.937, 2) + number(1, 1, 44270, 0)}, looks=codes + looks)
    (table,) = read(content).items
    assert isinstance(table, RawTable)
    assert rows_of(table) == [["37,00%", "93700,0%"], ["93,7%", "44270"]]


@pytest.mark.parametrize("cut", range(13, 31))
def test_strings_that_go_on_in_another_record(cut: int) -> None:
    """The table of strings cut at any place where Excel may cut it: inside letters it says anew how wide they are."""
    first, second = "Доля школ", "xyz"
    table = struct.pack("<2I", 2, 2) + string(first) + string(second)
    letters = 8 + 3
    if letters < cut < letters + 2 * len(first):
        cut -= (cut - letters) % 2
        more = b"\x01" + table[cut:]
    else:
        more = table[cut:]
    if cut <= 10:
        more = table[cut:]
    strings = record(0x00FC, table[:cut]) + record(0x003C, more)
    cells = b"".join(record(0x00FD, struct.pack("<3HI", k, 0, 0, k)) for k in range(2))
    assert one(cells, strings=strings) == [first, second]


def test_rich_and_other_text_behind_letters_is_passed_over() -> None:
    rich = struct.pack("<HBHI", 2, 0x0C, 1, 3) + b"ab" + b"runs" + b"ext"
    strings = record(0x00FC, struct.pack("<2I", 2, 2) + rich + string("в"))
    cells = b"".join(record(0x00FD, struct.pack("<3HI", k, 0, 0, k)) for k in range(2))
    assert one(cells, strings=strings) == ["ab", "в"]


def test_merges_and_hidden_parts() -> None:
    hidden_column = record(0x007D, struct.pack("<6H", 3, 3, 2000, 0, 1, 0))
    cells = (
        hidden_column + _ROW_HIDDEN + label(0, 0, "Итоги") + label(1, 0, "тайна") + label(2, 0, "а") + label(2, 1, "б")
    )
    cells += (
        label(2, 3, "тайна") + number(3, 0, 1) + number(3, 1, 2) + record(0x00E5, struct.pack("<5H", 1, 0, 0, 0, 2))
    )
    content = xls({"Лист1": cells, "Черновик": label(0, 0, "тайна")}, states={"Черновик": 1})
    reading = read(content)
    title, table = reading.items
    assert isinstance(title, RawText)
    assert isinstance(table, RawTable)
    assert (title.text, rows_of(table)) == ("Итоги", [["а", "б"], ["1", "2"]])
    assert reading.warnings == [
        "скрытые листы не прочитаны: 1 (Черновик)",
        "скрытые строки с текстом не прочитаны: 1 (Лист1)",
        "скрытые столбцы с текстом не прочитаны: 1 (Лист1)",
    ]


def test_charts_inside_a_sheet_are_passed_over() -> None:
    assert one(begin(0x20) + label(0, 0, "тайна") + record(0x000A) + label(0, 0, "Отчёт")) == ["Отчёт"]


def test_weight_alignment_and_lines() -> None:
    fonts = b"".join(record(0x0031, struct.pack("<4H", 200, 0, 0, weight).ljust(14, b"\0")) for weight in (400, 700))
    looks = fonts + look(0, font=1, align=2) + look(0, lines=0x1111)
    content = xls({"Лист1": label(0, 0, "Отчёт") + label(1, 0, "а", 1) + number(1, 1, 2, 1)}, looks=looks)
    title, table = read(content).items
    assert isinstance(title, RawText)
    assert (title.bold, title.align) == (True, "center")
    assert isinstance(table, RawTable)
    assert table.bordered


def test_books_of_excel_5() -> None:
    words = "Отчёт".encode("cp1251")
    name = "Лист1".encode("cp1251")
    look5 = record(0x00E0, bytes(16))
    label5 = record(0x0204, struct.pack("<4H", 0, 0, 0, len(words)) + words)
    head = begin(5, 0x0500) + record(0x0042, struct.pack("<H", 1251)) + look5
    end = record(0x000A)
    at = len(head) + 4 + 7 + len(name) + len(end)
    listed = record(0x0085, struct.pack("<IBBB", at, 0, 0, len(name)) + name)
    content = hostile_ole.streams({"Book": head + listed + end + begin(0x10, 0x0500) + label5 + end})
    assert read_document(content, name="x").text == "Отчёт\n"
    assert texts(content) == ["Отчёт"]


def test_spans_name_sheet_and_cell() -> None:
    cells = b"".join(label(0, k, text) for k, text in enumerate(("№ п/п", "Показатель", "Факт, %")))
    record_ = extract_bytes(
        xls({"Свод": cells + number(1, 0, 1) + label(1, 1, "Охват") + number(1, 2, 84.5)}), name="x"
    )
    assert record_.source.format == "xls"
    assert [(v.value, v.span.cell) for item in record_.indicators for v in item.values] == [(84.5, "Свод!C2")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(xls({"а": b""}, before=record(0x002F, bytes(6))), "encrypted", id="password"),
        pytest.param(xls({"а": b"\xfd\x00\xff\x7f"}), "damaged", id="record cut off"),
        pytest.param(xls({"а": record(0x0203, b"ab")}), "damaged", id="record too short"),
        pytest.param(xls({"а": record(0x00FD, struct.pack("<3HI", 0, 0, 0, 9))}), "damaged", id="no such string"),
        pytest.param(
            xls({"а": b""}, strings=record(0x00FC, struct.pack("<2I", 9, 2**32 - 1))), "damaged", id="strings end"
        ),
        pytest.param(hostile_ole.streams({"Workbook": begin(5, 0x0400) + record(0x000A)}), "unsupported", id="too old"),
        pytest.param(hostile_ole.streams({"Workbook": b"\xff" * 5000}), "damaged", id="no records"),
        pytest.param(hostile_ole.compound("Workbook"), "no-text", id="zeros"),
        pytest.param(xls({"а": record(0x000A)}), "no-text", id="empty"),
    ],
)
def test_refusals(content: bytes, code: str) -> None:
    with pytest.raises(SvodkaError) as refusal:
        read_document(content, name="x.xls")
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("raw", "value"), [(0x3FF00000, 1.0), (0x3FF00001, 0.01), (10 << 2 | 2, 10.0), (0xFFFFFFFE, -1.0)]
)
def test_packed_numbers(raw: int, value: float) -> None:
    assert packed_number(raw) == value


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_changed_bytes_end_in_a_reading_or_a_refusal(draw: st.DataObject) -> None:
    content = bytearray(
        xls({"Лист1": label(0, 0, "Отчёт") + number(1, 0, 5) + _ROW_HIDDEN}, strings=record(0x00FC, bytes(8)))
    )
    for _ in range(draw.draw(st.integers(1, 6))):
        content[draw.draw(st.integers(1024, len(content) - 1))] = draw.draw(st.integers(0, 255))
    try:
        read_document(bytes(content), name="x")
    except SvodkaError as refusal:
        assert refusal.code
