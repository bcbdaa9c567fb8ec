"""Reasons in the words that both sides print, instead of the stems that were compared."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.linking.answer import Answer, Reason
from extractor.linking.fold import stem

_WORDS = frozenset({"name", "dedication", "settlement"})
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


def in_words(answer: Answer, mention: str, registry: str) -> Answer:
    """The same answer, its reasons in words («Озерновской», «Озёрновская» for «озерновск»).

    Args:
        mention, registry: the texts whose words are shown; a stem that is in neither stays.
    """
    mine, theirs = _by_stem(mention), _by_stem(registry)
    return replace(answer, reasons=tuple(_shown(reason, mine, theirs) for reason in answer.reasons))


def _by_stem(text: str) -> dict[str, str]:
    return {stem(word.lower().replace("ё", "е")): word for word in reversed(_WORD.findall(text))}


def _shown(reason: Reason, mine: dict[str, str], theirs: dict[str, str]) -> Reason:
    if reason.part not in _WORDS:
        return reason
    return replace(reason, mention=_words(reason.mention, mine), registry=_words(reason.registry, theirs))


def _words(stems: str | None, words: dict[str, str]) -> str | None:
    return stems and " ".join(words.get(word, word) for word in stems.split(" "))
