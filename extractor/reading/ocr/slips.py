"""The slips of scanners that ``patterns/scans.toml`` lists, and lost breves told by the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractor.patterns import Entry, load
from extractor.reading.pdf.lexicon import known

# Words in which «и» stands where «й» may have lost its breve: after a vowel.
_BREVE = re.compile(r"[А-ЯЁа-яё]*[аеёоуыэюяАЕЁОУЫЭЮЯ][иИ][А-ЯЁа-яё]*|[А-ЯЁа-яё]*[иИ][иИ][А-ЯЁа-яё]*")
_AFTER_VOWEL = re.compile(r"(?<=[аеёиоуыэюяАЕЁИОУЫЭЮЯ])[иИ]")
_SHORTEST, _SHORTEST_CAPITALS, _MOST_PLACES = 4, 5, 3


class Edit(NamedTuple):
    """Characters ``start:end`` of what was read become ``put``."""

    start: int
    end: int
    put: str


class Slip(NamedTuple):
    """One entry of the list."""

    pattern: re.Pattern[str]
    put: str | None
    letters: dict[int, str]
    table: dict[str, str]

    def edits(self, text: str) -> Iterator[Edit]:
        """Where ``text`` has this slip, and what it becomes."""
        for found in self.pattern.finditer(text):
            group = next((name for name, held in found.groupdict().items() if held is not None), 0)
            start, end = found.span(group)
            held = found[group]
            put = self.put
            if put is None:
                put = self.table.get(held.replace(" ", "_"), held) if self.table else held.translate(self.letters)
            if put != held:
                yield Edit(start, end, put)


def slip_of(entry: Entry) -> Slip:
    """An entry of the list as it is used.

    Raises:
        SvodkaError: ``bad-pattern`` where it is badly written.
    """
    pairs = entry.strings("letters", ())
    if any(len(pair) != 2 for pair in pairs):
        entry.fail("«letters»: по две буквы в строке")
    table = {seen: row.split()[0] for row in entry.strings("table", ()) for seen in row.split()[1:]}
    put = None if pairs or table else entry.text("put")
    return Slip(entry.regex(flags=re.RegexFlag(0)), put, {ord(pair[0]): pair[1] for pair in pairs}, table)


@cache
def _slips() -> tuple[Slip, ...]:
    return tuple(map(slip_of, load("scans").entries))


def edits_of(text: str) -> list[Edit]:
    """All edits for a text as read, in order, none over another: the first in the list goes before."""
    found: list[Edit] = []
    for edit in (edit for slip in _slips() for edit in slip.edits(text)):
        if not any(edit.start < other.end and other.start < edit.end for other in found):
            found.append(edit)
    for edit in _breves(text):
        if not any(edit.start < other.end and other.start < edit.end for other in found):
            found.append(edit)
    return sorted(found)


def _breves(text: str) -> Iterator[Edit]:
    """Places where «и» is an «й» without its breve: the word is none as read, and one with it."""
    for found in _BREVE.finditer(text):
        word = found[0]
        if len(word) < (_SHORTEST_CAPITALS if word.isupper() else _SHORTEST) or word.istitle():
            continue
        places = [m.start() for m in _AFTER_VOWEL.finditer(word)]
        if not 0 < len(places) <= _MOST_PLACES or known(word):
            continue
        for chosen in _choices(places):
            mended = "".join(("Й" if c == "И" else "й") if k in chosen else c for k, c in enumerate(word))
            if known(mended):
                yield from (Edit(found.start() + k, found.start() + k + 1, mended[k]) for k in sorted(chosen))
                break


def _choices(places: list[int]) -> list[set[int]]:
    """All sets of places, small ones first."""
    sets = [{p for bit, p in enumerate(places) if mask >> bit & 1} for mask in range(1, 1 << len(places))]
    return sorted(sets, key=len)
