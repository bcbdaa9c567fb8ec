"""ODS: what the file says its cells show, told in Russian; repeats, merges, what is hidden."""

from __future__ import annotations

import pytest

from dev_markup import rows_of
from extractor import extract_bytes
from extractor.errors import SvodkaError
from extractor.reading import read_document
from extractor.reading.sheet import ods as sheet_ods
from extractor.reading.source import RawTable, RawText, Reading
from sheet_files import ods


def read(rows: str, *, name: str = "Лист1", styles: str = "", attributes: str = "") -> Reading:
    table = f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'
    return sheet_ods.read(ods(table, styles=styles), name="x.ods")


def cell(text: str, attributes: str = "") -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {attributes}>{lines}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def texts(reading: Reading) -> list[str]:
    return [item.text for item in reading.items if isinstance(item, RawText)]


def value(number: str, kind: str = "float") -> str:
    return f'office:value-type="{kind}" office:value="{number}"'


@pytest.mark.parametrize(
    ("shown", "attributes", "told"),
    [
        pytest.param("93,7%", value("0.937", "percentage"), "93,7%", id="Russian percent"),
        pytest.param("93.7%", value("0.937", "percentage"), "93,7%", id="English percent"),
        pytest.param("4,876", value("4876"), "4\u00a0876", id="English thousands"),
        pytest.param("4,876", value("4.876"), "4,876", id="Russian decimals"),
        pytest.param("4.876", value("4.876"), "4,876", id="English decimals"),
        pytest.param("1,234,567.89", value("1234567.891"), "1\u00a0234\u00a0567,89", id="English both"),
        pytest.param("1'234.5", value("1234.5"), "1\u00a0234,5", id="Swiss"),
        pytest.param("1.234,5", value("1234.5"), "1\u00a0234,5", id="German"),
        pytest.param("-5.3", value("-5.25"), "-5,3", id="rounded"),
        pytest.param("12.50 ₽", value("12.5", "currency"), "12,50 ₽", id="currency"),
        pytest.param("12.50", 'office:value-type="string"', "12.50", id="text"),
        pytest.param("1.2", value("1234567"), "1.2", id="in another scale"),
        pytest.param("12 из 15.5", value("12"), "12 из 15.5", id="two numbers"),
        pytest.param("03.02.2025", 'office:value-type="date" office:date-value="2025-02-03"', "03.02.2025", id="day"),
        pytest.param("02/03/25", 'office:value-type="date" office:date-value="2025-02-03"', "03.02.2025", id="foreign"),
        pytest.param("", value("0.5", "percentage"), "50%", id="no text"),
        pytest.param("", 'office:value-type="date" office:date-value="2025-02-03T00:00:00"', "03.02.2025", id="no day"),
        pytest.param("", 'office:value-type="boolean" office:boolean-value="true"', "ИСТИНА", id="no truth"),
        pytest.param("", 'office:value-type="string" office:string-value="да"', "да", id="no words"),
        pytest.param("а\nб", "", "а\nб", id="lines"),
        pytest.param('а<text:s text:c="2"/><text:span>б</text:span><text:line-break/>в', "", "а  б\nв", id="pieces"),
    ],
)  # fmt: skip
def test_what_a_cell_shows(shown: str, attributes: str, told: str) -> None:
    reading = read(row(cell(shown, attributes)))
    assert texts(reading) == [told]
    assert reading.items[0].locator == "Лист1!A1"


def _columns(what: str, count: int) -> str:
    return f' table:number-columns-{what}="{count}"'


def _rows(count: int) -> str:
    return f'table:number-rows-repeated="{count}"'


def test_repeats_merges_and_covered_cells() -> None:
    covered = "<table:covered-table-cell/>"
    reading = read(
        row(cell("Показатель", 'table:number-rows-spanned="2"'), cell("Год", _columns("spanned", 2)), covered)
        + row(covered, cell("план"), cell("факт"))
        + row(cell("Охват"), cell("5", value("5") + _columns("repeated", 2)), attributes=_rows(2))
        + row(cell("", _columns("repeated", 16384)), attributes=_rows(1_048_000))
    )  # fmt: skip
    (table,) = reading.items
    assert isinstance(table, RawTable)
    assert rows_of(table) == [
        ["Показатель", "Год", "^"],
        ["^", "план", "факт"],
        ["Охват", "5", "5"],
        ["Охват", "5", "5"],
    ]


def test_hidden_parts_notes_errors_and_formulas_are_told() -> None:
    hidden = '<style:table-properties table:display="false"/>'
    styles = f'<style:style style:name="ta1" style:family="table">{hidden}</style:style>'
    note = "<office:annotation><text:p>тайна</text:p></office:annotation>"
    shape = "<draw:frame><draw:text-box><text:p>тайна</text:p></draw:text-box></draw:frame>"
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + row(cell("Отчёт").replace("</table", f"{note}{shape}</table"), cell("тайна"))
        + row(cell("тайна"), attributes='table:visibility="filter"')
        + row(cell("#DIV/0!"))
        + row('<table:table-cell table:formula="of:=[.A1]"/>')
    )
    draft = f'<table:table table:name="Черновик" table:style-name="ta1">{row(cell("тайна"))}</table:table>'
    content = ods(f'<table:table table:name="Лист1">{rows}</table:table>{draft}', styles=styles)
    reading = sheet_ods.read(content, name="x.ods")
    assert texts(reading) == ["Отчёт", "#ДЕЛ/0!"]
    assert reading.warnings == [
        "скрытые листы не прочитаны: 1 (Черновик)",
        "скрытые строки с текстом не прочитаны: 1 (Лист1)",
        "скрытые столбцы с текстом не прочитаны: 1 (Лист1)",
        "примечания к ячейкам не прочитаны: 1 (Лист1)",
        "надписи и рисунки с текстом не прочитаны: 1 (Лист1)",
        "формулы без сохранённого значения: 1 (Лист1!A4)",
        "ячейки с ошибкой вместо значения: 1 (Лист1!A3)",
    ]


def test_styles_give_weight_alignment_and_lines() -> None:
    styles = (
        '<style:style style:name="a" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
        '<style:style style:name="b" style:parent-style-name="a" style:family="table-cell">'
        '<style:table-cell-properties fo:border="0.06pt solid #000000"/></style:style>'
    )
    reading = read(
        row(cell("Отчёт", 'table:style-name="a"')) + row(cell("Школа", 'table:style-name="b"'), cell("1")),
        styles=styles,
    )
    title, table = reading.items
    assert isinstance(title, RawText)
    assert (title.bold, title.align) == (True, "center")
    assert isinstance(table, RawTable)
    assert table.bordered


def test_spans_name_sheet_and_cell() -> None:
    head = row(cell("№ п/п"), cell("Показатель"), cell("Факт, %"))
    content = ods(
        f'<table:table table:name="2023">{head}{row(cell("1"), cell("Охват"), cell("84.5", value("84.5")))}'
        "</table:table>"
    )
    record = extract_bytes(content, name="x")
    assert record.source.format == "ods"
    assert [(v.value, v.span.cell) for item in record.indicators for v in item.values] == [(84.5, "'2023'!C2")]


def test_locked_and_broken_files() -> None:
    locked = ods("<table:table/>", manifest="<manifest:encryption-data/>")
    broken = ods("<table:table>")
    for content, code in ((locked, "encrypted"), (broken, "damaged"), (locked[:300], "damaged")):
        with pytest.raises(SvodkaError) as refusal:
            read_document(content, name="x.ods")
        assert refusal.value.code == code


def test_a_cell_that_repeats_over_the_whole_sheet_is_refused() -> None:
    many = row(cell("а", _columns("repeated", 16384)), attributes=_rows(1_048_576))
    with pytest.raises(SvodkaError) as refusal:
        read(many)
    assert refusal.value.code == "too-large"
