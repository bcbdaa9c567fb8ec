"""How the documents of a batch are read: one value that goes to every worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.defaults import FOREVER, LONGEST, MEGABYTES, SECONDS
from extractor.reading.ocr.options import DEFAULT, OcrOptions

if TYPE_CHECKING:
    from extractor.linking import Linker
    from extractor.nlp.ruler import Ruler

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
        return min(max(self.seconds, min(self.seconds * (1 + 2 * size / MEGABYTE), LONGEST)), FOREVER)


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

    def linker(self) -> Linker | None:
        """What links schools; ``None`` without a registry.

        Raises:
            SvodkaError: the registry or the decisions cannot be read.
        """
        if self.registry is None:
            return None
        from extractor.linking import open_linker

        judgements = Path(self.judgements) if self.judgements is not None else None
        return open_linker(Path(self.registry), judgements=judgements)

    def ruler(self) -> Ruler | None:
        """The user's own patterns, if there are any.

        Raises:
            SvodkaError: they cannot be read.
        """
        if self.patterns is None:
            return None
        from extractor.nlp.ruler import load_ruler

        return load_ruler(Path(self.patterns))
