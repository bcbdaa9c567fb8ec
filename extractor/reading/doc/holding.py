"""What a DOC holds and what a DOCX made out of it holds: letters, and cells of tables."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from extractor.reading.doc.file import WordFile
from extractor.reading.doc.marks import Looks
from extractor.reading.doc.text import CELL, shown_letters, text_of
from extractor.reading.docx.names import CELL as DOCX_CELL
from extractor.reading.docx.names import DELETED_TEXT, FALLBACK, TEXT
from extractor.reading.guard import check_package
from extractor.reading.xml import parse_xml

_BODY = "word/document.xml"
_STORIES = re.compile(r"word/(?:document|footnotes|endnotes)\.xml")
_WRITTEN = (TEXT, DELETED_TEXT)


class Holding(NamedTuple):
    """Letters and digits of the body, its text boxes and notes; cells of the body's tables.

    Deleted and hidden text is counted too.  Heads and feet are left out, because a DOC holds them for
    every section, shown or not.
    """

    letters: int
    cells: int


def held_by_doc(word: WordFile) -> Holding:
    """Counted in the text and the marks of the document itself."""
    text, looks = text_of(word), Looks(word)
    cells = 0
    for piece in word.pieces:
        at = text.all.find(CELL, piece.start, min(piece.end, text.main.stop))
        while at >= 0:
            cells += not looks.paragraph(piece.at + (at - piece.start) * piece.width).row_end
            at = text.all.find(CELL, at + 1, min(piece.end, text.main.stop))
    return Holding(shown_letters(text), cells)


def held_by_docx(package: bytes, *, name: str) -> Holding:
    """Counted in the package.

    Raises:
        SvodkaError: damaged or too-large.
    """
    check_package(package, name)
    letters = cells = 0
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        for part in parts.namelist():
            if _STORIES.fullmatch(part):
                root = parse_xml(parts.read(part), name=name)
                # What a text box is for programs that do not know the first branch is the same text once more.
                twice = {element for branch in root.iter(FALLBACK) for element in branch.iter(*_WRITTEN)}
                written = (element.text or "" for element in root.iter(*_WRITTEN) if element not in twice)
                letters += sum(sum(map(str.isalnum, text)) for text in written)
                cells += sum(1 for _ in root.iter(DOCX_CELL)) if part == _BODY else 0
    return Holding(letters, cells)
