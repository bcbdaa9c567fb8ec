"""The walk over a story of a DOCX: paragraphs and tables in reading order, as raw items."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extractor.reading.docx.inline import read_inline
from extractor.reading.docx.line import Line
from extractor.reading.docx.names import (
    DELETED,
    MOVED_AWAY,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    properties_of,
    unwrapped,
)
from extractor.reading.docx.numbering import BULLET, Counters, Numbering
from extractor.reading.docx.styles import ParagraphLook, Styles
from extractor.reading.docx.table import Items, read_table
from extractor.reading.source import Kind, RawTable, RawText

_NO_LOOK = ParagraphLook()


@dataclass(slots=True)
class Story:
    """A text of its own within the document: the body, a note, a text box, a head or a foot.

    ``counters`` number its lists, ``notes`` collects its references to notes in order, ``dropped``
    counts the characters left out.
    """

    kind: Kind = "paragraph"
    counters: Counters = field(default_factory=Counters)
    notes: list[tuple[str, str]] = field(default_factory=list)
    dropped: int = 0


class Walker:
    """Reads the stories of one document."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def read(self, container: Element, story: Story, place: str = "") -> Items:
        """The items of a body, a cell, a text box, a note, a head or a foot.

        Args:
            container: the element that holds paragraphs and tables.
            story: it belongs to; its counters and collections move on.
            place: what the locators begin with.
        """
        items: Items = []
        paragraphs = tables = 0
        line, look = Line(), _NO_LOOK
        begun_as: ParagraphLook | None = None
        running_head = story.kind in ("header", "footer")
        for element in unwrapped(container, PARAGRAPH, TABLE):
            if element.tag == TABLE:
                items += self._unended(line, begun_as or look, story, f"{place}p{paragraphs}")
                line, begun_as = Line(), None
                tables += 1
                table = self._table(element, story, f"{place}t{tables}")
                items += [table] if table.cells else []
                continue
            paragraphs += 1
            properties = properties_of(element, PARAGRAPH_PROPERTIES)
            look = self._styles.paragraph(properties)
            read_inline(element, line, look, self._styles, drop_pages=running_head)
            mark = None if properties is None else properties.find(RUN_PROPERTIES)
            if self._styles.run(mark, look).hidden:
                # The next paragraph goes on in this line, which keeps the look it began with.
                begun_as = begun_as or (look if line.begun else None)
            elif mark is None or (mark.find(DELETED) is None and mark.find(MOVED_AWAY) is None):
                items += self._paragraph(line, begun_as or look, story, f"{place}p{paragraphs}")
                line, begun_as = Line(), None
            # else its end is deleted: it becomes part of the next paragraph and looks like it.
        return items + self._unended(line, begun_as or look, story, f"{place}p{paragraphs}")

    def _unended(self, line: Line, look: ParagraphLook, story: Story, locator: str) -> Items:
        """A paragraph that should run on, but nothing follows; without a text it takes no number."""
        if not line.begun:
            return []
        return self._paragraph(line, look if line.text.strip() else _NO_LOOK, story, locator)

    def _paragraph(self, line: Line, look: ParagraphLook, story: Story, locator: str) -> Items:
        items: Items = []
        label = self._numbering.label(look, story.counters)
        text = line.text
        # An empty paragraph is nothing to read, unless Word shows a number there (a column «№ п/п»).
        if line.changes or (text and not text.isspace()) or (label is not None and label.text != BULLET):
            kind = story.kind
            if kind == "paragraph" and look.heading is not None:
                kind = "heading"
            elif kind == "paragraph" and label is not None:
                kind = "list_item"
            level = label.level if label is not None and look.heading is None else look.heading or 0
            items.append(
                RawText(
                    text,
                    kind,
                    number=None if label is None else label.text,
                    level=level,
                    align=look.align,
                    bold=line.bold,
                    locator=locator,
                    changes=line.joined_changes() if line.changes else (),
                )
            )
        story.notes += line.notes
        story.dropped += line.dropped
        for index, box in enumerate(line.boxes, 1):
            within = Story("textbox" if story.kind == "paragraph" else story.kind, notes=story.notes)
            items += self.read(box, within, f"{locator}.box{index}.")
            story.dropped += within.dropped
        return items

    def _table(self, element: Element, story: Story, locator: str) -> RawTable:
        def read_cell(cell: Element, place: str) -> Items:
            return self.read(cell, story, place)

        return read_table(element, read_cell=read_cell, styles=self._styles, locator=locator)
