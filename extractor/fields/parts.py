"""The parts of a paper: head, body, operative part, signature, annexes.

The same «1.» is an indicator in the findings of a decision and an order behind РЕШИЛА, so every
field asks first where a block stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extractor.patterns import load
from extractor.reading.document import Block, Document
from extractor.text.person import NAME
from extractor.text.pieces import Hints


class Part(StrEnum):
    HEAD = "head"
    BODY = "body"
    OPERATIVE = "operative"
    SIGNATURE = "signature"
    ANNEX = "annex"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True)
class Parts:
    """``of[i]`` is the part of block ``i``; ``operative`` whether the paper has points to carry out."""

    of: tuple[Part, ...]
    operative: bool
    letter: bool
    minutes: bool = False

    def blocks(self, document: Document, *parts: Part) -> list[Block]:
        return [b for b in document.blocks if self.of[b.index] in parts]


_AGREED = r"(?:\s+(?:единогласно|единодушно|следующее|большинством голосов))?"


@cache
def _performative() -> re.Pattern[str]:
    words = "|".join(load("header").words("performative"))
    upper = "|".join(w.upper() for w in load("header").words("performative"))
    return re.compile(
        rf"(?<![А-Яа-яё])(?:(?i:(?:{words}){_AGREED})\s*:|(?:{upper})\s*:?)\s*(?=$|[А-ЯЁ«\d•–-]|(?<=:)\s*[а-яё]+(?:ть"
        rf"|ти|чь)(?:ся)?\s)|(?<![А-Яа-яё])(?i:{words})\s*:\s*(?=[а-яё]+(?:ть|ти|чь)(?:ся)?\s)"
    )


@cache
def _resolves() -> re.Pattern[str]:
    """Minutes: «Решение:», «Приняли решение:» at the head of a line, or «Решили» as a line of its own."""
    words = "|".join(load("header").words("resolution"))
    return re.compile(rf"^\W*(?:{words}){_AGREED}\s*(?::\s*|$)", re.IGNORECASE)


@cache
def _performs() -> Hints:
    return Hints(_performative())


@cache
def _back() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:[\dIVX]+\.?\s*)?(?:{'|'.join(load('header').words('back-to-body'))})", re.IGNORECASE)


_ANNEX = re.compile(r"^\s*(?:Приложени[ея]|ПРИЛОЖЕНИ[ЕЯ])(?:\s*№?\s*\d+)?\s*(?:$|\n|\.|к\s|\()", re.IGNORECASE)
# The head of what an act approves: «УТВЕРЖДЕНА ⏎ постановлением администрации … от … № …».
_APPROVED = re.compile(r"^\W*утвержд[её]н[аоы]?\s+(?:постановлени|приказ|распоряжени|решени)", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+")
_REQUEST = re.compile(r"(?:просим|прошу|предлагаем|предлагаю|необходимо|рекомендуем)(?: вас)?\s*:\s*$", re.IGNORECASE)
_ACT_KINDS = frozenset({"decision", "order", "decree", "directive"})
# «2. Лебедь А.Н. (управление образования) предложил …»: an item of the agenda, told
_SPEAKS = re.compile(
    rf"\W*(?:[а-яё-]+\s){{0,6}}{NAME}\s*(?:,[^.;]{{3,80}},\s*|\([^)]*\)\s*)?"
    r"(?:доложил|сообщил|предложил|пояснил|проинформировал|выступил|отметил|рассказал|ознакомил|представил|напомнил|возразил)"
)
_SIGNATURE_WINDOW = 400


def performative_end(text: str, *, minutes: bool = False) -> int | None:
    """Where the points begin when ``text`` holds a directive word, ``None`` otherwise.

    ``minutes``: a nominal «Решение:», «Решено:» opens the points as well.
    """
    if minutes and (resolved := _resolves().match(text)):
        return resolved.end()
    if not _performs().in_text(text.lower()):
        return None
    found = None
    for m in _performative().finditer(text):
        found = m.end()
    return found


def cut_parts(document: Document, *, kind: str, body_start: int) -> Parts:
    """Tell the part of every block.

    Args:
        kind: the paper's kind (``fields.header``).
        body_start: index of the first block after the head.
    """
    of: list[Part] = []
    now = Part.BODY
    operative = False
    requests = False
    for block in document.blocks:
        if block.kind in ("header", "footer"):
            of.append(Part.MARGIN)
            continue
        if block.index < body_start:
            of.append(Part.HEAD)
            continue
        text = document.text[block.start : block.end]
        if block.kind != "cell" and now is not Part.ANNEX:
            heads_annex = (_ANNEX.match(text) and len(text) < 200) or (_APPROVED.match(text) and len(text) < 300)
            if heads_annex and _after_points(document, block, operative, body_start):
                now = Part.ANNEX
            elif kind == "minutes" and now is Part.OPERATIVE and _leaves_points(block, text, document, of):
                now = Part.BODY
            named = kind == "minutes" and not block.number
            end = performative_end(text, minutes=named) if kind not in ("report", "plan", "letter") else None
            if end is not None and now is not Part.ANNEX:
                now, operative = Part.OPERATIVE, True
                of.append(Part.OPERATIVE if text[end:].strip() else Part.BODY)
                continue
            if kind == "letter" and _REQUEST.search(text):
                requests = True
        of.append(now)
    if not operative and kind in _ACT_KINDS:
        operative = _without_performative(document, of, body_start)
    return Parts(tuple(of), operative, kind == "letter" and requests, kind == "minutes")


def _leaves_points(block: Block, text: str, document: Document, of: list[Part]) -> bool:
    """The next item of the agenda: «2. СЛУШАЛИ: …», or «II. О фестивале» behind points 1.1 and 1.2."""
    if _back().match(text) or (block.number and _SPEAKS.match(document.say(block))):
        return True
    if not block.number or not _ROMAN.fullmatch(block.number):
        return False
    last = next((b for b in reversed(document.blocks[: len(of)]) if b.number and of[b.index] is Part.OPERATIVE), None)
    return last is not None and last.number is not None and last.number[0].isdigit()


def _after_points(document: Document, block: Block, operative: bool, body_start: int) -> bool:
    """An annex heading stands after the points (or late in a paper without them), never in their midst."""
    return operative or block.index > body_start + 3


def _without_performative(document: Document, of: list[Part], body_start: int) -> bool:
    """A paper whose points follow the preamble directly («руководствуясь …:» and «1. Внести»)."""
    first = next(
        (
            b.index
            for b in document.blocks[body_start:]
            if b.kind != "cell" and b.number in ("1", "1.1", "I") and of[b.index] is Part.BODY
        ),
        None,
    )
    if first is None:
        return False
    for index in range(first, len(of)):
        if of[index] is Part.BODY:
            of[index] = Part.OPERATIVE
    return True
