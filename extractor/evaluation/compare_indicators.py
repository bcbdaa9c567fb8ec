"""Indicators against gold: the measures themselves, then values and status of those that were found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.evaluation.fold import Item, comparator, likeness, magnitude, text_key, unit_key
from extractor.evaluation.pairing import pair
from extractor.evaluation.tally import Match

# An equal number makes up for a wording that is told shorter or longer.
_SAME_NUMBER = 8
_SAME_INDICATOR = 82
_SHOWN_NAME = 70
_SHOWN = 40


def compare_indicators(gold: Item, record: Item) -> Iterator[Match]:
    """Three fields: ``indicators``, ``indicators.values`` and ``indicators.status``."""
    if "indicators" not in gold:
        return
    wanted: Sequence[Item] = gold["indicators"] or []
    found: Sequence[Item] = record.get("indicators") or []
    pairs = pair(wanted, found, _alike, least=_SAME_INDICATOR)
    paired = set(pairs.values())
    extra = [f"extra: {_label(item)}" for j, item in enumerate(found) if j not in paired]
    hits = [_label(wanted[i]) for i in pairs]
    yield Match("indicators", [_label(item) for item in wanted], [*hits, *extra])
    for i, want in enumerate(wanted):
        have: Item = found[pairs[i]] if i in pairs else {}
        tag = _label(want)[:_SHOWN]
        values = want.get("values") or []
        yield Match("indicators.values", _values(tag, values, values), _values(tag, have.get("values") or [], values))
        if "status" in want or have.get("status"):
            yield Match("indicators.status", _status(tag, want.get("status")), _status(tag, have.get("status")))


def _alike(want: Item, have: Item) -> float:
    number = want.get("number")
    same = bool(number) and str(number).strip(".") == str(have.get("number") or "").strip(".")
    return likeness(want.get("name"), have.get("name")) + (_SAME_NUMBER if same else 0)


def _values(tag: str, values: Sequence[Item], gold: Sequence[Item]) -> list[tuple[object, ...]]:
    """Values as keys; year and subject count only where gold gives one for some value of the indicator."""
    by_year = any(v.get("year") for v in gold)
    by_subject = any(v.get("subject") for v in gold)
    return [
        (
            tag,
            v.get("role"),
            magnitude(v),
            unit_key(v.get("unit")),
            comparator(v),
            v.get("year") if by_year else None,
            text_key(v.get("subject")) if by_subject else None,
        )
        for v in values
    ]


def _status(tag: str, status: str | None) -> list[tuple[object, ...]]:
    return [(tag, status)] if status and status != "unknown" else []


def _label(item: Item) -> str:
    return f"{item.get('number') or ''} {text_key(item.get('name'))[:_SHOWN_NAME]}".strip()
