"""Slips of scanners: what is mended, what is left alone, and the way back to what was read."""

from __future__ import annotations

import random

import pytest

from extractor.patterns import load
from extractor.reading.ocr.order import mark_lists
from extractor.reading.ocr.repair import clean_scan
from extractor.reading.source import RawCell, RawTable, RawText
from extractor.text.normalise import raw_range

ENTRIES = load("scans").entries


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("МУНИЦИПАЛЬНЫИ РАИОН", "МУНИЦИПАЛЬНЫЙ РАЙОН"),
        ("не более 10 днеи", "не более 10 дней"),
        ("государственнои итоговои аттестации", "государственной итоговой аттестации"),
        ("своих заданий, мои дела, знании, линии", "своих заданий, мои дела, знании, линии"),
        ("село Раиново, МИИТ", "село Раиново, МИИТ"),
        ("в ТУ квартале, 12‚5 %‚ план –- 10", "в IV квартале, 12,5 %, план – 10"),
    ],
)
def test_a_paragraph_is_mended(said: str, wanted: str) -> None:
    assert clean_scan(said).text == wanted


def test_what_was_read_stays_within_reach() -> None:
    """Every character of the mended text leads back to characters of the scan, in order."""
    chance = random.Random(5)
    samples = [said for entry in ENTRIES for said, _ in entry.data["ok"]]
    for _ in range(300):
        raw = " и ".join(chance.sample(samples, 4))
        clean = clean_scan(raw)
        before = 0
        for at in range(len(clean.text)):
            start, end = raw_range(clean.runs, at, at + 1)
            assert 0 <= start <= end <= len(raw)
            assert start >= before or raw[start:end]
            before = start
        start, end = raw_range(clean.runs, 0, len(clean.text))
        assert not raw[end:].strip(" ‘`´")


def orders(*lines: str) -> list[str]:
    texts = [RawText(line, scanned=True) for line in lines]
    mark_lists(texts)
    return [clean_scan(text.text, text.mark).text.split()[0] for text in texts]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["1. Общие", "2. Дети", "П. Задачи"], ["1.", "2.", "П."]),
        (
            ["1. Об итогах", "1. Утвердить", "2. Довести", "П. О задачах", "Ш. Разное"],
            ["I.", "1.", "2.", "II.", "III."],
        ),
        (["Г. Цели", "П. Задачи", "Ш. Сроки", "ТУ. Итоги", "У. Лица"], ["I.", "II.", "III.", "IV.", "V."]),
        (["а) дети", "6) взрослые", "в) все"], ["а)", "б)", "в)"]),
        (["5) дети", "6) взрослые", "7) все"], ["5)", "6)", "7)"]),
        (["1. Утвердить", "2. Провести", "5. Довести", "4. Контроль"], ["1.", "2.", "3.", "4."]),
        (["2. Провести", "З. Довести", "4. Контроль"], ["2.", "3.", "4."]),
        (["2.Провести", "З.Директорам школ", "4.Контроль"], ["2.Провести", "3.Директорам", "4.Контроль"]),
        (["3. Дети", "5.1. Охват", "3.2. Качество"], ["3.", "3.1.", "3.2."]),
        (["1. Утвердить", "2. Провести", "4. Контроль"], ["1.", "2.", "4."]),
        (["2. Провести", "5. Довести", "6. Контроль"], ["2.", "5.", "6."]),
        (["П. И. Петров", "Ш. А. Шаров"], ["П.", "Ш."]),
    ],
)
def test_lists_show_their_own_numbers(lines: list[str], wanted: list[str]) -> None:
    assert orders(*lines) == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (["1", "2", "Е.", "4", "5", "у", "7"], ["1", "2", "3", "4", "5", "6", "7"]),
        (["1", "2", "3", "4"], ["1", "2", "3", "4"]),
        (["1", "Охват", "3", "4", "5"], ["1", "Охват", "3", "4", "5"]),
        (["1", "80", "78", "75"], ["1", "80", "78", "75"]),
        (["1", "2", "5"], ["1", "2", "5"]),
    ],
)
def test_columns_are_numbered_in_order(row: list[str], wanted: list[str]) -> None:
    cells = [RawText(text, scanned=True) for text in row]
    mark_lists([RawTable([RawCell(0, k, [cell]) for k, cell in enumerate(cells)])])
    assert [clean_scan(cell.text, cell.mark).text for cell in cells] == wanted
