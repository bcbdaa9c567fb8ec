"""A batch as it is asked for: every document below a folder once, whatever happens to the run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.defaults import FAILED
from extractor.batch.lock import held
from extractor.batch.manifest import Manifest
from extractor.batch.outcomes import GOOD, OUTCOMES
from extractor.batch.setting import Limits, Setting
from extractor.batch.summary import Summary
from extractor.batch.walk import Choice
from extractor.errors import SvodkaError
from extractor.reading.ocr.options import DEFAULT, OcrOptions

if TYPE_CHECKING:
    from extractor.batch.results import Result


class Batch:
    """A folder of documents, and the folder of their results; iterating does what is to be done.

    Args:
        folder: where the documents are.
        out: where the records go (``a/b.docx`` → ``out/a/b.docx.json``); made if it is not there.
        registry, judgements, region, municipality, scans, patterns: as for ``extract``.
        workers: how many processes; as many as there are processors when left out; 0 reads in this process, without
            protection.
        limits: time and memory for each document.
        include, exclude: patterns of paths (``Choice``).
        limit: how many documents to do at most; the others wait for another run.
        retry: outcomes to try again; «failed» is all without a record.
        moved: the folder is that of the manifest in another place.
        shuffle: do the documents in an order drawn with this seed; the results are the same in any order.

    ``summary`` holds the sums, complete after the last result.
    """

    def __init__(  # noqa: PLR0913 - an option each
        self,
        folder: str | Path,
        out: str | Path,
        *,
        registry: str | Path | None = None,
        judgements: str | Path | None = None,
        region: str | None = None,
        municipality: str | None = None,
        scans: OcrOptions | None = None,
        patterns: str | Path | None = None,
        workers: int | None = None,
        limits: Limits | None = None,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        limit: int | None = None,
        retry: Sequence[str] = (),
        moved: bool = False,
        shuffle: int | None = None,
    ) -> None:
        self.folder, self.out = Path(folder), Path(out)
        self.summary = Summary()
        self.setting = Setting(
            registry=None if registry is None else str(Path(registry).resolve()),
            judgements=None if judgements is None else str(Path(judgements).resolve()),
            region=region,
            municipality=municipality,
            patterns=None if patterns is None else str(Path(patterns).resolve()),
            scans=scans or DEFAULT,
            limits=limits or Limits(),
        )
        self.workers = processors() if workers is None else workers
        self.choice = Choice(tuple(include), tuple(exclude))
        self.limit, self.moved, self.shuffle = limit, moved, shuffle
        self.retry = frozenset(OUTCOMES) - GOOD if FAILED in retry else frozenset(retry)

    def __iter__(self) -> Iterator[Result]:
        """A result per document, as it ends; those of an earlier run that still hold come first.

        Raises:
            SvodkaError: there is no such folder, another run holds the results, they are those of another folder,
                nothing can be written, or a data file has a mistake.  What is done until then stays done.
        """
        from extractor.batch.session import Session

        if not self.folder.is_dir():
            raise SvodkaError("not-found", path=str(self.folder))
        # A mistake in them is told before any document is read, and the workers find the registry prepared.
        self.setting.linker()
        self.setting.ruler()
        self.summary = Summary()
        with held(self.out), Manifest(self.out, writing=True) as manifest:
            yield from Session(self, manifest).results()


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
