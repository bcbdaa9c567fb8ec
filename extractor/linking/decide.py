"""From compared candidates to an answer with a probability."""

from __future__ import annotations

import math
from collections.abc import Sequence

from extractor.linking.answer import Answer, Candidate, Reason
from extractor.linking.compare import Evidence
from extractor.linking.parts import Parts
from extractor.linking.places import Territory
from extractor.linking.profile import Profile
from extractor.linking.weights import decision, weights


def decide(
    parts: Parts, found: Sequence[tuple[Profile, Evidence]], size: int, *, territories: Sequence[Territory]
) -> Answer:
    """Matched, ambiguous or unmatched.

    The candidates share the probability with one more possibility, that the school meant is not in the registry;
    it weighs the more, the more organisations are in reach (``size``).
    """
    none = weights("none")
    absent = none["base"] + none["growth"] * math.log(size + 1)
    ranked = sorted(found, key=lambda pair: -pair[1].score)
    total = math.exp(absent) + sum(math.exp(evidence.score) for _, evidence in ranked)
    shares = [math.exp(evidence.score) / total for _, evidence in ranked]
    present = sum(shares)
    shown = [
        Candidate(profile.id, profile.name, round(share, 4))
        for (profile, _), share in zip(ranked, shares, strict=True)
        if share >= decision("shown") or share >= shares[0] / 2
    ]
    if not ranked or present < decision("present"):
        return Answer("unmatched", score=round(1 - present, 4))
    best, evidence = ranked[0]
    reasons = explain(parts, best, evidence, territories[best.territory])
    if shares[0] >= decision("matched"):
        return Answer("matched", best.id, best.name, round(shares[0], 4), reasons)
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
