"""The words of a DOCX and the runs that hold them: from a span of a record's text back into the file.

All visible characters of the body stand in one row, in reading order, without white space; each block of
the document is found there by its own characters.  What the file only shows (numbers of lists) has no place in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from extractor.reading.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUN, _TEXT, _PROPERTIES = f"{_W}r", f"{_W}t", f"{_W}rPr"
_SIGNS = {f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset([f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}txbxContent"])
_OUTSIDE = ("header", "footer", "footnote", "textbox")
"""Word takes no comments in these."""


class Words:
    """The characters of a body; ``range_of`` finds those of a span."""

    def __init__(self, body: Any, document: Document) -> None:
        self._body = body
        self._document = document
        self._pieces: list[tuple[Any, str]] = []
        self._starts: list[int] = []
        self.look_again()
        self._row = "".join(_folded(text) for _, text in self._pieces)
        self._begin = self._blocks()

    def look_again(self) -> None:
        """Find the elements anew after a run was cut; the characters stay where they are."""
        self._pieces = list(_written(self._body))
        self._starts, size = [], 0
        for _, text in self._pieces:
            self._starts.append(size)
            size += len(_folded(text))

    def range_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last character behind ``text[start:end]``, counted in the row; ``None`` if the body does
        not hold the words."""
        ends = [
            (self._begin[piece.block] + len(_folded(raw[: piece.start])), len(_folded(piece.text)))
            for piece in self._document.source(start, end)
            if piece.block in self._begin and piece.text.strip()
            for raw in [self._document.blocks[piece.block].raw]
        ]
        if not ends:
            return None
        first, last = ends[0][0], ends[-1][0] + ends[-1][1] - 1
        return (first, last) if first <= last < len(self._row) else None

    def at(self, offset: int) -> tuple[Any, int]:
        """The element that holds a character of the row, and its place in the element's text."""
        piece = bisect_right(self._starts, offset) - 1
        element, text = self._pieces[piece]
        wanted = offset - self._starts[piece]
        seen = -1
        for place, letter in enumerate(text):
            seen += len(_folded(letter))
            if seen == wanted:
                return element, place
        return element, max(0, len(text) - 1)

    def _blocks(self) -> dict[int, int]:
        """Where the characters of every block begin in the row."""
        found: dict[int, int] = {}
        at = 0
        for block in self._document.blocks:
            folded = _folded(block.raw)
            if not folded or block.kind in _OUTSIDE:
                continue
            here = at if self._row.startswith(folded, at) else self._row.find(folded, at)
            if here < 0:
                here = self._row.find(folded)
            if here >= 0:
                found[block.index] = here
                at = here + len(folded)
        return found


def cut_before(element: Any, place: int) -> Any:
    """Cut the run of an element so that a run begins with character ``place`` of it; that run.

    The look of both halves is that of the run; nothing of its text is lost or moved.
    """
    run = run_of(element)
    if place > 0 and element.tag == _TEXT:
        rest = element.makeelement(_TEXT, dict(element.attrib))
        rest.text = (element.text or "")[place:]
        element.text = (element.text or "")[:place]
        for half in (element, rest):
            half.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.addnext(rest)
        element = rest
    if all(child.tag == _PROPERTIES for child in element.itersiblings(preceding=True)):
        return run
    after = run.makeelement(_RUN, dict(run.attrib))
    properties = run.find(_PROPERTIES)
    if properties is not None:
        after.append(deepcopy(properties))
    for child in [element, *element.itersiblings()]:
        after.append(child)
    run.addnext(after)
    return after


def cut_behind(element: Any, place: int) -> None:
    """Cut the run of an element so that a run ends with character ``place`` of it."""
    if element.tag == _TEXT and place + 1 < len(element.text or ""):
        cut_before(element, place + 1)
    elif (behind := next(iter(element.itersiblings()), None)) is not None:
        cut_before(behind, 0)


def _written(parent: Any) -> Iterator[tuple[Any, str]]:
    """The elements with visible characters, in order; what is deleted, hidden in fields or in boxes is not there."""
    for child in parent:
        if child.tag in _GONE:
            continue
        if child.tag == _TEXT:
            yield child, child.text or ""
        elif child.tag in _SIGNS:
            yield child, _SIGNS[child.tag]
        else:
            yield from _written(child)


def run_of(element: Any) -> Any:
    while element.tag != _RUN:
        element = element.getparent()
    return element


def _folded(text: str) -> str:
    """Without white space and case (capitals may be a matter of looks); as long as its visible characters."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text if not c.isspace())
