"""Keeps watch over one run of LibreOffice:  python watch.py SECONDS FOLDER COMMAND ...

A process of its own, so that LibreOffice and all that it starts are ended in every case: when the time is over,
when it is done and has left something running, and when the process that asked for the run is gone, however
it ended.  Whoever asked holds the other end of standard input; when that closes, the run is over.

Imports the standard library alone and is run as a file, so that it starts in some 20 milliseconds.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

OUT_OF_TIME = 124
STARTED_NOTHING = 126
_PAUSE = 0.02
# A document of 500 pages takes LibreOffice 0.5 GB; the address space it asks for is some 2 GB larger.
_MOST_MEMORY = 6 * 2**30
_MOST_WRITTEN = 2**30


def main(seconds: float, folder: str, command: list[str]) -> int:
    """Run the command and return its exit code, or one of those above."""
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    threading.Thread(target=_wait_for_the_end_of_input, args=(over,), daemon=True).start()
    _limit()
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    except OSError:
        return STARTED_NOTHING
    until = time.monotonic() + seconds
    code: int | None = OUT_OF_TIME
    while time.monotonic() < until and not over.is_set():
        if _done(child):
            code = None
            break
        time.sleep(_PAUSE)
    _end(child)
    if over.is_set():
        shutil.rmtree(folder, ignore_errors=True)
    return child.returncode if code is None else code


def _wait_for_the_end_of_input(over: threading.Event) -> None:
    with suppress(OSError, ValueError):
        while os.read(0, 1):
            pass
    over.set()


def _done(child: subprocess.Popen[bytes]) -> bool:
    """Whether the command has ended.

    It stays waited for: its group must not get another owner before what is left of it is ended.
    """
    if sys.platform == "win32":
        return child.poll() is not None
    return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the command and everything it has started."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(child.pid)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _limit() -> None:
    """Memory and size of files, where the system has limits."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_FSIZE, _MOST_WRITTEN)):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2], sys.argv[3:]))
