"""The catalogue of indicators: entries of ``patterns/catalogue.toml`` and the names that are theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractor.catalogue.words import Words, likeness, words_of
from extractor.patterns import load

Better = Literal["more", "less"]
_BETTER: tuple[Better, ...] = ("more", "less")
# An entry that shares fewer words with a name is not compared with it; of the others the nearest are.
_NEAREST = 6


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """``better`` tells whether more or less of it is better; ``None`` where the catalogue does not know."""

    id: str
    title: str
    unit: str | None
    better: Better | None
    wordings: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name is of, and how alike the name is to its nearest wording, 0 to 1."""

    entry: CatalogueEntry
    score: float


@cache
def catalogue() -> dict[str, CatalogueEntry]:
    """All entries by id.

    Raises:
        SvodkaError: ``bad-pattern``.
    """
    found = {}
    for entry in load("catalogue"):
        title = entry.text("title")
        better = entry.one_of("better", _BETTER) if "better" in entry.data else None
        wordings = tuple(words_of(text) for text in (title, *entry.strings("words", ())))
        if not all(words.key for words in wordings):
            entry.fail("у показателя есть название без слов")
        found[entry.id] = CatalogueEntry(entry.id, title, entry.text("unit", "") or None, better, wordings)
    return found


@lru_cache(maxsize=8192)
def match(name: str) -> Match | None:
    """The entry that an indicator's name is of; ``None`` where there is none, or two fit equally well."""
    near = _near(words_of(name))
    if not near or (len(near) > 1 and near[0].score == near[1].score):
        return None
    return near[0]


def _near(name: Words) -> list[Match]:
    """The entries that have the same name, the likest first."""
    shared = Counter(key for word in name.key for key in _by_word().get(word, ()))
    # Of equally many shared words the order of the catalogue decides, so that no hash order is seen.
    tried = sorted(shared, key=lambda key: (-shared[key], key))[:_NEAREST]
    best: dict[str, float] = {}
    for key, k in tried:
        wording = catalogue()[key].wordings[k]
        like = likeness(name, wording)
        if like.verdict == "same" and _headed_alike(name, wording):
            best[key] = max(like.score, best.get(key, 0.0))
    return sorted((Match(catalogue()[key], score) for key, score in best.items()), key=lambda m: (-m.score, m.entry.id))


def _headed_alike(one: Words, other: Words) -> bool:
    """«Отношение средней зарплаты …» is not «Средняя зарплата …», however many words they share."""
    heads = {one.order[0], other.order[0]} if one.order and other.order else set()
    return len(heads) == 1 or heads <= _measures()


@cache
def _measures() -> frozenset[str]:
    told = (words_of(text).order for text in load("names").words("measures"))
    return frozenset(words[0] for words in told if len(words) == 1)


@cache
def _by_word() -> dict[str, list[tuple[str, int]]]:
    """Wordings by each of their words: (id, number of the wording)."""
    index: dict[str, list[tuple[str, int]]] = {}
    for entry in catalogue().values():
        for k, words in enumerate(entry.wordings):
            for word in words.key:
                index.setdefault(word, []).append((entry.id, k))
    return index
