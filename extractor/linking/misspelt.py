"""Organisations whose name or settlement is a misspelt word of a mention («Каеаловскея» for «Качаловская»)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from extractor.linking.index import Index
from extractor.linking.parts import Parts
from extractor.linking.scope import Scope
from extractor.linking.similar import FAR, errors
from extractor.patterns import load

_MOST_MEMBERS = 1500
_LEAST = 4
_PIECE = 3


def _pieces(word: str) -> Iterable[str]:
    return (word[n : n + _PIECE] for n in range(len(word) - _PIECE + 1))


@cache
def _known_pieces() -> frozenset[str]:
    """The letters in a row of ``patterns/link_letters.toml``."""
    pairs = (word.split("=") for entry in load("link_letters") for word in entry.strings("words"))
    return frozenset(two + third for two, letters in pairs for third in letters)


class Misspelt:
    """Looks for misspelt words among the organisations of a scope."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words: dict[Scope, dict[str, list[int]]] = {}

    def near(self, parts: Parts, scope: Scope, members: Iterable[int]) -> set[int]:
        """Organisations in reach with a word nearly like one of the mention's that the registry does not know."""
        if not scope.district or scope.size > _MOST_MEMBERS:
            return set()
        unknown = [word for word in (*parts.words, "".join(parts.settlement)) if self._strange(word)]
        if not unknown:
            return set()
        words = self._words.get(scope)
        if words is None:
            words = self._words[scope] = self._of(members)
        return {n for mine in unknown for word, places in words.items() if errors(mine, word) <= FAR for n in places}

    def odd(self, word: str) -> bool:
        """Whether a word has three letters in a row that no name has, here or anywhere: it is hardly a word."""
        rare = {piece for part in word.split("-") for piece in _pieces(part)} - _known_pieces()
        return any(piece not in self._index.all_keys for piece in rare)

    def _strange(self, word: str) -> bool:
        return len(word) >= _LEAST and not self._index.knows(word)

    def _of(self, members: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n in members:
            profile = self._index.profile(n)
            words = {word for variant in profile.variants for word in variant.parts.words}
            for word in words | {"".join(settlement) for settlement in profile.settlements}:
                found.setdefault(word, []).append(n)
        return found
