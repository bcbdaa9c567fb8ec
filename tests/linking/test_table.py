"""Tables of mentions: what is read of them, and what is refused."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from extractor.errors import ExitCode, SvodkaError
from extractor.linking.table import MentionTable, read_mentions

DAY = datetime(2024, 9, 1)  # noqa: DTZ001 - a workbook knows no time zones


def read(tmp_path: Path, data: str | bytes, column: str | None = None) -> MentionTable:
    path = tmp_path / "таблица.dat"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_mentions(path, column=column)


def mentions(table: MentionTable) -> list[str]:
    return [row.mention for row in table.rows]


@pytest.mark.parametrize(
    "data",
    [
        "Район;Школа\nА;СОШ № 1\nБ;СОШ № 2, корпус 3\n".encode("cp1251"),
        "Район\tШкола\r\nА\tСОШ № 1\r\nБ\tСОШ № 2, корпус 3\r\n".encode("utf-16"),
        b"\xef\xbb\xbf" + 'Район,Школа\nА,СОШ № 1\nБ,"СОШ № 2, корпус 3"\n'.encode(),
        "sep=;\r\nРайон;Школа\r\nА;СОШ № 1\r\nБ;СОШ № 2, корпус 3\r\n".encode(),
        "Сведения за 2024 год\n\nРайон;Школа\nА;СОШ № 1\nБ;СОШ № 2, корпус 3\n\n\n".encode(),
    ],
)
def test_delimited_text_of_any_kind(tmp_path: Path, data: bytes) -> None:
    table = read(tmp_path, data)
    assert mentions(table) == ["СОШ № 1", "СОШ № 2, корпус 3"]
    assert [row.municipality for row in table.rows] == ["А", "Б"]


def test_a_single_column_needs_no_quotes(tmp_path: Path) -> None:
    table = read(tmp_path, 'mention\nСОШ № 1, 2 и 5\n"Гимназия № 3, г. Хилок"\n')
    assert mentions(table) == ["СОШ № 1, 2 и 5", "Гимназия № 3, г. Хилок"]
    assert table.delimiter is None


def test_all_columns(tmp_path: Path) -> None:
    table = read(
        tmp_path, "id,Регион,Муниципалитет,sentence,mention\nx1,Край,Район,В СОШ № 1 тепло.,СОШ № 1\n,,,,СОШ № 2\n"
    )
    first, second = table.rows
    assert (first.id, first.region, first.municipality, first.sentence) == ("x1", "Край", "Район", "В СОШ № 1 тепло.")
    assert (second.id, second.region, second.municipality, second.sentence) == ("3", None, None, None)


@pytest.mark.parametrize(
    ("heads", "chosen"),
    [
        ("Школа;mention", 1),
        ("Полное наименование;Краткое наименование", 1),
        ("Наименование;Упоминание в тексте", 1),
        ("№ п/п;Образовательная организация;Контекст", 1),
        ("Школа (как в документе);Название", 0),
        ("Директор;Школа", 1),
    ],
)
def test_the_column_of_mentions(tmp_path: Path, heads: str, chosen: int) -> None:
    cells = ["СОШ № 1", "СОШ № 2", "СОШ № 3"]
    table = read(tmp_path, f"{heads}\n{';'.join(cells[: heads.count(';') + 1])}\n")
    assert mentions(table) == [cells[chosen]]


def test_a_column_by_name(tmp_path: Path) -> None:
    data = "Школа;Кто отвечает, где\nСОШ № 1;СОШ № 2\n"
    assert mentions(read(tmp_path, data, "кто отвечает,  ГДЕ")) == ["СОШ № 2"]


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Прочее", "Заметки"])
    sheet = book.create_sheet("Школы")
    for row in (
        ["Отчёт"],
        ["Школа", "Дата", "Мест"],
        [1, 2, 3],
        ["СОШ № 1", DAY, 310],
        [],
        ["Школа", "Дата", "Мест"],
        ["СОШ № 2"],
    ):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    table = read_mentions(tmp_path / "t.xlsx")
    assert table.sheet == "Школы"
    assert mentions(table) == ["", "СОШ № 1", "", "", "СОШ № 2"]
    assert list(table.rows[1].cells) == ["СОШ № 1", DAY, 310]
    assert [row.id for row in table.rows if row.mention] == ["4", "7"]
    assert [list(cells) for cells in table.above] == [["Отчёт"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("Директор;Телефон\nИванов;1\n", ("столбца с названиями школ", "в строке 1 найдены «Директор», «Телефон»")),
        ("id;mention\nа;СОШ № 1\nб;СОШ № 2\nа;СОШ № 3\n", ("повторяются: а (строки 2, 4)",)),
        ("mention\n", ("ни одного названия",)),
        ("mention;id\n;1\n", ("ни одного названия",)),
        (b"%PDF-1.7\n1 0 obj\n", ("это документ PDF",)),
        ('<?xml version="1.0"?><a/>', ("это документ XML",)),
        ("<!DOCTYPE html><html><body><p>x</p></body></html>", ("веб-страница",)),
    ],
)
def test_refused(tmp_path: Path, data: str | bytes, words: tuple[str, ...]) -> None:
    with pytest.raises(SvodkaError) as raised:
        read(tmp_path, data)
    assert (raised.value.code, raised.value.exit_code) == ("bad-link-table", ExitCode.USAGE)
    for word in (*words, "таблица.dat"):
        assert word in raised.value.message()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"PK\x03\x04" + bytes(90), "damaged"), ('mention;id\n"СОШ;1\n' + "СОШ;2\n" * 50, "damaged")],
)
def test_unreadable(tmp_path: Path, data: str | bytes, code: str) -> None:
    with pytest.raises(SvodkaError) as raised:
        read(tmp_path, data)
    assert raised.value.code == code
