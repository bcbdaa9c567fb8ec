"""What a table of many documents has to say of a value besides the value: whose it is, for which year, of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from extractor.export import words

if TYPE_CHECKING:
    from extractor.record import BlockView, Period, Record, Span, Value

# A report's period of up to a year and a day is a year's; a longer one says nothing of the year of a value.
_YEAR_DAYS = 367
_LETTER = re.compile(r"[^\W\d_]{2}")
# Cells further away are of another row.
_REACH = 60
# Characters of a long paragraph before and after a value.
_NEAR = 200
# «Озёрский муниципальный район» and «Озёрский район» are one; a district that became an «округ» is another body.
_MUNICIPAL = re.compile(r"муниципальн\w+\s+(?=район)", re.IGNORECASE)


def owner_of(record: Record) -> str | None:
    """Whose the indicators of a document are: of the school that issues it, else of its territory, else of its issuer.

    Only values of one owner are put side by side by year.
    """
    header = record.header
    issuer = header.spans.get("issuer")
    if issuer is not None:
        for school in record.schools:
            if issuer.start <= school.span.start and school.span.end <= issuer.end:
                return school.link.name if school.link and school.link.name else words.school(school)
    return _MUNICIPAL.sub("", header.territory) if header.territory else header.issuer


def year_of(value: Value, period: Period | None) -> tuple[int | None, str | None]:
    """The year of a value and where it is known from: ``value``, or the ``period`` that the paper reports on.

    A baseline is older than the period; a school year is the year it ends in, as in a record.
    """
    if value.year is not None:
        return value.year, "value"
    if period is None or value.role == "baseline":
        return None, None
    try:
        start, end = date.fromisoformat(period.start), date.fromisoformat(period.end)
    except ValueError:
        return None, None
    return (end.year, "period") if (end - start).days < _YEAR_DAYS else (None, None)


def place_of(span: Span, blocks: Sequence[BlockView]) -> str:
    """Where a value stands, for a person who looks for it: «Лист1!B7», «с. 3, таблица 2, строка 5», «абзац 12».

    Pages, tables and rows are counted from 1; a paragraph is only told where there are no pages.
    """
    if span.cell is not None:
        return span.cell
    block = blocks[span.block] if 0 <= span.block < len(blocks) else None
    parts = [f"с. {span.page}"] if span.page is not None else []
    if block is not None and block.table is not None:
        parts += [f"таблица {block.table + 1}", f"строка {(block.row or 0) + 1}"]
    elif not parts:
        parts.append(f"абзац {span.block + 1}")
    return ", ".join(parts)


def about(record: Record, span: Span) -> str:
    """What stands around a value: the other cells of its row, else its paragraph, shortened to what is near it."""
    if not 0 <= span.block < len(record.blocks):
        return span.quote
    block = record.blocks[span.block]
    if block.table is None:
        start, end = max(block.start, span.start - _NEAR), min(block.end, span.end + _NEAR)
        cut = ("… " if start > block.start else "", " …" if end < block.end else "")
        return cut[0] + record.text[start:end].strip() + cut[1]
    row = [
        record.text[other.start : other.end].strip()
        for other in record.blocks[max(0, span.block - _REACH) : span.block + _REACH]
        if other.table == block.table and other.row == block.row and other is not block
    ]
    return " · ".join(text for text in row if _LETTER.search(text)) or record.text[block.start : block.end]
