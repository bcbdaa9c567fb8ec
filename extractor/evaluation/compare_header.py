"""The header against gold, key by key; a key that gold leaves out is not scored."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.evaluation.fold import Item, likeness, text_key
from extractor.evaluation.tally import Match

# Long wordings that two careful readers would cut in slightly different places.
_WORDINGS = ("title", "issuer", "territory")
_SAME_WORDING = 90
_SHOWN = 60


def compare_header(gold: Item, record: Item) -> Iterator[Match]:
    """A match for every key of gold's header."""
    mine: Item = record.get("header") or {}
    for key, want in (gold.get("header") or {}).items():
        have = mine.get(key)
        name = f"header.{key}"
        if key == "signatories":
            yield Match(name, _signers(want), _signers(have))
        elif key == "period":
            yield Match(name, _period(want), _period(have))
        elif key in _WORDINGS:
            wanted = text_key(want)[:_SHOWN]
            same = bool(have) and likeness(want, have) >= _SAME_WORDING
            found = wanted if same else f"got {text_key(have)[:_SHOWN]}"
            yield Match(name, [wanted], [found] if have else [])
        else:
            yield Match(name, [text_key(want)], [text_key(have)] if have else [])


def _signers(rows: list[Item] | None) -> list[str]:
    return [text_key(row.get("name")).replace(" ", "") for row in rows or []]


def _period(period: Item | None) -> list[str]:
    return [f"{period.get('start')}..{period.get('end')}"] if period else []
