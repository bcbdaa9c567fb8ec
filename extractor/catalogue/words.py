"""Names of indicators compared by what their words mean, never by their letters alone.

A name becomes a bag of lemmas: abbreviations spelt out, synonyms folded, what the share is counted
from left out.  Two names are the same, different, or it is doubtful – and a doubt is told, not decided.
Word lists: ``patterns/names.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from extractor.patterns import load
from extractor.text.numbers import number_word, word_value

Verdict = Literal["same", "different", "doubtful"]
Phrases = dict[tuple[str, ...], tuple[str, ...]]

SAME, DOUBTFUL = 0.74, 0.55
"""From these likenesses on two names are the same, or may be: between them lie rewordings that a person has to look at.
Set on the pairs of ``patterns/names.toml``."""
_WEAK = 0.35
_STEM = 5
"""Words that begin with so many equal letters, most of the shorter one, are of one root: «подвоз», «подвозить»."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[A-Za-zА-Яа-яЁё]+(?:-[A-Za-zА-Яа-яЁё]+)*\.?")


@dataclass(frozen=True, slots=True)
class Words:
    """A name's words: ``key`` its lemmas, ``order`` the same as they stand, ``numbers`` those it holds."""

    key: frozenset[str]
    order: tuple[str, ...]
    numbers: frozenset[str]

    def first_of(self, words: frozenset[str]) -> str | None:
        """The first of the name's words that is one of these."""
        return next((word for word in self.order if word in words), None)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, 0 to 1, and what that comes to."""

    score: float
    verdict: Verdict


def words_of(name: str, abbreviations: Mapping[str, str] | None = None) -> Words:
    """The words of an indicator's name.

    Args:
        name: as printed.
        abbreviations: short forms of the document («далее – …») and their words, before those that are known anyway.
    """
    return _words_of(name, tuple(sorted((abbreviations or {}).items())))


def likeness(a: Words, b: Words) -> Likeness:
    """Whether two names are of one indicator.

    Different measures, different people or things measured, other numbers (ages, classes) and narrowing words
    that only one of them has («с ОВЗ», «не») make them different whatever else they share.
    """
    if not a.key or not b.key:
        return Likeness(0.0, "different")
    if a.key == b.key and a.numbers == b.numbers:
        return Likeness(1.0, "same")
    shared, left, right = _compared(a.key, b.key)
    common = sum(_weight(w) for w in shared)
    whole_a, whole_b = common + sum(map(_weight, left)), common + sum(map(_weight, right))
    dice = 2 * common / (whole_a + whole_b) if whole_a + whole_b else 0.0
    contained = common / min(whole_a, whole_b) if min(whole_a, whole_b) else 0.0
    score = round(0.6 * dice + 0.4 * contained, 3)
    if a.numbers != b.numbers and (a.numbers and b.numbers):
        return Likeness(min(score, DOUBTFUL), "different")
    if _clash(a, b, "objects", "objects-alike") or _clash(a, b, "measures", "alike"):
        return Likeness(min(score, DOUBTFUL), "different")
    narrowing = _set("qualifiers")
    if narrowing & left or narrowing & right:
        both = bool(narrowing & left and narrowing & right)
        return Likeness(min(score, DOUBTFUL + 0.05), "different" if both or score < SAME else "doubtful")
    if _other_action(left, right):
        score = min(score, DOUBTFUL + 0.05)
    elif a.numbers != b.numbers:
        score = min(score, SAME - 0.01)
    verdict: Verdict = "same" if score >= SAME else "doubtful" if score >= DOUBTFUL else "different"
    return Likeness(score, verdict)


def abbreviations_of(text: str) -> dict[str, str]:
    """The short forms that a text gives itself: «цифровая образовательная среда (далее – ЦОС)» → {"ЦОС": …}."""
    found: dict[str, str] = {}
    for m in re.finditer(r"\(\s*далее\s*[–—-]\s*[«\"]?([А-ЯЁA-Z][А-ЯЁA-Zа-яё]{1,7}(?: [А-ЯЁ]{2,6})?)[»\"]?\s*\)", text):
        short = m[1]
        before = re.findall(r"[А-Яа-яЁё]+", text[max(0, m.start() - 200) : m.start()])
        letters = [c for c in short if c.isupper()]
        taken: list[str] = []
        while before and letters:
            word = before.pop()
            taken.append(word)
            if word[0].upper() == letters[-1]:
                letters.pop()
            elif len(word) > 3:
                break
        if not letters and len(taken) > 1:
            found.setdefault(short, " ".join(reversed(taken)))
    return found


@lru_cache(maxsize=8192)
def _words_of(name: str, abbreviations: tuple[tuple[str, str], ...]) -> Words:
    name = _tail().sub(" ", name)
    spelt = [piece for word in _TOKEN.findall(name) for piece in _spelt(word, dict(abbreviations))]
    counted = [_figure(w) for w in spelt]
    numbers = frozenset(w.replace(",", ".") for w in counted if w[0].isdigit())
    lemmas = _folded([_lemma(w) for w in counted if not w[0].isdigit()])
    silent = _set("silent")
    order = tuple(word for word in lemmas if word not in silent and len(word) > 1)
    return Words(frozenset(order), order, numbers)


def _spelt(word: str, own: Mapping[str, str]) -> list[str]:
    """The words that an abbreviation stands for; a hyphenated word as its parts and whole."""
    for short in (word, word.rstrip(".")):
        if short in own:
            return own[short].split()
        if (full := _abbreviations().get(short)) is not None:
            return full.split()
    return [word.rstrip(".")]


def _figure(word: str) -> str:
    """«десяти» → «10»; any other word as it is."""
    if len(word) > 2 and re.fullmatch(number_word(), word, re.IGNORECASE):
        return str(word_value(word) or word)
    return word


@lru_cache(maxsize=8192)
def _lemma(word: str) -> str:
    from extractor.text.morph import lemma

    return lemma(word.lower()).replace("ё", "е")


def _folded(lemmas: list[str]) -> list[str]:
    """Phrases of one meaning become their first word, the longest phrase first."""
    phrases, longest = _synonyms()
    out: list[str] = []
    at = 0
    while at < len(lemmas):
        for size in range(min(longest, len(lemmas) - at), 0, -1):
            piece = tuple(lemmas[at : at + size])
            if piece in phrases:
                out += phrases[piece]
                at += size
                break
        else:
            out.append(lemmas[at])
            at += 1
    return out


def _compared(a: Iterable[str], b: Iterable[str]) -> tuple[set[str], set[str], set[str]]:
    """What two names share and what each has alone; a typing error in a long word does not part them."""
    one, other = set(a), set(b)
    shared = one & other
    left, right = one - shared, other - shared
    if left and right:
        from rapidfuzz.fuzz import ratio

        for word in sorted(left):
            near = next((w for w in sorted(right) if _one_root(w, word) or _typed(w, word, ratio(w, word))), None)
            if near is not None:
                shared.add(word)
                left.discard(word)
                right.discard(near)
    return shared, left, right


def _one_root(a: str, b: str) -> bool:
    shorter = min(len(a), len(b))
    return shorter > _STEM and a[: max(_STEM, shorter - 3)] == b[: max(_STEM, shorter - 3)]


def _typed(a: str, b: str, ratio: float) -> bool:
    """One word is the other with a typing error."""
    return min(len(a), len(b)) > 6 and ratio >= 86


def _clash(a: Words, b: Words, entry: str, alike: str) -> bool:
    """Both names name a measure (or whom it is of), and two that may not stand for one another."""
    known = _set(entry)
    pairs = [(a.first_of(known), b.first_of(known))]
    # «мониторинг школ по обучающимся» and «… по педагогам» begin alike
    pairs += [(one, other) for one in known & (a.key - b.key) for other in known & (b.key - a.key)]
    return any(
        one is not None
        and other is not None
        and one != other
        and not any({one, other} <= group for group in _alike(alike))
        for one, other in pairs
    )


def _other_action(left: set[str], right: set[str]) -> bool:
    """What is done is named by both, and it is not the same."""
    actions = _set("actions")
    return bool(actions & left and actions & right)


def _weight(word: str) -> float:
    return _WEAK if word in _set("weak") else 1.0


@cache
def _set(entry: str) -> frozenset[str]:
    """A word list in the form in which names are compared."""
    return frozenset(word for text in load("names").words(entry) for word in (text, *_folded([_lemma(text)])))


@cache
def _alike(entry: str) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(word for text in (first, *others) for word in _folded(_lemmas(text)))
        for first, others in _equations(entry)
    )


@cache
def _tail() -> re.Pattern[str]:
    return load("names").any_of("tail", before="")


@cache
def _abbreviations() -> dict[str, str]:
    return {short: full[0] for short, full in _equations("abbreviations")}


@cache
def _synonyms() -> tuple[Phrases, int]:
    """Phrases of lemmas → the words that stand for them, and the length of the longest."""
    phrases: Phrases = {}
    for first, others in _equations("synonyms"):
        target = tuple(_lemmas(first))
        for phrase in others:
            phrases.setdefault(tuple(_lemmas(phrase)), target)
    return phrases, max(map(len, phrases))


def _lemmas(phrase: str) -> list[str]:
    return [_lemma(w.rstrip(".")) for w in _TOKEN.findall(phrase)]


def _equations(entry: str) -> list[tuple[str, list[str]]]:
    """«A = B, C» → ("A", ["B", "C"])."""
    source = load("names")[entry]
    out = []
    for line in source.strings("words"):
        first, equals, rest = line.partition("=")
        if not equals or not first.strip() or not rest.strip():
            source.fail(f"нужна запись вида «слово = другое слово»: «{line}»")
        out.append((first.strip(), [part.strip() for part in rest.split(",")]))
    return out
