"""Who has to do it: the assignee at the head of a point, after «Рекомендовать», in a bracket, on a line below.

Points of orders and decisions open with the assignee in the dative and go on with an infinitive
(«Директору ООШ № 21 Зуевой Т.П. довести охват …»); the assignee ends where the infinitive, or a
term before it («в срок до 1 мая»), begins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.fields.signatures import FULL, INITIALS_FIRST, SURNAME_FIRST
from extractor.patterns import load
from extractor.text.dates import ANY_DATE
from extractor.text.openings import opening
from extractor.text.pieces import Hints

_WORD = re.compile(r"[А-Яа-яЁёA-Za-z][А-Яа-яЁёA-Za-z-]*")
_INFINITIVE = re.compile(r"[а-яё]+(?:[аеиоуыяю]ть|ти|чь|сть|зть|йти)(?:ся|сь)?$", re.IGNORECASE)
# «вести», «свести», «внести», «приобрести» end like «чести» and «совести», which are nouns
_LEADING = re.compile(r"(?!(?:со|по)вести)[а-яё]*(?:вести|нести|обрести)|учесть", re.IGNORECASE)
_PERSON = re.compile(rf"(?:{SURNAME_FIRST}|{INITIALS_FIRST}|{FULL})")
# «Петровой И.И. – объезд пунктов», «Всем специалистам: план работы»
_NAMED_FIRST = re.compile(r"(?P<who>[^–—:;\n]{3,90}?)\s*(?:\s[–—-]\s|:\s+(?=\S))")
# «составить планы – классные руководители Титова Е.М., Юн В.А., срок – 8 апреля»
_BEHIND_DASH = re.compile(
    rf"\s[–—-]\s(?P<who>(?:[а-яё-]+\s){{0,5}}{SURNAME_FIRST}(?:\s?,\s?{SURNAME_FIRST})*)"
    r"\s*(?:,\s*(?=срок|до\s)|[;.]?\s*$)"
)
# «Библиотекарь Зорина Н.Н. — выставка литературы»
_POSITION = re.compile(rf"(?:[А-ЯЁ]?[а-яё-]+\s){{0,5}}{SURNAME_FIRST}")
# Longer than any assignee met but for lists of schools.
_LONGEST = 700


class Opening(NamedTuple):
    """The head of a point: the assignee (offsets relative to the point) and where the text goes on."""

    assignee: str | None
    start: int
    end: int
    text_start: int


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('orders').words('assignee-heads'))})(?![а-яё])", re.IGNORECASE)


@cache
def _term() -> re.Pattern[str]:
    words = rf"\s*,?\s*(?:{'|'.join(load('orders').words('before-task'))})"
    return re.compile(f"{opening(words)}{words}", re.IGNORECASE)


@cache
def _soft() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(load('orders').words('soft-verbs'))})\s*:?\s*", re.IGNORECASE)


def asks_only(text: str) -> bool:
    """Whether a point is nothing but «Рекомендовать:»."""
    return text.rstrip().endswith(":") and _soft().fullmatch(text) is not None


@cache
def _no_infinitive() -> frozenset[str]:
    return frozenset(load("orders").words("infinitive-not"))


def infinitive(word: str) -> bool:
    """Whether a word looks like an infinitive («обеспечить», «вести», «провести»)."""
    lower = word.lower()
    if _LEADING.fullmatch(lower):
        return True
    return (
        bool(_INFINITIVE.match(lower))
        and lower not in _no_infinitive()
        and not lower.endswith(("ость", "ости", "асти", "ести"))
    )


def open_point(text: str, *, named: bool = False) -> Opening:
    """Split a point into assignee and task.

    ``named``: a head above («Рекомендовать:») says that each point opens with an assignee.
    Returns an ``Opening`` with ``assignee`` None where the point names nobody.
    """
    soft = _soft().match(text)
    at = soft.end() if soft else 0
    lead = _leading_term(text, at)
    start = lead
    first = _WORD.match(text, start)
    named = named or soft is not None
    if not first or (infinitive(first[0]) and not soft):
        return Opening(None, 0, 0, 0)
    if infinitive(first[0]):
        return Opening(None, 0, 0, at)
    heads = bool(_heads().match(text, start)) or bool(_PERSON.match(text, start)) or named
    stop = _stop(text, start)
    dash = _NAMED_FIRST.match(text, start)
    if dash and dash["who"].count("(") != dash["who"].count(")"):
        dash = None
    if (
        dash
        and (heads or _dative(dash["who"]) or _POSITION.fullmatch(dash["who"].strip()))
        and (stop is None or dash.end("who") < stop)
    ):
        return Opening(_flat(dash["who"]), start, dash.end("who"), dash.end())
    if stop is None:
        if text.rstrip().endswith(":") and (heads or _dative(text[start:])):
            end = len(text.rstrip().rstrip(":").rstrip())
            if remark := _REMARK.search(text, start, end):
                end = remark.start()
            if term := _first_term(text, start, end):
                end = _before(text, start, term.start())
            return Opening(_flat(text[start:end]), start, end, len(text))
        return Opening(None, 0, 0, 0)
    # behind a term the assignee is no first word: «До 1 мая 2024 года методическому центру …»
    first_word = text[start:stop] if lead == at else text[start : start + 1].upper() + text[start + 1 : stop]
    if not heads and not _dative(first_word):
        return Opening(None, 0, 0, 0)
    end = _before(text, start, stop)
    text_start = stop
    if term := _first_term(text, start, end):
        end, text_start = _before(text, start, term.start()), term.start()
    if remark := _REMARK.search(text, start, end):
        end = remark.start()
    if end <= start or end - start > _LONGEST:
        return Opening(None, 0, 0, 0)
    return Opening(_flat(text[start:end]), start, end, text_start)


def _first_term(text: str, start: int, end: int) -> re.Match[str] | None:
    """A term between the assignee and the task, outside brackets and quotes."""
    return next(
        (
            m
            for m in _term().finditer(text, start + 3, end)
            if text[m.start()] in " ,\n\t"
            and text.count("(", start, m.start()) == text.count(")", start, m.start())
            and not _quoted(text, start, m.start())
        ),
        None,
    )


def _quoted(text: str, start: int, at: int) -> bool:
    """Whether ``at`` is inside «…»; one mark may close two names («МБДОУ «Детский сад № 3 «Журавлик» Осиповой»)."""
    opened = text.rfind("«", start, at)
    return opened >= 0 and "»" not in text[opened:at]


def _before(text: str, start: int, end: int) -> int:
    """``end`` moved back over the spaces, commas and dashes before it."""
    while end > start and text[end - 1] in " ,:–-\t\n":
        end -= 1
    return end


_LEADING_TERM = re.compile(rf"(?:в срок )?(?:до|к|не позднее)\s+{ANY_DATE}(?:\s?(?:года|г\.))?,?\s+", re.IGNORECASE)


def _leading_term(text: str, at: int) -> int:
    """Past «В срок до 1 мая 2024 г.» at the head of a point, to the assignee behind it."""
    m = _LEADING_TERM.match(text, at)
    return m.end() if m else at


_TOKEN = re.compile(r"[()]|[А-Яа-яЁё][А-Яа-яЁё-]*|[.;:](?=\s|$)")
_LONG_WORD = re.compile(r"[а-яё]{4,}$")


def _stop(text: str, start: int) -> int | None:
    """The offset of the first infinitive outside brackets and quotes, before any full stop that ends a sentence."""
    depth = 0
    for m in _TOKEN.finditer(text[start : start + _LONGEST + 200]):
        token = m[0]
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        elif token == ";" or (token == "." and depth == 0 and _LONG_WORD.search(text[start : start + m.start()])):
            return None
        elif depth == 0 and token[:1].islower() and infinitive(token) and not _quoted(text, start, start + m.start()):
            at = start + m.start()
            return at - 3 if text[at - 3 : at] == "не " else at
    return None


def _dative(text: str) -> bool:
    """A first word in the dative («Сектору», «Лоскутовой», «Всем»), by its ending."""
    first = _WORD.match(text)
    if first is None or not first[0][:1].isupper():
        return False
    if re.match(r"(?:О|Об|При|В|На|По|С|К|Для|Все|Также|После|Информацию|Работу|Указанные)$", first[0]):
        return False
    if first[0].endswith("е"):  # «Медсестре Ивлевой А.А.»: only a person behind it tells the dative from the rest
        return _PERSON.match(text, first.end() + 1) is not None
    return re.search(r"(?:ому|ему|ой|ей|у|ю|ам|ям|ым|им)$", first[0]) is not None


_IN_BRACKET = re.compile(r"\(\s*(?:отв\.|ответственн\w+)\s+(?P<who>[^)]+)\)", re.IGNORECASE)
# «(Карпова Л.С., до 1 мая)»: a person beside a term has to do it; a person alone may be whom it is about
_WITH_TERM = re.compile(
    rf"\(\s*(?P<who>(?:[а-яё-]+\s){{0,5}}{SURNAME_FIRST}(?:\s?,\s?{SURNAME_FIRST})*)"
    r"\s*[,;–—-]\s*(?=(?:в\s)?срок|до\s\d)[^)]*\)"
)


@cache
def _assignee_line() -> tuple[re.Pattern[str], Hints]:
    """The words before an assignee on a line of its own, and what tells that one of the two forms may stand."""
    words = "|".join(load("orders").words("assignee-line"))
    line = re.compile(
        rf"(?:^|[\n;.,(]|\t)\s*(?:{words})\s*(?:[:–—-]\s*|(?<=\.)\s*(?=[А-ЯЁ]))(?P<who>[^\n;)]+)", re.IGNORECASE
    )
    return line, Hints(line, _IN_BRACKET)


def assignee_line(text: str) -> tuple[str, int, int] | None:
    """«Ответственный: Голубев А.А.» – the assignee and its offsets."""
    line, may_hold = _assignee_line()
    m = None
    if may_hold.in_text(text.lower()):
        m = line.search(text) or _IN_BRACKET.search(text)
    m = m or _WITH_TERM.search(text) or _BEHIND_DASH.search(text)
    if not m:
        return None
    who = re.split(r"[.;,]?\s*(?:Срок|срок)\w*\s*[:–-]", m["who"])[0].strip()
    who = who[:-1] if who.endswith(".") and not re.search(r"[А-ЯЁ]\.$", who) else who
    who = re.sub(r",?\s+(?:в срок\s+)?до\s+\d.*$", "", who, flags=re.DOTALL)
    return (_flat(who), m.start("who"), m.start("who") + len(who)) if who else None


# «(по согласованию)», «(приложение)» tell nothing of who it is
_REMARK = re.compile(
    r"\s*\((?:по согласованию|приложени\w+|прилага\w+|далее\b|список|срок\b)[^)]*\)\s*$", re.IGNORECASE
)


def _flat(text: str) -> str:
    return " ".join(text.split())
