"""When two words are one word with a typing error."""

from __future__ import annotations

from rapidfuzz.distance import OSA


def similar(a: str, b: str) -> bool:
    """One typing error apart, two in very long words; words shorter than five letters must be equal."""
    size = min(len(a), len(b))
    if size >= 10 and abs(len(a) - len(b)) == 2 and _syllable_lost(a, b):
        return True
    if size < 5 or abs(len(a) - len(b)) > 2:
        return a == b
    most = 2 if size >= 14 else 1
    return bool(OSA.distance(a, b, score_cutoff=most) <= most)


def _syllable_lost(a: str, b: str) -> bool:
    """«сосноборск» for «сосновоборск»: two neighbouring letters of the longer word are missing."""
    short, long = sorted((a, b), key=len)
    return any(long[:n] + long[n + 2 :] == short for n in range(len(short) + 1))
