"""The accepted scores of links, kept beside the labelled mentions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from extractor.evaluation import accepted
from extractor.evaluation.accepted import FILE, Fall
from extractor.evaluation.links import LinkTally
from extractor.evaluation.links_pairs import FOLDER
from extractor.evaluation.links_report import figures

# Scores are kept with four digits; one mention of a split moves them by more.
TOLERANCE = 0.0001

Scores = Mapping[str, Mapping[str, float]]
"""split → figure → score."""


def scores_of(tallies: Mapping[str, LinkTally]) -> dict[str, dict[str, float]]:
    """The figures to keep, rounded to four digits."""
    return {
        split: {name: round(value, 4) for name, value in figures(tally).items()} for split, tally in tallies.items()
    }


def load(corpus: Path) -> Scores:
    """The accepted scores.

    Raises:
        SvodkaError: ``not-found``, ``bad-gold``.
    """
    found: Scores = accepted.load(corpus / FOLDER)
    return found


def save(corpus: Path, scores: Scores) -> None:
    """Make these the accepted scores."""
    accepted.save(corpus / FOLDER, scores)


def has_scores(corpus: Path) -> bool:
    """Whether any scores were accepted yet."""
    return (corpus / FOLDER / FILE).exists()


def falls(was: Scores, now: Scores) -> list[Fall]:
    """Every accepted figure that is not reached; what is gone counts as zero."""
    return [
        Fall(split, FOLDER, name, score, now.get(split, {}).get(name, 0.0))
        for split, kept in was.items()
        for name, score in kept.items()
        if now.get(split, {}).get(name, 0.0) < score - TOLERANCE
    ]
