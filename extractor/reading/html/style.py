"""What an element's tag and its own attributes say of its text: shown or not, bold, aligned, changed.

Style sheets are not read: office programs write what matters here into the elements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.reading.source import Align

# Elements whose content a browser does not show as text of the page.
_UNREAD = frozenset(
    (
        "script", "style", "template", "head", "title", "noscript", "iframe", "object", "svg", "canvas",
        "audio", "video", "select", "datalist", "xml",
    )
)  # fmt: skip
_DELETED = frozenset(("del", "s", "strike"))
_BOLD = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display:none|visibility:hidden|mso-hide:all")
# The shown number of a Word list stands in the text, marked as made by Word.
_GENERATED = re.compile(r"mso-list:ignore")
_TABS = re.compile(r"mso-tab-count:(\d{1,2})")
_WEIGHT = re.compile(r"font-weight:(bold(?:er)?|normal|lighter|\d{3})")
_ALIGN = re.compile(r"text-align:(left|right|center|justify)")
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_LIST_TYPE = re.compile(
    r"list-style(?:-type)?:(?:[a-z]+ ){0,3}"
    r"(decimal|(?:lower|upper)-(?:alpha|latin|roman)|none|disc|circle|square)"
)
_BORDER = re.compile(r"border(?:-(?:top|bottom|left|right))?:([^;]*)")
_ALIGNS: dict[str, Align] = {
    "left": "left",
    "right": "right",
    "center": "center",
    "middle": "center",
    "justify": "both",
}
# Longer styles are no longer looked at; office programs write some hundred characters.
_LONGEST_STYLE = 2000
# CSS Fonts 4: weights from 600 on are bold.
_BOLD_FROM = 600

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What one element says; ``None`` where it says nothing and its parent's word stands."""

    unread: bool = False
    generated: bool = False
    deleted: bool = False
    inserted: bool = False
    tabs: int = 0
    bold: bool | None = None
    align: Align | None = None
    bordered: bool | None = None
    floating: bool = False
    raised: bool = False
    list_type: str = ""


def look(tag: str, attributes: Attributes) -> Look:
    """How an element presents its text."""
    if not attributes:
        return _look(tag, "", "", False, "")
    align = attributes.get("align", "").strip().lower()
    return _look(
        tag,
        attributes.get("style", "")[:_LONGEST_STYLE],
        align,
        "hidden" in attributes,
        attributes.get("border", ""),
    )


@lru_cache(maxsize=2048)
def _look(tag: str, css: str, align: str, hidden: bool, border: str) -> Look:
    css = re.sub(r"\s*([:;])\s*", r"\1", css.lower())
    tabs = _TABS.search(css)
    aligned = _ALIGN.search(css)
    listed = _LIST_TYPE.search(css)
    return Look(
        unread=tag in _UNREAD or hidden or bool(_HIDDEN.search(css)),
        generated=bool(_GENERATED.search(css)),
        deleted=tag in _DELETED or bool(_LINE_THROUGH.search(css)),
        inserted=tag == "ins",
        tabs=int(tabs[1]) if tabs else 0,
        bold=_weight(css) if "font-weight" in css else (True if tag in _BOLD else None),
        align=_ALIGNS.get(aligned[1] if aligned else align, "center" if tag in ("center", "th") else None),
        bordered=_bordered(css, border),
        list_type=listed[1] if listed else "",
        raised="vertical-align:super" in css,
        floating=tag in ("span", "div") and "position:absolute" in css,
    )


def _weight(css: str) -> bool | None:
    found = _WEIGHT.search(css)
    if not found:
        return None
    return int(found[1]) >= _BOLD_FROM if found[1].isdigit() else found[1].startswith("bold")


def _bordered(css: str, border: str) -> bool | None:
    if border.strip():
        return border.strip() != "0"
    lines = [value for value in _BORDER.findall(css) if value.strip()]
    if not lines:
        return None
    return any("none" not in value and "hidden" not in value and not value.startswith("0") for value in lines)
