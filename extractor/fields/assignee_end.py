"""Where an assignee ends and what has to be done begins: «Бухгалтерии | вопросы по оплате принимать …».

Between the assignee and the infinitive may stand the object («годовые отчёты представить») or a circumstance
(«Завхозу Черных З.И. | на осенних каникулах починить …»).  A name with initials ends the assignee where a
preposition or an object follows; a word that can only be a subject or an object ends it anywhere.
"""

from __future__ import annotations

import re

from extractor.text.morph import cases
from extractor.text.person import FULL, INITIALS_FIRST, SURNAME_FIRST

_PERSON = re.compile(rf"(?:{SURNAME_FIRST}|{INITIALS_FIRST}|{FULL})")
_TOKEN = re.compile(r"[«»()\",;]|[А-ЯЁа-яё-]+")
# «о поломках сообщать»: behind a name these begin what it is about, or when
_PREPOSITION = re.compile(r"\s+(?=(?:об?|на|по|к|ко|при|в|во|за|для|из|от|до|через|после|без|под|над|перед)\s)")
_GOVERNS = re.compile(
    r"(?:во?|на|за|о|обо?|со?|ко?|от|до|из|у|при|для|через|после|без|под|над|перед|между|не|ни|чьи|чей)"
)
_OBJECT_CASES = frozenset({"nomn", "accs", "voct"})


def object_at(text: str, start: int, end: int) -> int | None:
    """The offset at which the object or circumstance begins, None where ``start`` to ``end`` is the assignee alone."""
    for person in _PERSON.finditer(text, start, end):
        if text.count("(", start, person.start()) > text.count(")", start, person.start()):
            continue
        if behind := _PREPOSITION.match(text, person.end(), end):
            return behind.end()
    depth = 0
    for token in _TOKEN.finditer(text, start, end):
        word = token[0]
        if word in "«(":
            depth += 1
        elif word in "»)":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif word in ',;"' or _GOVERNS.fullmatch(word):
            return None  # behind these a noun may stand in any case
        elif token.start() == start or not word[0].islower() or text[token.end() : token.end() + 1] == ".":
            continue  # the head itself, names, words cut short
        elif (known := cases(word)) and known <= _OBJECT_CASES:
            return token.start()
    return None
