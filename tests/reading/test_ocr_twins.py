"""Digits compared with each other, numbers no paper has, and signs that a first reading loses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.reading.ocr.cells import read_cells
from extractor.reading.ocr.engine import Engine, Grey, Seen
from extractor.reading.ocr.likely import is_likely
from extractor.reading.ocr.mend import mended
from extractor.reading.ocr.twins import twin_votes

FOLDER = Path("/usr/share/fonts/truetype")
FONTS = sorted(
    path
    for path in (*FOLDER.glob("dejavu/DejaVuS*.ttf"), *FOLDER.glob("liberation*/LiberationS*.ttf"))
    if not re.search("Mono|ExtraLight", path.name)
)
UPRIGHT = [path for path in FONTS if not re.search("Italic|Oblique", path.name)]
needs_fonts = pytest.mark.skipif(not FONTS, reason="no fonts to draw with")
Drawn = tuple[Grey, list[Seen], float]

SHOWN = [
    "2023",
    "93,5",
    "35",
    "15.12.2013",
    "31",
    "103",
    "56,3",
    "5",
    "53",
    "46",
    "78,9",
    "64",
    "80",
    "97",
    "2013–2016",
]


def drawn(shown: list[str], font: Path, *, size: int = 30, noise: float = 0.0) -> Drawn:
    """Words one below the other, as if read right, and the height of a digit."""
    face = ImageFont.truetype(font, size)
    _, top, _, bottom = face.getbbox("5")
    image = Image.new("L", (14 * size, 2 * size * len(shown) + size), 255)
    words = []
    for k, text in enumerate(shown):
        y = 2 * size * k + size // 2
        ImageDraw.Draw(image).text((20, y), text, font=face, fill=0)
        words.append(
            Seen(
                text,
                18,
                round(y + top - 2),
                22 + round(face.getlength(text)),
                round(y + bottom + 2),
                y + bottom,
                90.0,
                k,
            )
        )
    pixels = np.array(image, dtype=np.float64)
    pixels += np.random.default_rng(size).normal(0, noise, pixels.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8), words, float(bottom - top)


def votes(drawn: Drawn, read: dict[int, str], sure: dict[int, float]) -> dict[int, tuple[str, float]]:
    """What the page tells of its numbers; ``read`` and ``sure`` are of words not read as shown, or not surely."""
    image, words, height = drawn
    words = [word._replace(text=read.get(k, word.text)) for k, word in enumerate(words)]
    levels = [sure.get(k, 0.95) for k in range(len(words))]
    found = twin_votes(image, image < 128, words, levels, range(len(words)), height)
    return {k: (text, level) for k, text, level in found}


@needs_fonts
@pytest.mark.parametrize("font", FONTS, ids=lambda p: p.stem)
@pytest.mark.parametrize(("size", "noise"), [(20, 0.0), (20, 12.0), (30, 25.0), (46, 25.0)])
def test_what_was_read_right_stays(font: Path, size: int, noise: float) -> None:
    assert votes(drawn(SHOWN, font, size=size, noise=noise), {}, {}) == {}


@needs_fonts
@pytest.mark.parametrize("font", UPRIGHT, ids=lambda p: p.stem)
def test_one_of_many_is_put_right(font: Path) -> None:
    """«2025» for «2023», where other «3» and «5» of the page were read right."""
    told = votes(drawn(SHOWN, font, noise=12.0), {0: "2025"}, {})
    assert told[0][0] == "2023"
    assert set(told) == {0}


@needs_fonts
@pytest.mark.parametrize("font", UPRIGHT[::3], ids=lambda p: p.stem)
def test_one_shape_read_in_two_ways_is_doubted_where_nothing_decides(font: Path) -> None:
    told = votes(drawn(["3", "3", "20", "20", "46", "46", "97"], font), {0: "5"}, {})
    assert {k: level < 0.8 for k, (_, level) in told.items()} == {0: True, 1: True}


@needs_fonts
@pytest.mark.parametrize("font", UPRIGHT[::3], ids=lambda p: p.stem)
def test_digits_like_others_confirm_a_number(font: Path) -> None:
    page = drawn(SHOWN, font, noise=12.0)
    assert votes(page, {}, {2: 0.4})[2] == ("35", 0.9)
    # Nobody else on the page is sure of them.
    unsure = dict.fromkeys(range(len(SHOWN)), 0.4)
    assert votes(page, {}, unsure) == {}


@needs_fonts
def test_bars_confirm_no_one() -> None:
    page = drawn(["1", "11", "21", "31", "41", "51", "10", "2013"], UPRIGHT[0])
    assert votes(page, {}, {0: 0.4, 1: 0.4}) == {}


@needs_fonts
def test_a_sign_unlike_every_digit_of_its_kind_is_doubted() -> None:
    page = drawn(["2012", "212", "22", "Н", "72", "2", "26", "28"], UPRIGHT[0])
    assert votes(page, {3: "2"}, {})[3] == ("2", 0.7)


@needs_fonts
def test_few_digits_and_words_of_another_count_tell_nothing() -> None:
    assert votes(drawn(["3", "5", "3"], UPRIGHT[0]), {0: "5"}, {}) == {}
    page = drawn(SHOWN, UPRIGHT[0])
    assert votes(page, {0: "202"}, {0: 0.4}) == {}


LIKELY = [
    "28.02.2024",
    "01.01.24",
    "11:55",
    "7:30",
    "24:00",
    "2015/2016",
    "100%",
    "105,3 %",
    "12",
    "3.1.2.",
    "85-К",
    "199%",
]
UNLIKELY = [
    "50.12.2011",
    "12.13.2020",
    "00.05.2021",
    "12.05.2205",
    "1:3",
    "97:5",
    "31:15",
    "224%",
    "982 %",
    "2023/2021",
]
UNLIKELY += ["12,,5", "1,25.3"]


@pytest.mark.parametrize("text", LIKELY)
def test_what_papers_say(text: str) -> None:
    assert is_likely(text)


@pytest.mark.parametrize("text", UNLIKELY)
def test_what_no_paper_says(text: str) -> None:
    assert not is_likely(text)


class Reader:
    """Reads whatever it is shown as the same words."""

    def __init__(self, *words: Seen) -> None:
        self.words = list(words)

    def line(self, image: Grey, dpi: int) -> list[Seen]:
        return self.words

    block = line


def test_the_last_sign_of_a_cell_belongs_to_its_word() -> None:
    """«45» read as «4»: what is read again is the whole ink."""
    image = np.full((60, 200), 255, dtype=np.uint8)
    image[20:40, 50:62] = image[20:40, 66:78] = 0
    reader = Reader(Seen("4", 12, 12, 24, 32, 32.0, 90.0, 0))
    words, _ = read_cells(cast(Engine, reader), image, image < 128, [(0.0, 0.0, 72.0, 21.0)], 200)
    assert [(word.text, word.x0, word.x1) for word in words] == [("4", 50, 78)]


def test_two_words_read_as_one_over_a_wide_space_teach_nothing() -> None:
    """«№   9» of a spaced line, read with the space closed as «№9», stays two words."""
    image = np.full((80, 400), 255, dtype=np.uint8)
    for left, right in ((20, 120), (160, 184), (210, 222), (260, 380)):
        image[30:50, left:right] = 0
    line = [
        Seen("гимназии", 20, 30, 120, 50, 50.0, 96.0, 0),
        Seen("№", 160, 30, 184, 50, 50.0, 80.0, 0),
        Seen("9", 210, 30, 222, 50, 50.0, 96.0, 0),
        Seen("приняла", 260, 30, 380, 50, 50.0, 96.0, 0),
    ]
    reader = Reader(Seen("№9", 12, 12, 62, 32, 32.0, 90.0, 0))
    assert mended(cast(Engine, reader), image, image < 128, line, 20.0, 200) == line
