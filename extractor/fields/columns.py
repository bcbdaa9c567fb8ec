"""Roles of columns, told by their heads: number, name, unit, target, actual, year, reason, deadline …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractor.fields.grid import Grid, cell_text, figure, head_text, is_section
from extractor.fields.measure_names import nouns
from extractor.fields.numbers import unit_of
from extractor.patterns import load
from extractor.text.dates import parse_date

_SCHOOL_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?[/–—-]\s?((?:19|20)?\d\d)(?!\d)\s?(?:уч\w*\.?\s?(?:год\w*|г\.?)?)?"
)
_DATE = re.compile(r"(?<!\d)\d{1,2}\.\d{2}\.\s?((?:19|20)\d\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s?(?:-?й|год[ауы]?|гг?\.?(?!\w))?")
_PERIOD = re.compile(
    r"(?:(?:IV|I{1,3}|[1-4]|перв\w+|втор\w+|трет\w+|четв\w+)(?:-?[йме]+)?\s*(?:квартал\w*|кв\."
    r"|полугоди\w*|триместр\w*|четверт\w*)|(?:3|6|9|11|10|девять|шесть|три)\s*мес\w*\.?|"
    r"(?<![а-яё])(?:(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,3}"
    r"|ма[йяе])(?![а-яё])(?:\s?[-–—]\s?(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр"
    r"|октябр|ноябр|декабр)[а-я]*)?|^(?:на )?(?:начало|середин[ау]|конец) (?:учебного )?года$|год$)",
    re.IGNORECASE,
)
_UNIT_TAIL = re.compile(
    r"(?:,\s*|\s*\(\s*|\s/\s)(?:в\s+)?(?P<u>%|процент\w*|проц\.|чел\.?(?:овек)?|ед\.?|единиц\w*|шт\.?"
    r"|балл\w*\.?|тыс\.?\s?руб\w*\.?|млн\.?\s?руб\w*\.?|руб\w*\.?|час\w*\.?|мест\w?|кв\.?\s?м\.?"
    r"|тыс\.?\s?чел\.?|Мб/с|[Мм]бит/с(?:ек)?|экз\.?|дн\w*\.?|км|раз)\s*\)?\s*$",
    re.IGNORECASE,
)


_PAIR_TAIL = re.compile(
    r"[,(]?\s*(?:чел\w*|человек|ед\w*|количество|кол-во)\.?\s*[/(]\s*(?:%|процент\w*)\s*\)*\s*$", re.IGNORECASE
)


@dataclass(slots=True)
class Column:
    """One column; ``role`` is one of the ids in ``patterns/columns.toml``, ``value`` or ``label``."""

    index: int
    heads: list[str]
    role: str
    year: int | None = None
    period: str | None = None
    unit: str | None = None
    measure: str | None = None
    explicit: bool = False
    pair: bool = False
    reasons: list[str] = field(default_factory=list)


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e.id, e.regex()) for e in load("columns") if "match" in e.data)


@cache
def words(name: str, *, whole: bool = False) -> re.Pattern[str]:
    return load("columns").any_of(name, before="^" if whole else r"(?<![а-яё])", after=r"\W*$" if whole else "")


@lru_cache(maxsize=512)
def role_of(head: str) -> str | None:
    """The role a head names, ``None`` for heads of names, subjects and measures."""
    for name, pattern in _roles():
        if pattern.search(head):
            return name
    return None


def take_unit(text: str) -> tuple[str, str | None]:
    """A name or head without the unit at its end («Успеваемость, %» → «Успеваемость», percent)."""
    m = _UNIT_TAIL.search(text)
    if not m:
        return text, None
    unit = unit_of(m["u"])
    return (text[: m.start()].rstrip(" ,"), unit) if unit else (text, None)


def take_year(text: str) -> tuple[str, int | None, str | None]:
    """A head without its year and period, and both: «2021/2022» → 2022, «I полугодие 2023 года»."""
    year: int | None = None
    if m := _SCHOOL_YEAR.search(text):
        end = m[2] if len(m[2]) == 4 else m[1][:2] + m[2]
        if int(end) - int(m[1]) <= 1:
            year, text = int(end), text[: m.start()] + text[m.end() :]
    if year is None and (m := _DATE.search(text)):
        parts = parse_date(m[0])
        year = parts.year if parts else None
        text = re.sub(r"(?:по состоянию )?(?:на|за)\s*$", "", text[: m.start()]) + re.sub(
            r"^\s?(?:года|г\.?)", "", text[m.end() :]
        )
    if year is None and (m := _YEAR.search(text)):
        year, text = int(m[1]), text[: m.start()] + text[m.end() :]
    period = None
    if m := _PERIOD.search(text):
        period = m[0]
        text = text[: m.start()] + text[m.end() :]
    return re.sub(r"\s+", " ", text).strip(" ,;:()/–-"), year, period


def read_columns(grid: Grid) -> list[Column]:
    """The columns of a grid with roles; label and name columns are told by ``label_column``."""
    columns = []
    for index in range(grid.columns):
        heads = [head_text(h) for h in grid.heads(index)]
        joined = " / ".join(heads)
        column = Column(index, heads, "value")
        role = (role_of(heads[-1]) or role_of(joined)) if heads else None
        if role in ("target", "actual", "baseline") and _measure_head(heads):
            role = None  # «не преодолевших порог», «фактически занятых»: a word of the measure's own name
        if role in ("target", "actual", "baseline") or role is None:
            column.explicit = role is not None
            _describe(column, joined)
        column.role = role or ("order-number" if index == 0 and not heads and _counts_on(grid) else "value")
        if role == "unit" and _holds_values(grid, index):
            column.role = "value"
        columns.append(column)
    if any(c.role in ("assignee", "deadline") for c in columns):
        for column in columns:  # a plan: what stands under «Результат» is still to come
            if column.role == "status" and re.fullmatch(r"результат\w*", " / ".join(column.heads), re.IGNORECASE):
                column.role, column.explicit = "target", True
    if any(c.role == "assignee" for c in columns):
        for column in columns:  # a schedule: «Месяц | Содержание | Ответственный»
            if column.role == "value" and re.fullmatch(
                r"(?:месяц\w*|дат[аы]|время|когда)", " / ".join(column.heads), re.IGNORECASE
            ):
                column.role = "deadline"
    return columns


def _counts_on(grid: Grid) -> bool:
    """A first column without a head that holds nothing but numbers of rows («1.1», «1.2»)."""
    texts = [text for row in grid.data_rows() if (text := cell_text(row, 0)) and not is_section(row, grid.columns)]
    return len(texts) > 1 and all(re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*\.?", t) for t in texts)


def _measure_head(heads: list[str]) -> bool:
    return bool(nouns().match(heads[-1])) and len(heads[-1].split()) > 3


def _describe(column: Column, joined: str) -> None:
    """Year, period, unit and measure of a value column, out of all rows of its head."""
    measures = []
    for head in column.heads:
        rest, year, period = take_year(head)
        column.year = year if year is not None else column.year
        column.period = period or column.period
        if rest and unit_of(rest) and len(rest) < 22:
            column.unit = unit_of(rest)
            continue
        if m := _PAIR_TAIL.search(rest):
            rest, column.pair = rest[: m.start()].rstrip(" ,("), True
        rest, unit = take_unit(rest)
        column.unit = unit or column.unit
        if len(column.heads) > 1 and words("subject", whole=True).match(rest):
            continue  # «Учреждение» over the names of schools
        bare = re.sub(
            r"(?<![а-яё])(?:план\w*|факт\w*|целев\w+|значени\w+|показател[ьи]|фактическ\w+|исполнено"
            r"|утверждено|всего|за|на|по|в том числе|отч[её]т\w*|прогноз\w*|оценка|базов\w+)(?![а-яё])"
            r"|[\s,.;:()/-]",
            "",
            rest,
            flags=re.IGNORECASE,
        )
        if bare:
            measures.append(rest)
    column.measure = " ".join(measures) or None


def _holds_values(grid: Grid, index: int) -> bool:
    """A column headed «Единица измерения» that holds the values (self-assessment reports)."""
    rows = [row for row in grid.data_rows() if not is_section(row, grid.columns)]
    texts = [text for row in rows if (text := cell_text(row, index))]
    return bool(texts) and sum(bool(re.match(r"\D{0,12}\d", t)) for t in texts) * 2 >= len(texts)


def label_column(grid: Grid, columns: list[Column]) -> Column | None:
    """The column whose cells name the rows: headed as names or subjects, else the first of texts."""
    for pattern in ("name-first", "name", "subject"):
        for column in columns:
            head = " / ".join(column.heads)
            if (
                column.role in ("value", "status", "target", "actual")
                and words(pattern).match(head)
                and (_textual(grid, column.index) or (column.index == 0 and _CLASS.fullmatch(head) is not None))
                and (column.role in ("value",) or column.index <= 2)
            ):
                return column
    for column in columns:
        if column.role == "value" and _textual(grid, column.index):
            return column
    return None


# Classes are often named by a bare figure.
_CLASS = re.compile(r"класс\w*|параллел\w+|№ класса", re.IGNORECASE)


def _textual(grid: Grid, index: int) -> bool:
    texts = [text for row in grid.data_rows() if (text := cell_text(row, index))]
    named = sum(not figure(t) and not words("no-value", whole=True).match(t) for t in texts)
    return bool(texts) and named * 3 >= len(texts) * 2
