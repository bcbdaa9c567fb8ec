"""The walk over an RTF: groups and control words in, the items of its texts out."""

from __future__ import annotations

from extractor.errors import SvodkaError
from extractor.reading.docx.line import visible
from extractor.reading.encoding import check_length
from extractor.reading.rtf.frames import Field, Found, Frame, Role, symbol_of
from extractor.reading.rtf.header import HEADER_WORDS, Header, read_group
from extractor.reading.rtf.names import (
    APART,
    BOXES,
    ENDS_PARAGRAPH,
    FEET,
    FIRST_PAGE,
    HEADS,
    NOTES,
    NUMBERS,
    SIGNS,
    SYMBOLS,
    TABLES,
    is_unread,
)
from extractor.reading.rtf.scan import Piece, Scanner
from extractor.reading.rtf.state import LOOK_WORDS, Chars, Paragraph, changed_chars, changed_paragraph
from extractor.reading.rtf.story import Story
from extractor.reading.rtf.table import SHAPE_WORDS, RowShape
from extractor.reading.source import Kind

_CELL_ENDS = frozenset({"cell", "nestcell", "row", "nestrow"})
KNOWN_WORDS = frozenset(
    word.encode("ascii")
    for word in (*LOOK_WORDS, *SHAPE_WORDS, *HEADER_WORDS, *SIGNS, *ENDS_PARAGRAPH, *_CELL_ENDS, "trowd")
)
"""The control words that mean something inside a group; those that begin one are all told."""
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_DEEPEST_STORY = 8  # a box in a note in a box; what is deeper runs on in its surroundings
# 900 pages have some 25,000 paragraphs and cells; each takes 40 µs.
MAX_PARAGRAPHS = 60_000


class Walk:
    """Reads one file; ``header`` is filled on the way."""

    def __init__(self, scanner: Scanner, header: Header, *, name: str) -> None:
        self._scanner = scanner
        self._header = header
        self._name = name
        self._numbering = header.numbering()
        self._stories = [Story("paragraph")]
        self._fields: list[Field] = []
        self._frames: list[Frame] = []
        self._chars, self._paragraph = Chars(), Paragraph()
        self._role: Role = "text"
        self._nested_row = False  # inside \nesttableprops
        self._ended = self._characters = 0
        self.found = Found()

    def read(self) -> Found:
        """Everything up to the end of the outermost group."""
        opening = starred = False
        for piece in self._scanner:
            if piece.kind == "open":
                self._frames.append(Frame(self._chars, self._paragraph, self._role, self._nested_row))
                opening, starred = True, False
                continue
            if piece.kind == "close":
                if len(self._frames) < 2:
                    self._frames.clear()
                    break
                self._close()
            elif piece.kind == "text":
                if opening and not piece.text.strip(b"\r\n"):
                    continue  # line ends between a brace and its word
                self._text(self._header.text(piece.text, self._chars))
            elif piece.kind == "symbol":
                if piece.text == b"*" and opening:
                    starred = True
                    continue
                self._symbol(piece.text)
            elif not (opening and self._begin(piece, starred=starred)):
                self._word(piece.word, piece.number)
            opening = False
        self.found.unclosed = len(self._frames)
        for frame in reversed(self._frames):
            if isinstance(frame.ends, Story):
                self._end_story()
        body = self._stories[0]
        self._finish(body)
        self.found.body = body.items
        self.found.dropped += body.dropped
        return self.found

    def _begin(self, piece: Piece, *, starred: bool) -> bool:
        """What the first word of a group makes of it; False when it is a word like any other."""
        word = piece.word
        if word in TABLES:
            self._header.take(word, read_group(self._scanner))
            self._close()
        elif is_unread(word, starred=starred):
            self._scanner.pass_group()
            self._close()
        elif word == "upr":
            self._scanner.pass_next_group()  # the same in Unicode follows
        elif word in NUMBERS:
            self._role = "number"
            self._stories[-1].number.append("")
        elif word == "fldinst":
            self._role = "code"
        elif word == "field":
            self._fields.append(Field())
            self._frames[-1] = self._frames[-1]._replace(ends=self._fields[-1])
        elif word == "fldrslt":
            if self._fields:
                self._fields[-1].pieces = len(self._stories[-1].line.pieces)
        elif word == "nesttableprops":
            self._nested_row = True
        elif word in APART:
            if self._stories[-1].line.length:
                self._text(" ")
        elif word in HEADS or word in FEET or word in NOTES or word in BOXES:
            self._begin_story(word)
        else:
            return False
        return True

    def _begin_story(self, word: str) -> None:
        if len(self._stories) > _DEEPEST_STORY or self._role != "text":
            return
        around = self._stories[-1].kind
        kind: Kind = "textbox"
        if word in HEADS or word in FEET:
            kind = "header" if word in HEADS else "footer"
        elif around in ("header", "footer"):
            kind = around
        elif word in NOTES:
            kind = "footnote"
        elif around == "footnote":
            kind = around
        self._ended += 1
        story = Story(kind, f"{word}{self._ended}.")
        self._stories.append(story)
        self._frames[-1] = self._frames[-1]._replace(ends=story)
        self._paragraph = Paragraph()

    def _close(self) -> None:
        if not self._frames:
            return
        frame = self._frames.pop()
        if isinstance(frame.ends, Story):
            self._end_story()
        elif isinstance(frame.ends, Field):
            self._end_field(frame.chars)
        self._chars, self._paragraph, self._role = frame.chars, frame.paragraph, frame.role
        self._nested_row = frame.nested_row

    def _end_story(self) -> None:
        story = self._stories.pop()
        self._finish(story)
        around = self._stories[-1]
        word = story.place.rstrip("0123456789.")
        if word in HEADS or word in FEET:
            (self.found.heads if word in HEADS else self.found.feet).append((word, story.items))
            self.found.dropped += story.dropped if word not in FIRST_PAGE or self.found.first_page_differs else 0
        elif word in NOTES and story.kind == "footnote":
            self.found.notes += story.items
            self.found.dropped += story.dropped
        else:
            around.boxes += story.items
            around.dropped += story.dropped

    def _finish(self, story: Story) -> None:
        """The end of a text; a paragraph without its mark is one as well."""
        if story.line.begun or story.boxes:
            story.finish(self._paragraph, self._numbering, self._header.headings)
        story.close_tables(0)

    def _end_field(self, chars: Chars) -> None:
        ended = self._fields.pop()
        code = "".join(ended.code).split()
        story = self._stories[-1]
        if not code or story.line is None:
            return
        shown = ended.pieces is not None and len(story.line.pieces) > ended.pieces
        if code[0].upper() in _PAGE_FIELDS and story.kind in ("header", "footer") and ended.pieces is not None:
            story.line.dropped += story.line.cut(ended.pieces)
        elif code[0].upper() == "SYMBOL" and len(code) > 1 and not shown and self._role == "text":
            sign = symbol_of(code)
            story.put(sign, chars)
            self.found.generated += 0 if chars.hidden or chars.gone else visible(sign)

    def _text(self, text: str) -> None:
        if not text:
            return
        if self._role == "text":
            self._characters += len(text)
            check_length(self._characters, name=self._name)
            self._stories[-1].put(text, self._chars)
        elif self._role == "number":
            self._stories[-1].number.append("" if self._chars.gone else text)
        elif self._fields:
            self._fields[-1].code.append(text)

    def _symbol(self, text: bytes) -> None:
        if text in (b"\n", b"\r"):
            self._word("par", None)
        elif text in SYMBOLS:
            self._text(SYMBOLS[text])

    def _word(self, word: str, number: int | None) -> None:
        if word in SIGNS:
            self._text(SIGNS[word])
        elif word in ENDS_PARAGRAPH:
            if self._role == "text":
                self._count_paragraph()
                self._stories[-1].end_paragraph(self._chars, self._paragraph, self._numbering, self._header.headings)
        elif word in _CELL_ENDS:
            self._table(word)
        elif word == "trowd":
            self._stories[-1].shapes[self._nested_row] = RowShape()
        elif (chars := changed_chars(self._chars, word, number)) is not self._chars:
            self._chars = chars
        elif (paragraph := changed_paragraph(self._paragraph, word, number)) is not self._paragraph:
            self._paragraph = paragraph
        elif word == "deff":
            self._header.default_font = number
        elif word == "titlepg":
            self.found.first_page_differs = True
        else:
            self._stories[-1].shapes[self._nested_row].take(word, number)

    def _table(self, word: str) -> None:
        """The end of a cell or a row; a nested one ends its own table's."""
        story = self._stories[-1]
        depth = self._paragraph.depth if self._paragraph.depth > 1 else max(len(story.tables), 2)
        depth = 1 if word in ("cell", "row") else depth
        if word in ("cell", "nestcell"):
            self._count_paragraph()
            story.finish(self._paragraph._replace(depth=depth), self._numbering, self._header.headings)
            story.end_cell(depth)
        else:
            story.end_row(depth)

    def _count_paragraph(self) -> None:
        self._ended += 1
        if self._ended > MAX_PARAGRAPHS:
            raise SvodkaError("too-large", path=self._name, detail="слишком много абзацев и ячеек")
