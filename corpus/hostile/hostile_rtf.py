"""Hostile RTF files: depths, giants, parameters that no program writes, bytes of many code pages."""

from __future__ import annotations

from collections.abc import Iterable

from hostile_text import SENTENCE, repeated

HEAD = rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times New Roman;}}"
_SAID = SENTENCE.encode("cp1251")
_END = _SAID + rb"\par}"
_PICTURE = b"0123456789abcdef" * 8 + b"\r\n"


def document(*inner: bytes, head: bytes = HEAD) -> bytes:
    return head + b" " + b"".join(inner) + b"}"


def _escaped(text: str, page: str) -> bytes:
    return b"".join(b"\\'%02x" % byte if byte > 0x7F else bytes([byte]) for byte in text.encode(page))


def _lists(count: int) -> Iterable[bytes]:
    level = rb"{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'00.;}{\levelnumbers\'01;}}"
    return repeated(
        rb"{\list" + level * 9 + rb"\listid1}", count, head=HEAD + rb"{\*\listtable", tail=rb"}\pard\ls1 " + _END
    )


def _ragged(rows: int) -> Iterable[bytes]:
    """Rows whose cells all end elsewhere."""
    yield HEAD
    for row in range(rows):
        yield rb"\trowd" + b"".join(b"\\cellx%d" % (cell * 1000 + row) for cell in range(1, 60))
        yield rb"\pard\intbl " + b"a\\cell " * 59 + b"\\row "
    yield b"\\pard " + _END


def files() -> dict[str, Iterable[bytes]]:
    """RTF files by name."""
    return {
        "deep-groups.rtf": repeated(b"{", 5_000_000, head=HEAD, tail=_END),
        "deep-groups-half.rtf": [HEAD, b"{" * 400_000, _SAID, b"}" * 400_000, rb"\par}"],
        "deep-fields.rtf": [HEAD, rb"{\field{\fldrslt " * 100_000, _SAID, b"}}" * 100_000, rb"\par}"],
        "deep-boxes.rtf": [HEAD, rb"{\shp{\shptxt " * 100_000, _SAID, rb"\par}}" * 100_000, rb"\par}"],
        "deep-rows.rtf": [HEAD, rb"\trowd\cellx999\intbl\itap2000000000 ", _SAID, rb"\nestcell\nestrow\cell\row}"],
        "unclosed-groups.rtf": [HEAD, _SAID, b"{" * 100_000],
        "closed-early.rtf": [HEAD, _SAID, rb"\par", b"}" * 100_000],
        "giant-bin.rtf": [HEAD, _SAID, rb"{\pict\bin999999999999 ", b"}" * 100, rb"\par}"],
        "giant-numbers.rtf": [HEAD, rb"\u", b"9" * 100_000, rb"?\fs", b"8" * 100_000, rb"\uc", b"7" * 99, b" ", _END],
        "giant-fallback.rtf": [HEAD, rb"\uc1000000000\u1044 ", b"x" * 5_000, b"\\par ", _END],
        "one-line-100mb.rtf": repeated(b"slovo ", 100 * 2**20 // 6, head=HEAD, tail=_END),
        "many-words.rtf": repeated(rb"\zzz ", 5_000_000, head=HEAD, tail=_END),
        "many-paragraphs.rtf": repeated(b"a\\par ", 2_000_000, head=HEAD, tail=_END),
        "many-cells.rtf": repeated(b"\\cell ", 2_000_000, head=HEAD, tail=_END),
        "many-lists.rtf": _lists(20_000),
        "many-styles.rtf": repeated(rb"{\s1\sbasedon1 a;}", 300_000, head=HEAD + rb"{\stylesheet", tail=b"}" + _END),
        "ragged-rows.rtf": _ragged(1_000),
        "wide-row.rtf": [HEAD, rb"\trowd", b"\\cellx5" * 100_000, rb"\intbl a\cell\row ", _END],
        "big-picture.rtf": repeated(
            _PICTURE, 60 * 2**20 // len(_PICTURE), head=HEAD + rb"{\pict\wmetafile8 ", tail=b"}" + _END
        ),
        "truncated.rtf": [HEAD, rb"{\b ", _SAID],
        "rtf-with-mark.rtf": [b"\xef\xbb\xbf\r\n", document(_escaped(SENTENCE, "cp1251"))],
        "koi8.rtf": [document(_escaped(SENTENCE, "koi8-r"), head=rb"{\rtf1\ansi\ansicpg20866")],
        "mac.rtf": [document(_escaped(SENTENCE, "mac-cyrillic"), head=rb"{\rtf1\mac\ansicpg10007")],
        "no-page.rtf": [document(_escaped(SENTENCE, "cp1251"), head=rb"{\rtf1\ansi")],
        "hidden.rtf": [document("{\\v тайна}{\\*\\unknown тайна}{\\deleted тайна}".encode("cp1251"), _SAID)],
    }
