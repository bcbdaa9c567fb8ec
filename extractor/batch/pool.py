"""Jobs through worker processes: what one of them does to its process costs that document alone.

pebble keeps the workers: it ends one whose time is over, notices one that died, and starts another in its place.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from extractor.batch import worker
from extractor.batch.job import Done, Job, Shop
from extractor.batch.limits import OUT_OF_MEMORY
from extractor.batch.outcomes import outcome_of
from extractor.errors import SvodkaError

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

# A worker is replaced after so many documents: what a parser's library does not give back goes with it.
DOCUMENTS_A_WORKER = 200
# Jobs that wait in the pipe for every worker, so that none of them has to wait for us.
_AHEAD = 2
# With fewer documents, loading what only some of them need takes longer than it saves.
_MANY = 100
# How long a worker that is told to end may take before it is killed.
_FAREWELL = 0.5
_ATTEMPTS = 3


class Pool:
    """Worker processes of one run.

    Args:
        shop: where workers find and leave things.
        workers: how many.
        expected: how many jobs there will be, roughly.
    """

    def __init__(self, shop: Shop, *, workers: int, expected: int) -> None:
        self._shop, self._workers = shop, workers
        self._context = _context(many=expected >= _MANY)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Done]]:
        """Every job with its end, in the order in which they end.

        Raises:
            SvodkaError: no-workers.
        """
        source = iter(jobs)
        again: list[Job] = []  # those that were under way when all workers were lost
        failed_starts = 0
        while True:
            # One by one then, to find out which of them it was.
            careful = bool(again)
            jobs, again = iter(again) if careful else source, []
            with self._open() as pool:
                for job, done in self._through(pool, jobs, 1 if careful else self._workers * (1 + _AHEAD)):
                    if done is not None:
                        failed_starts = 0
                        yield job, done
                    elif careful and self._shop.noted(job.number)[0]:
                        failed_starts = 0
                        yield job, self._died(job, "crash", "процесс завершился")
                    else:
                        again.append(job)
            again += jobs if careful else ()
            if not careful and not again:
                return
            failed_starts += bool(again)
            if failed_starts > _ATTEMPTS:
                raise SvodkaError("no-workers", detail="процесс завершается, не начав работы")

    def _through(self, pool: ProcessPool, jobs: Iterator[Job], window: int) -> Iterator[tuple[Job, Done | None]]:
        """Jobs through one set of workers; without an end for those that were under way when it broke."""
        limits = self._shop.setting.limits
        under_way: dict[ProcessFuture[Done], Job] = {}
        broken = False
        while True:
            for job in islice(jobs, 0 if broken else window - len(under_way)):
                seconds = limits.seconds_for(job.found.size)
                try:
                    under_way[pool.schedule(worker.do, args=(job,), timeout=seconds)] = job
                except RuntimeError:  # all workers were lost just now
                    broken = True
                    yield job, None
                    break
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                job = under_way.pop(cast("ProcessFuture[Done]", future))
                done = self._end(job, future)
                broken = broken or done is None
                yield job, done

    def _end(self, job: Job, future: Any) -> Done | None:
        from pebble import ProcessExpired

        limits = self._shop.setting.limits
        try:
            done: Done = future.result()
        except TimeoutError:
            return self._died(job, "timeout", f"{round(limits.seconds_for(job.found.size), 1):g} с")
        except ProcessExpired as expired:
            if expired.exitcode == OUT_OF_MEMORY:
                return self._died(job, "out-of-memory", f"{limits.megabytes} МБ")
            return self._died(job, "crash", _said(expired.exitcode))
        except BrokenProcessPool:
            return None
        return done

    def _died(self, job: Job, code: str, detail: str) -> Done:
        """The end of a document whose worker cannot tell it; what it had read is in its note."""
        _, seen = self._shop.noted(job.number)
        return Done(outcome_of(code), 0.0, read=seen is not None, seen=seen, code=code, detail=detail)

    @contextmanager
    def _open(self) -> Iterator[ProcessPool]:
        from pebble import CONSTS, ProcessPool

        CONSTS.term_timeout = _FAREWELL
        pool = ProcessPool(
            max_workers=self._workers,
            max_tasks=DOCUMENTS_A_WORKER,
            initializer=worker.start,
            initargs=(self._shop,),
            context=self._context,
        )
        try:
            yield pool
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()


def _context(*, many: bool) -> Any:
    """How processes are started: from one that has everything loaded, where the system can; else from nothing.

    Never as a copy of this one: it has threads, whose locks a copy would keep for ever.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extractor.batch.preload", *(["extractor.batch.preload_names"] if many else [])])
    return context


def _said(exitcode: int) -> str:
    """How a process ended: «сигнал 11 (SIGSEGV)», «код 3»."""
    import signal

    if exitcode >= 0:
        return f"код {exitcode}"
    try:
        name = f" ({signal.Signals(-exitcode).name})"
    except ValueError:
        name = ""
    hint = ", возможно, системе не хватило памяти" if -exitcode == getattr(signal, "SIGKILL", 9) else ""
    return f"сигнал {-exitcode}{name}{hint}"


class Here:
    """The same without worker processes: for looking for a mistake, and for measuring what the workers cost."""

    def __init__(self, shop: Shop) -> None:
        self._worker = worker.Worker(shop, alone=False)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Done]]:
        """Every job with its end, one after another."""
        for job in jobs:
            yield job, self._worker.do(job)
