"""What one document may take: memory and time, kept by the process that reads it.

Of memory: on Linux the system refuses more address space, so that Python says ``MemoryError`` in the place that asked;
elsewhere, where no such limit is kept, the process looks at its own size.  Time of a worker is kept by whoever waits
for it (``pool.py``); ``timed`` is for a process without such a keeper.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

from extractor.batch.setting import MEGABYTE
from extractor.errors import SvodkaError

OUT_OF_MEMORY = 77
"""The exit code of a process that passed its memory."""
ORPHANED = 78
"""The exit code of a worker whose run is gone."""
_LOOKS = 0.2
_ON_LINUX: bool = sys.platform == "linux"
# From the end of the time until a process that does not let itself be interrupted is ended.
GRACE = 5.0


def limit_memory(megabytes: int) -> None:
    """No more memory for this process than so much above what it takes now."""
    if _ON_LINUX:
        _limit_addresses(megabytes)
    else:
        _look(_too_large(megabytes), lambda: os._exit(OUT_OF_MEMORY))


@contextmanager
def memory_limited(megabytes: int, path: str, late: Callable[[SvodkaError], None]) -> Iterator[None]:
    """Let what is inside take so much memory: Python says ``MemoryError`` then.

    Where the system keeps no limit, ``late`` is told the error instead, and the process ends.
    """
    if _ON_LINUX:
        import resource

        before = _limit_addresses(megabytes)
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, before)
        return
    done, too_large = threading.Event(), _too_large(megabytes)
    error = SvodkaError("out-of-memory", path=path, detail=f"{megabytes} МБ")

    def end() -> None:
        if not done.is_set():
            late(error)
            os._exit(int(error.exit_code))

    _look(lambda: done.is_set() or too_large(), end)
    try:
        yield
    finally:
        done.set()


def _limit_addresses(megabytes: int) -> tuple[int, int]:
    """Linux's own limit; what it was before."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * MEGABYTE
    # Above ``maxsize`` the system takes no number.
    least = min((most, sys.maxsize, *(limit for limit in before if limit != resource.RLIM_INFINITY)))
    # Programs that a reader starts (LibreOffice) may set their own: the hard limit stays.
    resource.setrlimit(resource.RLIMIT_AS, (least, before[1]))
    return before


def _too_large(megabytes: int) -> Callable[[], bool]:
    import psutil  # type: ignore[import-untyped]

    me = psutil.Process()
    most = me.memory_info().rss + megabytes * MEGABYTE
    return lambda: bool(me.memory_info().rss > most)


def end_with_parent() -> None:
    """End this worker at once when the run that started it is gone, whatever it is doing."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        _look(lambda: bool(connection.wait([parent.sentinel], timeout=60)), lambda: os._exit(ORPHANED), pause=0)


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End this worker if what is inside takes so much and ``GRACE`` more.

    Whoever waits for the worker has ended it long before, unless that is gone: then this ends even native code that
    lets nothing else work, which ``end_with_parent`` cannot.
    """
    faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> IO[str]:
    return Path(os.devnull).open("w", encoding="utf-8")


def _look(over: Callable[[], bool], then: Callable[[], None], pause: float = _LOOKS) -> None:
    """Ask again and again, in a thread of its own, until the answer is yes."""

    def look() -> None:
        rest = threading.Event()
        while not over():
            rest.wait(pause)
        then()

    threading.Thread(target=look, name="svodka-limits", daemon=True).start()


def ran_out(error: BaseException | None) -> bool:
    """Whether an error is one of memory, or was raised because of one: readers call what a parser says «damaged»."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, MemoryError):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


class _TimeUpError(BaseException):
    """The time is over; not an ``Exception``, so that no reader takes it for a fault of the file."""


@contextmanager
def timed(seconds: float, path: str, late: Callable[[SvodkaError], None]) -> Iterator[None]:
    """Let what is inside take so much time.

    Args:
        seconds: how much; native code that cannot be interrupted has ``GRACE`` seconds more.
        path: the document, for the message.
        late: told the error when that is over too; the process ends after it.
    Raises:
        SvodkaError: timeout.
    """
    error = SvodkaError("timeout", path=path, detail=f"{round(seconds, 1):g} с")

    def end() -> None:
        late(error)
        os._exit(int(error.exit_code))

    def stop(*_: object) -> None:
        raise _TimeUpError

    alarmed = hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()
    last = threading.Timer(seconds + (GRACE if alarmed else 0), end)
    last.daemon = True
    last.start()
    # Code that lets no other thread work is ended by one that is not Python's, with a word where it was.
    with suppress(AttributeError, OSError, RuntimeError, ValueError):  # where standard error is no file
        faulthandler.dump_traceback_later(seconds + 2 * GRACE, exit=True)
    before = signal.signal(signal.SIGALRM, stop) if alarmed else None
    if alarmed:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _TimeUpError:
        raise error from None
    finally:
        last.cancel()
        faulthandler.cancel_dump_traceback_later()
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
