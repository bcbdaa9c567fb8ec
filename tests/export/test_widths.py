"""Widths of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export.widths import share

LONG, LONGER = "слово " * 15, "слово " * 60


@pytest.mark.parametrize(
    ("columns", "room", "widths"),
    [
        ([["№", "1"], ["План", "148\N{NO-BREAK SPACE}800"]], 80, [1, 7]),
        ([["№", "1.1"], ["Имя", "длинное название"]], 80, [3, 16]),
        ([["а", "первая\nвторая строка"]], 80, [13]),
        ([["", ""], ["очень", "x"]], 3, [1, 2]),
        ([["абвгд"], ["абвгд"]], 1, [1, 1]),
    ],
)
def test_short_columns_get_what_they_need(columns: list[list[str]], room: int, widths: list[int]) -> None:
    assert share(columns, room) == widths


def test_a_very_long_column_does_not_starve_a_long_one() -> None:
    number, long, longer = share([["№"], [LONG], [LONGER]], 91)
    assert number == 1
    assert number + long + longer == 91
    assert longer / 3 < long < longer


@given(
    st.lists(st.lists(st.text(alphabet="аб \n", max_size=40), min_size=1), min_size=1, max_size=6), st.integers(1, 60)
)
def test_never_wider_than_the_room_nor_than_needed(columns: list[list[str]], room: int) -> None:
    widths = share(columns, room)
    assert min(widths) >= 1
    assert sum(widths) <= max(room, len(columns))
    for cells, width in zip(columns, widths, strict=True):
        assert width <= max(1, *(len(line) for cell in cells for line in cell.split("\n")))
