"""Tables of any orientation as indicators, percentages, orders and deadlines.

Three families: a row is an indicator (columns plan | fact | years), a row is a subject whose
measures stand in the columns (schools, classes, years), a row is a task (Поручение | Срок |
Ответственный).  Units come from the cell, the unit column, the head, the name or the section row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from extractor.fields.cells import CellValue, cell_values, pair_unit
from extractor.fields.columns import Column, label_column, read_columns, take_unit, take_year, words
from extractor.fields.deadlines import Found, find_deadlines
from extractor.fields.grid import Cell, Grid, build_grid, figure, filled, flat, is_section
from extractor.fields.items import Item, Val, each_organisation, fold, take_flags
from extractor.fields.numbers import unit_of
from extractor.fields.orders import Point, order_type
from extractor.fields.statuses import find_status
from extractor.patterns import load
from extractor.reading.document import Document, Table
from extractor.record import Role


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a cell that counts as a percentage or quantity; ``item`` the indicator it belongs to."""

    value: CellValue
    unit: str
    start: int
    end: int
    item: Item | None


@dataclass(slots=True)
class TableFacts:
    """What one table says."""

    items: list[Item] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    deadlines: list[Found] = field(default_factory=list)
    slots: set[int] = field(default_factory=set)
    understood: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a table: its caption and what its unmarked columns hold."""

    caption: str
    caption_start: int
    default_role: Role
    reference: date | None
    year: int | None
    tasks: bool
    minutes: bool


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
    if setting.tasks and _is_tasks(columns, head, setting):
        _read_tasks(grid, columns, label, numbers, setting, facts)
        return facts
    values = [
        c
        for c in columns
        if c is not label and c.role in ("value", "target", "actual", "baseline") and c is not numbers
    ]
    if not words("name").search(head) and not any(
        figure(c.text) or cell_values(c.text) for v in values for c in _column_cells(grid, v.index)
    ):
        return facts
    by_name = _rows_are_indicators(grid, columns, label, head, values)
    if by_name:
        if {"deadline", "assignee"} & {c.role for c in columns} and re.search(
            "мероприяти|содержание", head, re.IGNORECASE
        ):
            setting = replace(setting, default_role="target")  # a plan: what its columns hold is still to come
        _read_indicator_rows(grid, columns, label, numbers, values, setting, facts)
    else:
        _read_matrix(grid, label, [c for c in columns if c in values or c.role == "done-percent"], setting, facts)
    return facts


def _is_tasks(columns: list[Column], head: str, setting: Setting) -> bool:
    roles = {c.role for c in columns}
    named = load("orders").any_of("task-columns").search(head) is not None or (
        setting.minutes and not words("name").match(head)
    )
    return named and bool(roles & {"deadline", "assignee"}) and not any(c.explicit for c in columns)


def _rows_are_indicators(grid: Grid, columns: list[Column], label: Column, head: str, values: list[Column]) -> bool:
    subject = bool(words("subject").match(head)) and not words("name").search(head)
    if subject:
        return False
    if words("name").search(head):
        return True
    roles = {c.role for c in columns}
    if roles & {"unit", "target", "baseline", "done-percent", "deadline"}:
        return True
    return any(c.explicit or c.year for c in values) and not any(c.measure for c in values)


def _deadline_cells(grid: Grid, columns: list[Column], setting: Setting, facts: TableFacts) -> None:
    for column in columns:
        if column.role != "deadline":
            continue
        for cell in _column_cells(grid, column.index):
            facts.slots.add(cell.block.index)
            facts.deadlines += _slot(cell, setting.reference)


def _slot(cell: Cell, reference: date | None) -> list[Found]:
    return [
        Found(cell.start + f.start, cell.start + f.end, f.form)
        for f in find_deadlines(cell.text, where="slot", reference=reference)
    ]


def _column_cells(grid: Grid, index: int) -> list[Cell]:
    out: list[Cell] = []
    for row in grid.data_rows():
        cell = row[index]
        if cell is not None and cell not in out and cell.text.strip() and not is_section(row, grid.columns):
            out.append(cell)
    return out


def _read_tasks(
    grid: Grid, columns: list[Column], label: Column, numbers: Column | None, setting: Setting, facts: TableFacts
) -> None:
    deadline = next((c for c in columns if c.role == "deadline"), None)
    assignee = next((c for c in columns if c.role == "assignee"), None)
    for row in grid.data_rows():
        cell = row[label.index]
        if cell is None or not cell.text.strip() or is_section(row, grid.columns):
            continue
        number = _number(row, numbers)
        point = Point(number, 1, [(cell.start, cell.end)], base=cell.start, cell=True)
        text = flat(cell.text)
        point.type, point.text = order_type(text), text
        inside = find_deadlines(cell.text, where="order", reference=setting.reference)
        point.deadlines = [Found(cell.start + f.start, cell.start + f.end, f.form) for f in inside]
        facts.slots.add(cell.block.index)
        facts.deadlines += point.deadlines
        slot = row[deadline.index] if deadline else None
        if slot is not None:
            point.deadlines = point.deadlines + _slot(slot, setting.reference)
        who = row[assignee.index] if assignee else None
        if who is not None and who.text.strip(" -–—\n"):
            point.assignee = (flat(who.text).rstrip(";,"), who.start, who.end)
        facts.points.append(point)


def _number(row: tuple[Cell | None, ...], numbers: Column | None) -> str | None:
    cell = row[numbers.index] if numbers else None
    text = cell.text.strip().rstrip(".)") if cell is not None else ""
    return text if re.fullmatch(r"[\dIVX]+(?:\.[\dа-я]+)*|[а-я]", text) else None


def _read_indicator_rows(
    grid: Grid,
    columns: list[Column],
    label: Column,
    numbers: Column | None,
    values: list[Column],
    setting: Setting,
    facts: TableFacts,
) -> None:
    unit_column = next((c for c in columns if c.role == "unit"), None)
    section_unit: str | None = unit_of_section(grid.caption())
    by_number: dict[str, Item] = {}
    bare: set[int] = set()
    last: Item | None = None
    for row in grid.data_rows():
        cells = filled(row)
        if is_section(row, grid.columns) and not (
            row[label.index] is not None and _has_number(row, numbers) and not _spans(cells)
        ):
            section_unit = unit_of_section(" ".join(c.text for c in cells))
            continue
        cell = row[label.index]
        if cell is None or not cell.text.strip() or (figure(cell.text) and not words("name").search(cell.text)):
            continue
        printed_unit = row[unit_column.index].text.strip() if unit_column and row[unit_column.index] is not None else ""  # type: ignore[union-attr]
        name, number = flat(cell.text), _number(row, numbers)
        if number is None and (m := re.match(r"(\d+(?:\.\d+)*)[.)]?\s+(?=[А-ЯЁа-яё«])", name)) and numbers is None:
            number, name = m[1], name[m.end() :]
        name, unit = take_unit(name.rstrip(" .;:"))
        name, cumulative = take_flags(name)
        continued = last is not None and cell.row < _row_of(row) and last.start == cell.start
        item = (
            last
            if continued and last
            else Item(
                name,
                cell.start,
                cell.end,
                number=number,
                cumulative=cumulative,
                each=each_organisation(cell.text),
                source="table",
                block=cell.block.index,
            )
        )
        if not continued:
            item.parent = by_number.get(number.rpartition(".")[0]) if number and "." in number else None
            if number:
                by_number[number] = item
            facts.items.append(item)
            last = item
        context = _Context(
            item, unit, unit_of(printed_unit) or _odd_unit(printed_unit), section_unit, pair_unit(printed_unit), setting
        )
        for column in columns:
            value_cell = row[column.index]
            if value_cell is None or column is label:
                continue
            if column in values and not (column.index > 0 and row[column.index - 1] is value_cell):
                _put(value_cell, column, context, facts)
            elif column.role in ("done-percent", "tolerance"):
                _percent(value_cell, item, facts)
            elif column.role == "status" and value_cell.text.strip():
                _status_or_value(value_cell, column, context, facts)
            elif column.role == "reason" and value_cell.text.strip(" -–—\n"):
                item.reason = item.reason or flat(value_cell.text)
        if not any(row[c.index] is not None and row[c.index].text.strip() for c in values if c is not label):  # type: ignore[union-attr]
            bare.add(id(item))
    facts.items[:] = _drop_headings(facts.items, bare)


@dataclass(frozen=True, slots=True)
class _Context:
    item: Item
    name_unit: str | None
    row_unit: str | None
    section_unit: str | None
    pair: bool
    setting: Setting


def _spans(cells: list[Cell]) -> bool:
    return any(c.colspan > 1 for c in cells)


def _has_number(row: tuple[Cell | None, ...], numbers: Column | None) -> bool:
    number = _number(row, numbers)
    return number is not None and ("." in number or number.isdigit())


def _row_of(row: tuple[Cell | None, ...]) -> int:
    return max((c.row for c in row if c is not None), default=0)


def unit_of_section(text: str) -> str | None:
    """The unit a section row names («Раздел I. Доля, %», «Показатели в процентах»)."""
    text = flat(text)
    _, unit = take_unit(text)
    if unit:
        return unit
    m = re.search(
        r"\bв (процентах|рублях|тысячах рублей|единицах|баллах)\b|\((%|чел\.?|ед\.?|руб\.?"
        r"|тыс\.? руб\.?)\)",
        text,
        re.IGNORECASE,
    )
    if not m:
        return None
    return {
        "процентах": "percent",
        "рублях": "rub",
        "тысячах рублей": "thousand_rub",
        "единицах": "count",
        "баллах": "point",
    }.get((m[1] or "").lower()) or unit_of(m[2] or "")


def _odd_unit(printed: str) -> str | None:
    """A unit that no entry knows, as printed («смена», «проект»)."""
    text = printed.strip().rstrip(".")
    return (
        text.lower() if re.fullmatch(r"[А-Яа-яё]{2,20}(?:[ -][а-яё]{2,14})?", text) and not pair_unit(printed) else None
    )


_NAME_UNITS = (
    (
        re.compile(
            r"^(?:доля|процент|удельный вес|охват|обеспеченность|укомплектованность|успеваемость"
            r"|качество (?:знаний|обучения)|уровень|степень)",
            re.IGNORECASE,
        ),
        "percent",
    ),
    (re.compile(r"^(?:со)?отношение", re.IGNORECASE), "count"),
    (re.compile(r"балл", re.IGNORECASE), "point"),
)


def implied_unit(name: str) -> str:
    """The unit of a bare number, told by the measure's first word («Доля …» is a percentage)."""
    return next((unit for pattern, unit in _NAME_UNITS if pattern.search(name)), "count")


def _drop_headings(items: list[Item], bare: set[int]) -> list[Item]:
    """Rows that only head the rows below them («1. Образовательная деятельность», all cells empty)."""
    return [
        i
        for i in items
        if not (id(i) in bare and i.number and any((o.number or "").startswith(f"{i.number}.") for o in items))
    ]


def _put(cell: Cell, column: Column, context: _Context, facts: TableFacts) -> None:
    item, setting = context.item, context.setting
    facts.understood.add(cell.block.index)
    status = find_status(cell.text)
    if status and not any(c.isdigit() for c in cell.text):
        item.status, item.status_text = item.status or status.status, item.status_text or status.text
        return
    role = _role(column, setting)
    for v in cell_values(cell.text, pair=context.pair or column.pair):
        unit = (
            v.unit
            or column.unit
            or context.row_unit
            or context.name_unit
            or context.section_unit
            or implied_unit(item.name)
        )
        reasons = (f"столбец «{' / '.join(column.heads)}»",) if column.heads else ()
        value = Val(
            role, v.value, v.low, v.high, unit, cell.start + v.start, cell.start + v.end,
            v.comparator, column.year, column.period, v.subject or column.measure if _is_subject(column) else v.subject, v.count, reasons, 1.0 if column.explicit else 0.9,
        )  # fmt: skip
        if value.key() not in {x.key() for x in item.values}:
            item.values.append(value)
        facts.mentions.append(Mention(v, unit, cell.start + v.start, cell.start + v.end, item))


def _is_subject(column: Column) -> bool:
    """A head that names a subject («СОШ № 1», «Край») over the values of an indicator's row."""
    return bool(column.measure) and not column.explicit and not words("name").search(column.measure or "")


def _role(column: Column, setting: Setting) -> Role:
    """The role its head names; else targets in a table of targets and for years to come."""
    for role in get_args(Role):
        if column.role == role:
            return role  # type: ignore[no-any-return]
    ahead = column.year is not None and setting.year is not None and column.year > setting.year
    return "target" if ahead else setting.default_role


def _percent(cell: Cell, item: Item | None, facts: TableFacts) -> None:
    facts.understood.add(cell.block.index)
    for v in cell_values(cell.text):
        facts.mentions.append(Mention(v, v.unit or "percent", cell.start + v.start, cell.start + v.end, item))


def _status_or_value(cell: Cell, column: Column, context: _Context, facts: TableFacts) -> None:
    status = find_status(cell.text)
    yes = re.fullmatch(r"\W*(да|нет)\W*", cell.text, re.IGNORECASE)
    if status:
        context.item.status, context.item.status_text = status.status, status.text
    elif cell.text.strip() in ("+", "-", "–", "—") and "+" in " ".join(column.heads):
        context.item.status, context.item.status_text = (
            "achieved" if cell.text.strip() == "+" else "not_achieved",
            cell.text.strip(),
        )
    elif yes:
        context.item.status, context.item.status_text = (
            "achieved" if yes[1].lower() == "да" else "not_achieved",
            cell.text.strip(),
        )
    elif figure(cell.text):
        column.role = "actual"
        _put(cell, column, context, facts)


def _read_matrix(grid: Grid, label: Column, values: list[Column], setting: Setting, facts: TableFacts) -> None:
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
                _percent(value_cell, None, facts)
                continue
            found = cell_values(value_cell.text, pair=column.pair)
            facts.understood.add(value_cell.block.index)
            if not found:
                continue
            item = _measure(column, items, setting, facts, grid)
            for v in found:
                unit = v.unit or column.unit or unit_of_section(grid.caption()) or implied_unit(item.name)
                role: Role = "target" if role_word else _role(column, setting)
                item.values.append(
                    Val(
                        role, v.value, v.low, v.high, unit, value_cell.start + v.start, value_cell.start + v.end, v.comparator,
                        year if by_year else column.year, period if by_year else column.period, None if by_year else subject, v.count,
                        (f"строка «{subject}», столбец «{' / '.join(column.heads)}»",), 0.9,
                    )
                )  # fmt: skip
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
