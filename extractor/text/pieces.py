"""A quick test before a slow search: pieces of text that every match of an expression must hold.

A long list of words searched without regard to case costs tens of microseconds a sentence, looking
for a few pieces with ``in`` a tenth of that, and most sentences hold none of them.  So
``(?:не )?выполнен\\w*|исполнен`` is searched only where «выполнен» or «исполнен» stands:

>>> hints = Hints(re.compile(r"(?:не )?выполнен\\w*|исполнен", re.IGNORECASE))
>>> hints.in_text("план выполнен"), hints.in_text("план утверждён")
(True, False)

The pieces are told by the expression itself, so a word that is added to a pattern file needs no
second entry.  How: Python's ``re`` first takes an expression apart into a list of parts (a letter,
a choice, a repetition …), and we walk over these parts.  What stands one after the other must all
be in the text, so the best piece of it will do; of a choice one branch must be, so it takes a piece
of each; what may be missing promises nothing.  A kind of part that we do not know promises nothing
either: that makes a search slower, never wrong.

The reader of expressions, ``re._parser``, has no public name.  Should a Python come without it, every
text passes and every search is done in full: the same records, in half as much time again.  The tests run
both ways, and fail if the reader's parts are no longer those we know (tests/fields/test_gates.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

try:
    _parser: Any = import_module("re._parser")
except ImportError:
    _parser = None

Pieces = frozenset[str]
"""Lower-case pieces of text, one of which has to be there."""


class Hints:
    """The pieces of one or several expressions; ``in_text`` says whether any of them can match.

    Where one of the expressions promises nothing, the only piece is the empty one, which every text holds.
    """

    __slots__ = ("_pieces",)

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        found = [needed(pattern) for pattern in patterns]
        known = [pieces for pieces in found if pieces]
        self._pieces = _shortest(set().union(*known)) if len(known) == len(found) else ("",)

    @property
    def tell(self) -> bool:
        """Whether there is a text that they keep from being searched."""
        return "" not in self._pieces

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
    """Of what stands one after the other the best: the one whose shortest piece is longest.

    Letters in a row are one piece; a part is told by its kind (``LITERAL``) and what belongs to it (the letter's code).
    """
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
    """The pieces of one part that is no letter; None where it promises none."""
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
