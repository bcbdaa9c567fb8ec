"""Tables whose rows are subjects (schools, classes) or years, and whose columns are measures."""

from __future__ import annotations

import re

from extractor.fields.cells import cell_values
from extractor.fields.columns import Column, take_unit, take_year
from extractor.fields.grid import Grid, figure, filled, flat, is_section
from extractor.fields.items import Item, Val, fold, take_flags
from extractor.fields.table_common import (
    Mention,
    Setting,
    TableFacts,
    implied_unit,
    put_percent,
    role_in,
    unit_of_section,
)
from extractor.record import Role


def read_matrix(grid: Grid, label: Column, values: list[Column], setting: Setting, facts: TableFacts) -> None:
    """Rows are subjects or years, columns measures."""
    items: dict[str, Item] = {}
    for row in grid.data_rows():
        cell = row[label.index]
        if is_section(row, grid.columns):
            continue
        if cell is None or not cell.text.strip():
            cell = next((c for c in filled(row) if not figure(c.text)), None)
            if cell is None:
                continue
        subject = flat(cell.text).rstrip(".;:")
        rest, year, period = take_year(subject)
        by_year = year is not None and len(re.sub(r"[^\w]|год\w*|план|факт|г\b|уч", "", rest, flags=re.IGNORECASE)) < 3
        role_word = re.search(r"план|прогноз|целев", subject, re.IGNORECASE) if by_year else None
        for column in values:
            value_cell = row[column.index]
            if (
                value_cell is None
                or not value_cell.text.strip()
                or (column.index > 0 and row[column.index - 1] is value_cell)
            ):
                continue
            if column.role == "done-percent":
                put_percent(value_cell, None, facts)
                continue
            found = cell_values(value_cell.text, pair=column.pair)
            facts.understood.add(value_cell.block.index)
            if not found:
                continue
            item = _measure(column, items, setting, facts, grid)
            for v in found:
                unit = v.unit or column.unit or unit_of_section(grid.caption()) or implied_unit(item.name)
                role: Role = "target" if role_word else role_in(column, setting)
                item.values.append(
                    Val(
                        role,
                        v.value,
                        v.low,
                        v.high,
                        unit,
                        value_cell.start + v.start,
                        value_cell.start + v.end,
                        v.comparator,
                        year if by_year else column.year,
                        period if by_year else column.period,
                        None if by_year else subject,
                        v.count,
                        (f"строка «{subject}», столбец «{' / '.join(column.heads)}»",),
                        0.9,
                    )
                )
                facts.mentions.append(Mention(v, unit, value_cell.start + v.start, value_cell.start + v.end, item))


def _measure(column: Column, items: dict[str, Item], setting: Setting, facts: TableFacts, grid: Grid) -> Item:
    """The indicator of a column: named by the head, or by the table's caption where the head only has years."""
    name = column.measure or grid.caption() or setting.caption
    top = next(
        (
            c
            for row in grid.cells[: grid.head]
            for c in [row[column.index]]
            if c is not None and c.text.strip() and fold(flat(c.text))[:12] in fold(" ".join(column.heads))
        ),
        None,
    )
    start, end = (
        (top.start, top.end)
        if column.measure and top
        else (setting.caption_start, setting.caption_start + len(setting.caption))
    )
    quoted = (
        re.search(r"показател\w+\s+(?P<n>[\d.]+)\s+«(?P<q>[^»]+)»", name, re.IGNORECASE) if not column.measure else None
    )
    if quoted:
        name = quoted["q"]
    name, cumulative = take_flags(take_unit(name.strip(" .:"))[0])
    key = fold(name)
    if key not in items:
        items[key] = Item(
            name or "показатель",
            start,
            end,
            number=quoted["n"] if quoted else None,
            cumulative=cumulative,
            source="table",
            block=column.index,
        )
        facts.items.append(items[key])
    return items[key]
