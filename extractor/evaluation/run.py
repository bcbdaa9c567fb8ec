"""Going over a corpus: every document read, extracted and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.errors import SvodkaError
from extractor.evaluation.corpus import Case
from extractor.evaluation.fold import Item
from extractor.evaluation.gold import load_gold
from extractor.evaluation.score import compare
from extractor.evaluation.tally import Tally

if TYPE_CHECKING:
    from pathlib import Path

    from extractor.record import Record


@dataclass(slots=True)
class Evaluation:
    """The tally of every split and format, and the documents that could not be read."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    unread: list[SvodkaError] = field(default_factory=list)


def evaluate(cases: Iterable[Case], *, read: Callable[[Path], Record]) -> Evaluation:
    """Compare the records of all cases with their gold.

    Args:
        read: how a document becomes a record; its ``SvodkaError`` counts as an empty record.
    Raises:
        SvodkaError: ``bad-gold``.
    """
    done = Evaluation()
    golds: dict[Path, Item] = {}
    for case in cases:
        if case.gold not in golds:
            golds[case.gold] = load_gold(case.gold)
        record: Item = {}
        try:
            # What a draft is blamed for is counted over the drafts made for that (``checks.py``), not here.
            record = read(case.file).model_dump(mode="json", exclude={"findings"})
        except SvodkaError as error:
            done.unread.append(error)
        tally = done.tallies.setdefault((case.split, case.format), Tally())
        tally.count(case.name, compare(golds[case.gold], record))
    return done
