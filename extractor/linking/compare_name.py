"""Comparing proper names: adjectives of place, words in quotes, acronyms."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.linking.asked import Asked
from extractor.linking.fold import derived
from extractor.linking.profile import Profile, Variant
from extractor.linking.similar import FAR, errors

_COLLEGES = frozenset({"колледж", "вуз"})


def name_level(asked: Asked, profile: Profile, variant: Variant, place: Sequence[str]) -> str | None:
    """The level of the proper names; ``None`` where neither side has one.

    Args:
        place: stems of the municipality's and region's names, which an adjective may come from.
    """
    mine, theirs = asked.parts.words, variant.parts.words
    if not mine:
        return _absent(theirs)
    matched = [word for word in mine if any(_same_word(word, other) for other in theirs)]
    rest = [word for word in theirs if not any(_same_word(word, other) for other in matched)]
    if len(matched) == len(mine):
        return "partial" if rest else "agree"
    left = [word for word in mine if word not in matched]
    apart = max(min((errors(word, other) for other in rest), default=FAR + 1) for word in left)
    if apart < FAR:
        # «Максимовкая СОШ» of Максимовка: the place itself with an ending, no word of somebody else
        others = [word for word in left if (word,) not in profile.settlements]
        return "similar-known" if any(asked.knows(word) for word in others) else "similar"
    if apart == FAR and not any(asked.knows(word) for word in left) and any(map(asked.odd, left)):
        return "similar-far"
    return _other_words(asked, profile, variant, place, matched, left, rest)


def is_adjective(word: str) -> bool:
    """Whether a stem is an adjective of place («озерновск»), which says where a school is."""
    return word.endswith(("ск", "цк"))


def _absent(theirs: Sequence[str]) -> str | None:
    if not theirs:
        return None
    return "absent" if any(map(is_adjective, theirs)) else "absent-title"


def _other_words(
    asked: Asked,
    profile: Profile,
    variant: Variant,
    place: Sequence[str],
    matched: Sequence[str],
    left: Sequence[str],
    rest: Sequence[str],
) -> str:
    """What it means that the mention has words (``left``) that the name has not, and the name others (``rest``)."""
    foreign = any(map(is_adjective, rest))
    left = [word for word in left if not any(of_settlement(word, place) for place in profile.settlements)]
    if left and not foreign:  # «Хилокская СОШ № 10»: the adjective of the whole district or its town
        outside = [word for word in left if not _from_place(word, place)]
        if not outside and not matched and len(left) == len(asked.parts.words):
            return "differ" if profile.settlements else "town"
        left = outside
    if not left:
        if matched:
            return "partial" if rest else "agree"
        return "place-beside" if foreign else "place"
    if not variant.parts.words:
        return _unknown(asked, profile, variant, left)
    if not matched:
        return "differ" if len(left) == len(asked.parts.words) else "mixed"
    colleges = rest and not _COLLEGES.isdisjoint(variant.parts.kinds)  # those of one town differ in their profile
    return "differ" if colleges or (foreign and any(map(is_adjective, left))) else "mixed"


def _unknown(asked: Asked, profile: Profile, variant: Variant, left: Sequence[str]) -> str:
    """The registry tells no proper name at all."""
    if any(map(is_adjective, left)):
        return "differ" if profile.settlements else "unknown-place"
    return "unknown-numbered" if variant.parts.number and not asked.parts.number else "unknown"


def _same_word(a: str, b: str) -> bool:
    """Equal, or one is the other's abbreviation («классич.» and «классическ»)."""
    if a == b:
        return True
    return (a.endswith(".") and b.startswith(a[:-1])) or (b.endswith(".") and a.startswith(b[:-1]))


def of_settlement(word: str, settlement: Sequence[str]) -> bool:
    """Whether a word of a name is the settlement's name or its adjective («новотаволжанск» of Новая Таволжанка)."""
    joined = "".join(settlement)
    if word in (joined, "-".join(settlement), settlement[-1]) or derived(word, joined):
        return True
    if len(settlement) == 1:
        return False
    first, rest = settlement[0], "".join(settlement[1:])
    return any(derived(word, first + vowel + rest) for vowel in "ое")


def _from_place(word: str, place: Sequence[str]) -> bool:
    """The adjective or the name of the municipality or the region."""
    return word in place or any(derived(word, town) for town in place)
