"""Characters of symbol fonts, which a DOCX stores by their place in the font."""

from __future__ import annotations

import re

UNKNOWN = "□"

# Word puts the 224 places of a symbol font at U+F020…U+F0FF.
_PRIVATE = re.compile("[\uf020-\uf0ff]")

_GREEK = {
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
}
# Digits and most marks of the font Symbol stand where ASCII has them.
_SYMBOL = {
    **{code: chr(code) for code in range(0x20, 0x40)},
    **_GREEK,
    0x2D: "−",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xD6: "√",
    0xD7: "⋅",
    0xE5: "∑",
}
_WINGDINGS = {
    0x20: " ",
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x70: "❐",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x78: "☒",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {
    0x20: " ",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0xA3: "☐",
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
# Without a font only those count that are the usual bullets of Word.
_ANY_FONT = {code: _WINGDINGS[code] for code in (0x76, 0xA7, 0xD8, 0xFC)} | {0x20: " ", 0x2D: "−", 0xB7: "•"}


def symbol(code: str, font: str) -> str:
    """The character of ``w:sym``: ``code`` in hexadecimal; «□» when the font is not known here."""
    try:
        point = int(code[:6], 16)
    except ValueError:
        return UNKNOWN
    places = _FONTS.get(font.lower())
    if 0xF000 <= point <= 0xF0FF or (places is not None and point <= 0xFF):
        return (places or _ANY_FONT).get(point & 0xFF, UNKNOWN)
    return chr(point) if point < 0x110000 and chr(point).isprintable() else UNKNOWN


def has_private(text: str) -> bool:
    """Whether some characters of ``text`` are places in a symbol font."""
    return _PRIVATE.search(text) is not None


def respell(text: str, font: str) -> str:
    """``text`` with each place in a symbol font turned into its character, one for one."""
    return _PRIVATE.sub(lambda place: symbol(f"{ord(place[0]):X}", font), text)
