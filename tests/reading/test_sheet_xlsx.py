"""XLSX: what its cells show, what is hidden or missing, and where every text stands."""

from __future__ import annotations

import io
import socket
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from dev_markup import rows_of
from extractor import extract_bytes
from extractor.errors import SvodkaError
from extractor.reading import read_document
from extractor.reading.sheet import xlsx as sheet_xlsx
from extractor.reading.source import RawTable, RawText, Reading
from sheet_files import data, xlsx

HEAD = ("№ п/п", "Показатель", "План, %", "Факт, %")


def read(content: bytes) -> Reading:
    reading = sheet_xlsx.read(content, name="x.xlsx")
    assert reading.counted >= reading.dropped
    return reading


def texts(content: bytes) -> list[str]:
    return [item.text for item in read(content).items if isinstance(item, RawText)]


def tables(content: bytes) -> list[list[list[str]]]:
    return [rows_of(item) for item in read(content).items if isinstance(item, RawTable)]


def saved(book: openpyxl.Workbook) -> bytes:
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def cell(inner: str, attributes: str = "") -> bytes:
    return xlsx(f'<sheetData><row r="1"><c r="B1" {attributes}>{inner}</c></row></sheetData>')


@pytest.mark.parametrize(
    ("inner", "attributes", "shown"),
    [
        pytest.param("<v>12.5</v>", "", "12,5", id="number"),
        pytest.param("<v>12.50</v>", 't="str"', "12.50", id="number as text"),
        pytest.param("<is><t> 0,5 </t></is>", 't="inlineStr"', " 0,5 ", id="text kept"),
        pytest.param("<is><r><t>Доля </t></r><r><rPr/><t>школ</t></r></is>", 't="inlineStr"', "Доля школ", id="rich"),
        pytest.param("<is><t>а</t><rPh><t>ё</t></rPh></is>", 't="inlineStr"', "а", id="hint for reading"),
        pytest.param("<is><t>а_x000D_\nб&#13;\nв</t></is>", 't="inlineStr"', "а\nб\nв", id="line ends"),
        pytest.param("<v>1</v>", 't="b"', "ИСТИНА", id="truth"),
        pytest.param("<v>#DIV/0!</v>", 't="e"', "#ДЕЛ/0!", id="error"),
        pytest.param("<v>2023-03-15T00:00:00</v>", 't="d"', "15.03.2023", id="date"),
        pytest.param("<f>A1*2</f><v>84</v>", "", "84", id="last value of a formula"),
        pytest.param("<f>A1&amp;A2</f><v>нет</v>", 't="str"', "нет", id="last text of a formula"),
    ],
)  # fmt: skip
def test_what_a_cell_shows(inner: str, attributes: str, shown: str) -> None:
    (text,) = read(cell(inner, attributes)).items
    assert isinstance(text, RawText)
    assert (text.text, text.locator) == (shown, "Лист1!B1")


def test_formats_and_old_days() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>0.937</v></c></row><row r="2"><c r="A2" s="2"><v>43538</v></c></row>'
    content = xlsx(f"<sheetData>{rows}</sheetData>", formats=["0.0%", "dd.mm.yyyy"], book='<workbookPr date1904="1"/>')
    assert texts(content) == ["93,7%", "15.03.2023"]


def test_shared_strings() -> None:
    rows = '<sheetData><row><c t="s"><v>1</v></c></row><row><c t="s"><v>9</v></c></row></sheetData>'
    content = xlsx(rows, shared="<si><t>а</t></si><si><r><t>б</t></r><r><t xml:space='preserve'> в</t></r></si>")
    assert texts(content) == ["б в"]


def test_the_kind_is_told_by_content_and_vocabularies_do_not_matter() -> None:
    strict = xlsx(data(["Отчёт"]), namespace="http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert read_document(strict, name="letter.doc").format == "xlsx"
    assert texts(strict) == ["Отчёт"]


def test_formulas_without_last_value_are_told() -> None:
    content = cell("<f>A1*2</f>")
    assert read(content).items == []
    assert read(content).warnings == ["формулы без сохранённого значения: 1 (Лист1!B1)"]
    # A formula may well give an empty text.
    assert read(cell("<f>A1</f><v></v>", 't="str"')).warnings == []


def test_errors_are_told_and_no_values() -> None:
    rows = [HEAD, (1, "Охват питанием", 80, 85), (2, "Охват подвозом", 90, None)]
    sheet = data(*rows).replace("</row></sheetData>", '<c r="D3" t="e"><v>#DIV/0!</v></c></row></sheetData>')
    record = extract_bytes(xlsx(sheet), name="x.xlsx")
    assert record.source.warnings == ("ячейки с ошибкой вместо значения: 1 (Лист1!D3)",)
    assert "#ДЕЛ/0!" in record.text
    assert [v.value for v in record.indicators[1].values] == [90]


def test_hidden_parts_are_left_out_and_told() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (HEAD, (1, "Охват", 80, 85), (2, "Черновая", 1, 2), (3, "Доля", 90, 95)):
        sheet.append(row)
    sheet["E1"], sheet["E2"] = "Служебный", "тайна"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    draft: Any = book.create_sheet("Черновик")
    draft["A1"], draft.sheet_state = "тайна", "veryHidden"
    reading = read(saved(book))
    (table,) = reading.items
    assert isinstance(table, RawTable)
    assert rows_of(table) == [list(HEAD), ["1", "Охват", "80", "85"], ["3", "Доля", "90", "95"]]
    assert reading.warnings == [
        "скрытые листы не прочитаны: 1 (Черновик)",
        "скрытые строки с текстом не прочитаны: 1 (Sheet)",
        "скрытые столбцы с текстом не прочитаны: 1 (Sheet)",
    ]


def test_a_merged_cell_that_begins_in_a_hidden_column_is_shown() -> None:
    sheet = '<cols><col min="1" max="1" hidden="1"/></cols>' + data(
        ["Итоги", None, None], [None, "а", "б"], [None, 1, 2]
    )
    content = xlsx(sheet + '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>')
    (title, table) = read(content).items
    assert isinstance(title, RawText)
    assert (title.text, title.locator) == ("Итоги", "Лист1!B1")
    assert isinstance(table, RawTable)


def test_notes_and_drawings_are_told() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = "Отчёт"
    sheet["A1"].comment = Comment("тайна", "автор")
    reading = read(saved(book))
    assert [t.text for t in reading.items if isinstance(t, RawText)] == ["Отчёт"]
    assert reading.warnings == ["примечания к ячейкам не прочитаны: 1 (Sheet)"]
    drawn = "<d xmlns:a='a'><txBody><a:p><a:t>Надпись</a:t></a:p></txBody><txBody><a:t> </a:t></txBody></d>"
    content = xlsx(data(["Отчёт"]), beside={"drawings/drawing1.xml": ("drawing", drawn)})
    assert read(content).warnings == ["надписи и рисунки с текстом не прочитаны: 1 (Лист1)"]


def test_sheets_without_cells_are_told() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = "Отчёт"
    book.create_chartsheet("График")
    assert read(saved(book)).warnings == ["листы без ячеек (диаграммы, макросы) не прочитаны: 1 (График)"]


def test_spans_name_sheet_and_cell() -> None:
    rows = data(["Отчёт о показателях"], [], HEAD, (1, "Охват детей питанием", 80, 84.5))
    record = extract_bytes(xlsx({"Ярцевский район": rows, "Май_23": rows}), name="x.xlsx")
    places = [value.span.cell for item in record.indicators for value in item.values]
    assert places == ["'Ярцевский район'!C4", "'Ярцевский район'!D4"]
    assert all(p.span.cell and "!" in p.span.cell for p in record.percentages)
    assert "Май_23!C4" in {p.span.cell for p in record.percentages}
    assert all(block.page is None for block in record.blocks)


def test_other_formats_name_no_cell() -> None:
    record = extract_bytes("Отчёт\nДоля школ составила 40 %.".encode(), name="x.txt")
    assert record.percentages
    assert all(p.span.cell is None for p in record.percentages)


@pytest.mark.parametrize(
    "attributes", ['r="XFE1"', 'r="A9999999"', 'r="-1"', 'r="A0"', 's="99999999999"', 's="x"', 't="strange"']
)
def test_cells_that_no_sheet_has(attributes: str) -> None:
    read(xlsx(f"<sheetData><row><c {attributes}><v>1</v></c></row></sheetData>"))


def test_declared_sizes_mean_nothing() -> None:
    declared = '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="3"/></cols>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A1:B2"/><mergeCell ref="?"/></mergeCells>'
    content = xlsx(declared + data(["Отчёт"], ["под объединением"]) + merged)
    assert texts(content) == ["Отчёт"]
    reading = read(content)
    assert (reading.counted, reading.dropped) == (20, 15)
    assert reading.warnings == ["значения под объединёнными ячейками не прочитаны: 1 (Лист1)"]


def test_links_out_of_the_book_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("the network was asked"))
    beside = {"../../etc/passwd": ("comments", "<x/>"), "externalLinks/e1.xml": ("externalLink", "<x/>")}
    sheet = '<sheetData><row><c r="A1"><f>[1]Лист1!A1</f><v>5</v></c></row></sheetData>'
    assert texts(xlsx(sheet, beside=beside)) == ["5"]


def test_broken_books_are_damaged() -> None:
    whole = xlsx(data(["Отчёт"]))
    with pytest.raises(SvodkaError) as refusal:
        read(whole[: len(whole) // 2])
    assert refusal.value.code == "damaged"
    for sheet in ("<sheetData>", "<x></y>", "<a>" * 300 + "</a>" * 300):
        with pytest.raises(SvodkaError) as refusal:
            read(xlsx(sheet))
        assert refusal.value.code == "damaged"


def test_empty_books_have_no_text() -> None:
    with pytest.raises(SvodkaError) as refusal:
        read_document(xlsx(data()), name="x.xlsx")
    assert refusal.value.code == "no-text"
