"""What the styles of a DOCX say about paragraphs, runs and tables, inheritance included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.reading.docx.names import (
    HIDDEN,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TYPE,
    WORD,
    child_is_on,
    child_value,
    is_on,
    whole_number,
)
from extractor.reading.source import Align

_ALIGNS: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "both",
}
_UNTOLD = "start"  # ISO/IEC 29500-1, 17.3.1.13
# Word keeps the English names of built-in styles in every language; other programs translate them.
_HEADING = re.compile(r"(?:heading|заголовок)\s*(\d)?$|(?:title|название)$", re.IGNORECASE)
LAST_LEVEL = 8  # of lists and headings, from 0
_LONGEST_CHAIN = 32  # real chains of styles have up to five links
_BODY_TEXT = 9  # the outline level that means «not in the outline»
_BOLD, _CAPS, _RUN_STYLE = WORD + "b", WORD + "caps", WORD + "rStyle"
_TOGGLES = (_BOLD, _CAPS, HIDDEN)  # in the order of RunLook
_VERTICAL = WORD + "vertAlign"
_OUTLINE_LEVEL, _ALIGNMENT = WORD + "outlineLvl", WORD + "jc"
_NUMBERING, _NUMBER_ID, _NUMBER_LEVEL = WORD + "numPr", WORD + "numId", WORD + "ilvl"


class RunLook(NamedTuple):
    """The formatting of a run that matters to a reader of text."""

    bold: bool = False
    caps: bool = False
    hidden: bool = False
    raised: bool = False


_PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph is by its style and its own properties.

    ``styles`` names the style and those it is based on, the nearest first; ``number_id`` and
    ``number_level`` are ``None`` where nothing says them.
    """

    styles: tuple[str, ...] = ()
    heading: int | None = None
    align: Align | None = None
    number_id: str | None = None
    number_level: int | None = None
    run: RunLook = _PLAIN


class Styles:
    """The styles part, looked into as paragraphs ask; a missing part means no styles."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(WORD + "style")
        self._styles = {style.get(WORD + "styleId", ""): style for style in styles}
        self._default = next(
            (
                key
                for key, s in self._styles.items()
                if s.get(TYPE) == "paragraph" and s.get(WORD + "default") in ("1", "true")
            ),
            None,
        )
        defaults = None if root is None else root.find(WORD + "docDefaults")
        self._default_run = None if defaults is None else defaults.find(f"{WORD}rPrDefault/{RUN_PROPERTIES}")
        self._default_align = (
            None
            if defaults is None
            else child_value(defaults.find(f"{WORD}pPrDefault/{PARAGRAPH_PROPERTIES}"), _ALIGNMENT)
        )
        self._looks: dict[str | None, ParagraphLook] = {}
        self._run_looks: dict[tuple[str | None, RunLook], RunLook] = {}
        self.hides = root is not None and next(root.iter(HIDDEN), None) is not None

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """The look of a paragraph with these ``w:pPr``."""
        if properties is None:
            return self._paragraph_style(None)
        style = self._paragraph_style(child_value(properties, WORD + "pStyle"))
        heading, align = style.heading, style.align
        number_id, number_level = style.number_id, style.number_level
        for child in properties:
            if child.tag == _ALIGNMENT:
                align = _ALIGNS.get(child.get(WORD + "val", ""), align)
            elif child.tag == _OUTLINE_LEVEL:
                heading = _outline(child)
            elif child.tag == _NUMBERING:
                number_id = child_value(child, _NUMBER_ID) or number_id
                own_level = child_value(child, _NUMBER_LEVEL)
                number_level = number_level if own_level is None else whole_number(own_level, 0, most=LAST_LEVEL)
        return ParagraphLook(style.styles, heading, align, number_id, number_level, style.run)

    def run(self, properties: Element | None, paragraph: ParagraphLook) -> RunLook:
        """The look of a run: its own properties over its style's over the paragraph's."""
        look = paragraph.run
        if properties is None:
            return look
        for child in properties:
            tag = child.tag
            if tag == _RUN_STYLE:  # stands first by the schema, so what follows overrides it
                look = self._run_style(child.get(WORD + "val"), look)
            elif tag == _BOLD:
                look = look._replace(bold=is_on(child))
            elif tag == _CAPS:
                look = look._replace(caps=is_on(child))
            elif tag == HIDDEN:
                look = look._replace(hidden=is_on(child))
            elif tag == _VERTICAL:
                look = look._replace(raised=child.get(WORD + "val") == "superscript")
        return look

    def chain(self, style: str | None) -> list[Element]:
        """The style and those it is based on, the nearest first; a circle ends by its length."""
        chain: list[Element] = []
        while style is not None and style in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style])
            style = child_value(chain[-1], WORD + "basedOn")
        return chain

    def _paragraph_style(self, style: str | None) -> ParagraphLook:
        if style not in self._looks:
            self._looks[style] = self._read_paragraph_style(style if style in self._styles else self._default)
        return self._looks[style]

    def _read_paragraph_style(self, style: str | None) -> ParagraphLook:
        chain = self.chain(style)
        properties = [p for p in (link.find(PARAGRAPH_PROPERTIES) for link in chain) if p is not None]
        align = next((a for a in (child_value(p, _ALIGNMENT) for p in properties) if a), self._default_align)
        numbers = [n for n in (p.find(_NUMBERING) for p in properties) if n is not None]
        level = next((n for n in (child_value(number, _NUMBER_LEVEL) for number in numbers) if n), None)
        return ParagraphLook(
            styles=tuple(link.get(WORD + "styleId", "") for link in chain),
            heading=next((h for h in map(_heading, chain) if h != -1), None),
            align=_ALIGNS.get(align or _UNTOLD),
            number_id=next((n for n in (child_value(number, _NUMBER_ID) for number in numbers) if n), None),
            number_level=None if level is None else whole_number(level, 0, most=LAST_LEVEL),
            run=RunLook(*(_toggle(chain, tag, child_is_on(self._default_run, tag)) for tag in _TOGGLES)),
        )

    def _run_style(self, style: str | None, below: RunLook) -> RunLook:
        """On/off properties of a paragraph's and a run's style cancel each other (17.7.3)."""
        if (style, below) not in self._run_looks:
            chain = self.chain(style)
            look = (_toggle(chain, tag, False) for tag in _TOGGLES)
            own = (child_value(link.find(RUN_PROPERTIES), _VERTICAL) for link in chain)
            vertical = next((value for value in own if value), "superscript" if below.raised else None)
            bold, caps, hidden = (a != b for a, b in zip(look, below[: len(_TOGGLES)], strict=True))
            self._run_looks[style, below] = RunLook(bold, caps, hidden, vertical == "superscript")
        return self._run_looks[style, below]


def _toggle(chain: list[Element], tag: str, default: bool) -> bool:
    for link in chain:
        properties = link.find(RUN_PROPERTIES)
        if properties is not None and properties.find(tag) is not None:
            return child_is_on(properties, tag)
    return default


def _outline(element: Element) -> int | None:
    level = whole_number(element.get(WORD + "val"), _BODY_TEXT)
    return level if level < _BODY_TEXT else None


def _heading(style: Element) -> int | None:
    """The heading level one style sets (from 0), ``None`` for «no heading», -1 where it is silent."""
    outline = style.find(f"{PARAGRAPH_PROPERTIES}/{_OUTLINE_LEVEL}")
    if outline is not None:
        return _outline(outline)
    named = _HEADING.match(child_value(style, WORD + "name") or "")
    return -1 if named is None else max(int(named[1] or 1), 1) - 1
