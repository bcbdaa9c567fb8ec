"""A paragraph's text as it grows, with its tracked changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from extractor.reading.docx.styles import RunLook
from extractor.reading.raised import raised
from extractor.reading.source import Change

# Pieces to look back on for what a mark stands behind.
_BEHIND = 4


@dataclass(slots=True)
class Line:
    """A paragraph's text as it grows, with what hangs on it.

    ``notes`` are the footnotes and endnotes it refers to (mark, id), ``boxes`` the contents of
    its text boxes, ``dropped`` the non-space characters of page numbers left out, ``high`` tells that what was
    put last is set above the line and no mark.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    changes: list[Change] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    dropped: int = 0
    has_bold: bool = False
    has_plain: bool = False
    high: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def bold(self) -> bool:
        return self.has_bold and not self.has_plain

    @property
    def begun(self) -> bool:
        return bool(self.pieces or self.changes or self.boxes or self.notes or self.dropped)

    def joined_changes(self) -> tuple[Change, ...]:
        """The changes, neighbours of one kind as one: Word cuts a change at every run."""
        joined: list[Change] = []
        texts: list[list[str]] = []
        for change in self.changes:
            if joined and joined[-1].kind == change.kind and joined[-1].end == change.start:
                joined[-1] = replace(joined[-1], end=change.end)
                texts[-1].append(change.text)
            else:
                joined.append(change)
                texts.append([change.text])
        return tuple(replace(change, text="".join(text)) for change, text in zip(joined, texts, strict=True))

    def put(self, text: str, look: RunLook) -> None:
        if look.caps:
            text = _upper(text)
        if look.raised and not self.high:
            text = raised(text, "".join(self.pieces[-_BEHIND:]))
        self.high = look.raised and (self.high or any(map(str.isalpha, text)))
        self.pieces.append(text)
        self.length += len(text)
        if text and not text.isspace():
            if look.bold:
                self.has_bold = True
            else:
                self.has_plain = True

    def cut(self, pieces: int) -> int:
        """Take back all from piece number ``pieces`` on; the count of non-space characters gone."""
        gone = "".join(self.pieces[pieces:])
        del self.pieces[pieces:]
        self.length -= len(gone)
        while self.changes and self.changes[-1].end > self.length:
            self.changes.pop()
        return visible(gone)


def visible(text: str) -> int:
    """How many characters of ``text`` are no white space."""
    return len("".join(text.split()))


def _upper(text: str) -> str:
    """Upper case that keeps the length (ß would become two letters)."""
    upper = text.upper()
    return upper if len(upper) == len(text) else "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
