"""Heads that say whose values stand under them: «Городские школы» over plan and fact, «всего | 1–4 классы».

A head over columns tells one column from the others only where the others have another; the same words over all
(«Значение показателя» over plan and fact) name nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict

from extractor.fields.columns import Column, take_unit, words
from extractor.fields.measure_names import nouns
from extractor.fields.schools import find_schools
from extractor.fields.table_labels import read_label, without_roles

_PART_OF = re.compile(r"(?:в т\.? ?ч\.?|в том числе|из них)(?![а-яё])", re.IGNORECASE)


def column_subjects(values: list[Column]) -> dict[int, str]:
    """Whose values the columns of plan and fact hold, where several have them; by index.

    Args:
        values: the columns of values of a table whose rows are indicators.
    """
    if schools_across(values) and not any(c.explicit for c in values):
        return {c.index: c.measure or c.heads[-1] for c in values if c.measure or c.heads}
    named = {c.index: text for c in values if c.explicit and (text := _group(c))}
    columns: dict[str, list[Column]] = defaultdict(list)
    for column in values:
        if column.index in named:
            columns[named[column.index]].append(column)
    shared = [t for t, under in columns.items() if len({c.role for c in under}) > 1 or all(_apart(c) for c in under)]
    if len(shared) < 2 and not any(_PART_OF.match(text) for text in shared):
        shared = []
    return {index: text for index, text in named.items() if text in shared} or _sources(values, named)


def schools_across(values: list[Column]) -> bool:
    """Whether most heads of the values are names of schools."""
    return 2 * sum(bool(find_schools(c.measure or "")) for c in values) > len(values)


def _sources(values: list[Column], named: dict[int, str]) -> dict[int, str]:
    """«Факт по Навигатору | Факт по 1-ДОП»: two columns of one role and time, told apart by their words alone."""
    same: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for c in values:
        if c.explicit:
            same[c.role, c.year, c.period, c.unit].append(c)
    return {
        c.index: named[c.index]
        for columns in same.values()
        if len(columns) > 1 and len({named.get(c.index) for c in columns}) == len(columns)
        for c in columns
        if c.index in named
    }


def _group(column: Column) -> str | None:
    stripped = [(part, *without_roles(part)) for part in column.parts]
    bare = [text if role else part for part, text, role in stripped if text]
    text = " ".join(bare) or next(
        (take_unit(h)[0] for h in column.heads if words("total").match(h) and not without_roles(h)[1]), ""
    )
    if len(re.sub(r"[\W\d_]", "", text)) < 2 or words("name").search(text) or read_label(text).plain:
        return None
    return text


def _apart(column: Column) -> bool:
    """The role stands in a cell of the head of its own."""
    return any(not without_roles(head)[0] for head in column.heads) and len(column.heads) > 1


def categories(values: list[Column]) -> dict[int, tuple[str, str]]:
    """The measure and the subject of columns under one measure: «Охват, %» over «всего | 1–4 классы»; by index.

    Args:
        values: the columns of values of a table whose rows are times, plan and fact.
    """
    under: dict[str, list[Column]] = defaultdict(list)
    for column in values:
        if column.parts:
            under[column.parts[0]].append(column)
    out: dict[int, tuple[str, str]] = {}
    for measure, columns in under.items():
        lower = {c.index: text for c in columns if (text := _lower(c))}
        own = any(nouns().match(text) for text in lower.values())
        if len(columns) > 1 and lower and nouns().match(measure) and not own and len({c.unit for c in columns}) == 1:
            out |= {index: (measure, text) for index, text in lower.items()}
    return out


def _lower(column: Column) -> str:
    """What stands under the measure; «всего» too, beside its parts."""
    total = len(column.heads) > 1 and words("total").match(column.heads[-1])
    return " ".join(column.parts[1:]) or (column.heads[-1] if total else "")


def across(values: list[Column], caption: str) -> bool:
    """Whether the columns are subjects of the one measure that the caption names: «Качество знаний» over schools."""
    heads = [c.measure for c in values]
    return (
        bool(caption and heads)
        and nouns().match(caption) is not None
        and not any(h is None or nouns().search(h) or words("name").search(h) for h in heads)
        and len({c.unit for c in values}) == 1
    )
