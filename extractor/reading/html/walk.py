"""The walk over a page of HTML: parser events in, raw texts and tables out.

The page is never held as a tree: the parser calls ``start``, ``data`` and ``end``, so neither
depth nor size of the markup costs memory, and nesting of any depth is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extractor.reading.encoding import non_space
from extractor.reading.html.inline import Paragraph
from extractor.reading.html.list import Numbering
from extractor.reading.html.roles import BLOCKS, is_note_sign, kind_of, links_to_note
from extractor.reading.html.style import Look, look
from extractor.reading.html.table import Grid
from extractor.reading.plain.reader import read_lines
from extractor.reading.source import Align, Kind, RawCell, RawTable, RawText

# Tables are nested for layout, a few deep; tables inside deeper ones are read as running text.
_DEEPEST_TABLE = 32
_NONE: Mapping[str, str] = {}


@dataclass(slots=True)
class _Frame:
    """An open element: what it and those around it say of the text inside."""

    tag: str
    kind: Kind = "paragraph"
    level: int = 0
    align: Align | None = None
    bold: bool = False
    unread: bool = False
    deleted: bool = False
    inserted: bool = False
    preserved: bool = False
    superscript: bool = False
    generated: bool = False
    tabs: bool = False
    # What this very element opened.
    table: bool = False
    cell: bool = False
    # Pieces of the paragraph before a link to a note, and whether the link says that it is one.
    link: int | None = None
    to_note: bool = False


class Walk:
    """Target of lxml's ``HTMLParser``.

    Args:
        office: the page was written by LibreOffice or OpenOffice.
        name: the file, for errors.
    """

    def __init__(self, *, office: bool, name: str) -> None:
        self.items: list[RawText | RawTable] = []
        self.dropped = 0
        self._office = office
        self._name = name
        self._frames = [_Frame("")]
        self._lists = Numbering(office=office)
        self._containers: list[list[RawText | RawTable]] = [self.items]
        self._paragraph = Paragraph(office=office)
        self._owner = self._frames[0]
        # The number of the list item that has begun, until its first paragraph takes it.
        self._marker: tuple[str | None, int] | None = None
        self._generated = ""
        self._texts = 0
        self._tables = 0
        # Open tables; ``None`` for those that are too deep to be tables.
        self._grids: list[Grid | None] = []
        self._cells: list[tuple[Grid, RawCell]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        outer = self._frames[-1]
        seen = look(tag, attributes)
        if outer.unread or seen.unread or seen.generated:
            self._frames.append(_Frame(tag, unread=True, generated=outer.generated or seen.generated))
            return
        frame = _Frame(
            tag,
            outer.kind,
            outer.level,
            align=seen.align or outer.align,
            bold=outer.bold if seen.bold is None else seen.bold,
            deleted=outer.deleted or seen.deleted,
            inserted=outer.inserted or seen.inserted,
            preserved=outer.preserved or tag == "pre",
            superscript=(outer.superscript or tag == "sup" or seen.raised) and tag != "sub",
        )
        attributes = attributes or _NONE
        kind, level = kind_of(tag, attributes, seen)
        if kind and outer.kind == "paragraph":
            frame.kind, frame.level = kind, level
        self._frames.append(frame)
        if tag in BLOCKS or kind:
            self._flush()
        self._open(frame, attributes, seen)

    def data(self, text: str) -> None:
        frame = self._frames[-1]
        if frame.generated:
            self._generated += text
        if frame.unread:
            return
        if frame.deleted:
            self._paragraph.put_deleted(text)
            return
        if self._paragraph.empty:
            self._owner = frame
        if frame.tabs:
            text = text.strip()
        self._paragraph.put(
            text, bold=frame.bold, preserved=frame.preserved, inserted=frame.inserted, high=frame.superscript
        )

    def end(self, tag: str) -> None:
        frame = self._frames.pop()
        if frame.generated and not self._frames[-1].generated:
            sign = self._generated.strip()
            self._marker = (sign if any(map(str.isdigit, sign)) or len(sign) > 1 else "•", 0)
            self._generated = ""
        if not frame.unread:
            self._shut(frame)

    def close(self) -> Walk:
        self._flush()
        return self

    def _open(self, frame: _Frame, attributes: Mapping[str, str], seen: Look) -> None:
        match frame.tag:
            case "br":
                self._paragraph.line_break()
            case "ol" | "ul":
                self._lists.open(frame.tag, attributes, seen.list_type)
            case "li":
                self._marker = self._lists.item(attributes)
            case "table":
                frame.table = True
                self._tables += 1
                self._grids.append(self._grid(seen) if len(self._grids) < _DEEPEST_TABLE else None)
            case "tr" if self._grids and (grid := self._grids[-1]):
                grid.begin_row()
            case "td" | "th" if self._grids and (grid := self._grids[-1]):
                cell = grid.begin_cell(attributes)
                grid.note_border(seen.bordered)
                frame.cell, self._marker = True, None
                self._cells.append((grid, cell))
                self._containers.append(cell.items)
            case "a":
                href = attributes.get("href", "")
                if href.startswith("#"):
                    frame.link = self._paragraph.mark()
                    frame.to_note = frame.superscript or links_to_note(href)
            case "sup":
                for outer in self._frames[-3:-1]:
                    outer.to_note = outer.to_note or outer.link is not None
        if seen.tabs:
            # Word writes a tab as no-break spaces inside a span; the tab is what was typed.
            self._paragraph.put_tabs(seen.tabs)
            frame.tabs = True

    def _shut(self, frame: _Frame) -> None:
        if frame.link is not None and frame.to_note:
            sign = self._paragraph.since(frame.link)
            if is_note_sign(sign):
                self._paragraph.cut(frame.link)
                self.dropped += non_space(sign)
        if frame.tag in BLOCKS or frame.kind != self._frames[-1].kind:
            self._flush()
        if frame.cell:
            self._cells.pop()
            self._containers.pop()
        elif frame.tag in ("ol", "ul"):
            self._lists.close()
        elif frame.tag == "li" or (frame.tag == "p" and not self._lists.inside):
            self._marker = None
        elif frame.table:
            grid = self._grids.pop()
            if grid and (table := grid.finish()):
                self._containers[-1].append(table)

    def _grid(self, seen: Look) -> Grid:
        grid = Grid(locator=f"table {self._tables}", name=self._name)
        grid.note_border(seen.bordered)
        return grid

    def _flush(self) -> None:
        """End the paragraph and hand it on when it holds text."""
        paragraph, frame = self._paragraph, self._owner
        if not paragraph.touched:
            return
        self._paragraph = Paragraph(office=self._office)
        if paragraph.empty:
            return
        text, changes = paragraph.finish()
        if frame.preserved and "\n" in text and not changes:
            # Text set line by line, as a text file is.
            typed = read_lines(text, name=self._name)
            self._containers[-1] += typed.items
            self.dropped += non_space(text) - typed.counted + typed.dropped
            return
        number, level = self._marker or (None, frame.level)
        listed = self._marker is not None and frame.kind == "paragraph"
        self._marker = None
        self._containers[-1].append(
            RawText(
                text,
                kind="list_item" if listed else frame.kind,
                number=number,
                level=level,
                align=frame.align,
                bold=paragraph.bold,
                locator=self._place(),
                changes=changes,
            )
        )

    def _place(self) -> str:
        if self._cells:
            grid, cell = self._cells[-1]
            return f"{grid.locator}, row {cell.row + 1}, column {cell.column + 1}"
        self._texts += 1
        return f"p{self._texts}"
