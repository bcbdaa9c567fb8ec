"""The outcome of an evaluation for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from extractor.evaluation import checks_report, links_report
from extractor.evaluation.checks import FOLDER as CHECKS
from extractor.evaluation.links_pairs import FOLDER
from extractor.evaluation.tally import Score, Tally

if TYPE_CHECKING:
    from extractor.commands.voice import Voice
    from extractor.evaluation.checks import ChecksTally
    from extractor.evaluation.links import LinkTally
    from extractor.evaluation.run import Evaluation

# What a record is mostly read for; their mean is the last line of a report.
MAIN = (
    "indicators",
    "indicators.values",
    "indicators.status",
    "percentages",
    "schools",
    "deadlines",
    "orders",
    "header",
)
_NAME = 24
_FIGURES = 21
# As many formats as a terminal of 110 characters has room for.
_ACROSS = 4


def as_json(
    evaluation: Evaluation, links: Mapping[str, LinkTally], checks: Mapping[str, ChecksTally] | None = None
) -> str:
    """split → format → ``documents`` and, for every field, counts and figures; links and checks under their names."""
    found: dict[str, dict[str, object]] = {}
    for (split, form), tally in evaluation.tallies.items():
        fields = {name: _figures(tally.scores[name]) for name in tally.fields()}
        found.setdefault(split, {})[form] = {"documents": tally.documents, "fields": fields}
    if links:
        found[FOLDER] = dict(links_report.as_values(links))
    if checks:
        found[CHECKS] = dict(checks_report.as_values(checks))
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def as_text(
    evaluation: Evaluation,
    links: Mapping[str, LinkTally],
    voice: Voice,
    checks: Mapping[str, ChecksTally] | None = None,
) -> str:
    """A table for every split: fields down, formats across, precision, recall and F1; then links and checks."""
    tables: list[str] = []
    for split in dict.fromkeys(split for split, _ in evaluation.tallies):
        forms = [(form, tally) for (s, form), tally in evaluation.tallies.items() if s == split]
        for k in range(0, len(forms), _ACROSS):
            tables.append(_table(split, dict(forms[k : k + _ACROSS]), voice))
    if links:
        tables.append(links_report.as_text(links, voice))
    if checks:
        tables.append(checks_report.as_text(checks, voice))
    return "\n".join(tables)


def _table(split: str, tallies: dict[str, Tally], voice: Voice) -> str:
    heads = "".join(f"{form} ({tally.documents})".rjust(_FIGURES) for form, tally in tallies.items())
    lines = [split.ljust(_NAME) + heads, " " * _NAME + "".join(f"{'P':>7}{'R':>7}{'F1':>7}" for _ in tallies)]
    for name in sorted({name for tally in tallies.values() for name in tally.fields()}):
        lines.append(name.ljust(_NAME) + "".join(_row(tally.scores.get(name)) for tally in tallies.values()))
    means = "".join(f"{mean(tally):{_FIGURES}.3f}" for tally in tallies.values())
    lines.append(voice("среднее главных", "mean of the main").ljust(_NAME) + means)
    return "".join(line.rstrip() + "\n" for line in lines)


def mistakes(evaluation: Evaluation, *, without: Collection[str] = ()) -> Iterator[str]:
    """A line for every missing («-») or extra («+») item, but for those of some splits."""
    for (split, form), tally in evaluation.tallies.items():
        for m in tally.mistakes if split not in without else ():
            yield f"{m.sign} {split}/{form} {m.document} {m.field}: {m.item}\n"


def mean(tally: Tally) -> float:
    """The mean F1 of the main fields that gold speaks of; the keys of the header are counted together."""
    header = Score()
    for name, score in tally.scores.items():
        if name.startswith("header."):
            header.add(score)
    scores = {**tally.scores, "header": header}
    f1 = [scores[name].f1 for name in MAIN if name in scores]
    return sum(f1) / len(f1)


def _figures(score: Score) -> dict[str, float]:
    counts = {"hits": score.hits, "extra": score.extra, "missing": score.missing}
    return counts | {key: round(getattr(score, key), 6) for key in ("precision", "recall", "f1")}


def _row(score: Score | None) -> str:
    return " " * _FIGURES if score is None else f"{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}"
