"""The numbers that a browser shows before list items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CSS_TYPES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "disc": "disc", "circle": "disc", "square": "disc",
    "none": "none",
}  # fmt: skip
# Numbers above this are a slip or an attack; they are shown as they are, not in letters or Roman.
_MOST = 3999


@dataclass(slots=True)
class ListState:
    """One open ``ol`` or ``ul``: the sign it uses and the next number."""

    depth: int
    sign: str
    next: int
    begun: bool
    prefix: str


class Numbering:
    """Numbers of all lists of a page.

    Args:
        office: written by LibreOffice or OpenOffice, where a decimal list inside a decimal list stands for
            the outline numbers «1.1.» of Word (the export drops the outer part).
    """

    def __init__(self, *, office: bool) -> None:
        self._office = office
        self._open: list[ListState] = []
        # The last number of the closed lists, by depth: the export cuts a list at every paragraph in it.
        self._last: dict[int, int] = {}

    @property
    def inside(self) -> bool:
        """Whether a list is open."""
        return bool(self._open)

    def open(self, tag: str, attributes: Mapping[str, str], css_type: str) -> None:
        """An ``ol`` or ``ul`` begins."""
        outer = self._open[-1] if self._open else None
        if outer and outer.sign == "1" and not outer.begun:
            # A list that begins with an inner list goes on with an earlier one.
            outer.next = self._last.get(outer.depth, 0) + 1
            outer.begun = True
        sign = _CSS_TYPES.get(css_type) or attributes.get("type", "1")
        if tag != "ol" or sign not in ("1", "a", "A", "i", "I", "none"):
            sign = "1" if tag == "ol" else "none" if sign == "none" else "disc"
        start = _whole(attributes.get("start"))
        prefix = f"{outer.prefix}{outer.next - 1}." if outer and outer.sign == "1" and self._office else ""
        self._open.append(ListState(len(self._open), sign, 1 if start is None else start, start is not None, prefix))

    def close(self) -> None:
        """The innermost list ends."""
        if self._open:
            state = self._open.pop()
            self._last[state.depth] = state.next - 1

    def item(self, attributes: Mapping[str, str]) -> tuple[str | None, int]:
        """The number shown before the next item («1.», «b.», «•») and the item's depth from 0."""
        if not self._open:
            return "•", 0
        state = self._open[-1]
        value = _whole(attributes.get("value"))
        number = state.next if value is None else value
        state.next, state.begun = number + 1, True
        if state.sign in ("none", "disc"):
            return (None if state.sign == "none" else "•"), state.depth
        prefix = state.prefix if state.sign == "1" else ""
        return f"{prefix}{_spell(number, state.sign)}.", state.depth


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text and len(text) < 8 else None
    except ValueError:
        return None


def _spell(number: int, sign: str) -> str:
    if sign == "1" or not 0 < number <= _MOST:
        return str(number)
    letters = ""
    if sign in "aA":
        rest = number
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(97 + digit) + letters
    else:
        rest = number
        for value, roman in _ROMAN:
            letters += roman * (rest // value)
            rest %= value
    return letters.upper() if sign.isupper() else letters
