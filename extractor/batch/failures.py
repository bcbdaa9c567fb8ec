"""``failures.jsonl``: the documents without a record, for people and programs that know nothing of the manifest."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.defaults import FAILURES
from extractor.batch.results import failures_in

if TYPE_CHECKING:
    from extractor.batch.manifest import Manifest


def write_failures(manifest: Manifest, out: Path) -> None:
    """Write the list anew, or remove it where there is nothing to list.

    Raises:
        SvodkaError: not-writable.
    """
    from extractor.export.files import write_whole
    from extractor.export.json import line

    rows = (
        line(
            {
                "file": failure.path,
                "outcome": failure.outcome,
                "code": failure.error.code,
                "message": failure.error.message(),
                "hint": failure.error.hint(),
            }
        )
        for failure in failures_in(manifest, out)
        if failure.error is not None
    )
    if not write_whole(out / FAILURES, rows):
        with suppress(OSError):
            (out / FAILURES).unlink()
