"""Tables of any orientation as indicators, percentages, orders and deadlines.

Three families: a row is an indicator (columns plan | fact | years), a row is a subject whose
measures stand in the columns (schools, classes, years), a row is a task (Поручение | Срок |
Ответственный).  Units come from the cell, the unit column, the head, the name or the section row.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.cells import cell_values
from extractor.fields.columns import Column, label_column, read_columns, words
from extractor.fields.deadline_forms import Form
from extractor.fields.deadlines import Found
from extractor.fields.grid import Grid, build_grid, figure
from extractor.fields.measure_names import nouns
from extractor.fields.table_common import Setting, TableFacts, column_cells, slot_deadlines
from extractor.fields.table_matrix import read_matrix
from extractor.fields.table_rows import read_indicator_rows
from extractor.fields.table_tasks import is_tasks, read_tasks
from extractor.reading.document import Document, Table


def read_table(document: Document, table: Table, setting: Setting) -> TableFacts:
    """Read one data table."""
    facts = TableFacts()
    grid = build_grid(document, table)
    if grid is None:
        return facts
    columns = read_columns(grid)
    label = label_column(grid, columns)
    _deadline_cells(grid, columns, setting, facts)
    if label is None:
        return facts
    head = " / ".join(label.heads)
    numbers = next((c for c in columns if c.role == "order-number"), None)
    if setting.tasks and is_tasks(columns, head, setting):
        read_tasks(grid, columns, label, numbers, setting, facts)
        return facts
    values = [
        c
        for c in columns
        if c is not label and c.role in ("value", "target", "actual", "baseline") and c is not numbers
    ]
    if not words("name").search(head) and not any(
        figure(c.text) or cell_values(c.text) for v in values for c in column_cells(grid, v.index)
    ):
        return facts
    by_name = _rows_are_indicators(grid, columns, label, head, values)
    if by_name:
        if {"deadline", "assignee"} & {c.role for c in columns} and re.search(
            "мероприяти|содержание", head, re.IGNORECASE
        ):
            setting = replace(setting, default_role="target")  # a plan: what its columns hold is still to come
        read_indicator_rows(grid, columns, label, numbers, values, setting, facts)
    else:
        read_matrix(grid, label, [c for c in columns if c in values or c.role == "done-percent"], setting, facts)
    return facts


def _rows_are_indicators(grid: Grid, columns: list[Column], label: Column, head: str, values: list[Column]) -> bool:
    subject = bool(words("subject").match(head)) and not words("name").search(head)
    if subject or (not words("name-first").search(head) and _heads_are_measures(values)):
        return False
    if words("name").search(head):
        return True
    roles = {c.role for c in columns}
    if roles & {"unit", "target", "baseline", "done-percent", "deadline"}:
        return True
    return any(c.explicit or c.year for c in values) and not any(c.measure for c in values)


def _heads_are_measures(values: list[Column]) -> bool:
    """«Направление | Доля обучающихся с высоким уровнем, %»: the heads name the measures, the rows what is measured."""
    named = [c.measure for c in values]
    return bool(named) and all(name and len(name.split()) > 2 and nouns().match(name) for name in named)


def _deadline_cells(grid: Grid, columns: list[Column], setting: Setting, facts: TableFacts) -> None:
    terms = [c for c in columns if c.role == "deadline"]
    if len(terms) == 2 and [" ".join(c.heads)[:3].lower() for c in terms] in (["нач", "око"], ["нач", "зав"]):
        _begin_and_end(grid, terms, setting, facts)
        return
    for column in terms:
        for cell in column_cells(grid, column.index):
            facts.slots.add(cell.block.index)
            facts.deadlines += slot_deadlines(cell, setting.reference)


def _begin_and_end(grid: Grid, terms: list[Column], setting: Setting, facts: TableFacts) -> None:
    """«Начало | Окончание»: the two cells of a row tell one period."""
    for row in grid.data_rows():
        first, last = (row[c.index] for c in terms)
        if first is None or last is None:
            continue
        facts.slots |= {first.block.index, last.block.index}
        begin, finish = slot_deadlines(first, setting.reference), slot_deadlines(last, setting.reference)
        if first is last or not (begin and finish):
            facts.deadlines += begin if first is last else begin + finish
            continue
        start, due = begin[0].form.start or begin[0].form.due, finish[0].form.due
        facts.deadlines.append(Found(begin[0].start, finish[0].end, Form("period", start=start, due=due)))
