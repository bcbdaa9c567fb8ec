"""What the cells of an indicator's row add to it: values, a status, an outcome beside a number, an earlier value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extractor.fields.cells import CellValue, cell_values, dual_values
from extractor.fields.columns import Column, words
from extractor.fields.grid import Cell, figure
from extractor.fields.items import Item, Val
from extractor.fields.numbers import unit_of
from extractor.fields.statuses import StatusFound, find_status
from extractor.fields.table_common import Mention, Setting, TableFacts, add_percent, implied_unit, put_percent, role_in
from extractor.fields.table_labels import NOTHING, Label
from extractor.fields.table_legend import mark_of
from extractor.record import Comparator, Role, Status
from extractor.text.numbers import NUMBER, to_float


@dataclass(frozen=True, slots=True)
class RowContext:
    """What a row tells of all its values."""

    item: Item
    name_unit: str | None
    row_unit: str | None
    section_unit: str | None
    pair: bool
    setting: Setting
    told: Label = NOTHING
    subjects: Mapping[int, str] = field(default_factory=dict)
    """Whose values a column holds, by the column's index."""


# «Доля учителей … (2012 г. – 52 %)»: a value of an earlier year told in the name
_TOLD = re.compile(
    rf"\s*\(\s*(?:в\s+)?(?P<y>(?:19|20)\d\d)\s?(?:г\.?|год\w*)\s*[-–—:]\s*(?P<v>{NUMBER})\s*(?P<u>%|процент\w*|чел\.?)?\s*\)\s*$"
)
_BOUND = re.compile(r"\((?P<c>не (?:ниже|менее|выше|более))\)\s*$", re.IGNORECASE)


def value_in_name(cell: Cell, name: str, unit: str | None) -> tuple[str, Val | None]:
    """A name without the earlier value in its bracket, and that value."""
    m = _TOLD.search(name)
    printed = _TOLD.search(cell.text.rstrip(" .;:"))
    if not m or not printed:
        return name, None
    start, end = cell.start + printed.start("v"), cell.start + printed.end("u" if printed["u"] else "v")
    name = name[: m.start()]
    unit = unit_of(m["u"] or "") or unit or implied_unit(name)
    return name, Val("actual", to_float(m["v"]), None, None, unit, start, end, year=int(m["y"]))


def date_baseline(row: tuple[Cell | None, ...], columns: list[Column], item: Item) -> None:
    """«Базовое значение: значение | год»: the second column dates the first."""
    for column in columns:
        cell = row[column.index] if column.role == "value-date" else None
        m = re.search(r"(?:19|20)\d\d", cell.text) if cell is not None else None
        if m:
            item.values = [
                replace(v, year=int(m[0])) if v.role == "baseline" and v.year is None else v for v in item.values
            ]


def compare_by_name(item: Item) -> None:
    """«Место в рейтинге (не ниже)»: the bound in the name holds for the targets of the row."""
    m = _BOUND.search(item.name)
    if m:
        bound: Comparator = "ge" if m["c"].lower().endswith(("ниже", "менее")) else "le"
        item.values = [
            replace(v, comparator=bound) if v.role == "target" and v.comparator is None else v for v in item.values
        ]


# «Охват (план – 80 %)», «Доля учителей, не менее 60 %»: the planned value told in the name
_PLANNED = re.compile(
    rf"\s*(?:\(|,\s|\s[–—-]\s)\s*(?:(?:план\w*|целев\w+|норматив\w*|контрольн\w+)(?:\s(?:показател\w+|значени\w+))?\s*[-–—:]?\s*"
    rf"(?P<c>не (?:ниже|менее|выше|более))?|(?P<d>не (?:ниже|менее|выше|более)))\s*(?P<v>{NUMBER})"
    r"\s*(?P<u>%|процент\w*|чел\.?|ед\.?|балл\w*)?\s*\)?\s*$",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:не )?(?:частично|полностью|в полном объ[её]ме|в полной мере)\W*", re.IGNORECASE)
# «план – 80, факт – 81,5» in one cell
_LABELLED = re.compile(
    rf"(?<![а-яё])(?:(?P<target>план\w*|целев\w+|норматив\w*)|факт\w*|исполнено|достигнуто)(?:\s(?:показател\w+|значени\w+))?"
    rf"\s*[-–—:=]?\s*(?P<v>(?:не (?:менее|ниже|более|выше)\s)?{NUMBER}(?:\s?%)?)",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?:выполнен|исполнен|достигнут|освоен)\w*\s+на\s+\d", re.IGNORECASE)
# «факт – 81,5 %», «составил 5 чел.», or what is left beside the outcome: «Не выполнено: 5 чел.»
_FACT = re.compile(
    rf"(?:факт\w*|составил\w*|составля\w+|достигнуто|охвачено)\W{{0,3}}(?P<v>{NUMBER}\s*(?:%|[а-яё.]+)?)", re.IGNORECASE
)


def planned_in_name(cell: Cell, name: str, unit: str | None) -> tuple[str, Val | None]:
    """A name without the planned value at its end, and that value."""
    m, printed = _PLANNED.search(name), _PLANNED.search(cell.text.rstrip(" .;:"))
    if not m or not printed:
        return name, None
    start, end = cell.start + printed.start("v"), cell.start + printed.end("u" if printed["u"] else "v")
    name = name[: m.start()]
    unit = unit_of(m["u"] or "") or unit or implied_unit(name)
    bound = (m["c"] or m["d"] or "").lower()
    comparator: Comparator | None = None
    if bound:
        comparator = "ge" if bound.endswith(("ниже", "менее")) else "le"
    return name, Val("target", to_float(m["v"]), None, None, unit, start, end, comparator)


def put(cell: Cell, column: Column, context: RowContext, facts: TableFacts) -> None:
    """Add what a cell under plan or fact says."""
    facts.understood.add(cell.block.index)
    if context.told.kind == "skip":
        return
    if context.told.kind == "percent" or _DONE.search(cell.text):
        put_percent(cell, context.item, facts)
        return
    status = find_status(cell.text)
    if status:
        _judge(context.item, status)
        if not any(c.isdigit() for c in cell.text):
            return
    if column.dual and (pair := dual_values(cell.text, alike=None not in column.dual)):
        for role, v in zip(column.dual, pair, strict=True):
            if v is not None and role is None:
                add_percent(cell, v, context.item, facts)
            elif v is not None and role is not None:
                _add(cell, v, role, column, context, facts)
        return
    labelled = list(_LABELLED.finditer(cell.text))
    if len({m["target"] is None for m in labelled}) > 1:
        for m in labelled:
            for v in cell_values(m["v"]):
                moved = replace(v, start=m.start("v") + v.start, end=m.start("v") + v.end)
                _add(cell, moved, "target" if m["target"] else "actual", column, context, facts)
        return
    for v in cell_values(cell.text, pair=context.pair or column.pair):
        _add(cell, v, _role(column, context), column, context, facts)


def _role(column: Column, context: RowContext) -> Role:
    if context.told.role is not None and not column.explicit:
        return context.told.role
    return role_in(column, context.setting)


def _add(cell: Cell, v: CellValue, role: Role, column: Column, context: RowContext, facts: TableFacts) -> None:
    item, told = context.item, context.told
    unit = (
        v.unit
        or column.unit
        or context.row_unit
        or context.name_unit
        or context.section_unit
        or implied_unit(item.name)
    )
    subject = v.subject or context.subjects.get(column.index) or (column.measure if _is_subject(column) else None)
    value = Val(
        role,
        v.value,
        v.low,
        v.high,
        unit,
        cell.start + v.start,
        cell.start + v.end,
        v.comparator or (column.bound if role == "target" else None),
        column.year if column.year is not None else told.year,
        column.period or told.period,
        subject or told.subject,
        v.count,
        (f"столбец «{' / '.join(column.heads)}»",) if column.heads else (),
        1.0 if column.explicit else 0.9,
    )
    if value.key() not in {x.key() for x in item.values}:
        item.values.append(value)
    facts.mentions.append(Mention(v, unit, cell.start + v.start, cell.start + v.end, item))


def _degree(text: str) -> StatusFound | None:
    """«частично», «в полном объёме» in a column of outcomes."""
    found = find_status(f"выполнено {text}") if _DEGREE.fullmatch(text.strip()) else None
    return found._replace(text=text, start=0, end=len(text)) if found else None


def _judge(item: Item, status: StatusFound) -> None:
    item.status, item.status_text = item.status or status.status, item.status_text or status.text


def _is_subject(column: Column) -> bool:
    """A head that names a subject («СОШ № 1», «Край») over the values of an indicator's row."""
    measure = column.measure or ""
    total = column.period and words("total", whole=True).match(measure)  # «Итого за год» beside quarters
    named = words("name").search(measure) or words("amount", whole=True).match(measure)
    return bool(measure) and not column.explicit and not named and not total


def put_outcome(
    cell: Cell, column: Column, marks: Mapping[str, Status], context: RowContext, facts: TableFacts
) -> None:
    """Add what a cell in a column of outcomes says: a status in words or as a mark, the value reached beside it.

    Args:
        cell: the cell.
        column: its column.
        marks: what the marks of this column stand for.
        context: the row.
        facts: takes what is found.
    """
    item, text = context.item, cell.text.strip()
    if (mark := marks.get(mark_of(text))) is not None:
        facts.understood.add(cell.block.index)
        item.status, item.status_text = mark, text
        return
    if text == "0" and "1" in marks:
        return  # no tick
    status = find_status(text) or _degree(text)
    if _DONE.search(text):
        put_percent(cell, item, facts)
    elif status:
        item.status, item.status_text = status.status, status.text
        _fact_beside(cell, column, status, context, facts)
    elif figure(text) or cell_values(text):
        put(cell, replace(column, role="actual"), context, facts)


def _fact_beside(cell: Cell, column: Column, status: StatusFound, context: RowContext, facts: TableFacts) -> None:
    """«Выполнен, факт – 81,5 %», «Не выполнено: 5 чел.»: the value reached, told beside the outcome."""
    found = _FACT.search(cell.text)
    sides = (
        ((found.start("v"), found["v"]),)
        if found
        else ((0, cell.text[: status.start]), (status.end, cell.text[status.end :]))
    )
    figures = [(at, text) for at, text in sides if found or figure(text.strip(" ,;:()–—-\n"))]
    for start, inner in figures[:1]:
        said = cell_values(inner.rstrip(" ,;().–—-"))[:1]
        _add_moved(said, start, cell, column, context, facts)


def _add_moved(
    said: list[CellValue], start: int, cell: Cell, column: Column, context: RowContext, facts: TableFacts
) -> None:
    for v in said:
        moved = replace(v, start=start + v.start, end=start + v.end)
        _add(cell, moved, "actual", column, context, facts)
