"""Russian morphology for the few words that no suffix rule covers; pymorphy3 is loaded at first use."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=4096)
def noun_nominative(word: str) -> str:
    """«соглашений» → «соглашение», «уроков» → «урок»; a word that is no noun comes back as it is."""
    if word.isupper():
        return word
    for parse in _analyzer().parse(word):
        if "NOUN" in parse.tag:
            normal: str = parse.normal_form
            return normal
    return word


@lru_cache(maxsize=4096)
def lemma(word: str) -> str:
    """The dictionary form of a word, lower case."""
    parses = _analyzer().parse(word)
    best = next((p for p in parses if "ADJF" in p.tag), parses[0])
    normal: str = best.normal_form
    return normal


@lru_cache(maxsize=4096)
def cases(word: str) -> frozenset[str]:
    """The cases that a word of the dictionary may stand in («вопросы» → nominative, accusative), by pymorphy's names.

    Empty for a word that is not declined, and for one that the dictionary does not know (most surnames).
    """
    parses = [p for p in _analyzer().parse(word.lower()) if p.is_known]
    return frozenset(str(p.tag.case) for p in parses if p.tag.case)


@lru_cache(maxsize=4096)
def is_finite(word: str) -> bool:
    """Whether a word of the dictionary is a verb in a tense («подтянулся», «тает»; not «школ», «балла»)."""
    parses = [p for p in _analyzer().parse(word.lower()) if p.is_known]
    return bool(parses) and "VERB" in parses[0].tag


@lru_cache(maxsize=4096)
def is_known(word: str) -> bool:
    """Whether a word is a form of one of the dictionary («посещаемость»; not «посеща», «планграфик»)."""
    known: bool = _analyzer().word_is_known(word.lower())
    return known


@lru_cache(maxsize=256)
def plural_nominative(phrase: str) -> str:
    """«городских школах» → «городские школы»; words that the dictionary cannot turn come back as they are."""
    out = []
    for word in phrase.split():
        turned = _analyzer().parse(word)[0].inflect({"nomn", "plur"})
        out.append(turned.word if turned else word)
    return " ".join(out)
