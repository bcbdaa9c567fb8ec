"""Tables whose rows are subjects (schools, classes) or times, and whose columns are measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.fields.cells import CellValue, cell_values, dual_values
from extractor.fields.columns import Column, label_cells, take_unit
from extractor.fields.grid import Cell, Grid, cell_text, figure, filled, flat, is_section
from extractor.fields.items import Item, Val, fold, take_flags
from extractor.fields.measure_names import nouns
from extractor.fields.table_captions import caption_measure
from extractor.fields.table_common import (
    Mention,
    Setting,
    TableFacts,
    add_percent,
    implied_unit,
    put_percent,
    role_in,
    unit_of_section,
)
from extractor.fields.table_groups import across, categories
from extractor.fields.table_labels import NOTHING, Label, marked, plain_labels, read_label, take_role_label
from extractor.record import Role


@dataclass(slots=True)
class _Matrix:
    """A table while it is read: what it is of, and the indicators of its columns."""

    grid: Grid
    setting: Setting
    facts: TableFacts
    caption: str
    unit: str | None
    under_subjects: bool = False
    """«план» and «факт» stand in rows under every school."""
    whose: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    """The measure and the subject of a column, where its head tells both, or the subject alone."""
    items: dict[str, Item] = field(default_factory=dict)


def read_matrix(
    grid: Grid, label: Column, values: list[Column], marks: list[Column], setting: Setting, facts: TableFacts
) -> None:
    """Rows are subjects or times, columns measures.

    Args:
        grid: the table.
        label: the column that names the rows.
        values: the columns of values, and those of percentages of fulfilment.
        marks: columns that say beside the names what or when a row is («план», «факт»).
        setting: what stands around the table.
        facts: takes what is found.
    """
    caption, unit = caption_measure(grid.caption() or setting.caption, setting.unit)
    told = [read_label(text) for text in label_cells(grid, label.index)]
    if any(t.role == "target" for t in told):  # what stands beside a row of plans is what was reached
        setting = replace(setting, default_role="actual")
    roles = [t.role for t in told if t.plain and t.role]
    matrix = _Matrix(grid, setting, facts, caption, unit, any(roles.count(r) > 1 for r in roles))
    measured = [c for c in values if c.role != "done-percent"]
    matrix.whose = _whose(measured, caption, timed=plain_labels(grid, label)) or _of_the_one(measured, caption)
    for row, says in _rows(matrix, label, marks):
        for column in values:
            cell = row[column.index]
            merged = column.index > 0 and row[column.index - 1] is cell
            if cell is not None and cell.text.strip() and not merged:
                _read_cell(cell, column, says, matrix)
    for column in measured:  # a form still to be filled in
        if column.measure and nouns().match(column.measure):
            _measure(column, matrix)


def _whose(measured: list[Column], caption: str, *, timed: bool) -> dict[int, tuple[str | None, str | None]]:
    """The measure and the subject of the columns that do not name their measure alone."""
    spread = across(measured, caption)
    if not timed:
        return {c.index: (f"{caption} {c.measure}", None) for c in measured} if spread else {}
    return dict(categories(measured)) or ({c.index: (None, c.measure) for c in measured} if spread else {})


def _of_the_one(measured: list[Column], caption: str) -> dict[int, tuple[str | None, str | None]]:
    """«Школа | Охват питанием, % | План»: a lone role belongs to the one measure beside it."""
    lone = [c for c in measured if c.explicit and not c.measure]
    named = {c.measure for c in measured if c.measure}
    if len(named) != 1 or nouns().match(caption):
        return {}
    (measure,) = named
    return {c.index: (measure, None) for c in lone}


def _rows(matrix: _Matrix, label: Column, marks: list[Column]) -> Iterator[tuple[tuple[Cell | None, ...], Label]]:
    """The rows of values, and what their labels, the cells beside them and the rows over them say."""
    group, last = NOTHING, NOTHING
    for row in matrix.grid.data_rows():
        if is_section(row, matrix.grid.columns):
            group = _group(filled(row)[0], matrix)
            last = Label(group.subject)
            continue
        beside = marked(row, marks, None)
        if text := cell_text(row, label.index):
            told = read_label(text, label.heads[-1] if label.heads else "")
        elif beside != NOTHING:
            told = last  # an empty cell under a school is a cell of that school
        elif cell := next((c for c in filled(row) if not figure(c.text)), None):
            told = read_label(cell.text)
        else:
            continue
        if told.plain and told.role and matrix.under_subjects:
            told = told.over(Label(last.subject))
        last = told
        if told.kind == "value" and not told.plain:
            told = beside.over(told)
        yield row, told.over(group)


def _group(cell: Cell, matrix: _Matrix) -> Label:
    """A row over the whole width: a time, a plan, the measure of the rows below; a topic says nothing."""
    text = flat(cell.text)
    if nouns().match(text):
        matrix.caption, matrix.unit = caption_measure(text, matrix.setting.unit)
    told = read_label(text)
    return told if told.plain or matrix.under_subjects else NOTHING


def _read_cell(cell: Cell, column: Column, told: Label, matrix: _Matrix) -> None:
    if column.role == "done-percent" or told.kind == "percent":
        put_percent(cell, None, matrix.facts)
        return
    matrix.facts.understood.add(cell.block.index)
    if told.kind == "skip":
        return
    if column.dual and (pair := dual_values(cell.text, alike=None not in column.dual)):
        for dual_role, v in zip(column.dual, pair, strict=True):
            if v is not None and dual_role is None:
                add_percent(cell, v, _measure(column, matrix), matrix.facts)
            elif v is not None and dual_role is not None:
                _add(cell, v, dual_role, column, told, matrix)
        return
    for v in cell_values(cell.text, pair=column.pair):
        _add(cell, v, _role(column, told, matrix), column, told, matrix)


def _role(column: Column, told: Label, matrix: _Matrix) -> Role:
    """The role its column's head names, else its row's label; a year to come is planned."""
    if told.role is not None and not column.explicit:
        return told.role
    ahead = told.year is not None and matrix.setting.year is not None and told.year > matrix.setting.year
    return "target" if ahead and not column.explicit else role_in(column, matrix.setting)


def _add(cell: Cell, v: CellValue, role: Role, column: Column, told: Label, matrix: _Matrix) -> None:
    item = _measure(column, matrix)
    unit = v.unit or column.unit or unit_of_section(matrix.grid.caption()) or matrix.unit or implied_unit(item.name)
    subject = told.subject or matrix.whose.get(column.index, (None, None))[1]
    start, end = cell.start + v.start, cell.start + v.end
    item.values.append(
        Val(
            role,
            v.value,
            v.low,
            v.high,
            unit,
            start,
            end,
            v.comparator or (column.bound if role == "target" else None),
            told.year if told.year is not None else column.year,
            told.period or column.period,
            subject,
            v.count,
            (f"строка «{told.subject or told.period or told.year or ''}», столбец «{' / '.join(column.heads)}»",),
            0.9,
        )
    )
    matrix.facts.mentions.append(Mention(v, unit, start, end, item))


def _measure(column: Column, matrix: _Matrix) -> Item:
    """The indicator of a column: named by the head, or by the table's caption where the head only has years."""
    grid, setting, items = matrix.grid, matrix.setting, matrix.items
    told, subject = matrix.whose.get(column.index, (None, None))
    head = None if subject and told is None else told or column.measure
    if head and column.explicit:
        head, _ = take_role_label(head)
    name = head or matrix.caption
    top = _head_cell(column, grid, whole=told is not None)
    start, end = (
        (top.start, top.end) if head and top else (setting.caption_start, setting.caption_start + len(setting.caption))
    )
    quoted = re.search(r"показател\w+\s+(?P<n>[\d.]+)\s+«(?P<q>[^»]+)»", name, re.IGNORECASE) if not head else None
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
        matrix.facts.items.append(items[key])
    return items[key]


def _head_cell(column: Column, grid: Grid, *, whole: bool) -> Cell | None:
    """Where a measure's name stands in the head: the cell over several columns only when it is their whole name."""
    cells = list(dict.fromkeys(c for row in grid.cells[: grid.head] if (c := row[column.index]) and c.text.strip()))
    named = [c for c in cells if fold(flat(c.text))[:12] in fold(" ".join(column.heads))]
    if not named:
        return None
    shared = any(sum(c is named[0] for c in row) > 1 for row in grid.cells[: grid.head])
    return named[-1] if len(column.parts) > 1 and shared and not whole else named[0]
