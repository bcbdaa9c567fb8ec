"""Whether the text layer of a page can be believed, and if not, why.

A layer is garbled if a font has no table of characters (control characters, phonetic letters), has the
letters of another code page («Ïðèêàç»), another alphabet («OTHET» for «ОТЧЕТ», from a scanner
that knew no Russian), or the wrong Russian letters.  Every line is judged by itself: often only one of the
page's fonts is broken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.page import Page

# Letters that never follow a letter in the words of 160,000 letters of municipal papers (pairs met fewer than three
# times; 6 of 10,000 pairs there, 4,000 of 10,000 when letters are exchanged).
_NEVER = {
    "а": "ъыьэ", "б": "вгджзймптфцчшьэ", "в": "бджйфцчъэю", "г": "бвёжзйкмпстфхцчшщъыьэюя", "д": "бдйфхщъэю",
    "е": "ъыьэ", "ё": "абгеёикопсуфцчшщъыьэюя", "ж": "гёжзйлмпрстфхцчшщъыьэя", "з": "гзйпстфхцчшщэю",
    "и": "уъыьэ", "й": "абвгеёжзийлмпруфхшщъыьэюя", "к": "бгдёйкмпфхчшщъыьэюя", "л": "вгдзймпрфхцчшщ",
    "м": "вгдёжзйртфхцчшщъэю", "н": "бймрхшщъэ", "о": "ёъыь", "п": "бвгдёжзймфхчшщъэю", "р": "зйфщъэ",
    "с": "гжзйфцщъэю", "т": "гжйхцшщъэю", "у": "ёийоуфцъыьэ", "ф": "бвгдёжзйклмнпстухцчшщъыьэюя",
    "х": "бдеёжзйклпфхцчшщъыьэюя", "ц": "бвгдёжзйлмнпрстфхцчшщъьэюя", "ч": "бвгджзйлмпсфхцчщъыэюя",
    "ш": "бвгджзймпфхцчшщъыэюя", "щ": "бвгджзйклмнопрстуфхцчшщъыэюя", "ъ": "абвгджзийклмнопрстуфхцчшщъыьэю",
    "ы": "аёиоуфцчщъыьэю", "ь": "абвджйлопруфхчщъыьэ", "э": "абвгдеёжзиймопрсухцчшщъыьюя",
    "ю": "авгеёжийкмопуфхцъыьэюя", "я": "агёиопуфшъыьэ",
}  # fmt: skip
_PAIRS = frozenset((a, b) for a, after in _NEVER.items() for b in after)
# A capital after a small letter, and words that begin with a sign: case exchanged, as between koi8-r and cp1251.
_EXCHANGED_CASE = re.compile(r"\b[а-яё][А-ЯЁ]{2,}|\b[ъыь](?=[а-яё])")
# «ОИГкцёМ»: a capital after a small letter; «СанПиН» has two of them, so one word alone proves nothing.
_INNER_CAPITAL = re.compile(r"[а-яё][А-ЯЁ]")
# Words in capitals that are too long for abbreviations.
_CAPITALS = re.compile(r"[А-ЯЁ]{6,}")
# Whatever a Russian paper may hold besides.
_USUAL = re.compile(
    r"[\sА-Яа-яЁё\u0020-\u007e«»–—―„“”‘’‚…•·№§°±×÷≤≥≈≠−√∞€₽©®™½¼¾²³¹µ\u00a0\u00ad‰′″→←↑↓■□▪▫●○◆✓✔➢❖★☐☑☒\u2010-\u2012\u2022⁃]+"
)
# Control, private and unknown characters, currency and accents by themselves, all letters that are not Russian.
_ODD_KINDS = frozenset({"Cc", "Co", "Cn", "Sc", "Sk", "Lo", "Lm", "Lu", "Ll", "Lt"})
_RARE_ASCII = frozenset("#$&<=>?@[\\]^`{}~")
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_WORD = re.compile(r"[A-Za-z0-9|]*[A-Za-z][A-Za-z0-9|]*")
# Capitals within words, digits between letters: Russian letters taken for Latin ones («HeHI4I4»).
_CHAOS = re.compile(
    r"[a-z][A-Z][a-z]*[A-Z0-9]|[A-Za-z]\d[A-Za-z]|[A-Z]{2,}[a-z]+[A-Z]|[a-z]\|[a-z]|[A-Za-z]{2,}\d[A-Za-z]"
)
# Latin capitals that look like Russian ones; four of them in a row are a Russian word («OTHET», «BCEX»).
_MASKED = re.compile(r"[ABCEHKMOPTXYIJbI]{4,}|[acekopxyuTHMPBI]{5,}")
# A font whose letters are numbered from 33 on by their first use: a line of signs without a Russian word.
_SIGNS = dict.fromkeys(map(ord, "!\"#$%&'()*+;<=>?@[\\]^`{}~"))
_SIGNS_SHARE = 0.2
_RUSSIAN = re.compile(r"[А-Яа-яё]{3}")
# A line is garbled from this share of impossible pairs or strange signs on; a short line must have some.
_BAD_SHARE, _FEWEST = 0.12, 3
# A page is garbled if so many letters of its lines are, and this share of all.
_MOST_LETTERS, _MOST_SHARE = 20, 0.03
# A page of Latin letters (share) is garbled if this share of its words is in disorder.
_LATIN_PAGE, _DISORDER = 0.5, 0.12


def layer_fault(page: Page) -> str:
    """Why the page must be read from its picture; empty if its text layer will do."""
    if not page.blocks:
        return "" if page.blank else "нет текстового слоя"
    return garbled("\n".join(_texts(page)))


def _texts(page: Page) -> Iterator[str]:
    for block in page.blocks:
        yield from [block.text] if isinstance(block, Line) else (line.text for line in block.lines)


def garbled(text: str) -> str:
    """What is wrong with the characters of a page's text, line by line; empty if nothing is."""
    letters = strange = exchanged = 0
    any_strange = any(map(_is_strange, set(_USUAL.sub("", text))))
    for line in text.split("\n"):
        size = sum(map(str.isalpha, line))
        odd = sum(map(_is_strange, _USUAL.sub("", line))) if any_strange else 0
        letters += max(size, odd)
        if odd >= _FEWEST and odd >= _BAD_SHARE * len(line):
            strange += len("".join(line.split()))
            continue
        signs = len(line) - len(line.translate(_SIGNS))
        if signs > _FEWEST and signs >= _SIGNS_SHARE * len(line) and not _RUSSIAN.search(line):
            strange += len(line)
            continue
        pairs = sum(map(_PAIRS.__contains__, pairwise(line))) + 3 * len(_EXCHANGED_CASE.findall(line))
        pairs += len(_INNER_CAPITAL.findall(line))
        for word in _CAPITALS.findall(line):
            pairs += sum(map(_PAIRS.__contains__, pairwise(word.lower())))
        if pairs >= _FEWEST and pairs >= _BAD_SHARE * size:
            exchanged += size
    least = max(_MOST_LETTERS, _MOST_SHARE * letters)
    if strange >= least:
        return "текстовый слой испорчен: знаки чужой кодировки"
    if exchanged >= least:
        return "текстовый слой испорчен: буквы перепутаны"
    latin = len(_LATIN.findall(text))
    masked = latin >= least and _masked(text) >= least
    return "текстовый слой испорчен: латиница вместо русских букв" if masked else ""


@cache
def _is_strange(char: str) -> bool:
    """A sign that no font with a table of characters gives in a Russian paper."""
    if char in _RARE_ASCII:
        return True
    if "\u0400" <= char <= "\u04ff":
        # Beside the Russian ones, letters of the peoples of Russia; not those of code pages that were mixed up.
        return not ("А" <= char <= "я" or char in "Ёё" or char >= "\u0492")
    return char == "\ufffd" or unicodedata.category(char) in _ODD_KINDS


def _masked(text: str) -> int:
    """The letters of lines in which Russian was written down in Latin letters; an English line is none."""
    masked = latin = 0
    for line in text.split("\n"):
        words = [w for w in _LATIN_WORD.findall(line) if sum(map(str.isalpha, w)) >= 2]
        size = sum(map(len, words))
        if not words or size < 0.5 * sum(map(str.isalpha, line)):
            continue
        latin += size
        odd = sum(bool(_CHAOS.search(w) or _MASKED.fullmatch(w)) for w in words)
        if odd >= max(1, _DISORDER * len(words)):
            masked += size
    return masked if masked >= _LATIN_PAGE * latin else 0
