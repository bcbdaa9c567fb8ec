"""What linking answers, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LinkStatus = Literal["matched", "ambiguous", "unmatched"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One compared part: its level, its weight in log-odds, and what each side has."""

    part: str
    level: str
    weight: float
    mention: str | None = None
    registry: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be meant, with its probability."""

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one mention.

    Attributes:
        id, name: of the organisation; ``None`` unless matched.
        score: the calibrated probability of ``id``; of the best candidate, if ambiguous; that the school is not in
            the registry, if unmatched.
        reasons: of the best candidate; none if there is none.
        candidates: the most probable first; for a match those that were not chosen are left out.
        more: how many further candidates there were.
        judged: whether a person's decision was followed.
    """

    status: LinkStatus
    id: str | None = None
    name: str | None = None
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    more: int = 0
    judged: bool = False
