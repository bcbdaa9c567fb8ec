"""How the documents of a batch are read: one value that goes to every worker."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.batch.defaults import LONGEST, MEGABYTES, SECONDS
from extractor.reading.ocr.options import DEFAULT, OcrOptions

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: ``seconds``, and twice as many per megabyte of its file; ``megabytes`` of memory."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES

    def seconds_for(self, size: int) -> float:
        """The time for a file of so many bytes; an hour at most, unless more was asked for.

        A megabyte holds some thirty scanned pages of two levels, and a page takes seconds.
        """
        return max(self.seconds, min(self.seconds * (1 + 2 * size / MEGABYTE), LONGEST))


@dataclass(frozen=True, slots=True)
class Setting:
    """What documents are linked to, the user's own patterns, how scans are read, and what each may take."""

    registry: str | None = None
    judgements: str | None = None
    region: str | None = None
    municipality: str | None = None
    patterns: str | None = None
    scans: OcrOptions = DEFAULT
    limits: Limits = Limits()
