"""Kind words that name the one school of their kind: «Яровская СОШ и гимназия», or «Гимназия» as a whole cell.

A gymnasium that a district has one of is told by its kind alone.  In running text that word may mean
the kind («учащиеся гимназии»); in an enumeration of schools, or as the label of a row, it means the school.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.fields.school_parts import ADJECTIVE, Mention, no_place, nominative
from extractor.patterns import load

_JOINED = r"\s*(?:,|и(?=\s)|,?\s*а также)\s+"
_LABEL_END = r"\s*(?:\((?:[ЧНМ][А-Я]{1,5}|[^()]{1,25})\))?\s*"


@cache
def _alone() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each kind with the forms of its word in the singular."""
    pairs = (w.split("=", 1) for w in load("schools").words("bare-kinds"))
    return tuple((re.compile(rf"(?:{source})(?![А-Яа-яё-])"), kind) for kind, source in pairs)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(_JOINED)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?P<adj>{ADJECTIVE.pattern})\s+школа{_LABEL_END}")


def bare_mentions(text: str, found: list[Mention]) -> list[Mention]:
    """``found`` with the bare kind words that are mentions too, in reading order."""
    if not found:
        return _whole_label(text)
    more: list[Mention] = []
    for k, mention in enumerate(found):
        joint = _behind().match(text, mention.end)
        if joint and (one := _word_at(text, joint.end())):
            more.append(one)
        before = text[found[k - 1].end if k else 0 : mention.start]
        if (one := _word_before(before)) and not any(x.start == one.start for x in more):
            shift = mention.start - len(before)
            more.append(one._replace(start=shift + one.start, end=shift + one.end))
    taken = [(m.start, m.end) for m in found]
    free = [m for m in more if not any(a < m.end and m.start < b for a, b in taken)]
    return sorted([*found, *free], key=lambda m: m.start) if free else found


def _word_at(text: str, at: int) -> Mention | None:
    for pattern, kind in _alone():
        if (m := pattern.match(text, at)) and not re.match(r"\s+[а-яё]", text[m.end() :]):
            return Mention(m.start(), m.end(), kind=kind)
    return None


def _word_before(before: str) -> Mention | None:
    """«гимназия и СОШ № 5»: the word stands right before the joint."""
    for pattern, kind in _alone():
        for m in pattern.finditer(before):
            if _behind().fullmatch(before, m.end()) and not re.search(r"»\s*$", before[: m.start()]):
                return Mention(m.start(), m.end(), kind=kind)
    return None


def _whole_label(text: str) -> list[Mention]:
    """A cell that holds nothing but «Гимназия», «Вечерняя школа», «Православная школа (ЧОУ)»."""
    stripped = text.strip()
    if not stripped or len(stripped) > 60 or not stripped[0].isupper():
        return []
    start = text.index(stripped)
    for pattern, kind in _alone():
        if re.fullmatch(f"(?:{pattern.pattern}){_LABEL_END}", stripped):
            m = pattern.match(stripped)
            return [Mention(start, start + (m.end() if m else len(stripped)), kind=kind)]
    m = _label().fullmatch(stripped)
    if m and not no_place().match(m["adj"]):
        return [Mention(start, start + stripped.index("школа") + 5, kind="школа", name=nominative(m["adj"], "f"))]
    return []
