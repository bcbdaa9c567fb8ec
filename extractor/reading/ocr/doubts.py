"""What shows that a number was misread although both models agree on it: the ink beside it, the words around it.

A stamp or a smudge takes a digit away («404» as «40»), a line's end splits a year («202 3г.»), a raised figure of a
note comes out as large as the text.  Nothing is put right here: such a number loses its confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from extractor.patterns import load
from extractor.reading.ocr.engine import Seen
from extractor.reading.ocr.image import Ink
from extractor.reading.ocr.shape import DIGIT, Sign, signs_of
from extractor.reading.ocr.sheet import Piece

# How sure a number is at most that something speaks against.
DOUBTED = 0.7
# Heights of a digit: how far beside a number its lost digits are sought, how near they stand to it, how wide they are
# at least, how high, and how far above the line a raised figure ends.
_REACH, _NEAR, _WIDE, _HIGH, _RAISED = 1.0, 0.35, 0.18, 0.75, 0.2
# A box may miss its word by so many pixels.
_SLACK = 2
_ONLY_SIGNS, _DIGIT = re.compile(r"[\d.,]+"), re.compile(r"\d")


def doubtful(words: Sequence[Seen], ink: Ink, height: float) -> set[int]:
    """The indices of the words whose numbers are in doubt.

    Args:
        words: of a page, as they are after all readings.
        ink: the page's dark pixels, without ruling lines.
        height: of the page's digits in pixels.
    """
    found: set[int] = set()
    order = sorted(range(len(words)), key=lambda k: (words[k].line, words[k].x0))
    for _, group in groupby(order, key=lambda k: words[k].line):
        line = list(group)
        if not any(_DIGIT.search(words[k].text) for k in line):
            continue
        found |= {line[k] for k in _said([words[k].text for k in line])}
        found |= {line[k] for k in _inked([words[k] for k in line], ink, height)}
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(entry.regex(flags=re.RegexFlag(0)) for entry in load("scan_doubts").entries)


def _said(texts: Sequence[str]) -> Iterator[int]:
    """The words of a line that its wording speaks against."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    line = " ".join(texts)
    for pattern in _patterns():
        for match in pattern.finditer(line):
            group = next((name for name, held in match.groupdict().items() if held is not None), 0)
            start, end = match.span(group)
            yield from (k for k, text in enumerate(texts) if starts[k] < end and start < starts[k] + len(text))


def _inked(line: Sequence[Seen], ink: Ink, height: float) -> Iterator[int]:
    """The numbers of a line that have ink of a digit beside them, more signs than were read, or that are raised."""
    for k, word in enumerate(line):
        if not _DIGIT.search(word.text):
            continue
        reach = round(_REACH * height)
        piece = Piece(max(0, word.x0 - reach), word.x1 + reach, word.base)
        signs = [sign for sign in signs_of(ink, piece, height) if sign.kind == DIGIT]
        own = [s for s in signs if word.x0 - _SLACK <= (s.left + s.right) / 2 <= word.x1 + _SLACK]
        large = [s for s in own if _is_large(s, height)]
        others = [*line[:k], *line[k + 1 :]]
        lost = any(
            _gap(word, s) <= _NEAR * height and _is_large(s, height) and not any(_covers(w, s) for w in others)
            for s in signs
            if s not in own
        )
        more = _ONLY_SIGNS.fullmatch(word.text) is not None and len(large) > len(_DIGIT.findall(word.text))
        raised = bool(own) and all(word.base - s.bottom >= _RAISED * height for s in own)
        if lost or more or raised:
            yield k


def _is_large(sign: Sign, height: float) -> bool:
    return sign.right - sign.left >= _WIDE * height and sign.bottom - sign.top >= _HIGH * height


def _covers(word: Seen, sign: Sign) -> bool:
    return word.x0 - _SLACK <= sign.right and sign.left <= word.x1 + _SLACK


def _gap(word: Seen, sign: Sign) -> int:
    return max(sign.left - word.x1, word.x0 - sign.right)
