"""The two letters that a match of an expression can begin with, as a quick test put before it.

An expression of sixty kinds of schools tries all sixty at the head of every word; with the test before
it nine words of ten are done with after two letters.  The test is itself a piece of an expression, a
look-ahead: it takes no characters and changes nothing of what is found.

>>> opening("школ[аы]|сад")
'(?-i:(?=[СШсш])(?=[Сс][Аа]|[Шш][Кк]))'

First one letter is looked at, which most characters fail, then both.  Letters are written in both
cases and compared as they stand (``-i``), which ``re`` does faster than comparing without case.

The letters are told by Python's own reader of expressions, as in ``pieces``, where this is explained;
without it, or where an expression can begin with anything, the test is empty and lets all pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from extractor.text.pieces import parse

Opening = tuple[str, ...]
"""Up to two letters, each written as in a class of an expression."""
# More openings than this tell of a class of characters (any letter, any digit): nothing would be gained.
_MOST = 3000
_NAMED = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def opening(source: str) -> str:
    """A look-ahead that every match of ``source`` passes; empty if the expression cannot be told ahead."""
    tree = parse(source, 0)
    pairs = _pairs(tree) if tree is not None else None
    if pairs is None or () in pairs:
        return ""
    alone = {pair[0] for pair in pairs if len(pair) == 1}
    seconds: dict[str, set[str]] = {}
    for first, second in (pair for pair in pairs if len(pair) == 2 and pair[0] not in alone):
        seconds.setdefault(first, set()).add(second)
    firsts: dict[str, list[str]] = {"": sorted(alone)} if alone else {}
    for first, found in sorted(seconds.items()):
        firsts.setdefault(_any_of(found), []).append(first)
    both = "|".join(f"{_any_of(first)}{second}" for second, first in firsts.items())
    return f"(?-i:(?={_any_of(pair[0] for pair in pairs)})(?={both}))"


def _any_of(letters: Iterable[str]) -> str:
    """A class of these letters, in both cases."""
    found = set(letters)
    both = {case for x in found if not x.startswith("\\") for case in (x.lower(), x.upper())}
    return f"[{''.join(sorted(found | both))}]"


def _pairs(parts: Iterable[tuple[Any, Any]]) -> set[Opening] | None:
    """The openings of two letters, shorter where the match ends there; None where they cannot be told."""
    found: set[Opening] = {()}
    for kind, what in parts:
        if all(len(pair) == 2 for pair in found):
            break
        following = _one(str(kind), what)
        if following is None:
            return None
        found = _joined(found, following)
        if len(found) > _MOST:
            return None
    return found


def _joined(found: set[Opening], following: set[Opening]) -> set[Opening]:
    return {(pair + more)[:2] for pair in found for more in following}


def _one(kind: str, what: Any) -> set[Opening] | None:
    """The openings of one part; an empty one where it takes no character, None where they cannot be told."""
    if kind == "LITERAL":
        return {(re.escape(chr(what)),)}
    if kind == "IN":
        return _class(what)
    if kind == "SUBPATTERN":  # one with flags of its own is not looked into
        return None if what[1] or what[2] else _pairs(what[-1])
    if kind == "BRANCH":
        branches = [_pairs(branch) for branch in what[1]]
        return None if None in branches else {pair for branch in branches for pair in branch or ()}
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = what
        once = _pairs(inner)
        if once is None:
            return None
        once |= _joined(once, once) if most > 1 else set()
        return once if least else once | {()}
    return {()} if kind in ("ASSERT", "ASSERT_NOT", "AT") else None


def _class(items: Iterable[tuple[Any, Any]]) -> set[Opening] | None:
    """The characters of a class; None for a negated one."""
    letters: set[Opening] = set()
    for kind, what in items:
        if str(kind) == "LITERAL":
            letters.add((re.escape(chr(what)),))
        elif str(kind) == "RANGE":
            letters |= {(re.escape(chr(point)),) for point in range(what[0], what[1] + 1)}
        elif str(what) in _NAMED:
            letters.add((_NAMED[str(what)],))
        else:
            return None
    return letters
