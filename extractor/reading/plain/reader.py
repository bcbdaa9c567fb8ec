"""Plain text: files typed by hand, text taken out of PDF and Word, Markdown, tables of every make."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.reading.encoding import check_length, non_space, read_text
from extractor.reading.plain.columns import pipe_table, spaced_table
from extractor.reading.plain.drawing import drawn_table
from extractor.reading.plain.lines import Line, mend_words, split_lines
from extractor.reading.plain.marks import strip_marks
from extractor.reading.plain.paragraphs import join_lines, wrapping
from extractor.reading.plain.strokes import is_rule
from extractor.reading.plain.table import tab_table
from extractor.reading.source import RawTable, RawText, Reading

_BLANKS = frozenset("_ ")


def read(data: bytes, *, name: str) -> Reading:
    """Read a text file.

    Args:
        data: the whole file, in any Cyrillic encoding.
        name: the file, for errors.
    Raises:
        SvodkaError: ``too-large``.
    """
    text = read_text(data, name=name)
    check_length(len(text), name=name)
    return read_lines(text, name=name)


def read_lines(text: str, *, name: str) -> Reading:
    """Read a text already decoded; ``counted`` leaves out Markdown marks and the signs that draw tables."""
    lines, marks = strip_marks(split_lines(text, name=name))
    reader = _Reader(mend_words(lines))
    reader.read()
    counted = non_space(text) - marks - reader.drawn
    return Reading("text", reader.items, counted=counted, dropped=reader.dropped)


class _Reader:
    """Lines on their way to tables and paragraphs."""

    def __init__(self, lines: list[Line]) -> None:
        self.items: list[RawText | RawTable] = []
        self.drawn = 0
        self.dropped = 0
        self._lines = lines
        self._how = wrapping(lines)
        # Up to where each make of table has been ruled out: no line is tried twice.
        self._drawn_from = self._pipes_from = self._tabs_from = self._spaces_from = 0

    def read(self) -> None:
        prose: list[Line] = []
        at = 0
        while at < len(self._lines):
            found, end = self._table(at)
            if found:
                self._join(prose)
                prose = []
                self.items += found
                at = end
                continue
            line = self._lines[at]
            if is_rule(line.text) and not _BLANKS.issuperset(line.text):
                # A rule that parts sections; lines of underscores are blanks to fill in and stay.
                self._join(prose)
                prose = []
                self.drawn += non_space(line.text)
            else:
                prose.append(line)
            at += 1
        self._join(prose)

    def _join(self, lines: list[Line]) -> None:
        texts, dropped = join_lines(lines, self._how)
        self.items += texts
        self.dropped += dropped

    def _table(self, at: int) -> tuple[Sequence[RawText | RawTable], int]:
        """What a table at this line gives and the index after it; nothing when none begins here."""
        table: RawTable | None
        if at >= self._pipes_from and "|" in self._lines[at].text:
            table, self._pipes_from, drawn = pipe_table(self._lines, at)
            if table:
                self.drawn += drawn
                return [table], self._pipes_from
        if at >= self._drawn_from:
            found, self._drawn_from = drawn_table(self._lines, at)
            if found:
                self.drawn += found.drawn
                return found.items, found.end
        if at >= self._tabs_from:
            table, self._tabs_from = tab_table(self._lines, at)
            if table:
                return [table], self._tabs_from
        if at >= self._spaces_from:
            table, self._spaces_from = spaced_table(self._lines, at)
            if table:
                return [table], self._spaces_from
        return (), at
