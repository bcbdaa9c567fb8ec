"""Every percentage (and every number with another unit) that a document mentions, in reading order."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.fields.numbers import find_shared
from extractor.fields.parts import Part, Parts
from extractor.fields.table_common import Mention
from extractor.patterns import load
from extractor.reading.document import Document
from extractor.record import Comparator
from extractor.text.openings import opening


class Counted(NamedTuple):
    """A number with its unit; offsets into the document's text."""

    value: float | None
    low: float | None
    high: float | None
    unit: str
    comparator: Comparator | None
    start: int
    end: int


@cache
def _names() -> re.Pattern[str]:
    words = "|".join(load("percentages").words("named"))
    named = rf"(?<![а-яё]){opening(words)}(?:{words})[^«»\"\n]{{0,60}}[«\"]"
    return re.compile(rf"(?:{named}|[«\"](?=(?:О|Об|ОБ)\s))", re.IGNORECASE)


def _closed(text: str) -> list[tuple[int, int]]:
    """Ranges inside names of laws, letters, contests and projects."""
    out: list[tuple[int, int]] = []
    for m in _names().finditer(text):
        if out and m.start() < out[-1][1]:
            continue
        depth, k = 1, m.end()
        while k < len(text) and depth and text[k] != "\n":
            depth += (text[k] == "«") - (text[k] in "»")
            if text[k] == '"' and text[m.end() - 1] == '"':
                depth = 0
            k += 1
        out.append((m.end(), k))
    return out


_BOTH = re.compile(r"\s+(?:до|и|или)\s+")
_EITHER = re.compile(r"\s+(?:и|или)\s+")
_FROM = re.compile(r"(?:с|со)\s[\d,. ]+$")
_FIGURE = re.compile(r"\d")


def find_counted(document: Document, parts: Parts, mentions: list[Mention], understood: set[int]) -> list[Counted]:
    """Numbers with a unit from paragraphs and from cells that no table reading took, plus those of tables."""
    out: list[Counted] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        v = mention.value
        out.append(Counted(v.value, v.low, v.high, mention.unit, v.comparator, mention.start, mention.end))
        taken.setdefault(document.block_at(mention.start).index, []).append((mention.start, mention.end))
    for block in document.blocks:
        if parts.of[block.index] is Part.MARGIN:
            continue
        text = document.say(block)
        if not _FIGURE.search(text) and "процент" not in text.lower():
            continue
        closed = _closed(text) if "«" in text or '"' in text else []
        numbers = find_shared(text)
        for k, n in enumerate(numbers):
            unit = n.unit
            if (
                unit is None
                and k + 1 < len(numbers)
                and numbers[k + 1].unit == "percent"
                and _shares(text, n.end, numbers[k + 1].start)
            ):
                unit = "percent"
            if unit is None or any(a <= n.figure < b for a, b in closed):
                continue
            a, b = block.body + n.start, block.body + n.end
            if any(x < b and a < y for x, y in taken.get(block.index, [])):
                continue
            if n.low is not None and out and out[-1].start == a:
                continue
            out.append(Counted(n.value, n.low, n.high, unit, n.comparator, a, b))
    return sorted(out, key=lambda c: c.start)


def _shares(text: str, end: int, start: int) -> bool:
    """«с 19 до 23 %», «60 и 80 %»: the sign of the second number is the first one's as well."""
    return _BOTH.fullmatch(text, end, start) is not None and bool(
        _FROM.search(text[:end]) or _EITHER.fullmatch(text, end, start)
    )
