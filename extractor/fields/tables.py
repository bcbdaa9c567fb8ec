"""Tables of any orientation as indicators, percentages, orders and deadlines.

Three families: a row is an indicator (columns plan | fact | years), a row is a subject whose
measures stand in the columns (schools, classes, years), a row is a task (Поручение | Срок |
Ответственный).  Units come from the cell, the unit column, the head, the name or the section row.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.cells import cell_values
from extractor.fields.columns import Column, label_cells, label_column, read_columns, take_unit, words
from extractor.fields.deadline_forms import Form
from extractor.fields.deadlines import Found
from extractor.fields.grid import Cell, Grid, build_grid, figure
from extractor.fields.measure_names import nouns
from extractor.fields.table_captions import caption_measure
from extractor.fields.table_common import Setting, TableFacts, column_cells, slot_deadlines
from extractor.fields.table_groups import schools_across
from extractor.fields.table_labels import mark_columns, plain_labels, unit_alone
from extractor.fields.table_matrix import read_matrix
from extractor.fields.table_rows import Rows, read_indicator_rows
from extractor.fields.table_tasks import is_tasks, read_tasks
from extractor.reading.document import Document, Table

_SENTENCE = 3  # words


def read_table(document: Document, table: Table, setting: Setting) -> TableFacts:
    """Read one data table."""
    facts = TableFacts()
    grid = build_grid(document, table)
    if grid is None:
        return facts
    columns = read_columns(grid)
    _deadline_cells(grid, columns, setting, facts)
    for part in _halves(grid, columns):
        _read_part(grid, part, setting, facts)
    return facts


def _halves(grid: Grid, columns: list[Column]) -> list[list[Column]]:
    """«Школа | Охват, % | Школа | Охват, %»: a long list printed side by side is as many tables; else the one."""
    label = label_column(grid, columns)
    again = [c.index for c in columns if label and label.heads and c.heads == label.heads and label_column(grid, [c])]
    starts = [i - (i > 0 and columns[i - 1].role == "order-number") for i in again]
    parts = [columns[a:b] for a, b in zip([0, *starts[1:]], [*starts[1:], len(columns)], strict=True)]
    alike = all([c.heads for c in part] == [c.heads for c in parts[0]] for part in parts)
    return parts if len(parts) > 1 and alike and len(parts[0]) > 1 else [columns]


def _read_part(grid: Grid, columns: list[Column], setting: Setting, facts: TableFacts) -> None:
    marks = mark_columns(grid, columns)
    label = label_column(grid, [c for c in columns if c not in marks]) or label_column(grid, columns)
    if label is None:
        return
    head = " / ".join(label.heads)
    numbers = next((c for c in columns if c.role == "order-number"), None)
    if setting.tasks and is_tasks(columns, head, setting):
        read_tasks(grid, columns, label, numbers, setting, facts)
        return
    marks = [c for c in marks if c is not label]
    values = [
        c
        for c in columns
        if c not in (label, numbers, *marks)
        and c.role in ("value", "target", "actual", "baseline")
        and (c.explicit or not (_wordy(grid, c) or _bands(c, columns)))
    ]
    if not words("name").search(head) and not any(
        figure(c.text) or cell_values(c.text) for v in values for c in column_cells(grid, v.index)
    ):
        return
    if measure := _head_measure(grid, label, head, values):
        setting = replace(setting, caption=head, caption_start=measure.start)
        read_matrix(grid, label, [c for c in columns if c in values or c.role == "done-percent"], marks, setting, facts)
        return
    by_name = _rows_are_indicators(grid, columns, label, head, values) and not _of_caption(grid, label, head, setting)
    if by_name:
        ahead = {"deadline", "assignee"} & {c.role for c in columns}
        if len(ahead) > 1 or (ahead and re.search("мероприяти|содержание", head, re.IGNORECASE)):
            setting = replace(setting, default_role="target")  # a plan: what its columns hold is still to come
        if re.match("ожидаем", head, re.IGNORECASE):
            setting = replace(setting, default_role="target")
        read_indicator_rows(Rows(grid, columns, label, numbers, values, marks, setting), facts)
    else:
        shown = [c for c in columns if c in values or c.role == "done-percent"]
        read_matrix(grid, label, shown, marks, setting, facts)


def _rows_are_indicators(grid: Grid, columns: list[Column], label: Column, head: str, values: list[Column]) -> bool:
    if plain_labels(grid, label) and _heads_are_measures(values, least=1):
        return False  # «План», «Факт» under «Показатель»: the indicators stand across
    labels = label_cells(grid, label.index)
    named = sum(bool(nouns().search(t) or take_unit(t)[1] or unit_alone(t)) for t in labels)
    # «Охват, чел.», «Призёры конкурсов»: not every row of a table with schools across tells a unit.
    enough = 2 * named > len(labels) if schools_across(values) else named == len(labels)
    if labels and enough and not any(c.unit or nouns().search(c.measure or "") for c in values):
        return True  # «Математика, средний балл» under «Предмет», places across
    subject = bool(words("subject").match(head)) and not words("name").search(head)
    whole = _heads_are_measures(values) or (not named and _heads_are_measures(values, least=2))
    if subject or (whole and not words("name-first").search(head)):
        return False
    if words("name").search(head):
        return True
    if not named and len({c.measure for c in values}) > 1 and _heads_are_measures(values, least=1):
        return False  # «Ступень | Качество знаний | Успеваемость»
    roles = {c.role for c in columns}
    if roles & {"unit", "target", "baseline", "done-percent", "deadline"}:
        return True
    return any(c.explicit or c.year for c in values) and not any(c.measure for c in values)


def _bands(column: Column, columns: list[Column]) -> bool:
    """«Критерий | Показатель | Баллы»: bands that points are given for («свыше 80 %») are no values."""
    head = " ".join(column.heads)
    return any(c.role == "points" for c in columns) and words("name-first", whole=True).match(head) is not None


def _wordy(grid: Grid, column: Column) -> bool:
    """A column of sentences («занятия после 17 часов»): what numbers stand in them are no values."""
    cells = label_cells(grid, column.index)
    return bool(cells) and all(
        "\n" not in t and not re.match(r"\W*\d", t) and len(re.findall("[а-яё]{3,}", t)) >= _SENTENCE
        for t in cells
        if any(c.isdigit() for c in t) or not words("no-value", whole=True).match(t)
    )


def _of_caption(grid: Grid, label: Column, head: str, setting: Setting) -> bool:
    """«Доля педагогов с категорией, %» over rows of schools: the caption names the one measure, no row has its own."""
    name, _ = caption_measure(grid.caption() or setting.caption, setting.unit)
    return (
        not head
        and nouns().match(name) is not None
        and not any(nouns().search(text) or take_unit(text)[1] for text in label_cells(grid, label.index))
    )


def _head_measure(grid: Grid, label: Column, head: str, values: list[Column]) -> Cell | None:
    """«Охват кружками, % | План | Факт» over rows of schools: the cell over the rows that names their one measure."""
    names = nouns().match(head) is not None and len(head.split()) > 1
    other = words("name").search(head) or words("subject").match(head)  # «Уровень образования»
    if not names or other or grid.caption() or len(label.heads) != 1:
        return None
    if not values or any(nouns().match(c.measure or "") for c in values):
        return None
    labels = label_cells(grid, label.index)
    if any(nouns().search(text) or take_unit(text)[1] or not re.search("[А-Яа-яё]", text) for text in labels):
        return None
    return next((c for row in grid.cells[: grid.head] if (c := row[label.index]) is not None and c.text.strip()), None)


def _heads_are_measures(values: list[Column], *, least: int = 3) -> bool:
    """«Направление | Доля обучающихся с высоким уровнем, %»: the heads name the measures, the rows what is measured."""
    named = [c.measure for c in values]
    return bool(named) and all(name and len(name.split()) >= least and nouns().match(name) for name in named)


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
