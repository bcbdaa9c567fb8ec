"""A quick test before a slow search: pieces of text that every match of an expression must hold.

A long list of words searched without regard to case costs tens of microseconds a sentence, looking
for a few pieces with ``in`` a tenth of that, and most sentences hold none of them.  The pieces are
told by the expression itself, so a word that is added to a pattern file needs no second entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

# Python's own reader of expressions; it has no public name.  Without it every search is done in full.
try:
    _parser: Any = import_module("re._parser")
except ImportError:  # pragma: no cover
    _parser = None

Pieces = frozenset[str]


class Hints:
    """The pieces of one or several expressions; ``in_text`` says whether any of them can match."""

    __slots__ = ("_pieces",)

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        found = [needed(pattern) for pattern in patterns]
        known = [pieces for pieces in found if pieces]
        self._pieces = _shortest(set().union(*known)) if len(known) == len(found) else ("",)

    def follow_from(self, pieces: Iterable[str]) -> bool:
        """Whether a text that holds one of ``pieces`` holds one of these as well."""
        found = list(pieces)
        return bool(found) and all(self.in_text(piece) for piece in found)

    def in_text(self, lower: str) -> bool:
        """Whether a text, given in lower case, holds one of the pieces."""
        return any_in(lower, self._pieces)


def any_in(text: str, pieces: Iterable[str]) -> bool:
    """Whether ``text`` holds one of ``pieces``."""
    for piece in pieces:  # noqa: SIM110 -- runs for every sentence and list of words; any() takes twice as long
        if piece in text:
            return True
    return False


@cache
def needed(pattern: re.Pattern[str]) -> Pieces | None:
    """Lower-case pieces one of which stands in every match; None where the expression promises none."""
    tree = parse(pattern.pattern, pattern.flags)
    return None if tree is None else _sequence(tree)


def parse(source: str, flags: int) -> Any:
    """The parts of an expression as Python's own reader tells them, None without it."""
    return _parser.parse(source, flags) if _parser else None


def _sequence(parts: Iterable[tuple[Any, Any]]) -> Pieces | None:
    """Of what stands one after the other the best: the one whose shortest piece is longest."""
    found: list[Pieces] = []
    letters = ""
    for kind, what in parts:
        if str(kind) == "LITERAL":
            letters += chr(what)
            continue
        found += [frozenset({letters.lower()})] if letters else []
        letters = ""
        inner = _one(str(kind), what)
        found += [inner] if inner else []
    found += [frozenset({letters.lower()})] if letters else []
    return max(found, key=lambda pieces: (min(map(len, pieces)), -len(pieces)), default=None)


def _one(kind: str, what: Any) -> Pieces | None:
    if kind == "SUBPATTERN":
        return _sequence(what[-1])
    if kind == "ATOMIC_GROUP":
        return _sequence(what)
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, inner = what
        return _sequence(inner) if least else None
    if kind == "BRANCH":
        found = [_sequence(branch) for branch in what[1]]
        return frozenset().union(*(f for f in found if f)) if all(found) else None
    return None  # classes of characters, what stands before or behind, ends of lines


def _shortest(pieces: set[str]) -> tuple[str, ...]:
    """Without the pieces that hold another one."""
    return tuple(sorted(p for p in pieces if not any(q != p and q in p for q in pieces)))
