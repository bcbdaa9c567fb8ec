"""The reader of OpenDocument texts (ODT, OTT, flat FODT): an own walk over their trees.

Nothing in such a file tells the numbers of its lists: they are counted (``odt_lists``).
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from extractor.errors import SvodkaError
from extractor.reading.docx.line import visible
from extractor.reading.odt.count import count_story
from extractor.reading.odt.inline import Story
from extractor.reading.odt.lists import Counters, ListStyles
from extractor.reading.odt.names import OFFICE, STYLE_
from extractor.reading.odt.package import Opened, open_package
from extractor.reading.odt.styles import Styles, shown_pages
from extractor.reading.odt.table import Items
from extractor.reading.odt.walk import Walker
from extractor.reading.source import Kind, RawTable, RawText, Reading

_AUTOMATIC, _COMMON = OFFICE + "automatic-styles", OFFICE + "styles"
_SIDES = ("", "-first", "-left")


def read(data: bytes, *, name: str) -> Reading:
    """Read an ODT: heads first, the body, its notes, feet last.

    Args:
        data: the whole file, a zip package or one flat file of XML.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged, encrypted, too-large, unsupported.
    """
    opened = open_package(data, name=name)
    try:
        return _read(opened)
    except RecursionError as error:
        raise SvodkaError("damaged", path=name, detail="слишком глубокая вложенность") from error


def _read(opened: Opened) -> Reading:
    automatic = opened.content.find(_AUTOMATIC)
    shared = opened.content if opened.styles is None else opened.styles
    common, page_automatic = shared.find(_COMMON), shared.find(_AUTOMATIC)
    styles = Styles(automatic, common)
    walker = Walker(styles, ListStyles(common, automatic), opened.content)
    body = Story()
    body_items = walker.read(opened.body, body)
    counted = count_story(opened.body, styles)
    note_items: Items = []
    noted = 0
    counters = Counters()
    while noted < len(body.notes):  # a note may stand in a note
        noted += 1
        note = Story("footnote", counters, notes=body.notes)
        note_items += walker.read(body.notes[noted - 1], note, f"note{noted}.")

    pages = shown_pages(automatic, shared)
    page_styles = Styles(page_automatic, common)
    page_walker = Walker(page_styles, ListStyles(common, page_automatic), shared)
    dropped = body.dropped
    running: dict[Kind, Items] = {"header": [], "footer": []}
    for kind, kept in running.items():
        roots = [root for page in pages for side in _SIDES for root in page.findall(f"{STYLE_}{kind}{side}")]
        shown = [root for root in roots if root.get(STYLE_ + "display") != "false"]
        counted += sum(count_story(root, page_styles) for root in shown)
        dropped += _once(page_walker, shown, kind, kept)
    return Reading(
        format="odt",
        items=[*running["header"], *body_items, *note_items, *running["footer"]],
        counted=counted,
        dropped=dropped,
        warnings=opened.warnings,
    )


def _once(walker: Walker, roots: list[Element], kind: Kind, kept: Items) -> int:
    """Heads or feet, each text once, into ``kept``; how many characters repeat or are page numbers."""
    seen: set[str] = set()
    dropped = 0
    for index, root in enumerate(roots, 1):
        story = Story(kind)
        items = walker.read(root, story, f"{kind}{index}.")
        for place, note in enumerate(story.notes, 1):
            items += walker.read(note, Story(kind), f"{kind}{index}.note{place}.")
        for item in items:
            words = _words(item)
            if words in seen:
                dropped += visible(words)
            else:
                seen.add(words)
                kept.append(item)
        dropped += story.dropped
    return dropped


def _words(item: RawText | RawTable) -> str:
    """All that an item says, on one line for each paragraph."""
    if isinstance(item, RawText):
        return item.text
    return "\n".join(_words(inner) for cell in item.cells for inner in cell.items)
