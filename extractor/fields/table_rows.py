"""Tables whose rows are indicators: columns of plan and fact, years, units, statuses, reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.fields.cells import cell_values, pair_unit
from extractor.fields.columns import Column, take_unit, words
from extractor.fields.grid import Cell, Grid, figure, filled, flat, is_section
from extractor.fields.items import Item, Val, each_organisation, take_flags
from extractor.fields.numbers import unit_of
from extractor.fields.statuses import find_status
from extractor.fields.table_common import (
    Mention,
    Setting,
    TableFacts,
    implied_unit,
    put_percent,
    role_in,
    row_number,
    unit_of_section,
)
from extractor.record import Comparator
from extractor.text.numbers import NUMBER, to_float


def read_indicator_rows(
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
        name, number = flat(cell.text), row_number(row, numbers)
        if number is None and (m := re.match(r"(\d+(?:\.\d+)*)[.)]?\s+(?=[А-ЯЁа-яё«])", name)) and numbers is None:
            number, name = m[1], name[m.end() :]
        name, unit = take_unit(name.rstrip(" .;:"))
        name, cumulative = take_flags(name)
        name, told = _value_in_name(cell, name, unit)
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
        if told is not None:
            item.add(told)
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
                put_percent(value_cell, item, facts)
            elif column.role == "status" and value_cell.text.strip():
                _status_or_value(value_cell, column, context, facts)
            elif column.role == "reason" and value_cell.text.strip(" -–—\n"):
                item.reason = item.reason or flat(value_cell.text)
        _date_baseline(row, columns, item)
        _compare_by_name(item)
        if not any(row[c.index] is not None and row[c.index].text.strip() for c in values if c is not label):  # type: ignore[union-attr]
            bare.add(id(item))
    facts.items[:] = _drop_headings(facts.items, bare)


# «Доля учителей … (2012 г. – 52 %)»: a value of an earlier year told in the name
_TOLD = re.compile(
    rf"\s*\(\s*(?:в\s+)?(?P<y>(?:19|20)\d\d)\s?(?:г\.?|год\w*)\s*[-–—:]\s*(?P<v>{NUMBER})\s*(?P<u>%|процент\w*|чел\.?)?\s*\)\s*$"
)
_BOUND = re.compile(r"\((?P<c>не (?:ниже|менее|выше|более))\)\s*$", re.IGNORECASE)


def _value_in_name(cell: Cell, name: str, unit: str | None) -> tuple[str, Val | None]:
    """A name without the earlier value in its bracket, and that value."""
    m = _TOLD.search(name)
    printed = _TOLD.search(cell.text.rstrip(" .;:"))
    if not m or not printed:
        return name, None
    start, end = cell.start + printed.start("v"), cell.start + printed.end("u" if printed["u"] else "v")
    name = name[: m.start()]
    unit = unit_of(m["u"] or "") or unit or implied_unit(name)
    return name, Val("actual", to_float(m["v"]), None, None, unit, start, end, year=int(m["y"]))


def _date_baseline(row: tuple[Cell | None, ...], columns: list[Column], item: Item) -> None:
    """«Базовое значение: значение | год»: the second column dates the first."""
    for column in columns:
        cell = row[column.index] if column.role == "value-date" else None
        m = re.search(r"(?:19|20)\d\d", cell.text) if cell is not None else None
        if m:
            item.values = [
                replace(v, year=int(m[0])) if v.role == "baseline" and v.year is None else v for v in item.values
            ]


def _compare_by_name(item: Item) -> None:
    """«Место в рейтинге (не ниже)»: the bound in the name holds for the targets of the row."""
    m = _BOUND.search(item.name)
    if m:
        bound: Comparator = "ge" if m["c"].lower().endswith(("ниже", "менее")) else "le"
        item.values = [
            replace(v, comparator=bound) if v.role == "target" and v.comparator is None else v for v in item.values
        ]


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
    number = row_number(row, numbers)
    return number is not None and ("." in number or number.isdigit())


def _row_of(row: tuple[Cell | None, ...]) -> int:
    return max((c.row for c in row if c is not None), default=0)


def _odd_unit(printed: str) -> str | None:
    """A unit that no entry knows, as printed («смена», «проект»)."""
    text = printed.strip().rstrip(".")
    return (
        text.lower() if re.fullmatch(r"[А-Яа-яё]{2,20}(?:[ -][а-яё]{2,14})?", text) and not pair_unit(printed) else None
    )


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
    role = role_in(column, setting)
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
            role,
            v.value,
            v.low,
            v.high,
            unit,
            cell.start + v.start,
            cell.start + v.end,
            v.comparator,
            column.year,
            column.period,
            v.subject or column.measure if _is_subject(column) else v.subject,
            v.count,
            reasons,
            1.0 if column.explicit else 0.9,
        )
        if value.key() not in {x.key() for x in item.values}:
            item.values.append(value)
        facts.mentions.append(Mention(v, unit, cell.start + v.start, cell.start + v.end, item))


def _is_subject(column: Column) -> bool:
    """A head that names a subject («СОШ № 1», «Край») over the values of an indicator's row."""
    return bool(column.measure) and not column.explicit and not words("name").search(column.measure or "")


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
    elif figure(cell.text) or cell_values(cell.text):
        _put(cell, replace(column, role="actual"), context, facts)
