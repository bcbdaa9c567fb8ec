"""What a first reading loses: numbers that stand apart from their line, lone letters and digits it guessed at.

Tesseract was taught on running text.  Before a wide gap it drops the «7.» of a list, reads «т.» for «1.» and sets
dashes into the gap; a lone «3» becomes «Е».  So the ink of every line is compared with what was read
of it, pieces that stand apart are read again with the gap closed, and doubtful short words once more, enlarged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from PIL import Image

from extractor.reading.ocr.engine import Engine, Grey, Seen
from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.sheet import clipped, shifted

# Gaps and lengths in heights of a digit: what stands apart, the space it is closed to, the longest piece that is
# read again, and how much of the text after it is read along.
_APART, _CLOSED, _LONGEST, _CONTEXT = 1.1, 0.55, 6.0, 7.0
# A word that reaches so far to both sides of a closed gap is two in one.
_OVER = 0.2
# The least gap between words, and a line's reach above and below its base line.
_SPACE, _ABOVE, _BELOW = 0.28, 1.5, 0.45
# A word that Tesseract is that sure of stays (percent); a short one has at most so many letters.
_SURE, _DOUBT, _SHORT = 93.0, 82.0, 3
_DIGIT_SURE = 90.0
# A ring in a ring is what Tesseract makes of a lone capital «О».
_RING = re.compile(r"[(\[]?[©®@][)\]]?")
_GUESSED, _INK = 50.0, 160
_DIGIT_HIGH = 0.8
_DASHES = "—–-_"
# What needs no second look: the number or bullet of a list item, read well.
_MARKER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[а-я]\)|[–—-]")


class _Island(NamedTuple):
    """Ink between two wide gaps of a line: pixels."""

    x0: int
    x1: int


def mended(engine: Engine, image: Grey, ink: Ink, words: Sequence[Seen], height: float, dpi: int) -> list[Seen]:
    """``words`` of running text, those that stand apart in their lines read again.

    Args:
        engine: what reads.
        image: the page.
        ink: its dark pixels.
        words: as read first, line by line.
        height: of the page's digits in pixels.
        dpi: the page's resolution.
    """
    found: list[Seen] = []
    for _, group in groupby(words, key=lambda w: w.line):
        line = sorted(group, key=lambda w: w.x0)
        for part in _to_read(line, ink, height):
            again = _closed_up(engine, image, line, part, height, dpi)
            line = _taken(line, again, part)
        found += line
    return found


def _to_read(line: Sequence[Seen], ink: Ink, height: float) -> list[tuple[_Island, _Island]]:
    """The pieces of a line to be read again, each with the ink next to it that gives it context."""
    islands = _islands(line, ink, height)
    parts = []
    for left, right in pairwise(islands):
        if left.x1 - left.x0 > _LONGEST * height or not _is_doubtful(line, left, height):
            continue
        parts.append((left, right))
    return parts


def _band(line: Sequence[Seen], x: float, height: float) -> tuple[int, int]:
    """Top and bottom of a line where it passes ``x``."""
    word = min(line, key=lambda w: abs((w.x0 + w.x1) / 2 - x))
    return max(0, round(word.base - _ABOVE * height)), round(word.base + _BELOW * height)


def _islands(line: Sequence[Seen], ink: Ink, height: float) -> list[_Island]:
    """The ink of a line and of what stands before it on the same height, cut at wide gaps."""
    reach = round(_LONGEST * height)
    x0, x1 = max(0, line[0].x0 - reach), line[-1].x1
    top, bottom = _band(line, line[0].x0, height)
    # A line above or below that reaches into the band is thinner than a letter is high.
    columns = np.count_nonzero(ink[top:bottom, x0:x1], axis=0) >= 2
    filled = np.flatnonzero(columns)
    if not len(filled):
        return []
    cuts = np.flatnonzero(np.diff(filled) > _APART * height)
    starts, ends = [filled[0], *filled[cuts + 1]], [*filled[cuts], filled[-1]]
    return [_Island(int(a) + x0, int(b) + x0 + 1) for a, b in zip(starts, ends, strict=True)]


def _is_doubtful(line: Sequence[Seen], island: _Island, height: float) -> bool:
    inside = [w for w in line if w.x0 < island.x1 and w.x1 > island.x0]
    if not inside:
        # Lost altogether; a speck has not the width of a digit.
        return island.x1 - island.x0 >= 0.25 * height
    if len(inside) == 1 and inside[0].sure >= _SURE and _MARKER.fullmatch(inside[0].text):
        following = [w for w in line if w.x0 >= island.x1]
        return bool(following) and following[0].text[:1] in _DASHES
    if inside[0] is not line[0] and min(w.sure for w in inside) >= _SURE:
        # Within a line Tesseract sees what comes before and after: it errs at the head alone.
        return False
    longest = max(len(w.text) for w in inside)
    return longest <= 2 * _SHORT and (min(w.sure for w in inside) < _SURE or longest <= _SHORT or len(inside) > 1)


def _closed_up(
    engine: Engine, image: Grey, line: Sequence[Seen], part: tuple[_Island, _Island], height: float, dpi: int
) -> list[Seen]:
    """The piece and what follows it, read with the gap between them closed, in the page's pixels."""
    left, right = part
    top, bottom = _band(line, left.x0, height)
    stop = _word_end(line, right, height)
    first, second = image[top:bottom, max(0, left.x0 - 1) : left.x1 + 1], image[top:bottom, right.x0 - 1 : stop]
    gap = np.full((first.shape[0], round(_CLOSED * height)), 255, dtype=np.uint8)
    margin = round(0.6 * height)
    strip = np.pad(np.concatenate([first, gap, second], axis=1), margin, constant_values=255)
    border = margin + first.shape[1] + gap.shape[1] / 2
    beyond = gap.shape[1] / 2 + _OVER * height
    words = []
    for word in engine.line(strip, dpi):
        in_first = (word.x0 + word.x1) / 2 < border
        if word.x0 < border - beyond and word.x1 > border + beyond:
            return []  # one word over both: nothing was learnt
        right_by = max(0, left.x0 - 1) - margin if in_first else right.x0 - 1 - margin - first.shape[1] - gap.shape[1]
        moved = shifted(word, right_by, top - margin)
        words.append(clipped(moved, left.x0, left.x1) if in_first else clipped(moved, right.x0, stop))
    return words


def _word_end(line: Sequence[Seen], island: _Island, height: float) -> int:
    """Where the word ends that stands a few words into ``island``."""
    ends = [w.x1 for w in line if island.x0 < w.x1 <= island.x1]
    return next((x + 1 for x in ends if x - island.x0 >= _CONTEXT * height), ends[-1] + 1 if ends else island.x1)


def _taken(line: list[Seen], again: Sequence[Seen], part: tuple[_Island, _Island]) -> list[Seen]:
    """``line`` with a piece read anew, and the word after it too if a dash was seen in the gap."""
    left, right = part
    new = [w._replace(line=line[0].line) for w in again if w.x0 < left.x1]
    if not new:
        return line
    old = [w for w in line if (w.x0 + w.x1) / 2 < left.x1 and w.x1 > left.x0]
    kept = [w for w in line if w not in old and not (left.x1 <= (w.x0 + w.x1) / 2 < right.x0)]
    if old and "".join(w.text for w in old) == "".join(w.text for w in new):
        new = old
    following = [w for w in again if w.x0 >= left.x1]
    if kept and following:
        first = min((w for w in kept if w.x1 > right.x0), key=lambda w: w.x0, default=None)
        if first is not None and first.text[:1] in _DASHES and following[0].text[:1] not in _DASHES:
            replaced = [w._replace(line=first.line) for w in following if w.x0 < first.x1 - 2]
            kept = [w for w in kept if w is not first] + replaced
    return sorted([*new, *kept], key=lambda w: w.x0)


def doubts_settled(engine: Engine, image: Grey, words: Sequence[Seen], height: float, dpi: int) -> list[Seen]:
    """``words`` with short ones that Tesseract guessed at read again, enlarged, also as digits."""
    return [
        settled(engine, image, word, height, dpi) if word.sure < _DOUBT and len(word.text) <= _SHORT else word
        for word in words
    ]


def settled(engine: Engine, image: Grey, word: Seen, height: float, dpi: int) -> Seen:
    """A short word read again, enlarged, also as digits; as it was if that is no surer."""
    top, bottom = max(0, round(word.base - _ABOVE * height)), round(word.base + _BELOW * height)
    top, bottom = min(top, max(0, word.top - 1)), max(bottom, word.bottom + 1)
    whole = image[top:bottom, max(0, word.x0 - 2) : word.x1 + 2]
    part = _cut_out(whole)
    if not part.size:
        return word
    high = part.shape[0] >= _DIGIT_HIGH * height
    if high and not any(map(str.isalnum, word.text)):
        # A dash is not as high as a digit, nor is its base line that of one.
        word = word._replace(base=float(top + np.flatnonzero((whole < _INK).any(axis=1))[-1] + 1))
    part = np.pad(part, round(0.6 * height), constant_values=255)
    large = np.asarray(Image.fromarray(part).resize((part.shape[1] * 2, part.shape[0] * 2), Image.Resampling.BICUBIC))
    letters, digits = engine.line(large, 2 * dpi), engine.digits(part, dpi)
    if len(digits) == 1 and digits[0].sure >= _DIGIT_SURE and any(map(str.isdigit, digits[0].text)):
        same = len(letters) == 1 and letters[0].text.strip(".,:") == digits[0].text.strip(".,:")
        if same or not letters or min(w.sure for w in letters) < _DOUBT:
            return word._replace(
                text=letters[0].text if same else digits[0].text, sure=digits[0].sure if same else 55.0
            )
    if high and not any(map(str.isalnum, word.text)) and len(digits) == 1 and digits[0].text[:1].isdigit():
        return word._replace(text=digits[0].text, sure=_GUESSED)
    if len(letters) == 1 and letters[0].sure > word.sure:
        word = word._replace(text=letters[0].text, sure=letters[0].sure)
    return word._replace(text="О", sure=_GUESSED) if _RING.fullmatch(word.text) else word


def _cut_out(part: Grey) -> Grey:
    """``part`` as far as there is ink, without the paper around."""
    ink = part < _INK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return part[:0]
    return part[max(0, rows[0] - 1) : rows[-1] + 2, max(0, columns[0] - 1) : columns[-1] + 2]
