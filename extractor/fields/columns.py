"""Roles of columns, told by their heads: number, name, unit, target, actual, year, reason, deadline …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractor.fields.grid import Cell, Grid, cell_text, figure, is_section
from extractor.fields.head_pairs import take_dual
from extractor.fields.measure_names import nouns
from extractor.fields.numbers import unit_of
from extractor.patterns import load
from extractor.record import Comparator, Role
from extractor.text.dates import parse_date
from extractor.text.morph import cases

_SCHOOL_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?[/–—-]\s?((?:19|20)?\d\d)(?!\d)\s?(?:уч\w*\.?\s?(?:год\w*|г\.?)?)?"
)
# «23/24 уч. год»
_SHORT_SCHOOL_YEAR = re.compile(r"(?<![\d/–—-])(\d\d)\s?[/–—-]\s?(\d\d)\s?уч\w*\.?\s?(?:год\w*|г\.?)?")
_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{2}\.(?:\s?(?:19|20)\d\d|\d\d(?![\d.]))")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s?(?:-?й|год[ауы]?|гг?\.?(?!\w))?")
_PERIOD = re.compile(
    r"(?:(?:IV|I{1,3}|[1-4]|перв\w+|втор\w+|трет\w+|четв\w+)(?:-?[йме]+)?\s*(?:квартал\w*|кв\."
    r"|полугоди\w*|триместр\w*|четверт\w*)|(?:3|6|9|11|10|девять|шесть|три)\s*мес\w*\.?|"
    r"(?:(?<!\d)\d{1,2}(?:-?(?:го|е|ое))?\s+)?(?<![а-яё])(?:(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,3}"
    r"|ма[йяе])(?![а-яё])(?:\s?[-–—]\s?(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр"
    r"|октябр|ноябр|декабр)[а-я]*)?|^(?:на )?(?:начало|середин[ау]|конец) (?:учебного )?года$|год$)",
    re.IGNORECASE,
)
_UNIT_TAIL = re.compile(
    r"(?:,\s*|\s*\(\s*|\s/\s)(?:в\s+)?(?P<u>%|процент\w*|проц\.|чел\.?\s?[-/]\s?(?:час\w*|ч|дн)\.?|человеко-\w+|чел\.?(?:овек)?|ед\.?|единиц\w*|шт\.?"
    r"|балл\w*\.?|тыс\.?\s?руб\w*\.?|млн\.?\s?руб\w*\.?|руб\w*\.?|час\w*\.?|мест\w?|кв\.?\s?м\.?"
    r"|тыс\.?\s?чел\.?|Мб/с|[Мм]бит/с(?:ек)?|экз\.?|дн\w*\.?|км|раз|°\s?[СC]|т|кг|л|га|Гкал|м[23²³]|куб\.?\s?м\.?|кВт(?:[·*-]?ч)?|[см]м|ставк\w+|урок\w*)\s*\)?\s*$",
    re.IGNORECASE,
)


_PAIR_TAIL = re.compile(
    r"[,(]?\s*(?<![а-яё])(?:чел\w*|человек|ед\w*|количество|кол-во)\.?\s*[/(]\s*(?:%|процент\w*)\s*\)*\s*$",
    re.IGNORECASE,
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
    parts: tuple[str, ...] = ()
    """The words of its head that name a measure or a subject, row by row."""
    dual: tuple[Role, Role | None] | None = None
    """What the two numbers of a cell are, under «план/факт», «факт (% к плану)»; ``None`` for a share of the plan."""
    bound: Comparator | None = None
    """«План (не менее)»: how its values are to be compared that say nothing themselves."""
    reasons: list[str] = field(default_factory=list)


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e.id, e.regex()) for e in load("columns") if "match" in e.data)


@cache
def words(name: str, *, whole: bool = False) -> re.Pattern[str]:
    return load("columns").any_of(name, before="^" if whole else r"(?<![а-яё])", after=r"\W*$" if whole else "")


@cache
def whole_words(name: str) -> re.Pattern[str]:
    """The words of a list where they stand as words of their own."""
    return load("columns").any_of(name, before=r"(?<![а-яё])", after=r"(?![а-яё])")


@lru_cache(maxsize=4096)
def role_of(head: str) -> str | None:
    """The role a head names, ``None`` for heads of names, subjects and measures."""
    for name, pattern in _roles():
        if pattern.search(head):
            return name
    return None


# «Пропущено уроков на 1 ученика, ур.»: a unit that no entry knows, told by its comma and its dot.
_ODD_UNIT_TAIL = re.compile(
    r"(?<=[а-яё\d)»])\s?,\s*(?P<u>(?!г\.|гг\.|др\.|пр\.|кл\.|уч\.|шк\.|см\.|п\.|т\.)[а-яё]{1,6}\.)$"
)

# «Средний возраст, лет», «Продолжительность урока (мин)»: any unit of the pattern file but the word «год»
_KNOWN_UNIT_TAIL = re.compile(r"(?:,\s*|\s\(\s*)(?:в\s+)?(?P<u>(?!год)[а-яё][а-яё. ]{1,18})\)?$")


def take_unit(text: str) -> tuple[str, str | None]:
    """A name or head without the unit at its end («Успеваемость, %» → «Успеваемость», percent)."""
    m = _UNIT_TAIL.search(text)
    if not m:
        if (known := _KNOWN_UNIT_TAIL.search(text)) and (unit := unit_of(known["u"])):
            return text[: known.start()].rstrip(" ,"), unit
        odd = _ODD_UNIT_TAIL.search(text)
        return (text[: odd.start()], odd["u"]) if odd and len(text.split()) > 2 else (text, None)
    return text[: m.start()].rstrip(" ,"), unit_of(m["u"]) or m["u"]


def take_year(text: str) -> tuple[str, int | None, str | None]:
    """A head without its year and period, and both: «2021/2022» → 2022, «I полугодие 2023 года»."""
    year: int | None = None
    if m := _SCHOOL_YEAR.search(text):
        end = m[2] if len(m[2]) == 4 else m[1][:2] + m[2]
        if int(end) - int(m[1]) <= 1:
            year, text = int(end), text[: m.start()] + text[m.end() :]
    if year is None and (m := _SHORT_SCHOOL_YEAR.search(text)) and int(m[2]) - int(m[1]) == 1:
        year, text = 2000 + int(m[2]), text[: m.start()] + text[m.end() :]
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
        heads, bound = _without_bound([_PLANNED_BESIDE.sub("", head) or head for head in grid.heads(index)])
        joined = " / ".join(heads)
        column = Column(index, heads, "value", bound=bound)
        role = (role_of(heads[-1]) or role_of(joined)) if heads else None
        role = role or ("target" if bound else None)
        if role in ("target", "actual", "baseline") and _measure_head(heads):
            role = None  # «не преодолевших порог», «фактически занятых»: a word of the measure's own name
        if role == "unit" and len(heads) > 1 and not any(unit_of(text) for text in label_cells(grid, index)):
            role = None  # «Учреждение» over «ед. изм.» beside the units of the other columns
        if role in ("source", "assignee", "reason") and _measure_head(heads):
            role = None  # «Доля педагогов, имеющих документ о переподготовке»
        if role in ("target", "actual", "baseline") or role is None:
            column.explicit = role is not None
            _describe(column, joined)
        column.role = role or ("order-number" if index == 0 and not heads and _counts_on(grid) else "value")
        if role == "unit" and _holds_values(grid, index):
            column.role = "value"
        if (found := take_dual(joined)) and not _textual(grid, index):
            column.role, column.explicit, column.dual = "actual", True, found[1]
            column.heads = [rest for head in heads if (rest := (take_dual(head) or (head,))[0])]
            _describe(column, joined)
        columns.append(column)
    _past(grid, columns)
    _lettered(columns)
    _beside_planned(columns)
    _degrees(columns)
    _left_over(columns)
    _stages(grid, columns)
    terms = [c for c in columns if c.role in ("assignee", "deadline")]
    if terms and not any(re.search("факт", " ".join(c.heads), re.IGNORECASE) for c in terms):
        for column in columns:  # a plan: what stands under «Результат» is still to come
            if column.role == "status" and re.fullmatch(r"результат\w*", " / ".join(column.heads), re.IGNORECASE):
                column.role, column.explicit = "target", True
    if any(c.role == "assignee" for c in terms):
        for column in columns:  # a schedule: «Месяц | Содержание | Ответственный»
            if column.role == "value" and re.fullmatch(
                r"(?:месяц\w*|дат[аы]|время|когда)", " / ".join(column.heads), re.IGNORECASE
            ):
                column.role = "deadline"
    return columns


# «СОШ № 1 (план 80 %)»: a number planned for whom the column is of; what stands below is no plan
_PLANNED_BESIDE = re.compile(
    r"\s*\((?:план|норматив|цель|задани|норма)[а-я]*\s?[–—:-]?\s?(?:не \w+\s)?\d[^()]*\)", re.IGNORECASE
)
# «План (не менее)», «Норма, не более»; «… не более 5 уроков», «Классы с наполняемостью не менее» are names of measures
_BOUND = re.compile(r"\s*[,(]?\s*(?<![а-яё])не (?P<w>менее|ниже|более|выше)\s*(?:\)|(?=,)|$)", re.IGNORECASE)

_OF_VALUES = re.compile(r"значени|уровень|показател", re.IGNORECASE)


def _without_bound(heads: list[str]) -> tuple[list[str], Comparator | None]:
    """The heads without the bound that one of them sets, and it."""
    for k, head in enumerate(heads):
        if (
            (m := _BOUND.search(head))
            and (rest := (head[: m.start()] + head[m.end() :]).strip(" ,"))
            and (m[0].endswith(")") or role_of(rest) == "target" or _OF_VALUES.search(rest))
        ):
            bound: Comparator = "ge" if m["w"].lower() in ("менее", "ниже") else "le"
            return [*heads[:k], rest, *heads[k + 1 :]], bound
    return heads, None


def label_cells(grid: Grid, index: int) -> list[str]:
    """The texts of a column below the head, a cell over several rows once, section rows left out."""
    seen: list[Cell] = []
    for row in grid.data_rows():
        cell = row[index]
        if cell is not None and cell.text.strip() and cell not in seen and not is_section(row, grid.columns):
            seen.append(cell)
    return [cell.text.strip() for cell in seen]


def _past(grid: Grid, columns: list[Column]) -> None:
    """A first column «Период» that alone names the rows of a table of numbers is no column of deadlines."""
    first = columns[0]
    if first.role == "deadline" and re.fullmatch(r"период\w*", " ".join(first.heads), re.IGNORECASE):
        others = [c for c in columns[1:] if label_cells(grid, c.index)]
        if others and not any(_textual(grid, c.index) for c in others):
            first.role = "value"


_LETTERS: dict[str, Role] = {"п": "target", "пл": "target", "ф": "actual"}


def _lettered(columns: list[Column]) -> None:
    """«I квартал» over «П | Ф»: letters tell planned and reached where both stand in a table."""
    told = {c.index: role for c in columns if c.heads and (role := _LETTERS.get(c.heads[-1].lower().rstrip(".")))}
    if set(told.values()) == {"target", "actual"}:
        for column in columns:
            if column.index in told:
                column.role, column.explicit, column.heads = told[column.index], True, column.heads[:-1]
                _describe(column, " / ".join(column.heads))


_DONE = re.compile(r"\w+(?:[аеоя]но|[аеия]ны|[еыуя]то|[лт]ось|ли|ло)|есть|имеется|в наличии", re.IGNORECASE)


def _beside_planned(columns: list[Column]) -> None:
    """«Запас угля, т» over «положено | завезено»: beside what was planned a lone verb tells what was done."""
    targets = [c for c in columns if c.role == "target" and c.heads]
    planned = {tuple(c.heads[:-1]) for c in targets if len(c.heads) > 1 or len(targets) == 1}
    for column in columns:
        if (
            column.role == "value"
            and column.heads
            and tuple(column.heads[:-1]) in planned
            and _DONE.fullmatch(column.heads[-1])
            and not cases(column.heads[-1])  # «Село», «Число» are declined
        ):
            column.role, column.explicit = "actual", True
            column.parts = column.parts[:-1]
            column.measure = " ".join(column.parts) or None


# «%», «в %»: the whole of a head
_BARE_PERCENT = re.compile(r"(?:в )?(?:%|процент\w*)", re.IGNORECASE)


def _degrees(columns: list[Column]) -> None:
    """«план | факт | %», «план | факт | откл. | %»: a bare sign of percent right behind the two is of the plan."""
    for k, column in enumerate(columns):
        if not column.heads or not _BARE_PERCENT.fullmatch(column.heads[-1]):
            continue
        beside = [c for c in columns[:k] if c.role != "deviation" and c.heads[:-1] == column.heads[:-1]][-2:]
        if column.role == "value" and {c.role for c in beside} == {"target", "actual"}:
            column.role = "done-percent"


_CHANGE = re.compile(r"рост|снижение|увеличение|уменьшение|остаток", re.IGNORECASE)

_OF_CHANGE = (None, "percent", "percentage_point", "point", "раз")


def _left_over(columns: list[Column]) -> None:
    """«Остаток, тыс. руб.», «Рост, см» with no plan, fact or year beside are measures in units of their own."""
    if any(c.role in ("target", "actual", "baseline") or c.year for c in columns):
        return
    for column in columns:
        head = column.heads[-1] if column.role == "deviation" else ""
        if _CHANGE.match(head) and take_unit(head)[1] not in _OF_CHANGE:
            column.role = "value"
            _describe(column, " / ".join(column.heads))


_STAGE = re.compile(r"^(?:[IVX\d]+|перв\w+|втор\w+|трет\w+)(?:-?[йя])? этап\W+\(?(?:19|20)\d\d", re.IGNORECASE)
_STAGED = re.compile(r"базов|исходн|конечн|план(?!ш)|(?<![а-яё])цел(?!о[емйг]|ы)", re.IGNORECASE)


def _stages(grid: Grid, columns: list[Column]) -> None:
    """«1 этап (2011)» is planned beside «Исходное значение», «Целевой показатель»; of a contest it is no plan."""
    stages = [c for c in columns if c.role == "value" and c.heads and _STAGE.match(c.heads[-1])]
    others = [head for c in columns if c not in stages for head in c.heads]
    if _STAGED.search(" / ".join([*others, grid.caption()])):
        for column in stages:
            column.role, column.explicit, column.parts = "target", True, column.parts[:-1]
            column.measure = " ".join(column.parts) or None


def _counts_on(grid: Grid) -> bool:
    """A first column without a head that holds nothing but numbers of rows («1.1», «1.2»)."""
    texts = [text for row in grid.data_rows() if (text := cell_text(row, 0)) and not is_section(row, grid.columns)]
    return len(texts) > 1 and all(re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*\.?", t) for t in texts)


def _measure_head(heads: list[str]) -> bool:
    return bool(nouns().match(heads[-1])) and len(heads[-1].split()) > 3


# «Отношение зарплаты к уровню 2022 года»
_TO_LEVEL = re.compile(r"\w\s(?:к|от) уровн[юя] (?:19|20)\d\d", re.IGNORECASE)


def _describe(column: Column, joined: str) -> None:
    """Year, period, unit and measure of a value column, out of all rows of its head."""
    measures = []
    for head in column.heads:
        relative = whole_words("relative-period").search(head)
        rest, year, period = take_year(whole_words("relative-period").sub("", head))
        if _TO_LEVEL.search(head):
            rest, year = head, None  # the year belongs to the measure
        period = period or (relative[0] if relative else None)
        column.year = year if year is not None else column.year
        column.period = period or column.period
        if rest and unit_of(rest) and len(rest) < 22:
            column.unit = unit_of(rest)
            continue
        if m := _PAIR_TAIL.search(rest):
            rest, column.pair = rest[: m.start()].rstrip(" ,("), True
        rest, unit = take_unit(rest)
        rest = re.sub(r"\s(?:к|за|на)$", "", rest) if year else rest
        column.unit = unit or column.unit
        if len(column.heads) > 1 and len(rest.split()) < 3 and role_of(rest) in ("target", "actual", "baseline"):
            continue
        if head != column.heads[-1] and words("subject", whole=True).match(rest):
            continue  # «Учреждение» over the names of schools
        bare = re.sub(
            r"(?<![а-яё])(?:план\w*|факт\w*|целев\w+|значени\w+|показател[ьи]|фактическ\w+|исполнено"
            r"|утверждено|всего|за|на|по|в том числе|отч[её]т\w*|прогноз\w*|оценка|базов\w+|было|стало)(?![а-яё])"
            r"|[\s,.;:()/-]",
            "",
            rest,
            flags=re.IGNORECASE,
        )
        if bare:
            measures.append(rest)
    column.parts = tuple(measures)
    column.measure = " ".join(measures) or None


def _holds_values(grid: Grid, index: int) -> bool:
    """A column headed «Единица измерения» that holds the values (self-assessment reports)."""
    rows = [row for row in grid.data_rows() if not is_section(row, grid.columns)]
    texts = [text for row in rows if (text := cell_text(row, index))]
    return bool(texts) and sum(bool(re.match(r"\D{0,12}\d", t)) for t in texts) * 2 >= len(texts)


def label_column(grid: Grid, columns: list[Column]) -> Column | None:
    """The column whose cells name the rows: headed as names or subjects, else the first of texts.

    Args:
        grid: the table.
        columns: those that may name the rows.
    """
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
