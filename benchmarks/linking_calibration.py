"""Fit the scale of linking's probabilities and say how well it holds: ``python benchmarks/linking_calibration.py``.

Writes its part of LINKING.md and linking.json; ``--write`` also puts the fitted numbers and thresholds into
``patterns/link_weights.toml``.  Some three minutes.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import linking_page
from linking_observed import Seen, Thresholds, claims, count_links, decided, of_made, of_pairs
from linking_reliability import log_loss, reliability
from linking_sets import BARE, DISTRICT, REMOVED, ROOT, make

sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from extractor.linking.decide import Scale

Rule = tuple["Scale", Thresholds]

FIT_SEED, SEED = 2, 1
MENTIONS = 4_000
COUNTS = {DISTRICT: 2_400, REMOVED: 800, BARE: 800}
"""Most papers tell their district, and most schools they name are in the registry."""
PATTERNS = ROOT / "patterns" / "link_weights.toml"
LIMITS = {"temperature": (0.4, 3.0), "base": (-4.0, 6.0), "missed": (0.0, 0.3)}
BEFORE = {"temperature": 1.0, "base": 1.4, "growth": 0.45, "missed": 0.0}
"""The scale as it was weighed by hand, which a fit is compared with."""
BEFORE_LEAST = Thresholds(0.9, 0.5)
FALSE = 0.004
"""The target is 0.5 % of false links; on other data there may be a few more than on those that were fitted."""
MARGIN = 0.015
"""Added to the least threshold: other data have more wrong links, and a wrong one is far worse than none."""
_GOLDEN = (5**0.5 - 1) / 2


def loss(seen: Sequence[Seen], scale: Scale) -> float:
    """Mean log loss of all claims, those of one school together."""
    return sum(log_loss(claim) for one in seen for claim in claims(one, scale)) / len(seen)


def fit(seen: Sequence[Seen], start: Scale) -> Scale:
    """The scale of least log loss: a golden-section search along each number in turn, until nothing is gained."""
    scale, best = start, loss(seen, start)
    for _ in range(12):
        before = best
        for name, (low, high) in LIMITS.items():
            found = golden(lambda value, name=name, now=scale: loss(seen, replace(now, **{name: value})), low, high)  # type: ignore[misc]
            trial = replace(scale, **{name: found})
            if (new := loss(seen, trial)) < best:
                scale, best = trial, new
        if before - best < 1e-6:
            break
    return scale


def golden(value: Callable[[float], float], low: float, high: float, *, steps: int = 20) -> float:
    """Where a function with one valley is least."""
    a, b = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_a, at_b = value(a), value(b)
    for _ in range(steps):
        if at_a < at_b:
            high, b, at_b = b, a, at_a
            a = high - _GOLDEN * (high - low)
            at_a = value(a)
        else:
            low, a, at_a = a, b, at_b
            b = low + _GOLDEN * (high - low)
            at_b = value(b)
    return (low + high) / 2


def thresholds(seen: Sequence[Seen], scale: Scale, hand: Scale) -> Thresholds:
    """The thresholds on the fitted scale that make the decisions no worse than those by hand.

    ``present``: as many answers «unmatched» as before; ``matched``: the least with no more wrong links altogether, none
    among the labelled mentions, and few where the school was removed, and a margin.
    """
    found = [one for one in seen if one.ids]
    absent = sum(decided(one, hand, BEFORE_LEAST)[0] == "unmatched" for one in found)
    there = sorted(1 - claims(one, scale)[0][0] for one in found)
    present = round((there[absent - 1] + there[absent]) / 2, 2)
    labelled, removed = ([one for one in seen if one.part == part] for part in ("tune", REMOVED))
    most = count_links(seen, hand, BEFORE_LEAST)[1]
    for step in range(900, 1000, 5):
        least = Thresholds(step / 1000, present)
        few = count_links(removed, scale, least)[1] <= FALSE * len(removed)
        if few and count_links(seen, scale, least)[1] <= most and not count_links(labelled, scale, least)[1]:
            return Thresholds(round(least.matched + MARGIN, 3), present)
    raise SystemExit("no threshold is good enough")


def measured(seen: Sequence[Seen], scale: Scale, least: Thresholds) -> dict[str, Any]:
    """Reliability by name: all answers, by status, by data."""
    done = [(one, *decided(one, scale, least)) for one in seen]
    groups: dict[str, Callable[[Seen, str], bool]] = {"all": lambda _one, _status: True}
    groups |= {f"status {s}": (lambda _one, status, s=s: status == s) for s in ("matched", "ambiguous", "unmatched")}  # type: ignore[misc]
    for part in dict.fromkeys(one.part for one in seen):
        groups[part_name(part)] = lambda one, _status, part=part: one.part == part  # type: ignore[misc]
    return {
        name: asdict(reliability([claim for one, status, claim, _ in done if holds(one, status)]))
        for name, holds in groups.items()
    }


def part_name(part: str) -> str:
    return f"corpus/links, {part}" if part in ("tune", "test") else f"made-up, {part}"


def patched(text: str, scale: Scale, least: Thresholds) -> str:
    """The pattern file with these numbers."""
    values = {**{field.name: getattr(scale, field.name) for field in fields(scale)}, **asdict(least)}
    head, tail = text[: text.index('id = "none"')], text[text.index('id = "none"') :]
    for name, value in values.items():
        tail = re.sub(rf'(?<="){name}=[-\d.]+(?=")', f"{name}={value:g}", tail)
    return head + tail


def observations(folder: Path, seed: int, split: str) -> list[Seen]:
    """All mentions of a made-up registry, and a split of the labelled ones."""
    made = make(folder, seed=seed, organisations=50_000, mentions=MENTIONS)
    return [*of_made(made), *of_pairs(split)]


def in_shares(seen: Sequence[Seen]) -> list[Seen]:
    """The labelled mentions, and the first so many of each situation."""
    groups = {part: [one for one in seen if one.part == part] for part in dict.fromkeys(one.part for one in seen)}
    return [one for part, group in groups.items() for one in group[: COUNTS.get(part)]]


def decisions(sets: dict[str, Sequence[Seen]], before: Rule, after: Rule) -> dict[str, Any]:
    """Links by set: right, wrong and all mentions, before and after."""
    return {
        f"{part_name(part)}{note}": {
            when: count_links([one for one in seen if one.part == part], *rule)
            for when, rule in (("before", before), ("after", after))
        }
        for note, seen in sets.items()
        for part in dict.fromkeys(one.part for one in seen)
    }


def main() -> int:
    """Fit, measure, write."""
    from extractor.linking.decide import Scale

    parser = argparse.ArgumentParser(description="Calibration of linking.")
    parser.add_argument("--write", action="store_true", help="put the numbers into patterns/link_weights.toml")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as name:
        os.environ["SVODKA_CACHE"] = name
        here, others = observations(Path(name), FIT_SEED, "tune"), observations(Path(name), SEED, "test")
    fitted_on, held_out = in_shares(here), in_shares(others)
    hand = Scale(**BEFORE)
    found = fit(fitted_on, hand)
    scale = Scale(**{key: round(value, 3 if key == "missed" else 2) for key, value in asdict(found).items()})
    before, after = (hand, BEFORE_LEAST), (scale, thresholds(here, scale, hand))
    was, now = measured(held_out, *before), measured(held_out, *after)
    kept = {
        "fitted": len(fitted_on),
        "fit_seed": FIT_SEED,
        "seed": SEED,
        "shares": ", ".join(f"{count} mentions «{situation}»" for situation, count in COUNTS.items()),
        "scale": asdict(scale) | asdict(after[1]),
        "loss": {"before": loss(fitted_on, hand), "after": loss(fitted_on, scale)},
        "reliability": {key: {"before": was[key], "after": now[key]} for key in now},
        "decisions": decisions({" (fitted on)": here, "": others}, before, after),
    }
    linking_page.keep("calibration", kept)
    linking_page.write()
    print(linking_page.page({"calibration": kept}))
    if write:
        PATTERNS.write_text(patched(PATTERNS.read_text("utf-8"), *after), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
