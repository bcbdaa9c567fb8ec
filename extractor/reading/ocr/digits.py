"""Numbers read a second time, by another model that may answer with digits only.

Tesseract's Russian model takes 3 for 5 now and then, sure of itself («308,8» as «508,8»); the English one
errs elsewhere.  Where both differ, further readings decide, and the word keeps a low confidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractor.reading.ocr.engine import Engine, Grey, Seen
from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.likely import is_likely
from extractor.reading.ocr.shape import MARK, fits, shape_of
from extractor.reading.ocr.sheet import Piece, read_sheet

# What can be a number, with the letters that are taken for digits and the signs around it.
_CORE = re.compile(r"\d(?:[\d.,/-]*\d)?")
_PLAIN, _SHARE = re.compile(r"[\d.,:;]+"), re.compile(r"(\d+(?:[.,]\d+)?)%")
_SUSPECT = re.compile(r"[(«\"№]*[\dЗзОоOoбIl|Т]*\d[\dЗзОоOoбIl|Т.,/%–-]*[)»\";:.,%]*")
_RUN = re.compile(r"[\dЗзОоOoбIl|Т](?:[\dЗзОоOoбIl|Т.,/–-]*[\dЗзОоOoбIl|Т])?")
_LETTER = re.compile(r"[ЗОоOб][.,]?")
# People are told of a number that is less sure than this.
WARN = 0.8
# Confidence of a number by how its readings agree.
_AGREED, _FAIRLY, _MOSTLY, _HALF, _SPLIT, _ALONE = 0.97, 0.9, 0.85, 0.7, 0.4, 0.6
# Below this Tesseract itself doubts a word, below the other it guesses.
_SURE, _DOUBT, _GUESS = 90.0, 75.0, 50.0


class Number(NamedTuple):
    """What to make of a word that may be a number: the word's index, its text, and how sure that is (0 to 1)."""

    word: int
    text: str
    sure: float


class Readings(NamedTuple):
    """A word as read in its line by the model of the language, among numbers by that of digits, alone by both."""

    text: Seen
    digits: Seen | None = None
    text_alone: Seen | None = None
    digits_alone: Seen | None = None


def second_reading(
    engine: Engine, image: Grey, ink: Ink, words: Sequence[Seen], height: float, dpi: int
) -> list[Number]:
    """All words that may be numbers, read again.

    Args:
        engine: what reads.
        image: the page without its ruling lines.
        ink: its dark pixels.
        words: as read first.
        height: of the page's digits in pixels.
        dpi: the resolution of the page.
    """
    beside = Counter(word.line for word in words)
    chosen = [k for k, word in enumerate(words) if _may_be_number(word, alone=beside[word.line] == 1)]
    pieces = [Piece(max(0, words[k].x0 - 2), words[k].x1 + 2, words[k].base) for k in chosen]
    again = read_sheet(lambda sheet: engine.digits(sheet, dpi, block=True), image, pieces, height)
    found = []
    for index, k in enumerate(chosen):
        word, piece = words[k], pieces[index]
        shape = _shape(word.text, ink, piece, height)
        readings = Readings(word, _joined(again.get(index, [])))
        text, sure = word.text, _agreement(readings, shape)
        if not sure:
            readings = Readings(*readings[:2], *_alone(engine, image, piece, height, dpi))
            text, sure = _voted(readings, shape)
        found.append(Number(k, text, sure))
    return found


def _may_be_number(word: Seen, *, alone: bool) -> bool:
    """Whether there is a digit in it, or, ``alone`` in its line, a letter that looks like one."""
    return any(map(str.isdigit, word.text)) or (alone and _LETTER.fullmatch(word.text) is not None)


def _shape(text: str, ink: Ink, piece: Piece, height: float) -> str:
    """The shape of a number that stands alone or before a percent sign; empty for other words."""
    if _PLAIN.fullmatch(text):
        return shape_of(ink, piece, height).rstrip(MARK)
    share = _SHARE.match(text)
    return shape_of(ink, piece, height)[: share.end(1)] if share else ""


def _joined(seen: Sequence[Seen]) -> Seen | None:
    if not seen:
        return None
    return seen[0]._replace(text="".join(w.text for w in seen), sure=min(w.sure for w in seen))


def _alone(engine: Engine, image: Grey, piece: Piece, height: float, dpi: int) -> tuple[Seen | None, Seen | None]:
    """The word by itself, read by either model."""
    top, bottom = max(0, round(piece.base - 1.3 * height)), round(piece.base + 0.5 * height)
    part = np.pad(image[top:bottom, piece.left : piece.right], round(height), constant_values=255)
    return _joined(engine.line(part, dpi)), _joined(engine.digits(part, dpi))


def _core(text: str) -> str:
    """The number in a word, its dashes made alike."""
    return max(_CORE.findall(text.replace("–", "-")), key=len, default="")


def _agreement(readings: Readings, shape: str) -> float:
    """How sure a number is that both models and the ink agree on; 0 if they do not."""
    word, again = readings.text, readings.digits
    core = _core(word.text)
    if again is None or not core or fits(core, shape) is False or not is_likely(word.text):
        return 0.0
    other = _core(again.text)
    if core == other:
        # The second model's own confidence falls to nothing beside signs it may not answer with.
        return _AGREED if min(word.sure, again.sure) >= _DOUBT else _FAIRLY if word.sure >= _DOUBT else _HALF
    # It loses commas in a row of numbers, which the ink has; letters and «№» it takes for digits.
    same = _bare(core) == _bare(other) and fits(core, shape) is True
    return _FAIRLY if (same or _within(word.text, core, again.text)) and word.sure >= _DOUBT else 0.0


def _within(text: str, core: str, again: str) -> bool:
    """Whether a number that stands in a word with other signs was read at the same end of it."""
    if text.startswith(core):
        return len(text) > len(core) and again.startswith(core)
    return again.endswith(core) if text.endswith(core) else core in again


def _bare(core: str) -> str:
    return "".join(filter(str.isdigit, core))


def _voted(readings: Readings, shape: str) -> tuple[str, float]:
    """What most readings say, and how sure that is; before them goes the ink's shape, after them the digits' model."""
    word = readings.text
    alone = readings.text_alone
    if alone is not None and alone.text.isalpha() and alone.sure > word.sure and any(map(str.isalpha, word.text)):
        return alone.text, _HALF
    votes: dict[str, list[float]] = defaultdict(list)
    first = _core(word.text)
    readings = Readings(word, *(_without_signs(seen, word.text, first) for seen in readings[1:]))
    for seen in readings:
        if seen is not None and (core := _core(seen.text)):
            votes[core].append(seen.sure)
    if not votes:
        return word.text, _ALONE if any(map(str.isdigit, word.text)) else _FAIRLY
    letters = {_core(seen.text) for seen in (word, alone) if seen is not None and seen.sure >= _DOUBT}
    digits = {_core(seen.text) for seen in (readings.digits, readings.digits_alone) if seen and seen.sure >= _DOUBT}
    alone_digits = _core(readings.digits_alone.text) if readings.digits_alone is not None else ""

    trusted = readings.digits_alone is not None and readings.digits_alone.sure >= _SURE

    def worth(core: str) -> tuple[bool, bool, float, float]:
        return (
            is_likely(core),
            fits(core, shape) is True,
            len(votes[core]) + (1.5 if trusted and core == alone_digits else 0.0),
            sum(votes[core]),
        )

    best = max(votes, key=worth)
    if fits(best, shape) is False or not is_likely(_replaced(word.text, best)):
        sure = _SPLIT
    elif best in letters & digits and best == alone_digits and len(votes[best]) >= 3:
        sure = _MOSTLY
    elif best in letters & digits:
        sure = _HALF
    else:
        sure = _SPLIT
    return _replaced(word.text, best), sure


def _without_signs(seen: Seen | None, text: str, core: str) -> Seen | None:
    """A reading without the digits that «№» or a quotation mark of ``text`` was taken for."""
    if seen is None or not core or (other := _core(seen.text)) == core:
        return seen
    before, _, after = text.partition(core)
    starts, ends = other.startswith(core) and bool(after), other.endswith(core) and bool(before)
    return seen._replace(text=core) if starts or ends else seen


def _replaced(text: str, best: str) -> str:
    """``text`` with the number that was decided on."""
    first = _core(text)
    if first == best:
        return text
    if _LETTER.fullmatch(text):
        return best
    if not _SUSPECT.fullmatch(text):
        return text
    return _RUN.sub(lambda _: best, text, count=1)
