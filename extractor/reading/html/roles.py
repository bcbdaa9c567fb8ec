"""Which part of a paper an element of HTML is: block, heading, running head, text box, note."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractor.reading.html.style import Look
from extractor.reading.source import Kind

# Elements that begin on a new line.
BLOCKS = frozenset(
    (
        "html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "blockquote", "pre", "address", "article", "section", "header", "footer", "main", "nav", "aside",
        "center", "fieldset", "form", "figure", "figcaption", "hr", "table", "caption", "thead", "tbody",
        "tfoot", "tr", "td", "th", "legend", "details", "summary", "multicol",
    )
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# LibreOffice names the running head and foot of a page by a title, Word by a property of its own.
_RUNNING: dict[str, Kind] = {"header": "header", "footer": "footer"}
_ELEMENT = re.compile(r"mso-element:\s*(header|footer|footnote)\b", re.IGNORECASE)
_NOTE_ID = re.compile(r"(?:sd)?(?:footnote|endnote)\d|(?:ftn|edn)\d", re.IGNORECASE)
_NOTE_CLASS = re.compile(r"\b(?:sd(?:footnote|endnote)|mso(?:footnote|endnote)text)\b", re.IGNORECASE)
_NOTE_LINK = re.compile(r"#_?(?:sd)?(?:footnote|endnote|ftn|edn|fn|note|cite_note)", re.IGNORECASE)
_NOTE_SIGN = re.compile(r"\s*[\[(]?(?:[\d⁰¹²³⁴-⁹]{1,3}|\*{1,3})[\])]?\s*")
# Frames of LibreOffice («Frame1») and text boxes of Word exports.
_BOX_ID = re.compile(r"(?:frame|textbox|text box)\s?\d", re.IGNORECASE)


def kind_of(tag: str, attributes: Mapping[str, str], seen: Look) -> tuple[Kind | None, int]:
    """The kind of text that an element begins and its level, ``None`` where it says nothing of it."""
    if tag in _HEADINGS:
        return "heading", _HEADINGS[tag]
    if not attributes or tag == "a":
        return None, 0
    if tag == "div":
        element = _ELEMENT.search(attributes.get("style", "")[:200])
        running = _RUNNING.get(attributes.get("title", "") or (element[1].lower() if element else ""))
        if running:
            return running, 0
    marked = attributes.get("id", "")
    if (tag in ("div", "li") and _NOTE_ID.match(marked)) or _NOTE_CLASS.search(attributes.get("class", "")[:200]):
        return "footnote", 0
    return ("textbox" if seen.floating or _BOX_ID.match(marked) else None), 0


def links_to_note(address: str) -> bool:
    """Whether a link inside the page leads to a note or back from one."""
    return bool(_NOTE_LINK.match(address))


def is_note_sign(text: str) -> bool:
    """«1», «[2]», «*»: what a reference to a note shows."""
    return bool(_NOTE_SIGN.fullmatch(text))
