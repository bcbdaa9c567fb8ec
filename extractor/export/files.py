"""Writing a result so that nobody ever sees half of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from extractor.errors import SvodkaError, system_reason


def write_whole(path: Path, pieces: Iterable[bytes]) -> bool:
    """Write a file at once: into a new one beside it, which then takes its name.

    Args:
        path: what to write; a device or a pipe is written to directly, there is nothing to replace.
        pieces: the contents; whatever is raised while they are made leaves ``path`` as it was.
    Returns:
        False if there were no pieces; nothing is written then.
    Raises:
        SvodkaError: ``not-writable``.
    """
    source = iter(pieces)
    first = next(source, None)
    if first is None:
        return False
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as out:
                out.writelines(chain([first], source))
        else:
            _replace(path, chain([first], source))
    except OSError as why:
        raise SvodkaError("not-writable", path=str(path), detail=system_reason(why)) from why
    return True


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside ``path`` for a library to write to; what stands there at the end takes the place of ``path``.

    Whatever is raised meanwhile leaves ``path`` as it was.

    Raises:
        SvodkaError: ``not-writable``.
    """
    beside = _beside(path)
    try:
        yield beside
        with beside.open("r+b") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    except OSError as why:
        raise SvodkaError("not-writable", path=str(path), detail=system_reason(why)) from why
    finally:
        with suppress(OSError):
            beside.unlink()


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    beside = _beside(path)
    try:
        with beside.open("xb") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


def _beside(path: Path) -> Path:
    # A short name of its own: the target's may already be as long as a name can be.
    return path.with_name(f".svodka-{secrets.token_hex(6)}.tmp")
