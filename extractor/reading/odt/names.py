"""The names of OpenDocument that the reader knows, and how to read their values."""

from __future__ import annotations

from lxml.etree import _Element as Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_OASIS}office:1.0}}"
TEXT = f"{{{_OASIS}text:1.0}}"
TABLE_ = f"{{{_OASIS}table:1.0}}"
STYLE_ = f"{{{_OASIS}style:1.0}}"
DRAW = f"{{{_OASIS}drawing:1.0}}"
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
MANIFEST = f"{{{_OASIS}manifest:1.0}}"
OFFICE_EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
LINK = "{http://www.w3.org/1999/xlink}href"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

PARAGRAPH, HEADING = TEXT + "p", TEXT + "h"
SPAN, SPACES, TAB, LINE_BREAK = TEXT + "span", TEXT + "s", TEXT + "tab", TEXT + "line-break"
SECTION = TEXT + "section"
LIST, LIST_ITEM, LIST_HEADER = TEXT + "list", TEXT + "list-item", TEXT + "list-header"
NUMBERED_PARAGRAPH = TEXT + "numbered-paragraph"
NOTE, NOTE_BODY = TEXT + "note", TEXT + "note-body"
TABLE, ROW, CELL, COVERED = (TABLE_ + tag for tag in ("table", "table-row", "table-cell", "covered-table-cell"))
CHANGE, CHANGE_START, CHANGE_END = TEXT + "change", TEXT + "change-start", TEXT + "change-end"
CHANGED_REGION, CHANGE_ID = TEXT + "changed-region", TEXT + "change-id"
INSERTION, DELETION = TEXT + "insertion", TEXT + "deletion"
PAGE_FIELDS = frozenset({TEXT + "page-number", TEXT + "page-count"})
OBJECT, FORMULA = DRAW + "object", MATH + "math"
STYLE_NAME = TEXT + "style-name"
STYLE, DEFAULT_STYLE = STYLE_ + "style", STYLE_ + "default-style"
TEXT_PROPERTIES, PARAGRAPH_PROPERTIES = STYLE_ + "text-properties", STYLE_ + "paragraph-properties"
HIDDEN_TEXT, HIDDEN_PARAGRAPH, IS_HIDDEN = TEXT + "hidden-text", TEXT + "hidden-paragraph", TEXT + "is-hidden"
DISPLAY = TEXT + "display"

# What stands in the tree of a text and is never shown there: declarations, comments, the makings of an
# index, deletions (told where they stood), descriptions of pictures, the signs of notes.
SILENT = frozenset(
    {
        OFFICE + tag
        for tag in ("annotation", "annotation-end", "change-info", "forms", "event-listeners", "scripts", "document")
    }
    | {
        TEXT + tag
        for tag in (
            "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls",
            "table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source",
            "user-index-source", "alphabetical-index-source", "bibliography-source", "note-citation", "ruby-text",
            "script",
        )
    }
    | {OFFICE + "binary-data", TABLE_ + "title", TABLE_ + "desc", MATH + "annotation", MATH + "annotation-xml"}
    | {f"{{{_OASIS}svg-compatible:1.0}}{tag}" for tag in ("title", "desc")}
)  # fmt: skip


def number_of(text: str | None, default: int, *, most: int) -> int:
    """A count from an attribute, cut to 0…``most``; ``default`` for anything else."""
    if text is None or len(text) > 12:
        return default if text is None else most
    try:
        return min(max(int(text), 0), most)
    except ValueError:
        return default


def change_id(element: Element) -> str:
    """What a changed region is called: by ODF 1.2 ``xml:id``, before that ``text:id``."""
    return element.get(XML_ID) or element.get(TEXT + "id") or ""
