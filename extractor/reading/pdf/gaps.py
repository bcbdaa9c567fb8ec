"""What the gaps in a row of words mean.

A gap is one of four things: the space of a sentence (stretched when the text is justified), a
gap made with tabs or spaces to lay out a header or a signature, the space between the letters
of a letter-spaced word, and the wider one between two such words.
"""

from __future__ import annotations

import re
from statistics import median_low

from extractor.reading.pdf.words import Word

# A layout gap is wider than the line's own spaces by three spaces; in a line that is not
# stretched, three typed spaces are enough.
_LAYOUT_SPACES, _TYPED_SPACES = 3.0, 2.6
# A line ending this near (points) to where text may end can be stretched; cells are padded so far.
_REACH = 12.0
# Justified spaces of one line are equal but for rounding (points, share).
_EVEN_POINTS, _EVEN_SHARE = 1.2, 0.12
# A gap is the space between two letter-spaced words if it exceeds that of letters so many times.
_SPREAD_RATIO = 1.6
# A number or bullet of a list and the text after it are apart by four font sizes at most.
_MARKER_GAP = 4.0

# «1.», «2.1», «3.3.1)», «а)», «IV.», «–», «•».
_MARKER = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){0,4}[.)]{1,2}|\d{1,2}(?:\.\d{1,2}){1,4}|[а-яёa-z]\)|[IVX]{1,5}[.)]|[-–—•·▪➢✓◆*]"
)

Row = list[Word]
"""The words on one base line, from the left."""


def is_marker(word: str) -> bool:
    """Whether ``word`` can be the number or bullet of a list item: «1.», «2.1», «а)», «•»."""
    return _MARKER.fullmatch(word) is not None


def signs_of(row: Row, gaps: list[float], space: float, right: float) -> list[str]:
    """What stands between the words of ``row``: a space, two, or a tab.

    Args:
        row: the words.
        gaps: the widths between them, in points.
        space: the width of an unstretched space, in points.
        right: how far lines reach at most in this column, in points.
    """
    if not gaps:
        return []
    wide = _layout_width(row, gaps, space, right)
    signs = ["\t" if gap >= wide else " " for gap in gaps]
    if is_marker(row[0].text) and "\t" not in signs[1:] and gaps[0] <= _MARKER_GAP * row[0].size:
        signs[0] = " "
    _space_out(row, gaps, signs)
    return signs


def _layout_width(row: Row, gaps: list[float], space: float, right: float) -> float:
    """From which width on a gap of this row is a layout gap."""
    limit = space * (1 + _LAYOUT_SPACES)
    wide = [gap for gap in gaps if gap >= limit]
    reaches = row[-1].x1 >= right - _REACH
    if wide and _is_stretched(row, gaps, wide, reaches=reaches):
        return max(gaps) + 1
    if not reaches:
        return space * _TYPED_SPACES
    usual = min(median_low(gaps), space * (2 if len(gaps) < 4 else 3))
    return usual + space * _LAYOUT_SPACES


def _is_stretched(row: Row, gaps: list[float], wide: list[float], *, reaches: bool) -> bool:
    """Whether the wide gaps of a row are the spaces of a justified line.

    Such spaces are equal, or twice as wide where two were typed; no-break spaces may have kept
    their width.  A line that ends before the margin (a narrow title) must show it in every gap.
    """
    if len(gaps) == 1:
        return row[1].text[:1].islower()
    least = min(wide)
    if not reaches:
        return len(wide) == len(gaps) and max(wide) - least <= _EVEN_POINTS
    even = max(_EVEN_POINTS, _EVEN_SHARE * least)
    return len(wide) > 1 and all(abs(gap - least * max(1, round(gap / least))) <= even for gap in wide)


def _space_out(row: Row, gaps: list[float], signs: list[str]) -> None:
    """Two spaces between letter-spaced words, in place in ``signs``."""
    letters = [len(w.text) == 1 and w.text.isalpha() for w in row]
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and letters[end]:
            end += 1
        if end - start >= 4:
            between = median_low(gaps[start : end - 1])
            for k in range(max(0, start - 1), min(end, len(gaps))):
                inside = start <= k < end - 1
                if gaps[k] > between * _SPREAD_RATIO and (signs[k] == " " or inside):
                    signs[k] = "  "
        start = max(end, start + 1)
