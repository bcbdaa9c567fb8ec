"""What the readings of tables share: the facts they gather, what stands around a table, units and roles of cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from extractor.fields.cells import CellValue, cell_values
from extractor.fields.columns import Column, take_unit
from extractor.fields.deadlines import Found, find_deadlines
from extractor.fields.grid import Cell, Grid, flat, is_section
from extractor.fields.items import Item
from extractor.fields.numbers import unit_of
from extractor.fields.orders import Point
from extractor.record import Role, Status

_NAME_UNITS = (
    (
        re.compile(
            r"^(?:%|доля|процент|удельный вес|охват|обеспеченность|укомплектованность|успеваемость"
            r"|качество (?:знаний|обучения)|уровень|степень)",
            re.IGNORECASE,
        ),
        "percent",
    ),
    (re.compile(r"^(?:со)?отношение", re.IGNORECASE), "count"),
    (re.compile(r"балл", re.IGNORECASE), "point"),
)


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
    unit: str | None = None
    legend: Mapping[str, Status] = field(default_factory=dict)


def row_number(row: tuple[Cell | None, ...], numbers: Column | None) -> str | None:
    cell = row[numbers.index] if numbers else None
    text = cell.text.strip().rstrip(".)") if cell is not None else ""
    return text if re.fullmatch(r"[\dIVX]+(?:\.[\dа-я]+)*|[а-я]", text) else None


def column_cells(grid: Grid, index: int) -> list[Cell]:
    out: list[Cell] = []
    for row in grid.data_rows():
        cell = row[index]
        if cell is not None and cell not in out and cell.text.strip() and not is_section(row, grid.columns):
            out.append(cell)
    return out


def slot_deadlines(cell: Cell, reference: date | None) -> list[Found]:
    return [
        Found(cell.start + f.start, cell.start + f.end, f.form)
        for f in find_deadlines(cell.text, where="slot", reference=reference)
    ]


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


def implied_unit(name: str) -> str:
    """The unit of a bare number, told by the measure's first word («Доля …» is a percentage)."""
    return next((unit for pattern, unit in _NAME_UNITS if pattern.search(name)), "count")


def role_in(column: Column, setting: Setting) -> Role:
    """The role its head names; else targets in a table of targets and for years to come."""
    for role in get_args(Role):
        if column.role == role:
            return role  # type: ignore[no-any-return]
    ahead = column.year is not None and setting.year is not None and column.year > setting.year
    return "target" if ahead else setting.default_role


def put_percent(cell: Cell, item: Item | None, facts: TableFacts) -> None:
    facts.understood.add(cell.block.index)
    for v in cell_values(cell.text):
        add_percent(cell, v, item, facts)


def add_percent(cell: Cell, v: CellValue, item: Item | None, facts: TableFacts) -> None:
    facts.mentions.append(Mention(v, v.unit or "percent", cell.start + v.start, cell.start + v.end, item))
