"""RTF cut into its pieces: groups, control words, control symbols, stretches of text.

A piece costs about a microsecond, so there is a ceiling on their number; pictures and other groups
that are passed over cost next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractor.errors import SvodkaError

# LibreOffice writes some 1,700 pieces a page, so this is 900 pages.
MAX_PIECES = 1_500_000
# Each letter may take ten bytes («\u1044\'3f»), so this is 2.5 million of them at least, pictures apart.
MAX_TEXT_BYTES = 24 * 2**20
# Text without a command between: of a paragraph at most, 200,000 letters.
MAX_STRETCH_BYTES = 2 * 2**20

PieceKind = Literal["text", "word", "open", "close", "symbol"]
# The commonest words of looks, passed over many at a time: fonts, languages, distances, lines, sessions.
_LOOKS = (
    rb"(?:\\(?:af|loch|rtlch|ltrch|langfe|lang|dbch|hich|afs|fs|cf|alang|kerning|fcs|insrsid|charrsid|rsid|sb|sa|slmult"
    rb"|sl|widctlpar|ltrpar|hyphpar|li|fi|lin|rin|ri|aspalpha|aspnum|faauto|adjustright|langnp|langfenp|cgrid"
    rb"|noproof|tx|clpad[a-z]+|trpad[a-z]+|clbrdr[a-z]|brdr[a-z]+|clvertal[a-z]|cltxlrtb|clft[a-z]+|clwWidth)"
    rb"(?![a-zA-Z])-?[0-9]*+ ?[\r\n]*+)++"
)
# Possessive throughout: nothing is ever tried twice, and no repetition keeps a trail.
_PIECE = re.compile(
    rb"((?:[^\\{}]++|\\'[0-9a-fA-F]{2}|\\u-?[0-9]++ ?)++)|"
    + _LOOKS
    + rb"|\\([a-zA-Z]++)(-?[0-9]++)? ?|(\{)|(\})|\\(.)|\\",
    re.DOTALL,
)
_PASSED = re.compile(rb"[^\\{}]++|\\bin([0-9]++) ?|\\.|(\{)|(\})|\\", re.DOTALL)
_LONGEST_NUMBER = 10
_HUGE = 2**31 - 1


class Piece(NamedTuple):
    """``text`` holds the bytes of a text or symbol, ``word`` and ``number`` a control word and its parameter."""

    kind: PieceKind
    text: bytes = b""
    word: str = ""
    number: int | None = None


_OPEN, _CLOSE = Piece("open"), Piece("close")


class Scanner:
    """The pieces of one file, from its first group on.

    Of control words only those of ``known`` are told, and those that begin a group: nine of ten are
    about looks that no reader of text asks for.
    """

    def __init__(self, data: bytes, *, name: str, known: frozenset[bytes]) -> None:
        self._data = data
        self._known = known
        self._name = name
        self._at = 0
        self._pieces = 0
        self._text = 0

    @property
    def rest(self) -> int:
        """How many bytes have not been read."""
        return len(self._data) - self._at

    def __iter__(self) -> Iterator[Piece]:
        match, data, known = _PIECE.match, self._data, self._known
        opening = False
        while found := match(data, self._at):
            self._at = found.end()
            self._pieces += 1
            if self._pieces > MAX_PIECES:
                raise self.too_large("слишком много команд разметки")
            kind = found.lastindex
            if kind is None:  # words of looks, or a backslash at the end
                opening = False
            elif kind in (2, 3):
                if found[2] == b"bin":
                    self._at += max(_number(found[3]) or 0, 0)
                elif opening or found[2] in known:
                    opening = False
                    yield Piece("word", word=found[2].decode("ascii"), number=_number(found[3]))
            elif kind == 1:
                length = found.end() - found.start()
                self._text += length
                if self._text > MAX_TEXT_BYTES or length > MAX_STRETCH_BYTES:
                    raise self.too_large("слишком много текста")
                text = found[1]
                opening = opening and not text.strip(b"\r\n")
                yield Piece("text", text)
            elif kind == 4:
                opening = True
                yield _OPEN
            elif kind == 5:
                opening = False
                yield _CLOSE
            elif kind == 6:
                opening = opening and found[6] == b"*"
                yield Piece("symbol", found[6])

    def pass_group(self) -> None:
        """Pass over the rest of the group that is open, its end included."""
        match, data, depth = _PASSED.match, self._data, 1
        while depth and (found := match(data, self._at)):
            self._at = found.end()
            kind = found.lastindex
            if kind == 1:
                self._at += _number(found[1]) or 0
            elif kind == 2:
                depth += 1
            elif kind == 3:
                depth -= 1
            self._pieces += 1
            if self._pieces > MAX_PIECES:
                raise self.too_large("слишком много команд разметки")
        if depth:
            self._at = len(data) + 1  # the file ends inside

    def pass_next_group(self) -> None:
        """Pass over a group that begins here."""
        begin = re.compile(rb"\s*\{").match(self._data, self._at)
        if begin:
            self._at = begin.end()
            self.pass_group()

    def too_large(self, detail: str) -> SvodkaError:
        """The error for a file that asks for more than a document does."""
        return SvodkaError("too-large", path=self._name, detail=detail)


def _number(digits: bytes | None) -> int | None:
    if digits is None:
        return None
    if len(digits) > _LONGEST_NUMBER:
        return -_HUGE if digits.startswith(b"-") else _HUGE
    return int(digits)
