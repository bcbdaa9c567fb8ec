"""How ``extract`` keeps a document to ``--timeout`` and ``--memory``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.commands.voice import Voice

Limit = Callable[[str], AbstractContextManager[None]]
"""Called with a document, a context in which reading it is limited."""


def limit_of(seconds: float, megabytes: int, voice: Voice) -> Limit:
    """The limits of a worker, kept by the process itself.

    A document that passes one ends in ``timeout`` or ``out-of-memory``, and the next one is read; native code that
    cannot be interrupted ends the process, which says so.
    """

    @contextmanager
    def limited(file: str) -> Iterator[None]:
        from extractor.batch.limits import memory_limited, timed
        from extractor.batch.setting import Limits

        path = Path(file)
        size = path.stat().st_size if path.is_file() else 0
        time = Limits(seconds, megabytes).seconds_for(size)
        with memory_limited(megabytes, file, voice.failure), timed(time, file, voice.failure):
            yield

    return limited
