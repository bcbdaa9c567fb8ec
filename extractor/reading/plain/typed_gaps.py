"""Rows whose tabs a web page shows as no-break spaces.

HTML has no tabs, so an editor writes each as the same few no-break spaces («&nbsp; &nbsp; »).  Columns
cannot be told by where they stand then, only by the count of gaps: several paragraphs in a row with
the same number of gaps, each as wide as one tab or as some, are rows.  The line of a head («date   place
№ 3») stands alone, a signature has one gap, and spaces that align columns differ from row to row.
"""

from __future__ import annotations

import re

_NBSP = "\u00a0"
_GAP = re.compile(rf"[ {_NBSP}]{{3,}}")
_FEWEST_ROWS = 3
_FEWEST_GAPS = 2


def tabbed(texts: list[str]) -> list[str]:
    """The texts, those that are such rows with their gaps as tabs."""
    changed = list(texts)
    at = 0
    while at < len(texts):
        rows = _rows(texts, at)
        if len(rows) >= _FEWEST_ROWS:
            changed[at : at + len(rows)] = rows
        # The row that ended these may begin others, but no row within them does.
        at += max(1, len(rows))
    return changed


def _rows(texts: list[str], start: int) -> list[str]:
    """The rows with tabs from ``start`` on, as many as agree with the first; none when it is no row."""
    gaps = _GAP.findall(texts[start].rstrip())
    if not gaps:
        return []
    width = min(map(len, gaps))
    rows: list[str] = []
    for at in range(start, len(texts)):
        row = _typed(texts[at], width)
        if row is None or row.count("\t") < _FEWEST_GAPS or (rows and row.count("\t") != rows[0].count("\t")):
            break
        rows.append(row)
    return rows


def _typed(text: str, width: int) -> str | None:
    """A row whose gaps are tabs ``width`` spaces wide; ``None`` when they are not."""
    pieces: list[str] = []
    at = 0
    for gap in _GAP.finditer(text):
        # The last plain space of a paragraph is not shown, nor kept by any reader.
        size = gap.end() - gap.start() + (gap.end() == len(text) and text.endswith(_NBSP))
        if _NBSP not in gap[0] or (size % width and gap.end() < len(text)):
            return None
        pieces += [text[at : gap.start()], "\t" * max(1, size // width)]
        at = gap.end()
    if not pieces or "\t" in text or "\n" in text:
        return None
    return "".join(pieces) + text[at:]
