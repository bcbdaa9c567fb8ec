"""Our figures are those of the reference scorer, where it lies beside the repository."""

from __future__ import annotations

import importlib.util
import sys
from typing import Any

import pytest
from running import ROOT

from extractor import extract
from extractor.evaluation.gold import load_gold
from extractor.evaluation.score import compare
from extractor.evaluation.tally import Tally

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score" / "score.py"
SETS = [(SHARED / "gold", SHARED / "seeds/files"), (SHARED / "dev/gold", SHARED / "dev/files")]
FIGURES = ("hits", "extra", "missing", "precision", "recall", "f1")

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="no reference scorer here")


def reference() -> Any:
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def damaged(record: dict[str, Any]) -> dict[str, Any]:
    """A worse record, so that missing, extra and wrong items are compared too."""
    worse = dict(record)
    for key in ("indicators", "percentages", "schools", "deadlines", "orders"):
        items = [dict(item) for item in record[key]]
        worse[key] = items[: len(items) * 2 // 3] + items[:2]
    for k, item in enumerate(worse["indicators"]):
        item["name"] = item["name"][: 10 + 7 * (k % 9)]
        item["number"] = item["number"] if k % 2 else None
        item["status"] = "achieved" if k % 3 == 0 else item["status"]
    for k, item in enumerate(worse["orders"]):
        item["assignee"] = (item["assignee"] or "")[: 5 * k] or None
        item["text"] = item["text"][: 9 * k]
    worse["header"] = {**record["header"], "title": (record["header"]["title"] or "")[:60], "period": None}
    # As a check would leave them: the reference counts findings where a record has the key.
    worse["findings"] = [
        {"rule": "numbering-gap", "order": "2.3", "at": "2.3"},
        {"rule": "header-missing", "at": "number"},
    ]
    return worse


@pytest.mark.parametrize("form", ["docx", "txt"])
@pytest.mark.parametrize("worse", [False, True], ids=["as-extracted", "damaged"])
def test_the_same_figures(form: str, worse: bool) -> None:
    scorer = reference()
    theirs, ours = scorer.Tally(), Tally()
    for golds, files in SETS:
        for path in sorted(golds.glob("*.yaml")):
            record = extract(next((files / form).glob(f"{path.stem}.*"))).model_dump(mode="json")
            record = damaged(record) if worse else record
            gold = load_gold(path)
            scorer.score_document(path.stem, gold, record, theirs)
            ours.count(path.stem, compare(gold, record))
    expected = {row[0]: row[1:] for row in theirs.rows()}
    found = {name: tuple(getattr(ours.scores[name], f) for f in FIGURES) for name in ours.fields()}
    assert found.keys() == expected.keys()
    for name, figures in expected.items():
        assert found[name] == pytest.approx(figures), name


def test_folding_is_the_same() -> None:
    from extractor.evaluation import fold

    scorer = reference()
    words = [
        "СОШ №4",
        "СОШ№ 4",
        "N 5",
        "No5",
        "а N5",
        "«Ёлка» – 1.",
        "CОШ",
        "п.п.",
        "Мб/сек.",
        "тыс. руб.",
        "",
        None,
        "шт",
        "x°",
    ]
    for word in words:
        assert fold.text_key(word) == scorer.text_key(word)
        assert fold.unit_key(word) == scorer.unit_key(word)
        for other in words:
            assert fold.likeness(word, other) == scorer.name_score(word, other)
