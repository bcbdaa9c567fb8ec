"""``svodka eval`` over a small corpus made for the purpose."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from running import svodka, write_broken, write_decision

from extractor.commands import main
from extractor.evaluation import accepted

GOLD = """
header: {kind: order, number: 9-од, date: 2025-01-16}
percentages: [{value: 86.7}, {value: 90}, {value: 90, comparator: ge}]
schools: [{legal_form: МБОУ, name: Озерновская, kind: СОШ, number: "47"}]
orders: [{number: "1", deadlines: [{kind: date, due: 2025-03-01}]}, {number: "2"}]
deadlines: [{kind: date, due: 2025-03-01}, {kind: date, due: 2026-01-01}]
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two splits; one mistake is planted in the gold of each (a deadline that is not there)."""
    folder = tmp_path / "corpus"
    for split in ("tune", "test"):
        write_decision(folder / "files" / "txt" / split, f"{split}-order.txt")
        gold = folder / "gold" / split / f"{split}-order.yaml"
        gold.parent.mkdir(parents=True)
        gold.write_text(GOLD, "utf-8")
    write_decision(folder / "files" / "html" / "tune", "tune-order.html")
    return folder


def test_figures_by_split_and_format(corpus: Path) -> None:
    done = svodka("eval", corpus)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0].split() == ["test", "txt", "(1)"]
    tune = lines[lines.index("") + 1 :]
    assert tune[0].split() == ["tune", "html", "(1)", "txt", "(1)"]
    assert tune[2].split() == ["deadlines", *["1.000", "0.500", "0.667"] * 2]
    assert tune[-1].startswith("среднее главных")
    assert svodka("eval", corpus, "--lang", "en").stdout.decode().count("mean of the main") == 2


def test_chosen_splits_and_formats(corpus: Path) -> None:
    done = svodka("eval", corpus, "--split", "tune", "--format", "txt", "--json")
    found = json.loads(done.stdout)
    assert list(found) == ["tune"]
    assert list(found["tune"]) == ["txt"]
    assert found["tune"]["txt"]["documents"] == 1
    assert found["tune"]["txt"]["fields"]["deadlines"] == {
        "hits": 1,
        "extra": 0,
        "missing": 1,
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.666667,
    }


def test_mistakes_of_the_blind_split_are_shown_to_nobody_by_accident(corpus: Path) -> None:
    said = svodka("eval", corpus, "--errors").stdout.decode()
    assert "- tune/txt tune-order deadlines: date 2026-01-01\n" in said
    assert "test-order" not in said
    said = svodka("eval", corpus, "--errors", "--split", "test").stdout.decode()
    assert "- test/txt test-order deadlines: date 2026-01-01\n" in said


def test_an_unreadable_document_counts_as_empty(corpus: Path) -> None:
    write_broken(corpus / "files" / "txt" / "tune", "tune-order.txt")
    done = svodka("eval", corpus, "--split", "tune", "--json")
    assert done.returncode == 3
    assert "ошибка [" in done.stderr.decode()
    assert json.loads(done.stdout)["tune"]["txt"]["fields"]["percentages"]["recall"] == 0


def test_accepting(corpus: Path) -> None:
    done = svodka("eval", corpus, "--accept")
    assert done.returncode == 0
    assert "принято: " in done.stderr.decode()
    kept = json.loads((corpus / "scores.json").read_text("utf-8"))
    assert kept["tune"]["html"]["documents"] == 1
    assert kept["test"]["txt"]["f1"]["deadlines"] == 0.6667
    gold = corpus / "gold" / "tune" / "tune-order.yaml"
    gold.write_text(GOLD.replace("value: 86.7", "value: 1"), "utf-8")
    done = svodka("eval", corpus, "--accept")
    assert "ниже прежнего: tune/txt percentages: 1.0000 → 0.6667" in done.stderr.decode()


@pytest.mark.parametrize("arguments", [["--split", "none"], ["--format", "pdf"], []])
def test_a_corpus_that_is_not_there(arguments: list[str], corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if not arguments:
        shutil.rmtree(corpus / "files")
    assert main(["eval", str(corpus), *arguments]) == 3
    assert "[not-found]" in capfd.readouterr().err


def test_bad_gold_is_told(corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (corpus / "gold" / "tune" / "tune-order.yaml").write_text("hedaer: {}")
    assert main(["eval", str(corpus)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "неизвестный ключ «hedaer»" in err


def test_without_the_library_for_gold(
    corpus: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yaml", None)
    assert main(["eval", str(corpus)]) == 4
    err = capfd.readouterr().err
    assert "PyYAML" in err
    assert 'pip install "svodka[eval]"' in err


def test_falls() -> None:
    was: accepted.Scores = {"tune": {"txt": {"documents": 3, "f1": {"orders": 0.9, "schools": 0.9, "gone": 0.5}}}}
    now: accepted.Scores = {"tune": {"txt": {"documents": 3, "f1": {"orders": 0.8985, "schools": 0.897, "new": 0.1}}}}
    assert [str(f) for f in accepted.falls(was, now)] == [
        "tune/txt schools: 0.9000 → 0.8970",
        "tune/txt gone: 0.5000 → 0.0000",
    ]
    assert [f.field for f in accepted.falls(was, {})] == ["documents", "orders", "schools", "gone"]
    assert accepted.falls(was, was) == []


def test_what_is_not_asked_of_the_documents_is_not_scored(corpus: Path) -> None:
    gold = corpus / "gold" / "tune" / "tune-order.yaml"
    gold.write_text(GOLD + "findings: [{rule: numbering-gap, order: '2'}]\n", "utf-8")
    scores = json.loads(svodka("eval", corpus, "--split", "tune", "--format", "txt", "--json").stdout)
    assert "findings" not in json.dumps(scores)


def test_schools_are_linked_to_the_registry_of_the_corpus(corpus: Path) -> None:
    gold = corpus / "gold" / "tune" / "tune-order.yaml"
    gold.write_text(GOLD.replace('number: "47"', 'number: "47", registry: R-1'), "utf-8")
    (corpus / "registry.csv").write_text("id,name\nR-1,МБОУ Озерновская СОШ № 47\nR-2,МБОУ Сымская ООШ № 20\n", "utf-8")
    done = svodka("eval", corpus, "--split", "tune", "--format", "txt")
    assert done.returncode == 0
    line = next(line for line in done.stdout.decode().splitlines() if line.startswith("schools.link"))
    assert line.split() == ["schools.link", "1.000", "1.000", "1.000"]
