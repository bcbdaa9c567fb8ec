"""A lone «1» that is the Roman «I»: «I квартал», «I. ОБЩИЕ ПОЛОЖЕНИЯ».

The model of the language knows the letter and answers with the digit, sure of itself.  The ink differs in every face:
the flag of a «1» leads to the left only, the serifs of an «I» to both sides, and a plain bar to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from extractor.reading.ocr.engine import Seen
from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.shape import DIGIT, signs_of
from extractor.reading.ocr.sheet import Piece

_ONE = re.compile(r"1[.)]?")
# What is counted with Roman numbers, and how the heading of a part goes on.
_COUNTED = re.compile(r"квартал|кв\.(?! ?м)|полугоди|четверт|триместр|этап|созыв", re.IGNORECASE)
_HEADING = re.compile(r"[«\"(]?[А-ЯЁ]{3}")
# By how much the top of a «1» reaches farther to the left of its stem than to the right, at least (heights of a digit):
# 0.08 to 0.3 on scans of 150 to 300 dots an inch, and at most 0.05 for «I».
_FLAG = 0.055
# Shares of the height: where the stem is looked for, and the top.
_STEM, _TOP = (0.4, 0.75), 0.45


def romans(words: Sequence[Seen], ink: Ink, height: float) -> Iterator[tuple[int, bool]]:
    """The indices of words «1» without a flag, and whether what follows them shows that they are an «I».

    Args:
        words: of a page, line by line.
        ink: its dark pixels.
        height: of its digits in pixels.
    """
    for k, word in enumerate(words):
        if _ONE.fullmatch(word.text) and _is_bar(word, ink, height):
            after = words[k + 1].text if k + 1 < len(words) and words[k + 1].line == word.line else ""
            counted, heading = word.text == "1" and _COUNTED.match(after), word.text == "1." and _HEADING.match(after)
            yield k, bool(counted or heading)


def _is_bar(word: Seen, ink: Ink, height: float) -> bool:
    signs = signs_of(ink, Piece(max(0, word.x0 - 2), word.x1 + 2, word.base), height)
    high = [sign for sign in signs if sign.kind == DIGIT]
    if len(high) != 1:
        return False
    part = ink[high[0].top : high[0].bottom, high[0].left : high[0].right]
    rows = len(part)
    stem = np.flatnonzero(part[round(_STEM[0] * rows) : round(_STEM[1] * rows)].mean(axis=0) > 0.5)
    if not len(stem):
        return False
    top = np.flatnonzero(part[: round(_TOP * rows)].any(axis=0))
    middle = (stem[0] + stem[-1] + 1) / 2
    return bool(abs((middle - top[0]) - (top[-1] + 1 - middle)) <= _FLAG * height)
