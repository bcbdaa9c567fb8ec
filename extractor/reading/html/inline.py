"""The text of one paragraph of HTML: white space as a browser shows it, changes, bold."""

from __future__ import annotations

import re

from extractor.reading.encoding import non_space
from extractor.reading.raised import raised
from extractor.reading.source import Change

# White space that collapses; the no-break space does not.
_WHITE = " \t\n\f\v"
# All runs but the single space, which stays as it is.
_RUN = re.compile(r"[ \t\n\f\v]{2,}|[\t\n\f\v]")
# LibreOffice breaks its source lines at spaces and indents them with tabs.
_OFFICE_BREAK = re.compile(r"\n\t*")
# A browser shows any run as one space. Office programs write the gaps of signature and date lines as
# runs of spaces and tabs in the source, so runs of three and more are kept; two spaces are a slip.
_GAP = 3
# Pieces to look back on for what a mark stands behind.
_BEHIND = 4


class Paragraph:
    """Text that grows piece by piece.

    Args:
        office: the file was written by LibreOffice or OpenOffice: a line break in the source is one space.
    """

    def __init__(self, *, office: bool) -> None:
        self._office = office
        self._pieces: list[str] = []
        self._size = 0
        self._pending = ""
        self._letters = 0
        self._strong = 0
        self._changes: list[Change] = []

    def put(
        self, text: str, *, bold: bool = False, preserved: bool = False, inserted: bool = False, high: bool = False
    ) -> None:
        """Add text; ``preserved`` keeps its line ends (``pre``), ``inserted`` is recorded, ``high`` is set high."""
        if high:
            text = raised(text, "".join(self._pieces[-_BEHIND:]) + self._pending)
        if not preserved:
            self._flow(text, bold, inserted)
            return
        for k, line in enumerate(text.split("\n")):
            if k:
                self.line_break()
            self._pending = ""
            self._word(line, bold, inserted)

    def put_deleted(self, text: str) -> None:
        """Record text that a tracked deletion took out."""
        shown = _RUN.sub(" ", text)
        last = self._changes[-1] if self._changes else None
        if last and last.kind == "deleted" and last.start == self._size:
            self._changes[-1] = Change("deleted", last.start, last.start, last.text + shown)
        elif shown.strip():
            self._changes.append(Change("deleted", self._size, self._size, shown))

    def put_tabs(self, count: int) -> None:
        """Add real tabs."""
        self._pending = "\t" * count

    def line_break(self) -> None:
        """A line break; one at the very beginning is not shown."""
        self._pending = ""
        if self._size:
            self._append("\n")

    def mark(self) -> int:
        """How many pieces there are; for ``since`` and ``cut``."""
        return len(self._pieces)

    def since(self, mark: int) -> str:
        """The text put after ``mark``."""
        return "".join(self._pieces[mark:])

    def cut(self, mark: int) -> None:
        """Take out what was put after ``mark``."""
        for piece in self._pieces[mark:]:
            self._size -= len(piece)
            self._letters -= non_space(piece)
        del self._pieces[mark:]

    @property
    def touched(self) -> bool:
        """Whether anything but white space was put or deleted."""
        return bool(self._pieces or self._changes)

    @property
    def empty(self) -> bool:
        return not self._letters

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return 0 < self._letters <= self._strong

    def finish(self) -> tuple[str, tuple[Change, ...]]:
        """The text without the breaks at its end, and its changes."""
        text = "".join(self._pieces).rstrip(_WHITE)
        changes = []
        for change in self._changes:
            start, end = min(change.start, len(text)), min(change.end, len(text))
            changes.append(Change(change.kind, start, end, change.text or text[start:end]))
        return text, tuple(changes)

    def _flow(self, text: str, bold: bool, inserted: bool) -> None:
        core = text.lstrip(_WHITE)
        self._pending += text[: len(text) - len(core)]
        if not core:
            return
        tail = core.rstrip(_WHITE)
        shown = _RUN.sub(lambda run: self._collapse(run[0]), tail)
        if self._pending and self._size and self._pieces[-1] != "\n":
            self._append(self._collapse(self._pending))
        self._pending = core[len(tail) :]
        self._word(shown, bold, inserted)

    def _word(self, shown: str, bold: bool, inserted: bool) -> None:
        if not shown:
            return
        if inserted:
            self._record_insertion(len(shown))
        self._append(shown)
        count = non_space(shown)
        self._letters += count
        self._strong += count if bold else 0

    def _record_insertion(self, length: int) -> None:
        begin = self._size
        last = self._changes[-1] if self._changes else None
        # One insertion goes on over the space between its words.
        if last and last.kind == "inserted" and begin - last.end <= 1:
            begin = self._changes.pop().start
        self._changes.append(Change("inserted", begin, self._size + length, ""))

    def _collapse(self, run: str) -> str:
        if self._office:
            run = _OFFICE_BREAK.sub(" ", run)
        elif "\n" in run:
            return " "
        return run if "\t" in run or len(run) >= _GAP else " "

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
