"""The reader of DOCX files: python-docx opens them, an own walk reads them.

python-docx's own texts lose list numbers, tracked insertions, content controls, text boxes and
notes, and repeat merged cells; the walk goes over the same tree and keeps them.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from extractor.errors import SvodkaError
from extractor.reading.docx.count import count_story, note_marks
from extractor.reading.docx.line import visible
from extractor.reading.docx.numbering import Counters, Numbering
from extractor.reading.docx.package import Opened, open_package
from extractor.reading.docx.styles import Styles
from extractor.reading.docx.table import Items
from extractor.reading.docx.walk import Story, Walker
from extractor.reading.guard import check_package
from extractor.reading.source import Kind, RawTable, RawText, Reading


def read(data: bytes, *, name: str) -> Reading:
    """Read a DOCX (DOCM, DOTX): heads first, the body, its notes, feet last.

    Args:
        data: the whole file.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged, encrypted, too-large, unsupported.
    """
    check_package(data, name)
    opened = open_package(data, name=name)
    try:
        return _read(opened)
    except RecursionError as error:
        raise SvodkaError("damaged", path=name, detail="слишком глубокая вложенность") from error


def _read(opened: Opened) -> Reading:
    styles = Styles(opened.styles)
    walker = Walker(styles, Numbering(opened.numbering, styles))
    body = Story()
    body_items = walker.read(opened.body, body)
    counted = count_story(opened.body, styles)

    note_items: Items = []
    counters = {mark: Counters() for mark, _ in body.notes}
    for index, mark in enumerate(dict.fromkeys(body.notes), 1):
        if mark in opened.notes:
            note_items += walker.read(opened.notes[mark], Story("footnote", counters[mark[0]]), f"note{index}.")
    counted += sum(
        count_story(opened.notes[mark], styles) for mark in note_marks(opened.body, styles) if mark in opened.notes
    )

    running = Counters()  # heads and feet count their lists on together
    headers, header_dropped = _running(walker, opened.headers, "header", running)
    footers, footer_dropped = _running(walker, opened.footers, "footer", running)
    counted += sum(count_story(root, styles) for root in opened.headers + opened.footers)

    return Reading(
        format="docx",
        items=[*headers, *body_items, *note_items, *footers],
        counted=counted,
        dropped=body.dropped + header_dropped + footer_dropped,
        warnings=opened.warnings,
    )


def _running(walker: Walker, roots: list[Element], kind: Kind, counters: Counters) -> tuple[Items, int]:
    """Heads or feet, each text once, and how many characters repeat or are page numbers."""
    kept: Items = []
    seen: set[str] = set()
    dropped = 0
    for index, root in enumerate(roots, 1):
        story = Story(kind, counters)
        for item in walker.read(root, story, f"{kind}{index}."):
            words = _words(item)
            if words in seen:
                dropped += visible(words)
            else:
                seen.add(words)
                kept.append(item)
        dropped += story.dropped
    return kept, dropped


def _words(item: RawText | RawTable) -> str:
    """All that an item says, on one line for each paragraph."""
    if isinstance(item, RawText):
        return item.text
    return "\n".join(_words(inner) for cell in item.cells for inner in cell.items)
