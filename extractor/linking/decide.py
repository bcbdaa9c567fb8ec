"""From compared candidates to an answer with a calibrated probability.

The numbers of the scale and the thresholds stand in ``patterns/link_weights.toml``;
``benchmarks/linking_calibration.py`` fits them and says how well the probabilities hold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractor.linking.answer import Answer, Candidate, Reason
from extractor.linking.compare import Evidence
from extractor.linking.parts import Parts
from extractor.linking.places import Territory
from extractor.linking.profile import Profile
from extractor.linking.weights import decision, weights


@dataclass(frozen=True, slots=True)
class Scale:
    """How scores become probabilities.

    Attributes:
        temperature: what all scores are divided by.
        base, growth: the score of «not in the registry» is base + growth × ln(organisations in reach + 1).
        missed: how often a school that no candidate fits is in the registry nevertheless.
    """

    temperature: float
    base: float
    growth: float
    missed: float

    def probabilities(self, scores: Sequence[float], size: int) -> tuple[list[float], float]:
        """Of every candidate, and that the school meant is not in the registry; the rest to one is ``missed``.

        Args:
            size: how many organisations are in reach: the more there are, the likelier is a chance agreement.
        """
        none = self.base + self.growth * math.log(size + 1)
        most = max(none, *scores) if scores else none
        powers = [math.exp((score - most) / self.temperature) for score in scores]
        absent = math.exp((none - most) / self.temperature)
        total = absent + sum(powers)
        return [power / total for power in powers], absent / total * (1 - self.missed)


@cache
def scale() -> Scale:
    """The scale of the pattern file."""
    none = weights("none")
    return Scale(decision("temperature"), none["base"], none["growth"], none["missed"])


def decide(
    parts: Parts, found: Sequence[tuple[Profile, Evidence]], size: int, *, territories: Sequence[Territory]
) -> Answer:
    """Matched, ambiguous or unmatched.

    Args:
        found: the organisations that nothing rules out.
        size: how many organisations are in reach.
    """
    ranked = sorted(found, key=lambda pair: -pair[1].score)
    shares, absent = scale().probabilities([evidence.score for _, evidence in ranked], size)
    if not ranked or 1 - absent < decision("present"):
        return Answer("unmatched", score=round(absent, 4))
    best, evidence = ranked[0]
    reasons = explain(parts, best, evidence, territories[best.territory])
    if shares[0] >= decision("matched"):
        return Answer("matched", best.id, best.name, round(shares[0], 4), reasons)
    shown = [
        Candidate(profile.id, profile.name, round(share, 4))
        for (profile, _), share in zip(ranked, shares, strict=True)
        if share >= decision("shown") or share >= shares[0] / 2
    ]
    most = int(decision("most-shown"))
    return Answer("ambiguous", None, None, round(shares[0], 4), reasons, tuple(shown[:most]), max(0, len(shown) - most))


def explain(parts: Parts, profile: Profile, evidence: Evidence, territory: Territory) -> tuple[Reason, ...]:
    """The levels with their weights and what was compared."""
    theirs = evidence.variant.parts
    columns: dict[str, tuple[str | None, str | None]] = {
        "number": (parts.number, theirs.number),
        "name": (" ".join(parts.words) or None, " ".join(theirs.words) or None),
        "settlement": (" ".join(parts.settlement) or None, "; ".join(map(" ".join, profile.settlements)) or None),
        "dedication": (" ".join(parts.dedication[:1]) or None, " ".join(theirs.dedication[:1]) or None),
        "kind": (", ".join(parts.kinds) or None, ", ".join(theirs.kinds) or None),
        "form": (parts.form, theirs.form),
        "district": (" ".join(parts.district) or None, " ".join(territory.municipality) or None),
        "initials": (parts.initials, None),
    }
    return tuple(
        Reason(part, level, weights(part)[level], *columns.get(part, (None, None))) for part, level in evidence.steps
    )
