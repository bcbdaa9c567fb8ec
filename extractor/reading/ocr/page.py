"""A page's picture as a ``Page``: straightened, its tables found and read cell by cell, its numbers read twice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extractor.reading.ocr.cells import read_cells
from extractor.reading.ocr.digits import WARN, second_reading
from extractor.reading.ocr.doubts import DOUBTED, doubtful
from extractor.reading.ocr.engine import Engine, Grey, Seen
from extractor.reading.ocr.image import coarser, ink_of, levelled, quarter_turned, skew, smoothed, straightened
from extractor.reading.ocr.mend import doubts_settled, mended, settled
from extractor.reading.ocr.roman import romans
from extractor.reading.ocr.rules import erased, ruling_of
from extractor.reading.ocr.signs import compared, parted, told_by_height
from extractor.reading.ocr.specks import crumbs, dusted
from extractor.reading.ocr.table_doubts import cell_doubts
from extractor.reading.ocr.turn import turn_of
from extractor.reading.ocr.twins import twin_votes
from extractor.reading.ocr.words import cased, digit_height, is_junk, is_letter_high, words_of
from extractor.reading.pdf.find import TooDenseError, find_tables
from extractor.reading.pdf.page import Page, blocks_of
from extractor.reading.pdf.words import Sheet
from extractor.reading.source import Box

# Tesseract's confidence of a word it reads well.
_FULL = 99.0
# How sure an «I» is that was read as «1».
_ROMAN = 0.9
# Digits lower than this (pixels) cannot be read.
_LEAST_HEIGHT = 5
_WHITE = 255
# A picture with a shorter side (pixels) holds no line of text.
_LEAST_SIDE = 24
# Runs of ink in a thousand pixels: pages of text have 10 to 40, noise has hundreds and takes Tesseract minutes.
_MOST_CRUMBS = 120


class Prepared(NamedTuple):
    """A page ready to be read: its picture without rules, its ink, the cells of its tables, its skew."""

    image: Grey
    ink: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
    tables: list[list[Box]]
    angle: float


def read_image(image: Grey, dpi: int, number: int, engine: Engine) -> Page:
    """The lines and tables in the picture of page ``number``."""
    if min(image.shape) < _LEAST_SIDE:
        return Page(number, (image.shape[1] * 72 / dpi, image.shape[0] * 72 / dpi), blank=True)
    image, dpi = coarser(image, dpi)
    ready = prepared(image, dpi)
    if crumbs(ready.ink) > _MOST_CRUMBS:
        return Page(number, (image.shape[1] * 72 / dpi, image.shape[0] * 72 / dpi), blank=True)
    seen = _all_words(ready, dpi, engine)
    if turn := turn_of(image, dpi, engine, seen):
        image = quarter_turned(image, turn)
        ready = prepared(image, dpi)
        seen = _all_words(ready, dpi, engine)
    sure = [min(_FULL, max(word.sure, 0.0)) / 100 for word in seen]
    height = digit_height(seen)
    if height >= _LEAST_HEIGHT:
        numbers = second_reading(engine, ready.image, ready.ink, seen, height, dpi)
        for read in numbers:
            mended_word = seen[read.word]._replace(text=read.text)
            seen[read.word] = told_by_height(mended_word, ready.ink, height)
            sure[read.word] = read.sure
        for k, text, level in twin_votes(ready.image, ready.ink, seen, sure, [n.word for n in numbers], height):
            seen[k], sure[k] = seen[k]._replace(text=text), level
        for k, roman in romans(seen, ready.ink, height):
            seen[k] = seen[k]._replace(text=seen[k].text.replace("1", "I")) if roman else seen[k]
            sure[k] = min(sure[k], _ROMAN if roman else DOUBTED)
        for k in doubtful(seen, ready.ink, height) | cell_doubts(seen, ready.tables, dpi):
            sure[k] = min(sure[k], DOUBTED)
    kept = [k for k, word in enumerate(seen) if word.text.split() == [word.text]]
    words = words_of([seen[k] for k in kept], [sure[k] for k in kept], ready.ink, dpi)
    width, tall = image.shape[1] * 72 / dpi, image.shape[0] * 72 / dpi
    text = " ".join(word.text for word in words)
    page = Page(number, (width, tall), letters=len("".join(text.split())))
    page.blank = not words
    page.doubts = [w.text for w in words if w.sure < WARN and any(map(str.isdigit, w.text))]
    page.blocks = blocks_of(Sheet(width, tall, 0, text, words), ready.tables, number)
    return page


def prepared(image: Grey, dpi: int) -> Prepared:
    """The page straightened and cleaned, its tables found."""
    clean = levelled(image)
    angle = skew(clean)
    clean = straightened(clean, angle)
    clean = dusted(clean, dpi)
    ink = ink_of(clean)
    ruling = ruling_of(ink, dpi)
    tables: list[list[Box]] = []
    if ruling.rules:
        try:
            tables = find_tables(ruling.rules)
        except TooDenseError:
            tables = []
    clean = smoothed(clean, dpi)
    if tables:
        mask = erased(ruling, tables, dpi)
        clean = np.where(mask, np.uint8(255), clean)
        ink &= ~mask
    return Prepared(clean, ink, tables, angle)


def _all_words(ready: Prepared, dpi: int, engine: Engine) -> list[Seen]:
    """The words of the cells, then those of the page around them; lines are numbered through."""
    words: list[Seen] = []
    page = ready.image.copy() if ready.tables else ready.image
    for boxes in ready.tables:
        seen, frames = read_cells(engine, ready.image, ready.ink, boxes, dpi)
        words += _numbered(seen, words)
        for left, top, right, bottom in frames:
            page[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2] = 255
    around = engine.page(page, dpi)
    height = digit_height([*words, *(word for word in around if not is_junk(word))])
    around = [word for word in around if not is_junk(word) or is_letter_high(word, height)]
    around = [settled(engine, ready.image, word, height, dpi) if is_junk(word) else word for word in around]
    if height < _LEAST_HEIGHT:
        return words + _numbered(around, words)
    around = [word for word in around if not is_junk(word)]
    # Ink inside tables is no part of the lines beside them.
    ink = ready.ink & (page < _WHITE) if ready.tables else ready.ink
    words = [cased(word, height) for word in doubts_settled(engine, ready.image, words, height, dpi)]
    words += _numbered(mended(engine, page, ink, around, height, dpi), words)
    return [part for word in words for part in parted(compared(word, ready.ink, height), ready.ink, height)]


def _numbered(seen: list[Seen], after: list[Seen]) -> list[Seen]:
    first = after[-1].line + 1 if after else 0
    return [word._replace(line=word.line + first) for word in seen]
