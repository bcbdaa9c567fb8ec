"""The digits of a page compared with each other: what looks the same is the same digit.

Both models take the «3» of some faces for «5» now and then, sure of themselves.  The ink of a page does not waver: its
«3» have one shape and its «5» another.  So digits of one shape that were read differently are put right where the
others tell how, and doubted where they do not; a number whose digits all look like others of their kind is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractor.reading.ocr.engine import Grey, Seen
from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.likely import is_likely
from extractor.reading.ocr.shape import DIGIT, MARK, Sign, signs_of
from extractor.reading.ocr.sheet import Piece

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Digits are compared as pictures of this size (pixels).
_SIZE = (10, 14)
# Pictures that are at least so alike are of one digit.  On scans of 150 to 300 dots an inch, noisy ones too, digits of
# one face are 0.9 and more alike, different ones of any face at most 0.82.
_TWIN = 0.88
# A digit that is less like every other of its kind, and there are so many, is another sign.
_STRANGE, _ENOUGH = 0.5, 6
# By how much more a digit must look like those of another kind than like the others of its own, and how much like them:
# where it has twins, and where it is alone, more than different digits ever do.
_NEARER, _NEAR, _VERY_NEAR = 0.1, 0.75, 0.84
# Widths that differ by more than this (logarithm of width by height) make pictures less alike, by this factor.
_WIDTH, _WIDTH_COST = 0.12, 0.5
# Of one size and weight: heights and shares of ink that differ by no more than this.
_ONE_SIZE, _ONE_WEIGHT = 0.12, 0.18
# What is narrower is a bar, no digit (share of its height).
_BAR = 0.22
# Fewer digits on a page tell nothing; so many twins confirm one.
_FEWEST, _CONFIRMING = 8, 2
# What this share of the twins was read as, and so many of them at least, all of them are.
_MOST, _VOTERS = 0.75, 3
# How sure a number is that is confirmed, that was put right by many, and that is in doubt; who votes is that sure.
_CONFIRMED, _RIGHTED, _DOUBTED, _VOTING = 0.9, 0.85, 0.7, 0.8
_FIRST, _LAST = re.compile(r"\d[\d.,:/–-]*"), re.compile(r"\d[\d.,:/–-]*\Z")
# Signs of numbers whose height tells nothing.
_ANY = ":/–-"


class _Page(NamedTuple):
    """All digits of a page.

    ``words`` and ``places`` say where each stands, ``digits`` what it was read as; ``sure`` is the confidence of its
    word; ``alike`` how much any two look alike, ``kindred`` whether they are of one size and weight; ``shapes`` numbers
    the shapes: digits that look alike, or like a third, have the same.
    """

    words: Ints
    places: Ints
    digits: Ints
    sure: Floats
    alike: Floats
    kindred: Flags
    shapes: Ints

    def apart(self, shape: Flags, digit: int) -> Flags:
        """Those read as ``digit`` that are as large and bold as the digits ``shape``, but of another shape."""
        same = (self.digits == digit) & (self.sure >= _VOTING) & ~shape
        often = np.bincount(self.shapes[same], minlength=len(self.shapes))[self.shapes] >= _CONFIRMING
        return np.asarray(same & often & self.kindred[shape].any(axis=0))


class _Told(NamedTuple):
    """What a digit is; whether that is in doubt, was put right, or is confirmed by others."""

    digit: int
    doubted: bool = False
    confirmed: bool = False


def twin_votes(
    image: Grey, ink: Ink, words: Sequence[Seen], sure: Sequence[float], numbers: Sequence[int], height: float
) -> list[tuple[int, str, float]]:
    """The numbers that other digits of the page tell more of: the word's index, its text, how sure it is.

    Args:
        image: the page without its ruling lines.
        ink: its dark pixels.
        words: as read.
        sure: how sure each of them is, 0 to 1.
        numbers: the indices of those that are numbers.
        height: of the page's digits in pixels.
    """
    page = _compared(image, ink, words, sure, numbers, height)
    if page is None:
        return []
    told = [_Told(digit) for digit in page.digits.tolist()]
    for shape in range(int(page.shapes.max()) + 1):
        members = page.shapes == shape
        for k, verdict in zip(np.flatnonzero(members), _verdicts(page, members), strict=True):
            told[k] = verdict
    found = []
    for word in np.unique(page.words).tolist():
        before, level = words[word].text, sure[word]
        own = np.flatnonzero(page.words == word)
        signs = list(before)
        for k in own:
            signs[page.places[k]] = str(told[k].digit)
        text, whole = "".join(signs), len(own) == sum(map(str.isdigit, before))
        if any(told[k].doubted for k in own):
            level = min(level, _DOUBTED) if text == before else _DOUBTED
        elif text != before:
            level = _RIGHTED if whole and is_likely(text) and sure[word] >= _VOTING else _DOUBTED
        elif is_likely(before) and whole and all(told[k].confirmed for k in own):
            # Bars and capital «I» look like «1» in many faces, and like each other.
            level = max(level, _CONFIRMED) if set(page.digits[own]) != {1} else level
        if (text, level) != (before, sure[word]):
            found.append((word, text, level))
    return found


def _verdicts(page: _Page, members: Flags) -> list[_Told]:
    """What the digits of one shape are."""
    own = page.digits[members]
    votes = np.bincount(own, minlength=10)
    if votes[own[0]] == len(own):
        digit = int(own[0])
        if (other := _nearer(page, members, digit)) is not None:
            return [_Told(other, doubted=True)] * len(own)
        voters = members & (page.sure >= _VOTING)
        words = page.words[voters]
        return [_Told(digit, confirmed=(words != word).sum() >= _CONFIRMING) for word in page.words[members]]
    worth = np.bincount(own, weights=page.sure[members], minlength=10)
    best = int(worth.argmax())
    if worth[best] >= _MOST * worth.sum() and votes[best] >= _VOTERS:
        return [_Told(best)] * len(own)
    # A digit that has another shape elsewhere is not the one that has this shape.
    left = [digit for digit in map(int, np.flatnonzero(votes)) if page.apart(members, digit).sum() < _CONFIRMING]
    if len(left) == 1 and votes[left[0]] >= _CONFIRMING:
        return [_Told(left[0], doubted=not digit == left[0] == best) for digit in own]
    return [_Told(int(digit), doubted=True) for digit in own]


def _nearer(page: _Page, members: Flags, digit: int) -> int | None:
    """What digits of one shape are that look less like the others of their kind than like those of another kind.

    They become the other only where a word holds both shapes of their kind: a page may have two faces, a number not.
    ``None`` if they look like what they were read as.
    """
    kind = (page.digits == digit) & ~members
    others = (page.digits != digit) & (page.sure >= _VOTING)
    alike = page.alike[members].max(axis=0)
    alone = int(members.sum()) == 1
    near = kind & page.kindred[members][0]
    if alone and near.sum() >= _ENOUGH and alike[near].max() < _STRANGE:
        return digit
    nearest = int(np.where(others, alike, -1).argmax())
    if alike[nearest] < max(_VERY_NEAR if alone else _NEAR, alike[kind].max(initial=-1) + _NEARER):
        return None
    apart = page.apart(members, digit)
    both = np.intersect1d(page.words[members], page.words[apart]).size > 0
    if both:
        return int(page.digits[nearest])
    return digit if alone or apart.sum() >= _CONFIRMING else None


def _compared(
    image: Grey, ink: Ink, words: Sequence[Seen], sure: Sequence[float], numbers: Sequence[int], height: float
) -> _Page | None:
    """The digits of the page's numbers and how alike they are; ``None`` if they are too few."""
    signs: list[Sign] = []
    told: list[tuple[int, int, int]] = []
    for k in numbers:
        for at, sign in _digits_of(ink, words[k], height):
            told.append((k, at, int(words[k].text[at])))
            signs.append(sign)
    if len(signs) < _FEWEST:
        return None
    where = np.array(told)
    pictures = np.array([_picture(image, sign) for sign in signs])
    light = pictures.mean(axis=1)
    pictures -= light[:, np.newaxis]
    pictures /= np.maximum(np.linalg.norm(pictures, axis=1), 1e-6)[:, np.newaxis]
    high = np.log([sign.bottom - sign.top for sign in signs])
    wide = np.log([sign.right - sign.left for sign in signs]) - high
    alike = pictures @ pictures.T - _WIDTH_COST * np.maximum(_apart(wide) - _WIDTH, 0)
    np.fill_diagonal(alike, -1.0)
    kindred = (_apart(high) <= _ONE_SIZE) & (_apart(np.log(256 - light)) <= _ONE_WEIGHT)
    confidence = np.array([sure[k] for k in where[:, 0]])
    return _Page(where[:, 0], where[:, 1], where[:, 2], confidence, alike, kindred, _shapes(alike >= _TWIN))


def _shapes(twins: Flags) -> Ints:
    """Numbers from 0 for groups of digits: each with its twins, their twins, and so on."""
    lowest = np.arange(len(twins))
    while True:
        lower = np.minimum(lowest, np.where(twins, lowest[np.newaxis], len(twins)).min(axis=1))
        if (lower == lowest).all():
            return np.unique(lowest, return_inverse=True)[1]
        lowest = lower


def _apart(values: Floats) -> Floats:
    return np.abs(values[:, np.newaxis] - values[np.newaxis])


def _picture(image: Grey, sign: Sign) -> Floats:
    part = Image.fromarray(image[sign.top : sign.bottom, sign.left : sign.right])
    return np.asarray(part.resize(_SIZE, Image.Resampling.BILINEAR), dtype=np.float64).ravel()


def _digits_of(ink: Ink, word: Seen, height: float) -> list[tuple[int, Sign]]:
    """The digits of the number that a word begins or ends with: place in the text, and ink.

    None if ink and text do not agree sign by sign.
    """
    text = word.text
    if first := _FIRST.match(text):
        places = range(first.end())
    elif last := _LAST.search(text.rstrip(".,;:")):
        places = range(len(text) - 1, last.start() - 1, -1)
    else:
        return []
    signs = signs_of(ink, Piece(max(0, word.x0 - 2), word.x1 + 2, word.base), height)
    if len(signs) < len(places) or (len(places) == len(text) != len(signs)):
        return []
    pairs = list(zip(places, signs if first else reversed(signs), strict=False))
    if any(sign.kind != (DIGIT if text[at].isdigit() else MARK) for at, sign in pairs if text[at] not in _ANY):
        return []
    digits = [(at, sign) for at, sign in pairs if text[at].isdigit()]
    if any(sign.right - sign.left < _BAR * (sign.bottom - sign.top) for _, sign in digits):
        return []
    return [(at, sign) for at, sign in digits if sign.right - sign.left <= height]
