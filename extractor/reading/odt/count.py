"""The count of an ODT story's characters, made without the walk, so that a loss of the walk shows."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from extractor.reading.odt.inline import deletions_in_flow, pass_deletion
from extractor.reading.odt.names import CHANGE_END, CHANGE_ID, CHANGE_START, FORMULA, HEADING, PARAGRAPH, SILENT
from extractor.reading.odt.styles import Styles

_TEXTS = (PARAGRAPH, HEADING, FORMULA)


def count_story(root: Element, styles: Styles) -> int:
    """How many characters, white space apart, stand in the paragraphs of ``root``: notes and boxes too.

    Left out are hidden texts, deletions, comments and what else is never shown; list numbers stand
    nowhere in the file.
    """
    total = 0
    in_flow, deleted = deletions_in_flow(root.getroottree().getroot()), set[str]()
    within = 0  # how many of the open elements hold text
    skipped: Element | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not root and (element.tag in SILENT or styles.hides(element)):
                skipped = element
                walk.skip_subtree()
                for mark in element.iter(CHANGE_START, CHANGE_END):
                    _pass(mark, in_flow, deleted)
                continue
            within += element.tag in _TEXTS
            _pass(element, in_flow, deleted)
            if within and element.text and not deleted:
                total += visible(element.text)
            continue
        if element is skipped:
            skipped = None
        elif element.tag in _TEXTS:
            within -= 1
        if within and element is not root and element.tail and not deleted:
            total += visible(element.tail)
    return total


def _pass(element: Element, in_flow: set[str], deleted: set[str]) -> None:
    if in_flow and element.get(CHANGE_ID) in in_flow:
        pass_deletion(element, deleted)


def visible(text: str) -> int:
    return len("".join(text.split()))
