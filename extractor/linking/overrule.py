"""A number that the proper name overrules: when the link may follow the name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.linking import lexicon
from extractor.linking.compare import Evidence
from extractor.linking.parts import Parts
from extractor.linking.profile import Profile
from extractor.linking.scope import Scope

Compared = tuple[Profile, Evidence]
# Numbers up to this one may be those of two schools of one village.
_LOCAL_NUMBER = 4
_LEAST_NUMBERED = 6


def without_overruled(
    found: Sequence[Compared], scope: Scope, number: str | None, members: Iterable[Profile]
) -> list[Compared]:
    """The candidates less those whose number differs, unless the name is one school's in the district.

    Args:
        number: of the mention.
        members: all organisations of the scope.
    """
    overruled = [evidence for _, evidence in found if evidence.level("number") == "overruled"]
    if not overruled:
        return list(found)
    named = [evidence for _, evidence in found if evidence.level("name") in ("agree", "partial")]
    if scope.district and len(named) == 1 and not _two_of_a_village(overruled[0], number, members):
        return list(found)
    return [pair for pair in found if pair[1].level("number") != "overruled"]


def _two_of_a_village(evidence: Evidence, number: str | None, members: Iterable[Profile]) -> bool:
    """Whether both numbers may be right: two schools of one village, in a district that numbers by village.

    Where no number occurs twice and most are such as no village reaches, numbers run through the district.
    """
    numbers = (number, evidence.variant.parts.number)
    if not all(n is not None and int(n) <= _LOCAL_NUMBER for n in numbers):
        return False
    first = (profile.variants[0].parts for profile in members)
    named = [int(p.number) for p in first if p.number and p.words and not p.branch and _general(p)]
    through = len(named) >= _LEAST_NUMBERED and len(set(named)) == len(named)
    return not through or 2 * sum(n > _LOCAL_NUMBER for n in named) < len(named)


def _general(parts: Parts) -> bool:
    return any(lexicon.groups()[code] == "general" for code in parts.kinds)
