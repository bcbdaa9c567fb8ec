"""Tables of tasks: «Поручение | Срок | Ответственный», every row an order."""

from __future__ import annotations

from extractor.fields.columns import Column, words
from extractor.fields.deadlines import Found, find_deadlines
from extractor.fields.grid import Grid, flat, is_section
from extractor.fields.orders import Point, order_type
from extractor.fields.table_common import Setting, TableFacts, row_number, slot_deadlines
from extractor.patterns import load


def is_tasks(columns: list[Column], head: str, setting: Setting) -> bool:
    roles = {c.role for c in columns}
    named = load("orders").any_of("task-columns").search(head) is not None or (
        setting.minutes and not words("name").match(head)
    )
    return named and bool(roles & {"deadline", "assignee"}) and not any(c.explicit for c in columns)


def read_tasks(
    grid: Grid, columns: list[Column], label: Column, numbers: Column | None, setting: Setting, facts: TableFacts
) -> None:
    deadline = next((c for c in columns if c.role == "deadline"), None)
    assignee = next((c for c in columns if c.role == "assignee"), None)
    for row in grid.data_rows():
        cell = row[label.index]
        if cell is None or not cell.text.strip() or is_section(row, grid.columns):
            continue
        number = row_number(row, numbers)
        point = Point(number, [(cell.start, cell.end)], cell=True)
        text = flat(cell.text)
        point.type, point.text = order_type(text), text
        inside = find_deadlines(cell.text, where="order", reference=setting.reference)
        point.deadlines = [Found(cell.start + f.start, cell.start + f.end, f.form) for f in inside]
        facts.slots.add(cell.block.index)
        facts.deadlines += point.deadlines
        slot = row[deadline.index] if deadline else None
        if slot is not None:
            point.deadlines = point.deadlines + slot_deadlines(slot, setting.reference)
        who = row[assignee.index] if assignee else None
        if who is not None and who.text.strip(" -–—\n"):
            point.assignee = (flat(who.text).rstrip(";,"), who.start, who.end)
        facts.points.append(point)
