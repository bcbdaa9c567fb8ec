"""What linking compared for a mention, before any probability, beside the true answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from linking_mentions import MentionCase
from linking_reliability import Claim
from linking_sets import BARE, DISTRICT, REMOVED, ROOT, Made, link

if TYPE_CHECKING:
    from extractor.linking.decide import Scale

CORPUS = ROOT / "corpus"
Raw = tuple[list[tuple[str, float]], int]
"""The candidates with their scores, the best first, and how many organisations are in reach."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One school of a mention.

    Attributes:
        part: the set it is of.
        ids, scores: the candidates, the best first.
        size: how many organisations are in reach.
        truth: the records meant, each with its share; several where a reader could not choose.
        linkable: whether a reader would link it.
    """

    part: str
    ids: tuple[str, ...]
    scores: tuple[float, ...]
    size: int
    truth: Mapping[str, float]
    linkable: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on there is a link, and from which the school counts as present."""

    matched: float
    present: float


def claims(seen: Seen, scale: Scale) -> list[Claim]:
    """What the probabilities of one school say: it is not in the registry; it is the best candidate."""
    shares, absent = scale.probabilities(seen.scores, seen.size)
    said = [(absent, float(not seen.truth))]
    return [*said, (shares[0], seen.truth.get(seen.ids[0], 0.0))] if shares else said


def decided(seen: Seen, scale: Scale, least: Thresholds) -> tuple[str, Claim, bool]:
    """The status, what its score claims, and whether a wrong link was made; as ``extractor.linking.decide`` does it."""
    absent, *best = claims(seen, scale)
    if not best or 1 - absent[0] < least.present:
        return "unmatched", absent, False
    if best[0][0] < least.matched:
        return "ambiguous", best[0], False
    return "matched", best[0], not (seen.linkable and best[0][1] == 1)


def of_made(made: Made) -> list[Seen]:
    """The mentions of each situation; those in which linking sees several schools are left out."""
    from extractor.linking import open_linker

    found = []
    for situation in (DISTRICT, REMOVED, BARE):
        linker = open_linker(made.registry_of(situation))
        for case in made.cases[situation]:
            with _compared() as raw:
                link(linker, case)
            if len(raw) == 1:
                found.append(_seen(situation, raw[0], _truth(situation, case), case.unique))
    return found


def of_pairs(split: str) -> list[Seen]:
    """The labelled mentions of a split of the corpus; those cut into the wrong number of schools are left out."""
    from extractor.evaluation.links import linking_to
    from extractor.evaluation.links_pairs import FOLDER, PAIRS, REGISTRY, load_pairs

    folder = CORPUS / FOLDER
    ask = linking_to(folder / REGISTRY)
    found: list[Seen] = []
    for pair in load_pairs(folder / PAIRS, splits=[split]):
        with _compared() as raw:
            ask(pair)
        if pair.label == "LINK" and len(raw) == len(pair.expected):
            found += [_seen(split, one, {key: 1.0}, True) for one, key in zip(raw, pair.expected, strict=True)]
        elif pair.label != "LINK":
            share = {key: 1 / len(pair.expected) for key in pair.expected}
            found += [_seen(split, one, share, False) for one in raw]
    return found


def _truth(situation: str, case: MentionCase) -> dict[str, float]:
    return {} if situation == REMOVED else {case.target: 1.0}


def _seen(part: str, raw: Raw, truth: Mapping[str, float], linkable: bool) -> Seen:
    candidates, size = raw
    return Seen(part, tuple(key for key, _ in candidates), tuple(s for _, s in candidates), size, truth, linkable)


@contextmanager
def _compared() -> Iterator[list[Raw]]:
    """What reaches the decision while this is open, one item per school."""
    from extractor.linking import linker
    from extractor.linking.decide import decide

    raw: list[Raw] = []

    def listening(parts: Any, found: Sequence[Any], size: int, **more: Any) -> Any:
        ranked = sorted(found, key=lambda pair: -pair[1].score)
        raw.append(([(profile.id, evidence.score) for profile, evidence in ranked], size))
        return decide(parts, found, size, **more)

    with patch.object(linker, "decide", listening):
        yield raw


def count_links(seen: Iterable[Seen], scale: Scale, least: Thresholds) -> tuple[int, int, int]:
    """Right links, wrong links, and all mentions."""
    right = wrong = total = 0
    for one in seen:
        status, _, is_wrong = decided(one, scale, least)
        total += 1
        wrong += is_wrong
        right += status == "matched" and not is_wrong
    return right, wrong, total
