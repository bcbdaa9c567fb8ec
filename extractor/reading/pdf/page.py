"""One page of a PDF as a sequence of lines and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

import pypdfium2 as pdfium

from extractor.reading.pdf.columns import columns_of
from extractor.reading.pdf.grid import TablePart, table_part
from extractor.reading.pdf.lines import Column, Line, lines_of, rows_of, space_of
from extractor.reading.pdf.rules import FEWEST_PATHS, MOST_PATHS, has_content, paths_of, rules_of
from extractor.reading.pdf.words import Sheet, read_sheet
from extractor.reading.source import Box


@dataclass(slots=True)
class Page:
    """A page as read: its blocks in reading order.

    ``letters`` counts the non-space characters of the page's raw text; ``blank`` is True for a
    sheet on which nothing at all is drawn; ``dense`` for one whose lines are too many for tables;
    ``scanned`` says why it was read from its picture, if it was, and ``doubts`` the numbers that are uncertain then.
    """

    number: int
    size: tuple[float, float]
    blocks: list[Line | TablePart] = field(default_factory=list)
    letters: int = 0
    blank: bool = False
    dense: bool = False
    scanned: str = ""
    doubts: list[str] = field(default_factory=list)


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """The lines and the parts of tables on ``page`` (``number`` is 1-based)."""
    sheet = read_sheet(page)
    read = Page(number, (sheet.width, sheet.height), letters=len("".join(sheet.text.split())))
    if not sheet.words:
        read.blank = not has_content(page)
        return read
    paths = paths_of(page)
    tables: list[list[Box]] = []
    if len(paths) > MOST_PATHS:
        read.dense = True
    elif len(paths) >= FEWEST_PATHS:
        # pdfplumber takes 0.3 s to import, so only a page with ruling lines pays for it.
        from extractor.reading.pdf.find import TooDenseError, find_tables

        try:
            tables = find_tables(rules_of(paths, page, sheet.turn))
        except TooDenseError:
            read.dense = True
    read.blocks = blocks_of(sheet, tables, number)
    return read


def blocks_of(sheet: Sheet, tables: list[list[Box]], number: int) -> list[Line | TablePart]:
    """Text above a table, the table, text below it, and so on; text that stands sideways last."""
    loose = sheet.words
    rows = rows_of([word for word in loose if word.turn == 0])
    reach = max((row[-1].x1 for row in rows), default=0.0)
    column = Column(number, (sheet.width, sheet.height), space_of(rows), reach)
    parts: list[TablePart] = []
    for boxes in tables:
        part, loose = table_part(boxes, loose, column)
        if part is not None:
            parts.append(part)
    if parts:
        rows = rows_of([word for word in loose if word.turn == 0])
    blocks: list[Line | TablePart] = []
    flow = done = 0
    for part in [*sorted(parts, key=lambda p: p.box[1]), None]:
        upto = len(rows) if part is None else sum(row[0].base <= part.box[3] for row in rows)
        for piece in columns_of(rows[done:upto]):
            flow += piece.column
            own = column.narrowed(piece.rows, flow) if piece.column else column
            blocks += lines_of(piece.rows, own)
        done = max(done, upto)
        if part is not None:
            blocks.append(part)
    for turn in (90, 180, 270):
        sideways = rows_of([word for word in loose if word.turn == turn])
        blocks += lines_of(sideways, column.narrowed(sideways, -turn))
    return blocks
