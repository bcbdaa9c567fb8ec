"""Date, number and place printed at the foot: reports are dated among the signatures, councils register there."""

from __future__ import annotations

import re

from extractor.fields.header_forms import DATE_AT, NUMBER, PLACE, Head
from extractor.fields.lines import split_lines
from extractor.fields.parts import Part, Parts
from extractor.fields.signatures import Signer
from extractor.reading.document import Document
from extractor.text.dates import parse_date

_ALONE = re.compile(
    rf"\s*(?:дата[^:]{{0,20}}:?\s*)?(?:{DATE_AT.pattern})?[\s,]*(?:{NUMBER.pattern})?\s*", re.IGNORECASE
)
# The lines among which they stand: from so many blocks before the first signature to so many behind it.
_BEFORE, _BEHIND = 2, 8
# Without signatures: the last blocks of the paper.
_LAST = 3


def read_foot(document: Document, parts: Parts, signers: list[Signer], head: Head) -> None:
    """Fill in what the head of the paper leaves out; what stands there is kept."""
    main = [b for b in document.blocks if parts.of[b.index] is not Part.ANNEX and b.kind not in ("cell", "footnote")]
    if signers:
        first = document.block_at(signers[0].start).index
        main = [b for b in main if first - _BEFORE <= b.index < first + _BEHIND]
    else:
        main = main[-_LAST:]
    for block in main:
        if block.index < head.body_start:
            continue
        for line in split_lines(document, block):
            for a, b in line.segments:
                _take(head, document.text[a:b], a, registered=bool(signers))


def _take(head: Head, text: str, shift: int, *, registered: bool) -> None:
    """What one stretch of a line tells, where it holds nothing else."""
    if registered and head.place is None and (place := PLACE.fullmatch(text.strip())):
        at = shift + text.index(place["p"])
        head.place, head.spans["place"] = place["p"], (at, at + len(place["p"]))
        return
    m = _ALONE.fullmatch(text)
    if m is None:
        return
    parts = parse_date(m["date"]) if m["date"] else None
    if m["date"] and parts and parts.iso() and head.date is None:
        head.date, head.spans["date"] = parts.iso(), (shift + m.start("date"), shift + m.end("date"))
    if m["n"] and registered and head.number is None and m["n"][:1].isdigit():
        head.number, head.spans["number"] = m["n"], (shift + m.start("n"), shift + m.end("n"))
