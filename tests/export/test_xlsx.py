"""The workbook, read back by openpyxl and by LibreOffice."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections import Counter
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export_help import FAILURE, corpus, made, store_of

from extractor.export import xlsx_book
from extractor.export.xlsx import workbook
from extractor.export.xlsx_book import Links, day

SHEETS = [
    *("Показатели", "Графики", "По годам", "Проценты", "Школы", "Сроки"),
    *("Поручения", "Документы", "Ошибки", "Названия"),
]


def written(store: Path, folder: Path, *, sources: Path | None = None) -> Path:
    path = folder / "svodka.xlsx"
    workbook(store, path, sources=sources, beside=folder)
    return path


@pytest.fixture(scope="module")
def path(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("xlsx")
    return written(store, folder, sources=folder / "документы")


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def rows(book: Any, title: str) -> list[dict[str, Any]]:
    head, *rest = book[title].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def column(sheet: Any, caption: str) -> int:
    return 1 + [cell.value for cell in sheet[1]].index(caption)


def test_all_sheets_are_there_with_frozen_heads_and_filters(book: Any) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        if sheet.title == "Графики":
            continue
        assert sheet.freeze_panes[1:] == "2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert all(sheet.column_dimensions[c.column_letter].width for c in sheet[1] if c.column_letter < "G")


def test_row_counts_are_those_of_the_records(book: Any) -> None:
    records = [record for _, record in corpus()]
    for title, field in (("Проценты", "percentages"), ("Школы", "schools"), ("Поручения", "orders")):
        assert len(rows(book, title)) == sum(len(getattr(r, field)) for r in records), title
    assert len(rows(book, "Документы")) == len(records)
    assert [row["Файл"] for row in rows(book, "Ошибки")] == [FAILURE["file"]]


def test_no_value_of_an_indicator_is_lost(book: Any) -> None:
    told = rows(book, "Показатели")
    for caption, role in (("База", "baseline"), ("План", "target"), ("Факт", "actual")):
        wanted = Counter(
            (path, value.value)
            for path, record in corpus()
            for indicator in record.indicators
            for value in indicator.values
            if value.role == role and value.value is not None
        )
        numbers = ((row["Файл"], row[caption]) for row in told)
        assert Counter((file, n) for file, n in numbers if isinstance(n, (int, float))) == wanted, role
    named = {(row["Файл"], row["Показатель"]) for row in told}
    assert named == {(path, i.name) for path, record in corpus() for i in record.indicators}


def test_plan_and_fact_stand_side_by_side(book: Any) -> None:
    found = [row for row in rows(book, "Показатели") if row["Показатель"] == "Посещаемость"]
    assert [(r["Год"], r["План"], r["Факт"], r["Факт − план"]) for r in found] == [
        (2019, 72, 69.9, -2.1),
        (2020, 72, 58.3, -13.7),
        (2021, 74, 70.2, -3.8),
    ]
    assert found[0]["Цитата"] == "план: «72»; факт: «69,9»"
    assert found[0]["Ед. изм."] == "%"


def test_signs_of_comparison_are_in_the_format_and_numbers_stay_numbers(book: Any) -> None:
    sheet = book["Показатели"]
    names, plans = column(sheet, "Показатель"), column(sheet, "План")
    cells = [row[plans - 1] for row in sheet.iter_rows(min_row=2) if "электронным дневником" in row[names - 1].value]
    assert (cells[0].value, cells[0].number_format) == (90, '"≥ "#,##0')


def bounded(comparator: str | None, plan: float, fact: float, tmp_path: Path) -> Any:
    """The workbook of one indicator whose fact is told with a sign of comparison."""
    record = made("Доля учителей до 35 лет")
    (indicator,) = record.indicators
    said = indicator.values[0].model_copy(update={"value": fact, "comparator": comparator, "unit": "percent"})
    aim = said.model_copy(update={"role": "target", "value": plan, "comparator": "ge"})
    told = indicator.model_copy(update={"values": (aim, said)})
    store = store_of(tmp_path / "s.db", (("a.docx", record.model_copy(update={"indicators": (told,)})),))
    return openpyxl.load_workbook(written(store, tmp_path))


@pytest.mark.parametrize(
    ("comparator", "fact", "shown", "over", "difference"),
    [
        (None, 85, "#,##0", -5, "#,##0"),
        ("lt", 80, '"< "#,##0', -10, '"< "#,##0;"< "-#,##0'),
        ("ge", 92.5, '"≥ "#,##0.0', 2.5, '"≥ "#,##0.0'),
        ("approx", 90, '"≈ "#,##0', 0, '"≈ "#,##0'),
    ],
)
def test_a_fact_that_is_a_bound_is_shown_as_one(
    comparator: str | None, fact: float, shown: str, over: float, difference: str, tmp_path: Path
) -> None:
    book = bounded(comparator, 90, fact, tmp_path)
    for title in ("Показатели", "По годам"):
        sheet = book[title]
        cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
        assert (cells["План"].value, cells["План"].number_format) == (90, '"≥ "#,##0')
        assert (cells["Факт"].value, cells["Факт"].number_format) == (fact, shown)
    over_plan = book["Показатели"].cell(2, column(book["Показатели"], "Факт − план"))
    assert (over_plan.value, over_plan.number_format) == (over, difference)


def test_all_who_share_a_deadline_are_named_once(tmp_path: Path) -> None:
    record = made("Срок")
    (order,) = record.orders
    whose = ("Директорам школ", "Отделу кадров, бухгалтерии", "Директорам школ")
    orders = tuple(order.model_copy(update={"assignee": name}) for name in whose)
    store = store_of(tmp_path / "s.db", (("a.docx", record.model_copy(update={"orders": orders})),))
    (row,) = rows(openpyxl.load_workbook(written(store, tmp_path)), "Сроки")
    assert row["Кому"] == "Директорам школ; Отделу кадров, бухгалтерии"


def test_dates_are_dates(book: Any) -> None:
    told = rows(book, "Документы")
    dated = {row["Файл"]: row["Дата"] for row in told}
    assert dated["2024/decision-sferum-2024.docx"] == datetime(2024, 4, 24)  # noqa: DTZ001
    sheet = book["Сроки"]
    assert sheet.cell(2, column(sheet, "Срок")).number_format == "dd.mm.yyyy"
    dues = [row["Срок"] for row in rows(book, "Сроки") if row["Срок"]]
    assert dues == sorted(dues)


def test_values_link_to_their_documents(book: Any, path: Path) -> None:
    sheet = book["Показатели"]
    fact = column(sheet, "Факт")
    linked = [row[fact - 1] for row in sheet.iter_rows(min_row=2) if row[fact - 1].value is not None]
    targets = {cell.hyperlink.target for cell in linked}
    assert targets <= {f"документы\\{file.replace('/', chr(92))}" for file, _ in corpus()}
    assert len(targets) > 3
    assert "hyperlink" in zipfile.ZipFile(path).read("xl/worksheets/_rels/sheet1.xml.rels").decode()


def test_charts_of_plan_and_fact_by_year(book: Any, path: Path) -> None:
    charts = [zipfile.ZipFile(path).read(n).decode() for n in zipfile.ZipFile(path).namelist() if "charts/chart" in n]
    assert len(charts) == len(book["Графики"]._charts) > 5
    (chart,) = [c for c in charts if "Посещаемость" in c]
    years = book["По годам"]
    for name, caption, wanted in (("План", "План", [72, 72, 74]), ("Факт", "Факт", [69.9, 58.3, 70.2])):
        series = re.search(rf"<c:ser>.{{0,300}}?<c:v>{name}</c:v>.*?</c:ser>", chart, re.DOTALL)
        assert series
        ranges = re.findall(r"<c:f>'По годам'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)</c:f>", series[0])
        (category, first, last), (letter, *_) = ranges
        assert [years[f"{category}{n}"].value for n in range(int(first), int(last) + 1)] == [2019, 2020, 2021]
        assert [years[f"{letter}{n}"].value for n in range(int(first), int(last) + 1)] == wanted
        assert years[f"{letter}1"].value == caption


def test_names_that_were_joined_are_listed(book: Any) -> None:
    told = rows(book, "Названия")
    assert {row["Сведено"] for row in told} == {"каталог", "по словам"}
    assert sum(row["Раз"] for row in told) == sum(len(record.indicators) for _, record in corpus())


def test_nothing_is_a_formula(nasty_store: Path, tmp_path: Path) -> None:
    path = written(nasty_store, tmp_path, sources=tmp_path)
    for name in zipfile.ZipFile(path).namelist():
        part = zipfile.ZipFile(path).read(name)
        assert b"<f>" not in part or name.startswith("xl/charts/"), name
        # A chart's ranges are references, its titles are not.
        assert b"<c:tx><c:strRef>" not in part, name
    for sheet in openpyxl.load_workbook(path):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n", "d"}


def test_a_text_too_long_for_a_cell_says_so(tmp_path: Path) -> None:
    store = store_of(tmp_path / "s.db", (("a.docx", made("😀я" * 20_000)),))
    (row,) = rows(openpyxl.load_workbook(written(store, tmp_path)), "Поручения")
    assert row["Что"].endswith("[обрезано, всего знаков: 40000]")
    assert len(row["Что"].encode("utf-16-le")) // 2 <= 32_767


def test_a_full_sheet_goes_on_on_another(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(openpyxl.load_workbook(written(store, tmp_path)), "Показатели")
    monkeypatch.setattr(xlsx_book, "_ROWS", 50)
    book = openpyxl.load_workbook(written(store, tmp_path))
    sheets = [name for name in book.sheetnames if name.startswith("Показатели")]
    assert sheets[:2] == ["Показатели", "Показатели (2)"]
    assert [row for name in sheets for row in rows(book, name)] == whole
    assert all(book[name].auto_filter.ref for name in sheets)


def test_more_links_than_excel_takes_leave_text(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(openpyxl.load_workbook(written(store, tmp_path)), "Показатели")
    monkeypatch.setattr(xlsx_book, "_LINKS", 3)
    sheet = openpyxl.load_workbook(written(store, tmp_path, sources=tmp_path))
    assert rows(sheet, "Показатели") == whole
    assert sum(cell.hyperlink is not None for row in sheet["Показатели"].iter_rows() for cell in row) == 3


@pytest.mark.parametrize(
    ("file", "target"),
    [
        ("a/b.docx", "external:документы/a/b.docx"),
        ("Отчёт № 5 (итог).docx", "external:документы/Отчёт%20№%205%20(итог).docx"),
        ("100% план #1?.docx", "external:документы/100%25%20план%20%231%3F.docx"),
        ("я" * 3000, None),
    ],
)
def test_targets_of_links(file: str, target: str | None, tmp_path: Path) -> None:
    assert Links(tmp_path / "документы", tmp_path).to(file) == target


def test_days_that_excel_does_not_know() -> None:
    assert str(day("2025-03-01")) == "2025-03-01"
    assert day("1899-12-31") == "31.12.1899"
    assert day(None) is None
    assert day("весной") == "весной"


def test_the_same_records_give_the_same_bytes(store: Path, tmp_path: Path) -> None:
    one = written(store, tmp_path).read_bytes()
    assert written(store, tmp_path).read_bytes() == one


def test_an_empty_batch_is_an_empty_workbook(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(store_of(tmp_path / "s.db", ()), tmp_path))
    assert book.sheetnames == SHEETS
    assert rows(book, "Показатели") == []


def calc() -> bool:
    office = shutil.which("soffice")
    return office is not None and (Path(office).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not calc(), reason="no LibreOffice Calc")
def test_libreoffice_shows_cells_and_charts(store: Path, tmp_path: Path) -> None:
    """What is rendered holds the titles, legend and numbers of the charts."""
    import pypdfium2

    path = written(store, tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=180)
    pdf = pypdfium2.PdfDocument(tmp_path / "svodka.pdf")
    pages = [page.get_textpage().get_text_range() for page in pdf]
    (charts,) = [text for text in pages if text.startswith("План и факт по годам")]
    for said in ("Посещаемость", "Боровлянский район", "69.9", "58.3", "План", "Факт"):
        assert said in charts
    assert any("Показатель" in text and "Ед. изм." in text for text in pages)


def test_the_rows_behind_a_chart_are_those_of_the_view(store: Path, book: Any) -> None:
    with closing(sqlite3.connect(store)) as base:
        (wanted,) = base.execute("SELECT count(*) FROM indicator_by_year").fetchone()
    assert len(rows(book, "По годам")) == wanted
