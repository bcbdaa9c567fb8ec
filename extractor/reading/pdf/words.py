"""The words of a PDF page, upright, with their boxes: one pass over pdfium's text page.

Everything is asked once per word, not once per letter: a page of 2,000 letters costs 2 ms so,
and 5 ms letter by letter.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractor.reading.docx.symbols import has_private, respell
from extractor.reading.raised import raised
from extractor.reading.source import Box

# pdfium writes one of these for a hyphen that ends a line (U+FFFE since 2020, U+0002 before).
_HYPHEN_MARKS = "\ufffe\x02"
_WORD = re.compile(rf"[^\s{_HYPHEN_MARKS}]+[{_HYPHEN_MARKS}]?|[{_HYPHEN_MARKS}]")
# Bullets of the Symbol and Wingdings fonts, which PDF writers leave in the private use area.
_DECODED = str.maketrans("\ufffe\x02\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\uf0a8", "--•▪➢–✓◆")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|(?:^|[-,])bd", re.IGNORECASE)
_BOLD_WEIGHT = 600
# Letters larger than this (points) come from a broken matrix.
_LARGEST = 10_000.0
# A figure at a word's end may be a mark or minutes: set smaller and higher, by a third of the size as programs do it.
_LAST_FIGURE = re.compile(r"(?<=.)[0-9](?=[.,;:!?)»]*$)")
_SMALLER, _RAISED_FROM = 0.85, 0.15
_SURROGATES = range(0xD800, 0xE000)
# Text drawn with an outline of its own colour: bold made by a program without a bold font.
_FILL_AND_STROKE = 2
# Letters of one word are no further apart, in font sizes; the narrowest space is twice as wide.
_CLOSE = 0.07
# A page is turned if this share of its letters is; a table with upright column heads is not.
_TURNED_SHARE = 0.75


class Word(NamedTuple):
    """A run of letters without a space (a tuple, as there are hundreds on a page).

    ``x0``, ``x1``, ``base`` (of the letters' base line) and ``lead`` (width of the first
    letter) are points along the word's own reading direction, ``turn`` tells how this stands
    to the page: 0, or 90 for text that runs upwards, 180, 270.  ``sure`` is below 1 where a word was
    read from a picture.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    lead: float
    bold: bool
    turn: int
    sure: float = 1.0


class Style(NamedTuple):
    """What all letters of one text object share: size in points, weight, reading direction."""

    size: float
    bold: bool
    turn: int


class Sheet(NamedTuple):
    """A page as it is read: upright size in points, raw text, words in the order of the file."""

    width: float
    height: float
    turn: int
    text: str
    words: list[Word]


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """``box`` of a ``width`` × ``height`` page after the page was turned clockwise by ``turn``."""
    x0, top, x1, bottom = box
    match turn:
        case 90:
            return height - bottom, x0, height - top, x1
        case 180:
            return width - x1, height - bottom, width - x0, height - top
        case 270:
            return top, width - x1, bottom, width - x0
        case _:
            return box


def line_box(x0: float, x1: float, base: float, size: float) -> Box:
    """The box of letters of ``size`` on a base line: room for «Й» above and «щ» below."""
    return x0, base - 0.8 * size, x1, base + 0.22 * size


def page_box(box: Box, turn: int, size: tuple[float, float]) -> Box:
    """Where on an upright page of ``size`` a box in the reading direction ``turn`` stands."""
    width, height = size if turn in (0, 180) else size[::-1]
    return turned(box, (360 - turn) % 360, width, height)


def read_sheet(page: pdfium.PdfPage) -> Sheet:
    """The words of ``page``, turned so that most of its text stands upright.

    Neither the page's own rotation nor that of its text says which side is up: a sheet lying
    on its side is written as upright text on a turned page by one program and as turned text
    on a turned page by another.  So the letters decide.
    """
    page.set_rotation(0)
    sheet = _read_turned(page, 0)
    letters = Counter[int]()
    for word in sheet.words:
        letters[word.turn] += len(word.text)
    most = max(letters, key=lambda turn: letters[turn], default=0)
    if most == 0 or letters[most] < _TURNED_SHARE * letters.total():
        return sheet
    return _read_turned(page, most)


def _read_turned(page: pdfium.PdfPage, turn: int) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    textpage = page.get_textpage()
    try:
        text = _text_of(textpage)
        words = list(_glued(_words(textpage, text, (left, top, width, height), turn)))
    finally:
        textpage.close()
    upright = (width, height) if turn in (0, 180) else (height, width)
    return Sheet(*upright, turn, text, words)


def _glued(words: Iterable[Word]) -> Iterator[Word]:
    """Text that stands sideways put together again: pdfium takes letters drawn one by one for a line each."""
    held: Word | None = None
    for word in words:
        if held is not None and _touch(held, word):
            held = held._replace(text=held.text + word.text, x1=word.x1)
            continue
        if held is not None:
            yield held
        held = word
    if held is not None:
        yield held


def _touch(word: Word, following: Word) -> bool:
    if word.turn == 0 or (word.turn, word.size, word.bold) != (following.turn, following.size, following.bold):
        return False
    close = _CLOSE * word.size
    return abs(following.base - word.base) < close and abs(following.x0 - word.x1) < close


def _text_of(textpage: pdfium.PdfTextPage) -> str:
    """The text, one character per letter that pdfium counts, so that an offset is a letter's index."""
    count = textpage.count_chars()
    text: str = textpage.get_text_range() if count else ""
    if len(text) != count:
        # Letters beyond the basic plane are two units for one function and one letter for the other.
        codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(count))
        text = "".join("\ufffd" if code in _SURROGATES else chr(code) for code in codes)
    return text


def _words(textpage: pdfium.PdfTextPage, text: str, area: Box, turn: int) -> Iterator[Word]:
    left, top, width, height = area
    styles: dict[int, Style] = {}
    handle = textpage.raw
    first, last = pdfium_c.FS_RECTF(), pdfium_c.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for found in _WORD.finditer(text):
        start, end = found.span()
        if not pdfium_c.FPDFText_GetLooseCharBox(handle, start, first):
            continue
        pdfium_c.FPDFText_GetLooseCharBox(handle, end - 1, last)
        pdfium_c.FPDFText_GetCharOrigin(handle, start, x, y)
        key = pdfium_c.FPDFText_GetTextObject(handle, start)
        address = ctypes.cast(key, ctypes.c_void_p).value or 0
        style = styles.get(address)
        if style is None:
            style = styles[address] = _style(handle, start, key)
        along = (style.turn - turn) % 360
        if along == 0 and turn == 0:
            x0, x1, base = first.left - left, last.right - left, top - y.value
            lead = first.right - first.left
        else:
            start_box = _flipped(first, left, top)
            end_box = _flipped(last, left, top)
            point = (x.value - left, top - y.value, x.value - left, top - y.value)
            reading = [turned(b, style.turn, width, height) for b in (start_box, end_box, point)]
            x0, x1, base = reading[0][0], reading[1][2], reading[2][3]
            lead = reading[0][2] - reading[0][0]
        if x1 < x0:
            x0, x1 = x1, x0
        if not isfinite(x0 + x1 + base):
            x0 = x1 = base = lead = 0.0
        shown = found[0].translate(_DECODED)
        if has_private(shown):
            shown = "".join(_sign(handle, start + at, letter) for at, letter in enumerate(shown))
        if figure := _LAST_FIGURE.search(shown):
            stop = at = figure.end()
            while at > 1 and shown[at - 1].isdecimal() and _lift(handle, start, start + at - 1, style) > _RAISED_FROM:
                at -= 1
            shown = shown[:at] + raised(shown[at:stop], shown[:at]) + shown[stop:]
        yield Word(shown, x0, x1, base, style.size, lead, style.bold, along)


def _lift(handle: pdfium_c.FPDF_TEXTPAGE, start: int, index: int, style: Style) -> float:
    """How far above the base line of the word at ``start`` a smaller letter stands, in font sizes; 0 for others.

    What is set in another size or height is another text object: for most words this costs one question.
    """
    text_object = pdfium_c.FPDFText_GetTextObject(handle, index)
    same = pdfium_c.FPDFText_GetTextObject(handle, start)
    if ctypes.cast(text_object, ctypes.c_void_p).value == ctypes.cast(same, ctypes.c_void_p).value:
        return 0.0
    if _style(handle, index, text_object).size > _SMALLER * style.size:
        return 0.0
    x, y, other_x, other_y = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharOrigin(handle, start, x, y)
    pdfium_c.FPDFText_GetCharOrigin(handle, index, other_x, other_y)
    along_x, along_y = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}[style.turn]
    return ((other_x.value - x.value) * along_x + (other_y.value - y.value) * along_y) / style.size


def _sign(handle: pdfium_c.FPDF_TEXTPAGE, index: int, letter: str) -> str:
    """A letter of the font Symbol as what it shows: ≥ and ≤ are comparisons."""
    if has_private(letter) and "symbol" in _font_name(pdfium_c.FPDFText_GetTextObject(handle, index)).lower():
        return respell(letter, "symbol")
    return letter


def _flipped(rect: pdfium_c.FS_RECTF, left: float, top: float) -> Box:
    return rect.left - left, top - rect.top, rect.right - left, top - rect.bottom


def _style(handle: pdfium_c.FPDF_TEXTPAGE, index: int, text_object: pdfium_c.FPDF_PAGEOBJECT) -> Style:
    matrix = pdfium_c.FS_MATRIX()
    size = pdfium_c.FPDFText_GetFontSize(handle, index)
    if not pdfium_c.FPDFText_GetMatrix(handle, index, matrix):
        return Style(1.0, False, 0)
    size *= (matrix.c**2 + matrix.d**2) ** 0.5
    if not 0 < size < _LARGEST:
        size = 1.0
    upright, sideways = (0 if matrix.a >= 0 else 180), (90 if matrix.b > 0 else 270)
    turn = sideways if abs(matrix.b) > abs(matrix.a) else upright
    return Style(size, _is_bold(text_object), turn)


def _is_bold(text_object: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    if not text_object:
        return False
    if pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) == _FILL_AND_STROKE:
        return True
    font = pdfium_c.FPDFTextObj_GetFont(text_object)
    if not font:
        return False
    return bool(_BOLD_NAME.search(_font_name(text_object))) or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT


def _font_name(text_object: pdfium_c.FPDF_PAGEOBJECT) -> str:
    font = pdfium_c.FPDFTextObj_GetFont(text_object) if text_object else None
    if not font:
        return ""
    name = ctypes.create_string_buffer(128)
    pdfium_c.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("ascii", "replace")
