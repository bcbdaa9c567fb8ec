"""The text of one paragraph as it is shown: runs, fields, breaks, symbols, tracked changes."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from extractor.reading.docx.line import Line
from extractor.reading.docx.names import (
    ALTERNATE,
    DELETED,
    DELETED_TEXT,
    ENDNOTE_MARK,
    FIELD_CODE,
    FIELD_MARK,
    FIELD_MARK_TYPE,
    FOOTNOTE_MARK,
    FORMULA_TEXT,
    ID,
    INSERTED,
    MATH,
    MOVED_AWAY,
    MOVED_HERE,
    NO_BREAK_HYPHEN,
    RUN,
    RUN_PROPERTIES,
    SIMPLE_FIELD,
    SIMPLE_FIELD_CODE,
    SOFT_HYPHEN,
    SYMBOL,
    TEXT,
    TEXT_BOX,
    WORD,
    properties_of,
    shown_branch,
    text_of,
)
from extractor.reading.docx.styles import ParagraphLook, RunLook, Styles
from extractor.reading.docx.symbols import has_private, respell, symbol
from extractor.reading.source import Change

# What stands for one character; a page break inside a paragraph ends a line like any other.
_SIGNS = {
    WORD + "tab": "\t",
    WORD + "ptab": "\t",
    WORD + "br": "\n",
    WORD + "cr": "\n",
    NO_BREAK_HYPHEN: "-",
    SOFT_HYPHEN: "\u00ad",
}
_SILENT = frozenset(
    [FIELD_CODE, DELETED_TEXT]
    + [WORD + tag for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "delInstrText", "rt")]
)
_PICTURES = frozenset(WORD + tag for tag in ("drawing", "pict", "object"))
# Parts of a formula that would run into what stands before them: 10³ is no 103, ½ no 12.
_APART = frozenset(MATH + tag for tag in ("den", "sup", "sub", "deg"))
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_RUN_FONTS = WORD + "rFonts"


@dataclass(slots=True)
class _Field:
    """A complex field under way: what the line had, and had dropped, where the field began."""

    pieces: int
    boxes: int
    dropped: int
    code: str = ""
    result: int | None = None


def read_inline(
    paragraph: Element, line: Line, look: ParagraphLook, styles: Styles, *, drop_pages: bool = False
) -> None:
    """Append the text of ``paragraph`` to ``line``.

    Args:
        paragraph: ``w:p``.
        line: of this paragraph, or of one before it that runs into this one.
        look: of the paragraph.
        styles: of the document.
        drop_pages: leave out page numbers (in heads and feet, where they change page by page).
    """
    _Walk(styles, look, line, drop_pages).inside(paragraph)


class _Walk:
    """One paragraph's walk; ``gone`` is set inside deletions, where deleted text is the text."""

    def __init__(
        self, styles: Styles, look: ParagraphLook, line: Line, drop_pages: bool, *, gone: bool = False
    ) -> None:
        self._styles = styles
        self._look = look
        self._line = line
        self._drop_pages = drop_pages
        self._gone = gone
        self._fields: list[_Field] = []

    def inside(self, parent: Element) -> None:
        """Everything between runs: runs, wrappers, changes, fields; unknown wrappers are looked through."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag in _SILENT:
                continue
            elif tag in (INSERTED, MOVED_HERE):
                self._inserted(child)
            elif tag in (DELETED, MOVED_AWAY):
                self._deleted(child)
            elif tag == SIMPLE_FIELD:
                self._simple_field(child)
            elif tag == ALTERNATE:
                branch = shown_branch(child)
                if branch is not None:
                    self.inside(branch)
            elif tag == FORMULA_TEXT:
                self._line.put(text_of(child), self._look.run)
            else:
                if tag in _APART and self._line.length:
                    self._line.put(" ", self._look.run)
                self.inside(child)

    def _run(self, run: Element) -> None:
        properties = properties_of(run, RUN_PROPERTIES)
        look = self._styles.run(properties, self._look)
        if not look.hidden:
            self._in_run(run, look, properties)

    def _in_run(self, parent: Element, look: RunLook, properties: Element | None) -> None:
        line = self._line
        for child in parent:
            tag = child.tag
            if tag == TEXT or (self._gone and tag == DELETED_TEXT):
                text = text_of(child).replace("\n", " ")
                if has_private(text):
                    text = respell(text, _font(properties))
                line.put(text, look)
            elif tag == RUN_PROPERTIES:
                continue
            elif tag in _SIGNS:
                line.put(_SIGNS[tag], look)
            elif tag == SYMBOL:
                line.put(symbol(child.get(WORD + "char", ""), child.get(WORD + "font", "")), look)
            elif tag == FIELD_MARK:
                self._field_mark(child.get(FIELD_MARK_TYPE, ""))
            elif tag == FIELD_CODE:
                if self._fields:
                    self._fields[-1].code += text_of(child)
            elif tag in (FOOTNOTE_MARK, ENDNOTE_MARK):
                line.notes.append((tag, child.get(ID, "")))
            elif tag in _PICTURES:
                self._picture(child)
            elif tag == ALTERNATE:
                branch = shown_branch(child)
                if branch is not None:
                    self._in_run(branch, look, properties)

    def _picture(self, picture: Element) -> None:
        """Collect the outermost text boxes of a drawing, those of an alternate once."""
        if next(picture.iter(TEXT_BOX), None) is None:
            return
        for child in picture:
            if child.tag == TEXT_BOX:
                self._line.boxes.append(child)
            elif child.tag == ALTERNATE:
                branch = shown_branch(child)
                if branch is not None:
                    self._picture(branch)
            else:
                self._picture(child)

    def _inserted(self, wrapper: Element) -> None:
        line = self._line
        start, first = line.length, len(line.pieces)
        self.inside(wrapper)
        if line.length > start:
            line.changes.append(Change("inserted", start, line.length, "".join(line.pieces[first:])))

    def _deleted(self, wrapper: Element) -> None:
        gone = Line()
        _Walk(self._styles, self._look, gone, self._drop_pages, gone=True).inside(wrapper)
        if gone.length:
            at = self._line.length
            self._line.changes.append(Change("deleted", at, at, gone.text))

    def _field_mark(self, kind: str) -> None:
        """Only the result of a field is shown; what stands before its separator is taken back.

        A field begun in another paragraph (a table of contents) has its result here and no
        beginning, one that never ends keeps all its text: nothing is lost by a broken field.
        """
        if kind == "begin":
            self._fields.append(_Field(len(self._line.pieces), len(self._line.boxes), self._line.dropped))
        elif kind == "separate" and self._fields and self._fields[-1].result is None:
            self._cut_instruction(self._fields[-1])
            self._fields[-1].result = len(self._line.pieces)
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if ended.result is None:
                self._cut_instruction(ended)
            elif self._is_page(ended.code):
                self._line.dropped += self._line.cut(ended.result)

    def _cut_instruction(self, of: _Field) -> None:
        self._line.cut(of.pieces)
        del self._line.boxes[of.boxes :]
        self._line.dropped = of.dropped

    def _simple_field(self, wrapper: Element) -> None:
        before = len(self._line.pieces)
        self.inside(wrapper)
        if self._is_page(wrapper.get(SIMPLE_FIELD_CODE, "")):
            self._line.dropped += self._line.cut(before)

    def _is_page(self, code: str) -> bool:
        return self._drop_pages and bool(code.strip()) and code.split(maxsplit=1)[0].upper() in _PAGE_FIELDS


def _font(properties: Element | None) -> str:
    fonts = None if properties is None else properties.find(_RUN_FONTS)
    return "" if fonts is None else fonts.get(WORD + "ascii") or fonts.get(WORD + "hAnsi") or ""
