"""What the other numbers of a table tell about one of them: rows are counted on, a row's shares are of one size.

The comma of «71,5» and the point of «1.1» are lost where they touch a digit, and both models read «715» and «11».
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.reading.ocr.engine import Seen
from extractor.reading.source import Box

# Numbers as cells hold them; the last is one that may have lost its comma.
_NUMBER = re.compile(r"[+–-]?\d{1,3}(?:[.,]\d+)?%?")
_WHOLE = re.compile(r"[+–-]?[1-9]\d{1,3}")
_ROW = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?\.?")
# How many other numbers of its row a number is compared with, how many times the least of these the greatest is at
# most, how many times as large as each a number is that has lost its comma, how near them (times this) it is with it.
_FEWEST, _ALIKE, _TIMES, _NEAR = 2, 4.0, 4.0, 1.6
# Codes of units of measurement (ОКЕИ) that stand in the tables of municipal tasks: percent, unit, person and others.
_UNIT_CODE = re.compile(r"35[569]|36[26]|38[345]|539|540|642|657|661|698|728|744|79[2368]|876")
# A column counts its rows if so large a share of its cells are such numbers.
_COUNTING, _ROWS = 0.5, 3


def cell_doubts(words: Sequence[Seen], tables: Sequence[Sequence[Box]], dpi: int) -> set[int]:
    """The indices of words in cells whose numbers the rest of their table speaks against.

    Args:
        words: of a page.
        tables: the cells of each table (points).
        dpi: the page's resolution.
    """
    found: set[int] = set()
    for boxes in tables:
        cells = _cells(words, boxes, dpi)
        rows: dict[int, list[int]] = defaultdict(list)
        for at in cells:
            rows[round(boxes[at][1])].append(at)
        for row in rows.values():
            found |= set(_outliers(words, [cells[at] for at in sorted(row, key=lambda at: boxes[at][0])]))
        left = min((box[0] for box in boxes), default=0.0)
        first = sorted((at for at in cells if abs(boxes[at][0] - left) < 2), key=lambda at: boxes[at][1])
        found |= set(_miscounted(words, [cells[at] for at in first]))
    return found


def _cells(words: Sequence[Seen], boxes: Sequence[Box], dpi: int) -> dict[int, list[int]]:
    """The words of every cell that holds some."""
    scale = 72 / dpi
    cells: dict[int, list[int]] = defaultdict(list)
    for k, word in enumerate(words):
        x, y = (word.x0 + word.x1) / 2 * scale, (word.top + word.bottom) / 2 * scale
        at = next((n for n, (x0, top, x1, bottom) in enumerate(boxes) if x0 <= x < x1 and top <= y < bottom), None)
        if at is not None:
            cells[at].append(k)
    return cells


def _outliers(words: Sequence[Seen], row: Sequence[Sequence[int]]) -> Iterator[int]:
    """Whole numbers of a row that are of the others' size with a comma only."""
    single = [cell[0] for cell in row if len(cell) == 1 and _NUMBER.fullmatch(words[cell[0]].text)]
    values = {k: abs(float(words[k].text.strip("+–-%").replace(",", "."))) for k in single}
    for k in single:
        if not _WHOLE.fullmatch(words[k].text) or _UNIT_CODE.fullmatch(words[k].text):
            continue
        others = [value for n, value in values.items() if n != k and value]
        if len(others) < _FEWEST or max(others) > _ALIKE * min(others) or values[k] < _TIMES * max(others):
            continue
        if any(min(others) / _NEAR <= values[k] / by <= max(others) * _NEAR for by in (10, 100)):
            yield k


def _miscounted(words: Sequence[Seen], column: Sequence[Sequence[int]]) -> Iterator[int]:
    """Numbers of rows that do not follow the one before but would with a point: «11» after «1»."""
    counts = [(cell[0], m) for cell in column if len(cell) == 1 and (m := _ROW.fullmatch(words[cell[0]].text))]
    if len(counts) < max(_ROWS, _COUNTING * len(column)):
        return
    # The first row of a page may go on from the page before.
    before = _count(counts[0][1])
    for k, match in counts[1:]:
        number, parted = _count(match), (int(match[1][0]), int(match[1][1:] or 0))
        if not match[2] and parted[1] and not _follows(number, before) and _follows(parted, before):
            yield k
            number = parted
        before = number


def _count(match: re.Match[str]) -> tuple[int, int]:
    return int(match[1]), int(match[2] or 0)


def _follows(number: tuple[int, int], before: tuple[int, int]) -> bool:
    return number in ((before[0] + 1, 0), (before[0] + 1, 1), (before[0], before[1] + 1))
