"""Slips of a scanner's reading that can only be slips, mended before the text is cleaned.

What the scan gave stays in the source's own characters: every repair is an edit with its way back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extractor.text.normalise import Clean, Run, normalise

# Roman numbers before the words that are counted with them; there is no fifth quarter.
_COUNTED = r"(?=\s*(?:(?:[Кк][Вв]\.|квартал|четверт)|полугоди|триместр|этап))"
_ROMAN = {
    "I": ("Т", "Г", "|", "[", "l"),
    "II": ("П", "Н", "ТТ", "И", "11", "||"),
    "III": ("Ш", "Щ", "ТП", "ПТ", "111", "1П", "П1", "ТТТ"),
    "IV": ("ТУ", "ГУ", "1У", "ШУ", "ПУ", "[У", "|У", "IУ", "ТV", "1V", "У", "ГV", "[V"),
}
_AS_ROMAN = {seen: number for number, shapes in _ROMAN.items() for seen in shapes}
_SHAPES = "|".join(re.escape(shape) for shape in sorted(_AS_ROMAN, key=len, reverse=True))
_REPAIR = re.compile(
    rf"(?P<roman>(?<![\w.])(?:{_SHAPES}){_COUNTED})"
    # «0 создании», «0б итогах» at the head of a title; «0б» elsewhere.
    r"|(?P<about>\A[«\"]?0(?=б?\s+[а-яё]{3}))|(?P<small>(?<=\s)0(?=б\s+[а-яё]{3}))"
    # «3.И.» among initials, before or after a surname.
    r"|(?P<initial>(?<![\w.,])3(?=\.\s?[А-ЯЁ]\.(?!\d))|(?<=[А-ЯЁ]\.)3(?=\.))"
    r"|(?P<form>(?<=\bМБО)[VV]\b|(?<=\bМКО)V\b|(?<=\bМАО)V\b|(?<=\bМО)V\b|(?<=\bМБДО)V\b|(?<=\bМКДО)V\b|(?<=\bДО)V\b)"
    r"|(?P<apart>(?<=\bМБДО) (?=У\b)|(?<=\bМКДО) (?=У\b)|(?<=\bМБО) (?=У\b)|(?<=\bМКО) (?=У\b))"
    r"|(?P<school>(?<![\w])(?:С0Ш|00Ш|О0Ш|0ОШ|Н0Ш)(?!\w))"
    r"|(?P<number>(?<![\w])N[2°º]\s?(?=\d)|(?<=[СОН]ОШ )[МN]\s(?=\d)|(?<=сад )[МN]\s(?=\d)|(?<=сада )[МN]\s(?=\d))"
    r"|(?P<comma>(?<=\d)‚\s?(?=\d))"
    r"|(?P<bullet>\A[®©»°](?=\s+[а-яё]))"
)


class _Stretch(NamedTuple):
    """Mended ``start:start+length`` stands for raw ``raw:raw+raw_length``."""

    start: int
    length: int
    raw: int
    raw_length: int


def clean_scan(raw: str) -> Clean:
    """The clean text of a paragraph that was read from a picture, and its runs back to what was read."""
    edits = [(m.start(), m.end(), _mended(m)) for m in _REPAIR.finditer(raw)]
    if not edits:
        return normalise(raw)
    pieces: list[str] = []
    stretches: list[_Stretch] = []
    size = at = 0
    for start, end, new in [*edits, (len(raw), len(raw), "")]:
        for text, begin, length in ((raw[at:start], at, start - at), (new, start, end - start)):
            if text:
                stretches.append(_Stretch(size, len(text), begin, length))
                pieces.append(text)
                size += len(text)
        at = end
    clean = normalise("".join(pieces))
    return Clean(clean.text, tuple(run for old in clean.runs for run in _back(old, stretches)))


def _mended(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "roman":
            return _AS_ROMAN[found[0]]
        case "about":
            return found[0].replace("0", "О")
        case "small":
            return "о"
        case "initial":
            return "З"
        case "form":
            return "У"
        case "school":
            return found[0].replace("0", "О")
        case "number":
            return "№ "
        case "comma":
            return ","
        case "bullet":
            return "•"
        case _:
            return ""


def _back(run: Run, stretches: Sequence[_Stretch]) -> list[Run]:
    """A run to the mended text as runs to what was read."""
    first = bisect_right([s.start for s in stretches], run.raw) - 1
    end = run.raw + run.raw_length
    touched = [s for s in stretches[max(0, first) :] if s.start < end and run.raw < s.start + s.length]
    parts = [(max(run.raw, s.start), min(end, s.start + s.length), s) for s in touched]
    if run.length != run.raw_length:
        spans = [_raw_of(a, b, s) for a, b, s in parts]
        start, stop = min((a for a, _ in spans), default=0), max((b for _, b in spans), default=0)
        return [Run(run.start, run.length, start, stop - start)]
    back = []
    for a, b, stretch in parts:
        start, stop = _raw_of(a, b, stretch)
        back.append(Run(run.start + a - run.raw, b - a, start, stop - start))
    return back


def _raw_of(start: int, end: int, stretch: _Stretch) -> tuple[int, int]:
    if stretch.length != stretch.raw_length:
        return stretch.raw, stretch.raw + stretch.raw_length
    return stretch.raw + start - stretch.start, stretch.raw + end - stretch.start
