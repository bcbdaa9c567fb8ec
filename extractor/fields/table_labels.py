"""What the label of a row says: a subject, a year, a period, «план» and «факт», or that the row is no value at all.

The rows of a table of schools, of years or of quarters are not all alike: a plan stands on top, last year at the
bottom, «Выполнение, %» and «Отклонение» between (справки and monitorings).  The same words stand in a column of
their own beside schools or indicators, in rows under an indicator and in rows that run over the whole width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from extractor.fields.columns import Column, label_cells, role_of, take_year, whole_words, words
from extractor.fields.grid import Cell, Grid, cell_text, flat, is_section
from extractor.fields.numbers import unit_of
from extractor.patterns import load
from extractor.record import Role

_REFERENCE = re.compile(r"^(?:для справки|справочно)\W*", re.IGNORECASE)
# «Город (план)», «Село, факт», «СОШ № 1 – план»
_SET_OFF = re.compile(r"(?P<subject>.*\w\)?)\s*(?:[,(:/]|\s[–—-])\s*(?P<role>[^,(:/]+?)\)?$")
# What is left of a day when its year or month is taken out.
_DAY = re.compile(r"^\d{1,2}(?:\.\d\d)?\.?$")
_BARE_NUMBER = re.compile(r"I{1,3}V?|IV|[1-4]")
_PART_OF_YEAR = re.compile(r"квартал|полугодие|триместр|четверть", re.IGNORECASE)
# «План для сельских школ»
_FOR = re.compile(r"\s*\w+(?:\s(?:значение|показатель))?\s+для\s", re.IGNORECASE)
_ROLE_LAST = re.compile(r"(?P<rest>.*[\w%]\)?)\s*(?:[,(:;/]|\s[–—-])\s*(?P<role>[^,(:;/]+?)\)?$")
_ROLE_FIRST = re.compile(r"(?P<role>\w+)\s*(?:[:,;/]|\s[–—-])\s*(?P<rest>.+)$")
_MARKS_NEEDED = 2
_TOLD_BESIDE = ("deviation", "status", "reason")  # columns that tell of a row's values


@dataclass(frozen=True, slots=True)
class Label:
    """What a row's label says of all values in the row; ``kind`` other than ``value`` for rows of no values."""

    subject: str | None = None
    year: int | None = None
    period: str | None = None
    role: Role | None = None
    kind: Literal["value", "percent", "skip"] = "value"

    @property
    def plain(self) -> bool:
        """It names no subject, only what or when the values are."""
        return self.subject is None and self != NOTHING

    def over(self, other: Label) -> Label:
        """This label, and what it leaves open told by the label of a group of rows."""
        return Label(
            self.subject or other.subject,
            self.year if self.year is not None else other.year,
            self.period or other.period,
            self.role or other.role,
            self.kind if self.kind != "value" else other.kind,
        )


NOTHING = Label()


@cache
def _tokens() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """The words of every role, in the order in which they are asked; «фактическое выполнение плана» is a fact."""
    entries = {e.id: e.text("match") for e in load("columns") if "match" in e.data}
    return tuple((r, re.compile(rf"\w*(?:{entries[r]})\w*", re.IGNORECASE)) for r in _ORDER)


_ORDER: tuple[Role, ...] = ("baseline", "actual", "target")


@lru_cache(maxsize=4096)
def without_roles(text: str) -> tuple[str, Role | None]:
    """A label without the words of its role and the filling around them, and the role."""
    role: Role | None = None
    for name, pattern in _tokens():
        rest = pattern.sub(" ", text)
        if rest != text:
            role, text = role or name, rest
    text = whole_words("label-filling").sub(" ", text)
    return re.sub(r"\s+", " ", text).strip(' ,.;:()/–—-+«»"%'), role


def take_role_label(text: str) -> tuple[str, Role | None]:
    """A measure's name without the role set off in it, and the role: «Успеваемость, план», «Факт: охват питанием»."""
    for pattern in (_ROLE_LAST, _ROLE_FIRST):
        m = pattern.match(text)
        if m and (told := without_roles(m["role"]))[1] and not told[0]:
            return m["rest"].strip(" ,;:(–—-"), told[1]
    return text, None


def _empty(text: str) -> bool:
    return len(re.sub(r"[\W\d_]", "", text)) < 2


@lru_cache(maxsize=4096)
def read_label(text: str, head: str = "") -> Label:
    """What a label says; one of other words is a subject.

    Args:
        text: the label's cell.
        head: the head over it, for «I», «II» under «Квартал».
    """
    told = flat(text).rstrip(".;: ")
    if _BARE_NUMBER.fullmatch(told) and (m := _PART_OF_YEAR.match(head)):
        told = f"{told} {m[0].lower()}"
    body = _REFERENCE.sub("", told)
    if whole_words("label-names").search(body):
        return Label(told)
    relative = whole_words("relative-period").search(body)
    rest, year, period = take_year(whole_words("relative-period").sub("", body))
    if relative:
        period = " ".join(filter(None, (period, relative[0])))
    bare, role = without_roles(rest)
    if role and period and period.lower() == "год":
        period = None  # «План на год» holds for whatever stands beside it
    named = role_of(body)
    if named in ("done-percent", "tolerance") and not words("subject").match(body):
        return Label(None, year, period, None, "percent")
    if named == "deviation" and _empty(whole_words("deviation-filling").sub(" ", bare)):
        return Label(None, year, period, None, "skip")
    if _empty(bare) and not re.search(r"\d", _DAY.sub("", bare)):
        return Label(None, year, period, role) if role or year or period else Label(told or None)
    if (m := _SET_OFF.match(rest)) and _empty(without_roles(m["role"])[0]) and without_roles(m["role"])[1]:
        inner = read_label(m["subject"])
        return replace(inner, role=without_roles(m["role"])[1], year=year or inner.year, period=period or inner.period)
    if role and _FOR.match(rest):
        return Label(told, year, period, role)
    if words("total").match(bare) and (year or role):
        return Label(bare if role is None else told, year, period, role)
    return Label(told)


def unit_alone(text: str) -> str | None:
    """The unit that is the whole of a label: «%», «в процентах» below «Охвачено питанием, чел.»."""
    return unit_of(re.sub(r"^(?:то же,? )?в\s+", "", flat(text)))


def mark_columns(grid: Grid, columns: list[Column]) -> list[Column]:
    """Columns whose cells only say what or when a row is: «план», «факт», «2019», «I квартал»."""
    out = []
    for column in columns:
        cells = label_cells(grid, column.index)
        if column.role in _TOLD_BESIDE or all(read_label(text).kind == "skip" for text in cells):
            continue  # «рост», «снижение»: what has become of a row's values
        dated = bool(re.search(r"год|период|квартал|месяц", " ".join(column.heads), re.IGNORECASE))
        if len(cells) >= _MARKS_NEEDED and all(_marks(text, dated=dated) for text in cells):
            out.append(column)
    return out


def _marks(text: str, *, dated: bool) -> bool:
    if not re.search(r"[А-Яа-яёIVX]", text) and not dated:
        return False
    told = read_label(text)
    return told.plain and (dated or told.role is not None or told.kind != "value")


def subject_column(grid: Grid, columns: list[Column], label: Column) -> Column | None:
    """The column of schools beside a column of indicators."""
    for column in columns:
        head = " / ".join(column.heads)
        if column is label or column.role not in ("value", "source") or not words("subject").match(head):
            continue
        cells = label_cells(grid, column.index)
        if cells and not any(re.fullmatch(r"[\d\s.,%/–-]+", text) for text in cells):
            return column
    return next(
        (c for c in columns if c is not label and c.role in ("value", "source") and _tells_apart(grid, c, label)), None
    )


def _tells_apart(grid: Grid, column: Column, label: Column) -> bool:
    """«Качество знаний» beside «начальная школа», «основная школа»: the words in which rows of one name differ."""
    groups: list[list[str]] = []
    last: Cell | None = None
    for row in grid.data_rows():
        cell, text = row[label.index], flat(cell_text(row, column.index))
        if is_section(row, grid.columns):
            continue
        if not re.search(r"[А-Яа-яё]{2}", text) or read_label(text).plain:
            return False
        if cell is not None and cell.text.strip() and cell is not last:
            groups.append([])
            last = cell
        if not groups:
            return False
        groups[-1].append(text)
    return any(len(g) > 1 for g in groups) and all(len(set(g)) == len(g) for g in groups)


def marked(row: tuple[Cell | None, ...], marks: list[Column], subjects: Column | None) -> Label:
    """What the columns beside the names say of a row."""
    told = NOTHING
    for column in marks:
        if text := cell_text(row, column.index):
            told = told.over(read_label(text))
    if subjects is not None and (text := cell_text(row, subjects.index)):
        told = told.over(Label(flat(text).rstrip(".;:")))
    return told


def plain_labels(grid: Grid, label: Column) -> bool:
    """Whether the rows have no subjects: years, quarters, plan and fact."""
    cells = [read_label(text, label.heads[-1] if label.heads else "") for text in label_cells(grid, label.index)]
    return bool(cells) and all(told.plain for told in cells)
