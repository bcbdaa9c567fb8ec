"""Checks over drafts with planted faults, for people and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from extractor.evaluation.checks import FIELD, ChecksTally
from extractor.evaluation.tally import Score

if TYPE_CHECKING:
    from extractor.commands.voice import Voice

_NAME = 24
_FIGURE = 12


def as_values(tallies: Mapping[str, ChecksTally]) -> dict[str, dict[str, Any]]:
    """split → how many drafts and planted faults, precision and recall, false alarms over the clean drafts."""
    found = {}
    for split, counted in tallies.items():
        score = counted.tally.scores.get(FIELD, Score())
        found[split] = {
            "drafts": counted.tally.documents,
            "planted": counted.planted,
            "precision": round(score.precision, 6),
            "recall": round(score.recall, 6),
            "clean": counted.clean,
            "alarms": counted.alarms,
        }
    return found


def as_text(tallies: Mapping[str, ChecksTally], voice: Voice) -> str:
    """A line for every split."""
    heads = (
        voice("проектов", "drafts"),
        voice("ошибок", "planted"),
        voice("точность", "precision"),
        voice("полнота", "recall"),
        voice("без ошибок", "clean"),
        voice("тревог", "alarms"),
    )
    lines = [voice("проверки", "checks").ljust(_NAME) + "".join(head.rjust(_FIGURE) for head in heads)]
    for split, values in as_values(tallies).items():
        cells = (f"{v:.3f}" if isinstance(v, float) else str(v) for v in values.values())
        lines.append(split.ljust(_NAME) + "".join(cell.rjust(_FIGURE) for cell in cells))
    return "".join(f"{line}\n" for line in lines)


def mistakes(tallies: Mapping[str, ChecksTally], *, without: Collection[str] = ()) -> Iterator[str]:
    """A line for every planted fault that was not found («-») and every finding besides («+»)."""
    for split, counted in tallies.items():
        for m in counted.tally.mistakes if split not in without else ():
            yield f"{m.sign} checks/{split} {m.document}: {m.item}\n"
