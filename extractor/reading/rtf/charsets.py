"""The characters behind the bytes of an RTF: code pages of fonts, escapes, Unicode with its fallbacks."""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache
from itertools import islice

from extractor.reading.docx.symbols import has_private, respell
from extractor.reading.encoding import decode, plausibility

# \fcharsetN of a font table (RTF 1.9.1, «Font Table») to Windows and Mac code pages.
_CHARSETS = {
    77: 10000, 78: 932, 79: 949, 80: 936, 81: 950, 83: 10005, 84: 10004, 85: 10006, 86: 10081, 88: 10029, 89: 10007,
    128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257,
    204: 1251, 222: 874, 238: 1250, 254: 437, 255: 866,
}  # fmt: skip
SYMBOL_CHARSET = 2
_SYMBOL_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})
_SPECIAL_PAGES = {
    10000: "mac-roman", 10006: "mac-greek", 10007: "mac-cyrillic", 10017: "mac-cyrillic", 10029: "mac-latin2",
    10081: "mac-turkish", 20866: "koi8-r", 21866: "koi8-u", 65001: "utf-8",
}  # fmt: skip
WESTERN = "cp1252"
_GUESSED = frozenset({"cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "utf-8"})
_RUSSIAN_FROM = 0.3
_MOST_FALLBACK = 32
_SHORT = 8  # bytes between two \u: mostly a space or a sign
_ESCAPES = re.compile(rb"(?:\\'[0-9a-fA-F]{2})++")
_ESCAPED_WORDS = re.compile(rb"\\'[89a-fA-F][0-9a-fA-F](?:\\'[89a-fA-F][0-9a-fA-F]){2,}+")
_RAW_WORDS = re.compile(rb"[\x80-\xff]{3,}+")
_SAMPLE_WORDS = 500
_RAW = re.compile(rb"([\x80-\xff]+)")
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LAST = 0x10FFFF


def page_codec(page: int | None) -> str | None:
    """Python's codec of a Windows code page number, ``None`` for an unknown one."""
    if page is None or page <= 0:
        return None
    name = _SPECIAL_PAGES.get(page) or (f"iso8859-{page - 28590}" if 28591 <= page <= 28605 else f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def charset_codec(charset: int | None, default: str) -> str:
    """The codec of a font's charset; ANSI and «default» mean the page of the document."""
    return page_codec(_CHARSETS.get(-1 if charset is None else charset)) or default


def is_symbol_font(charset: int | None, name: str) -> bool:
    return charset == SYMBOL_CHARSET and name.lower() in _SYMBOL_FONTS


def guessed_codec(data: bytes) -> str | None:
    """The Russian page that the bytes speak of, whatever the document declares; ``None`` for no such page."""
    words = [found[0] for found in islice(_ESCAPED_WORDS.finditer(data), _SAMPLE_WORDS)]
    if not data.isascii():
        words += [found[0] for found in islice(_RAW_WORDS.finditer(data), _SAMPLE_WORDS)]
    sample = b" ".join(_unescaped(word) for word in words)
    text, page = decode(sample) if sample else ("", "")
    return page if page in _GUESSED and plausibility(text) > _RUSSIAN_FROM else None


def is_raw_utf8(data: bytes) -> bool:
    """Whether bytes above ASCII that stand in the file unescaped are UTF-8 (RTF knows no such thing)."""
    if data.isascii():
        return False
    try:
        for found in islice(_RAW.finditer(data), _SAMPLE_WORDS):
            found[1].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_text(text: bytes, *, fallback: int, codec: str, font: str | None, raw_utf8: bool) -> str:
    """The characters of a stretch of text.

    Args:
        text: as ``Scanner`` gives it: bytes, ``\\'hh`` and ``\\uN``.
        fallback: how many characters stand behind each ``\\uN`` for programs without Unicode.
        codec: of the font.
        font: the name of a symbol font, whose bytes are places in it.
        raw_utf8: bytes above ASCII are UTF-8.
    """
    if b"\\" not in text and text.isascii() and font is None:
        plain = text.translate(None, b"\r\n").decode("ascii")
        return _CONTROLS.sub("", plain)
    pieces = _unicode(min(max(fallback, 0), _MOST_FALLBACK)).split(text)
    out = []
    for place, piece in enumerate(pieces):
        if place % 2:
            out.append(_character(piece))
        elif piece:
            literal = _short_literal if len(piece) <= _SHORT else _literal
            out.append(literal(piece.translate(None, b"\r\n"), codec, font, raw_utf8))
    whole = "".join(out)
    if _SURROGATE.search(whole):
        whole = whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = _CONTROLS.sub("", whole)
    return respell(whole, font or "") if has_private(whole) else whole


@cache
def _unicode(fallback: int) -> re.Pattern[bytes]:
    return re.compile(rb"\\u(-?[0-9]++) ?[\r\n]*+(?:\\'[0-9a-fA-F]{2}|[^\\\r\n]){0,%d}+" % fallback)


def _character(digits: bytes) -> str:
    number = int(digits) if len(digits) < 9 else _LAST + 1
    number += 0x10000 if number < 0 else 0
    return chr(number) if 0 <= number <= _LAST else "\ufffd"


def _unescaped(text: bytes) -> bytes:
    return _ESCAPES.sub(lambda found: bytes.fromhex(found[0].replace(b"\\'", b"").decode("ascii")), text)


def _literal(text: bytes, codec: str, font: str | None, raw_utf8: bool) -> str:
    if font is not None:
        return "".join(chr(0xF000 + byte) if byte > 0x20 else chr(byte) for byte in _unescaped(text))
    if raw_utf8 and not text.isascii():
        parts = _RAW.split(text)
        return "".join(
            part.decode("utf-8", "replace") if place % 2 else _unescaped(part).decode(codec, "replace")
            for place, part in enumerate(parts)
        )
    return _unescaped(text).decode(codec, "replace")


_short_literal = lru_cache(maxsize=1024)(_literal)
