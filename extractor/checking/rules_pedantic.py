"""Rules about numbers and units that are off unless selected: right often, but not often enough for everybody.

From the list of inconsistencies seen in real papers; a percentage that was cut off instead of rounded is as
common there as one that was rounded, so both pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import Draft
from extractor.checking.lists import actuals, targets
from extractor.checking.measure import folded_unit, word_pattern, written
from extractor.record import BlockView
from extractor.text.numbers import NUMBER, to_float

_TOLERANCE = 1.0
"""Percentage points by which a share may be off its own numbers: rounding and cutting off meet within one row."""
_OF = re.compile(
    rf"(?<![\d.,№])(?P<part>\d[\d ]*?)\s+(?:[а-яё.]+\s+){{0,4}}?из\s+(?:[а-яё.]+\s+){{0,2}}?(?P<whole>\d[\d ]*\d|\d)"
    rf"(?![\d.,]*\d)(?P<between>[^.;\d%()]{{0,70}}\(?[^.;\d%()]{{0,20}}?)(?P<share>{NUMBER})\s?(?:%|процент)",
    re.IGNORECASE,
)
_SHARE_FIRST = re.compile(
    rf"(?P<share>{NUMBER})\s?(?:%|процент\w*)[^.;\d%()]{{0,60}}\((?P<part>\d[\d ]*)\s*(?:[а-яё.]+\s+){{0,3}}?из\s+"
    r"(?:[а-яё.]+\s+){0,2}?(?P<whole>\d[\d ]*)(?![\d.,]*\d)[^)\d]*\)",
    re.IGNORECASE,
)
_CELL_NUMBER = re.compile(rf"\s*({NUMBER})\s*")
_SPEED = ("бит", "б/")


@rule("unit-mismatch")
def unit_mismatch(draft: Draft) -> Iterator[Found]:
    """A plan and what was reached in different units: «20 Мб/с» and «18 Мбит/с», a share and a number of people."""
    for indicator in draft.record.indicators:
        for plan in targets(indicator):
            fact = next((v for v in actuals(indicator) if _units_clash(plan.unit, v.unit)), None)
            if fact is not None:
                yield Found(
                    f"{draft.called(indicator)}: план «{written(plan)}», факт «{written(fact)}» – единицы разные.",
                    fact.span,
                    indicator=draft.label(indicator),
                    at=indicator.name,
                    related=(plan.span,),
                )
                break


@rule("percentage-mismatch")
def percentage_mismatch(draft: Draft) -> Iterator[Found]:
    """«12 из 18 (75 %)»: a percentage that does not follow from its own numbers."""
    for block in draft.record.blocks:
        for pattern in (_OF, _SHARE_FIRST):
            for m in pattern.finditer(draft.text, block.start, block.end):
                part, whole, share = (to_float(m[k].strip()) for k in ("part", "whole", "share"))
                if whole <= 0 or part > whole or abs(part / whole * 100 - share) <= _TOLERANCE:
                    continue
                right = f"{part / whole * 100:.1f}".replace(".", ",")
                yield Found(
                    f"«{' '.join(m[0].split())}»: {part:g} из {whole:g} – это {right} %.",
                    draft.span(m.start(), m.end()),
                    at=" ".join(m[0].split()),
                )


@rule("total-mismatch")
def total_mismatch(draft: Draft) -> Iterator[Found]:
    """The parts of a table's column do not add up to its «Итого»."""
    for cells in draft.cells.values():
        rows = sorted({row for row, _ in cells})
        totals = [row for row in rows if _is_total(draft, cells, row)]
        if len(totals) != 1 or totals[0] < rows[-1] - 1:
            continue
        for column in sorted({column for _, column in cells}):
            total = _value(draft, cells.get((totals[0], column)))
            above = [cells.get((row, column)) for row in rows if row < totals[0]]
            parts = [value for cell in above if (value := _value(draft, cell)) is not None]
            if total is None or not _adds_up(draft, above, parts) or _average(parts, total):
                continue
            if abs(sum(parts) - total) > 0.0051 * len(parts) and (cell := cells[totals[0], column]) is not None:
                yield Found(
                    f"Итого в столбце – {total:g}, а сумма строк – {sum(parts):g}.",
                    draft.span(cell.start, cell.end),
                    at=draft.said(cell).strip(),
                )


def _units_clash(plan: str, fact: str) -> bool:
    """The same speed written as bits and bytes, or a percentage set against a count."""
    if plan == fact:
        return False
    if folded_unit(plan) == folded_unit(fact):
        return all(any(mark in unit.lower() for mark in _SPEED) for unit in (plan, fact)) and (
            ("бит" in plan.lower()) != ("бит" in fact.lower())
        )
    return "percent" in (plan, fact) and bool({plan, fact} & {"count", "person", "point", "rub", "thousand_rub"})


def _is_total(draft: Draft, cells: dict[tuple[int, int], BlockView], row: int) -> bool:
    said = [draft.said(cells[row, column]) for column in range(3) if (row, column) in cells]
    return any(re.match(r"\s*(?:итого|всего)\b", text, re.IGNORECASE) for text in said)


def _value(draft: Draft, cell: BlockView | None) -> float | None:
    """The number that a cell holds and nothing else; percentages are never added up."""
    if cell is None:
        return None
    m = _CELL_NUMBER.fullmatch(draft.said(cell))
    return to_float(m[1]) if m else None


def _adds_up(draft: Draft, above: list[BlockView | None], parts: list[float]) -> bool:
    """Whether a column is one of numbers to be added: no shares, averages, years or ordinals."""
    if len(parts) < 2:
        return False
    heads = " ".join(draft.said(cell) for cell in above if cell is not None and _value(draft, cell) is None)
    if "%" in heads or word_pattern("not-added").search(heads):
        return False
    if parts == [float(k) for k in range(1, len(parts) + 1)]:
        return False
    return all(_no_year(value) for value in parts)


def _no_year(value: float) -> bool:
    """A number that is no year."""
    return not (value == int(value) and 1990 <= value <= 2050)


def _average(parts: list[float], total: float) -> bool:
    """«Всего» over marks and shares is their average: within the range of the parts."""
    fractions = any(value != int(value) for value in [*parts, total])
    return fractions and min(parts) <= total <= max(parts)
