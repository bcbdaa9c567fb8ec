"""The answer in one Russian sentence for people; the phrases are in ``patterns/link_reasons.toml``."""

from __future__ import annotations

from functools import cache

from extractor.linking.answer import Answer, Reason
from extractor.patterns import load

_MOST = 4


@cache
def _phrases(part: str) -> dict[str, str]:
    words = load("link_reasons").words(part)
    return {level: phrase for level, _, phrase in (word.partition("=") for word in words)}


def explain(answer: Answer) -> str:
    """«Связано: номер 47 совпадает, название «озерновская» совпадает, муниципалитет подходит.»"""
    head = _phrases("status")[_opening(answer)]
    if answer.judged or answer.status == "unmatched":
        return head + "."
    told = sorted(answer.reasons, key=lambda reason: -abs(reason.weight))
    state = [reason for reason in told if reason.part == "state"]  # that it is closed must be told, however light
    others = [text for text in (_phrase(reason) for reason in told if reason.part != "state") if text]
    phrases = others[:_MOST] + [_phrase(reason) for reason in state]
    return f"{head}: {', '.join(phrases)}." if phrases else head + "."


def _opening(answer: Answer) -> str:
    if answer.judged:
        return "judged" if answer.status == "matched" else "judged-none"
    if answer.status == "ambiguous" and len(answer.candidates) + answer.more < 2:
        return "doubtful"
    return answer.status


def _phrase(reason: Reason) -> str:
    phrase = _phrases(reason.part).get(reason.level, "")
    return phrase.replace("{mention}", reason.mention or "–").replace("{registry}", reason.registry or "–")
