"""Compound (OLE) files by hand: a DOCX with a password, a Word 97 document."""

from __future__ import annotations

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
# Smaller streams live in the mini stream, which this writer does without.
_STREAM = 4096


def compound(*names: str, first: bytes = b"") -> bytes:
    """A compound file with streams of the given names, each of 4096 bytes beginning with ``first``."""
    sectors = _STREAM // _SECTOR
    fat = [_FAT, _END]
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    for k, name in enumerate(names):
        start = len(fat)
        fat += [*range(start + 1, start + sectors), _END]
        entries.append(_entry(name, 2, right=k + 2 if k + 1 < len(names) else _FREE, start=start, size=_STREAM))
    entries += [bytes(68) + struct.pack("<3I", _FREE, _FREE, _FREE) + bytes(48)] * (-len(entries) % 4)
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, _STREAM, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    content = (first + bytes(_STREAM))[:_STREAM]
    return header + struct.pack(f"<{len(fat)}I", *fat) + b"".join(entries) + content * len(names)


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int, size: int) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBB3I", len(title), kind, 1, _FREE, right, child)
    return title.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


DIRECTORY_SECTOR = 0
"""Where ``streams`` puts the directory; the first stream's sectors follow those of the directory."""


def streams(contents: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to the size that has sectors of its own."""
    entries = [_entry("Root Entry", 5, child=1 if contents else _FREE, start=_END, size=0)]
    count = len(contents)
    sectors = -(-(count + 1) // 4)
    fat = [*range(1, sectors), _END]
    body = b""
    for k, (name, given) in enumerate(contents.items()):
        content = given.ljust(_STREAM, b"\0") if given else given
        size = len(content)
        needed = -(-size // _SECTOR)
        start = len(fat) if needed else _END
        fat += [*range(start + 1, start + needed), _END] if needed else []
        body += content.ljust(needed * _SECTOR, b"\0")
        entries.append(_entry(name, 2, right=k + 2 if k + 1 < count else _FREE, start=start, size=size))
    entries += [bytes(68) + struct.pack("<3I", _FREE, _FREE, _FREE) + bytes(48)] * (-len(entries) % 4)
    tables = -(-len(fat) // (_SECTOR // 4 - 1))
    fat += [_FAT] * tables
    fat += [_FREE] * (tables * (_SECTOR // 4) - len(fat))
    first = sectors + len(body) // _SECTOR
    named = list(range(first, first + tables))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, tables, DIRECTORY_SECTOR, 0, _STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", *(named + [_FREE] * 109)[:109])
    return header + b"".join(entries) + body + struct.pack(f"<{len(fat)}I", *fat)


def table_at(data: bytes) -> int:
    """Where the first sector of the allocation table of such a file begins."""
    return (int.from_bytes(data[76:80], "little") + 1) * _SECTOR


def encrypted_docx() -> bytes:
    return compound("EncryptedPackage", "EncryptionInfo")


def word_97() -> bytes:
    return compound("WordDocument", "1Table", first=b"\xec\xa5\xc1\x00")


def word_97_locked() -> bytes:
    return compound("WordDocument", "1Table", first=b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01")
