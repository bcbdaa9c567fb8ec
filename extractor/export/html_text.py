"""The document's own text as HTML, block by block, its marks coloured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.export.marks import Mark, by_block, segments_of
from extractor.export.plain import printable

if TYPE_CHECKING:
    from extractor.record import BlockView, Record

# Deeper lists than this are indented no further.
_DEEPEST = 6
# Beyond this a sheet of paper cannot keep whole words in every column.
_MANY_COLUMNS = 9
_LABELS = {"header": "верхний колонтитул", "footer": "нижний колонтитул", "textbox": "надпись", "footnote": "сноска"}


def safe(text: str) -> str:
    """Text of a document for HTML, in an element or in an attribute."""
    return escape(printable(text))


class TextPage:
    """The text of one record; ``places`` are the offsets that can be linked to once the text is made.

    ``prefix`` tells the anchors of several documents on one page apart.
    """

    def __init__(self, record: Record, marks: list[Mark], *, prefix: str) -> None:
        self.prefix = prefix
        self.places: set[int] = set()
        self._record = record
        self._marks = by_block(record, marks)
        self.html = "\n".join(self._blocks())

    def link(self, start: int, shown: str) -> str:
        """``shown``, already HTML, as a link to where a mark begins."""
        return f'<a href="#{self.prefix}{start}">{shown}</a>' if start in self.places else shown

    def _blocks(self) -> Iterator[str]:
        numbered = list(enumerate(self._record.blocks))
        page = None
        for table, group in groupby(numbered, key=lambda pair: pair[1].table):
            blocks = list(group)
            if table is not None:
                first = blocks[0][1].page
                if first is not None and first != page:
                    page = first
                    yield _page_break(page)
                yield self._table(blocks)
                continue
            for k, block in blocks:
                if block.page is not None and block.page != page:
                    page = block.page
                    yield _page_break(page)
                yield self._paragraph(k, block)

    def _paragraph(self, k: int, block: BlockView) -> str:
        inside = self._inside(k, block)
        label = f'<small class="what">{_LABELS[block.kind]}</small> ' if block.kind in _LABELS else ""
        kind = block.kind if block.kind in _LABELS or block.kind in ("heading", "list_item") else "paragraph"
        level = f" level{min(block.level, _DEEPEST)}" if kind == "list_item" and block.level else ""
        return f'<p class="{kind}{level}">{label}{inside}</p>'

    def _table(self, blocks: Sequence[tuple[int, BlockView]]) -> str:
        owners = {(b.row or 0, b.column or 0): (k, b) for k, b in blocks}
        rows = max(b.row + (b.rowspan or 1) for _, b in blocks if b.row is not None)
        columns = max(b.column + (b.colspan or 1) for _, b in blocks if b.column is not None)
        covered: set[tuple[int, int]] = set()
        lines = []
        for row in range(rows):
            cells = []
            for column in range(columns):
                if (row, column) in covered:
                    continue
                if (row, column) not in owners:
                    cells.append("<td></td>")
                    continue
                k, block = owners[row, column]
                down, right = _free(block, owners, covered)
                covered |= {(row + r, column + c) for r in range(down) for c in range(right)}
                spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{right}"' if right > 1 else "")
                cells.append(f"<td{spans}>{self._inside(k, block)}</td>")
            lines.append(f"<tr>{''.join(cells)}</tr>")
        many = " many" if columns > _MANY_COLUMNS else ""
        return f'<div class="wide"><table class="source{many}">\n' + "\n".join(lines) + "\n</table></div>"

    def _inside(self, k: int, block: BlockView) -> str:
        text = self._record.text
        begun = {mark.start for mark in self._marks[k]}
        pieces = []
        for segment in segments_of(block, self._marks[k]):
            shown = safe(text[segment.start : segment.end])
            if not segment.marks:
                pieces.append(shown)
                continue
            # A field may cover a place twice (a value in two indicators): once is enough for the colour.
            fields = " ".join(sorted({f"f-{mark.field}" for mark in segment.marks}))
            title = safe("\n".join(dict.fromkeys(mark.label for mark in segment.marks)))
            anchor = ""
            if segment.start in begun:
                self.places.add(segment.start)
                anchor = f' id="{self.prefix}{segment.start}"'
            pieces.append(f'<span{anchor} class="{fields}" title="{title}">{shown}</span>')
        return "".join(pieces)


def _free(
    block: BlockView, owners: dict[tuple[int, int], tuple[int, BlockView]], covered: set[tuple[int, int]]
) -> tuple[int, int]:
    """The block's rowspan and colspan as far as no other cell stands there, so that none is pushed aside."""
    row, column = block.row or 0, block.column or 0

    def taken(r: int, c: int) -> bool:
        return (r, c) in covered or ((r, c) in owners and (r, c) != (row, column))

    right = 1
    while right < (block.colspan or 1) and not taken(row, column + right):
        right += 1
    down = 1
    while down < (block.rowspan or 1) and not any(taken(row + down, column + c) for c in range(right)):
        down += 1
    return down, right


def _page_break(page: int) -> str:
    return f'<div class="page">страница {page}</div>'
