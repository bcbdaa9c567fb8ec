"""The names of WordprocessingML that the reader knows, and how to read their values."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

VALUE = WORD + "val"
ID = WORD + "id"
TYPE = WORD + "type"

PARAGRAPH, PARAGRAPH_PROPERTIES = WORD + "p", WORD + "pPr"
RUN, RUN_PROPERTIES = WORD + "r", WORD + "rPr"
TABLE, ROW, CELL = WORD + "tbl", WORD + "tr", WORD + "tc"
ROW_PROPERTIES = WORD + "trPr"
TEXT, DELETED_TEXT, FORMULA_TEXT = WORD + "t", WORD + "delText", MATH + "t"
SYMBOL, NO_BREAK_HYPHEN, SOFT_HYPHEN = WORD + "sym", WORD + "noBreakHyphen", WORD + "softHyphen"
# Everything that puts characters on the page.
WRITTEN = (TEXT, FORMULA_TEXT, SYMBOL, NO_BREAK_HYPHEN, SOFT_HYPHEN)
INSERTED, MOVED_HERE = WORD + "ins", WORD + "moveTo"
DELETED, MOVED_AWAY = WORD + "del", WORD + "moveFrom"
FIELD_MARK, SIMPLE_FIELD, FIELD_CODE = WORD + "fldChar", WORD + "fldSimple", WORD + "instrText"
FIELD_MARK_TYPE, SIMPLE_FIELD_CODE = WORD + "fldCharType", WORD + "instr"
FOOTNOTE_MARK, ENDNOTE_MARK = WORD + "footnoteReference", WORD + "endnoteReference"
TEXT_BOX = WORD + "txbxContent"
ALTERNATE = COMPATIBILITY + "AlternateContent"
CHOICE, FALLBACK = COMPATIBILITY + "Choice", COMPATIBILITY + "Fallback"
HIDDEN = WORD + "vanish"

# Wrappers that add nothing to what they hold: content controls, markup of other systems, insertions.
_WRAPPERS = frozenset(
    WORD + tag for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "dir", "bdo", "hyperlink")
)


def properties_of(element: Element, tag: str) -> Element | None:
    """The properties of a paragraph, run, cell or table: its first child by the schema."""
    if not len(element):
        return None
    first = element[0]
    return first if first.tag == tag else element.find(tag)


def child_value(parent: Element | None, tag: str) -> str | None:
    """``w:val`` of a child, ``None`` without the child or its value."""
    child = None if parent is None else parent.find(tag)
    return None if child is None else child.get(VALUE)


def is_on(element: Element) -> bool:
    """The state of an on/off property: present without a value means on (ECMA-376, 17.17.4)."""
    return element.get(VALUE, "true") not in ("0", "false", "off")


def child_is_on(parent: Element | None, tag: str) -> bool:
    """Whether an on/off child is there and on."""
    child = None if parent is None else parent.find(tag)
    return child is not None and is_on(child)


def whole_number(text: str | None, default: int, *, most: int = 32_767) -> int:
    """A count from an attribute, cut to 0…``most`` (Word's own limit); ``default`` for anything else."""
    if text is None or len(text) > 12:
        return default if text is None else most
    try:
        return min(max(int(text), 0), most)
    except ValueError:
        return default


def text_of(element: Element) -> str:
    """The element's own characters, also when a comment or an unresolved entity splits them."""
    text = element.text or ""
    if len(element):
        text += "".join(child.tail or "" for child in element)
    return text


def shown_branch(alternate: Element) -> Element | None:
    """The branch of an alternate that Word shows: the first choice, else the fallback, never both."""
    branches = [child for child in alternate if child.tag in (CHOICE, FALLBACK)]
    return min(branches, key=lambda branch: branch.tag != CHOICE, default=None)


def unwrapped(parent: Element, *tags: str) -> Iterator[Element]:
    """The children with one of ``tags``, in order, wrappers being looked through."""
    for child in parent:
        tag = child.tag
        if tag in tags:
            yield child
        elif tag in _WRAPPERS:
            yield from unwrapped(child, *tags)
        elif tag == ALTERNATE:
            branch = shown_branch(child)
            if branch is not None:
                yield from unwrapped(branch, *tags)
