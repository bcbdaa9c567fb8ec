"""Which column of a table holds what: the mentions of schools, and what is told of their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Literal

from extractor.linking.table_answers import ANSWER_COLUMNS
from extractor.patterns import load
from extractor.registry.delimited import DELIMITERS, sample_rows
from extractor.registry.table import DEEPEST_HEADS
from extractor.registry.values import clean, one_line
from extractor.registry.words import field_of, folded
from extractor.registry.workbook import as_text

Role = Literal["mention", "id", "sentence", "region", "municipality"]

# Heads of names serve for mentions where no head is of mentions; the fullest name comes last: it is seldom quoted.
_NAMES = ("name", "short_name", "full_name")
_MUNICIPALITIES = ("municipality", "district")
# What no file has between cells: with it a line is one cell.
ONE_COLUMN = "\x1f"


@dataclass(frozen=True, slots=True)
class TableHeads:
    """The row of heads, its texts, and the columns that were understood."""

    row: int
    texts: tuple[str, ...]
    columns: dict[Role, int]


def find_table_heads(rows: Iterable[tuple[int, Sequence[Any]]], column: str | None) -> TableHeads | None:
    """The first row with a column of mentions; where there is none, the first with anything in it.

    Args:
        column: the head of the column of mentions, if it is told.
    """
    first: TableHeads | None = None
    for number, cells in islice(rows, DEEPEST_HEADS):
        texts = tuple(one_line(clean(as_text(cell))) for cell in cells)
        if not any(texts):
            continue
        found = TableHeads(number, texts, _columns(texts, column))
        if "mention" in found.columns:
            return found
        first = first or found
    return first


def choose_delimiter(sample: str, column: str | None) -> str:
    """The delimiter by which most heads are understood; a single column has none («СОШ № 1, 2» is one cell)."""

    def worth(delimiter: str) -> tuple[bool, int, int]:
        heads = find_table_heads(sample_rows(sample, delimiter), column)
        if heads is None:
            return False, 0, 0
        return "mention" in heads.columns, len(heads.columns), len(heads.texts)

    best = max(DELIMITERS, key=worth)
    return best if worth(best)[2] > 1 else ONE_COLUMN


def _columns(texts: tuple[str, ...], column: str | None) -> dict[Role, int]:
    found: dict[Role, int] = {}
    if column is not None:
        wanted = one_line(clean(column)).casefold()
        mention = next((k for k, text in enumerate(texts) if text.casefold() == wanted), None)
    else:
        mention = _by_words("link-mention", texts)
        if mention is None:
            mention = _by_field(_NAMES, texts)
    others = {
        "id": _by_words("link-id", texts),
        "sentence": _by_words("link-sentence", texts),
        "region": _by_field(("region",), texts),
        "municipality": _by_field(_MUNICIPALITIES, texts),
    }
    if mention is not None:
        found["mention"] = mention
    roles: tuple[Role, ...] = ("id", "sentence", "region", "municipality")
    for role in roles:
        at = others[role]
        if at is not None and at not in found.values():
            found[role] = at
    return found


def _by_words(key: str, texts: tuple[str, ...]) -> int | None:
    """The column whose head fits the earliest of an entry's words."""
    heads = [folded(text) for text in texts]
    return next((k for word in _words(key) for k, head in enumerate(heads) if head and word.fullmatch(head)), None)


def _by_field(fields: Sequence[str], texts: tuple[str, ...]) -> int | None:
    """The column that a registry would take for the earliest of some fields."""
    named = [field_of(text) if text and text.lower() not in ANSWER_COLUMNS else None for text in texts]
    return next((k for field in fields for k, name in enumerate(named) if name == field), None)


@cache
def _words(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(word) for word in load("registry").words(key))
