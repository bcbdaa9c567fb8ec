"""What the ink shows: signs of comparison, spaces beside numbers, commas, dust; all drawn with real fonts."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.reading.ocr.engine import Grey, Seen
from extractor.reading.ocr.image import levelled
from extractor.reading.ocr.rules import ruling_of
from extractor.reading.ocr.signs import compared, parted, told_by_height
from extractor.reading.ocr.specks import crumbs, dusted, pieces_of

FOLDER = Path("/usr/share/fonts/truetype")
# Upright faces of the weights that papers are set in.
FONTS = sorted(
    path
    for path in (*FOLDER.glob("dejavu/DejaVuS*.ttf"), *FOLDER.glob("liberation*/LiberationS*.ttf"))
    if not re.search("Mono|Narrow|ExtraLight|Oblique|Italic", path.name)
)
needs_fonts = pytest.mark.skipif(not FONTS, reason="no fonts to draw with")


def drawn(text: str, font: Path, size: int = 34) -> tuple[Grey, Seen, float]:
    """A picture of a word, the word as if read, and the height of a digit."""
    face = ImageFont.truetype(font, size)
    _, top, _, bottom = face.getbbox("5")
    height = float(bottom - top)
    image = Image.new("L", (round(face.getlength(text)) + 40, 3 * size), 255)
    ImageDraw.Draw(image).text((20, size // 2), text, font=face, fill=0)
    pixels = np.array(image, dtype=np.uint8)
    rows, columns = np.flatnonzero((pixels < 128).any(axis=1)), np.flatnonzero((pixels < 128).any(axis=0))
    base = size // 2 + bottom
    word = Seen(text, int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1, float(base), 90.0, 0)
    return pixels, word, height


@needs_fonts
@pytest.mark.parametrize("font", FONTS, ids=lambda p: p.stem)
@pytest.mark.parametrize("size", [22, 34, 50])
@pytest.mark.parametrize(
    ("shown", "read", "told"),
    [
        ("≥90", ">90", "≥90"),
        ("≤20", "<20", "≤20"),
        ("≥", ">", "≥"),
        (">90", ">90", ">90"),
        ("<20", "<20", "<20"),
        ("270", "270", "270"),
        ("30200", "30200", "30200"),
        ("2", "2", "2"),
        ("3", "3", "3"),
        ("«Школа»", "«Школа»", "«Школа»"),
    ],
)
def test_comparison_is_told_by_its_bar(font: Path, size: int, shown: str, read: str, told: str) -> None:
    image, word, height = drawn(shown, font, size)
    assert compared(word._replace(text=read), image < 128, height).text == told


@needs_fonts
@pytest.mark.parametrize("font", FONTS, ids=lambda p: p.stem)
@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("№ 5", ["№", "5"]),
        ("№5", ["№5"]),
        ("9 с", ["9", "с"]),
        ("9с", ["9с"]),
        ("11.12.2015г", ["11.12.2015г"]),
        ("№ 4 и", ["№", "4", "и"]),
        ("1 – 81", ["1", "–", "81"]),
        ("12-98", ["12-98"]),
        ("21 – 38-40", ["21", "–", "38-40"]),
        ("2020–2022", ["2020–2022"]),
    ],
)
def test_spaces_are_told_by_the_ink(font: Path, shown: str, told: list[str]) -> None:
    image, word, height = drawn(shown, font)
    parts = list(parted(word._replace(text=shown.replace(" ", "")), image < 128, height))
    assert [part.text for part in parts] == told
    assert parts[0].x0 == word.x0
    assert parts[-1].x1 == word.x1
    assert all(a.x1 < b.x0 for a, b in pairwise(parts))


@needs_fonts
@pytest.mark.parametrize("font", FONTS, ids=lambda p: p.stem)
@pytest.mark.parametrize(
    ("shown", "read", "told"),
    [
        ("96,3", "96.3", "96,3"),
        ("96.3", "96.3", "96.3"),
        ("–0,4", "–0.4", "–0,4"),
        ("–0.4", "–0.4", "–0.4"),
        ("1.1", "1.1", "1.1"),
        ("47/о", "47/0", "47/о"),
        ("47/0", "47/0", "47/0"),
        ("48-о", "48-0", "48-о"),
    ],
)
def test_marks_and_letters_are_told_by_their_height(font: Path, shown: str, read: str, told: str) -> None:
    image, word, height = drawn(shown, font, 50)
    assert told_by_height(word._replace(text=read), image < 128, height).text == told


def text_page() -> Grey:
    """Lines of letters with full stops and accents, as squares."""
    page = np.full((1200, 900), 255, dtype=np.uint8)
    for top in range(100, 1100, 40):
        for left in range(80, 800, 22):
            page[top : top + 16, left : left + 13] = 20
        page[top + 13 : top + 16, 802:805] = 20  # a full stop
        page[top - 6 : top - 3, 84:87] = 20  # an accent
    return page


def test_dust_goes_and_writing_stays() -> None:
    page = text_page()
    spotted = page.copy()
    chance = np.random.default_rng(2)
    spots = [(int(y), int(x)) for y, x in chance.integers((20, 20), (1180, 60), (40, 2))]
    for y, x in spots:
        spotted[y : y + 4, x : x + 4] = 60
    clean = dusted(spotted, 200)
    assert (clean == page).all()
    assert (dusted(page, 200) == page).all()


def test_pieces_hang_together_also_by_corners() -> None:
    ink = np.zeros((6, 9), dtype=np.bool_)
    ink[0, 0] = ink[1, 1] = ink[2, 0] = True
    ink[0:3, 4] = ink[2, 4:8] = ink[0, 7] = ink[1, 7] = True
    ink[5, 8] = True
    pieces = pieces_of(ink)
    assert pieces is not None
    boxes = zip(pieces.left, pieces.top, pieces.right, pieces.bottom, strict=True)
    assert sorted(tuple(map(int, box)) for box in boxes) == [(0, 0, 2, 3), (4, 0, 8, 3), (8, 5, 9, 6)]


def test_noise_is_no_text() -> None:
    noise = np.random.default_rng(1).random((400, 400)) < 0.5
    assert crumbs(noise) > 200
    assert crumbs(text_page() < 128) < 50


def test_uneven_light_is_levelled() -> None:
    page = text_page().astype(np.float64)
    shade = np.linspace(0.6, 1.0, page.shape[1])
    light = levelled((page * shade).astype(np.uint8))
    assert light[:40].min() > 235
    assert light[110, 85] < 60


def test_a_letter_beside_a_rule_does_not_hide_it() -> None:
    """A rule that stops at a merged cell, and a stem in that cell, a little to the side."""
    ink = np.zeros((1000, 800), dtype=np.bool_)
    for y in (100, 300, 340, 600):
        ink[y : y + 3, 100:700] = True
    for x in (100, 400, 697):
        ink[100:300, x : x + 3] = True
        ink[340:600, x : x + 3] = True
    ink[100:600, 100:103] = ink[100:600, 697:700] = True
    ink[305:336, 409:412] = True
    upright = {round(rule.x0 * 200 / 72) for rule in ruling_of(ink, 200).rules if rule.x0 == rule.x1}
    assert any(abs(x - 401) <= 3 for x in upright)
