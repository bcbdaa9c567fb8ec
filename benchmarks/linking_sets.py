"""Mentions of the made-up registry in three situations, and what linking answers to them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linking_mentions import MentionCase, make_mentions, without_context, without_targets
from linking_parts import Row
from linking_registry import make_registry, write_csv

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from extractor.linking.answer import Answer
    from extractor.linking.linker import Linker

DISTRICT, REMOVED, BARE = "district given", "school removed", "no context"


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up registry with its mentions.

    Attributes:
        full: the registry as CSV; ``left`` is without the organisations that are mentioned.
        rows, left_rows: the same as rows.
        cases: mentions by situation.
    """

    full: Path
    left: Path
    rows: Sequence[Row]
    left_rows: Sequence[Row]
    cases: dict[str, list[MentionCase]]

    def registry_of(self, situation: str) -> Path:
        return self.left if situation == REMOVED else self.full


def make(folder: Path, *, seed: int, organisations: int, mentions: int) -> Made:
    """A registry in ``folder`` and its mentions, the same for the same seed."""
    rows = make_registry(count=organisations, seed=seed)
    cases = make_mentions(rows, count=mentions, seed=seed)
    left, removed = without_targets(rows, cases)
    made = Made(
        folder / f"full-{seed}.csv",
        folder / f"left-{seed}.csv",
        rows,
        left,
        {DISTRICT: cases, REMOVED: removed, BARE: without_context(rows, cases)},
    )
    write_csv(rows, made.full)
    write_csv(left, made.left)
    return made


def link(linker: Linker, case: MentionCase) -> list[Answer]:
    """The answers for one mention, each school of it one."""
    from extractor.linking import Context

    context = Context(case.region or None, case.municipality or None, case.sentence)
    return [found.answer for found in linker.link(case.mention, context)]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the mentions of one situation.

    Attributes:
        mentions: all; ``links`` of them have one right answer.
        right, wrong: links made; a mention in which several schools are seen is none of the first.
        ambiguous: mentions that several organisations fit, answered with no link.
    """

    mentions: int
    links: int
    right: int
    wrong: int
    ambiguous: int

    @property
    def recall(self) -> float:
        """Per cent of the mentions with one right answer that have it."""
        return 100 * self.right / self.links if self.links else 0.0

    @property
    def precision(self) -> float:
        """Per cent of the links made that are right."""
        return 100 * self.right / (self.right + self.wrong) if self.right + self.wrong else 100.0

    @property
    def false(self) -> float:
        """Per cent of all mentions that have a wrong link."""
        return 100 * self.wrong / self.mentions


def outcome(cases: Iterable[MentionCase], linked: Iterable[Sequence[str | None]]) -> Outcome:
    """Count what was linked.

    Args:
        linked: for every mention the ids linked to, ``None`` for a school without a link.
    """
    counts: Counter[str] = Counter()
    for case, ids in zip(cases, linked, strict=True):
        counts["mentions"] += 1
        counts["links"] += case.unique
        made = [key for key in ids if key is not None]
        if case.unique and list(ids) == [case.expected]:
            counts["right"] += 1
        elif made:
            counts["wrong"] += 1
        elif not case.unique and case.expected:
            counts["ambiguous"] += 1
    return Outcome(*(counts[key] for key in ("mentions", "links", "right", "wrong", "ambiguous")))
