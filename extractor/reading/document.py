"""The document as the fields see it: one canonical text, blocks, tables, and the way back.

A ``Document`` says nothing of its format: whatever stands here was a DOCX, a PDF, a page of
HTML or a text file alike.  ``text[block.start:block.end]`` is what a block says; a list number
that the file only shows stands in the text as generated characters before ``block.body``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from extractor.reading.places import NOWHERE, Places
from extractor.reading.source import Align, Box, Change
from extractor.text.normalise import Run, raw_range

BlockKind = Literal["paragraph", "heading", "list_item", "cell", "header", "footer", "textbox", "footnote"]

_WORKBOOKS = ("xlsx", "xls", "ods")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading or table cell.

    ``number`` is the number as shown («1.1», «а», «•»), typed or automatic; ``body`` the offset
    where the text after it begins.  ``runs`` and ``places`` are relative to the block: clean
    offsets from ``start`` to offsets in ``raw``, the file's own characters.
    """

    index: int
    kind: BlockKind
    start: int
    body: int
    end: int
    number: str | None
    level: int
    align: Align | None
    bold: bool
    locator: str
    raw: str
    runs: tuple[Run, ...]
    places: Places = NOWHERE
    changes: tuple[Change, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A data table: the owner cell of every position, as an index into ``Document.blocks``.

    ``merges_known`` is False where an empty cell may be the rest of a merged one.
    """

    index: int
    rows: int
    columns: int
    first: int
    last: int
    merges_known: bool


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """Characters of the file: ``block.raw[start:end] == text``; ``place`` in the file's terms."""

    block: int
    start: int
    end: int
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class Document:
    format: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    pages: int | None
    warnings: tuple[str, ...]
    text_from: Literal["native", "ocr", "mixed"] = "native"
    _starts: tuple[int, ...] = field(repr=False, default=())

    def block_at(self, offset: int) -> Block:
        """The block that holds a character of the canonical text."""
        return self.blocks[max(0, bisect_right(self._starts, offset) - 1)]

    def say(self, block: Block) -> str:
        """The block's text after its number."""
        return self.text[block.body : block.end]

    def source(self, start: int, end: int) -> list[SourcePiece]:
        """The file's own characters behind canonical ``start:end``, block by block."""
        pieces = []
        for block in self.blocks[self.block_at(start).index :]:
            if block.start >= end:
                break
            a, b = raw_range(block.runs, max(start, block.start) - block.start, min(end, block.end) - block.start)
            pieces.append(SourcePiece(block.index, a, b, block.raw[a:b], block.locator))
        return pieces

    def sure(self, start: int, end: int) -> float:
        """How sure the reading of a span is, 0 to 1: below 1 only for text read from a picture."""
        block = self.block_at(start)
        if not block.places:
            return 1.0
        return block.places.sure(*raw_range(block.runs, start - block.start, min(end, block.end) - block.start))

    def cell_at(self, start: int) -> str | None:
        """Sheet and cell of a span in a workbook («Лист1!B7»); ``None`` in documents of other formats."""
        return self.block_at(start).locator or None if self.format in _WORKBOOKS else None

    def where(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """Page and box of a span: the union of its words on the first page it touches."""
        block = self.block_at(start)
        if not block.places:
            return None, None
        a, b = raw_range(block.runs, start - block.start, min(end, block.end) - block.start)
        page, (x0, top, x1, bottom) = block.places.around(a, b)
        return page, (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
