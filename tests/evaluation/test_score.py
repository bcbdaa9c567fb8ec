"""Scoring of one document, field by field."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.evaluation.score import compare
from extractor.evaluation.tally import Score, Tally


def score(gold: dict[str, Any], record: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """Hits, extra and missing of every field."""
    tally = Tally()
    tally.count("x", compare(gold, record))
    return {name: (s.hits, s.extra, s.missing) for name, s in tally.scores.items()}


def test_what_gold_leaves_out_is_not_scored() -> None:
    assert score({"header": {"kind": "order"}}, {"header": {"kind": "order", "number": "5"}, "orders": [{}]}) == {
        "header.kind": (1, 0, 0)
    }
    assert score({}, {"percentages": [{"value": 1}]}) == {}


@pytest.mark.parametrize(
    ("key", "want", "have", "counts"),
    [
        ("number", "15-о", "15-О", (1, 0, 0)),
        ("number", "15-о", None, (0, 0, 1)),
        ("number", "15-о", "16", (0, 1, 1)),
        ("title", "Об итогах работы школ района", "Об итогах работы школ района.", (1, 0, 0)),
        ("title", "Об итогах работы", "Совсем другое дело", (0, 1, 1)),
        (
            "period",
            {"start": "2019-01-01", "end": "2019-12-31"},
            {"start": "2019-01-01", "end": "2019-12-31"},
            (1, 0, 0),
        ),
        ("period", {"start": "2019-01-01", "end": "2019-12-31"}, None, (0, 0, 1)),
        ("signatories", [{"name": "Е.В. Гуляева"}], [{"name": "Е. В. Гуляева"}, {"name": "И.А. Нестерева"}], (1, 1, 0)),
    ],
)
def test_header(key: str, want: Any, have: Any, counts: tuple[int, int, int]) -> None:
    assert score({"header": {key: want}}, {"header": {key: have}}) == {f"header.{key}": counts}


def indicator(name: str, *values: dict[str, Any], **known: Any) -> dict[str, Any]:
    return {"name": name, "values": list(values), **known}


def test_indicators_are_paired_by_name_and_number() -> None:
    gold = [indicator("Доля школ", number="1"), indicator("Охват питанием", number="2"), indicator("Пропущенный")]
    record = [indicator("Охват питания", number="2."), indicator("Доля школ", number="1"), indicator("Совсем чужой")]
    assert score({"indicators": gold}, {"indicators": record})["indicators"] == (2, 1, 1)


def test_values_count_their_role_unit_and_comparator() -> None:
    want = {"role": "target", "value": 5, "unit": "percent", "comparator": "ge"}
    for change, counts in (
        ({}, (1, 0, 0)),
        ({"value": 5.0, "unit": "%", "year": 2023, "subject": "СОШ № 1"}, (1, 0, 0)),
        ({"role": "actual"}, (0, 1, 1)),
        ({"comparator": None}, (0, 1, 1)),
        ({"unit": "count"}, (0, 1, 1)),
    ):
        gold, record = [indicator("Доля школ", want)], [indicator("Доля школ", {**want, **change})]
        assert score({"indicators": gold}, {"indicators": record})["indicators.values"] == counts


def test_years_and_subjects_count_where_gold_has_them() -> None:
    want = {"role": "actual", "value": 5, "unit": "percent", "year": 2023, "subject": "СОШ № 1"}
    gold = [indicator("Доля школ", want)]
    for change, counts in (({}, (1, 0, 0)), ({"year": None}, (0, 1, 1)), ({"subject": "СОШ № 2"}, (0, 1, 1))):
        assert (
            score({"indicators": gold}, {"indicators": [indicator("Доля школ", {**want, **change})]})[
                "indicators.values"
            ]
            == counts
        )


def test_values_of_an_indicator_that_was_not_found_are_missing() -> None:
    gold = [indicator("Доля школ", {"role": "actual", "value": 5, "unit": "percent"}, status="achieved")]
    found = score({"indicators": gold}, {"indicators": []})
    assert (found["indicators.values"], found["indicators.status"]) == ((0, 0, 1), (0, 0, 1))


def test_status() -> None:
    def status(want: dict[str, Any], have: dict[str, Any]) -> tuple[int, int, int] | None:
        gold = {"indicators": [indicator("Доля школ", **want)]}
        return score(gold, {"indicators": [indicator("Доля школ", **have)]}).get("indicators.status")

    assert status({"status": "achieved"}, {"status": "achieved"}) == (1, 0, 0)
    assert status({"status": "achieved"}, {"status": "not_achieved"}) == (0, 1, 1)
    assert status({}, {"status": "achieved"}) == (0, 1, 0)
    assert status({"status": "unknown"}, {"status": None}) == (0, 0, 0)
    assert status({}, {}) is None


def test_percentages() -> None:
    gold = {"percentages": [{"value": 5}, {"value": 5}, {"low": 1, "high": 3}, {"value": 70, "comparator": "ge"}]}
    record = {"percentages": [{"value": 5.0}, {"low": 1, "high": 3.0}, {"value": 70}, {"value": 9}]}
    assert score(gold, record) == {"percentages": (2, 2, 2), "percentages.value_only": (3, 1, 1)}


def test_schools_and_their_links() -> None:
    gold = {
        "schools": [{"kind": "СОШ", "number": "1", "registry": "A-1"}, {"kind": "СОШ", "number": "2", "registry": None}]
    }
    linked = {"kind": "СОШ", "number": "1", "link": {"status": "matched", "id": "A-1"}}
    unsure = {"kind": "СОШ", "number": "2", "link": {"status": "ambiguous", "id": "A-2"}}
    assert score(gold, {"schools": [linked, unsure]}) == {"schools": (2, 0, 0), "schools.link": (1, 0, 0)}
    assert score(gold, {"schools": []})["schools.link"] == (0, 0, 1)
    assert score({"schools": [{"kind": "СОШ"}]}, {"schools": []}) == {"schools": (0, 0, 1)}


def test_orders_by_number_and_in_reading_order() -> None:
    gold = {
        "orders": [
            {"number": "1", "assignee": "Отделу кадров", "text": "Подготовить отчёт", "deadlines": []},
            {"number": "1", "assignee": "Директорам школ", "deadlines": [{"kind": "date", "due": "2024-05-01"}]},
        ]
    }
    record = {
        "orders": [
            {"number": "1.", "type": "task", "assignee": "Отделу кадров", "text": "Подготовить отчёт в срок"},
            {
                "number": "1)",
                "type": "task",
                "assignee": "Бухгалтерии",
                "deadlines": [{"kind": "date", "due": "2024-05-01"}],
            },
        ]
    }
    assert score(gold, record) == {
        "orders": (2, 0, 0),
        "orders.assignee": (1, 1, 1),
        "orders.text": (1, 0, 0),
        "orders.deadlines": (1, 0, 0),
    }


def test_acts_and_free_points_do_not_count() -> None:
    gold = {"orders": [{"number": "1", "act": True}, {"number": "2"}]}
    record = {
        "orders": [{"number": "1", "type": "task"}, {"number": "2", "type": "task"}, {"number": "3", "type": "act"}]
    }
    assert score(gold, record) == {"orders": (1, 0, 0)}


def test_findings() -> None:
    gold: dict[str, Any] = {
        "findings": [{"rule": "numbering-gap", "order": "2.3"}, {"rule": "header-missing", "at": "title"}]
    }
    found = [{"rule": "numbering-gap", "order": "2.3"}, {"rule": "target-missing", "indicator": "1"}]
    assert score(gold, {}) == {}
    assert score(gold, {"findings": found}) == {"findings": (1, 0, 1)}
    assert score({**gold, "findings_complete": True}, {"findings": found}) == {"findings": (1, 1, 1)}


def test_a_finding_is_told_by_its_place_or_its_quote() -> None:
    gold = {"findings": [{"rule": "school-unknown", "at": "Староназимовская СОШ"}]}
    quoted = [{"rule": "school-unknown", "at": "п. 3", "quote": "Староназимовская СОШ"}]
    assert score(gold, {"findings": quoted}) == {"findings": (1, 0, 0)}


def test_only_the_annotated_pages_count() -> None:
    gold = {"pages": [2, 3], "percentages": [{"value": 5}]}
    record = {"percentages": [{"value": 1, "span": {"page": 1}}, {"value": 5, "span": {"page": 2}}], "text": "x"}
    assert score(gold, record)["percentages"] == (1, 0, 0)


def test_figures() -> None:
    assert (Score(3, 1, 0).precision, Score(3, 0, 1).recall) == (0.75, 0.75)
    assert Score(3, 1, 1).f1 == 0.75
    assert (Score().precision, Score().recall, Score().f1) == (1.0, 1.0, 1.0)
    assert (Score(0, 0, 2).precision, Score(0, 2, 0).recall, Score(0, 2, 2).f1) == (0.0, 1.0, 0.0)


def test_mistakes_are_kept() -> None:
    tally = Tally()
    tally.count("a", compare({"percentages": [{"value": 5}]}, {"percentages": [{"value": 6}]}))
    assert [(m.sign, m.document, m.field) for m in tally.mistakes[:2]] == [
        ("-", "a", "percentages"),
        ("+", "a", "percentages"),
    ]
