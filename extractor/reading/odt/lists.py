"""List numbers of an ODT: they stand nowhere in the file and are counted as LibreOffice counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extractor.reading.docx.numbering import BULLET, Label
from extractor.reading.docx.numerals import numeral
from extractor.reading.odt.names import LIST_ITEM, OFFICE_EXTENSION, STYLE_, STYLE_NAME, TEXT, XML_ID, number_of
from extractor.reading.odt.styles import LAST_LEVEL

_LIST_STYLES = (TEXT + "list-style", TEXT + "outline-style")
_NUMBERED = frozenset({TEXT + "list-level-style-number", TEXT + "outline-level-style"})
_BULLETED = frozenset({TEXT + "list-level-style-bullet", TEXT + "list-level-style-image"})
_PLACE = re.compile(r"%(\d{1,2})%")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LATIN, _RUSSIAN = "abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщыэюя"
_LONGEST_TEXT = 255
_LARGEST_START = 32_767
OUTLINE = "outline"
"""The key of the counters of headings that the outline numbers."""


@dataclass(frozen=True, slots=True)
class _Level:
    bullet: bool = False
    start: int = 1
    form: str = ""
    in_step: bool = False  # letters go on «aa, bb», else «aa, ab»
    shown: int = 1  # how many levels the number tells
    before: str = ""
    after: str = ""
    template: str | None = None  # LibreOffice's own, exact where it stands: «%1%.%2%.»


@dataclass(slots=True)
class Counters:
    """How far the lists of a document have counted.

    ``reached`` holds for every list the numbers of its levels, ``left`` those of levels that a number
    above has ended; ``by_id`` and ``by_style`` tell which list a later one goes on with.
    """

    reached: dict[str, dict[int, int]] = field(default_factory=dict)
    left: dict[str, dict[int, int]] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)
    by_style: dict[str, str] = field(default_factory=dict)
    opened: int = 0


@dataclass(slots=True)
class Listing:
    """The list item that paragraphs stand in; the first of them takes its number."""

    key: str
    style: str
    level: int
    start: int | None = None
    waiting: bool = False


class ListStyles:
    """The list styles of a document, automatic ones last."""

    def __init__(self, *roots: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        for root in roots:
            for element in () if root is None else root.iter(*_LIST_STYLES):
                outline = element.tag == _LIST_STYLES[1]
                self._elements[OUTLINE if outline else element.get(STYLE_ + "name", "")] = element
        self._levels: dict[str, dict[int, _Level]] = {}

    def open(self, element: Element, around: Listing | None, counters: Counters) -> Listing:
        """The list that a ``text:list`` begins, goes on with, or is a deeper level of."""
        own = element.get(STYLE_NAME)
        if around is not None:
            inner = Listing(around.key, own or around.style, min(around.level + 1, LAST_LEVEL))
            left = counters.left.get(around.key, {})
            if element.get(TEXT + "continue-numbering") == "true" and inner.level in left:
                counters.reached.setdefault(around.key, {}).setdefault(inner.level, left[inner.level])
            return inner
        style = own or ""
        counters.opened += 1
        key = f"list {counters.opened}"
        earlier = element.get(TEXT + "continue-list")
        if earlier in counters.by_id:
            key = counters.by_id[earlier]
        elif (earlier or element.get(TEXT + "continue-numbering") == "true") and style in counters.by_style:
            key = counters.by_style[style]
        counters.by_style[style] = key
        if name := element.get(XML_ID):
            counters.by_id[name] = key
        return Listing(key, style, 1)

    def item(self, element: Element, listing: Listing) -> Listing:
        """A list item as its paragraphs see it."""
        start = element.get(TEXT + "start-value")
        return Listing(
            listing.key,
            element.get(TEXT + "style-override") or listing.style,
            listing.level,
            start=None if start is None else number_of(start, 1, most=_LARGEST_START),
            waiting=element.tag == LIST_ITEM,
        )

    def label(self, listing: Listing, counters: Counters, style: str | None = None) -> Label | None:
        """Count one paragraph and say what stands before it; ``style`` is the list style of its own."""
        levels = self._read(listing.style or style or "")
        level = levels.get(listing.level)
        if level is None:
            return None
        reached = counters.reached.setdefault(listing.key, {})
        for above in range(1, listing.level):
            reached.setdefault(above, levels[above].start if above in levels else 1)
        if listing.start is not None:
            reached[listing.level] = listing.start
        else:
            reached[listing.level] = reached.get(listing.level, level.start - 1) + 1
        for deeper in [at for at in reached if at > listing.level]:
            counters.left.setdefault(listing.key, {})[deeper] = reached.pop(deeper)
        text = _write(level, listing.level, levels, reached)
        return Label(text, listing.level - 1) if text else None

    def _read(self, name: str) -> dict[int, _Level]:
        if name not in self._levels:
            element = self._elements.get(name)
            self._levels[name] = {} if element is None else dict(_levels(element))
        return self._levels[name]


def _levels(element: Element) -> Iterator[tuple[int, _Level]]:
    for child in element:
        at = number_of(child.get(TEXT + "level"), 1, most=LAST_LEVEL)
        if child.tag in _BULLETED:
            blank = child.tag == TEXT + "list-level-style-bullet" and not child.get(TEXT + "bullet-char", "").strip()
            yield at, _Level(bullet=not blank)
        elif child.tag in _NUMBERED:
            template = child.get(OFFICE_EXTENSION + "num-list-format")
            yield (
                at,
                _Level(
                    start=number_of(child.get(TEXT + "start-value"), 1, most=_LARGEST_START),
                    form=child.get(STYLE_ + "num-format", ""),
                    in_step=child.get(STYLE_ + "num-letter-sync") == "true",
                    shown=number_of(child.get(TEXT + "display-levels"), 1, most=LAST_LEVEL),
                    before=child.get(STYLE_ + "num-prefix", "")[:_LONGEST_TEXT],
                    after=child.get(STYLE_ + "num-suffix", "")[:_LONGEST_TEXT],
                    template=None if template is None else template[:_LONGEST_TEXT],
                ),
            )


def _write(level: _Level, at: int, levels: dict[int, _Level], reached: dict[int, int]) -> str:
    if level.bullet:
        return BULLET

    def number(shown: int) -> str:
        return _numeral(reached.get(shown, 1), levels[shown]) if shown in levels else ""

    if level.template is not None:
        return _PLACE.sub(lambda place: number(int(place[1])), level.template, count=LAST_LEVEL).strip()
    if not level.form:
        return (level.before + level.after).strip()
    numbers = [number(shown) for shown in range(max(at - level.shown, 0) + 1, at + 1)]
    return (level.before + ".".join(n for n in numbers if n) + level.after).strip()


def _numeral(number: int, level: _Level) -> str:
    """A number in one of ODF's forms; those of LibreOffice tell their first members («а, б, .., аа, аб, ... (ru)»)."""
    if not level.form:
        return ""
    if level.form.lower().startswith("а, б"):
        doubled = "бб" in level.form.lower()
        written = numeral(number, "russianLower") if doubled else _on(number, _RUSSIAN)
        return written.upper() if level.form[0] == "А" else written
    if level.form in ("a", "A") and not level.in_step:
        return _on(number, _LATIN).upper() if level.form == "A" else _on(number, _LATIN)
    if level.form.startswith("01"):
        return numeral(number, "decimalZero")
    return numeral(number, _FORMS.get(level.form, "decimal"))


def _on(number: int, alphabet: str) -> str:
    """Letters that go on like columns of a sheet: …, я, аа, аб."""
    written = ""
    while number > 0:
        number, place = divmod(number - 1, len(alphabet))
        written = alphabet[place] + written
    return written
