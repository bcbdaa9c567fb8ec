"""What is to be done with each document: nothing, another record from the document as it was read, or reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extractor.batch.manifest import Row
from extractor.batch.outcomes import GOOD, PASSING, STOPPED
from extractor.batch.store import Store
from extractor.batch.walk import Found

Work = Literal["skip", "check", "refill", "read"]
"""``check``: read the file, and do no more if its content is that of the manifest."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares a document with what the manifest says of it.

    ``doubted`` are the runs that were cut off: what they wrote is compared byte by byte; ``retry`` the outcomes
    that are tried again.
    """

    out: Path
    store: Store
    readers: str
    rules: str
    retry: Collection[str] = ()
    doubted: Collection[int] = field(default_factory=set)

    def work(self, found: Found, row: Row | None) -> Work:
        """What is to be done."""
        if row is None or row.sha256 is None or row.readers != self.readers:
            # Only what stands in the row of a failure that never came to a digest can spare the reading then.
            return "skip" if row is not None and self._failed_as_it_is(found, row) else "read"
        if row.outcome in self.retry:
            return "read"
        same = _same_times(found, row)
        if row.outcome in GOOD and row.rules == self.rules and self._intact(row):
            return "skip" if same else "check"
        if row.outcome is not None and row.outcome not in GOOD and self._stands(row):
            return "skip" if same else "check"
        return "refill" if same and self.store.has(row.sha256, self.readers) else "read"

    def _failed_as_it_is(self, found: Found, row: Row) -> bool:
        failed = row.outcome is not None and row.outcome not in GOOD and row.outcome not in self.retry
        return failed and row.readers == self.readers and self._stands(row) and _same_times(found, row)

    def _stands(self, row: Row) -> bool:
        """Whether a failure would come out the same."""
        if row.code in PASSING:
            return False
        if row.outcome not in STOPPED or row.rules == self.rules:
            return True
        # It may have been the rules that it failed on: told by the document having been read.
        return row.sha256 is None or not self.store.has(row.sha256, self.readers)

    def _intact(self, row: Row) -> bool:
        """Whether the record is as it was written."""
        path = self.out / row.result
        try:
            if path.stat().st_size != row.result_size:
                return False
            if row.run not in self.doubted:
                return True
            from hashlib import file_digest

            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest() == row.result_sha256
        except OSError:
            return False


def _same_times(found: Found, row: Row) -> bool:
    return (found.size, found.mtime_ns, found.ctime_ns) == (row.size, row.mtime_ns, row.ctime_ns)


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders, relative to the root, that these documents lie in."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
