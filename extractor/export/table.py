"""A record as a summary for the terminal, in Russian, as wide as the terminal is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.export import words
from extractor.export.plain import printable
from extractor.export.rows import rows_of
from extractor.export.widths import share

if TYPE_CHECKING:
    from extractor.record import Record

# Wide enough for six columns with a name in one; what is piped into a file has no width of its own.
_WIDTH = 100
# Between two columns: a space on either side and the (invisible) line.
_GAP = 3
_STATUS_STYLES = {"achieved": "green", "not_achieved": "red", "partially_achieved": "yellow"}
_STATUS_STYLES |= {"matched": "green", "ambiguous": "yellow", "unmatched": "red"}


def text(records: Iterable[Record]) -> Iterator[bytes]:
    """The summaries as plain text, ``COLUMNS`` or 100 characters wide, an empty line after each."""
    for record in records:
        out = StringIO()
        width = None if os.environ.get("COLUMNS", "").isdigit() else _WIDTH
        console = Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False)
        console.print(view(record, width=console.width))
        # Cells are padded to the width of their column; nobody needs the spaces at the end.
        yield ("\n".join(line.rstrip() for line in out.getvalue().split("\n")) + "\n").encode()


def view(record: Record, *, width: int) -> RenderableType:
    """The summary as something rich can print, for a console of so many characters."""
    parts: list[RenderableType] = [_header(record), _counts(record)]
    for make in (_indicators, _orders, _deadlines, _schools):
        if (table := make(record, width)) is not None:
            parts += [Text(), table]
    parts += [Text(f"внимание: {printable(w)}", style="yellow") for w in record.source.warnings]
    return Group(*parts)


def _header(record: Record) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    pages = f", страниц: {record.source.pages}" if record.source.pages else ""
    grid.add_row("Файл", Text(f"{printable(record.source.file)} ({record.source.format}{pages})", style="bold"))
    for caption, said, _ in words.header_lines(record.header):
        grid.add_row(caption, _cell(said))
    return grid


def _counts(record: Record) -> RenderableType:
    said = " · ".join(f"{name}: {count}" for name, count in words.counts(record))
    return Padding(Text(said, style="bold"), (1, 0, 0, 0))


def _table(title: str, captions: str, rows: list[list[Text]], width: int) -> Table | None:
    """A table of the columns that hold anything; captions are apart by «|». None if there are no rows."""
    if not rows:
        return None
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False
    )
    kept = {k: caption for k, caption in enumerate(captions.split("|")) if any(row[k].plain for row in rows)}
    cells = [[caption, *(row[k].plain for row in rows)] for k, caption in kept.items()]
    for caption, column in zip(kept.values(), share(cells, width - _GAP * (len(cells) - 1)), strict=True):
        table.add_column(caption, overflow="fold", width=column)
    for row in rows:
        table.add_row(*(row[k] for k in kept))
    return table


def _indicators(record: Record, width: int) -> Table | None:
    rows = []
    for indicator in record.indicators:
        stated = indicator.status or indicator.computed_status or ""
        for k, row in enumerate(rows_of(indicator)):
            name = [indicator.name] if k == 0 else []
            about = [f"– {row.about}"] if row.about else []
            rows.append(
                [
                    _cell((indicator.number or "") if k == 0 else ""),
                    _cell("\n".join(name + about)),
                    *(_cell(row.said(role)) for role in ("baseline", "target", "actual")),
                    _cell(row.unit),
                    _cell(str(row.year or "")),
                    Text(words.status(indicator) if k == 0 else "", style=_STATUS_STYLES.get(stated, "")),
                ]
            )
    return _table("Показатели", "№|Показатель|База|План|Факт|Ед.|Год|Статус", rows, width)


def _orders(record: Record, width: int) -> Table | None:
    rows = []
    for order in record.orders:
        kind = "" if order.type == "task" else f" ({words.ORDER_TYPES[order.type]})"
        due = "; ".join(words.deadline(d) for d in order.deadlines)
        rows.append([_cell(x) for x in (order.number or "", order.assignee or "", order.text + kind, due)])
    return _table("Поручения", "№|Кому|Что|Срок", rows, width)


def _deadlines(record: Record, width: int) -> Table | None:
    rows = [[_cell(x) for x in (words.deadline(d), d.text, d.order or "")] for d in record.deadlines]
    return _table("Сроки", "Срок|Как написано|Пункт", rows, width)


def _schools(record: Record, width: int) -> Table | None:
    rows = []
    for name, link, mentions in words.organisations(record):
        told = [words.link_status(link), words.linked(link), link.explanation] if link else ["", "", ""]
        cells = [_cell(x) for x in (name, str(len(mentions)), *told)]
        if link:
            cells[2].stylize(_STATUS_STYLES[link.status])
        rows.append(cells)
    return _table("Школы и другие организации", "Организация|Упоминаний|Связь|В реестре|Почему", rows, width)


def _cell(said: str) -> Text:
    # As Text, so that «[bold]» in a document is printed and not obeyed.
    return Text(printable(said))
