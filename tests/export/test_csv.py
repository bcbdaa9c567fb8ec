"""CSV: read back by the csv module as it was; nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.csv import folder, safe
from extractor.export.tables import TABLES


@pytest.fixture(scope="module")
def made(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("csv")
    folder(store, path)
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_excel_is_told_that_it_is_utf8(made: Path) -> None:
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in made.iterdir())
    assert {path.stem for path in made.iterdir()} == set(TABLES)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_every_row_and_value_is_there(made: Path, store: Path, table: object) -> None:
    from extractor.export.tables import Table

    assert isinstance(table, Table)
    with closing(sqlite3.connect(store)) as base:
        wanted = base.execute(table.select).fetchall()
    rows = read(made / f"{table.name}.csv")
    assert len(rows) == len(wanted)
    for row, values in zip(rows, wanted, strict=True):
        for column, value in zip(table.columns, values, strict=True):
            said = row[column.name]
            if value is None:
                assert said == ""
            elif column.kind == "real":
                assert float(said.replace(",", ".")) == pytest.approx(value)
            else:
                assert (said[1:] if said.startswith("'") else said) == str(value)


def test_numbers_are_as_russian_excel_writes_them(made: Path) -> None:
    values = [row["value"] for row in read(made / "percentages.csv")]
    assert "41,25" in values
    assert not any("." in value or "e" in value for value in values)


@given(st.text())
def test_an_apostrophe_off_gives_every_text_back(text: str) -> None:
    said = safe(text)
    assert (said[1:] if said.startswith("'") else said) == text


@given(st.sampled_from("=+-@＝＋－＠"), st.text(alphabet=" \t\r\n\u200b\ufeff\u202e", max_size=3), st.text(max_size=5))
def test_no_text_begins_a_formula(sign: str, before: str, after: str) -> None:
    assert safe(before + sign + after).startswith("'")


@pytest.mark.parametrize("text", ["Доля", "5 = 5", "«-»", "1-6 классы", ""])
def test_harmless_texts_stay(text: str) -> None:
    assert safe(text) == text
