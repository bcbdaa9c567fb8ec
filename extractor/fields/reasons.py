"""Why a target was missed, told in running text (reports, решения): «не достигнут в связи с …», «Причина: …».

Tables have a column for it (``table_rows.py``).  A reason is only looked for in the sentences of an indicator that
says, or whose numbers say, that its target was missed: elsewhere «в связи с» explains other things.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

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


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    whole: bool


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(re.compile(rf"(?<![а-яё])(?:{entry.text('match')})", re.IGNORECASE), bool(entry.data.get("whole")))
        for entry in load("reasons")
        if "match" in entry.data
    )


@cache
def _none() -> re.Pattern[str]:
    return load("reasons").any_of("no-reason")


@cache
def _hints() -> Hints:
    return Hints(*(rule.pattern for rule in _rules()))


def reasons_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Start and end of every wording of a sentence that may give a reason, the likeliest first."""
    if not _hints().in_text(sentence.lower()):
        return
    said = sentence.rstrip(" .;\n\t")
    lead = len(said) - len(said.lstrip())
    for rule in _rules():
        for cue in rule.pattern.finditer(said, lead):
            if not _none().match(said, cue.start()):
                start = cue.start("reason") if "reason" in rule.pattern.groupindex else cue.start()
                yield start, len(said) if rule.whole else _end_of(said, start, leads=start == lead)


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
    at = bisect_right(starts, item.start)
    limit = starts[at] if at < len(starts) else len(document.text)
    told = document.text.find(item.status_text, item.start, limit) if item.status_text else -1
    last = max([item.end, told, *(b for _, b in item.places), *(v.end for v in item.values)])
    behind = 0
    for start, end in _sentences(document, item.start, limit):
        behind += start > last
        if behind > _SENTENCES_BEHIND:
            return None
        about = _ABOUT.match(document.text, start)
        if about and about[1] != item.number:
            continue
        before = bisect_left(starts, item.start)
        begin = item.start if before and starts[before - 1] >= start else start  # the sentence began with another item
        for a, b in reasons_in(document.text[begin : min(end, limit)]):
            if not _holds(item, begin + a, begin + b):
                return document.text[begin + a : begin + b]
    return None


def _sentences(document: Document, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """The sentences of paragraphs from the one that holds ``start`` on, up to a table or to ``limit``."""
    at = document.block_at(start).index
    while at < len(document.blocks) and (block := document.blocks[at]).start < limit and block.kind != "cell":
        for a, b in sentences(document.text[block.start : block.end]):
            if start < block.start + b and block.start + a < limit:
                yield block.start + a, block.start + b
        at += 1


def _holds(item: Item, start: int, end: int) -> bool:
    """Whether the indicator itself is told in it: «в связи с тем, что охват составил 86 %, приказываю»."""
    return any(start <= place < end for place in (item.start, *(v.start for v in item.values)))
