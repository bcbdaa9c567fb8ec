"""The signs that draw tables in text files: rules, verticals and crossings."""

from __future__ import annotations

from extractor.reading.plain.lines import Line

_BARS = frozenset("│┃║|¦")
_RULES = frozenset("─━═-=_—–")
_ASCII_CROSS = frozenset("+*")
# Web pages hold runs of spaces as no-break spaces.
_BLANKS = frozenset(" \u00a0")
# A rule has at least so many signs in a row (fewer are a dash in a cell) and no more than a wide page has.
_SHORTEST_RULE = 3
_LONGEST_RULE = 400


def is_rule(text: str) -> bool:
    """A line of nothing but signs that draw lines."""
    body = text.strip()
    if not _SHORTEST_RULE <= len(body) <= _LONGEST_RULE:
        return False
    rules = sum(char in _RULES or "─" <= char <= "╿" for char in body)
    return rules >= _SHORTEST_RULE and all(char in _BLANKS or char in _BARS or _draws(char) for char in body)


def draws(text: str) -> bool:
    """A rule, or a line that begins with a vertical."""
    return text[:1] in _BARS or is_rule(text)


def is_partial_rule(text: str) -> bool:
    """A rule that fills one cell of a line: it ends that cell, while others go on."""
    body = text.strip()
    return len(body) >= max(_SHORTEST_RULE, len(text) - 2) and all(map(_draws, body))


def is_drawn(text: str) -> bool:
    """A rule, or a line with verticals."""
    return is_rule(text) or any(bar in text for bar in _BARS)


def has_box_bars(text: str) -> bool:
    """Whether verticals stand there that nobody types as text."""
    return any(bar in text for bar in "│┃║")


def verticals(text: str) -> list[int]:
    """Where the verticals of a line stand; crossings of box signs are verticals too."""
    return [k for k, char in enumerate(text) if char in _BARS or ("├" <= char <= "╿" and char != "═")]


def aligned(lines: list[Line]) -> bool:
    """Whether several lines have their verticals at the same places."""
    places = {tuple(verticals(line.text)) for line in lines}
    return len(lines) > 1 and len(places) == 1 and len(places.pop()) > 1


def _draws(char: str) -> bool:
    return char in _RULES or char in _ASCII_CROSS or ("─" <= char <= "╿" and char not in _BARS)
