"""The tables at the head of an RTF: fonts, styles, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from extractor.reading.docx.names import VALUE, WORD
from extractor.reading.docx.numbering import Numbering
from extractor.reading.docx.styles import Styles
from extractor.reading.rtf.charsets import WESTERN, charset_codec, decode_text, is_symbol_font, page_codec
from extractor.reading.rtf.scan import Piece, Scanner
from extractor.reading.rtf.state import Chars

Group = list["Piece | Group"]

_HEADING = re.compile(r"(?:heading|заголовок)\s*(\d)?$|(?:title|название)$", re.IGNORECASE)
_LONGEST_CHAIN = 32
_BODY_TEXT = 9
_LEVELS = 9
# Word writes some 100 pieces a list, a few a style or font.
_MOST_PIECES = 200_000
# \levelnfcN is an MSONFC; the names are those that a DOCX has for them.
_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 58: "russianLower", 59: "russianUpper", 255: "none",
}  # fmt: skip
HEADER_WORDS = frozenset(
    {
        "fcharset", "cpg", "sbasedon", "list", "listid", "listlevel", "listoverride", "lfolevel", "levelstartat",
        "levelnfc", "levelnfcn", "levelnorestart", "levellegal", "leveltext", "listoverridestartat",
        "listoverrideformat", "deff", "titlepg",
    }
)  # fmt: skip
_SIZED = re.compile(rb"\A[\r\n]*\\'([0-9a-fA-F]{2})")
_PLACE = re.compile(rb"\\'0([0-8])")


@dataclass(frozen=True, slots=True)
class _Font:
    codec: str
    symbol: str | None = None


@dataclass(slots=True)
class Header:
    """What the text needs to know of the document."""

    codec: str = WESTERN
    raw_utf8: bool = False
    default_font: int | None = None
    fonts: dict[int, _Font] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)
    lists: Element = field(default_factory=lambda: etree.Element(WORD + "numbering"))

    def text(self, text: bytes, chars: Chars) -> str:
        """The characters of a stretch of text in its font."""
        font = self.fonts.get(-1 if chars.font is None else chars.font) or self.fonts.get(
            -1 if self.default_font is None else self.default_font
        )
        return decode_text(
            text,
            fallback=chars.fallback,
            codec=font.codec if font else self.codec,
            font=font.symbol if font else None,
            raw_utf8=self.raw_utf8,
        )

    def numbering(self) -> Numbering:
        """The lists, counted by the same rules as those of a DOCX."""
        return Numbering(self.lists, Styles(None))

    def take(self, word: str, group: Group) -> None:
        """A table of the head, by the word that begins it."""
        if word == "fonttbl":
            self._take_fonts(group)
        elif word == "stylesheet":
            self._take_styles(group)
        elif word == "listtable":
            self._take_lists(group)
        elif word == "listoverridetable":
            self._take_overrides(group)

    def _take_fonts(self, group: Group) -> None:
        for entry in _entries(group):
            number, charset = _number(entry, "f"), _number(entry, "fcharset")
            name = _text(entry).decode("ascii", "replace").strip()
            if number is not None:
                codec = page_codec(_number(entry, "cpg")) or charset_codec(charset, self.codec)
                self.fonts[number] = _Font(codec, name if is_symbol_font(charset, name) else None)

    def _take_styles(self, group: Group) -> None:
        based: dict[int, int | None] = {}
        own: dict[int, int | None] = {}
        for entry in group:
            if not isinstance(entry, list) or any(isinstance(p, Piece) and p.text == b"*" for p in entry[:1]):
                continue
            style = _number(entry, "s") or 0
            based[style] = _number(entry, "sbasedon")
            name = self.text(_text(entry), Chars()).rstrip(";").strip()
            found, outline = _HEADING.match(name), _number(entry, "outlinelevel")
            if outline is not None:
                own[style] = outline if 0 <= outline < _BODY_TEXT else None
            elif found:
                own[style] = max(int(found[1] or 1), 1) - 1
        for style in based:
            link: int | None = style
            for _ in range(_LONGEST_CHAIN):
                if link is None or link in own:
                    break
                link = based.get(link)
            level = None if link is None else own.get(link)
            if level is not None:
                self.headings[style] = level

    def _take_lists(self, group: Group) -> None:
        for entry in _groups(group, "list"):
            abstract = etree.SubElement(self.lists, WORD + "abstractNum")
            abstract.set(WORD + "abstractNumId", str(_number(entry, "listid")))
            for at, level in enumerate(_groups(entry, "listlevel")):
                if at < _LEVELS:
                    self._add_level(abstract, at, level)

    def _take_overrides(self, group: Group) -> None:
        for entry in _groups(group, "listoverride"):
            number = etree.SubElement(self.lists, WORD + "num")
            number.set(WORD + "numId", str(_number(entry, "ls")))
            _add(number, "abstractNumId", _number(entry, "listid"))
            for at, change in enumerate(_groups(entry, "lfolevel")):
                override = etree.SubElement(number, WORD + "lvlOverride")
                override.set(WORD + "ilvl", str(min(at, _LEVELS - 1)))
                own = next(_groups(change, "listlevel"), None)
                start = _number(change if own is None else own, "levelstartat")
                if _number(change, "listoverridestartat", 1) is not None and start is not None:
                    _add(override, "startOverride", start)
                if own is not None and _number(change, "listoverrideformat", 1) is not None:
                    self._add_level(override, at, own)

    def _add_level(self, parent: Element, at: int, level: Group) -> None:
        element = etree.SubElement(parent, WORD + "lvl")
        element.set(WORD + "ilvl", str(min(at, _LEVELS - 1)))
        start = _number(level, "levelstartat")
        _add(element, "start", 1 if start is None else start)
        form = _number(level, "levelnfcn")
        form = _number(level, "levelnfc") if form is None else form
        _add(element, "numFmt", _FORMS.get(form or 0, "decimal"))
        if _number(level, "levelnorestart", 1):
            _add(element, "lvlRestart", 0)
        if _number(level, "levellegal", 1):
            _add(element, "isLgl", 1)
        _add(element, "lvlText", next((self._level_text(g) for g in _groups(level, "leveltext")), ""))

    def _level_text(self, group: Group) -> str:
        """«%1.%2.» for a text whose places are bytes 0…8, behind a byte with its length."""
        text = _text(group)
        size = _SIZED.match(text)
        if size is None or size[1] == b"00":
            return ""
        parts = _PLACE.split(text[size.end() :])
        written = [f"%{int(part) + 1}" if place % 2 else self.text(part, Chars()) for place, part in enumerate(parts)]
        return "".join(written).rstrip(";")


def read_group(scanner: Scanner) -> Group:
    """The rest of the group that is open, as a tree; ends with the file at the latest.

    Raises:
        SvodkaError: too-large, for a table of more entries than any program writes.
    """
    root: Group = []
    open_groups = [root]
    for count, piece in enumerate(scanner):
        if count > _MOST_PIECES:
            raise scanner.too_large("слишком много шрифтов, стилей или списков")
        if piece.kind == "open":
            inner: Group = []
            open_groups[-1].append(inner)
            open_groups.append(inner)
        elif piece.kind == "close":
            open_groups.pop()
            if not open_groups:
                break
        else:
            open_groups[-1].append(piece)
    return root


def _entries(group: Group) -> Iterator[Group]:
    """The entries of a table: groups, or pieces up to a semicolon."""
    flat: Group = []
    for part in group:
        if isinstance(part, list):
            yield part
            continue
        flat.append(part)
        if part.kind == "text" and part.text.rstrip().endswith(b";"):
            yield flat
            flat = []


def _groups(group: Group, word: str) -> Iterator[Group]:
    """The groups inside that begin with ``word``."""
    for part in group:
        if isinstance(part, list) and any(isinstance(p, Piece) and p.word == word for p in part[:2]):
            yield part


def _number(group: Group, word: str, default: int | None = None) -> int | None:
    """The parameter of ``word`` in the group itself; ``default`` for a word without one."""
    for part in group:
        if isinstance(part, Piece) and part.word == word:
            return default if part.number is None else part.number
    return None


def _text(group: Group) -> bytes:
    return b"".join(part.text for part in group if isinstance(part, Piece) and part.kind == "text").rstrip(b";\r\n ")


def _add(parent: Element, tag: str, value: object) -> None:
    etree.SubElement(parent, WORD + tag).set(VALUE, _CLEAN.sub("", str(value)))


_CLEAN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
