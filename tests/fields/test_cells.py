"""What a cell of a value column says, and what it must not be made to say."""

from __future__ import annotations

import pytest

from extractor.fields.cells import cell_values
from extractor.fields.numbers import find_numbers

SAID = [
    ("5 /28%", 28.0, "percent", 5.0),
    ("1/5/%", 5.0, "percent", 1.0),
    ("2,(4%)", 4.0, "percent", 2.0),
    ("1573 чел. (50%)", 50.0, "percent", 1573.0),
    ("2/0,01 %", 0.01, "percent", 2.0),
    ("23993руб.", 23993.0, "rub", None),
    ("0/0%", 0.0, "percent", 0.0),
    ("53,00%", 53.0, "percent", None),
    ("9 из 12 (75 %)", 75.0, "percent", 9.0),
    ("65% (13 из 20)", 65.0, "percent", 13.0),
    ("9 из 12", 9.0, "count", None),
    ("4,2 из 5", 4.2, None, None),
    ("4 из 5 баллов", 4.0, None, None),
    ("1 200 из 1 500", 1200.0, "count", None),
    ("9 из 12 – 75 %", 75.0, "percent", 9.0),
    ("20 чел. – 80 %", 80.0, "percent", 20.0),
    ("120 – 85 %", 85.0, "percent", 120.0),
    ("28.650,40", 28650.4, None, None),
    ("9.5", 9.5, None, None),
]
BOUNDS = [("45 и выше", "ge"), ("10 и менее", "le"), ("не > 20", "le"), ("не<5", "ge"), ("≥ 80 %", "ge"), ("45", None)]


@pytest.mark.parametrize(("text", "value", "unit", "count"), SAID)
def test_value(text: str, value: float, unit: str, count: float | None) -> None:
    assert [(v.value, v.unit, v.count) for v in cell_values(text)] == [(value, unit, count)]


def test_points_between_thousands_in_a_sentence() -> None:
    assert [(n.value, n.unit) for n in find_numbers("зарплата 28.650,40 руб., 118 304,5 чел.-ч, план 9.5 балла")] == [
        (28650.4, "rub"),
        (118304.5, "чел.-ч"),
        (9.5, "point"),
    ]


@pytest.mark.parametrize(("text", "comparator"), BOUNDS)
def test_bound(text: str, comparator: str | None) -> None:
    assert [v.comparator for v in cell_values(text)] == [comparator]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("80 – 85%", 80, 85), ("15 – 20 %", 15, 20), ("5 – 10,5%", 5, 10.5), ("80–85 %", 80, 85), ("2,5 - 4 %", 2.5, 4)],
)
def test_a_range_of_percents_is_no_count_and_share(text: str, low: float, high: float) -> None:
    assert [(v.value, v.low, v.high, v.unit, v.count) for v in cell_values(text)] == [
        (None, low, high, "percent", None)
    ]


@pytest.mark.parametrize("text", ["8/70", "1/9.1", "–", "х", "нет данных", "человек/%", "положительная", ""])
def test_no_value(text: str) -> None:
    assert cell_values(text) == []


def test_a_pair_where_the_unit_says_so() -> None:
    assert [(v.value, v.count) for v in cell_values("11/92", pair=True)] == [(92.0, 11.0)]
