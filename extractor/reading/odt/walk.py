"""The walk over a story of an ODT: paragraphs, lists and tables in reading order, as raw items."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from extractor.reading.docx.line import Line
from extractor.reading.docx.numbering import BULLET, Label
from extractor.reading.odt.inline import Inline, Story
from extractor.reading.odt.lists import OUTLINE, Listing, ListStyles
from extractor.reading.odt.names import (
    CHANGE,
    CHANGE_END,
    CHANGE_START,
    DRAW,
    HEADING,
    LIST,
    LIST_HEADER,
    LIST_ITEM,
    NUMBERED_PARAGRAPH,
    PARAGRAPH,
    SILENT,
    STYLE_NAME,
    TABLE,
    TEXT,
    number_of,
)
from extractor.reading.odt.styles import LAST_LEVEL, ParagraphLook, Styles
from extractor.reading.odt.table import Items, read_table
from extractor.reading.source import RawTable, RawText


@dataclass(slots=True)
class _Where:
    """How many paragraphs and tables of a container have been met."""

    place: str
    paragraphs: int = 0
    tables: int = 0


class Walker:
    """Reads the stories of one part."""

    def __init__(self, styles: Styles, lists: ListStyles, root: Element) -> None:
        self._styles = styles
        self._lists = lists
        self._inline = Inline(styles, root)
        self._loose = Line()  # changes that stand between paragraphs

    def read(self, container: Element, story: Story, place: str = "") -> Items:
        """The items of a body, a cell, a text box, a note, a head or a foot.

        Args:
            container: the element that holds paragraphs, lists and tables.
            story: it belongs to; its counters and collections move on.
            place: what the locators begin with.
        """
        items: Items = []
        self._blocks(container, story, _Where(place), None, items)
        return items

    def _blocks(self, parent: Element, story: Story, where: _Where, listing: Listing | None, items: Items) -> None:
        """Add what stands inside ``parent``; wrappers that are not known are looked through."""
        for child in parent:
            tag = child.tag
            if tag in (PARAGRAPH, HEADING):
                where.paragraphs += 1
                items += self._paragraph(child, story, listing, f"{where.place}p{where.paragraphs}")
            elif tag == TABLE:
                where.tables += 1
                table = self._table(child, story, f"{where.place}t{where.tables}")
                items += [table] if table.cells else []
            elif tag in (CHANGE, CHANGE_START, CHANGE_END):
                self._inline.mark(child, self._loose, story)
            elif tag in SILENT or self._styles.hides(child):
                self._inline.pass_by(child, self._loose, story)
            elif tag == LIST:
                self._blocks(child, story, where, self._lists.open(child, listing, story.counters), items)
            elif tag in (LIST_ITEM, LIST_HEADER) and listing is not None:
                self._blocks(child, story, where, self._lists.item(child, listing), items)
            elif tag == NUMBERED_PARAGRAPH:
                self._blocks(child, story, where, _numbered(child), items)
            elif tag.startswith(DRAW) and story.kind == "paragraph":
                items += [] if story.deleted else self._box(child, story, f"{where.place}p{where.paragraphs}.box")
            else:
                self._blocks(child, story, where, listing, items)
            if tag == LIST and listing is not None:
                listing.waiting = False

    def _paragraph(self, element: Element, story: Story, listing: Listing | None, locator: str) -> Items:
        items: Items = []
        look = self._styles.paragraph(element)
        line = self._inline.read(element, story)
        if self._loose.changes:
            line.changes[:0] = [c for c in self._loose.changes if c.kind == "deleted" and not c.start]
            self._loose.changes.clear()
        heading = look.heading
        if element.tag == HEADING:
            heading = max(number_of(element.get(TEXT + "outline-level"), 1, most=LAST_LEVEL), 1) - 1
        hidden = self._styles.hides(element)
        label = None if hidden else self._label(element, story, listing, look, heading)
        text = line.text
        # An empty paragraph is nothing to read, unless a number is shown there (a column «№ п/п»).
        if line.changes or (text and not text.isspace()) or (label is not None and label.text != BULLET):
            kind = story.kind
            if kind == "paragraph" and heading is not None:
                kind = "heading"
            elif kind == "paragraph" and label is not None:
                kind = "list_item"
            items.append(
                RawText(
                    text,
                    kind,
                    number=None if label is None else label.text,
                    level=label.level if label is not None and heading is None else heading or 0,
                    align=look.align,
                    bold=line.bold,
                    locator=locator,
                    changes=line.joined_changes() if line.changes else (),
                )
            )
        story.dropped += line.dropped
        for index, box in enumerate(line.boxes, 1):
            items += self._box(box, story, f"{locator}.box{index}")
        return items

    def _label(
        self, element: Element, story: Story, listing: Listing | None, look: ParagraphLook, heading: int | None
    ) -> Label | None:
        if element.get(TEXT + "is-list-header") == "true":
            return None
        if listing is not None:
            if not listing.waiting:
                return None
            listing.waiting = False
            return self._lists.label(listing, story.counters, look.list_style)
        if element.tag == HEADING and look.outlined and look.list_style != "" and heading is not None:
            begins = element.get(TEXT + "restart-numbering") == "true"
            start = number_of(element.get(TEXT + "start-value"), 1, most=LAST_LEVEL * 1_000) if begins else None
            return self._lists.label(Listing(OUTLINE, OUTLINE, heading + 1, start), story.counters)
        return None

    def _box(self, box: Element, story: Story, locator: str) -> Items:
        """A drawing with a text, as a story within its story; its lists count for themselves."""
        within = Story("textbox" if story.kind == "paragraph" else story.kind, notes=story.notes)
        items = self.read(box, within, f"{locator}.")
        story.dropped += within.dropped
        return items

    def _table(self, element: Element, story: Story, locator: str) -> RawTable:
        def read_cell(cell: Element, place: str) -> Items:
            return self.read(cell, story, place)

        return read_table(element, read_cell=read_cell, styles=self._styles, locator=locator)


def _numbered(element: Element) -> Listing:
    """A ``text:numbered-paragraph``: an item that names its list itself."""
    start = element.get(TEXT + "start-value")
    return Listing(
        f"named {element.get(TEXT + 'list-id', '')}",
        element.get(STYLE_NAME, ""),
        max(number_of(element.get(TEXT + "level"), 1, most=LAST_LEVEL), 1),
        start=None if start is None else number_of(start, 1, most=LAST_LEVEL * 1_000),
        waiting=True,
    )
