"""A mention as it is compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.linking.parts import Parts


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention ready for comparison.

    Attributes:
        whole: the mention folded for equality letter by letter.
        near: a settlement told elsewhere in the sentence; it helps to choose.
        from_there: whether the sentence says that the school is of that settlement («СОШ № 11 из Биробиджана»).
        knows: whether a stem is anybody's in the registry (a known word is no typing error of another).
        odd: whether a stem is hardly a word at all (then it may have two typing errors).
    """

    parts: Parts
    whole: str
    near: tuple[str, ...]
    from_there: bool
    knows: Callable[[str], bool]
    odd: Callable[[str], bool]
