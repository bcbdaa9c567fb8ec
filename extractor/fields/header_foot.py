"""The lines at the foot of a paper; two signers side by side are brought into reading order."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.fields.lines import Line, split_lines, starts
from extractor.fields.parts import Part, Parts
from extractor.reading.document import Block, Document
from extractor.text.person import NAME

AT_END = re.compile(rf"(?:^|[\s_/(])(?P<name>{NAME})\s*[/)]?\s*$")
_ASSIGNED = re.compile(r"(?:срок|ответственн|отв\.)[^\t_]*$", re.IGNORECASE)
_LAST_BLOCKS = 30
# A table of signatures has at most so many cells, each no longer than this.
_CELLS, _CELL = 16, 140


def foot_lines(document: Document, parts: Parts, first_block: int) -> list[Line]:
    """The lines under the last point, in the order in which one reads who signs."""
    signing = _signing_tables(document, parts, first_block)
    blocks = [
        b
        for b in document.blocks
        if b.index >= first_block
        and parts.of[b.index] in (Part.BODY, Part.OPERATIVE)
        and b.kind not in ("textbox", "footnote")
        and (b.kind != "cell" or b.table in signing)
    ]
    lines: list[Line] = []
    for block in blocks[-_LAST_BLOCKS:]:
        if block.number or len(document.say(block)) > 300 or _ASSIGNED.match(document.say(block)):
            lines = []
            continue
        if block.kind == "cell":
            if block.index == document.tables[block.table or 0].first:
                lines += _table_lines(document, block.table or 0)
            continue
        lines += split_lines(document, block)
    return _down_columns([part for line in lines for part in _apart(line)])


def _signing_tables(document: Document, parts: Parts, first_block: int) -> frozenset[int]:
    """Borderless tables that hold nothing but positions, strokes and names (decisions of councils)."""
    found = set()
    for table in document.tables:
        cells = document.blocks[table.first : table.last]
        if table.first < first_block or parts.of[table.first] not in (Part.BODY, Part.OPERATIVE) or len(cells) > _CELLS:
            continue
        texts = [document.text[c.start : c.end].strip() for c in cells]
        signed = sum(bool(AT_END.search(t)) for t in texts)
        posted = sum(bool(starts("position").match(t)) for t in texts)
        if signed and posted >= signed and all(len(t) < _CELL and not re.search(r"\d|№", t) for t in texts):
            found.add(table.index)
    return frozenset(found)


def _table_lines(document: Document, index: int) -> list[Line]:
    """Every row of a table of signatures as one line, its cells as segments."""
    table = document.tables[index]
    rows: dict[int, list[Block]] = {}
    for cell in document.blocks[table.first : table.last]:
        if cell.end > cell.start:
            rows.setdefault(cell.row or 0, []).append(cell)
    out = []
    for cells in rows.values():
        start, end = cells[0].start, cells[-1].end
        text = document.text[start:end].replace("\n", " ")
        for left, right in pairwise(cells):
            gap = slice(left.end - start, right.start - start)
            text = text[: gap.start] + "\t" * (gap.stop - gap.start) + text[gap.stop :]
        out.append(Line(cells[0], start, end, text, tuple((c.start, c.end) for c in cells)))
    return out


def _cut(line: Line, first: int, last: int) -> Line:
    """The segments ``first`` to ``last`` of a line as a line of its own."""
    a, b = line.segments[first][0], line.segments[last][1]
    return Line(line.block, a, b, line.text[a - line.start : b - line.start], line.segments[first : last + 1])


def _signed(line: Line, segment: tuple[int, int]) -> bool:
    return AT_END.search(line.text[segment[0] - line.start : segment[1] - line.start]) is not None


def _apart(line: Line) -> list[Line]:
    """«____ И.О. Фамилия ⇥ Глава района»: the second signer's position begins behind the first one's name."""
    for k, segment in enumerate(line.segments[1:], 1):
        text = line.text[segment[0] - line.start : segment[1] - line.start].strip()
        if _signed(line, line.segments[k - 1]) and starts("position").match(text):
            return [_cut(line, 0, k - 1), *_apart(_cut(line, k, len(line.segments) - 1))]
    return [line]


def _down_columns(lines: list[Line]) -> list[Line]:
    """Positions in one line and the names under them are read column by column."""
    out: list[Line] = []
    for line in lines:
        count = len(line.segments)
        if count < 2 or not all(_signed(line, s) for s in line.segments):
            out.append(line)
            continue
        above: list[Line] = []
        while out and len(out[-1].segments) == count and not any(_signed(out[-1], s) for s in out[-1].segments):
            above.insert(0, out.pop())
        for k in range(count):
            out += [_cut(x, k, k) for x in [*above, line]]
    return out
