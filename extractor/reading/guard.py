"""Size guards for zip packages (DOCX, ODT), run before any parser sees the file.

A package of 250 KB can hold two million paragraphs and cost a parser gigabytes, and the sizes it
declares need not be true.  So every packed member is inflated here once, piece by piece and
thrown away, against the ceilings below.  For an honest document of two pages that takes about a
millisecond.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from extractor.errors import SvodkaError

MEBIBYTE = 1 << 20

# Word writes a few dozen members; the largest real reports, with pictures on every page, hundreds.
MAX_MEMBERS = 2_000
# A report of 500 pages has about 10 MB of document.xml.
MAX_XML_BYTES = 100 * MEBIBYTE
MAX_TOTAL_BYTES = 200 * MEBIBYTE
# Apache Tika's ratio and its allowance; the styles of Word 2007 reach 40:1.
MAX_RATIO = 100
RATIO_FREE_BYTES = 1_000_000
# «<» opens and closes, so this is half a million elements, some 200 MB of tree; an attribute
# takes about as much memory as an element.
MAX_TAGS = 1_000_000
MAX_ATTRIBUTES = 2_000_000
# So little markup cannot reach either ceiling (an element takes 4 bytes), and is not counted.
UNCOUNTED_BYTES = 2 * MEBIBYTE
# Relations and content types become Python objects when a package is opened, 10 µs each.
MAX_PACKAGE_TAGS = 20_000

_PIECE = 1 << 16
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DIRECTORY_ENTRY = b"PK\x01\x02"
# What an XML document may begin with: a byte order mark, white space, «<», a half of UTF-16.
_XML_FIRST_BYTES = b"<\xef\xfe\xff\x00 \t\r\n"
_JPEG = b"\xff\xd8"
# A package may not use another (ECMA-376, part 2); in UTF-7 tags would go uncounted.
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"'](?!utf-?(?:8|16)[\"'])([\w.:-]+)", re.IGNORECASE)


def check_package(data: bytes, name: str, *, most_tags: int = MAX_TAGS, most_attributes: int = MAX_ATTRIBUTES) -> None:
    """Refuse a zip package that is broken, locked or would swell.

    Args:
        data: the whole file.
        name: how to call it in messages.
        most_tags: what its reader can bear; more than ``MAX_TAGS`` where it makes no tree.
        most_attributes: likewise.
    Raises:
        SvodkaError: damaged, encrypted or too-large.
    """
    members = _members(data, name)
    total = sum(member.file_size for member in members)
    if total > MAX_TOTAL_BYTES:
        raise _too_large(name, f"распаковывается больше чем в {MAX_TOTAL_BYTES // MEBIBYTE} МБ")
    tags = attributes = package_tags = 0
    for member in members:
        of_package = member.filename.endswith(".rels") or member.filename == "[Content_Types].xml"
        for piece in _markup(data, member, name):
            if of_package:
                package_tags += piece.count(b"<")
            if total > UNCOUNTED_BYTES:
                tags += piece.count(b"<")
                attributes += piece.count(b"=")
            if tags > most_tags or attributes > most_attributes or package_tags > MAX_PACKAGE_TAGS:
                raise _too_large(name, "слишком много элементов разметки")


def _members(data: bytes, name: str) -> list[ZipInfo]:
    """The central directory, counted before ``zipfile`` makes an object of every entry."""
    if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
        raise _too_large(name, f"больше {MAX_MEMBERS} частей")
    try:
        with ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (BadZipFile, LargeZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise _damaged(name, str(error)) from error
    if len({member.filename for member in members}) < len(members):
        raise _damaged(name, "две части с одним именем")
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise SvodkaError("encrypted", path=name)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _damaged(name, f"способ сжатия {member.compress_type}")
    return members


def _markup(data: bytes, member: ZipInfo, name: str) -> Iterator[bytes]:
    """The pieces of a member that is XML by its first byte; anything else is only measured.

    The suffix says nothing: a package calls any part XML by its content type.
    """
    size, is_xml = 0, False
    for piece in _inflated(data, member, name):
        if not size:
            is_xml = piece[0] in _XML_FIRST_BYTES and not piece.startswith(_JPEG)
            if is_xml:
                _check_part(member, piece, name)
            elif member.compress_type == ZIP_STORED:
                return  # a picture as large as it looks
        size += len(piece)
        if size > member.file_size:
            break
        if is_xml:
            yield piece
    if size != member.file_size:
        raise _damaged(name, f"неверный размер части {member.filename}")


def _check_part(member: ZipInfo, piece: bytes, name: str) -> None:
    """What the directory and the first piece tell of a part of XML."""
    if member.file_size > MAX_XML_BYTES:
        raise _too_large(name, f"{member.filename} больше {MAX_XML_BYTES // MEBIBYTE} МБ")
    if member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size):
        raise _too_large(name, f"{member.filename} сжат больше чем в {MAX_RATIO} раз")
    if b"<!ENTITY" in piece:
        raise _damaged(name, f"объявление сущностей в части {member.filename}")
    if _ENCODING.match(piece):
        raise _damaged(name, f"кодировка части {member.filename}")


def _inflated(data: bytes, member: ZipInfo, name: str) -> Iterator[bytes]:
    """The member's bytes in pieces of at most 64 KiB, whatever its header says."""
    head = member.header_offset
    lengths = data[head + 26 : head + _LOCAL_HEADER_BYTES]
    start = head + _LOCAL_HEADER_BYTES + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = memoryview(data)[start : start + member.compress_size]
    if head < 0 or len(packed) < member.compress_size:
        raise _damaged(name, f"часть {member.filename} обрывается")
    if member.compress_type == ZIP_STORED:
        for at in range(0, len(packed), _PIECE):
            yield bytes(packed[at : at + _PIECE])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _PIECE):
            rest: bytes | memoryview = packed[at : at + _PIECE]
            while rest:
                piece = inflater.decompress(rest, _PIECE)
                if piece:
                    yield piece
                rest = inflater.unconsumed_tail
        tail = inflater.flush()  # a last match may wait inside zlib when all input is taken
    except zlib.error as error:
        raise _damaged(name, f"часть {member.filename}: {error}") from error
    if tail:
        yield tail
    if not inflater.eof:
        raise _damaged(name, f"часть {member.filename} обрывается")


def _damaged(name: str, detail: str) -> SvodkaError:
    return SvodkaError("damaged", path=name, detail=detail)


def _too_large(name: str, detail: str) -> SvodkaError:
    return SvodkaError("too-large", path=name, detail=detail)
