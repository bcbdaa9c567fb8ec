"""What a cell of a value column says, and what it must not be made to say."""

from __future__ import annotations

import pytest

from extractor.fields.cells import cell_values

SAID = [
    ("5 /28%", 28.0, "percent", 5.0),
    ("1/5/%", 5.0, "percent", 1.0),
    ("2,(4%)", 4.0, "percent", 2.0),
    ("1573 чел. (50%)", 50.0, "percent", 1573.0),
    ("2/0,01 %", 0.01, "percent", 2.0),
    ("23993руб.", 23993.0, "rub", None),
    ("0/0%", 0.0, "percent", 0.0),
    ("53,00%", 53.0, "percent", None),
]


@pytest.mark.parametrize(("text", "value", "unit", "count"), SAID)
def test_value(text: str, value: float, unit: str, count: float | None) -> None:
    assert [(v.value, v.unit, v.count) for v in cell_values(text)] == [(value, unit, count)]


@pytest.mark.parametrize("text", ["8/70", "1/9.1", "–", "х", "нет данных", "человек/%", "положительная", ""])
def test_no_value(text: str) -> None:
    assert cell_values(text) == []


def test_a_pair_where_the_unit_says_so() -> None:
    assert [(v.value, v.count) for v in cell_values("11/92", pair=True)] == [(92.0, 11.0)]
