"""How well probabilities hold: bins of predicted and observed shares, ECE, Brier score and log loss."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
_LEAST = 0.0001
"""Probabilities are told with four digits; none counts as surer than that."""

Claim = tuple[float, float]
"""A probability, and whether it came true (a share, where several records fit equally)."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims between two tenths: how many, their mean probability, the share that came true."""

    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The figures of some claims.

    Attributes:
        ece: mean distance of predicted and observed shares over the bins, weighted by their counts.
        brier: mean square of the distance of a probability and what came true.
        log_loss: mean negative logarithm of the probability of what came true.
    """

    count: int
    ece: float
    brier: float
    log_loss: float
    bins: tuple[Bin, ...]


def log_loss(claim: Claim) -> float:
    """Of one claim."""
    probability, truth = claim
    told = min(max(probability, _LEAST), 1 - _LEAST)
    return -(truth * math.log(told) + (1 - truth) * math.log(1 - told))


def reliability(claims: Sequence[Claim]) -> Reliability:
    """The figures of claims."""
    groups: list[list[Claim]] = [[] for _ in range(BINS)]
    for claim in claims:
        groups[min(BINS - 1, int(claim[0] * BINS))].append(claim)
    bins = [
        Bin(len(group), sum(p for p, _ in group) / len(group), sum(y for _, y in group) / len(group))
        if group
        else Bin(0, 0.0, 0.0)
        for group in groups
    ]
    count = len(claims)
    return Reliability(
        count,
        sum(one.count * abs(one.predicted - one.observed) for one in bins) / count,
        sum((p - y) ** 2 for p, y in claims) / count,
        sum(map(log_loss, claims)) / count,
        tuple(bins),
    )
