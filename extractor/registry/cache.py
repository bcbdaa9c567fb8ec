"""A small store in the user's cache folder for what takes seconds to make out of a file and is wanted again.

What is stored are plain bytes (no pickle: nothing in the folder can run), each entry with a checksum.  The cache is
never needed: where the folder is missing, full, damaged or may not be written, everything is only slower.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

VARIABLE = "SVODKA_CACHE"
"""Names another folder for the cache."""

# An index of all schools of the country takes some 50 MB.
MOST_ENTRIES = 8
_MARK = b"svodka-cache 1\n"
_SUM_BYTES = 16
_SUFFIX = ".cache"
_UNFINISHED = ".tmp"


def folder() -> Path:
    """Where the entries lie: ``SVODKA_CACHE``, or the place for caches that the system has for its user."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("svodka", appauthor=False)


def key_of(path: Path, version: str) -> str:
    """A key for what is made out of a file: another one for other bytes, and for another version of the maker.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").digest()
    return hashlib.sha256(content + version.encode()).hexdigest()


def read(key: str) -> bytes | None:
    """What was stored under a key; ``None`` if nothing is, or if it is damaged."""
    try:
        path = folder() / (key + _SUFFIX)
        data = path.read_bytes()
    except (OSError, RuntimeError, ValueError):
        return None
    head = len(_MARK) + _SUM_BYTES
    payload = data[head:]
    if data[:head] != _MARK + _sum(payload):
        return None
    with suppress(OSError):
        os.utime(path)  # what is used stays longest
    return payload


def write(key: str, payload: bytes) -> None:
    """Store bytes under a key, as a whole or not at all; the oldest entries beyond ``MOST_ENTRIES`` are removed."""
    with suppress(OSError, RuntimeError, ValueError):
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        beside = place / f".{secrets.token_hex(8)}{_UNFINISHED}"
        try:
            with beside.open("xb") as out:
                out.writelines((_MARK, _sum(payload), payload))
            beside.replace(place / (key + _SUFFIX))
        finally:
            with suppress(OSError):
                beside.unlink()
        _prune(place)


def _prune(place: Path) -> None:
    """Remove all but the files used last; what broken runs left behind grows old too."""
    dated: list[tuple[int, Path]] = []
    for path in place.iterdir():
        # A file may go while we look: another process prunes as well.
        with suppress(OSError):
            if path.suffix in (_SUFFIX, _UNFINISHED) and path.is_file():
                dated.append((path.stat().st_mtime_ns, path))
    for _, path in sorted(dated, reverse=True)[MOST_ENTRIES:]:
        with suppress(OSError):
            path.unlink()


def _sum(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=_SUM_BYTES).digest()
