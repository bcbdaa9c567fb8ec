"""Organisations whose municipality the registry does not tell, beside one that it puts into the district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.linking.compare import Evidence
from extractor.linking.profile import Profile
from extractor.linking.weights import weights

Compared = tuple[Profile, Evidence]
_LEVELS = {"unknown": "rival", "unlisted": "rival-named", "unlisted-alone": "rival-named"}
# What the whole name and its legal form may add; it does not make up for a place that nobody tells.
_SLACK = 2.0


def beside_known(found: Sequence[Compared]) -> list[Compared]:
    """The candidates, those of an untold municipality with less weight where one of the district fits as well.

    A district seldom has two schools of one number, and few of a region's schools are in this district.  Where the name
    agrees too, the row may be the same school told twice, which nobody can choose between.
    """
    table = weights("district")
    inside = max((e.score - table["context"] for _, e in found if e.level("district") == "context"), default=None)
    if inside is None:
        return list(found)

    def weighed(evidence: Evidence) -> Evidence:
        level = evidence.level("district") or ""
        if level not in _LEVELS:
            return evidence
        own = evidence.score - table[level]
        if own > inside + _SLACK:
            return evidence
        steps = (*(step for step in evidence.steps if step[0] != "district"), ("district", _LEVELS[level]))
        return replace(evidence, score=own + table[_LEVELS[level]], steps=steps)

    return [(profile, weighed(evidence)) for profile, evidence in found]
