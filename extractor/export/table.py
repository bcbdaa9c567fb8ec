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

if TYPE_CHECKING:
    from extractor.record import Record

# Wide enough for six columns with a name in one; what is piped into a file has no width of its own.
_WIDTH = 100
_STATUS_STYLES = {"achieved": "green", "not_achieved": "red", "partially_achieved": "yellow"}


def text(records: Iterable[Record]) -> Iterator[bytes]:
    """The summaries as plain text, ``COLUMNS`` or 100 characters wide, an empty line after each."""
    for record in records:
        out = StringIO()
        width = None if os.environ.get("COLUMNS", "").isdigit() else _WIDTH
        console = Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False)
        console.print(view(record))
        # Cells are padded to the width of their column; nobody needs the spaces at the end.
        yield ("\n".join(line.rstrip() for line in out.getvalue().split("\n")) + "\n").encode()


def view(record: Record) -> RenderableType:
    """The summary as something rich can print."""
    parts: list[RenderableType] = [_header(record), _counts(record)]
    for make in (_indicators, _orders, _deadlines, _schools):
        if (table := make(record)) is not None:
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


def _table(title: str, *columns: tuple[str, bool]) -> Table:
    """An empty table; a column's flag says that it holds long text and takes the room that is left."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1), expand=False)
    for caption, long in columns:
        table.add_column(caption, overflow="fold", ratio=None, min_width=18 if long else None)
    return table


def _indicators(record: Record) -> Table | None:
    if not record.indicators:
        return None
    based = any(v.role == "baseline" for i in record.indicators for v in i.values)
    captions = [("№", False), ("Показатель", True), *([("База", False)] if based else []), ("План", False)]
    table = _table("Показатели", *captions, ("Факт", False), ("Ед.", False), ("Год", False), ("Статус", False))
    for indicator in record.indicators:
        for k, row in enumerate(rows_of(indicator)):
            name = indicator.name if k == 0 else ""
            about = f"{name}\n– {row.about}" if name and row.about else name or f"– {row.about}"
            stated = indicator.status or indicator.computed_status or ""
            table.add_row(
                _cell(indicator.number or "") if k == 0 else "",
                _cell(about),
                *([_cell(row.said("baseline"))] if based else []),
                _cell(row.said("target")),
                _cell(row.said("actual")),
                _cell(row.unit),
                str(row.year or ""),
                Text(words.status(indicator), style=_STATUS_STYLES.get(stated, "")) if k == 0 else "",
            )
    return table


def _orders(record: Record) -> Table | None:
    if not record.orders:
        return None
    table = _table("Поручения", ("№", False), ("Кому", True), ("Что", True), ("Срок", False))
    for order in record.orders:
        kind = "" if order.type == "task" else f" ({words.ORDER_TYPES[order.type]})"
        due = "; ".join(words.deadline(d) for d in order.deadlines)
        table.add_row(_cell(order.number or ""), _cell(order.assignee or ""), _cell(order.text + kind), _cell(due))
    return table


def _deadlines(record: Record) -> Table | None:
    if not record.deadlines:
        return None
    table = _table("Сроки", ("Срок", False), ("Как написано", True), ("Пункт", False))
    for item in record.deadlines:
        table.add_row(_cell(words.deadline(item)), _cell(item.text), _cell(item.order or ""))
    return table


def _schools(record: Record) -> Table | None:
    if not record.schools:
        return None
    counted: dict[str, int] = {}
    for school in record.schools:
        name = words.school(school)
        counted[name] = counted.get(name, 0) + 1
    table = _table("Школы и другие организации", ("Организация", True), ("Упоминаний", False))
    for name, count in counted.items():
        table.add_row(_cell(name), str(count))
    return table


def _cell(said: str) -> Text:
    # As Text, so that «[bold]» in a document is printed and not obeyed.
    return Text(printable(said))
