"""When two words are one word with typing errors."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from extractor.patterns import load

FAR = 2
"""Two errors: too many to tell a damaged word from another one, unless it is no word at all."""
_LEAST = 5
_LEAST_FAR = 6
_LONG = 14


def similar(a: str, b: str) -> bool:
    """One typing error apart, two in very long words; words shorter than five letters must be equal."""
    size = min(len(a), len(b))
    if size >= 10 and abs(len(a) - len(b)) == 2 and _syllable_lost(a, b):
        return True
    if size < _LEAST or abs(len(a) - len(b)) > 2:
        return a == b
    most = 2 if size >= _LONG else 1
    return bool(OSA.distance(a, b, score_cutoff=most) <= most)


@lru_cache(maxsize=65536)
def errors(a: str, b: str) -> int:
    """How many errors two words are apart: 0, 1 (``similar``, or only such letters as scans confuse), 2, or 3 for more.

    Two only in words of six letters or more that begin alike; one letter left out of five counts for two.
    """
    if a == b:
        return 0
    if similar(a, b):
        return 1
    if abs(len(a) - len(b)) > 3:
        return FAR + 1
    read_a, read_b = _read(a), _read(b)
    if read_a == read_b and len(a) >= _LEAST:
        return 1
    if {len(a), len(b)} == {_LEAST - 1, _LEAST} and a[0] == b[0]:  # «Скзка», «Сказка»
        return FAR if OSA.distance(a, b, score_cutoff=1) <= 1 else FAR + 1
    if min(len(a), len(b)) < _LEAST_FAR or max(len(a), len(b)) == _LEAST_FAR or read_a[0] != read_b[0]:
        return FAR + 1
    near = OSA.distance(a, b, score_cutoff=FAR) <= FAR or OSA.distance(read_a, read_b, score_cutoff=1) <= 1
    return FAR if near else FAR + 1


def _read(word: str) -> str:
    """A word with one letter for all those that a scan's recognition takes for each other."""
    for seen, letter in _confused():
        word = word.replace(seen, letter)
    return word


@cache
def _confused() -> tuple[tuple[str, str], ...]:
    pairs = (word.split("=") for word in load("links").words("confused-letters"))
    return tuple((seen, letter) for seen, letter in pairs)


def _syllable_lost(a: str, b: str) -> bool:
    """«сосноборск» for «сосновоборск»: two neighbouring letters of the longer word are missing."""
    short, long = sorted((a, b), key=len)
    return any(long[:n] + long[n + 2 :] == short for n in range(len(short) + 1))
