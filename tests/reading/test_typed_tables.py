"""Tables drawn or typed as paragraphs of a DOCX or HTML file."""

from __future__ import annotations

import re

import pytest

from dev_markup import rows_of
from docx_files import docx_of, p, r
from extractor.reading import read_document
from extractor.reading.encoding import non_space
from extractor.reading.plain.typed_gaps import tabbed
from extractor.reading.plain.typed_tables import gather
from extractor.reading.source import Change, Place, RawTable, RawText

DRAWN = [
    "+---+----------+------+------+",
    "¦ № ¦ Название ¦ План ¦ Факт ¦",
    "+---+----------+------+------+",
    "¦ 1 ¦ Охват    ¦  80  ¦ 82,5 ¦",
    "+---+----------+------+------+",
    "¦ 2 ¦ Школы    ¦   5  ¦  –   ¦  ремонт",
    "+---+----------+------+------+",
]
ROWS = [["№", "Название", "План", "Факт"], ["1", "Охват", "80", "82,5"], ["2", "Школы", "5", "–"]]
TAB = "\u00a0 \u00a0 "


def paragraphs(lines: list[str]) -> list[RawText | RawTable]:
    return [RawText(line, locator=f"p{number}") for number, line in enumerate(lines, start=1)]


def size(items: list[RawText | RawTable]) -> int:
    texts = [i for i in items if isinstance(i, RawText)]
    texts += [t for i in items if isinstance(i, RawTable) for c in i.cells for t in c.items if isinstance(t, RawText)]
    return sum(non_space(text.text) for text in texts)


def test_drawn_paragraphs_are_a_table() -> None:
    items = paragraphs(["Таблица 1.", *DRAWN, "Начальник отдела"])
    gathered, drawn = gather(items)
    assert size(gathered) + drawn == size(items)
    title, table, beside, signature = gathered
    assert isinstance(table, RawTable)
    assert rows_of(table) == ROWS
    assert (title, signature) == (items[0], items[-1])
    # What stands outside the frame stays, after the table.
    assert isinstance(beside, RawText)
    assert (beside.text, beside.locator) == ("ремонт", "p7")
    assert [table.locator, *(t.locator for c in table.cells[-4:] for t in c.items)] == ["p2", *["p7"] * 4]


def test_a_drawn_table_within_one_paragraph_leaves_its_other_lines() -> None:
    items: list[RawText | RawTable] = [RawText("\n".join(["Сведения:", *DRAWN, "", "Итого два."]), bold=True)]
    gathered, drawn = gather(items)
    assert size(gathered) + drawn == size(items)
    assert [i.text for i in gathered if isinstance(i, RawText)] == ["Сведения:", "ремонт", "Итого два."]
    assert [rows_of(i) for i in gathered if isinstance(i, RawTable)] == [ROWS]


def test_drawn_and_tabbed_tables_beside_each_other() -> None:
    gathered, _ = gather(paragraphs([*DRAWN[:5], "№\tПлан\tФакт", "1\t40\t45"]))
    tables = [rows_of(item) for item in gathered if isinstance(item, RawTable)]
    assert tables == [ROWS[:2], [["№", "План", "Факт"], ["1", "40", "45"]]]


@pytest.mark.parametrize(
    "items",
    [
        [RawText("Тел. 2-13-45 | факс 2-13-46"), RawText("_" * 30)],
        [RawText("_" * 30), RawText("(подпись)")],
        [RawText("Школы: «Луч» | «Заря»"), RawText("План | факт")],
        [RawText(DRAWN[0]), RawText(DRAWN[1], changes=(Change("inserted", 0, 3, "¦ №"),)), RawText(DRAWN[2])],
        [
            RawText(line, places=(Place(0, len(line), 1, (0, 0, 9, 9)),))
            for line in (*DRAWN[:4], "¦ 2 ¦ Школы ¦", DRAWN[4])
        ],
    ],
)
def test_paragraphs_that_stay(items: list[RawText | RawTable]) -> None:
    assert gather(items) == (items, 0)


def test_a_drawn_table_on_a_page_keeps_the_places_of_its_words() -> None:
    """informaciya-setka-2010: a PDF shows the bars of every line but not the spaces that aligned them."""
    items: list[RawText | RawTable] = []
    for number, line in enumerate(" ".join(line.split()) for line in DRAWN):
        words = list(re.finditer(r"\S+", line))
        places = [Place(w.start(), w.end(), 1, (k, number, k + 1, number + 1)) for k, w in enumerate(words)]
        items.append(RawText(line, places=places, locator=f"p{number}", scanned=True))
    gathered, _ = gather(items)
    table = gathered[0]
    assert isinstance(table, RawTable)
    assert rows_of(table) == ROWS
    texts = [text for cell in table.cells for text in cell.items if isinstance(text, RawText)]
    assert all(text.scanned and [text.text[p.start : p.end] for p in text.places] == [text.text] for text in texts)
    assert [text.places[0].box[:2] for text in texts[4:8]] == [(1, 3), (3, 3), (5, 3), (7, 3)]


def test_drawn_tables_of_files_lose_nothing() -> None:
    markup = "".join(f"<p>{line.replace('  ', '&nbsp; ')}</p>" for line in ["Отчёт", *DRAWN])
    word = docx_of("".join(p(r(line)) for line in ["Отчёт", *DRAWN]))
    for data, name in ((f"<html><body>{markup}</body></html>".encode(), "a.html"), (word, "a.docx")):
        document = read_document(data, name=name)
        assert not document.warnings
        assert [(t.rows, t.columns) for t in document.tables] == [(3, 4)]
        assert "¦" not in document.text
        assert document.text.endswith("ремонт\n")


def test_tabs_shown_as_no_break_spaces() -> None:
    lines = [["№", "План", "Факт"], ["1", "9\u00a0450", "–"], ["2", "", "45"], ["3", "40", ""]]
    items = paragraphs(["Сведения.", *(TAB.join(line).rstrip(" ") for line in lines), "Итого три."])
    gathered, _ = gather(items)
    assert [rows_of(item) for item in gathered if isinstance(item, RawTable)] == [lines]
    assert size(gathered) == size(items)
    # The last cell of the first row may be empty too.
    rows = [TAB.join(line) for line in (lines[3], *lines[1:])]
    assert tabbed([row.rstrip(" ") for row in rows]) == [row.replace(TAB, "\t") for row in rows]


@pytest.mark.parametrize(
    "texts",
    [
        [f"24.04.2024{TAB}с. Озёрное{TAB}№ 3"],
        [f"Директор{TAB * 3}И.И. Лапин", f"Бухгалтер{TAB * 3}О.О. Серова", f"Завуч{TAB * 3}П.П. Пух"],
        [
            "а\u00a0\u00a0\u00a0 б\u00a0\u00a0\u00a0 в",
            "аб\u00a0\u00a0 б\u00a0\u00a0 в",
            "а б\u00a0\u00a0 б\u00a0 \u00a0 в",
        ],
        ["а    б    в", "г    д    е", "ж    з    и"],
    ],
)
def test_gaps_that_are_no_columns(texts: list[str]) -> None:
    assert tabbed(texts) == texts
