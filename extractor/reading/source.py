"""What every reader hands on: the source's own characters with the place where they stand.

A reader (one file per format) turns bytes into a ``Reading``.  It neither cleans nor
interprets: cleaning with offset maps is ``extractor.text.normalise``, telling layout tables
from data tables is ``extractor.reading.layout``, and ``extractor.reading.assemble`` makes
the ``Document`` out of a ``Reading``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["paragraph", "heading", "list_item", "header", "footer", "textbox", "footnote"]
Align = Literal["left", "center", "right", "both"]
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, the origin at the page's upper left corner."""

Mark = tuple[int, str]
"""So many characters at the start of a text stand for this number of a list."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the raw characters ``start:end`` of one text stand on a page (1-based).

    ``sure`` is how sure their reading is: 1 unless they were read from a picture.
    """

    start: int
    end: int
    page: int
    box: Box
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: an insertion covers raw ``start:end``, a deletion stands at ``start``."""

    kind: Literal["inserted", "deleted"]
    start: int
    end: int
    text: str


@dataclass(slots=True)
class RawText:
    """One paragraph, list item or heading as the file has it.

    ``text`` holds the file's own characters (a hard line break is ``\\n``, a tab ``\\t``;
    lines that a format merely wraps are joined by the reader).  ``number`` is a list number
    that the file does not hold as text but shows («1.1.», «а)», «•»), never a typed one.
    ``locator`` names the place in the file's own terms, for people: ``p12`` (12th paragraph
    of a DOCX), ``line 40`` (text file), ``p/3/td`` (HTML), whatever suits the format.
    ``scanned`` marks text that was read from a picture, ``mark`` its list number where that was misread.
    """

    text: str
    kind: Kind = "paragraph"
    number: str | None = None
    level: int = 0
    align: Align | None = None
    bold: bool = False
    locator: str = ""
    places: Sequence[Place] = ()
    changes: tuple[Change, ...] = ()
    scanned: bool = False
    mark: Mark | None = None


@dataclass(slots=True)
class RawCell:
    """One owner cell of a grid; the positions it is merged over have no cell of their own."""

    row: int
    column: int
    items: list[RawText | RawTable]
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class RawTable:
    """A grid.  ``bordered`` is None where the format does not say.

    ``merges_known`` is False where an empty cell may be the rest of a merged one
    (tables typed with tabs).
    """

    cells: list[RawCell]
    bordered: bool | None = None
    merges_known: bool = True
    locator: str = ""


@dataclass(slots=True)
class Reading:
    """The outcome of one reader.

    ``counted`` is the number of non-space characters the file holds, counted independently
    of the walk that made ``items``; ``dropped`` those left out on purpose (page numbers,
    running heads, deletions are not counted at all).  The difference between ``counted`` and
    what ``items`` hold plus ``dropped`` is a loss, and becomes a warning in the record.  ``scanned`` is
    how many of the ``pages`` were read from their pictures.
    """

    format: str
    items: list[RawText | RawTable]
    counted: int
    dropped: int = 0
    pages: int | None = None
    warnings: list[str] = field(default_factory=list)
    scanned: int = 0
