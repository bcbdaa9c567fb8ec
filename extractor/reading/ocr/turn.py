"""Which side of a page is up: told by how sure Tesseract is of what it reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.reading.ocr.engine import Engine, Grey, Seen
from extractor.reading.ocr.image import ink_of, levelled, quarter_turned

# A page read with less than this confidence (percent, letters counted) may lie on its side.
_WELL_READ = 72.0
# Another side must be surer by so much.
_BETTER = 12.0
# The part of a page that is read to compare its sides.
_SAMPLE = 0.4
_FEWEST_LETTERS = 12


def trust(words: Sequence[Seen]) -> float:
    """The mean confidence of words of more than one letter, long ones counting more; 0 for next to none."""
    told = [(len(word.text), word.sure) for word in words if len(word.text) > 1]
    letters = sum(size for size, _ in told)
    if letters < _FEWEST_LETTERS:
        return 0.0
    return sum(size * sure for size, sure in told) / letters


def turn_of(image: Grey, dpi: int, engine: Engine, words: Sequence[Seen]) -> int:
    """By how many degrees clockwise a page is to be turned, given what was read of it as it is."""
    if trust(words) >= _WELL_READ:
        return 0
    found = {turn: trust(engine.page(sample(quarter_turned(image, turn)), dpi)) for turn in (0, 90, 180, 270)}
    best = max(found, key=lambda turn: found[turn])
    return best if found[best] > found[0] + _BETTER else 0


def sample(image: Grey) -> Grey:
    """To tell how a page lies: the part of a page, over its whole width, that holds the most ink."""
    clean = levelled(image)
    height = round(clean.shape[0] * _SAMPLE)
    sums = np.concatenate(([0], np.cumsum(np.count_nonzero(ink_of(clean), axis=1))))
    top = int(np.argmax(sums[height:] - sums[:-height]))
    return clean[top : top + height]
