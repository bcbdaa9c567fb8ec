"""Tables whose rows are indicators: columns of plan and fact, years, schools, units, statuses, reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.fields.cells import pair_unit
from extractor.fields.columns import Column, label_cells, take_unit, words
from extractor.fields.grid import Cell, Grid, cell_text, figure, filled, flat, is_section
from extractor.fields.items import Item, each_organisation, fold, take_flags
from extractor.fields.measure_names import nouns
from extractor.fields.numbers import unit_of
from extractor.fields.statuses import find_status
from extractor.fields.table_common import Setting, TableFacts, implied_unit, put_percent, row_number, unit_of_section
from extractor.fields.table_groups import column_subjects
from extractor.fields.table_labels import (
    NOTHING,
    Label,
    marked,
    read_label,
    subject_column,
    take_role_label,
    unit_alone,
)
from extractor.fields.table_legend import mark_of, usual_marks
from extractor.fields.table_values import (
    RowContext,
    compare_by_name,
    date_baseline,
    planned_in_name,
    put,
    put_outcome,
    value_in_name,
)
from extractor.record import Role, Status
from extractor.text.morph import is_known, noun_nominative

# «Численность детей, чел. – всего» and, below, «в том числе:», «в пришкольных», «из них девочек»
_TOTAL = re.compile(r"\s*(?:,|[–—-])\s*всего$", re.IGNORECASE)
_PART = re.compile(r"[–—-]?\s*(?:[Вв] т\.? ?ч|[ВвИи]з? (?:них|том числе)|в(?:о)? )")
Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose rows are indicators: what its columns hold."""

    grid: Grid
    columns: list[Column]
    label: Column
    numbers: Column | None
    values: list[Column]
    marks: list[Column]
    setting: Setting

    def outcomes(self) -> dict[int, Mapping[str, Status]]:
        """The columns of outcomes and what their marks stand for, by index."""
        out: dict[int, Mapping[str, Status]] = {}
        for column in self.columns:
            if column is self.label or column is self.numbers or column in self.marks:
                continue
            cells = [mark_of(text) for text in label_cells(self.grid, column.index)]
            explained = bool(cells) and all(c in self.setting.legend or c == "" for c in cells)
            if explained and (column.role == "status" or not all(c.isdigit() for c in cells)):
                out[column.index] = self.setting.legend
            elif (ticked := _ticked(self.grid, column, self.columns)) is not None:
                out[column.index] = ticked
            elif column.role == "status" or (column.role == "actual" and set(cells) <= set(usual_marks(cells))):
                out[column.index] = usual_marks(cells)
        return out

    def sections_are_subjects(self) -> bool:
        """Whether one indicator is told under several of the rows that run over the whole width."""
        told: dict[str, int] = {}
        section = 0
        for row in self.grid.data_rows():
            if is_section(row, self.grid.columns):
                section += 1
                continue
            name = fold(flat(cell_text(row, self.label.index)))
            if section and name and told.setdefault(name, section) != section:
                return True
        return False


@dataclass(slots=True)
class _State:
    """What the rows above have said."""

    section_unit: str | None
    section: Label = NOTHING
    last: Item | None = None
    last_units: tuple[str | None, str] = (None, "")
    by_number: dict[str, Item] = field(default_factory=dict)
    school: str | None = None
    whole_unit: str | None = None
    bare: set[int] = field(default_factory=set)


def read_indicator_rows(rows: Rows, facts: TableFacts) -> None:
    """Read a table whose rows are indicators into ``facts``."""
    grid, label = rows.grid, rows.label
    subjects = column_subjects(rows.values)
    schools = subject_column(grid, [c for c in rows.columns if c not in rows.marks], label)
    outcomes, by_section = rows.outcomes(), rows.sections_are_subjects()
    unit_column = next((c for c in rows.columns if c.role == "unit"), None)
    state = _State(unit_of_section(grid.caption()) or rows.setting.unit)
    data = grid.data_rows()
    for at, row in enumerate(data):
        below = read_label(cell_text(data[at + 1], label.index)) if at + 1 < len(data) else NOTHING
        heads_roles = below.plain and below.role is not None
        if _is_group(row, rows) and not (heads_roles and not read_label(" ".join(c.text for c in filled(row))).plain):
            _enter(row, state, by_section=by_section)
            continue
        told = marked(row, rows.marks, schools)
        if schools is not None:  # an empty cell under a school is a cell of that school
            state.school = told.subject or state.school
            told = told.over(Label(state.school))
        cell = row[label.index]
        text = cell.text.strip() if cell is not None else ""
        inner = read_label(text) if text else NOTHING
        other_unit = unit_alone(text) if text else None
        goes_on = state.last is not None and (
            other_unit is not None
            or (not text and told != NOTHING)
            or (inner.plain and (inner.role is not None or inner.kind != "value"))
        )
        if goes_on and state.last is not None:
            told = told.over(inner) if inner.plain else told
            item, (unit, printed_unit) = state.last, state.last_units
            unit, printed_unit = (other_unit, "") if other_unit else (unit, printed_unit)
        elif cell is None or not text or (figure(text) and not words("name").search(text)):
            continue
        else:
            printed_unit = flat(cell_text(row, unit_column.index)) if unit_column else ""
            item, unit = _item(row, cell, rows, state, facts)
            told = told.over(Label(role=_set_off(flat(cell.text))[1]))
            state.last_units = (unit, printed_unit)
        context = RowContext(
            item,
            unit,
            unit_of(printed_unit) or _odd_unit(printed_unit),
            state.section_unit,
            pair_unit(printed_unit),
            rows.setting,
            told.over(state.section),
            subjects,
        )
        _read_cells(row, rows, outcomes, schools, context, facts)
        date_baseline(row, rows.columns, item)
        compare_by_name(item)
        if not any(cell_text(row, c.index) for c in rows.values if c is not label):
            state.bare.add(id(item))
        elif goes_on:
            state.bare.discard(id(item))
    facts.items[:] = _drop_headings(facts.items, state.bare)


def _is_group(row: Row, rows: Rows) -> bool:
    return is_section(row, rows.grid.columns) and not (
        row[rows.label.index] is not None and _has_number(row, rows.numbers) and not _spans(filled(row))
    )


def _enter(row: Row, state: _State, *, by_section: bool) -> None:
    """A row over the whole width: a unit, a time, a plan; a subject where the same indicators stand under several."""
    text = " ".join(c.text for c in filled(row))
    state.section_unit = unit_of_section(text)
    told = read_label(text)
    name = re.sub(r"^(?:\d+(?:\.\d+)*|[IVX]+)[.)]?\s+", "", flat(text)).rstrip(".;:")
    state.section = told if told.plain else Label(name) if by_section else NOTHING


def _item(row: Row, cell: Cell, rows: Rows, state: _State, facts: TableFacts) -> tuple[Item, str | None]:
    """The indicator of a row and the unit its name tells; the one above where its cell goes on over this row."""
    name, number = flat(cell.text).lstrip("–—-• "), row_number(row, rows.numbers)
    m = re.match(r"(\d+(?:\.\d+)*)[.)]?\s+(?=[А-ЯЁа-яё«])", name)
    if number is None and m and rows.numbers is None:
        number, name = m[1], name[m.end() :]
    name = name.rstrip(" ;:")
    name = name if take_unit(name)[1] else name.rstrip(" .;:")  # «Число травм, сл.» ends in its unit
    name, role = _set_off(name)
    whole = _TOTAL.sub("", name)
    name, unit = take_unit(whole) if take_unit(whole)[1] else take_unit(name)
    name, cumulative = take_flags(name)
    name, earlier = value_in_name(cell, name, unit)
    name, planned = planned_in_name(cell, name, unit)
    if state.last is not None and cell.row < _row_of(row) and state.last.start == cell.start:
        return state.last, unit
    if role is not None and state.last is not None and fold(state.last.name) == fold(name):
        return state.last, unit  # «Охват кружками, % (план)», below «Охват кружками, % (факт)»
    item = Item(
        name,
        cell.start,
        cell.end,
        number=number,
        cumulative=cumulative,
        each=each_organisation(cell.text),
        source="table",
        block=cell.block.index,
    )
    item.parent = state.by_number.get(number.rpartition(".")[0]) if number and "." in number else None
    if number:
        state.by_number[number] = item
    facts.items.append(item)
    if unit is None and _PART.match(name) and implied_unit(name) == "count":
        unit = state.whole_unit  # «в том числе: в загородных» are counted as the whole is
    elif not _PART.match(name):
        state.whole_unit = unit
    state.last = item
    for value in (earlier, planned):
        if value is not None:
            item.add(value)
    return item, unit


def _read_cells(
    row: Row,
    rows: Rows,
    outcomes: Mapping[int, Mapping[str, Status]],
    schools: Column | None,
    context: RowContext,
    facts: TableFacts,
) -> None:
    for column in rows.columns:
        cell = row[column.index]
        if cell is None or column is rows.label or column is schools or column in rows.marks:
            continue
        if column.index in outcomes and cell.text.strip():
            put_outcome(cell, column, outcomes[column.index], context, facts)
        elif column in rows.values and not (column.index > 0 and row[column.index - 1] is cell):
            put(cell, column, context, facts)
        elif column.role in ("done-percent", "tolerance"):
            put_percent(cell, context.item, facts)
        elif column.role == "reason" and cell.text.strip(" -–—\n"):
            context.item.reason = context.item.reason or flat(cell.text)


def _set_off(name: str) -> tuple[str, Role | None]:
    """A measure's name without «(план)» or «– факт» at its end, and that role."""
    rest, role = take_role_label(name)
    return (rest, role) if role and nouns().search(rest) else (name, None)


_OUTCOME = re.compile(
    r"(?:показател\w+ )?(?:не )?(?:достигнут|выполнен|исполнен)[аоы]?(?: (?:частично|не полностью))?", re.IGNORECASE
)
_TICK = re.compile(r"[+VХX✓✔√✗×]|ДА", re.IGNORECASE)


def _ticked(grid: Grid, column: Column, columns: list[Column]) -> Mapping[str, Status] | None:
    """«Выполнен | Не выполнен» over ticks: what a tick in this column stands for, where another says the contrary.

    A one is a tick where nothing else but noughts and dashes stands in these columns; other figures are counts.
    """
    heads = {c.index: c.heads[-1] for c in columns if c.heads and _OUTCOME.fullmatch(c.heads[-1])}
    told = {index: found.status for index, head in heads.items() if (found := find_status(f"показатель {head}"))}
    if column.index not in told or len(set(told.values())) < 2:
        return None
    shown = {mark_of(text) for index in told for text in label_cells(grid, index)}
    ticks = {"1"} if "1" in shown <= {"0", "1", "-"} else {mark for mark in shown if _TICK.fullmatch(mark)}
    return None if not ticks and any(figure(text) for text in shown) else dict.fromkeys(ticks, told[column.index])


def _spans(cells: list[Cell]) -> bool:
    return any(c.colspan > 1 for c in cells)


def _has_number(row: Row, numbers: Column | None) -> bool:
    number = row_number(row, numbers)
    return number is not None and ("." in number or number.isdigit())


def _row_of(row: Row) -> int:
    return max((c.row for c in row if c is not None), default=0)


_LONGEST_UNIT = 30
# «процент (%)», «балл (от 1 до 5)», «% от общего числа», «в процентах»
_SAID_MORE = re.compile(r"(?:в\s+)?(?P<u>[^\s(]+)(?:\s*\(.*\)|\s+(?:от|к)\s.*)?", re.IGNORECASE)


def _odd_unit(printed: str) -> str | None:
    """A unit no entry knows as it stands: a word in its nominative («смена»), else as printed («руб./день», «‰»)."""
    text = printed.strip().rstrip(".")
    if (m := _SAID_MORE.fullmatch(text)) and (known := unit_of(m["u"])) and not pair_unit(printed):
        return known
    if not re.search(r"[^\W\d_]|‰", text) or len(text) > _LONGEST_UNIT or pair_unit(printed) or _no_unit(text):
        return None
    return noun_nominative(text.lower()) if is_known(text) else text.lower()


def _no_unit(text: str) -> bool:
    """«да/нет», «х», «нет данных»."""
    return all(words("no-value", whole=True).match(part) for part in text.split("/"))


def _drop_headings(items: list[Item], bare: set[int]) -> list[Item]:
    """Rows that only head the rows below them («1. Образовательная деятельность», all cells empty)."""
    return [
        i
        for i in items
        if not (id(i) in bare and i.number and any((o.number or "").startswith(f"{i.number}.") for o in items))
    ]
