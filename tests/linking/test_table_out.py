"""Tables with answers: nothing lost, nothing computed, the same bytes every time."""

from __future__ import annotations

import csv
import time
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from extractor.linking.table import MentionRow, MentionTable
from extractor.linking.table_answers import ANSWER_COLUMNS, Linked, as_cells, as_json
from extractor.linking.table_out import delimited_bytes, table_bytes
from extractor.linking.workbook_out import workbook_bytes
from extractor.record import Link, LinkCandidate

DAY = datetime(2024, 9, 1)  # noqa: DTZ001 - a workbook knows no time zones
MATCHED = Link(status="matched", id="A", name="Школа А", score=0.98, explanation="Связано.")
UNMATCHED = Link(status="unmatched", score=1.0, explanation="Не найдено.")
AMBIGUOUS = Link(
    status="ambiguous",
    score=0.5,
    candidates=(LinkCandidate(id="B", name="Б", score=0.5), LinkCandidate(id="C", name="В", score=0.4567)),
    explanation="Выбрать нельзя.",
)


def linked(*links: Link, cells: tuple[Any, ...] = ("СОШ",)) -> Linked:
    return Linked(MentionRow(2, cells, "СОШ", "2"), tuple((f"школа {k}", link) for k, link in enumerate(links)))


def test_cells() -> None:
    assert as_cells(linked(MATCHED)) == ["matched", "A", "Школа А", 0.98, "Связано.", ""]
    assert as_cells(linked(AMBIGUOUS)) == ["ambiguous", "", "", 0.5, "Выбрать нельзя.", "B (0.5); C (0.4567)"]
    assert as_cells(linked(MATCHED, UNMATCHED)) == [
        "matched | unmatched",
        "A | ",
        "Школа А | ",
        "0.98 | 1",
        "Связано. | Не найдено.",
        "",
    ]


def test_json() -> None:
    row = as_json(linked(AMBIGUOUS, MATCHED))
    assert list(row) == ["id", "mention", "links"]
    assert [found["text"] for found in row["links"]] == ["школа 0", "школа 1"]
    assert row["links"][0]["candidates"][1] == {"id": "C", "name": "В", "score": 0.4567}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+7 (999) 1-2-3", "'+7 (999) 1-2-3"), ("@SUM(A1)", "'@SUM(A1)"), ("-А1", "'-А1"),
        ("\t=1", "'\t=1"), ("-5", "-5"), ("+3,5 %", "+3,5 %"), ("-", "-"), ("–", "–"), ("", ""), ("А=1", "А=1"),
        (310, "310"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: Any, written: str) -> None:
    text = b"".join(delimited_bytes([["x", cell]], delimiter=";")).decode("utf-8-sig")
    assert next(csv.reader(StringIO(text, newline=""), delimiter=";")) == ["x", written]
    (sheet,) = load_workbook(BytesIO(workbook_bytes([["x", cell]]))).worksheets
    made = sheet["B1"]
    assert made.value == (cell if cell != "" else None)
    assert made.data_type == ("s" if isinstance(cell, str) and cell else "n")


def test_earlier_answers_make_way_and_ragged_rows_are_kept(tmp_path: Path) -> None:
    table = MentionTable(
        ("Школа", "LINK_ID", "Примечание"),
        (MentionRow(3, ("СОШ", "old", "п", "лишнее"), "СОШ", "3"), MentionRow(4, ("",))),
        above=(("Отчёт",),),
        delimiter=",",
    )
    rows = [Linked(table.rows[0], (("СОШ", MATCHED),)), Linked(table.rows[1], ())]
    text = b"".join(table_bytes(table, rows, tmp_path / "x.CSV")).decode("utf-8-sig")
    assert list(csv.reader(StringIO(text))) == [
        ["Отчёт", "", ""],
        ["Школа", "Примечание", "", *ANSWER_COLUMNS],
        ["СОШ", "п", "лишнее", "matched", "A", "Школа А", "0.98", "Связано.", ""],
        [""] * 9,
    ]


def test_a_workbook_keeps_numbers_and_dates_and_has_no_clock() -> None:
    rows: list[list[Any]] = [["Школа", "Дата"], ["СОШ\x0b № 1", DAY], [310, True]]
    made = workbook_bytes(rows, title="Школы")
    (sheet,) = load_workbook(BytesIO(made)).worksheets
    assert sheet.title == "Школы"
    assert sheet.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Школа", "Дата"],
        ["СОШ № 1", DAY],
        [310, True],
    ]
    assert sheet["B2"].number_format == "DD.MM.YYYY"
    time.sleep(2.1)  # a zip counts in steps of two seconds
    assert workbook_bytes(rows, title="Школы") == made
