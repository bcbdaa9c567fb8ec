"""The «I» that is read as «1»: told by the top of the sign, in faces with serifs and without."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.reading.ocr.engine import Seen
from extractor.reading.ocr.roman import romans

HIGH, BASE = 20, 60


def words(
    flag: int, serif: int, *texts: str, line: int = 0
) -> tuple[list[Seen], np.ndarray[tuple[int, int], np.dtype[np.bool_]]]:
    """A stem of 4 by 20 pixels with a flag to the left and serifs to both sides, then words without ink."""
    ink = np.zeros((100, 400), dtype=np.bool_)
    ink[BASE - HIGH : BASE, 50:54] = True
    ink[BASE - HIGH + 2 : BASE - HIGH + 5, 50 - flag : 50] = True
    for row in (BASE - HIGH, BASE - 2):
        ink[row : row + 2, 50 - serif : 54 + serif] = True
    seen = [Seen(texts[0], 40, BASE - HIGH, 64, BASE, BASE, 95.0, 0)]
    seen += [
        Seen(text, 80 * k, BASE - HIGH, 80 * k + 60, BASE, BASE, 95.0, line) for k, text in enumerate(texts[1:], 1)
    ]
    return seen, ink


@pytest.mark.parametrize(
    ("flag", "serif", "texts", "found"),
    [
        (0, 0, ("1", "квартал"), [(0, True)]),
        (0, 4, ("1", "квартале"), [(0, True)]),
        (0, 4, ("1.", "ОБЩИЕ"), [(0, True)]),
        (0, 4, ("1.", "Общие"), [(0, False)]),
        (0, 0, ("1", "школа"), [(0, False)]),
        (0, 0, ("1",), [(0, False)]),
        (5, 0, ("1", "квартал"), []),
        (6, 4, ("1", "квартал"), []),
        (3, 0, ("1.", "ОБЩИЕ"), []),
        (0, 0, ("11", "квартал"), []),
        (0, 0, ("1,5", "балла"), []),
    ],
)
def test_a_one_without_a_flag(flag: int, serif: int, texts: tuple[str, ...], found: list[tuple[int, bool]]) -> None:
    assert list(romans(*words(flag, serif, *texts), HIGH)) == found


def test_the_next_line_tells_nothing() -> None:
    assert list(romans(*words(0, 0, "1", "квартал", line=1), HIGH)) == [(0, False)]
