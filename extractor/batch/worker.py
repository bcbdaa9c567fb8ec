"""One document, from its file to its record, in a worker process."""

from __future__ import annotations

import gc
import hashlib
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.job import Done, Job, Seen, Shop
from extractor.batch.limits import OUT_OF_MEMORY, end_with_parent, ended_after, limit_memory, ran_out
from extractor.batch.outcomes import outcome_of, outcome_of_record
from extractor.batch.paths import shown
from extractor.batch.store import Store
from extractor.errors import ExitCode, SvodkaError, system_reason

if TYPE_CHECKING:
    from extractor.linking import Linker
    from extractor.nlp.ruler import Ruler
    from extractor.reading.document import Document
    from extractor.record import Record

# A file whose times are younger than this when it is read may be written to once more without their changing.
_YOUNG_NS = 2_000_000_000


class Worker:
    """Does jobs one after another.

    Args:
        shop: where things are found and left.
        alone: whether the process is there for this alone: one that has run out of memory is then ended, not mended.
    Raises:
        SvodkaError: the registry, the decisions or the patterns cannot be read.
    """

    def __init__(self, shop: Shop, *, alone: bool) -> None:
        self._shop, self._alone = shop, alone
        self._store = Store(shop.store)
        self._linker, self._ruler = shop.setting.linker(), shop.setting.ruler()

    def seconds_for(self, job: Job) -> float:
        """How long a document may take."""
        return self._shop.setting.limits.seconds_for(job.found.size)

    def do(self, job: Job) -> Done:
        """Make and leave the record of a document; whatever goes wrong with it is in the answer."""
        begun = time.perf_counter()
        task = _Task(job, self._shop, self._store, self._linker, self._ruler)
        try:
            return task.done(begun)
        except SvodkaError as error:
            self._end_if_out_of_memory(error)
            # A mistake in a data file, or no room where results are left: the next document would end the same.
            fatal = error.exit_code == ExitCode.USAGE or error.code == "not-writable"
            about = error.path if fatal else ""
            return task.failed(begun, error.code, error.detail, about=about, line=error.line, fatal=fatal)
        except Exception as why:  # noqa: BLE001 - a mistake of the program costs one document
            self._end_if_out_of_memory(why)
            from extractor.batch.faults import place_of

            return task.failed(begun, "out-of-memory" if ran_out(why) else "internal", place_of(why))

    def _end_if_out_of_memory(self, why: BaseException) -> None:
        if self._alone and ran_out(why):
            os._exit(OUT_OF_MEMORY)


class _Task:
    """One job under way, with what is known so far."""

    def __init__(self, job: Job, shop: Shop, store: Store, linker: Linker | None, ruler: Ruler | None) -> None:
        self._job, self._shop, self._store, self._linker, self._ruler = job, shop, store, linker, ruler
        self._seen: Seen | None = None
        self._format: str | None = None
        self._read = False

    def done(self, begun: float) -> Done:
        job = self._job
        with self._written():
            self._shop.note(job.number)
        document = self._store.read(job.sha256, self._shop.readers) if job.refill and job.sha256 else None
        sha256 = job.sha256
        if document is None:
            data = self._bytes()
            assert self._seen is not None  # noqa: S101 - for the type checker
            sha256 = self._seen.sha256
            if job.check and sha256 == job.sha256:
                return Done(None, time.perf_counter() - begun, read=True, seen=self._seen)
            document = self._store.read(sha256, self._shop.readers) or self._document(data)
            del data
        self._format = document.format
        assert sha256 is not None  # noqa: S101 - for the type checker
        record = self._record(document, sha256)
        size, digest = self._leave(record)
        return Done(
            outcome_of_record(record.source.warnings),
            time.perf_counter() - begun,
            read=self._read,
            seen=self._seen,
            format=self._format,
            result_size=size,
            result_sha256=digest,
            warnings=len(record.source.warnings),
            links=dict(Counter(school.link.status for school in record.schools if school.link)),
        )

    def failed(
        self, begun: float, code: str, detail: str, *, about: str = "", line: int = 0, fatal: bool = False
    ) -> Done:
        return Done(
            outcome_of(code),
            time.perf_counter() - begun,
            read=self._read,
            seen=self._seen,
            format=self._format,
            code=code,
            detail=detail,
            about=about,
            line=line,
            fatal=fatal,
        )

    def _bytes(self) -> bytes:
        """The file's bytes, all of one moment; notes what they were."""
        from extractor.reading.files import read_bytes

        path, young = Path(self._job.file), time.time_ns() - _YOUNG_NS
        self._read = True
        before = _stat(path)
        data = read_bytes(path)
        if before is None or _stat(path) != before or len(data) != before[0]:
            raise SvodkaError("changed-during-read", path=self._job.file)
        size, mtime, ctime, _ = before
        settled = max(mtime, ctime) < young
        digest = hashlib.sha256(data).hexdigest()
        self._seen = Seen(size, mtime if settled else None, ctime if settled else None, digest)
        with self._written():
            self._shop.note(self._job.number, self._seen)
        return data

    def _document(self, data: bytes) -> Document:
        from extractor.reading import read_document
        from extractor.reading.detect import detect

        name = shown(self._job.file)
        self._format = detect(data, name=name)
        document = read_document(data, name=name, ocr=self._shop.setting.scans)
        assert self._seen is not None  # noqa: S101 - for the type checker
        self._store.write(self._seen.sha256, self._shop.readers, document)
        return document

    def _record(self, document: Document, sha256: str) -> Record:
        from extractor import extract_document

        setting = self._shop.setting
        return extract_document(
            document,
            name=shown(self._job.file),
            sha256=sha256,
            registry=self._linker,
            region=setting.region,
            municipality=setting.municipality,
            ruler=self._ruler,
        )

    def _leave(self, record: Record) -> tuple[int, str]:
        """Write the record where the run takes it from; its size and digest."""
        from extractor.export.json import one

        made = b"".join(one([record]))
        with self._written():
            self._shop.result(self._job.number).write_bytes(made)
        return len(made), hashlib.sha256(made).hexdigest()

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as why:
            raise SvodkaError("not-writable", path=str(self._shop.work), detail=system_reason(why)) from why


def _stat(path: Path) -> tuple[int, int, int, int] | None:
    try:
        info = path.stat()
    except OSError:
        return None  # whoever reads it says what is wrong
    return info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino


_worker: list[Worker] = []


def start(shop: Shop) -> None:
    """Make this process a worker: ready, limited, and gone when its run is."""
    from extractor.batch import preload  # noqa: F401 - everything heavy, unless the process came with it

    end_with_parent()
    _worker[:] = [Worker(shop, alone=True)]
    gc.collect()
    gc.freeze()
    limit_memory(shop.setting.limits.megabytes)


def do(job: Job) -> Done:
    """Do a job in this worker process."""
    worker = _worker[0]
    with ended_after(worker.seconds_for(job)):
        return worker.do(job)
