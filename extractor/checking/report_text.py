"""Findings for the terminal: rule, place, the words, one sentence; a summary at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checking.checked import SEVERITY_WORDS, Checked, counted, place_of
from extractor.export.plain import printable

_QUOTE = 110


def text(drafts: Iterable[Checked]) -> Iterator[bytes]:
    """Each draft with its findings, in reading order."""
    for draft in drafts:
        yield _line(f"{draft.file}: {counted(draft.findings)}")
        for finding in draft.findings:
            place = place_of(draft.record, finding)
            yield _line(f"  {place} · {SEVERITY_WORDS[finding.severity]} · {finding.rule}")
            if finding.span is not None:
                yield _line(f"    > {_short(finding.span.quote)}")
            yield _line(f"    {finding.message}")
        yield b"\n" if draft.findings else b""


def _line(said: str) -> bytes:
    return f"{printable(said)}\n".encode()


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else f"{line[:_QUOTE].rsplit(' ', 1)[0]}…"
