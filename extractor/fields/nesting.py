"""Which point stands under which, told by the marks themselves: «II.», «3.», «3.1.», «2)», «а)».

Departments do not indent, and the levels of Word's lists are rarely kept; what is kept is that
points of one level bear marks of one make and count on.  So a mark that goes on counting closes
everything below its elder brother, and the first mark of a new make opens a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN_NUMBER = re.compile(r"[IVXL]+")
_DOTTED_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its make («roman.», «1)», «letter)»), and where it stands in its count."""

    make: str
    value: int
    parents: tuple[int, ...] = ()


def read_mark(number: str, printed: str) -> Mark | None:
    """The mark of a block; ``number`` is bare («3.1»), ``printed`` as it stands («3.1.», «3)»).

    None for bullets and whatever does not count.
    """
    end = ")" if ")" in printed else "."
    if _ROMAN_NUMBER.fullmatch(number):
        return Mark("roman" + end, _roman(number))
    if _DOTTED_NUMBER.fullmatch(number):
        *parents, value = (int(part) for part in number.split("."))
        return Mark(f"{len(parents) + 1}{end if not parents else ''}", value, tuple(parents))
    lower = number.lower()
    for letters in (_LETTERS, _LATIN):
        if len(lower) == 1 and lower in letters:
            return Mark("letter", letters.index(lower) + 1)
    return None


def _roman(number: str) -> int:
    values = [_ROMAN[c] for c in number]
    return sum(-v if v < max(values[k:]) else v for k, v in enumerate(values))


def elder(mark: Mark, open_marks: list[Mark], *, heading: bool) -> int:
    """How many of the open marks stay open above ``mark``.

    ``open_marks`` go from the outermost to the innermost; ``heading`` says that the innermost is
    a head with a colon, under which a count may begin anew in the same make.
    """
    if mark.parents:
        return _dotted(mark, open_marks)
    for k in range(len(open_marks) - 1, -1, -1):
        if open_marks[k].make == mark.make and open_marks[k].value + 1 == mark.value:
            return k
    if mark.value == 1 and (heading or all(o.make != mark.make for o in open_marks)):
        return len(open_marks)
    for k in range(len(open_marks) - 1, -1, -1):
        if open_marks[k].make == mark.make and (open_marks[k].value < mark.value or mark.value == 1):
            return k
    # «1. … 2) …»: one count typed with two makes of marks.
    for k in range(len(open_marks) - 1, -1, -1):
        if open_marks[k].make[0] == mark.make[0] and open_marks[k].value + 1 == mark.value:
            return k
    if any(o.make == mark.make for o in open_marks):
        return next(k for k, o in enumerate(open_marks) if o.make == mark.make)
    return len(open_marks) if mark.make == "letter" or heading else 0


def _dotted(mark: Mark, open_marks: list[Mark]) -> int:
    """«3.1» goes under the last «3»; with no «3» open it is a brother of whatever is as deep."""
    for k in range(len(open_marks) - 1, -1, -1):
        above = open_marks[k]
        if (*above.parents, above.value) == mark.parents:
            return k + 1
    for k, above in enumerate(open_marks):
        if above.make == mark.make:
            return k
    for k, above in enumerate(open_marks):
        if above.make == "letter" or len(above.parents) >= len(mark.parents):
            return k
    return len(open_marks)
