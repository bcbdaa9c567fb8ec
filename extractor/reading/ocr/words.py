"""Words as Tesseract saw them, made into words as a PDF page has them: size, weight, base line, in points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from statistics import median

import numpy as np

from extractor.reading.ocr.engine import Seen
from extractor.reading.ocr.image import Ink
from extractor.reading.pdf.words import Word

# How high letters stand above the base line, in font sizes: capitals, digits and «б», «й», «ё»; the others.
# Between those of Times (0.66, 0.46) and of sans serif faces (0.73, 0.53).
_TALL, _LOW = 0.69, 0.485
_TALL_LETTER = re.compile(r"[А-ЯЁA-Z0-9бйёфіbdfhklt%№]")
_LOW_WORD = re.compile(r"[а-яa-z]+[.,;:]?")
# Letters whose capital looks like the small one; lower than the first share of a digit they are small, higher than
# the second capital; a letter is at most so wide (digit heights).
_SAME_SHAPE = re.compile(r"[ВвГгЖжЗзИиКкЛлМмНнОоПпСсТтХхЧчШшЪъЬьЫыЭэЮюЯя]+")
# The same letter in both cases within a word: Tesseract could not decide («выпПолнения»).
_HESITANT = re.compile(r"([а-яё])([А-ЯЁ])")
_SMALL, _LARGE, _ONE_LETTER = 0.84, 0.93, 1.05
# Sizes of one page that differ by less than this share are one size; text has at least this size (points).
_ONE_SIZE, _LEAST_SIZE, _USUAL_SIZE = 0.17, 5.0, 12.0
# Bold strokes are thicker than the page's usual ones by this factor; so many letters show it.
_BOLD, _FEWEST_LETTERS = 1.3, 3
# Tesseract's «words» out of specks, stamps and rests of rules.
_JUNK = re.compile(r"[^\w№%«»+–—-]+|[|_~`'‘’\\/\[\]{}<>=*^°•.,:;]+")
_JUNK_SURE, _DOUBTFUL = 60.0, 25.0
# A capital is so high in heights of a digit, with what noise adds.
_CAPITAL, _HIGHEST = 0.8, 1.5


def is_junk(word: Seen) -> bool:
    """Whether a word is nothing but a speck or a piece of a line."""
    if word.sure < _DOUBTFUL and len(word.text) <= 2:
        return True
    return word.sure < _JUNK_SURE and _JUNK.fullmatch(word.text) is not None


def is_letter_high(word: Seen, height: float) -> bool:
    """Whether what looks like junk is as high and as wide as a letter: a lone «О» is often read as «(©)»."""
    high, wide = word.bottom - word.top, word.x1 - word.x0
    return height > 0 and _CAPITAL <= (word.base - word.top) / height <= _HIGHEST and wide >= _CAPITAL * high / 2


def cased(word: Seen, height: float) -> Seen:
    """``word`` with the case that its letters' height shows; a single letter read as two («Хх») is one.

    Args:
        word: as read.
        height: of the page's capitals and digits in pixels.
    """
    text = _HESITANT.sub(lambda m: m[1] if m[2].lower() == m[1] else m[0], word.text)
    word = word._replace(text=text)
    letters = text.rstrip(".,;:")
    if not letters.isalpha() or not _SAME_SHAPE.fullmatch(letters):
        return word
    if len(letters) == 2 and letters[0].lower() == letters[1].lower() and word.x1 - word.x0 < _ONE_LETTER * height:
        text, letters = text[1:], letters[1:]
    high = (word.base - word.top) / height
    if high < _SMALL and letters.isupper():
        text = text.lower()
    elif len(letters) == 1 and high > _LARGE and letters.islower():
        text = text.upper()
    return word if text == word.text else word._replace(text=text)


def digit_height(words: Sequence[Seen]) -> float:
    """The height of capitals and digits on the page, in pixels."""
    heights = [w.base - w.top for w in words if _TALL_LETTER.search(w.text) and w.base > w.top]
    return median(heights) if heights else 0.0


def words_of(seen: Sequence[Seen], sure: Sequence[float], ink: Ink, dpi: int) -> list[Word]:
    """The words in points, those of one line with one size and weight.

    Args:
        seen: the words, line by line.
        sure: how sure each of them is, 0 to 1.
        ink: the page's dark pixels.
        dpi: its resolution.
    """
    scale = 72 / dpi
    lines = [list(group) for _, group in groupby(range(len(seen)), key=lambda k: seen[k].line)]
    sizes = _settled([_size([seen[k] for k in line]) * scale for line in lines], [len(line) for line in lines])
    strokes = [_stroke([seen[k] for k in line], ink) for line in lines]
    usual = _usual([s / size for s, size in zip(strokes, sizes, strict=True) if s], strokes, lines)
    words = []
    for line, size, stroke in zip(lines, sizes, strokes, strict=True):
        bold = usual > 0 and stroke / size > _BOLD * usual
        for k in line:
            w = seen[k]
            x0, x1 = w.x0 * scale, w.x1 * scale
            lead = (x1 - x0) / max(1, len(w.text))
            words.append(Word(w.text, x0, x1, w.base * scale, size, lead, bold, 0, sure[k]))
    return words


def _size(line: Sequence[Seen]) -> float:
    """The font size of a line in pixels, 0 if its words do not tell."""
    tall = [(w.base - w.top) / _TALL for w in line if _TALL_LETTER.search(w.text) and w.base - w.top > 3]
    if tall:
        return float(median(tall))
    low = [(w.base - w.top) / _LOW for w in line if _LOW_WORD.fullmatch(w.text) and w.base - w.top > 3]
    return float(median(low)) if low else 0.0


def _settled(sizes: Sequence[float], weights: Sequence[int]) -> list[float]:
    """Sizes of lines, measured to a tenth or so, as the few sizes that a page really has."""
    told = sorted((s, w) for s, w in zip(sizes, weights, strict=True) if s >= _LEAST_SIZE)
    if not told:
        return [_USUAL_SIZE] * len(sizes)
    centres: list[float] = []
    rest = told
    while rest:
        middle = _weighted_median(rest)
        centres.append(middle)
        rest = [(s, w) for s, w in rest if abs(s - middle) > _ONE_SIZE * middle]
    return [min(centres, key=lambda c: abs(c - s)) if s >= _LEAST_SIZE else centres[0] for s in sizes]


def _weighted_median(pairs: Sequence[tuple[float, int]]) -> float:
    half, seen = sum(w for _, w in pairs) / 2, 0
    for size, weight in pairs:
        seen += weight
        if seen >= half:
            return size
    return pairs[-1][0]


def _stroke(line: Sequence[Seen], ink: Ink) -> float:
    """The mean width of the strokes of a line's letters in pixels, 0 if it has too few."""
    if sum(sum(map(str.isalpha, w.text)) for w in line) < _FEWEST_LETTERS:
        return 0.0
    dark = runs = 0
    for w in line[:12]:
        part = ink[max(0, w.top) : w.bottom, max(0, w.x0) : w.x1]
        dark += int(np.count_nonzero(part))
        runs += int(np.count_nonzero(part[:, 1:] & ~part[:, :-1])) + int(np.count_nonzero(part[:, :1]))
    return dark / runs if runs else 0.0


def _usual(shares: Sequence[float], strokes: Sequence[float], lines: Sequence[Sequence[int]]) -> float:
    """The stroke of running text in font sizes: the median line's, long lines counting more."""
    told = [len(line) for stroke, line in zip(strokes, lines, strict=True) if stroke]
    pairs = sorted(zip(shares, told, strict=True))
    return _weighted_median(pairs) if pairs else 0.0
