"""The text of one ODT paragraph as it is shown: spans, fields, breaks, tracked changes, formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extractor.reading.docx.line import Line
from extractor.reading.docx.styles import RunLook
from extractor.reading.docx.symbols import has_private, respell
from extractor.reading.odt.lists import Counters
from extractor.reading.odt.names import (
    CHANGE,
    CHANGE_END,
    CHANGE_ID,
    CHANGE_START,
    CHANGED_REGION,
    DELETION,
    DRAW,
    FORMULA,
    HEADING,
    INSERTION,
    LINE_BREAK,
    MATH,
    NOTE,
    NOTE_BODY,
    PAGE_FIELDS,
    PARAGRAPH,
    SILENT,
    SPACES,
    SPAN,
    STYLE_NAME,
    TAB,
    TEXT,
    change_id,
    number_of,
)
from extractor.reading.odt.styles import Styles
from extractor.reading.source import Change, Kind

# White space of the XML is one space (ODF 1.2, 6.1.2); more of them are written as text:s.
_WHITE = re.compile(r"[ \t\r\n]+")
# Three spaces are a gap already; a hostile file asks for billions.
_MOST_SPACES = 32
_SIGNS = {SPACES: " ", TAB: "\t", LINE_BREAK: "\n"}
_HAS_TEXT = (PARAGRAPH, HEADING)
# Formulas of two parts: what is second would run into the first (10³ is no 103, ½ no 12).
_SECOND_APART = frozenset(MATH + tag for tag in ("mfrac", "msup", "msub", "mroot", "munder", "mover"))


@dataclass(slots=True)
class Story:
    """A text of its own within the document: the body, a note, a text box, a head or a foot.

    ``deleted`` names the tracked deletions that are open, whose text stands in the flow of a flat file,
    ``inserted`` names the tracked insertions that are open (they may run over paragraphs) and
    ``inserted_from`` where in the line under way they begin (character and piece); ``dropped`` counts
    page numbers left out.
    """

    kind: Kind = "paragraph"
    counters: Counters = field(default_factory=Counters)
    notes: list[Element] = field(default_factory=list)
    dropped: int = 0
    deleted: set[str] = field(default_factory=set)
    inserted: set[str] = field(default_factory=set)
    inserted_from: tuple[int, int] = (0, 0)


class Inline:
    """Reads the paragraphs of one part."""

    def __init__(self, styles: Styles, root: Element) -> None:
        self._styles = styles
        self._insertions: set[str] = set()
        self._deletions: dict[str, Element] = {}
        self.in_flow = deletions_in_flow(root)
        for region in root.iter(CHANGED_REGION):
            if region.find(INSERTION) is not None:
                self._insertions.add(change_id(region))
            if (deletion := region.find(DELETION)) is not None:
                self._deletions[change_id(region)] = deletion

    def read(self, paragraph: Element, story: Story) -> Line:
        """The line of a ``text:p`` or ``text:h``."""
        line = Line()
        story.inserted_from = (0, 0)
        look = self._styles.paragraph(paragraph).run
        if self._styles.hides(paragraph):
            self.pass_by(paragraph, line, story)
        else:
            font = self._styles.font("paragraph", paragraph.get(STYLE_NAME, ""))
            _Walk(self._styles, line, story, self, font).inside(paragraph, look)
        if story.inserted:
            close_insertion(line, story)
        return line

    def mark(self, element: Element, line: Line, story: Story) -> None:
        """A mark of tracked changes: an insertion begins or ends, a deletion stood here."""
        name = element.get(CHANGE_ID, "")
        if name in self.in_flow:
            pass_deletion(element, story.deleted)
        elif element.tag == CHANGE_START and name in self._insertions:
            if not story.inserted:
                story.inserted_from = (line.length, len(line.pieces))
            story.inserted.add(name)
        elif element.tag == CHANGE_END and name in story.inserted:
            story.inserted.discard(name)
            if not story.inserted:
                close_insertion(line, story)
        elif element.tag == CHANGE and name in self._deletions:
            gone = self._gone(self._deletions[name])
            if gone.strip("\n"):  # else only the end of a paragraph
                line.changes.append(Change("deleted", line.length, line.length, gone))

    def pass_by(self, hidden: Element, line: Line, story: Story) -> None:
        """Nothing of a hidden text is read but the marks of changes, which may end elsewhere."""
        for element in hidden.iter(CHANGE_START, CHANGE_END):
            self.mark(element, line, story)

    def _gone(self, deletion: Element) -> str:
        lines = []
        for paragraph in deletion.iter(*_HAS_TEXT):
            line = Line()
            _Walk(self._styles, line, Story(), None).inside(paragraph, RunLook())
            lines.append(line.text)
        return "\n".join(lines)


def deletions_in_flow(root: Element) -> set[str]:
    """The deletions whose text is not kept apart but stands between two marks (flat files)."""
    regions = ((change_id(region), region.find(DELETION)) for region in root.iter(CHANGED_REGION))
    return {name for name, gone in regions if gone is not None and next(gone.iter(*_HAS_TEXT), None) is None}


def pass_deletion(mark: Element, open_deletions: set[str]) -> None:
    """A mark of such a deletion: where it begins or ends."""
    if mark.tag == CHANGE_START:
        open_deletions.add(mark.get(CHANGE_ID, ""))
    elif mark.tag == CHANGE_END:
        open_deletions.discard(mark.get(CHANGE_ID, ""))


def close_insertion(line: Line, story: Story) -> None:
    start, piece = story.inserted_from
    if line.length > start:
        line.changes.append(Change("inserted", start, line.length, "".join(line.pieces[piece:])))


class _Walk:
    """One paragraph's walk; ``after_space`` where white space is not shown again."""

    def __init__(self, styles: Styles, line: Line, story: Story, inline: Inline | None, font: str = "") -> None:
        self._styles = styles
        self._line = line
        self._story = story
        self._inline = inline
        self._after_space = True
        self._font = font

    def inside(self, parent: Element, look: RunLook) -> None:
        """The parent's characters and children; unknown elements are looked through."""
        if parent.text:
            self._put(parent.text, look)
        for child in parent:
            self._child(child, look)
            if child.tail:
                self._put(child.tail, look)

    def _child(self, child: Element, look: RunLook) -> None:
        tag = child.tag
        line = self._line
        if tag in _SIGNS:
            times = number_of(child.get(TEXT + "c"), 1, most=_MOST_SPACES) if tag == SPACES else 1
            self._add(_SIGNS[tag] * times, look)
            self._after_space = tag == LINE_BREAK
        elif tag in SILENT or self._styles.hides(child):
            if self._inline:
                self._inline.pass_by(child, line, self._story)
        elif tag == SPAN:
            name, font = child.get(STYLE_NAME, ""), self._font
            self._font = self._styles.font("text", name) or font
            self.inside(child, self._styles.run(name, look))
            self._font = font
        elif tag in (CHANGE, CHANGE_START, CHANGE_END):
            if self._inline:
                self._inline.mark(child, line, self._story)
        elif tag == NOTE:
            self._story.notes += [] if self._story.deleted else child.findall(NOTE_BODY)
        elif tag == FORMULA:
            self._formula(child, look)
        elif tag.startswith(DRAW) and next(child.iter(*_HAS_TEXT), None) is not None:
            line.boxes += [] if self._story.deleted else [child]
        elif tag in PAGE_FIELDS and self._story.kind in ("header", "footer"):
            before = len(line.pieces)
            self.inside(child, look)
            line.dropped += line.cut(before)
        else:
            self.inside(child, look)

    def _put(self, text: str, look: RunLook) -> None:
        text = _WHITE.sub(" ", text)
        if self._after_space and text.startswith(" "):
            text = text[1:]
        if text:
            self._add(respell(text, self._font) if has_private(text) else text, look)
            self._after_space = text.endswith(" ")

    def _add(self, text: str, look: RunLook) -> None:
        line = self._line
        if self._story.deleted:
            line.changes.append(Change("deleted", line.length, line.length, text))
        else:
            line.put(text, look)

    def _formula(self, element: Element, look: RunLook) -> None:
        if element.text and element.text.strip():
            self._put(element.text.strip(), look)
        for place, child in enumerate(element):
            if child.tag in SILENT:
                continue
            if place and element.tag in _SECOND_APART:
                self._add(" ", look)
            self._formula(child, look)
            if child.tail and child.tail.strip():
                self._put(child.tail.strip(), look)
