"""The drafts with planted faults: what is found of them, and what is told besides."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractor import extract
from extractor.checking.catalogue import rules
from extractor.errors import SvodkaError
from extractor.evaluation.checks import drafts_of, evaluate_checks

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"


def test_every_rule_has_four_faults_and_there_are_clean_drafts() -> None:
    drafts = drafts_of(CORPUS)
    planted = Counter(finding["rule"] for draft in drafts for finding in draft.wanted.get("findings") or [])
    assert planted.total() >= 120
    assert {name: count for name in rules() if (count := planted[name]) < 4} == {}
    assert sum(not draft.wanted.get("findings") for draft in drafts) >= 20


def test_recall_and_false_alarms_where_rules_were_tuned() -> None:
    counted = evaluate_checks(CORPUS, read=extract, splits=["tune"])["tune"]
    assert counted.tally.scores["findings"].recall >= 0.95
    assert counted.alarms * 10 <= counted.clean


@pytest.mark.skipif(not (CORPUS / "checks" / "test").is_dir(), reason="no split of another author")
def test_the_figures_of_the_other_author_do_not_fall() -> None:
    """What was reached; of recall still short of the goal, 0.95."""
    counted = evaluate_checks(CORPUS, read=extract, splits=["test"])["test"]
    assert counted.tally.scores["findings"].recall >= 0.93
    assert counted.alarms * 10 <= counted.clean


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("finding: []", "finding"),
        ("findings: [{rule: target-conflikt}]", "target-conflikt"),
        ("findings: [{rule: target-conflict, number: 3}]", "number"),
        ("findings: {rule: x}", "список"),
        ("findings: [", "pars"),
    ],
)
def test_a_mistake_in_the_yaml_is_told(tmp_path: Path, text: str, said: str) -> None:
    folder = tmp_path / "checks" / "tune"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(text, "utf-8")
    (folder / "a.txt").write_text("Справка", "utf-8")
    with pytest.raises(SvodkaError) as raised:
        drafts_of(tmp_path)
    assert raised.value.code == "bad-gold"
    assert said in raised.value.detail


def test_a_yaml_without_its_draft_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "checks" / "tune"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("findings: []", "utf-8")
    with pytest.raises(SvodkaError) as raised:
        drafts_of(tmp_path)
    assert raised.value.code == "bad-gold"
