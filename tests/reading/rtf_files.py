"""RTF files written by hand."""

from __future__ import annotations

from docx_files import texts_of, visible_in
from extractor.reading.rtf.reader import read
from extractor.reading.source import Reading

FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset204 Times New Roman;}{\f1\ftech\fcharset2 Symbol;}{\f2\fcharset0 Arial;}"
    rb"{\f3\fcharset2 Wingdings;}{\f4\fcharset77 Geneva;}{\f5\fcharset128 MS Mincho;}{\f6\cpg20866 Koi;}}"
)
HEAD = rb"{\rtf1\ansi\ansicpg1251\deff0" + FONTS


def b(text: str, page: str = "cp1251") -> bytes:
    """Text as Word writes it: letters in the code page, escaped."""
    return b"".join(b"\\'%02x" % byte if byte > 0x7F else bytes([byte]) for byte in text.encode(page))


def p(inside: str | bytes = b"", looks: bytes = b"") -> bytes:
    """A paragraph."""
    return rb"\pard\plain" + looks + b" " + (b(inside) if isinstance(inside, str) else inside) + rb"\par" + b"\n"


def cell(inside: str | bytes = b"") -> bytes:
    return rb"\pard\plain\intbl " + (b(inside) if isinstance(inside, str) else inside) + rb"\cell" + b"\n"


def row(*cells: bytes, edges: tuple[int, ...] = (), merges: tuple[bytes, ...] = ()) -> bytes:
    """A row: its definition, cells 1000 twips wide unless ``edges`` tells otherwise, its end."""
    rights = edges or tuple(1000 * (at + 1) for at in range(len(cells)))
    marks = merges or (b"",) * len(rights)
    shape = b"".join(mark + b"\\cellx%d" % right for mark, right in zip(marks, rights, strict=True))
    return rb"\trowd\trleft0" + shape + b"\n" + b"".join(cells) + rb"\row" + b"\n"


def rtf_of(*inside: bytes, head: bytes = HEAD) -> bytes:
    return head + b"\n" + b"".join(inside) + b"}"


def read_whole(data: bytes) -> Reading:
    """Read, and check that no character is lost or invented."""
    reading = read(data, name="проба.rtf")
    assert visible_in(reading) + reading.dropped == reading.counted
    return reading


def read_texts(*inside: bytes, head: bytes = HEAD) -> list[str]:
    return [item.text for item in texts_of(read_whole(rtf_of(*inside, head=head)).items)]
