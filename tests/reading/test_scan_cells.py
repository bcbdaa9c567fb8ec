"""Numbers cut by the edge of a narrow cell, as a scan shows them: ink without the space beside it."""

from __future__ import annotations

from array import array

import pytest

from extractor.reading.pdf.cells import Room, cell_joins
from extractor.reading.pdf.lines import Line

DIGIT, WIDTH = 5.5, 24.0


def line(text: str, base: float, *, scanned: bool, x0: float = 12.0) -> Line:
    wide = DIGIT * len(text)
    sure = (0.97,) if scanned else ()
    return Line(1, text, array("d", (x0, x0 + wide)), base, 10.0, False, wide, 2.5, DIGIT, 0, (595.0, 842.0), 0, sure)


@pytest.mark.parametrize(
    ("above", "below", "width", "join"),
    [
        ("296", "1", WIDTH, ""),
        ("281", "0", WIDTH + 2, ""),
        ("12", "5", 40.0, "\n"),  # both would have fitted
        ("12", "345", WIDTH + 18, "\n"),
    ],
)
def test_a_number_goes_on_below(above: str, below: str, width: float, join: str) -> None:
    room = Room((10.0, 10.0, 10.0 + width, 60.0), 2.0)
    assert cell_joins([line(above, 20, scanned=True), line(below, 32, scanned=True)], room) == [join]


def test_in_a_text_layer_widths_are_exact() -> None:
    room = Room((10.0, 10.0, 10.0 + WIDTH + 4, 60.0), 2.0)
    assert cell_joins([line("281", 20, scanned=False), line("0", 32, scanned=False)], room) != [""]
