"""A record as one self-contained page: the text with everything found in it, and what was found in tables.

The page loads nothing and runs nothing; whatever comes from the document is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.export import words
from extractor.export.html_lists import lists
from extractor.export.html_style import STYLE
from extractor.export.html_text import TextPage, safe
from extractor.export.marks import FIELDS, Mark, marks_of

if TYPE_CHECKING:
    from extractor.record import Record

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(records: Iterable[Record]) -> Iterator[bytes]:
    """One page of one or several documents, piece by piece; nothing if there is no record."""
    begun = False
    for k, record in enumerate(records, 1):
        if not begun:
            yield _head(record).encode()
        begun = True
        yield _document(record, prefix=f"d{k}-", level=1 if k == 1 else 2).encode()
    if begun:
        yield b"</main>\n</body>\n</html>\n"


def _head(record: Record) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(_title(record))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )


def _document(record: Record, *, prefix: str, level: int) -> str:
    marks = marks_of(record)
    text = TextPage(record, marks, prefix=prefix)
    pages = f", страниц: {record.source.pages}" if record.source.pages else ""
    parts = [
        f"<article>\n<h{level}>{safe(_title(record))}</h{level}>",
        f'<p class="file">{safe(record.source.file)} ({safe(record.source.format)}{pages})</p>',
        _header(record, text),
        '<ul class="counts">'
        + "".join(f"<li>{name}: <b>{count}</b></li>" for name, count in words.counts(record))
        + "</ul>",
        *(f'<p class="card warning">{safe(warning)}</p>' for warning in record.source.warnings),
        _legend(marks),
        f'<div class="card text">\n{text.html}\n</div>',
        *lists(record, text),
        "</article>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _title(record: Record) -> str:
    """«Приказ № 9-од от 16.01.2025», or the file's name for a paper that bears neither."""
    header = record.header
    if not header.number and not header.date:
        return record.source.file
    kind = words.KINDS.get(header.kind, "документ").capitalize()
    number = f" №{words.NO_BREAK}{header.number}" if header.number else ""
    return kind + number + (f" от {words.date(header.date)}" if header.date else "")


def _header(record: Record, text: TextPage) -> str:
    spans = record.header.spans
    rows = []
    for caption, said, key in words.header_lines(record.header):
        shown = text.link(spans[key].start, safe(said)) if key in spans else safe(said)
        rows.append(f"<dt>{caption}</dt><dd>{shown}</dd>")
    return '<dl class="card">\n' + "\n".join(rows) + "\n</dl>"


def _legend(marks: list[Mark]) -> str:
    present = {mark.field for mark in marks}
    items = "".join(f'<span class="f-{key}">{name}</span>' for key, name in FIELDS.items() if key in present)
    return f'<div class="legend">{items}</div>' if items else ""
