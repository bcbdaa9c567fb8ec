"""Digits set above the line: marks of notes, powers, minutes.  What they stand behind must not swallow them.

«97,4» with the mark of a note behind it is not 97,41, nor is «17» with raised minutes 1730.  Unicode has such digits,
so they stay what they were, one for one; what is a mark of a note, the cleaning of the text decides.
"""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# A mark, or several («1, 2»); a whole sentence may be set high as well, and its numbers are numbers.
_MARK = re.compile(r"\s*\d{1,2}(?:[,;] ?\d{1,2})*\)?\s*")
# Square metres are typed «м2» as often as they are set.
_METRES = re.compile(r"(?<![^\W\d_])[кдс]?м$")


def raised(text: str, before: str) -> str:
    """Text that is set above the line, behind ``before``: the digits of a mark as raised digits.

    At the beginning of a paragraph nothing is there to run into: the number of a note stays as it is.
    """
    if not before.strip() or not _MARK.fullmatch(text) or _METRES.search(before):
        return text
    return text.translate(_RAISED)
