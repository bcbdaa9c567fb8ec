"""Lines of one paragraph or cell put together into one text, every word with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extractor.reading.pdf.lexicon import drops_hyphen
from extractor.reading.pdf.lines import WORD, Line
from extractor.reading.places import Places
from extractor.reading.source import Align, Kind, Place, RawText

Join = Literal[" ", "\n", "\t", ""]
"""What two lines are joined by: a space, a line break, a tab, or nothing (a word cut in two)."""

# A hyphen after a space is a dash.
_HYPHEN = re.compile(r"\S[-\u00ad\u2010]$")
# «план/факт» and «2020–2024» may be broken after the sign, without a space.
_OPEN_END = re.compile(r"\S[/–—]$")


def ends_in_hyphen(line: Line) -> bool:
    return _HYPHEN.search(line.text) is not None


def _from(index: int, lines: Sequence[Line], joins: Sequence[Join]) -> str:
    """The line's text with the rest of a word that is cut at its end."""
    text = lines[index].text
    while index < len(joins) and joins[index] == "":
        index += 1
        text += lines[index].text
    return text


def ends_open(line: Line) -> bool:
    return _OPEN_END.search(line.text) is not None


def compose(
    lines: Sequence[Line], joins: Sequence[Join], *, kind: Kind = "paragraph", align: Align | None = None
) -> tuple[RawText, int]:
    """One text of ``lines``.

    Args:
        lines: at least one line, in reading order.
        joins: what stands between them, one less than lines.
        kind: of the text.
        align: of the text.
    Returns:
        The text with a place for every word, and the number of hyphens it left out.
    """
    pieces: list[str] = []
    places: list[Place] = []
    size = dropped = 0
    for index, line in enumerate(lines):
        text = line.text
        join: str = joins[index] if index < len(joins) else ""
        if join == " " and (ends_in_hyphen(line) or ends_open(line)):
            join = ""
            if ends_in_hyphen(line) and drops_hyphen(text, _from(index + 1, lines, joins)):
                text = text[:-1]
                dropped += 1
        for k, (word, box) in enumerate(zip(WORD.finditer(line.text), line.boxes(), strict=True)):
            start, end = word.start(), min(word.end(), len(text))
            if start < end:
                sure = line.sure[k] if line.sure else 1.0
                places.append(Place(size + start, size + end, line.page, box, sure))
        pieces += text, join
        size += len(text) + len(join)
    return (
        RawText(
            "".join(pieces),
            kind=kind,
            align=align,
            bold=all(line.bold for line in lines),
            locator=f"page {lines[0].page}",
            places=Places(places),
            scanned=any(line.sure for line in lines),
        ),
        dropped,
    )
