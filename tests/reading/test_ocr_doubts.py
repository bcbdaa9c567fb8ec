"""Numbers that both models agree on and something speaks against: ink beside them, their line, their table."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.reading.ocr.doubts import doubtful
from extractor.reading.ocr.engine import Seen
from extractor.reading.ocr.image import Ink, coarser
from extractor.reading.ocr.table_doubts import cell_doubts
from extractor.reading.source import Box

HIGH, BASE = 20, 60


def page(*signs: tuple[int, int, int]) -> Ink:
    """White paper with solid signs: left edge, width, and how far above the line they end."""
    ink = np.zeros((100, 400), dtype=np.bool_)
    for left, width, raised in signs:
        ink[BASE - HIGH : BASE - raised, left : left + width] = True
    return ink


def word(text: str, x0: int, x1: int, line: int = 0) -> Seen:
    return Seen(text, x0, BASE - HIGH, x1, BASE, BASE, 95.0, line)


@pytest.mark.parametrize(
    ("words", "signs", "in_doubt"),
    [
        ([word("40", 100, 122)], [(100, 10, 0), (112, 10, 0)], False),
        ([word("40", 100, 122)], [(100, 10, 0), (112, 10, 0), (124, 10, 0)], True),  # a lost «4» after it
        ([word("40", 100, 122)], [(88, 10, 0), (100, 10, 0), (112, 10, 0)], True),  # and before it
        ([word("40", 100, 122)], [(100, 10, 0), (112, 10, 0), (140, 10, 0)], False),  # another word, not read
        ([word("40", 100, 122), word("м", 124, 134)], [(100, 10, 0), (112, 10, 0), (124, 10, 0)], False),
        ([word("40", 100, 122)], [(100, 10, 0), (112, 10, 0), (124, 2, 0)], False),  # a stroke, no digit
        ([word("4", 100, 122)], [(100, 10, 0), (112, 10, 0)], True),  # two signs in the box of one
        ([word("40%", 100, 134)], [(100, 10, 0), (112, 10, 0), (124, 10, 0)], False),
        ([word("2", 100, 106)], [(100, 6, 8)], True),  # a raised figure
        ([word("слово", 100, 122)], [(100, 10, 0), (112, 10, 0), (124, 10, 0)], False),
    ],
)
def test_ink_speaks_against_a_number(words: list[Seen], signs: list[tuple[int, int, int]], in_doubt: bool) -> None:
    assert doubtful(words, page(*signs), HIGH) == ({0} if in_doubt else set())


def test_the_line_speaks_against_its_own_words_only() -> None:
    line = [word("в", 10, 20), word("марте", 30, 60), word("201", 70, 100), word("года", 110, 150)]
    other = [word("201", 10, 40, 1), word("года", 200, 240, 2)]
    assert doubtful([*line, *other], page(), HIGH) == {2}


def table(*rows: str) -> tuple[list[Seen], list[Box]]:
    """Cells of 50 by 20 points with a word each, at 72 dots an inch; «_» is an empty one."""
    words: list[Seen] = []
    boxes: list[Box] = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row.split()):
            boxes.append((50.0 * x, 20.0 * y, 50.0 * x + 50, 20.0 * y + 20))
            if text != "_":
                words.append(
                    Seen(text, 50 * x + 5, 20 * y + 4, 50 * x + 30, 20 * y + 16, 20.0 * y + 16, 95.0, len(words))
                )
    return words, boxes


@pytest.mark.parametrize(
    ("rows", "doubted"),
    [
        (["Доля 70 715 75,2 80"], ["715"]),
        (["Доля 7,0 71 7,5 8,1"], ["71"]),
        (["Доля 70 71,5 75,2 80"], []),
        (["Доля процент 744 70 75,2 80"], []),  # the code of a unit
        (["Школы 3 120 14"], []),  # without two numbers of its size beside it nothing is known
        (["Школы 5 900 4"], []),
        (["Средства 120 1400"], []),
        (["1. Доступность", "11 Охват", "12 Очередь", "2. Качество", "21 ЕГЭ", "22 ОГЭ"], ["11", "12", "21", "22"]),
        (["1. Доступность", "1.1 Охват", "1.2 Очередь", "2. Качество"], []),
        (["9 Охват", "10 Очередь", "11 ЕГЭ", "12 ОГЭ"], []),
        (["11 Охват", "12 Очередь", "13 ЕГЭ", "18 ОГЭ"], []),
        (["Школа 1", "Школа 11"], []),
    ],
)
def test_a_table_speaks_against_its_numbers(rows: list[str], doubted: list[str]) -> None:
    words, boxes = table(*rows)
    assert sorted(words[k].text for k in cell_doubts(words, [boxes], 72)) == doubted


def test_fine_grainy_pictures_are_made_coarser() -> None:
    paper = np.full((3300, 2475), 235, dtype=np.uint8)
    grain = np.random.default_rng(1).integers(0, 20, paper.shape, dtype=np.uint8)
    image, dpi = coarser(paper + grain, 300)
    assert (image.shape, dpi) == ((2420, 1815), 220)
    for same, at in ((paper, 300), ((paper + grain)[:1000, :800], 150)):
        image, dpi = coarser(same, at)
        assert image is same
        assert dpi == at
