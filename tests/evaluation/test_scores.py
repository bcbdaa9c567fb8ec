"""The accepted scores of the corpus do not fall; ``svodka eval corpus --accept`` keeps new ones."""

from __future__ import annotations

from functools import partial

from running import ROOT

from extractor.commands.documents import read_record
from extractor.evaluation.accepted import falls, load, scores_of
from extractor.evaluation.corpus import cases_of, link_of
from extractor.evaluation.run import evaluate

CORPUS = ROOT / "corpus"


def test_no_score_falls() -> None:
    done = evaluate(cases_of(CORPUS), read=partial(read_record, link=link_of(CORPUS)))
    assert done.unread == []
    # Only totals are told: the mistakes of the blind split are nobody's to see.
    assert [str(fall) for fall in falls(load(CORPUS), scores_of(done))] == []
