"""Slips of a scanner's reading that can only be slips, mended before the text is cleaned.

What the scan gave stays in the source's own characters: every repair is an edit with its way back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extractor.reading.ocr.slips import Edit, edits_of
from extractor.reading.source import Mark
from extractor.text.normalise import Clean, Run, normalise


class _Stretch(NamedTuple):
    """Mended ``start:start+length`` stands for raw ``raw:raw+raw_length``."""

    start: int
    length: int
    raw: int
    raw_length: int


def clean_scan(raw: str, mark: Mark | None = None) -> Clean:
    """The clean text of a paragraph that was read from a picture, and its runs back to what was read.

    Args:
        raw: as read.
        mark: how many characters at the start are a list's number that was misread, and the number itself.
    """
    edits = edits_of(raw)
    if mark is not None:
        edits = [Edit(0, mark[0], mark[1]), *(edit for edit in edits if edit.start >= mark[0])]
    if not edits:
        return normalise(raw)
    pieces: list[str] = []
    stretches: list[_Stretch] = []
    size = at = 0
    for start, end, new in [*edits, Edit(len(raw), len(raw), "")]:
        for text, begin, length in ((raw[at:start], at, start - at), (new, start, end - start)):
            if text:
                stretches.append(_Stretch(size, len(text), begin, length))
                pieces.append(text)
                size += len(text)
        at = end
    clean = normalise("".join(pieces))
    return Clean(clean.text, tuple(run for old in clean.runs for run in _back(old, stretches)))


def _back(run: Run, stretches: Sequence[_Stretch]) -> list[Run]:
    """A run to the mended text as runs to what was read."""
    first = bisect_right([s.start for s in stretches], run.raw) - 1
    end = run.raw + run.raw_length
    touched = [s for s in stretches[max(0, first) :] if s.start < end and run.raw < s.start + s.length]
    parts = [(max(run.raw, s.start), min(end, s.start + s.length), s) for s in touched]
    if run.length != run.raw_length:
        spans = [_raw_of(a, b, s) for a, b, s in parts]
        start, stop = min((a for a, _ in spans), default=0), max((b for _, b in spans), default=0)
        return [Run(run.start, run.length, start, stop - start)]
    back = []
    for a, b, stretch in parts:
        start, stop = _raw_of(a, b, stretch)
        back.append(Run(run.start + a - run.raw, b - a, start, stop - start))
    return back


def _raw_of(start: int, end: int, stretch: _Stretch) -> tuple[int, int]:
    if stretch.length != stretch.raw_length:
        return stretch.raw, stretch.raw + stretch.raw_length
    return stretch.raw + start - stretch.start, stretch.raw + end - stretch.start
