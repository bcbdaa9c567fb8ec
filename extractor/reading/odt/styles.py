"""What the styles of an ODT say about paragraphs, runs and pages, inheritance included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.reading.docx.styles import RunLook
from extractor.reading.odt.names import (
    DEFAULT_STYLE,
    DISPLAY,
    FO,
    HEADING,
    HIDDEN_PARAGRAPH,
    HIDDEN_TEXT,
    IS_HIDDEN,
    OFFICE,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    SECTION,
    SPAN,
    STYLE,
    STYLE_,
    STYLE_NAME,
    TEXT_PROPERTIES,
    number_of,
)
from extractor.reading.source import Align

LAST_LEVEL = 10  # of lists and headings, from 1
_LONGEST_CHAIN = 32
_FONT_FACE = STYLE_ + "font-face"
_FONT_FAMILY = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family"
_PLAIN = RunLook()
_ALIGNS: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "both",
}  # fmt: skip
# LibreOffice keeps the English names of built-in styles in every language; «Heading» alone is only their base.
_NAMED_HEADING = re.compile(r"(?:heading|заголовок)[ _]*(\d)$|(?:title|название)$", re.IGNORECASE)
# «super 58%», «33% 58%» (ODF 1.2, 20.374).
_RAISED = re.compile(r"super|(?!0+(?:\.0+)?%)\d")
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph is by its style.

    ``heading`` is a level from 0; ``list_style`` is empty where the style takes lists away, ``outlined``
    tells that the style belongs to a level of the outline.
    """

    heading: int | None = None
    align: Align | None = None
    list_style: str | None = None
    outlined: bool = False
    run: RunLook = _PLAIN


class _RunChange(NamedTuple):
    """What a style says of a run; ``None`` where it is silent."""

    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None


class Styles:
    """The styles that one part may use: its own automatic ones over those of the document."""

    def __init__(self, automatic: Element | None, common: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        for root in (common, automatic):
            for style in () if root is None else root.iter(STYLE, DEFAULT_STYLE):
                key = "" if style.tag == DEFAULT_STYLE else style.get(STYLE_ + "name", "")
                self._styles[style.get(STYLE_ + "family", ""), key] = style
        self._families = {
            face.get(STYLE_ + "name", ""): face.get(_FONT_FAMILY, "").strip("'\"")
            for root in (common, automatic)
            if root is not None and (around := root.getparent()) is not None
            for face in around.iter(_FONT_FACE)
        }
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._runs: dict[str, _RunChange] = {}
        self._fonts: dict[tuple[str, str], str] = {}

    def paragraph(self, element: Element) -> ParagraphLook:
        """The look of a ``text:p`` or ``text:h``."""
        name = element.get(STYLE_NAME, "")
        look = self._paragraphs.get(name)
        if look is None:
            look = self._paragraphs[name] = self._read_paragraph(name)
        return look

    def run(self, name: str, around: RunLook) -> RunLook:
        """The look of a span with the style ``name`` inside a run of the look ``around``."""
        change = self._runs.get(name)
        if change is None:
            change = self._runs[name] = _joined(self.chain("text", name))
        return _changed(around, change)

    def font(self, family: str, name: str) -> str:
        """The font that a style names («Symbol», which the file may call «Symbol1»), empty where none does."""
        key = (family, name)
        if key not in self._fonts:
            properties = (link.find(TEXT_PROPERTIES) for link in self.chain(family, name))
            named = (p.get(STYLE_ + "font-name") for p in properties if p is not None)
            font = next((font for font in named if font), "")
            self._fonts[key] = self._families.get(font) or font
        return self._fonts[key]

    def hides(self, element: Element) -> bool:
        """Whether nothing inside this element is shown."""
        tag = element.tag
        if tag == SPAN:
            return self.run(element.get(STYLE_NAME, ""), _PLAIN).hidden
        if tag in (PARAGRAPH, HEADING):
            hidden = element.find(HIDDEN_PARAGRAPH)
            return self.paragraph(element).run.hidden or (hidden is not None and hidden.get(IS_HIDDEN) == "true")
        if tag == HIDDEN_TEXT:
            return element.get(IS_HIDDEN, "true") == "true"
        return tag == SECTION and (element.get(DISPLAY) == "none" or element.get(IS_HIDDEN) == "true")

    def chain(self, family: str, name: str) -> list[Element]:
        """The style, those it is based on, the family's default; a circle ends by its length."""
        chain: list[Element] = []
        style = self._styles.get((family, name))
        while style is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            style = self._styles.get((family, style.get(STYLE_ + "parent-style-name", "-")))
        default = self._styles.get((family, ""))
        return chain if default is None else [*chain, default]

    def _read_paragraph(self, name: str) -> ParagraphLook:
        chain = self.chain("paragraph", name)
        properties = [p for p in (link.find(PARAGRAPH_PROPERTIES) for link in chain) if p is not None]
        align = next((a for a in (p.get(FO + "text-align") for p in properties) if a), "")
        levels = [link.get(STYLE_ + "default-outline-level") for link in chain]
        level = next((found for found in levels if found is not None), None)
        lists = [link.get(STYLE_ + "list-style-name") for link in chain]
        return ParagraphLook(
            heading=_heading(chain) if level is None else number_of(level, 0, most=LAST_LEVEL) - 1 if level else None,
            align=_ALIGNS.get(align),
            list_style=next((found for found in lists if found is not None), None),
            outlined=bool(level),
            run=_changed(_PLAIN, _joined(chain)),
        )


def _heading(chain: list[Element]) -> int | None:
    for link in chain:
        for name in (link.get(STYLE_ + "display-name"), link.get(STYLE_ + "name")):
            if found := _NAMED_HEADING.match(name or ""):
                return max(int(found[1] or 1), 1) - 1
    return None


def _joined(chain: list[Element]) -> _RunChange:
    """What the nearest style that speaks of it says, property by property."""
    properties = [p for p in (link.find(TEXT_PROPERTIES) for link in chain) if p is not None]
    weight = next((w for w in (p.get(FO + "font-weight") for p in properties) if w), None)
    transform = next((t for t in (p.get(FO + "text-transform") for p in properties) if t), None)
    display = next((d for d in (p.get(DISPLAY) for p in properties) if d), None)
    position = next((v for v in (p.get(STYLE_ + "text-position") for p in properties) if v), None)
    return _RunChange(
        bold=None if weight is None else weight in _BOLD,
        caps=None if transform is None else transform == "uppercase",
        hidden=None if display is None else display == "none",
        raised=None if position is None else bool(_RAISED.match(position)),
    )


def _changed(look: RunLook, change: _RunChange) -> RunLook:
    return RunLook(*(old if new is None else new for old, new in zip(look, change, strict=True)))


def shown_pages(automatic: Element | None, common: Element | None) -> list[Element]:
    """The page styles that the text uses: the usual one, those it names, and what follows on them."""
    masters = [] if common is None else list(common.iter(STYLE_ + "master-page"))
    by_name = {master.get(STYLE_ + "name", ""): master for master in masters}
    named = [] if automatic is None else [s.get(STYLE_ + "master-page-name", "") for s in automatic.iter(STYLE)]
    asked = [*(["Standard"] if "Standard" in by_name else list(by_name)[:1]), *named]
    shown: dict[str, Element] = {}
    while asked:
        name = asked.pop(0)
        if name in by_name and name not in shown:
            shown[name] = by_name[name]
            asked.append(by_name[name].get(STYLE_ + "next-style-name", ""))
    return list(shown.values())


def automatic_of(root: Element | None) -> Element | None:
    return None if root is None else root.find(OFFICE + "automatic-styles")
