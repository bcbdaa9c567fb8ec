"""Getting the bytes of a file, with the guards that come before any parser."""

from __future__ import annotations

import stat
from pathlib import Path

from extractor.errors import SvodkaError, system_reason

# The largest real report met was 40 MB (a scan); ten times that is no paper of a department.
LARGEST_FILE = 400 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The whole file.

    Raises:
        SvodkaError: not-found, not-a-file (a folder, a pipe, a device), too-large, no-permission.
    """
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise SvodkaError("not-a-file", path=str(path))
        if info.st_size > LARGEST_FILE:
            raise SvodkaError(
                "too-large",
                path=str(path),
                detail=f"{info.st_size // 1024 // 1024} МБ, допустимо {LARGEST_FILE // 1024 // 1024}",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise SvodkaError("not-found", path=str(path)) from None
    except OSError as why:
        raise SvodkaError("no-permission", path=str(path), detail=system_reason(why)) from why
