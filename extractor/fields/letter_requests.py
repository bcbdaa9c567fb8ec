"""Terms that a letter sets: where a sentence asks for something («Просим направить … 5 мая») every form counts."""

from __future__ import annotations

import re
from datetime import date

from extractor.fields.deadlines import Found
from extractor.fields.orders import block_deadlines
from extractor.text.clauses import sentences

_ASKS = re.compile(
    r"(?<![а-яё])(?:прос(?:им|ьба)|прошу|необходимо|предлага(?:ем|ю)|рекоменду(?:ем|ю)|надлежит|следует|обязыва(?:ем|ю)|требу(?:ем|ется))(?![а-яё])",
    re.IGNORECASE,
)


def letter_deadlines(text: str, reference: date | None) -> list[Found]:
    """The deadlines of a paragraph of a letter, offsets relative to ``text``; ``reference`` is the letter's date."""
    if not _ASKS.search(text):
        return block_deadlines(text, order=False, reference=reference)
    out: list[Found] = []
    for start, end in sentences(text):
        part = text[start:end]
        found = block_deadlines(part, order=_ASKS.search(part) is not None, reference=reference)
        out += [Found(start + f.start, start + f.end, f.form) for f in found]
    return out
