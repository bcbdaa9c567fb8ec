"""``--watch``: checking again whenever a draft is saved."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.commands.voice import Voice

_EVERY = 1.0
"""Seconds: Word takes longer to save."""
State = dict[str, tuple[int, int]]


def watch(
    check: Callable[[], int],
    drafts: Callable[[], list[str]],
    voice: Voice,
    *,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Check at once and after every change, until it is interrupted.

    Args:
        check: one pass.
        drafts: the files to watch; asked anew, for a folder may get more.
        pause: waits some seconds.
    """
    while True:
        before = state_of(drafts())
        check()
        voice.line(voice("жду сохранения; Ctrl+C – закончить", "waiting for a save; Ctrl+C ends"))
        while True:
            pause(_EVERY)
            now = state_of(drafts())
            # Word saves by putting a new file in the place of the old: for a moment there is none.
            if now != before and all(size for _, size in now.values()):
                pause(_EVERY)
                break


def state_of(files: list[str]) -> State:
    """When each file was last changed, and its size; nothing of those that are not there."""
    found: State = {}
    for file in files:
        try:
            info = Path(file).stat()
        except OSError:
            continue
        found[file] = (info.st_mtime_ns, info.st_size)
    return found
