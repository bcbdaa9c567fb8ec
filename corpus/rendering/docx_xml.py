"""Blocks as WordprocessingML: paragraphs, runs, tracked changes, footnote marks, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape

from rendering.markup import Furniture, Paragraph, Piece, accepted

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
CHANGED_BY = 'w:author="Методист" w:date="2024-01-10T10:00:00Z"'
_JUSTIFY = {"title": "center", "centre": "center", "right": "right", "body": "both"}
_LEVELS = {"item": 0, "subitem": 1}
_BREAKS = re.compile("([\n\t\u00ad])")
_BREAK_XML = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>"}


@dataclass(slots=True)
class Writer:
    """Writes the pieces of one document and counts what needs an identifier.

    Attributes:
        size: of the type, in half-points; 0 for that of the style sheet.
        accept: write the document as it reads once all tracked changes are accepted.
        footnotes: the XML of the footnotes so far; the mark of the first has the identifier 1.
    """

    accept: bool = False
    size: int = 0
    footnotes: list[str] = field(default_factory=list)
    _changes: Iterable[int] = field(default_factory=lambda: iter(count(1)))

    def paragraph(self, block: Paragraph) -> str:
        """One ``w:p``."""
        properties = ""
        if block.role == "bullet":
            properties = '<w:pStyle w:val="ListBullet"/>'
        elif block.role in _LEVELS:
            properties = f'<w:numPr><w:ilvl w:val="{_LEVELS[block.role]}"/><w:numId w:val="2"/></w:numPr>'
        if block.role in _JUSTIFY:
            properties += f'<w:jc w:val="{_JUSTIFY[block.role]}"/>'
        notes = "".join(map(self._footnote, block.footnotes))
        return f"<w:p><w:pPr>{properties}</w:pPr>{self.runs(block.pieces)}{notes}</w:p>"

    def runs(self, pieces: Sequence[Piece]) -> str:
        """The runs of a paragraph or cell."""
        return "".join(map(self._piece, accepted(pieces) if self.accept else pieces))

    def _piece(self, piece: Piece) -> str:
        inner = run(piece.text, bold=piece.bold, italic=piece.italic, size=self.size, deleted=piece.change == "del")
        if piece.change is None:
            return inner
        return f'<w:{piece.change} w:id="{next(iter(self._changes))}" {CHANGED_BY}>{inner}</w:{piece.change}>'

    def _footnote(self, pieces: tuple[Piece, ...]) -> str:
        key = len(self.footnotes) + 1
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        self.footnotes.append(
            f'<w:footnote w:id="{key}"><w:p><w:r>{raised}<w:footnoteRef/></w:r>'
            f"{run(' ')}{self.runs(pieces)}</w:p></w:footnote>"
        )
        return f'<w:r>{raised}<w:footnoteReference w:id="{key}"/></w:r>'


def run(text: str, *, bold: bool = False, italic: bool = False, size: int = 0, deleted: bool = False) -> str:
    """One ``w:r``; line breaks, tabs and soft hyphens become Word's own elements."""
    looks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    looks += f'<w:sz w:val="{size}"/>' if size else ""
    tag = "w:delText" if deleted else "w:t"
    parts = (
        _BREAK_XML.get(part) or f'<{tag} xml:space="preserve">{escape(part)}</{tag}>'
        for part in _BREAKS.split(text)
        if part
    )
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{''.join(parts)}</w:r>"


def page_break() -> str:
    """A paragraph that begins a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def text_box(block: Furniture) -> str:
    """A paragraph that holds nothing but a text box (VML, as Word wrote it until 2010)."""
    lines = "".join(f"<w:p>{run(line)}</w:p>" for line in block.lines)
    height = 16 * len(block.lines) + 14
    return (
        f'<w:p><w:r><w:pict><v:shape type="#_x0000_t202" style="width:230pt;height:{height}pt"><v:textbox>'
        f"<w:txbxContent>{lines}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
