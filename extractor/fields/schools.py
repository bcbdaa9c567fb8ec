"""School mentions: anchor on the kind word, grow left and right, share heads over lists.

«в филиалах МБОУ Верхнепашинская СОШ №2, МБОУ Усть-Кемская СОШ №10», «СОШ № 1, 2 и 5»,
«Ярцевская, Майская и Кривлякская СОШ», «детских садов № 3, 9 и 41», «в 14-й школе».  Words that
name no particular one («школы района», «в 6 школах») are none.  The kinds are data
(``patterns/schools.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.fields import school_parts as parts
from extractor.fields.school_bare import bare_mentions
from extractor.fields.school_lists import more_names, more_numbers, more_settlements, proper
from extractor.fields.school_parts import Kind, Mention
from extractor.patterns import load
from extractor.text.pieces import Hints, any_in

__all__ = ["Mention", "find_schools"]

_LEFT_WINDOW = 200
# A text without any of these names no school; most blocks are done with this one search.
_GATE_WORDS = (
    *("школ", "имнази", "лице", "интернат", "сад", "центр", "олледж", "ехникум", "танци", "дом", "двор"),
    *("с/ш", "/с", "/ с", "\\с", "\\ с", "д.", "шк.", "училищ", "корпус"),
)
_GATE_CAPITALS = re.compile(r"[А-ЯЁ)]{2}")


@dataclass(slots=True)
class _Grown:
    start: int
    legal: str | None
    names: list[tuple[str, int, int]]
    branch: bool
    plural_branch: bool
    quoted: bool
    ordinals: list[tuple[str, int, int]]


# Signs around a name; each is looked for in every mention.
_MAY_NAME_BRANCH = Hints(parts.BRANCH)
_ENDS_IN_FORM = re.compile(r"[А-Я]У$")
_LISTED = re.compile(r"[\s,;«»\"()]*(?:и|а также)?\s*")
_PIECE = re.compile(r"[А-ЯЁ].*?(?=\s*,|\s+и\s|\s*$|\s+а также)", re.DOTALL)
_OPENED = re.compile(rf"[{parts.OPEN}]\s?$")
_OPENED_BEFORE = re.compile(rf"[{parts.OPEN}][^{parts.OPEN}]{{0,3}}$")
_CLOSED = re.compile(rf"\s?[{parts.CLOSE}]")
_OF_PLACE = re.compile(r"(?:ск|цк)[а-яё]{2,3}$")
_QUOTE_BEFORE = re.compile(r"[«\"]\s?$")
# «школа в с. Липовка»: the village identifies a school that has no other name
_IN_VILLAGE = re.compile(r"\s+в(?=\s)" + parts.SETTLEMENT.pattern)
_PLURAL = re.compile(r"(?:ие|ые|их|ых|им|ым|ими|ыми)$")
_TOWN = re.compile(r"г\.?\s?[А-ЯЁ]|город")
_BRACKETED_NUMBER = re.compile(r"(?:\s\(|:)\s?№{1,2}\s?(?P<n>\d{1,3})(?!\d)")


@cache
def _no_school() -> re.Pattern[str]:
    return load("schools").any_of("no-school", before=r"\s+")


@cache
def _seasonal() -> tuple[re.Pattern[str], Hints]:
    words = load("schools").any_of("event", before=r"(?<!\w)", after=r"[а-яё-]+\s+(?:[а-яё-]+\s+)?$")
    return words, Hints(words)


def _event(before: str) -> bool:
    """«летняя школа «Росток»», «зимней математической школе»: an event, no organisation."""
    words, hints = _seasonal()
    return hints.in_text(before.lower()) and words.search(before) is not None


def find_schools(text: str) -> list[Mention]:
    """All mentions of particular education organisations in ``text``, in reading order."""
    found: list[Mention] = []
    lower = text.lower()
    if not (any_in(lower, _GATE_WORDS) or _GATE_CAPITALS.search(text)):
        return found
    used = 0
    spread = False  # «филиалах A, B и C»: the plural stands for every school of the list
    for m in parts.anchors().finditer(text):
        if m.start() < used or m.lastgroup is None:
            continue
        kind = parts.kinds()[m.lastgroup]
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        if before.isalpha() and not kind.form and not _ENDS_IN_FORM.search(text[: m.start()]):
            continue
        left = _grow_left(text, m, used, kind)
        if spread and found and not _LISTED.fullmatch(text, found[-1].end, left.start):
            spread = False
        mentions = _mentions(text, m, kind, left)
        if not mentions or (after == "-" and kind.kind == "школа"):
            continue
        spread = spread or left.plural_branch
        found += [x._replace(branch=True) if spread and not x.branch else x for x in mentions]
        used = max(x.end for x in mentions)
    return bare_mentions(text, found)


def _grow_left(text: str, word: re.Match[str], used: int, kind: Kind) -> _Grown:
    anchor = word.start()
    low = max(used, anchor - _LEFT_WINDOW)
    newline = text.rfind("\n\n", low, anchor)
    left = text[max(low, newline + 1 if newline >= 0 else low) : anchor]
    shift = anchor - len(left)
    at = len(left)
    ordinal: list[tuple[str, int, int]] = []
    if kind.kind in ("школа", "гимназия", "лицей", "детский сад"):
        ordinal = parts.ordinals(left) or parts.plain_ordinal(left, word[0], text[word.end() :])
    names: list[tuple[str, int, int]] = []
    profile = parts.profile().search(left) if kind.entry.data.get("profile") and not ordinal else None
    if profile:
        names, at = (
            [(profile["p"].capitalize(), shift + profile.start("p"), shift + profile.end("p"))],
            profile.start("p"),
        )
    m = parts.ADJECTIVES.search(left) if not ordinal and not profile else None
    if m:
        for piece in _PIECE.finditer(m["list"]):
            names.append((piece[0].strip(), shift + m.start() + piece.start(), shift + m.start() + piece.end()))
        names = _places_only(names, text, kind)
        at = names[0][1] - shift if names else at
    opened = _OPENED.search(left[:at])
    quoted = opened is not None
    if opened:
        at = opened.start()
    legal, form_at = (None, at) if kind.form else parts.legal_form(left[:at])
    if legal is None and quoted:
        m2 = _OPENED_BEFORE.search(left[:at])
        legal, form_at = parts.legal_form(left[: m2.start()]) if m2 else (None, at)
    at = form_at
    if ordinal:
        at = ordinal[0][1]
    branch = parts.BRANCH.search(left[:at]) if _MAY_NAME_BRANCH.in_text(left.lower()) else None
    plural = bool(branch and re.fullmatch(r"ах|ы|ов|ам|ами", branch["end"] or ""))
    if branch:
        at = branch.start()
    return _Grown(
        shift + at, legal, names, bool(branch), plural, quoted, [(n, shift + a, shift + b) for n, a, b in ordinal]
    )


def _places_only(names: list[tuple[str, int, int]], text: str, kind: Kind) -> list[tuple[str, int, int]]:
    """Drop adjectives that name no place («Сельские школы»), keep the run next to the kind word."""
    kept: list[tuple[str, int, int]] = []
    for name, a, b in reversed(names):
        first = text[:a].rstrip(' \t(«"-–—')
        opens_sentence = not first or first[-1] in ".!?:;\n\t"
        word = name.split()[0]
        if parts.no_place().match(word):
            break
        if opens_sentence and kind.kind == "школа" and not kept and not _OF_PLACE.search(word):
            break
        kept.insert(0, (name, a, b))
    return kept


def _mentions(text: str, m: re.Match[str], kind: Kind, left: _Grown) -> list[Mention]:
    right = _grow_right(text, m.end(), kind, quoted=left.quoted, named_before=bool(left.names or left.ordinals))
    number = left.ordinals[-1][0] if left.ordinals else right.number
    names = left.names if not (kind.kind in ("колледж", "техникум") and not left.names) else []
    legal = left.legal
    if kind.form:
        legal = m[0]
    whole = legal and left.quoted and text[m.end() : m.end() + 1] in tuple(parts.CLOSE)  # МБОУ «Гимназия»
    identified = number or names or right.name or right.dedication or (whole and not kind.form)
    if not identified and not _village(right.settlement) and not (kind.alone and _particular(text, m)):
        return []
    if not identified and _TO_BE_BUILT.search(text[: m.start()]):
        return []
    if kind.kind == "школа" and not names and not number and _no_school().match(text, m.end()):
        return []
    if kind.kind in ("школа", "СШ") and not number and legal is None and _event(text[: m.start()]):
        return []
    if kind.kind == "школа" and not number and _QUOTE_BEFORE.search(text[: left.start]) and not legal and names:
        return []  # «Современная школа»
    like = Mention(0, 0, kind.kind, legal_form=legal, branch=left.branch)
    head = [
        like._replace(start=a if k else left.start, end=b, name=parts.nominative(name, kind.gender))
        for k, (name, a, b) in enumerate(names[:-1])
    ]
    name = parts.nominative(names[-1][0], kind.gender) if names else right.name
    if right.dedication:
        name = f"{name} {right.dedication}" if name else right.dedication
    settlement = right.settlement
    if settlement and not name and not number and (not kind.alone or kind.kind == "вечерняя школа"):
        name = settlement
    start = names[-1][1] if len(names) > 1 else left.start
    if left.ordinals:
        head += [like._replace(start=a, end=b, number=n) for n, a, b in left.ordinals[:-1]]
        start = left.ordinals[-1][1]
    last = Mention(start, right.end, kind.kind, legal, name, number, settlement, left.branch)
    several = len(names) == 1 and _PLURAL.search(names[0][0]) is not None
    closed = not right.number_end or bool(last.name and right.end > right.number_end and not right.dedication)
    numbers = [] if closed else more_numbers(text, right.end, kind, last, shared=name if several else None)
    tail = numbers[-1].end if numbers else right.end
    more = [*more_names(text, tail, last, listed=bool(numbers)), *more_settlements(text, last)]
    return [*head, last, *numbers, *more]


# «участок под новый детский сад в пос. Заречный»: there is none yet
_TO_BE_BUILT = re.compile(
    r"(?:под|строительств\w+|возведени\w+|проектировани\w+|построить|возвести)\s+нов(?:ый|ого|ому|ую|ой|ое)\s$",
    re.IGNORECASE,
)


def _village(settlement: str | None) -> bool:
    """A village has one school; «школы города Речинска» are many."""
    return settlement is not None and not _TOWN.match(settlement)


@dataclass(slots=True)
class _Right:
    end: int
    number: str | None = None
    name: str | None = None
    dedication: str | None = None
    settlement: str | None = None
    number_end: int = 0


def _grow_right(text: str, at: int, kind: Kind, *, quoted: bool, named_before: bool) -> _Right:
    out = _Right(end=at)
    at = parts.skip_type(text, at)
    moved = True
    while moved:
        moved = False
        close = _CLOSED.match(text, at)
        named = parts.QUOTED.match(text, at) if out.name is None and close and text[close.end() - 1] == '"' else None
        if quoted and close and text[close.end() - 1] != "“" and not (named and proper(named["q"])):
            at, out.end, quoted, moved = close.end(), close.end(), False, True
            continue
        if out.number is None:
            m = parts.NUMBER.match(text, at) or _BRACKETED_NUMBER.match(text, at)
            if m is None and kind.dash:
                m = parts.DASHED_NUMBER.match(text, at)
            if m is None and kind.bare:
                m = parts.BARE_NUMBER.match(text, at)
                m = None if m and parts.no_number().match(text, m.end()) else m
            if m:
                out.number, at, moved = m["n"], m.end(), True
                out.end = out.number_end = at
                continue
        if out.dedication is None and (m := parts.DEDICATION.match(text, at)):
            out.dedication, at, moved = re.sub(r"\s+", " ", m["d"]), m.end(), True
            out.end = at
            continue
        named = parts.QUOTED.match(text, at) or (parts.UNCLOSED.match(text, at) if kind.kind == "детский сад" else None)
        if out.name is None and (m := named) and proper(m["q"]):
            out.name, at, moved = m["q"], m.end(), True
            out.end = at
            continue
        alone = not (out.number or out.name or out.dedication or named_before)
        if (
            out.settlement is None
            and (m := parts.SETTLEMENT.match(text, at) or (_IN_VILLAGE.match(text, at) if alone else None))
            and not re.match(r"\s?[-–]?\d", text[m.end() : m.end() + 2])
        ):
            out.settlement, at, moved = re.sub(r"\s+", " ", m["s"]), m.end(), True
            out.end = at
    return out


_TO_SEVERAL = re.compile(r"[ая]м(?!\w)", re.IGNORECASE)


def _particular(text: str, m: re.Match[str]) -> bool:
    """A word that alone names one organisation stands in the singular and is not counted."""
    before = text[: m.start()].rstrip('«" ')
    if re.search(r"(?:\d|все[хм]?|сеть|систем\w+|несколько|других|кажд\w+)\s*$", before):
        return False
    word = m[0].split()[0].lower()
    if re.search(r"(?:ых|их|ые|ие|ыми|ими)$", word) or (re.search(r"[ыи]м$", word) and _TO_SEVERAL.search(m[0])):
        return False  # «в вечерних школах», «детско-юношеским центрам»; not «Детско-юношеским центром»
    plural = re.search(
        r"(?:центры|центров|центрах|центрам|дома(?= детского)|домов|станции(?= юных)|станций|школы(?= )"
        r"|школ|школах)$",
        word,
    )
    return not (plural and word not in ("дома", "станции")) or m[0].isupper()
