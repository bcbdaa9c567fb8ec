"""A record as one self-contained page: the text with everything found in it, and what was found in tables.

The page loads nothing and runs nothing; whatever comes from the document is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.export import words
from extractor.export.html_lists import lists
from extractor.export.html_pages import Picture, Pictures, pages
from extractor.export.html_style import STYLE
from extractor.export.html_text import TextPage, safe
from extractor.export.marks import FIELDS, Mark, marks_of

if TYPE_CHECKING:
    from extractor.record import Record

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_WITH_PICTURES = _POLICY + "; img-src data:"


def page(records: Iterable[Record], pictures: Pictures | None = None) -> Iterator[bytes]:
    """One page of one or several documents, piece by piece; nothing if there is no record.

    ``pictures`` gives the pages of a record's document, which are shown with what was found on them.
    """
    begun = False
    for k, record in enumerate(records, 1):
        if not begun:
            yield _head(record, _POLICY if pictures is None else _WITH_PICTURES).encode()
        begun = True
        shown = pictures(record) if pictures is not None else ()
        yield _document(record, prefix=f"d{k}-", level=1 if k == 1 else 2, pictures=shown).encode()
    if begun:
        yield b"</main>\n</body>\n</html>\n"


def _head(record: Record, policy: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(_title(record))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )


def _document(record: Record, *, prefix: str, level: int, pictures: Iterable[Picture]) -> str:
    marks = marks_of(record)
    text = TextPage(record, marks, prefix=prefix)
    count = f", страниц: {record.source.pages}" if record.source.pages else ""
    parts = [
        f"<article>\n<h{level}>{safe(_title(record))}</h{level}>",
        f'<p class="file">{safe(record.source.file)} ({safe(record.source.format)}{count})</p>',
        _header(record, text),
        '<ul class="counts">'
        + "".join(f"<li>{name}: <b>{count}</b></li>" for name, count in words.counts(record))
        + "</ul>",
        *(f'<p class="card warning">{safe(warning)}</p>' for warning in record.source.warnings),
        _legend(marks),
        f'<div class="card text">\n{text.html}\n</div>',
        *lists(record, text),
        pages(pictures, record, marks, text),
        "</article>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _title(record: Record) -> str:
    """«Приказ № 9-од от 16.01.2025», or the file's name for a paper that bears neither."""
    header = record.header
    if not header.number and not header.date:
        return record.source.file
    return words.paper(header.kind, header.number, header.date)


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
