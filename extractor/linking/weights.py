"""The weights and thresholds of ``patterns/link_weights.toml``."""

from __future__ import annotations

from functools import cache

from extractor.patterns import load


@cache
def weights(part: str) -> dict[str, float]:
    """Weight by level of one compared part, in natural log-odds.

    Raises:
        SvodkaError: ``bad-pattern`` with the line, if an entry is no «level=number».
    """
    entry = load("link_weights")[part]
    found: dict[str, float] = {}
    for word in entry.strings("words"):
        level, _, number = word.partition("=")
        try:
            found[level] = float(number)
        except ValueError:
            entry.fail(f"нужно «уровень=число», а не «{word}»")
    return found


@cache
def decision(key: str) -> float:
    """A threshold of the decision."""
    return weights("decision")[key]
