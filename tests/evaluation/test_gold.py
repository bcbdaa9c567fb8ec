"""Gold files are checked: a mistake there would be blamed on the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import ROOT

from extractor.errors import ExitCode, SvodkaError
from extractor.evaluation.gold import load_gold

GOLDS = sorted((ROOT / "corpus" / "gold").glob("*/*.yaml"))

GOOD = """
pages: [1, 2]
header: {kind: order, period: {start: 2024-01-01, end: 2024-12-31}, signatories: [{name: Е.В. Гуляева}]}
indicators:
  - {number: "1", name: Доля, status: achieved, values: [{role: target, value: 5.7, unit: percent, comparator: ge}]}
percentages: [{low: 1, high: 3}]
schools: [{kind: СОШ, number: "1", registry: A-1}]
deadlines: [{kind: date, due: 2024-12-19}]
orders: [{number: "1", act: true}, {number: "2", deadlines: [{kind: ongoing}]}]
findings: [{rule: numbering-gap, order: "1"}]
findings_complete: true
"""


@pytest.mark.parametrize("path", GOLDS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_gold_of_the_corpus(path: Path) -> None:
    assert load_gold(path)


def test_good_gold(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, "utf-8")
    assert load_gold(path)["header"]["kind"] == "order"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("headr: {}", "неизвестный ключ «headr»"),
        ("header: {nummer: 1}", "header: неизвестный ключ «nummer»"),
        ("header: [1]", "header: нужны ключи со значениями"),
        ("indicators: [{name: x, values: [{role: plan}]}]", "indicators[1].values[1].role: «plan» нет среди"),
        ("indicators: [{name: x, valuse: []}]", "indicators[1]: неизвестный ключ «valuse»"),
        ("indicators: [{name: x, values: [{value: 5 %}]}]", "values[1].value: нужно число, а стоит «5 %»"),
        ("indicators: [{name: x, status: done}]", "indicators[1].status: «done» нет среди"),
        ("orders: [{deadlines: [{due: 2024-01-01, kind: day}]}]", "orders[1].deadlines[1].kind: «day» нет среди"),
        ("deadlines: {kind: date}", "deadlines: нужен список"),
        ("header: {title: {a: 1}}", "header.title: здесь не ждут ключей"),
        ("percentages: 5", "percentages: нужен список"),
        ("schools: [МБОУ СОШ № 1]", "schools[1]: нужны ключи со значениями"),
        ("findings: [{rull: x}]", "findings[1]: неизвестный ключ «rull»"),
        ("- x", "нужны ключи записи"),
        ("", "нужны ключи записи"),
        ("a: [", "line 1"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, detail: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(SvodkaError) as caught:
        load_gold(path)
    assert caught.value.code == "bad-gold"
    assert caught.value.exit_code == ExitCode.USAGE
    assert detail in caught.value.detail
    assert str(path) in caught.value.message()


def test_yaml_that_is_no_data_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("header: !!python/object/apply:os.getcwd []")
    with pytest.raises(SvodkaError) as caught:
        load_gold(path)
    assert caught.value.code == "bad-gold"
