"""How wide the columns of a table are when it has to fit a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Words are not broken where that can be helped: up to this length a column is as wide as its longest.
_LONGEST_WORD = 14
# Every space but the one that keeps «148 800» together.
_BREAKS = re.compile("[ \t\n]")


def share(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widths of columns, at least 1 each, that together take no more than ``room`` where that is possible.

    Short columns get what they need; what is left goes to the others by the square root of their text,
    which keeps a very long one from starving a long one.

    Args:
        columns: the cells of each column, its caption among them.
        room: characters for all columns together, without what stands between them.
    """
    needed = [max(len(line) for cell in cells for line in cell.split("\n")) for cells in columns]
    words = [max(len(word) for cell in cells for word in _BREAKS.split(cell)) for cells in columns]
    widths = [max(1, min(word, _LONGEST_WORD)) for word in words]
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < room:
        short = [k for k, width in enumerate(widths) if width < needed[k]]
        if not short:
            break
        widths[max(short, key=lambda k: needed[k] / widths[k] ** 2)] += 1
    return widths
