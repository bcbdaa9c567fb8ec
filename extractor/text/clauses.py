"""Sentences and clauses, with offsets."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractor.patterns import load

# Begins with a class, so that ``re`` steps over all other characters at once.
# «… не выполнены.Количество» typed without a space; «им.Пушкина», «г.Шахты» have a short word before the full stop.
_END = re.compile(
    r"[.!?…\n](?:(?<=\n)|[.!?…]*(?=[»\")]*\s+[«\"(–—-]?\s?[А-ЯЁA-Z\d])"
    r"|(?:(?<=[а-яё]{6}\.)|(?<=[%»\" ]\.)|(?<=\d{3}\.))(?=[А-ЯЁ][а-яё]))"
)


@cache
def _abbreviation() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in load("text").words("abbreviations"))
    return re.compile(rf"(?:^|[\s(«\"\d.])(?:{words}|[А-ЯЁ])$", re.IGNORECASE)


# After these a full stop may end a sentence all the same when a capital letter follows.
_WEAK = re.compile(r"(?:^|[\s\d])(?:г|гг|руб|чел|ед|шт|экз|др|т\.\s?д|т\.\s?п|п\.\s?п|коп|сек|мин)$", re.IGNORECASE)


_INITIAL = re.compile(r"[А-ЯЁ]\.")
_YEAR_OR_TOWN = re.compile(r"(?:^|[\s,(])г$")
_YEAR = re.compile(r"\d\s?г$")
_SHORT_FIGURE = re.compile(r"(?<![\d.,])\d{1,2}$")
_FIGURE_ALONE = re.compile(r"(?:^|\n)\s*\d{1,2}$")


@lru_cache(maxsize=64)  # the readers of one paragraph ask one after the other
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence; «г. Енисейск», «А.С. Пушкин», «5 чел. пришли» are not cut."""
    out, start = [], 0
    for m in _END.finditer(text):
        before = text[max(0, m.start() - 12) : m.start()]
        after = text[m.end() :].lstrip()
        if m[0] == "." and _abbreviation().search(before):
            if not (_WEAK.search(before) and after[:1].isupper() and not _INITIAL.match(after)):
                continue
            if _YEAR_OR_TOWN.search(before) and not _YEAR.search(before):
                continue
        if m[0] == "." and _SHORT_FIGURE.search(before) and _FIGURE_ALONE.search(text[: m.start()]):
            continue  # «1. Утвердить»
        if text[start : m.end()].strip():
            out.append((start, m.end()))
            start = m.end()
    if text[start:].strip():
        out.append((start, len(text)))
    return tuple((b - len(text[a:b].lstrip()), b) for a, b in out)
