"""Counting: what was expected and found, and the figures that follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Match:
    """One field of one document: what gold has and what the record has, as keys; equal keys match one to one."""

    field: str
    wanted: Sequence[Hashable]
    found: Sequence[Hashable]


@dataclass(slots=True)
class Score:
    """Hits, extra and missing items of a field over some documents."""

    hits: int = 0
    extra: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        """The share of the found items that are right; 1 where nothing was to be found and nothing was."""
        found = self.hits + self.extra
        return self.hits / found if found else float(not self.missing)

    @property
    def recall(self) -> float:
        """The share of the expected items that were found; 1 where nothing was expected."""
        wanted = self.hits + self.missing
        return self.hits / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.hits += other.hits
        self.extra += other.extra
        self.missing += other.missing


@dataclass(frozen=True, slots=True)
class Mistake:
    """An item that is missing («-») or extra («+»)."""

    sign: str
    document: str
    field: str
    item: str


@dataclass(slots=True)
class Tally:
    """The scores of all fields over the documents counted so far."""

    documents: int = 0
    scores: dict[str, Score] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, document: str, matches: Iterable[Match]) -> None:
        """Count the matches of one document."""
        self.documents += 1
        for match in matches:
            wanted, found = Counter(match.wanted), Counter(match.found)
            hits = wanted & found
            missing, extra = wanted - hits, found - hits
            score = Score(hits.total(), extra.total(), missing.total())
            self.scores.setdefault(match.field, Score()).add(score)
            self.mistakes += _mistakes("-", document, match.field, missing)
            self.mistakes += _mistakes("+", document, match.field, extra)

    def fields(self) -> list[str]:
        """The fields that gold speaks of."""
        return sorted(self.scores)


def _mistakes(sign: str, document: str, name: str, items: Counter[Hashable]) -> Iterator[Mistake]:
    for item in items.elements():
        said = (
            " ".join(str(part) for part in item if part not in (None, "", False)) if isinstance(item, tuple) else item
        )
        yield Mistake(sign, document, name, str(said))
