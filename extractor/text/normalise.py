"""Cleaning of source text with an offset map: every clean character knows its origin.

The rules come from what Word files, PDFs and OCR layers of municipal papers really hold:
no-break and thin spaces, soft hyphens, letter-spaced headings («П Р И К А З»), Latin letters
inside Cyrillic words, «N 5» for «№ 5», doubled angle brackets for guillemets, underscores of
a printed blank around a typed date, marks of notes behind numbers («97,4¹ %»).  Words and
punctuation are otherwise left as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.patterns import load

_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\r\v"), " "
)
_ONE_TO_ONE = _SPACES | {0x2010: "-", 0x2011: "-", 0x2012: "–", 0x2212: "–", 0x2028: "\n", 0x2029: "\n", 0x0C: "\n"}

_LATIN = "ABCEHKMOPTXYaceopxyk"
_CYRILLIC = "АВСЕНКМОРТХУасеорхук"
_LOOKALIKE = str.maketrans(_LATIN, _CYRILLIC)
_MIXED = re.compile(r"[^\W\d_]*(?:[А-Яа-яЁё][A-Za-z]|[A-Za-z][А-Яа-яЁё])[^\W\d_]*")
# A lone Latin letter that can only be a Russian preposition or an abbreviation before a Russian word.
_LONE = re.compile(r"(?:(?<=[^\w.])|^(?=[A-Z]))[acoOCKBA](?=(?:\.\s?|\s)[А-Яа-яЁё])")
_ROMAN = re.compile(r"[IVXLCМХІ]+")

# The mark of a note: one raised figure, or several with commas, behind a number, a sign or a word.  Not minutes (17³⁰),
# degrees (18⁰С), powers of ten, square metres, a fraction's numerator (5¹/₂).
_RAISED = "[¹²³⁴-⁹]"
_NOTE = (
    r"(?:(?<=[\d%»\")])|(?<=[А-Яа-яЁё]{3}))(?<!(?<![\d,])10(?=[²³⁴-⁹]))[ \u00a0]?"
    rf"{_RAISED}(?:[,;] ?{_RAISED})*[)⁾]?(?![\w/⁄₀-₉])"
)

_EDIT = re.compile(
    r"(?P<spread>(?<![^\W_])(?:[А-ЯЁа-яё] ){3,}[А-ЯЁа-яё](?:\s{2,}(?:[А-ЯЁа-яё] )+[А-ЯЁа-яё])*(?![^\W_]))"
    r"|(?P<gone>[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]+)"
    rf"|(?P<note>{_NOTE})"
    r"|(?P<broken>(?<=[а-яё]{2})-[ \t]*\n[ \t]*(?=[а-яё]{2}))"
    r"|(?P<line>[ \t]*\n[ \t\n]*)"
    r"|(?P<gap>[ \t]*\t[ \t]*| {3,})"
    r"|(?P<pair>  )"
    r"|(?P<left><<)|(?P<right>>>)"
    r"|(?P<number>(?<![A-Za-zА-Яа-яЁё№])N[oо°º]?(?=[ .]?\d)|(?<![\w&])#(?= *\d))"
    r"|(?P<blank>(?<=[«\"№\s])_{1,3}(?=[\dа-я])|(?<=[\dа-яё»\"])_{1,3}(?=[\s»\".,а-яг]|$))"
)


# A word broken at a line end is joined; these first parts keep their hyphen («по-прежнему», «учебно-воспитательный»).
_COMPOUND = re.compile(r"(?:(?<![а-яё])(?:по|из|кое|во|в|пол)|[а-яё]{3,}(?:но|ско|во))$")


@dataclass(frozen=True, slots=True)
class Run:
    """Clean ``start:start+length`` came from raw ``raw:raw+raw_length`` (equal lengths: letter by letter)."""

    start: int
    length: int
    raw: int
    raw_length: int


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean text and the runs that lead back, in order and without overlaps."""

    text: str
    runs: tuple[Run, ...]


@cache
def _scattered() -> re.Pattern[str]:
    """Directive words that typists space out irregularly («п ос т а н о в л я ю»)."""
    words = load("text").words("spread_words")
    return re.compile(r"(?<!\w)(?:" + "|".join(r"\s?".join(word) for word in words) + r")(?!\w)", re.IGNORECASE)


@cache
def _numbered() -> re.Pattern[str]:
    """A part of a law with its number at the end («части 2»), which raised figures may go on."""
    words = load("text").words("numbered_parts")
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")\.?\s*[\d.]+\Z", re.IGNORECASE)


# Characters to look back for the word.
_LONGEST_PART = 24
_LOOSE = re.compile(r"(?<!\w)[А-Яа-яЁё]{1,2} [А-Яа-яЁё]{1,2} [А-Яа-яЁё]{1,3} [А-Яа-яЁё]")


def normalise(raw: str) -> Clean:
    """Clean one paragraph's text.

    Args:
        raw: the source's own characters; ``\\n`` is a hard line break.
    Returns:
        The clean text: single spaces, ``\\t`` for a visible gap (a tab or three spaces and
        more), ``\\n`` kept, no white space at the ends; with the runs back to ``raw``.
    """
    text = _fold_letters(raw.translate(_ONE_TO_ONE))
    edits = [(m.start(), m.end(), _replacement(m)) for m in _EDIT.finditer(text) if not _is_part(m)]
    if _LOOSE.search(text):
        edits = _merge(
            edits, [(m.start(), m.end(), re.sub(r"\s", "", m[0])) for m in _scattered().finditer(text) if " " in m[0]]
        )
    start = len(text) - len(text.lstrip(" \t\n"))
    stop = len(text.rstrip(" \t\n"))
    return _apply(text, edits, start, max(start, stop))


def _fold_letters(text: str) -> str:
    """Latin look-alikes inside Cyrillic words become Cyrillic; lengths do not change."""
    if not re.search(r"[A-Za-z]", text):
        return text
    text = _MIXED.sub(lambda m: m[0] if _ROMAN.fullmatch(m[0]) else m[0].translate(_LOOKALIKE), text)
    return _LONE.sub(lambda m: m[0].translate(_LOOKALIKE), text)


def _is_part(m: re.Match[str]) -> bool:
    """Whether raised figures are no mark of a note but part of a number: «статья 15¹»."""
    return m.lastgroup == "note" and bool(_numbered().search(m.string, max(0, m.start() - _LONGEST_PART), m.start()))


def _replacement(m: re.Match[str]) -> str:
    match m.lastgroup:
        case "spread":
            return re.sub(r"\s{2,}", "\0", m[0]).replace(" ", "").replace("\0", " ")
        case "broken":
            return "-" if _COMPOUND.search(m.string[: m.start()]) else ""
        case "line":
            return "\n"
        case "gap":
            return "\t"
        case "pair":
            return " "
        case "left":
            return "«"
        case "right":
            return "»"
        case "number":
            return "№"
        case _:
            return ""


def _merge(edits: list[tuple[int, int, str]], more: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """``more`` wins where both touch the same characters."""
    kept = [e for e in edits if not any(a < e[1] and e[0] < b for a, b, _ in more)]
    return sorted(kept + more)


def _apply(text: str, edits: list[tuple[int, int, str]], start: int, stop: int) -> Clean:
    pieces: list[str] = []
    runs: list[Run] = []
    size = 0

    def put(piece: str, raw: int, raw_length: int) -> None:
        nonlocal size
        if piece:
            runs.append(Run(size, len(piece), raw, raw_length))
            pieces.append(piece)
            size += len(piece)

    at = start
    for a, b, new in edits:
        if b <= start or a >= stop:
            continue
        put(text[at:a], at, a - at)
        put(new, a, b - a)
        at = b
    put(text[at:stop], at, stop - at)
    return Clean("".join(pieces), tuple(runs))


def raw_range(runs: tuple[Run, ...], start: int, end: int) -> tuple[int, int]:
    """The raw range that clean ``start:end`` came from; ``(0, 0)`` for generated text only."""
    low, high = -1, 0
    for run in runs:
        if run.start >= end:
            break
        if run.start + run.length <= start:
            continue
        whole = run.length != run.raw_length
        a = run.raw if whole else run.raw + max(0, start - run.start)
        b = run.raw + run.raw_length if whole else run.raw + min(run.length, end - run.start)
        low = a if low < 0 else low
        high = b
    return (max(low, 0), high)
