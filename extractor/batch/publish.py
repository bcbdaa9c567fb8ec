"""What a worker has left becomes a result: the record gets its name, the manifest its row, in this order."""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.batch.job import Done, Job, Shop
from extractor.batch.manifest import Manifest, Row, now
from extractor.batch.outcomes import GOOD, outcome_of
from extractor.batch.walk import Found
from extractor.errors import SvodkaError, system_reason

# Nothing more can be written: going on would only make failures of all that is left.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)})


@dataclass(frozen=True, slots=True)
class Publisher:
    """Writes the ends of documents into the folder of results and its manifest."""

    out: Path
    manifest: Manifest
    shop: Shop
    rules: str
    run: int

    def published(self, row: Row, job: Job, done: Done) -> Row:
        """Make an end known; the row as it is now.

        Raises:
            SvodkaError: not-writable: there is no room, or the folder is read-only.
        """
        if done.outcome is None:
            row = self._with_seen(row, done, job.found)
            self.manifest.put([row])
        elif done.outcome in GOOD:
            try:
                self._name(self.shop.result(job.number), self.out / row.result)
            except OSError as why:
                detail = system_reason(why)
                if why.errno in _NO_ROOM:
                    raise SvodkaError("not-writable", path=str(self.out), detail=detail) from why
                code = "not-writable"
                row = self.failed(row, replace(done, outcome=outcome_of(code), code=code, detail=detail), job.found)
            else:
                row = self._good(row, done, job.found)
        else:
            row = self.failed(row, done, job.found)
        return row

    def failed(self, row: Row, done: Done, found: Found | None) -> Row:
        """Note a document without a record; what an earlier run made of another state of it is removed."""
        with suppress(OSError):
            (self.out / row.result).unlink(missing_ok=True)
        row = replace(
            self._with_seen(row, done, found), result_size=None, result_sha256=None, warnings=None, format=done.format
        )
        return self._ended(row, done)

    def _good(self, row: Row, done: Done, found: Found) -> Row:
        row = replace(
            self._with_seen(row, done, found),
            format=done.format,
            result_size=done.result_size,
            result_sha256=done.result_sha256,
            warnings=done.warnings,
        )
        return self._ended(row, done)

    def _ended(self, row: Row, done: Done) -> Row:
        row = replace(
            row,
            outcome=done.outcome,
            code=done.code,
            detail=done.detail,
            readers=self.shop.readers,
            rules=self.rules,
            seconds=round(done.seconds, 3),
            finished=now(),
            attempts=row.attempts + 1,
            run=self.run,
        )
        self.manifest.put([row])
        return row

    def _with_seen(self, row: Row, done: Done, found: Found | None) -> Row:
        """The row with the state of the file that was read; of one that was not even read, as it was listed."""
        if done.seen is not None:
            seen = done.seen
            return replace(
                row, size=seen.size, mtime_ns=seen.mtime_ns, ctime_ns=seen.ctime_ns, sha256=seen.sha256, present=True
            )
        if done.read or found is None:
            return replace(row, mtime_ns=None, ctime_ns=None, sha256=None, present=True)
        if row.sha256 is not None:  # from the document as it was read
            return replace(row, present=True)
        return replace(row, size=found.size, mtime_ns=found.mtime_ns, ctime_ns=found.ctime_ns, present=True)

    @staticmethod
    def _name(made: Path, result: Path) -> None:
        result.parent.mkdir(parents=True, exist_ok=True)
        made.replace(result)
