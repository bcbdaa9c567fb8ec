"""HTML: pages of sites, exports of Word and LibreOffice, fragments without a head."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from extractor.errors import SvodkaError
from extractor.reading.encoding import check_length, non_space, read_text
from extractor.reading.html.style import look
from extractor.reading.html.walk import Walk
from extractor.reading.source import Reading

# Declarations stand in the head; office programs write long ones.
_HEAD = 16_384
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE
)
_OFFICE = re.compile(r"<meta[^>]{0,200}?content=\"(?:LibreOffice|OpenOffice|StarOffice)", re.IGNORECASE)
# A report of 300 pages full of tables has some 300 000 tags; reading takes 10 µs for each.
_MOST_TAGS = 400_000


class _Visible:
    """Counts the characters a browser shows, independently of the walk."""

    def __init__(self) -> None:
        self.count = 0
        self._unseen = [False]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        seen = look(tag, attributes)
        self._unseen.append(self._unseen[-1] or seen.unread or seen.generated or seen.deleted)

    def data(self, text: str) -> None:
        if not self._unseen[-1]:
            self.count += non_space(text)

    def end(self, tag: str) -> None:
        self._unseen.pop()

    def close(self) -> _Visible:
        return self


def read(data: bytes, *, name: str) -> Reading:
    """Read a page of HTML.

    Args:
        data: the whole file.
        name: the file, for errors.
    Raises:
        SvodkaError: ``too-large``.
    """
    found = _DECLARED.search(data[:_HEAD])
    text = read_text(data, name=name, declared=found[1].decode("ascii", errors="replace") if found else None)
    if text.count("<") > _MOST_TAGS:
        raise SvodkaError("too-large", path=name, detail="слишком много разметки")
    visible, walk = _Visible(), Walk(office=bool(_OFFICE.search(text[:_HEAD])), name=name)
    _parse(text, visible, name)
    check_length(visible.count, name=name)
    _parse(text, walk, name)
    return Reading("html", walk.items, counted=visible.count, dropped=walk.dropped)


def _parse(text: str, target: Walk | _Visible, name: str) -> None:
    """Feed a page to a target; the encoding is decided, whatever the page declares."""
    # Comments have no method on purpose: the parser then skips them.
    parser = etree.HTMLParser(target=cast(Any, target), encoding="utf-8")
    try:
        etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.LxmlError as error:
        raise SvodkaError("damaged", path=name, detail="разметка HTML не читается") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise SvodkaError("too-large", path=name, detail="слишком длинный фрагмент без разметки")
