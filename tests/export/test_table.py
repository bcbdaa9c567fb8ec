"""The summary for the terminal."""

from __future__ import annotations

import pytest
from running import DECISION, ROOT

from extractor import extract, extract_bytes
from extractor.export.table import text
from extractor.record import Record

DOCUMENTS = sorted((ROOT / "corpus/files/docx/tune").glob("*.docx"))[::6]


def said(record: Record) -> str:
    return b"".join(text([record])).decode().replace("\N{NO-BREAK SPACE}", " ")


def test_everything_is_there() -> None:
    record = extract_bytes(DECISION.encode(), name="a.txt")
    shown = said(record)
    for heading in ("Показатели", "Поручения", "Сроки", "Школы и другие организации"):
        assert f"\n{heading}\n" in shown
    for fact in (
        "показателей: 1",
        "процентов: 3",
        "86,7",
        "по числам: не достигнут",
        "Подписали Начальник управления",
    ):
        assert fact in " ".join(shown.split())
    assert all(line == line.rstrip() for line in shown.splitlines())


def test_columns_that_hold_nothing_are_left_out() -> None:
    shown = said(extract_bytes(DECISION.encode(), name="a.txt"))
    head = next(line for line in shown.splitlines() if line.startswith("Показатель "))
    assert head.split() == ["Показатель", "План", "Факт", "Ед.", "Статус"]


def test_warnings_are_told() -> None:
    record = extract_bytes(DECISION.encode(), name="a.txt")
    source = record.source.model_copy(update={"warnings": ("потеряно при чтении знаков: 5 из 100",)})
    assert "внимание: потеряно при чтении знаков: 5 из 100" in said(record.model_copy(update={"source": source}))


def test_marks_of_rich_are_printed_and_not_obeyed() -> None:
    record = extract_bytes(DECISION.replace("Озерновская", "[red]Озерновская[/red]").encode(), name="[bold]a.txt")
    shown = said(record)
    assert "[bold]a.txt" in shown
    assert "[red]" in shown


@pytest.mark.parametrize("width", [20, 40, 72, 100, 160])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_no_line_is_wider_than_the_terminal(path: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = said(extract(path))
    assert max(map(len, shown.splitlines())) <= width


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_no_value_is_lost_in_a_narrow_terminal(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = extract(path)

    def shown(width: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(width))
        return sorted("".join(said(record).split()).replace("─", ""))

    assert shown(50) == shown(200)
