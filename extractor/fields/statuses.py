"""Status in words: «Результат достигнут», «исполнен не в полном объёме», «не выполнено»."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, get_args

from extractor.patterns import load
from extractor.record import Status
from extractor.text.openings import opening
from extractor.text.pieces import Hints


class StatusFound(NamedTuple):
    status: Status
    text: str
    start: int
    end: int


@cache
def _rules() -> tuple[tuple[Status, re.Pattern[str], Hints], ...]:
    rules = []
    for e in load("statuses"):
        if "match" in e.data:
            words = e.text("match")
            pattern = re.compile(rf"(?<![а-яё]){opening(words)}(?:{words})", re.IGNORECASE)
            rules.append((e.one_of("status", get_args(Status)), pattern, Hints(pattern)))
    return tuple(rules)


@cache
def _hints() -> Hints:
    return Hints(*(pattern for _, pattern, _ in _rules()))


@cache
def _unreal() -> re.Pattern[str]:
    return load("statuses").any_of("not-a-status")


@cache
def about_indicator() -> re.Pattern[str]:
    """Words that make a sentence speak of an indicator («результат», «показатель», «план»)."""
    return load("statuses").any_of("subject-words")


def may_tell_status(text: str) -> bool:
    """A quick test whether a text can tell a status at all; most paragraphs cannot."""
    return _hints().in_text(text.lower())


def find_statuses(text: str) -> list[StatusFound]:
    """All statuses told in ``text`` (a sentence or a cell), in reading order."""
    lower = text.lower()
    if not _hints().in_text(lower) or _unreal().search(text):
        return []
    out: list[StatusFound] = []
    for status, pattern, hints in _rules():
        for m in pattern.finditer(text) if hints.in_text(lower) else ():
            if not any(f.start < m.end() and m.start() < f.end for f in out):
                out.append(StatusFound(status, m[0], m.start(), m.end()))
    return sorted(out, key=lambda f: f.start)


def find_status(text: str) -> StatusFound | None:
    """The first status told in ``text``."""
    return next(iter(find_statuses(text)), None)
