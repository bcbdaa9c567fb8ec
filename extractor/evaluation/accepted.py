"""The accepted scores: what the program reached when somebody last looked at it and was content.

They stand in the corpus as JSON, so a change of behaviour is a change that one can read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import SvodkaError
from extractor.evaluation.run import Evaluation
from extractor.export.files import write_whole

FILE = "scores.json"
# A document more or less in a list moves F1 by more; a different library version by less.
TOLERANCE = 0.002

Scores = dict[str, dict[str, dict[str, Any]]]
"""split → format → ``documents`` (how many) and ``f1`` (field → score)."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A score that is lower than the accepted one."""

    split: str
    format: str
    field: str
    accepted: float
    now: float

    def __str__(self) -> str:
        return f"{self.split}/{self.format} {self.field}: {self.accepted:.4f} → {self.now:.4f}"


def scores_of(evaluation: Evaluation) -> Scores:
    """The figures to keep, rounded to four digits."""
    scores: Scores = {}
    for (split, form), tally in evaluation.tallies.items():
        f1 = {name: round(tally.scores[name].f1, 4) for name in tally.fields()}
        scores.setdefault(split, {})[form] = {"documents": tally.documents, "f1": f1}
    return scores


def load(corpus: Path) -> Any:
    """The accepted scores of a corpus (``Scores``), or of what else a folder keeps scores for.

    Raises:
        SvodkaError: ``not-found``, ``bad-gold``.
    """
    path = corpus / FILE
    try:
        scores = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SvodkaError("not-found", path=str(path)) from None
    except ValueError as why:
        raise SvodkaError("bad-gold", path=str(path), detail=str(why)) from why
    return scores


def save(corpus: Path, scores: Mapping[str, Any]) -> None:
    """Make these the accepted scores."""
    text = json.dumps(scores, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_whole(corpus / FILE, [text.encode()])


def falls(accepted: Scores, now: Scores, *, tolerance: float = TOLERANCE) -> list[Fall]:
    """Every accepted score that is not reached; a field, format or document that is gone counts as zero."""
    found = []
    for split, forms in accepted.items():
        for form, kept in forms.items():
            mine = now.get(split, {}).get(form, {"documents": 0, "f1": {}})
            pairs = [("documents", kept["documents"], mine["documents"])]
            pairs += [(name, score, mine["f1"].get(name, 0.0)) for name, score in kept["f1"].items()]
            found += [Fall(split, form, name, was, is_) for name, was, is_ in pairs if is_ < was - tolerance]
    return found
