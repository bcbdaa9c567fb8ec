"""The obvious alternatives: rapidfuzz over all names of the registry, and over those of the right district.

Texts are made comparable as rapidfuzz does it (lower case, letters and digits only), and ё is е.  Every organisation is
compared by its name and its short name.  The district is the true one: these are not asked to find it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import harmonic_mean
from typing import Any

from rapidfuzz import fuzz, process, utils

from linking_mentions import MentionCase
from linking_parts import Row
from linking_sets import Outcome, outcome

Named = tuple[list[str], list[str]]
"""Texts, and for each of them the organisation."""


Best = tuple[str, float] | None
"""The organisation with the name that is most alike, and how alike it is (0 to 100)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The best organisation, how alike it is, and whether another is as alike."""

    id: str | None
    score: float
    tied: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """One way to compare, and the names that a mention is compared with."""

    scorer: Any
    names: Callable[[MentionCase], Named]

    def best(self, case: MentionCase) -> Best:
        """What is timed: whose name is best."""
        texts, owners = self.names(case)
        found = process.extractOne(_plain(case.mention), texts, scorer=self.scorer)
        return (owners[found[2]], found[1]) if found else None

    def guess(self, case: MentionCase, best: Best) -> Guess:
        """The best name, with the knowledge whether another organisation's is as alike."""
        if best is None:
            return Guess(None, 0.0, False)
        texts, owners = self.names(case)
        owner, score = best
        alike = process.extract(_plain(case.mention), texts, scorer=self.scorer, limit=4, score_cutoff=score)
        return Guess(owner, score, any(owners[n] != owner for _, _, n in alike))


def over_everything(rows: Sequence[Row]) -> Rival:
    """WRatio against every name of the registry."""
    names = _named(rows)
    return Rival(fuzz.WRatio, lambda _: names)


def within_district(rows: Sequence[Row], of: Sequence[Row]) -> Rival:
    """token_sort_ratio against the names of the mention's district.

    Args:
        rows: the registry searched.
        of: the registry that the mentions were made of.
    """
    towns: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        towns[row.truth.town.key].append(row)
    names = {key: _named(group) for key, group in towns.items()}
    home = {row.id: row.truth.town.key for row in of}
    return Rival(fuzz.token_sort_ratio, lambda case: names.get(home[case.target], ([], [])))


def linked(guesses: Iterable[Guess], least: float | None) -> list[list[str | None]]:
    """What is linked: always the best (``None``), or the best alone where it reaches the threshold."""
    return [[guess.id if least is None or (guess.score >= least and not guess.tied) else None] for guess in guesses]


def threshold(
    parts: Sequence[tuple[Sequence[MentionCase], Sequence[Guess]]], *, precision: float = 0.0
) -> float | None:
    """The threshold with the best harmonic mean of right share and precision over all these mentions together.

    Args:
        precision: only thresholds that reach it; ``None`` if there is none.
    """
    cases = [case for group, _ in parts for case in group]
    guesses = [guess for _, group in parts for guess in group]
    best: tuple[float, float] | None = None
    for least in [half / 2 for half in range(100, 201)]:
        done = outcome(cases, linked(guesses, least))
        if done.right and done.precision >= precision:
            mean = harmonic_mean([done.recall, done.precision])
            best = max(best or (0.0, 0.0), (mean, least))
    return best[1] if best else None


def share(cases: Sequence[MentionCase], guesses: Sequence[Guess], least: float | None) -> Outcome:
    """What becomes of mentions with this threshold."""
    return outcome(cases, linked(guesses, least))


def _named(rows: Iterable[Row]) -> Named:
    texts: list[str] = []
    owners: list[str] = []
    for row in rows:
        for text in dict.fromkeys(filter(None, (_plain(row.short_name), _plain(row.name)))):
            texts.append(text)
            owners.append(row.id)
    return texts, owners


def _plain(text: str) -> str:
    return utils.default_process(text.replace("ё", "е").replace("Ё", "Е"))
