"""The answers for mentions as Russian text to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.export import words
from extractor.export.plain import printable

if TYPE_CHECKING:
    from extractor.linking.table_answers import Linked


def as_text(linked: Iterable[Linked]) -> Iterator[bytes]:
    """A few lines for every mention, an empty line after each."""
    for item in linked:
        if item.links:
            yield ("\n".join(map(printable, _lines(item))) + "\n\n").encode("utf-8", "replace")


def _lines(item: Linked) -> Iterator[str]:
    yield " ".join(item.row.mention.split())
    for text, link in item.links:
        if len(item.links) > 1:
            yield f"  «{text}»"
        yield f"  {words.link_status(link)}: {words.linked(link)}" if link.id else f"  {words.link_status(link)}"
        yield f"  {link.explanation}"
        yield from (f"    {words.candidate(candidate)}" for candidate in link.candidates)
