"""The accepted figures of links to a registry do not fall; ``svodka eval corpus --accept`` keeps new ones."""

from __future__ import annotations

import pytest
from running import ROOT

from extractor.evaluation.links import LinkTally, evaluate_links
from extractor.evaluation.links_accepted import Scores, falls, load, scores_of

CORPUS = ROOT / "corpus"
# A wrong link does more harm than a missing one, so no accepted score may go below this.
LEAST_PRECISION = 0.995


@pytest.fixture(scope="module")
def done() -> dict[str, LinkTally]:
    return evaluate_links(CORPUS)


def test_no_score_falls(done: dict[str, LinkTally]) -> None:
    # Only totals are told: the mistakes of the blind split are nobody's to see.
    assert [str(fall) for fall in falls(load(CORPUS), scores_of(done))] == []


def test_links_are_right(done: dict[str, LinkTally]) -> None:
    right = sum(tally.matrix["LINK", "right"] for tally in done.values())
    wrong = sum(tally.wrong for tally in done.values())
    assert right >= LEAST_PRECISION * (right + wrong)
    assert done["tune"].wrong == 0


def test_falls() -> None:
    was: Scores = {"tune": {"precision": 1.0, "recall": 0.97, "mentions": 728}, "test": {"recall": 0.9}}
    now: Scores = {"tune": {"precision": 0.9982, "recall": 0.9701, "mentions": 728}}
    assert [str(fall) for fall in falls(was, now)] == [
        "tune/links precision: 1.0000 → 0.9982",
        "test/links recall: 0.9000 → 0.0000",
    ]
    assert falls(was, was) == []
