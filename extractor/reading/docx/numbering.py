"""List numbers as Word shows them: they stand nowhere in the file and have to be counted.

The rules are those of ECMA-376, 17.9; where it is silent, what Word was seen to do: lists over one
abstract definition count on together, every story (body, heads and feet, notes, a text box) counts
for itself, a level that is skipped counts as used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml.etree import _Element as Element

from extractor.reading.docx.names import (
    HIDDEN,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    VALUE,
    WORD,
    child_is_on,
    child_value,
    whole_number,
)
from extractor.reading.docx.numerals import numeral
from extractor.reading.docx.styles import LAST_LEVEL, ParagraphLook, Styles

BULLET = "•"
_LEVEL = WORD + "ilvl"
_PLACE = re.compile(r"%([1-9])")
# Word's own limit for the text of a level; a hostile file repeats a longer one in every paragraph.
_LONGEST_TEXT = 255


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    plain_above: bool  # w:isLgl: the levels above are shown in digits
    restart: int | None  # restarts after this level (from 1) or one above it; 0 never, None any
    style: str | None  # the paragraph style that means this level
    hidden: bool

    def restarts_after(self, level: int) -> bool:
        return self.restart is None or level < self.restart


@dataclass(frozen=True, slots=True)
class _Numbered:
    """One ``w:num``: whose counters it moves, its levels, the starts it overrides."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Counters:
    """How far the lists of one story have counted."""

    reached: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Label:
    """A list number as shown, without white space around it, and its level (from 0)."""

    text: str
    level: int


class Numbering:
    """The numbering part; a missing one numbers nothing."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._root = root
        self._styles = styles
        self._numbered: dict[str, _Numbered | None] = {}

    def label(self, look: ParagraphLook, counters: Counters) -> Label | None:
        """Count one paragraph and say what stands before it; ``None`` for no number.

        Args:
            look: the paragraph's list and level.
            counters: of the story the paragraph is in; moved on.
        """
        key = look.number_id
        if key is None or key == "0":  # 0 takes a style's number away
            return None
        if key not in self._numbered:
            self._numbered[key] = self._read(key)
        numbered = self._numbered[key]
        if numbered is None:
            return None
        at = _level_of(look, numbered.levels)
        if at not in numbered.levels:
            return None
        reached = _count(key, numbered, at, counters)
        level = numbered.levels[at]
        text = "" if level.hidden else _write(level, at, numbered.levels, reached)
        return Label(text, at) if text else None

    def _read(self, key: str) -> _Numbered | None:
        element = self._numbers.get(key)
        abstract = None if element is None else child_value(element, WORD + "abstractNumId")
        if element is None or abstract is None:
            return None
        levels = self._levels(abstract)
        starts: dict[int, int] = {}
        for override in element.findall(WORD + "lvlOverride"):
            at = whole_number(override.get(_LEVEL), 0, most=LAST_LEVEL)
            own = override.find(WORD + "lvl")
            if own is not None:
                levels[at] = _read_level(own)
            start = child_value(override, WORD + "startOverride")
            if start is not None:
                starts[at] = whole_number(start, 1)
        return _Numbered(abstract, levels, starts)

    def _levels(self, abstract: str) -> dict[int, _Level]:
        """The levels of an abstract list, which may be those of a numbering style's list."""
        seen: set[str] = set()
        while abstract not in seen and abstract in self._abstracts:
            seen.add(abstract)
            element = self._abstracts[abstract]
            style = child_value(element, WORD + "numStyleLink")
            if style is None:
                levels = element.findall(WORD + "lvl")
                return {whole_number(e.get(_LEVEL), 0, most=LAST_LEVEL): _read_level(e) for e in levels}
            abstract = self._abstract_of_style(style)
        return {}

    def _abstract_of_style(self, style: str) -> str:
        for link in self._styles.chain(style):
            number = link.find(f"{PARAGRAPH_PROPERTIES}/{WORD}numPr/{WORD}numId")
            element = None if number is None else self._numbers.get(number.get(VALUE, ""))
            if element is not None:
                return child_value(element, WORD + "abstractNumId") or ""
        return ""

    @cached_property
    def _numbers(self) -> dict[str, Element]:
        found = [] if self._root is None else self._root.findall(WORD + "num")
        return {element.get(WORD + "numId", ""): element for element in found}

    @cached_property
    def _abstracts(self) -> dict[str, Element]:
        found = [] if self._root is None else self._root.findall(WORD + "abstractNum")
        return {element.get(WORD + "abstractNumId", ""): element for element in found}


def _read_level(element: Element) -> _Level:
    # A format of Word 2010 stands in an alternate, with a plain one after it as the fallback.
    forms = [form.get(VALUE, "decimal") for form in element.iter(WORD + "numFmt")]
    restart = child_value(element, WORD + "lvlRestart")
    return _Level(
        start=whole_number(child_value(element, WORD + "start"), 0),
        form=forms[-1] if forms else "decimal",
        text=(child_value(element, WORD + "lvlText") or "")[:_LONGEST_TEXT],
        plain_above=child_is_on(element, WORD + "isLgl"),
        restart=None if restart is None else whole_number(restart, 0),
        style=child_value(element, WORD + "pStyle"),
        hidden=child_is_on(element.find(RUN_PROPERTIES), HIDDEN),
    )


def _level_of(look: ParagraphLook, levels: dict[int, _Level]) -> int:
    if look.number_level is not None:
        return look.number_level
    for style in look.styles:
        for at, level in levels.items():
            if level.style == style:
                return at
    return 0


def _count(key: str, numbered: _Numbered, at: int, counters: Counters) -> dict[int, int]:
    """Take the next number at level ``at``: what every level has reached by then."""
    reached = counters.reached.setdefault(numbered.counters, {})
    overridden = at in numbered.starts and (key, at) not in counters.started
    for level in range(at + 1):
        if level not in reached or (overridden and level == at):
            start = numbered.levels[level].start if level in numbered.levels else 1
            reached[level] = numbered.starts.get(level, start) - (level == at)
            counters.started.add((key, level))
    reached[at] += 1
    for level in [deeper for deeper in reached if deeper > at]:
        if level not in numbered.levels or numbered.levels[level].restarts_after(at):
            del reached[level]
    return reached


def _write(level: _Level, at: int, levels: dict[int, _Level], reached: dict[int, int]) -> str:
    if level.form == "bullet":
        return BULLET if level.text.strip() else ""

    def number(place: re.Match[str]) -> str:
        shown = int(place[1]) - 1
        form = levels[shown].form if shown in levels else "decimal"
        if level.plain_above and shown < at:
            form = "decimal"
        return numeral(reached.get(shown, 1), form)

    return _PLACE.sub(number, level.text, count=LAST_LEVEL + 1).strip()
