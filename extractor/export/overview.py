"""One page about many documents: how much was found, charts by year, what was missed, links to the coloured documents.

The page loads nothing and runs nothing; whatever comes from a document is escaped.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from extractor.export import html, words
from extractor.export.files import write_whole
from extractor.export.html_style import STYLE
from extractor.export.html_text import safe
from extractor.export.overview_svg import ROLES, chart
from extractor.export.series import caption, telling
from extractor.export.store import opened, plain

if TYPE_CHECKING:
    from extractor.record import Record

# Longer tables make a page slow; what is left out is told, and the workbook has it.
MOST_ROWS = 2000
_PAGE = re.compile(r"[0-9a-f]{20}\.html")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; }
.chart { width: 100%; height: auto; background: #fff; border: 1px solid var(--line); border-radius: 8px; }
.chart text { font: 12px var(--sans); fill: #1b2127; }
.chart .title { font-weight: bold; font-size: 13px; }
.chart .whose { fill: #5c6773; }
.chart .year, .chart .value { text-anchor: middle; }
.chart .axis { stroke: #9aa5b1; }
.chart .baseline, .key .baseline { fill: #b3bcc6; color: #8d98a5; }
.chart .target, .key .target { fill: #5b8db8; color: #5b8db8; }
.chart .actual, .key .actual { fill: #4ca66b; color: #4ca66b; }
.key { margin: .2rem 0 .8rem; } .key span { margin-right: 1.2rem; }
main { max-width: 84rem; }
.list td:first-child { overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print { .chart { break-inside: avoid; } }
"""


def pages(records: Iterable[tuple[str, Record]], folder: Path) -> int:
    """Write every document, coloured, as a page of its own into a folder, made if missing; how many there were.

    Pages of an earlier export whose documents are gone are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for file, record in records:
        name = _page(plain(file))
        write_whole(folder / name, html.page([record]))
        written.add(name)
    for old in folder.glob("*.html"):
        if _PAGE.fullmatch(old.name) and old.name not in written:
            with suppress(OSError):
                old.unlink()
    return len(written)


def overview(store: Path, path: Path, *, folder: str) -> None:
    """Write the page.

    Args:
        store: the database that ``store.build`` has made.
        path: the file to write.
        folder: the name of the folder beside it that ``pages`` has written to.
    """
    with opened(store) as base:
        write_whole(path, (piece.encode() for piece in _pieces(base, folder)))


def _page(file: str) -> str:
    """The page of a document: a name that every file system takes, equal at every export."""
    return f"{hashlib.sha256(file.encode()).hexdigest()[:20]}.html"


def _pieces(base: sqlite3.Connection, folder: str) -> Iterator[str]:
    yield (
        '<!DOCTYPE html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Сводка по документам</title>\n<style>{STYLE}{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Сводка по документам</h1>\n{_counts(base)}\n"
    )
    drawn, whole = telling(base)
    yield f"<h2>{caption(len(drawn), whole, 'в таблице Excel')}</h2>\n"
    if drawn:
        key = "".join(f'<span class="{role}">■ {name}</span>' for role, name in ROLES)
        yield f'<p class="key">{key}</p>\n'
        yield '<div class="charts">\n'
        for one in drawn:
            yield chart(one) + "\n"
        yield "</div>\n"
    yield from _table("Не достигнуты или достигнуты частично", _MISSED_HEAD, _missed(base, folder))
    yield from _table("Документы", _DOCUMENTS_HEAD, _documents(base, folder))
    yield from _table("Не прочитаны", ("Файл", "Что случилось", "Что делать"), _failures(base))
    yield "</main>\n</body>\n</html>\n"


_COUNTED = {
    "documents": "документов",
    "indicators": "показателей",
    "percentages": "процентов",
    "schools": "упоминаний школ",
    "deadlines": "сроков",
    "orders": "поручений",
    "failures": "не прочитано",
}


def _counts(base: sqlite3.Connection) -> str:
    items = []
    for table, name in _COUNTED.items():
        count = base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - ours
        items.append(f"<li>{name}: <b>{words.number(count)}</b></li>")
    return f'<ul class="counts">{"".join(items)}</ul>'


_MISSED_HEAD = ("Показатель", "Чей", "Статус", "Причина", "Документ")


def _missed(base: sqlite3.Connection, folder: str) -> Iterator[Sequence[str]]:
    query = """SELECT i.*, d.owner, d.kind, d.number AS doc_number, d.date FROM indicators i
        JOIN documents d ON d.id = i.document
        WHERE i.status IN ('not_achieved', 'partially_achieved') ORDER BY d.date IS NULL, d.date DESC, i.id"""
    for row in base.execute(query):
        status = f'<span class="s-{row["status"]}">{words.STATUSES[row["status"]]}</span>'
        said = words.paper(row["kind"], row["doc_number"], row["date"])
        link = _link(row["file"], folder, said, row["span_start"])
        yield safe(row["name"]), safe(row["owner"] or ""), status, safe(row["reason"] or ""), link


_DOCUMENTS_HEAD = ("Файл", "Документ", "О чём", "Чей", "Показателей", "Поручений")


def _documents(base: sqlite3.Connection, folder: str) -> Iterator[Sequence[str]]:
    query = """SELECT d.*, (SELECT count(*) FROM indicators x WHERE x.document = d.id) AS indicators,
        (SELECT count(*) FROM orders x WHERE x.document = d.id) AS orders FROM documents d ORDER BY d.id"""
    for row in base.execute(query):
        said = words.paper(row["kind"], row["number"], row["date"])
        link = _link(row["file"], folder, row["file"])
        counts = (str(row["indicators"]), str(row["orders"]))
        yield link, safe(said), safe(row["title"] or ""), safe(row["owner"] or ""), *counts


def _failures(base: sqlite3.Connection) -> Iterator[Sequence[str]]:
    for row in base.execute("SELECT * FROM failures ORDER BY rowid"):
        yield safe(row["file"]), safe(row["message"]), safe(row["hint"])


def _link(file: str, folder: str, shown: str, place: int | None = None) -> str:
    # The anchors of a page with one document begin with «d1-».
    anchor = f"#d1-{place}" if place is not None else ""
    return f'<a href="{quote(folder)}/{_page(file)}{anchor}">{safe(shown)}</a>'


def _table(title: str, captions: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, piece by piece; nothing if there is no row."""
    count = 0
    for row in rows:
        count += 1
        if count == 1:
            heads = "".join(f"<th>{name}</th>" for name in captions)
            yield f'<section class="list">\n<h3>{title}</h3>\n<div class="wide"><table>\n'
            yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        if count <= MOST_ROWS:
            yield "<tr>" + "".join(_cell(cell) for cell in row) + "</tr>\n"
    if count:
        yield "</tbody>\n</table></div>\n"
        if count > MOST_ROWS:
            yield f"<p>Показаны {MOST_ROWS} из {count}; все – в таблице Excel (svodka export --to xlsx).</p>\n"
        yield "</section>\n"


def _cell(shown: str) -> str:
    return f'<td class="number">{shown}</td>' if shown.isdigit() else f"<td>{shown}</td>"
