"""LINKING.md, made of linking.json, which the benchmark and the calibration each write their part of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from linking_sets import Outcome
from machine import HERE, told
from timing import Line, table

VALUES, PAGE = HERE / "linking.json", HERE / "LINKING.md"
_HEAD = """# Linking to a registry

A registry of {organisations:,} made-up organisations with the distributions of real ones (`linking_registry.py`), and
mentions of them as papers write them, some 9 % damaged (`linking_mentions.py`). «district given»: the paper's region
and district are known; «school removed»: the organisations mentioned are struck from the registry, so that no link is
right; «no context»: the mention alone, which often fits many. A mention of one school that is taken for several is not
right. Figures of the labelled mentions of `corpus/links` are told by `svodka eval corpus`.

Written by `python benchmarks/linking.py` (some ten minutes) and `python benchmarks/linking_calibration.py`. CPU time of
one core in user mode, each figure the median of three processes of their own; MB are 10^6 bytes.
"""
_RIVALS = """## Beside rapidfuzz

Mentions with the district given, then the same with their school removed. «right» is the share of the mentions with one
right answer that have it. Thresholds were chosen on another made-up registry, over both kinds of mentions together:
for the best harmonic mean of right share and precision, and for a precision of 99.8 % where any threshold reaches it;
with a threshold, two organisations equally alike get no link. «WRatio» sees the mention and all names of the registry,
no district; «token_sort_ratio» only the names of the true district, which it is told.

| method | mentions | right | precision | false links, school removed | mentions/s | threshold |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""
_CALIBRATION = """## Calibration

Fitted on {fitted} schools: the tune split of `corpus/links` and a made-up registry (seed {fit_seed}: {shares}). The
figures below are of other data: the test split and a registry of seed {seed}, in the same shares. Each answer makes one
claim, its score: a match, and the best candidate of an ambiguous answer, that this is the school; «unmatched», that the
school is not in the registry. Before: scores as they were weighed by hand.

{numbers}

| answers | | count | ECE | Brier | log loss |
| --- | --- | ---: | ---: | ---: | ---: |"""
_BINS = """
All answers by tenths of the score: how many, mean score, share that is right.

| score | before | predicted | right | after | predicted | right |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""
_DECISIONS = """
What the thresholds decide, over all mentions: right links, wrong links, mentions.

| data | before | after |
| --- | --- | --- |"""


def keep(part: str, values: Mapping[str, Any]) -> None:
    """Write one part of the file of values; the other stays."""
    kept = json.loads(VALUES.read_text("utf-8")) if VALUES.exists() else {}
    kept[part] = values
    VALUES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


def write() -> str:
    """Write the page and give its text."""
    text = page(json.loads(VALUES.read_text("utf-8")))
    PAGE.write_text(text, "utf-8")
    return text


def page(kept: Mapping[str, Any]) -> str:
    """The page in Markdown."""
    parts: list[str] = []
    if found := kept.get("benchmark"):
        parts += [_HEAD.format(organisations=found["organisations"]), told(found["machine"])]
        lines = [Line(**{key: value for key, value in line.items() if key != "met"}) for line in found["lines"]]
        for subject in dict.fromkeys(line.subject for line in lines):
            parts += [f"## {subject.capitalize()}\n"]
            parts += [*table((line for line in lines if line.subject == subject), digits=4), ""]
        parts += [_RIVALS, *_methods(found["methods"]), ""]
    if found := kept.get("calibration"):
        numbers = ", ".join(f"{key} {value:g}" for key, value in found["scale"].items())
        losses = f"log loss of the fit {found['loss']['before']:.4f} before, {found['loss']['after']:.4f} after"
        parts += [
            _CALIBRATION.format(**found, numbers=f"Fitted: {numbers}; {losses}."),
            *_reliability(found),
            _BINS,
            *_bins(found),
        ]
        parts += [_DECISIONS, *_decisions(found), ""]
    return "\n".join(parts)


def _methods(groups: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    for group in groups.values():
        for method in group:
            given, removed = Outcome(**method["given"]), Outcome(**method["removed"])
            cells = [method["name"], f"{given.mentions} + {removed.mentions}", f"{given.recall:.2f} %"]
            cells += [f"{given.precision:.2f} %", f"{removed.false:.2f} %", f"{method['speed']:.4g}"]
            cells.append("" if method["threshold"] is None else f"{method['threshold']:g}")
            yield f"| {' | '.join(cells)} |"


def _reliability(found: Mapping[str, Any]) -> Iterator[str]:
    for name, sides in found["reliability"].items():
        for when in ("before", "after"):
            one = sides[when]
            figures = f"{one['ece']:.4f} | {one['brier']:.4f} | {one['log_loss']:.4f}"
            yield f"| {name} | {when} | {one['count']} | {figures} |"


def _bins(found: Mapping[str, Any]) -> Iterator[str]:
    sides = found["reliability"]["all"]
    for n, (was, now) in enumerate(zip(sides["before"]["bins"], sides["after"]["bins"], strict=True)):
        cells = [f"{n / 10:.1f}–{(n + 1) / 10:.1f}"]
        for one in (was, now):
            cells += [str(one["count"])]
            cells += [f"{one['predicted']:.3f}", f"{one['observed']:.3f}"] if one["count"] else ["", ""]
        yield f"| {' | '.join(cells)} |"


def _decisions(found: Mapping[str, Any]) -> Iterator[str]:
    for name, sides in found["decisions"].items():
        told_of = [f"{right}, {wrong}, {total}" for right, wrong, total in (sides["before"], sides["after"])]
        yield f"| {name} | {' | '.join(told_of)} |"
