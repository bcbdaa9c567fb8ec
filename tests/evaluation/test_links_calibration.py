"""The scale of linking's probabilities, and that the numbers in use are those whose reliability is told."""

from __future__ import annotations

import json
import math
import sys

import pytest
from running import ROOT

from extractor.linking.decide import Scale, scale
from extractor.linking.weights import decision

sys.path.insert(0, str(ROOT / "benchmarks"))

from linking_calibration import fit, golden, patched, thresholds
from linking_observed import Seen, Thresholds, claims, decided
from linking_reliability import reliability

PLAIN = Scale(temperature=1, base=0, growth=0, missed=0)
VALUES = json.loads((ROOT / "benchmarks" / "linking.json").read_text("utf-8"))["calibration"]


def seen(*scores: float, truth: str | None = "A", part: str = "tune") -> Seen:
    ids = tuple("ABCDEF"[: len(scores)])
    return Seen(part, ids, scores, 0, {} if truth is None else {truth: 1.0}, truth is not None)


def test_probabilities() -> None:
    shares, absent = PLAIN.probabilities([math.log(2), 0.0], size=7)
    assert shares == pytest.approx([0.5, 0.25])
    assert absent == pytest.approx(0.25)
    assert PLAIN.probabilities([], size=7) == ([], 1.0)
    assert Scale(1, 0, 0, 0.04).probabilities([], size=7) == ([], 0.96)
    # hot: nearer to each other; the larger the reach, the likelier that the school is not among them
    assert Scale(2, 0, 0, 0).probabilities([2.0], 0)[0][0] < PLAIN.probabilities([2.0], 0)[0][0]
    grown = Scale(1, 0, 1, 0)
    assert grown.probabilities([2.0], 100)[1] > grown.probabilities([2.0], 10)[1]
    assert PLAIN.probabilities([900.0, 890.0], 0)[0][0] == pytest.approx(1, abs=1e-3)


def test_claims_and_decisions() -> None:
    least = Thresholds(matched=0.8, present=0.5)
    assert claims(seen(), PLAIN) == [(1.0, 0.0)]
    assert decided(seen(3.0), PLAIN, least)[::2] == ("matched", False)
    assert decided(seen(3.0, 1.0, truth="B"), PLAIN, least)[::2] == ("matched", True)
    assert decided(seen(1.0), PLAIN, least)[0] == "ambiguous"
    assert decided(seen(-1.0, truth=None), PLAIN, least)[0] == "unmatched"


def test_reliability() -> None:
    figures = reliability([(0.25, 0.0), (0.25, 1.0), (1.0, 1.0), (1.0, 1.0)])
    assert [one.count for one in figures.bins] == [0, 0, 2, 0, 0, 0, 0, 0, 0, 2]
    assert figures.ece == pytest.approx(0.125)
    assert figures.brier == pytest.approx((0.0625 + 0.5625) / 4)
    assert figures.log_loss == pytest.approx((-math.log(0.75) - math.log(0.25)) / 4, abs=1e-3)


def test_the_fit_finds_the_scale() -> None:
    assert golden(lambda value: (value - 1.3) ** 2, -5, 5, steps=40) == pytest.approx(1.3, abs=1e-4)
    # of four such mentions three are of the candidate: «none» weighs a third of it
    data = [seen(1.0), seen(1.0), seen(1.0), seen(1.0, truth=None)]
    found = fit(data, PLAIN)
    assert found.probabilities([1.0], 0)[0][0] == pytest.approx(0.75, abs=0.02)
    surer = [*[seen(4.0)] * 30, seen(4.0, truth=None), *[seen(-4.0, truth=None)] * 30]
    assert thresholds(surer, PLAIN, PLAIN).matched >= 0.9


def test_the_numbers_in_use_are_those_that_were_measured() -> None:
    used = scale()
    told = VALUES["scale"]
    assert {key: told[key] for key in ("temperature", "base", "growth", "missed")} == {
        key: getattr(used, key) for key in ("temperature", "base", "growth", "missed")
    }
    assert (told["matched"], told["present"]) == (decision("matched"), decision("present"))
    assert VALUES["reliability"]["all"]["after"]["ece"] <= 0.02
    assert VALUES["reliability"]["status matched"]["after"]["ece"] <= 0.01


def test_numbers_are_put_into_the_pattern_file() -> None:
    text = (ROOT / "patterns" / "link_weights.toml").read_text("utf-8")
    new = patched(text, Scale(1.25, -0.5, 0.45, 0.031), Thresholds(0.97, 0.7))
    assert 'words = ["base=-0.5", "growth=0.45", "missed=0.031"]' in new
    assert '"temperature=1.25", "matched=0.97", "present=0.7", "shown=' in new
    assert patched(new, scale(), Thresholds(decision("matched"), decision("present"))) == text
