"""Which indicators of many documents are one measure: the catalogue's where a name is of it, else one of equal words.

What is not certain stays apart: a name that tells nothing by itself («Первая», «Потребность») is a measure of its
document alone, and names that are merely alike are listed for a person to look at (``doubts``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractor.catalogue.entries import catalogue, match
from extractor.catalogue.words import Words, likeness, words_of
from extractor.patterns import load

if TYPE_CHECKING:
    from extractor.record import Indicator

# A name of so many words says what it measures though no noun of a measure heads it («Обучение педагогов на курсах»).
_ENOUGH_WORDS = 3
# Names are compared where they share one of their rarest words; more names than this share a word that tells nothing.
_RAREST = 3
_SHARED_BY = 60
# In an id: words under a parent's words; words of one document.
_BELOW, _OF = " / ", " @ "


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: ``id`` is equal for all indicators of it; ``score`` is below 1 where the name merely fits."""

    id: str
    title: str
    catalogued: bool = False
    better: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two measures that may be one."""

    one: str
    other: str
    score: float


def measure_of(indicator: Indicator, parents: Iterable[Indicator], document: str) -> Measure:
    """The measure of an indicator.

    Args:
        indicator: with the catalogue's id, where extraction has found it.
        parents: the indicators it stands under, the nearest first.
        document: what tells the document from all others.
    """
    if indicator.catalogue is not None and (entry := catalogue().get(indicator.catalogue.id)) is not None:
        return Measure(entry.id, entry.title, True, entry.better, indicator.catalogue.score)
    if (found := match(indicator.name)) is not None:
        return Measure(found.entry.id, found.entry.title, True, found.entry.better, found.score)
    return _own(indicator.name, [parent.name for parent in parents], document)


def doubts(measures: Iterable[tuple[str, str]]) -> Iterator[Doubt]:
    """Pairs of measures (id, title) whose names are alike and not the same, each pair once, in their order.

    Measures of one document alone and parts of a measure are in no doubt.
    """
    known = [(key, words_of(title)) for key, title in measures if _BELOW not in key and _OF not in key]
    shared = Counter(word for _, words in known for word in words.key)
    places: dict[str, list[int]] = {}
    for k, (key, words) in enumerate(known):
        rare = sorted(words.key, key=lambda word: (shared[word], word))[:_RAREST]
        near = sorted({at for word in rare for at in places.get(word, ())})
        for at in near:
            like = likeness(known[at][1], words)
            if like.verdict != "different":
                yield Doubt(known[at][0], key, like.score)
        for word in rare:
            if len(seen := places.setdefault(word, [])) < _SHARED_BY:
                seen.append(k)


def _own(name: str, parents: list[str], document: str) -> Measure:
    """A measure that no catalogue has: known by its words, or by its parent's and its own."""
    words = words_of(name)
    if _tells(name, words):
        return Measure(_key(words), name)
    for k, parent in enumerate(parents):
        if _tells(parent, above := words_of(parent)):
            title = ": ".join([parent, *reversed(parents[:k]), name])
            below = [_key(words_of(text)) for text in (*reversed(parents[:k]), name)]
            return Measure(_BELOW.join([_key(above), *below]), title)
    return Measure(_key(words) + _OF + document, name)


def _key(words: Words) -> str:
    return " ".join([*sorted(words.key), *sorted(words.numbers)])


def _tells(name: str, words: Words) -> bool:
    """Whether a name says by itself what is measured."""
    return (
        len(words.key) >= _ENOUGH_WORDS
        or (len(words.key) > 1 and _nouns().match(name) is not None)
        or (len(words.key) == 1 and name.strip().lower() in _whole())
    )


@cache
def _nouns() -> re.Pattern[str]:
    return load("measures").any_of("nouns")


@cache
def _whole() -> frozenset[str]:
    """Single words that are measures by themselves («Успеваемость»)."""
    return frozenset(load("catalogue_words").words("whole"))
