"""A text of its own within an RTF as it grows: its line, its cells, its items."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.reading.docx.line import Line
from extractor.reading.docx.numbering import BULLET, Counters, Numbering
from extractor.reading.docx.styles import ParagraphLook, RunLook
from extractor.reading.rtf.state import Chars, Paragraph
from extractor.reading.rtf.table import Items, OpenTable, RowShape
from extractor.reading.source import Change, Kind, RawTable, RawText


@dataclass(slots=True)
class Story:
    """The body, a note, a text box, a head or a foot.

    ``number`` is what the file shows before the paragraph under way, ``boxes`` what text boxes hold that
    hang on it, ``begun_as`` its look where its end is hidden and the next one runs on in it.
    """

    kind: Kind
    place: str = ""
    items: Items = field(default_factory=list)
    line: Line = field(default_factory=Line)
    number: list[str] = field(default_factory=list)
    boxes: Items = field(default_factory=list)
    begun_as: Paragraph | None = None
    tables: list[OpenTable] = field(default_factory=list)
    shapes: list[RowShape] = field(default_factory=lambda: [RowShape(), RowShape()])
    counters: Counters = field(default_factory=Counters)
    paragraphs: int = 0
    grids: int = 0
    dropped: int = 0

    def put(self, text: str, chars: Chars) -> None:
        """Characters in their look: hidden ones are left out, deleted ones remembered."""
        if chars.hidden or not text:
            return
        line = self.line
        start = line.length
        if chars.gone:
            line.changes.append(Change("deleted", start, start, text))
            return
        line.put(text, RunLook(chars.bold, chars.caps, raised=chars.raised))
        if chars.new:
            line.changes.append(Change("inserted", start, line.length, line.pieces[-1]))

    def end_paragraph(self, chars: Chars, paragraph: Paragraph, numbering: Numbering, headings: dict[int, int]) -> None:
        """A paragraph mark: without it, hidden or deleted, the next paragraph goes on in this line."""
        if chars.hidden and not chars.gone:
            self.begun_as = self.begun_as or (paragraph if self.line.begun else None)
        elif not chars.gone:
            self.finish(paragraph, numbering, headings)

    def finish(self, paragraph: Paragraph, numbering: Numbering, headings: dict[int, int]) -> None:
        """The line under way becomes an item of the cell or text it stands in."""
        look = self.begun_as or paragraph
        self.close_tables(look.depth)
        locator = self._open_tables(look.depth)
        line, shown = self.line, "".join(self.number).strip()
        label = None
        if look.listed:
            label = numbering.label(ParagraphLook(number_id=str(look.listed), number_level=look.level), self.counters)
        number: str | None = shown or (label.text if label is not None and not self.number else None)
        if number is not None and not any(c.isalnum() for c in number):
            number = BULLET
        text = line.text
        # An empty paragraph is nothing to read, unless a number is shown there (a column «№ п/п»).
        if line.changes or (text and not text.isspace()) or (number is not None and number != BULLET):
            heading = headings.get(look.style) if look.outline is None else look.outline
            kind = self.kind
            if kind == "paragraph" and heading is not None:
                kind = "heading"
            elif kind == "paragraph" and number is not None:
                kind = "list_item"
            item = RawText(
                text,
                kind,
                number=number,
                level=look.level if number is not None and heading is None else heading or 0,
                align=look.align,
                bold=line.bold,
                locator=locator,
                changes=line.joined_changes() if line.changes else (),
            )
            self._here.append(item)
        self.dropped += line.dropped
        self._here.extend(self.boxes)
        self.line, self.number, self.boxes, self.begun_as = Line(), [], [], None

    def end_cell(self, depth: int) -> None:
        self._open_tables(depth)
        self.close_tables(depth)
        self.tables[depth - 1].end_cell()

    def end_row(self, depth: int) -> None:
        """The end of a row; one that has no cells is no row."""
        if len(self.tables) >= depth:
            self.close_tables(depth)
            table, shape = self.tables[depth - 1], self.shapes[min(depth - 1, 1)]
            if shape.first and table.rows:
                cells, table.cells = table.cells, []
                self.close_tables(depth - 1)
                self._open_tables(depth)
                self.tables[depth - 1].cells = cells
                table = self.tables[depth - 1]
            table.end_row(shape)

    def close_tables(self, depth: int) -> None:
        """Finish the tables that are deeper than ``depth``."""
        while len(self.tables) > depth:
            table = self.tables.pop().build()
            if table.cells:
                self._here.append(table)

    @property
    def _here(self) -> Items:
        return self.tables[-1].items if self.tables else self.items

    def _open_tables(self, depth: int) -> str:
        """Make sure that so many tables are open; the locator of a paragraph there."""
        while len(self.tables) < depth:
            self.grids += 1
            around = f"{self.tables[-1].locator}." if self.tables else self.place
            self.tables.append(OpenTable(f"{around}t{self.grids}"))
        if self.tables:
            return self.tables[-1].place
        self.paragraphs += 1
        return f"{self.place}p{self.paragraphs}"


def words_of(item: RawText | RawTable) -> str:
    """All that an item says, on one line for each paragraph."""
    if isinstance(item, RawText):
        return item.text
    return "\n".join(words_of(inner) for cell in item.cells for inner in cell.items)
