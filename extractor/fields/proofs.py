"""What arithmetic tells of numbers read from a picture: one that fits the others is trusted, one that does not doubted.

The reading of a scan errs in single digits; the paper itself says most things twice: plan, fact and percentage, rows
and their total, «412 из 424 (97,2 %)».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.fields.sums import Figure, Row, is_share, relations
from extractor.reading.document import Block, Document, Table
from extractor.text.numbers import to_float

# How sure a number is at least that others confirm, and at most that they contradict.
CONFIRMED, CONTRADICTED = 0.95, 0.6
_NUMBER = r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"
_CELL = re.compile(rf"[≥≤<>+]?\s?(?P<sign>[–−-]?)(?P<number>{_NUMBER})\s?%?")
# «412 из 424 (97,2 %)», «97,2 % (412 из 424 …)»: within brackets it is this share and no other.
_COUNTED = rf"(?P<part>{_NUMBER}) (?:[а-яё]+ ){{0,2}}из (?P<whole>{_NUMBER})"
_SHARES = (
    re.compile(rf"{_COUNTED}(?: [а-яё]+){{0,3}}\s?\((?:или )?(?P<share>{_NUMBER})\s?%"),
    re.compile(rf"(?P<share>{_NUMBER})\s?%\s?\({_COUNTED}"),
)
# People cut a share as often as they round it: it contradicts only if it is off by so much more.
_FAR_OFF = 2.5


class Proofs(NamedTuple):
    """Where the numbers start that arithmetic confirms and those it contradicts; what people are told of these."""

    confirmed: frozenset[int] = frozenset()
    contradicted: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()

    def sure(self, start: int, end: int, read: float) -> float:
        """How sure a value at ``start:end`` is whose characters were read with the confidence ``read``."""
        if any(start <= number < end for number in self.contradicted):
            return min(read, CONTRADICTED)
        return max(read, CONFIRMED) if any(start <= number < end for number in self.confirmed) else read


def prove(document: Document) -> Proofs:
    """What the numbers of a document tell of each other; nothing where no page was read from its picture."""
    if document.text_from == "native":
        return Proofs()
    held: set[int] = set()
    broken: list[tuple[Figure, ...]] = []
    for table in document.tables:
        shown = relations(_rows(document, table))
        held.update(figure.start for group in shown.held for figure in group)
        broken += shown.broken
    for whole, part, share in _told_shares(document):
        if is_share(whole, part, share):
            held |= {whole.start, part.start, share.start}
        elif not is_share(whole, part, share._replace(place=_FAR_OFF * share.place)):
            broken.append((whole, part, share))
    # Among numbers that do not fit, those that fit elsewhere are right; what a native page says is as it says.
    suspects: set[int] = set()
    said: dict[frozenset[Figure], str] = {}
    for group in broken:
        doubtful = {figure.start for figure in group if figure.start not in held and _is_read(document, figure)}
        if doubtful:
            suspects |= doubtful
            said.setdefault(frozenset(group), _warning(document, sorted(group, key=lambda figure: figure.start)))
    return Proofs(frozenset(held), frozenset(suspects), tuple(said.values()))


def _is_read(document: Document, figure: Figure) -> bool:
    """Whether a number was read from a picture: nothing else has a confidence."""
    return document.sure(figure.start, figure.end) < 1


def _rows(document: Document, table: Table) -> list[Row]:
    """The numbers of a table, row by row, of cells that hold a number and nothing else."""
    rows: dict[int, dict[int, Figure]] = {}
    blocks = [b for b in document.blocks[table.first : table.last + 1] if b.table == table.index]
    held = Counter((b.row, b.column) for b in blocks)
    for block in blocks:
        if block.row is None or block.column is None or block.colspan > 1 or block.rowspan > 1:
            continue
        if held[block.row, block.column] == 1 and (figure := _cell(document, block)) is not None:
            rows.setdefault(block.row, {})[block.column] = figure
    return [row for _, row in sorted(rows.items()) if not _numbers_columns(row)]


def _cell(document: Document, block: Block) -> Figure | None:
    text = document.text[block.start : block.end]
    found = _CELL.fullmatch(text)
    if found is None or block.number is not None:
        return None
    figure = _figure(found, "number", block.start)
    return figure._replace(value=-figure.value) if found["sign"] else figure


def _numbers_columns(row: Row) -> bool:
    """«1 2 3 4 5» under the heads."""
    values = [figure.value for _, figure in sorted(row.items())]
    return len(values) > 2 and values == [values[0] + k for k in range(len(values))]


def _told_shares(document: Document) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Whole, part and share where a text tells all three."""
    for pattern in _SHARES:
        for found in pattern.finditer(document.text):
            yield _figure(found, "whole"), _figure(found, "part"), _figure(found, "share")


def _figure(found: re.Match[str], group: str, shift: int = 0) -> Figure:
    text = found[group]
    decimals = len(re.split("[.,]", text)[1]) if re.search("[.,]", text) else 0
    start, end = found.span(group)
    return Figure(to_float(text), 10.0**-decimals, shift + start, shift + end)


def _warning(document: Document, group: Sequence[Figure]) -> str:
    page, _ = document.where(group[-1].start, group[-1].end)
    shown = ", ".join(f"«{document.text[figure.start : figure.end]}»" for figure in group)
    return f"страница {page}: числа не сходятся, сверьте с изображением: {shown}"
