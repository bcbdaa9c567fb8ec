"""Opening compound (OLE) files: guards before olefile, and one kind of error for whatever is broken in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from extractor.errors import SvodkaError

if TYPE_CHECKING:
    from olefile import OleFileIO

# A document of Word has some ten streams, one with a few hundred embedded tables some thousands.
MOST_ENTRIES = 16_384
_ENTRY = 128
_HEADER = 512
_SECTOR_SHIFTS = (9, 12)
# FAT sectors that the header itself names.
_IN_HEADER = 109
_BROKEN = (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, struct.error)


@contextmanager
def opened(data: bytes, *, name: str) -> Iterator[OleFileIO]:
    """A compound file, open for reading; what fails inside the block is a damaged file too.

    Args:
        data: the whole file.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged, or too-large for a directory or an allocation table that no document needs.
    """
    import olefile

    _check(data, name)
    try:
        with olefile.OleFileIO(data) as package:
            yield package
    except _BROKEN as error:
        raise SvodkaError("damaged", path=name, detail="составной файл OLE не читается") from error


def _check(data: bytes, name: str) -> None:
    """What olefile believes: the numbers of sectors in the header, and a directory that ends.

    It loads as many sectors of the allocation table as the header asks for, one sector again and
    again if need be, and as long a directory as the table has room for.
    """
    broken = SvodkaError("damaged", path=name, detail="неверный заголовок составного файла OLE")
    if len(data) < 2 * _HEADER:
        raise broken
    shift = int.from_bytes(data[30:32], "little")
    if shift not in _SECTOR_SHIFTS:
        raise broken
    sector = 1 << shift
    per_sector = sector // 4
    sectors = len(data) // sector
    fat_sectors, directory = struct.unpack_from("<2I", data, 44)
    difat_sectors = int.from_bytes(data[72:76], "little")
    if fat_sectors > sectors // per_sector + _IN_HEADER or difat_sectors > fat_sectors // (per_sector - 1) + 1:
        raise broken
    table = _table(data, sector)
    seen: set[int] = set()
    at = directory
    while at < len(table) // 4 and at not in seen:
        seen.add(at)
        if len(seen) * sector > MOST_ENTRIES * _ENTRY:
            raise SvodkaError("too-large", path=name, detail="слишком длинный каталог составного файла OLE")
        at = int.from_bytes(table[4 * at : 4 * at + 4], "little")
    if at in seen:
        raise SvodkaError("damaged", path=name, detail="каталог составного файла OLE ходит по кругу")


def _table(data: bytes, sector: int) -> bytes:
    """The allocation table: the part of it that the header names, the first 6.8 MB of a file."""
    named = struct.unpack_from(f"<{_IN_HEADER}I", data, 76)
    starts = [(number + 1) * sector for number in named]
    return b"".join(data[start : start + sector] for start in starts if start < len(data))


def stream(package: Any, path: str, most: int, *, name: str) -> bytes:
    """One stream of an open package; empty when it is not there.

    Raises:
        SvodkaError: too-large, when it has more than ``most`` bytes.
    """
    if not package.exists(path):
        return b""
    if package.get_size(path) > most:
        raise SvodkaError("too-large", path=name, detail=f"поток {path} больше {most >> 20} МБ")
    units(package, path)
    content: bytes = package.openstream(path).read()
    return content


def units(package: Any, path: str) -> tuple[list[int], int]:
    """Where in the file the parts of a stream begin, in the stream's order, and how many bytes each has.

    Raises:
        ValueError: one part comes twice, so that the stream would go round in a circle.
    """
    entry = package.direntries[package._find(path)]
    size = package.sectorsize
    if entry.size >= package.minisectorcutoff:
        return [(sector + 1) * size for sector in _chain(entry.isectStart, entry.size, size, package.fat)], size
    # Small streams lie in pieces of 64 bytes within a stream of the root's.
    small = package.minisectorsize
    if not package.minifat:
        package.loadminifat()
    pieces = [small * piece for piece in _chain(entry.isectStart, entry.size, small, package.minifat)]
    root = _chain(package.root.isectStart, package.root.size, size, package.fat) if pieces else []
    return [(root[at // size] + 1) * size + at % size for at in pieces], small


def _chain(first: int, length: int, size: int, table: Sequence[int]) -> list[int]:
    count = -(-length // size)
    if count > len(table):
        raise ValueError(length)
    found, at = [], first
    for _ in range(count):
        found.append(at)
        at = table[at]
    if len(set(found)) < len(found):
        raise ValueError(first)
    return found
