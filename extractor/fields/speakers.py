"""Who reported: «заслушав информацию начальника отдела Солдатовой Ю.А.», «СЛУШАЛИ: Дроздову И.Ю.»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.fields.parts import Part, Parts
from extractor.reading.document import Document
from extractor.text.names import Case, find_people, surname_nominative
from extractor.text.pieces import Hints

_INITIALS = r"(?P<who>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.?|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+)"
_CUES: tuple[tuple[re.Pattern[str], Case | None], ...] = (
    (
        re.compile(
            r"заслушав(?:\s+и\s+обсудив)?\s+(?:информаци|доклад|отч[её]т|сообщени|выступлени)\w*", re.IGNORECASE
        ),
        "genitive",
    ),
    (re.compile(r"(?:за)?слушали\s*:?", re.IGNORECASE), "accusative"),
    (re.compile(r"докладчик\w*\s*[–—:-]", re.IGNORECASE), None),
    (re.compile(r"(?:доложил|проинформировал|выступил|сообщил)[аи]?\b", re.IGNORECASE), None),
)
_MAY_CUE = Hints(*(cue for cue, _ in _CUES))
# The name stands within the clause behind the cue: a position of several words at most.
_REACH = 170


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    start: int
    end: int


def find_speaker(document: Document, parts: Parts) -> Speaker | None:
    """The first person told to have reported, in the nominative where the ending decides it."""
    for block in parts.blocks(document, Part.BODY, Part.OPERATIVE):
        text = document.text[block.start : block.end]
        if not _MAY_CUE.in_text(text.lower()):
            continue
        for cue, case in _CUES:
            for m in cue.finditer(text):
                window = text[m.end() : m.end() + _REACH]
                window = re.split(r"(?<=[а-яё]{3})[.;]\s", window)[0]
                if found := _named(window, case):
                    return Speaker(found.name, block.start + m.end() + found.start, block.start + m.end() + found.end)
    return None


def _named(window: str, case: Case | None) -> Speaker | None:
    m = re.search(_INITIALS, window)
    if m:
        name = re.sub(r"\s+", " ", m["who"])
        return Speaker(surname_nominative(name, case) if case else name, m.start("who"), m.end("who"))
    # Three capitalised words, or two and a patronymic: a full name that no pattern puts into the nominative.
    if re.search(r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вн|ич|ичн)[а-яё]{0,3}\b", window):
        person = next(iter(find_people(window)), None)
        return Speaker(person.name, person.start, person.end) if person else None
    return None
