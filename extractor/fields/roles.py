"""Target, actual or baseline: decided for each number by the cues of its clause, with reasons."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, get_args

from extractor.patterns import load
from extractor.record import Role
from extractor.text.openings import opening
from extractor.text.pieces import Hints


class Cue(NamedTuple):
    role: Role
    weight: float
    start: int
    end: int
    text: str


@cache
def _cues() -> tuple[tuple[Role, float, re.Pattern[str], Hints], ...]:
    rules = []
    for e in load("roles"):
        words = e.text("match")
        pattern = re.compile(rf"(?<![а-яё]){opening(words)}(?:{words})", re.IGNORECASE)
        role = e.one_of("role" if "role" in e.data else "id", get_args(Role))
        rules.append((role, e.number("weight", 1), pattern, Hints(pattern)))
    return tuple(rules)


def find_cues(text: str) -> list[Cue]:
    """All cues in a sentence, in order."""
    lower = text.lower()
    found = [
        Cue(role, weight, m.start(), m.end(), m[0])
        for role, weight, pattern, hints in _cues()
        if hints.in_text(lower)
        for m in pattern.finditer(text)
    ]
    return sorted(found, key=lambda c: (c.start, -c.weight))


def role_at(text: str, at: int, cues: list[Cue], *, since: int, default: Role) -> tuple[Role, tuple[str, ...], float]:
    """The role of the number at ``at``.

    Args:
        text: the sentence.
        cues: its cues.
        since: where the number's clause begins (behind the number before it, within its bracket).
        default: the role that the place gives (a list of set indicators, a report's prose).
    Returns:
        role, reasons in words, confidence.
    """
    before = [c for c in cues if since <= c.start and c.end <= at]
    if before:
        best = max(before, key=lambda c: (c.end + 12 * c.weight, c.end))
        return best.role, (f"слово «{best.text}»",), 0.95
    earlier = [c for c in cues if c.end <= at]
    if earlier and earlier[-1].role == default:
        return default, (f"слово «{earlier[-1].text}» раньше в предложении",), 0.85
    after = next((c for c in cues if at < c.start <= at + 25 and c.role == "actual" and default == "actual"), None)
    if after:
        return after.role, (f"слово «{after.text}» после числа",), 0.8
    return default, ("по месту в документе",), 0.7
