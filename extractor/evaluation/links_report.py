"""Links against labelled mentions, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from extractor.evaluation.links import OUTCOMES, Cell, LinkTally
from extractor.evaluation.links_pairs import LABELS, Label

if TYPE_CHECKING:
    from extractor.commands.voice import Voice

_NAME = 50
_LABEL = 7
_FIGURE = 15
_HEADS = (("верно", "right"), ("неверно", "wrong"), ("неоднозначно", "ambiguous"), ("не найдено", "unmatched"))


def figures(tally: LinkTally) -> dict[str, float]:
    """How many mentions, and the four shares."""
    shares = {key: round(getattr(tally, key), 6) for key in ("precision", "recall", "ambiguous", "unmatched")}
    return {"mentions": tally.mentions} | shares


def as_values(tallies: Mapping[str, LinkTally]) -> dict[str, dict[str, Any]]:
    """split → figures, the matrix of all mentions, and that of every category."""
    return {
        split: figures(tally)
        | {"matrix": _matrix(tally.matrix)}
        | {"categories": {name: _matrix(cells) for name, cells in tally.categories.items()}}
        for split, tally in tallies.items()
    }


def as_text(tallies: Mapping[str, LinkTally], voice: Voice) -> str:
    """A table for every split: rows are categories and labels, columns what became of the mentions."""
    return "\n".join(_table(split, tally, voice) for split, tally in tallies.items())


def mistakes(tallies: Mapping[str, LinkTally], *, without: Collection[str] = ()) -> Iterator[str]:
    """A line for every mention that was answered otherwise than expected, but for those of some splits."""
    for split, tally in tallies.items():
        yield from (f"{mistake}\n" for mistake in tally.mistakes if split not in without)


def _table(split: str, tally: LinkTally, voice: Voice) -> str:
    head = voice(f"{split}: связи с реестром ({tally.mentions})", f"{split}: links to the registry ({tally.mentions})")
    lines = [head.ljust(_NAME + _LABEL) + "".join(voice(*words).rjust(_FIGURE) for words in _HEADS)]
    for name, cells in tally.categories.items():
        lines += _rows(name, cells)
    lines += _rows(voice("все категории", "all categories"), tally.matrix)
    for ru, en, value in (
        ("точность связей", "precision of links", tally.precision),
        ("полнота (LINK)", "recall (LINK)", tally.recall),
        ("неоднозначность узнана (AMBIG)", "ambiguity seen, all candidates named (AMBIG)", tally.ambiguous),
        ("отсутствие узнано (NIL)", "absence seen (NIL)", tally.unmatched),
    ):
        lines.append(voice(ru, en).ljust(_NAME + _LABEL) + f"{value:{_FIGURE}.3f}")
    return "".join(line.rstrip() + "\n" for line in lines)


def _rows(name: str, cells: Counter[Cell]) -> Iterator[str]:
    """A line for each label that occurs; the name stands before the first."""
    for label in LABELS:
        counts = [_count(cells, label, place) for place in range(len(OUTCOMES))]
        if any(cells[label, result] for result in OUTCOMES):
            yield name.ljust(_NAME) + label.ljust(_LABEL) + "".join(count.rjust(_FIGURE) for count in counts)
            name = ""


def _count(cells: Counter[Cell], label: Label, place: int) -> str:
    """A count; no link can be right where none or several are expected."""
    result = OUTCOMES[place]
    return "–" if result == "right" and label != "LINK" else str(cells[label, result])


def _matrix(cells: Counter[Cell]) -> dict[str, dict[str, int]]:
    return {
        label: {result: cells[label, result] for result in OUTCOMES}
        for label in LABELS
        if any(cells[label, result] for result in OUTCOMES)
    }
