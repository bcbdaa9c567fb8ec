"""Printed lines of the head of a paper, with offsets; gaps made by tabs part a line into segments."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractor.patterns import load
from extractor.reading.document import Block, Document

_HEAD_BLOCKS = 40
_LONG = 260
_LEAST_SENTENCE, _LEAST_OPENING = 60, 25
# An approval block has at most so many lines under its first word, each of one of these forms.
_APPROVAL_LINES = 7
_APPROVAL_LINE = re.compile(
    r"^\W*(?:(?:педагогическ\w+|управляющ\w+|методическ\w+|попечительск\w+)?\s?совет|на (?:заседании"
    r"|педагогическ)|протокол (?:от|№)|приказ\w* (?:от|№)|постановлени\w+ (?:от|№|администрации)"
    r"|распоряжени\w+|решени\w+ (?:от|№|педаг|совета)|от \d|[«\"_]*\d{1,2}[»\"_.]"
    r"|\d{1,2} [а-яё]+ \d{4}(?: ?г(?:ода|\.)?)?\W*$"
    r"|_{3,}|№|подпис|"
    r"директор|заведующ|начальник|глав[аы]|председател|заместител|руководител|и\.\s?о\."
    r"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+)",
    re.IGNORECASE,
)
_APPROVAL = re.compile(
    r"^\W*(?:утвержда(?:ю|ет)|утвержд[её]н[оаы]?|согласован[оа]?|принят[оа]?|рассмотрен[оа]?)(?!\w)", re.IGNORECASE
)
# Date and number with nothing but a kind word before them, then «О …»
_REGISTERED = re.compile(
    r"^(?!\W*(?:во? |на |со? |к |утвержд|согласно))(?P<what>"
    r"\W*(?:(?:приказ|решение|постановление|распоряжение|протокол|от)(?!\w).{0,60}?|.{0,40}?)"
    r"(?:№\s?\S+|\d{4}(?:\s?г(?:ода|\.)?)?))\s+(?=[«\"]?(?-i:Об?)\s+[а-яё])",
    re.IGNORECASE,
)
# A kind word between Markdown stars is read as a bullet; the lines of a drawn table are no head.
_KIND_ALONE = re.compile(
    r"\W*(?:решение|приказ|постановление|распоряжение|протокол|справка|отч[её]т)\W*", re.IGNORECASE
)
_REPORT_ALONE = re.compile(
    r"\W*(?:[а-яё-]+\s+){0,2}(?:справка|отч[её]т|информация|анализ|доклад|сведения|план|записка)\W*", re.IGNORECASE
)
_DRAWN = re.compile(r"\s*[┌│├└¦║╔]")


class Line(NamedTuple):
    """One printed line; ``segments`` are its parts between wide gaps, as offsets into the document."""

    block: Block
    start: int
    end: int
    text: str
    segments: tuple[tuple[int, int], ...]


@cache
def cue(name: str) -> re.Pattern[str]:
    """The words of an entry of ``patterns/header.toml`` as one expression."""
    return load("header").any_of(name)


@cache
def starts(name: str) -> re.Pattern[str]:
    return load("header").any_of(name, before=r"^[\W_]*")


_SEGMENT = re.compile(r"[^\t|]+")
_TITLED = re.compile(r"\W*(?:О|Об|ОБ)\s")
_TITLED_LOOSELY = re.compile(r"\W*Об?[оО]?\s")
_KIND_HEAD = re.compile(r"\W*(?:отч[её]т|доклад|справка|информаци|план|анализ|сведения)", re.IGNORECASE)
_FIGURES_ALONE = re.compile(r"\d+$")


def split_lines(document: Document, block: Block) -> list[Line]:
    out = []
    at = block.start
    for text in document.text[block.start : block.end].split("\n"):
        if text.strip():
            segments = tuple((at + m.start(), at + m.end()) for m in _SEGMENT.finditer(text) if m[0].strip())
            out.append(Line(block, at, at + len(text), text, segments))
        at += len(text) + 1
    return out


def _subject_apart(line: Line) -> list[Line]:
    """«Приказ от 01.02.2024 № 5 «О …»»: the subject on the line of date and number is a line of its own."""
    m = _REGISTERED.match(line.text)
    if not m:
        return [line]
    cut = line.start + m.end()
    before = tuple((a, min(b, line.start + m.end("what"))) for a, b in line.segments if a < cut)
    after = tuple((max(a, cut), b) for a, b in line.segments if b > cut)
    return [
        Line(line.block, line.start, line.start + m.end("what"), m["what"], before),
        Line(line.block, cut, line.end, line.text[m.end() :], after),
    ]


def head_lines(document: Document) -> tuple[list[Line], int]:
    """The lines before the body begins, and the index of the body's first block."""
    lines: list[Line] = []
    approving = 0
    for block in document.blocks[: _HEAD_BLOCKS + sum(b.kind in ("header", "footer") for b in document.blocks)]:
        if block.kind in ("header", "footer", "textbox", "footnote"):
            continue
        text = document.say(block)
        if block.kind == "cell" or _opens_body(text, block, lines):
            return lines, block.index
        if starts("annex").match(text) and not lines:
            continue
        if _APPROVAL.match(text) and ("\n" in text or text.isupper() or len(text) < 40 or block.align == "right"):
            approving = _APPROVAL_LINES
            continue
        if approving and not text[:6].isupper() and _APPROVAL_LINE.match(text) and len(text) < 120:
            approving -= 1
            continue
        approving = 0
        lines += [part for line in split_lines(document, block) for part in _subject_apart(line)]
    return lines, lines[-1].block.index + 1 if lines else 0


# A short line that tells a figure is no title: «Успеваемость – 99,2 %.»
_TELLS_VALUE = re.compile(r"\d\s?(?:%|процент|чел|балл|ед\.)")


_REGISTRATION = re.compile(r"\d{4}|№|^\W*(?:г|с|п|пгт|пос)\.\s?[А-ЯЁ]")


def _titled_below(before: list[Line]) -> bool:
    """«СПРАВКА ⏎ по итогам проверки …»: the title is complete, only date and place may follow."""
    return any(
        _REPORT_ALONE.fullmatch(kind.text) and title.text[:1].islower() and title.block is not kind.block
        for kind, title in pairwise(before)
    )


def _opens_body(text: str, block: Block, before: list[Line]) -> bool:
    centred = block.align in ("center", None)  # a text file tells nothing of it
    goes_on = text[:1].islower() and centred and len(text) < _LONG and not text.rstrip().endswith((".", ":"))
    if goes_on and before and _REPORT_ALONE.fullmatch(before[-1].text):
        return False  # «СПРАВКА ⏎ по итогам проверки …»
    apart = block.align not in ("center", "right", None) or (block.align is None and text.rstrip().endswith((".", ":")))
    if apart and _titled_below(before) and not _REGISTRATION.search(text[:60]):
        return True
    if starts("preamble").match(text):
        return not (len(text) < 120 and not text.rstrip().endswith((".", ":", ",")) and not before)
    if _DRAWN.match(text) or (before and (starts("performative").match(text) or starts("back-to-body").match(text))):
        return True
    if block.number and before and not _FIGURES_ALONE.match(text) and not _KIND_ALONE.fullmatch(text):
        return True
    titled = _TITLED_LOOSELY.match(text) is not None
    if len(text) > _LONG and not titled and not block.bold:
        return True
    has_title = any(_TITLED.match(line.text) or _KIND_HEAD.match(line.text) for line in before)
    # «Соглашением установлены показатели:» opens a list, however short it is
    least = _LEAST_OPENING if text.rstrip().endswith(":") else _LEAST_SENTENCE
    ends_sentence = text.rstrip().endswith((".", ":", ";")) and (len(text) > least or _TELLS_VALUE.search(text))
    if titled and not any(_TITLED.match(line.text) for line in before):
        return False
    return has_title and bool(ends_sentence) and not block.bold and block.align not in ("center", "right")
