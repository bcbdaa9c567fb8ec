"""The results of a batch, one at a time: records and failures, in the order of the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.manifest import Manifest, Row
from extractor.batch.outcomes import GOOD, Outcome
from extractor.batch.paths import shown
from extractor.errors import SvodkaError

if TYPE_CHECKING:
    from extractor.record import Record

_GOOD = "present AND outcome IN ('ok', 'partial')"
_BAD = "present AND outcome IS NOT NULL AND outcome NOT IN ('ok', 'partial')"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document.

    ``path`` is relative to the folder that was read; ``worked`` tells whether this run did it or an earlier one;
    ``file`` is that of the record; ``error`` says why there is none.
    """

    path: str
    outcome: Outcome
    file: Path
    format: str | None = None
    error: SvodkaError | None = None
    worked: bool = True

    def record(self) -> Record:
        """The record, read from its file.

        Raises:
            SvodkaError: there is none (the document's own error), or its file is gone or damaged (``bad-results``).
        """
        if self.error is not None:
            raise self.error
        return _record(self.file)


def result_of(row: Row, out: Path, folder: Path | str, *, worked: bool = False) -> Result:
    """A document of the manifest that has an outcome."""
    assert row.outcome is not None  # noqa: S101 - callers ask for such rows
    error = None
    if row.outcome not in GOOD:
        error = SvodkaError(row.code or "internal", path=shown(str(Path(folder) / row.path)), detail=row.detail or "")
    return Result(row.path, row.outcome, out / row.result, row.format, error, worked)


def records_of(out: Path) -> Iterator[tuple[str, Record]]:
    """Every document that has a record and is still in the folder: its path and the record, by path.

    Args:
        out: a folder of results that ``svodka batch`` made; a run may be under way or have been interrupted.
    Raises:
        SvodkaError: bad-results.
    """
    with Manifest(out, writing=False) as manifest:
        for row in manifest.rows(_GOOD):
            yield row.path, _record(out / row.result)


def failures_of(out: Path) -> Iterator[Result]:
    """Every document without a record, with its error, by path.

    Raises:
        SvodkaError: bad-results.
    """
    with Manifest(out, writing=False) as manifest:
        yield from failures_in(manifest, out)


def failures_in(manifest: Manifest, out: Path) -> Iterator[Result]:
    """The same for an open manifest."""
    folder = manifest.about("folder") or ""
    for row in manifest.rows(_BAD):
        yield result_of(row, out, folder)


def _record(file: Path) -> Record:
    from extractor.record import Record

    try:
        return Record.model_validate_json(file.read_bytes())
    except (OSError, ValueError) as why:
        raise SvodkaError("bad-results", path=shown(str(file)), detail=str(why).split("\n", maxsplit=1)[0]) from why
