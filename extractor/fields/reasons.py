"""Why a target was missed, told in running text (reports, решения): «не достигнут в связи с …», «Причина: …».

Tables have a column for it (``table_rows.py``).  A reason is only looked for in the sentences of an indicator that
says, or whose numbers say, that its target was missed: elsewhere «в связи с» explains other things.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.fields.indicators import computed_status
from extractor.fields.items import Item
from extractor.fields.statuses import about_indicator
from extractor.patterns import load
from extractor.reading.document import Document
from extractor.text.clauses import sentences
from extractor.text.pieces import Hints

_MISSED = ("not_achieved", "partially_achieved")
# A reason stands in the sentence of the status or soon behind it.
_SENTENCES_BEHIND = 2
# A clause in front of the main one ends at a comma that no conjunction follows.
_CLAUSE_END = re.compile(r",(?!\s+(?:что|котор|а также|как|где|когда|вызванн|связанн)\b)")
# A sentence that says by number which indicator it is about.
_ABOUT = re.compile(r"\W*по (?:показател\w+|пункт\w+|п\.)\s+(?:№\s*)?(\d+(?:\.\d+)*)", re.IGNORECASE)
_LED_BY = re.compile(r"\b(?:тем|того),\s+что\b", re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for entry in load("reasons"):
        if "match" in entry.data:
            words = entry.text("match")
            found.append((entry.id, re.compile(rf"(?<![а-яё])(?:{words})(?![а-яё-])", re.IGNORECASE)))
    return tuple(found)


@cache
def _none() -> re.Pattern[str]:
    return load("reasons").any_of("no-reason")


@cache
def _hints() -> Hints:
    return Hints(*(pattern for _, pattern in _patterns()))


def reason_in(sentence: str) -> tuple[int, int] | None:
    """Start and end of the reason that a sentence gives; None when it gives none."""
    if not _hints().in_text(sentence.lower()):
        return None
    said = sentence.rstrip(" .;\n\t")
    lead = len(said) - len(said.lstrip())
    for name, pattern in _patterns():
        for cue in pattern.finditer(said, lead):
            if _none().match(said, cue.start()):
                continue
            start = cue.start()
            return start, len(said) if name == "explained" else _end_of(said, start, leads=start == lead)
    return None


def _end_of(said: str, start: int, *, leads: bool) -> int:
    """Where a reason ends: with its bracket, with the clause in front of the main one, or with the sentence."""
    if said.rfind("(", 0, start) > said.rfind(")", 0, start):
        return said.find(")", start) if ")" in said[start:] else len(said)
    if not leads:
        return len(said)
    led = _LED_BY.search(said)
    ends = [end.start() for end in [_CLAUSE_END.search(said, led.end() if led else 0)] if end]
    ends += [word.start() for word in [about_indicator().search(said)] if word and not led]
    return start + len(said[start : min(ends, default=len(said))].rstrip())


def tell_reasons(document: Document, items: list[Item]) -> None:
    """Fill ``reason`` of the items outside tables whose target was missed."""
    starts = sorted({item.start for item in items})
    for item in items:
        if item.source != "table" and item.reason is None and _missed(item):
            item.reason = _reason_of(document, item, starts)


def _missed(item: Item) -> bool:
    return item.status in _MISSED or (item.status is None and computed_status(item) in _MISSED)


def _reason_of(document: Document, item: Item, starts: list[int]) -> str | None:
    """Within the stretch that speaks of this item: up to the next one, and a few sentences behind its last words."""
    first = document.block_at(item.start)
    limit = next((start for start in starts if start > item.start), len(document.text))
    told = document.text.find(item.status_text, item.start, limit) if item.status_text else -1
    last = max([item.end, told, *(b for _, b in item.places), *(v.end for v in item.values)])
    behind = 0
    for block in document.blocks[first.index :]:
        if block.start >= limit or block.kind == "cell":
            break
        for a, b in sentences(document.text[block.start : block.end]):
            start, end = block.start + a, block.start + b
            if end <= item.start or start >= limit:
                continue
            behind += start > last
            if behind > _SENTENCES_BEHIND:
                return None
            about = _ABOUT.match(document.text, start)
            if about and about[1] != item.number:
                continue
            if any(start <= other < item.start for other in starts):  # the sentence began with another item
                start = item.start
            if (found := reason_in(document.text[start : min(end, limit)])) and not _holds(item, start, found):
                return document.text[start + found[0] : start + found[1]]
    return None


def _holds(item: Item, start: int, found: tuple[int, int]) -> bool:
    """Whether the indicator itself is told in it: «в связи с тем, что охват составил 86 %, приказываю»."""
    places = [item.start, *(v.start for v in item.values)]
    return any(start + found[0] <= place < start + found[1] for place in places)
