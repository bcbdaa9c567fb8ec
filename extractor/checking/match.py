"""Which indicator of a draft is which of a profile: by the meaning of their names, one to one.

Names that are surely the same go first.  Of the rest, two that are each other's nearest by far belong together: a
reworded name.  What several could be is told as a doubt, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.catalogue.words import DOUBTFUL, SAME, Words, abbreviations_of, likeness, words_of
from extractor.checking.profile import Profile, Requirement
from extractor.record import Indicator, Record

_MARGIN = 0.08
"""By so much the nearest name has to be nearer than the next, or it is in doubt."""
_TIE = 0.02
_SAME_NUMBER = 0.05
_REWORDED = 0.64


@dataclass(frozen=True, slots=True)
class Matches:
    """By requirement: ``pairs`` are the indicators that were found, ``doubts`` those that it may be."""

    pairs: dict[int, Indicator] = field(default_factory=dict)
    doubts: dict[int, tuple[Indicator, ...]] = field(default_factory=dict)


def match(profile: Profile, record: Record) -> Matches:
    """The indicators of a record that a profile's requirements mean, by the requirements' places in the profile."""
    known = abbreviations_of(record.text)
    wanted = [[words_of(name, known) for name in requirement.names] for requirement in profile.requirements]
    have = [words_of(indicator.name, known) for indicator in record.indicators]
    scores = [[_score(names, words) for words in have] for names in wanted]
    found = Matches()
    free_wanted, free_have = set(range(len(wanted))), set(range(len(have)))
    order = sorted(
        ((scores[i][j], i, j) for i in free_wanted for j in free_have if scores[i][j] >= SAME),
        key=lambda pair: (-pair[0], -_context(profile, record, pair[1], pair[2]), pair[1], pair[2]),
    )
    for score, i, j in order:
        if i not in free_wanted or j not in free_have:
            continue
        rivals = [
            k
            for k in free_have - {j}
            if scores[i][k] > score - _TIE and score < 1 and likeness(have[j], have[k]).verdict != "same"
        ]
        free_wanted.discard(i)
        if rivals:
            found.doubts[i] = tuple(record.indicators[k] for k in sorted([j, *rivals]))
        else:
            free_have.discard(j)
            found.pairs[i] = record.indicators[j]
    _reworded(profile, record, scores, (free_wanted, free_have), found)
    return found


def _reworded(
    profile: Profile,
    record: Record,
    scores: Sequence[Sequence[float]],
    free: tuple[set[int], set[int]],
    found: Matches,
) -> None:
    """Of what is left: pairs that are nearest to each other by far; anything else near enough is a doubt."""
    wanted, have = free
    for i in sorted(wanted):
        near = sorted(have, key=lambda j: -_with_number(profile, record, scores, i, j))
        near = [j for j in near if scores[i][j] >= DOUBTFUL]
        if not near:
            continue
        best = near[0]
        mine = _with_number(profile, record, scores, i, best)
        second = _with_number(profile, record, scores, i, near[1]) if len(near) > 1 else 0.0
        others = max((_with_number(profile, record, scores, k, best) for k in wanted - {i}), default=0.0)
        if mine >= _REWORDED and mine - second >= _MARGIN and mine - others >= _MARGIN:
            found.pairs[i] = record.indicators[best]
            have.discard(best)
        else:
            found.doubts[i] = tuple(record.indicators[j] for j in near[:3])


def _score(names: Sequence[Words], words: Words) -> float:
    """The best likeness of any of a requirement's names; of names that are surely different, nothing."""
    best = 0.0
    for name in names:
        found = likeness(name, words)
        if found.verdict != "different":
            best = max(best, found.score if found.verdict == "same" else min(found.score, SAME - 0.001))
    return best


def _with_number(
    profile: Profile, record: Record, scores: Sequence[Sequence[float]], requirement: int, indicator: int
) -> float:
    score = scores[requirement][indicator]
    return score + _SAME_NUMBER * _context(profile, record, requirement, indicator) if score else 0.0


def _context(profile: Profile, record: Record, requirement: int, indicator: int) -> int:
    """What else speaks for a pair: the same number, a parent of the same name."""
    wanted: Requirement = profile.requirements[requirement]
    have = record.indicators[indicator]
    points = int(wanted.number is not None and wanted.number == have.number)
    if wanted.parent and have.parent:
        parent = next((i for i in record.indicators if i.id == have.parent), None)
        points += int(parent is not None and likeness(words_of(wanted.parent), words_of(parent.name)).verdict == "same")
    return points
