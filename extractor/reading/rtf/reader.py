"""The reader of RTF files: an own scanner and a walk with a stack of groups.

Libraries that were tried give the text alone: no cells, no tracked changes, one code page for all fonts.
"""

from __future__ import annotations

import re

from extractor.errors import SvodkaError
from extractor.reading.docx.line import visible
from extractor.reading.encoding import utf16_order
from extractor.reading.rtf.charsets import WESTERN, guessed_codec, is_raw_utf8, page_codec
from extractor.reading.rtf.count import count_characters
from extractor.reading.rtf.frames import Found
from extractor.reading.rtf.header import Header
from extractor.reading.rtf.names import FIRST_PAGE
from extractor.reading.rtf.scan import Scanner
from extractor.reading.rtf.story import words_of
from extractor.reading.rtf.table import Items
from extractor.reading.rtf.walk import KNOWN_WORDS, Walk
from extractor.reading.source import Reading

_DECLARED = re.compile(rb"\\ansicpg(\d{1,6})")
_HEAD = 4_096
# \mac, \pc and \pca name the machine that the bytes are those of.
_MACHINES = {b"mac": 10000, b"pca": 850, b"pc": 437}
_WESTERN = frozenset({WESTERN, "mac-roman", "cp437", "cp850"})
# What programs forget at the end of a file is its last brace.
_SOUND_END = re.compile(rb"(?:\}|\\par[\r\n ]*|\\row[\r\n ]*)\Z")
_MOST_UTF16 = 24 * 2**20
_TRAILING = 200  # bytes behind the end that mean nothing: line ends, zeros, a signature


def read(data: bytes, *, name: str) -> Reading:
    """Read an RTF: heads first, the body, its notes, feet last.

    Args:
        data: the whole file.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged (the file ends inside a group), too-large.
    """
    data = _eight_bit(data, name)
    begin = data.find(b"{\\rtf")
    if begin < 0:
        raise SvodkaError("damaged", path=name, detail="нет начала документа RTF")
    data = data[begin:] if begin else data
    header = Header(raw_utf8=is_raw_utf8(data))
    header.codec = _codec(data)
    scanner = Scanner(data, name=name, known=KNOWN_WORDS)
    found = Walk(scanner, header, name=name).read()
    warnings = _complaints(data, found, scanner.rest, name)
    counted = count_characters(Scanner(data, name=name, known=KNOWN_WORDS), header)
    skipped = frozenset() if found.first_page_differs else FIRST_PAGE
    total = sum(count for place, count in counted.items() if place not in skipped)
    heads, head_dropped = _once([items for word, items in found.heads if word not in skipped])
    feet, foot_dropped = _once([items for word, items in found.feet if word not in skipped])
    return Reading(
        format="rtf",
        items=[*heads, *found.body, *found.notes, *feet],
        counted=total + found.generated,
        dropped=found.dropped + head_dropped + foot_dropped,
        warnings=warnings,
    )


def _eight_bit(data: bytes, name: str) -> bytes:
    """An RTF saved as UTF-16 by a text editor, written the way RTF is."""
    order = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else utf16_order(data)
    if order is None:
        return data
    if len(data) > _MOST_UTF16:
        raise SvodkaError("too-large", path=name, detail=f"{len(data) // 2**20} МБ текста")
    return data.decode(order, "replace").encode("utf-8", "replace")


def _codec(data: bytes) -> str:
    """The code page of fonts that name none: as declared, but what declares a western one may be mistaken."""
    head = data[:_HEAD]
    pages = [int(found[1]) for found in _DECLARED.finditer(head)] + [
        page for word, page in _MACHINES.items() if re.search(rb"\\%s(?![a-z])" % word, head)
    ]
    declared = next((codec for codec in map(page_codec, pages) if codec), WESTERN)
    return declared if declared not in _WESTERN else guessed_codec(data) or declared


def _complaints(data: bytes, found: Found, rest: int, name: str) -> list[str]:
    if found.unclosed:
        if found.unclosed > 1 or rest < 0 or not _SOUND_END.search(data[-_HEAD:].rstrip(b"\x00\x1a \r\n\t")):
            raise SvodkaError("damaged", path=name, detail="файл обрывается")
        return ["нет закрывающей скобки в конце файла: он может быть неполным"]
    if rest > _TRAILING and len(data[len(data) - rest :].strip(b"\x00\x1a \r\n\t")) > _TRAILING:
        return [f"после конца документа есть ещё байт: {rest}"]
    return []


def _once(stories: list[Items]) -> tuple[Items, int]:
    """Heads or feet, each text once, and how many characters repeat."""
    kept: Items = []
    seen: set[str] = set()
    dropped = 0
    for items in stories:
        for item in items:
            words = words_of(item)
            if words in seen:
                dropped += visible(words)
            else:
                seen.add(words)
                kept.append(item)
    return kept, dropped
