"""What holds inside a group of an RTF: the look of characters and of the paragraph they stand in."""

from __future__ import annotations

from typing import NamedTuple

from extractor.reading.source import Align

# Word nests tables to any depth; nobody goes past three.
DEEPEST_TABLE = 16
_LAST_LEVEL = 8
_BODY_TEXT = 9  # the outline level that means «not in the outline»
_SWITCHES = {
    "b": "bold", "caps": "caps", "v": "hidden", "deleted": "gone", "mvf": "gone", "revised": "new", "mvt": "new",
    "super": "raised",
}  # fmt: skip
_LEVEL_AGAIN = frozenset({"nosupersub", "sub", "dn"})
_ALIGNS: dict[str, Align] = {"ql": "left", "qc": "center", "qr": "right", "qj": "both", "qd": "both"}


LOOK_WORDS = frozenset(
    {
        *_SWITCHES, *_ALIGNS, *_LEVEL_AGAIN,
        "up", "plain", "f", "uc", "pard", "s", "intbl", "itap", "ls", "ilvl", "outlinelevel",
    }
)  # fmt: skip


class Chars(NamedTuple):
    """``gone`` and ``new`` are tracked changes; ``fallback`` is the \\uc of Unicode characters."""

    font: int | None = None
    fallback: int = 1
    bold: bool = False
    caps: bool = False
    hidden: bool = False
    gone: bool = False
    new: bool = False
    raised: bool = False


class Paragraph(NamedTuple):
    """``depth`` tells how many tables the paragraph stands in."""

    style: int = 0
    align: Align | None = None
    outline: int | None = None
    listed: int = 0
    level: int = 0
    depth: int = 0


def changed_chars(chars: Chars, word: str, number: int | None) -> Chars:
    """The look after a control word; the same object where the word says nothing of characters."""
    if word in _SWITCHES:
        return chars._replace(**{_SWITCHES[word]: number != 0})
    if word == "up" or word in _LEVEL_AGAIN:
        return chars._replace(raised=word == "up" and number != 0)
    if word == "plain":
        return Chars(fallback=chars.fallback)
    if word == "f" and number is not None:
        return chars._replace(font=number)
    if word == "uc" and number is not None:
        return chars._replace(fallback=number)
    return chars


def changed_paragraph(paragraph: Paragraph, word: str, number: int | None) -> Paragraph:
    """The look after a control word; the same object where the word says nothing of paragraphs."""
    value = number or 0
    if word == "pard":
        return Paragraph()
    if word in _ALIGNS:
        return paragraph._replace(align=_ALIGNS[word])
    if word == "s":
        return paragraph._replace(style=value)
    if word == "intbl":
        return paragraph._replace(depth=max(paragraph.depth, 1))
    if word == "itap":
        return paragraph._replace(depth=min(max(value, 0), DEEPEST_TABLE))
    if word == "ls":
        return paragraph._replace(listed=value)
    if word == "ilvl":
        return paragraph._replace(level=min(max(value, 0), _LAST_LEVEL))
    if word == "outlinelevel":
        return paragraph._replace(outline=value if 0 <= value < _BODY_TEXT else None)
    return paragraph
