"""The count of a story's characters, made without the walk, so that a loss of the walk shows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from extractor.reading.docx.names import (
    ALTERNATE,
    DELETED,
    ENDNOTE_MARK,
    FIELD_MARK,
    FIELD_MARK_TYPE,
    FOOTNOTE_MARK,
    FORMULA_TEXT,
    HIDDEN,
    ID,
    MOVED_AWAY,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SYMBOL,
    TEXT,
    WORD,
    WRITTEN,
    shown_branch,
    text_of,
)
from extractor.reading.docx.styles import Styles
from extractor.reading.docx.symbols import symbol

_COUNTED = (*WRITTEN, FIELD_MARK)
_NOTE_MARKS = (FOOTNOTE_MARK, ENDNOTE_MARK)


def count_story(root: Element, styles: Styles) -> int:
    """How many characters, white space apart, the story shows.

    Left out are deletions, hidden runs, second branches of alternates and instructions of fields.
    Text boxes are in, list numbers and notes are not.
    """
    absent = {element for gone in _not_shown(root, styles) for element in gone.iter(*_COUNTED)}
    total = 0
    fields: dict[Element | None, list[int]] = {}  # paragraph → the total at the beginning of its fields
    for element in root.iter(*_COUNTED):
        if absent and element in absent:
            continue
        tag = element.tag
        if tag in (TEXT, FORMULA_TEXT):
            total += len("".join(text_of(element).split()))
        elif tag == FIELD_MARK:
            paragraph = next(element.iterancestors(PARAGRAPH), None)
            total = _pass_field_mark(element.get(FIELD_MARK_TYPE), fields.setdefault(paragraph, []), total)
        elif tag == SYMBOL:
            total += not symbol(element.get(WORD + "char", ""), element.get(WORD + "font", "")).isspace()
        else:
            total += 1
    return total


def note_marks(root: Element, styles: Styles) -> list[tuple[str, str]]:
    """The notes that the story shows references to: (mark, id), each once."""
    absent = {element for gone in _not_shown(root, styles) for element in gone.iter(*_NOTE_MARKS)}
    marks = [(element.tag, element.get(ID, "")) for element in root.iter(*_NOTE_MARKS) if element not in absent]
    return list(dict.fromkeys(marks))


def _pass_field_mark(kind: str | None, fields: list[int], total: int) -> int:
    """The total after a field mark: at the separator the instruction before it no longer counts."""
    if kind == "begin":
        fields.append(total)
    elif kind == "separate" and fields and fields[-1] >= 0:
        total, fields[-1] = fields[-1], -1
    elif kind == "end" and fields:
        begin = fields.pop()
        total = total if begin < 0 else begin
    return total


def _not_shown(root: Element, styles: Styles) -> Iterator[Element]:
    for gone in root.iter(DELETED, MOVED_AWAY):
        parent = gone.getparent()
        if parent is not None and parent.tag == ROW_PROPERTIES:
            row = parent.getparent()
            if row is not None:
                yield row
        else:
            yield gone
    for alternate in root.iter(ALTERNATE):
        shown = shown_branch(alternate)
        yield from (branch for branch in alternate if branch is not shown)
    if styles.hides or next(root.iter(HIDDEN), None) is not None:
        for run in root.iter(RUN):
            paragraph = next(run.iterancestors(PARAGRAPH), None)
            properties = None if paragraph is None else paragraph.find(PARAGRAPH_PROPERTIES)
            if styles.run(run.find(RUN_PROPERTIES), styles.paragraph(properties)).hidden:
                yield run
