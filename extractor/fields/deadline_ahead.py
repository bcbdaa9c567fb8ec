"""Whether a time told in prose is a deadline: it lies ahead of the paper, and somebody has to keep it.

A report tells what was done and what is planned in the same forms, so verbs decide: «закончат в феврале»
is a term, «прошли в феврале» is none.
"""

from __future__ import annotations

import re
from datetime import date

from extractor.fields.deadline_forms import Form

_FUTURE = re.compile(
    r"\b(?:буд[еу]т|планиру\w+|предполага\w+|намеч\w+|заплан\w+|перен[ео]с\w*|продл\w+|предсто\w+"
    r"|рассчитыва\w+|должн\w+|необходимо|требуется|следует|ожида\w+|предлага\w+|рекоменд\w+"
    r"|предписа\w+|нужно|прос\w{1,2}м|обяз\w+|поруч\w+|обеща\w+)\b"
    r"|\b(?!явля|составля|получа|использу|работа|проходит\b|проводит|находит|имеет|значит"
    r"|требует|достигнут\b)(?:вы|до|за|из|на|об|от|пере|по|под|при|про|раз|рас|с|со|у)[а-яё]{2,}(?:ит|ет|ёт|ят"
    r"|ут|ют|дут|йдёт|йдет|аем|яем|уем|дём|отрим|ерим|авим)(?:ся)?\b",
    re.IGNORECASE,
)
_THIS_CENTURY = re.compile(r"20\d\d")
# «д. Усть-Волма», «в г. Енисейске», «им. Пушкина» end no sentence; «2013 г. Школы» does.
_SENTENCE_END = re.compile(
    r"(?<!\s[а-вд-яёА-ЯЁ])(?<![а-яё]\sг)(?<!\s(?:ул|им|ст))(?<!\s(?:пос|дер|пгт))[.;!?]\s+(?=[А-ЯЁ«])|\n"
)
_CLAUSE_END = re.compile(r"[,;:.](?=\s)|\n|\s[–—]\s")
# A year beside a measure or a number with a unit is the value's.
_VALUE = re.compile(r"%|процент|дол[яюи]\b|показател|значени|численност|количеств|охват|балл", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:[а-яё]{3,}(?:лся|лась|лось|лись|[аиеяу]л[аио]?)|[а-яё]*(?:шл[аио]|ш[её]л|смогл[аио]?|велся|вел[аио]?))\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b[а-яё]{3,}(?:[ауюя]т(?:ся)?|[еи]тся|[аяи]ет|ит|[аяие]ть(?:ся)?)\b", re.IGNORECASE)
# «ежегодно уходят два-три педагога»: what happens of itself is nobody's duty
_HAPPENS = re.compile(
    r"\b(?:уход|уезжа|увольня|приход|приезжа|выбыва|прибыва|покида|теря|рожда|раст|увеличива|уменьша|снижа|повыша"
    r"|сокраща|станов|побежда|занима)[а-яё]*(?:[её]т|ит|[уюая]т)(?:ся)?\b",
    re.IGNORECASE,
)
# «которые должны были поступить до 10 апреля»: a limit that was set, though it is past
_WAS_DUE = re.compile(
    r"\b(?:(?:долж(?:ен|на|но|ны)|обязан[аы]?)\s+был[аио]?|следовало|надлежало|требовалось|необходимо было"
    r"|предписывалось|предписано было)\b",
    re.IGNORECASE,
)
# «сведения вносят не позднее трёх дней с даты награждения»: a rule, where «через три дня» only tells
_LIMITS = re.compile(
    r"(?:не позднее|не позже|в течени[еи]|в \S{0,14}(?:дневный|недельный|месячный)\s(?:\S+\s)?срок"
    r"|в день|на следующ\w+|на \S+ день|немедленно|незамедлительно)(?!\w)",
    re.IGNORECASE,
)


def ahead(where: str, make: str, forms: list[Form], reference: date | None, text: str, start: int, end: int) -> bool:
    """Whether a form found in prose is a deadline; a form without «до» needs a verb of plans.

    Args:
        where: of the form's rule (``patterns/deadlines.toml``).
        make: the rule's constructor.
        forms: what it tells.
        reference: the paper's date.
        text: the paragraph, with the form at ``start`` to ``end``.
    """
    if not forms:
        return False
    first = forms[0]
    sentence = _sentence(text, start)
    if first.kind in ("recurring", "ongoing", "relative"):
        lasting = first.kind == "recurring" or (first.kind == "relative" and _LIMITS.match(text, start) is not None)
        happens = lasting and _HAPPENS.search(_clause(text, start)) is not None
        return where == "any" or (not happens and _planned(sentence, lasting=lasting))
    due = next((f.due for f in forms if f.due), None)
    if due is not None and reference is not None and due < reference.isoformat():
        return where == "any" and _WAS_DUE.search(sentence) is not None
    begin = first.start or (first.due if first.kind == "date" else None)
    later = begin is not None and reference is not None and begin > reference.isoformat()
    planned = _FUTURE.search(sentence) is not None
    dated = _THIS_CENTURY.search(text, start, end) is not None
    if make == "year_ahead":
        return later and planned and not _VALUE.search(sentence)
    if later and dated:
        return True
    if where == "future" and first.kind == "date":  # a bare day is a limit only when it lies ahead for certain
        return planned and not _PAST.search(sentence)
    if not dated and any(_PAST.search(s) and not _FUTURE.search(s) for s in (sentence, _clause(text, start))):
        return False
    return planned or (where not in ("future", "prose") and reference is not None)


def _planned(sentence: str, *, lasting: bool) -> bool:
    """A rule that goes on («сведения обновляются ежедневно»), or anything still to come."""
    if _FUTURE.search(sentence):
        return True
    return lasting and bool(_PRESENT.search(sentence)) and not _PAST.search(sentence)


def _clause(text: str, at: int) -> str:
    """The stretch between commas around ``at``: «субсидия пришла в декабре, | когда торги …»."""
    cuts = [m.start() for m in _CLAUSE_END.finditer(text)]
    return text[max((c + 1 for c in cuts if c < at), default=0) : min((c for c in cuts if c >= at), default=len(text))]


def _sentence(text: str, at: int) -> str:
    """The sentence around ``at``, cut roughly: enough to look for a verb of plans."""
    cuts = [m.end() for m in _SENTENCE_END.finditer(text)]
    return text[max((c for c in cuts if c <= at), default=0) : min((c for c in cuts if c > at), default=len(text))]
