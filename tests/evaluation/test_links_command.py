"""``svodka eval`` with labelled mentions and a registry, made for the purpose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import svodka, write_decision

REGISTRY = """id,name,number,municipality,region
A,МБОУ «Озерновская СОШ № 47»,47,Озёрный район,Енский край
B,МБОУ СОШ № 3,3,Озёрный район,Енский край
C,МБОУ СОШ № 3,3,Степной район,Енский край
"""
HEAD = "id\tcategory\tsplit\tmention\tsentence\tregion\tmunicipality\tanswer\texpected\tnote\n"
PAIRS = """L1\tномер\t{split}\tСОШ № 3\t\tЕнский край\tСтепной район\tLINK\tC\t
L2\tномер\t{split}\tСОШ № 3\t\tЕнский край\tОзёрный район\tLINK\tC\tошибка в эталоне
L3\tбез района\t{split}\tСОШ № 3\t\tЕнский край\t\tAMBIG\tB C\t
L4\tнет\t{split}\tСОШ № 88\t\tЕнский край\tОзёрный район\tNIL\t\t
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write_decision(folder / "files" / "txt" / "tune", "order.txt")
    gold = folder / "gold" / "tune" / "order.yaml"
    gold.parent.mkdir(parents=True)
    gold.write_text("header: {kind: order}\n", "utf-8")
    (folder / "links").mkdir()
    (folder / "links" / "registry.csv").write_text(REGISTRY, "utf-8")
    pairs = HEAD + PAIRS.format(split="tune") + PAIRS.format(split="test")
    (folder / "links" / "pairs.tsv").write_text(pairs, "utf-8")
    return folder


def test_tables_of_links(corpus: Path) -> None:
    lines = svodka("eval", corpus).stdout.decode().splitlines()
    at = lines.index(next(line for line in lines if line.startswith("tune: связи с реестром (4)")))
    rows = [line.split() for line in lines[at:]]
    assert rows[0][-5:] == ["верно", "неверно", "неоднозначно", "не", "найдено"]
    assert rows[1] == ["номер", "LINK", "1", "1", "0", "0"]
    assert rows[2] == ["без", "района", "AMBIG", "–", "0", "1", "0"]
    assert rows[3] == ["нет", "NIL", "–", "0", "0", "1"]
    assert rows[4] == ["все", "категории", "LINK", "1", "1", "0", "0"]
    assert rows[-4] == ["точность", "связей", "0.500"]
    assert rows[-3] == ["полнота", "(LINK)", "0.500"]
    assert [row[-1] for row in rows[-2:]] == ["1.000", "1.000"]
    said = svodka("eval", corpus, "--lang", "en").stdout.decode()
    assert "tune: links to the registry (4)" in said
    assert "precision of links" in said


def test_mistakes_of_the_blind_split_are_hidden(corpus: Path) -> None:
    said = svodka("eval", corpus, "--errors").stdout.decode()
    assert "+ tune/links L2 номер: «СОШ № 3» LINK C → matched B\n" in said
    assert "test/links" not in said
    (corpus / "gold" / "tune").rename(corpus / "gold" / "test")
    (corpus / "files" / "txt" / "tune").rename(corpus / "files" / "txt" / "test")
    assert "+ test/links L2" in svodka("eval", corpus, "--errors", "--split", "test").stdout.decode()


def test_as_json(corpus: Path) -> None:
    found = json.loads(svodka("eval", corpus, "--json").stdout)["links"]
    assert list(found) == ["test", "tune"]
    assert found["tune"]["mentions"] == 4
    assert found["tune"]["precision"] == 0.5
    assert found["tune"]["matrix"]["LINK"] == {"right": 1, "wrong": 1, "ambiguous": 0, "unmatched": 0}
    assert found["tune"]["categories"]["нет"] == {"NIL": {"right": 0, "wrong": 0, "ambiguous": 0, "unmatched": 1}}


def test_formats_are_of_documents(corpus: Path) -> None:
    assert "links" not in json.loads(svodka("eval", corpus, "--format", "txt", "--json").stdout)


def test_accepting(corpus: Path) -> None:
    done = svodka("eval", corpus, "--accept")
    assert str(corpus / "links" / "scores.json") in done.stderr.decode()
    kept = json.loads((corpus / "links" / "scores.json").read_text("utf-8"))
    assert kept["test"] == {"ambiguous": 1.0, "mentions": 4, "precision": 0.5, "recall": 0.5, "unmatched": 1.0}
    pairs = corpus / "links" / "pairs.tsv"
    pairs.write_text(pairs.read_text("utf-8").replace("LINK\tC\t\n", "LINK\tB\t\n"), "utf-8")
    done = svodka("eval", corpus, "--accept")
    assert "ниже прежнего: tune/links precision: 0.5000 → 0.0000" in done.stderr.decode()


def test_a_registry_that_is_missing(corpus: Path) -> None:
    (corpus / "links" / "registry.csv").unlink()
    done = svodka("eval", corpus)
    assert done.returncode == 3
    assert done.stdout == b""
