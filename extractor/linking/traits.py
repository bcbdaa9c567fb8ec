"""What the words of a name make worth looking for, so that most expressions need not be tried on most names.

Names are made of few words: each is looked at once.  A trait may be set in vain, but never be missing: without it what
it stands for is not in the text.  Words are what stands between spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from extractor.linking import lexicon

NUMBER, ONE_DIGIT, REPAIR, CAPITALS, MARK, FORM_WORD, ORDINAL, NOISE, PLACE = (1 << n for n in range(9))
"""A number that is clean; of one digit; something that ``fold`` may repair; two capital letters in a row; the mark of a
settlement; a word of a legal form; an ordinal number; a word of a phrase that tells nothing; of the name of a
district or a region."""
_MOST = 200_000
_DIGITS = re.compile(r"[\d№#]|[Нн][Оо][Мм][Ее][Рр]")
_CLEAN_NUMBER = re.compile(r'["(]*(?:№|№?\d{1,4})[")\].,;]*')
_LETTER_NUMBER = re.compile(r"(?:[OОоoЗзlIІ|б][0-9OОоoЗзlIІ|б]{0,3}|Ю)(?![\w-])")
_ONE_DIGIT = re.compile(r"\d(?!\d)")
_CAPITALS = re.compile("[А-Я]{2}")


@lru_cache(maxsize=256)
def traits(text: str) -> int:
    """The traits of all words of a text, which has single spaces only."""
    found = 0
    known = _KNOWN
    for word in text.split(" "):
        found |= known[word]
    return found


class _Known(dict[str, int]):
    """The traits of words, found when they are first asked for; forgotten when there are too many."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = sum(trait for trait, has in _tests() if has(word))
        return found


_KNOWN = _Known()


@cache
def _tests() -> tuple[tuple[int, Callable[[str], object]], ...]:
    from extractor.linking.fold import repairable

    marks, forms, ordinals = lexicon.mark_gate(), lexicon.form_words(), lexicon.ordinal_gate()
    noise, places = lexicon.noise_gate(), lexicon.place_gate()

    def repair(word: str) -> bool:
        number = _DIGITS.search(word) and not _CLEAN_NUMBER.fullmatch(word)
        return bool(number or _LETTER_NUMBER.match(word) or repairable(word))

    return (
        (NUMBER, _DIGITS.search),
        (ONE_DIGIT, _ONE_DIGIT.match),
        (REPAIR, repair),
        (CAPITALS, _CAPITALS.search),
        (MARK, marks.search),
        (FORM_WORD, lambda word: forms.search(word.lower())),
        (ORDINAL, lambda word: ordinals.search(word.lower())),
        (PLACE, lambda word: word.lower().startswith("образовани") or places.search(word.lower())),
        (NOISE, lambda word: noise.search(f"{word.lower()} ")),
    )
