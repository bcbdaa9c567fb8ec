"""Who has to do it: the assignee at the head of a point or after «Рекомендовать» (beside it: ``assignee_lines``).

Points of orders and decisions open with the assignee in the dative and go on with an infinitive
(«Директору ООШ № 21 Зуевой Т.П. довести охват …»); the assignee ends where the infinitive, or a
term before it («в срок до 1 мая»), begins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractor.fields.assignee_end import object_at
from extractor.patterns import load
from extractor.text.dates import ANY_DATE
from extractor.text.morph import cases
from extractor.text.openings import opening
from extractor.text.person import FULL, INITIALS_FIRST, SURNAME_FIRST

_WORD = re.compile(r"[А-Яа-яЁёA-Za-z][А-Яа-яЁёA-Za-z-]*")
_INFINITIVE = re.compile(r"[а-яё]+(?:[аеиоуыяю]ть|ти|чь|сть|зть|йти)(?:ся|сь)?$", re.IGNORECASE)
# «вести», «свести», «внести», «приобрести» end like «чести» and «совести», which are nouns
_LEADING = re.compile(r"(?!(?:со|по)вести)[а-яё]*(?:вести|нести|обрести)|учесть", re.IGNORECASE)
_PERSON = re.compile(rf"(?:{SURNAME_FIRST}|{INITIALS_FIRST}|{FULL})")
# «Петровой И.И. – объезд пунктов», «Всем специалистам: план работы»
_NAMED_FIRST = re.compile(r"(?P<who>[^–—:;\n]{3,90}?)\s*(?:\s[–—-]\s|:\s+(?=\S))")
# «Библиотекарь Зорина Н.Н. — выставка литературы»
_POSITION = re.compile(rf"(?:[А-ЯЁ]?[а-яё-]+\s){{0,5}}{SURNAME_FIRST}")
# «Ответственной за питание назначить Кочеткову Л.Д.» appoints somebody
_APPOINTS = re.compile(
    r"ответственн(?:ой|ым|ыми)\s[^.;:]{0,140}?(?:назначить|назначаю|считать|определить|утвердить)(?![а-яё])",
    re.IGNORECASE,
)
# «Завхоз Шарапов Н.Н. обеспечивает запас масок», «Директора школ проводят …»: orders told as what people do
_DOES = re.compile(r"[а-яё]{3,}(?:ют|ут|ат|ят|ет|ёт|ит)(?:ся)?(?![а-яё])")
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


_NOBODY = Opening(None, 0, 0, 0)


def open_point(text: str, *, named: bool = False) -> Opening:
    """Split a point into assignee and task.

    ``named``: a head above («Рекомендовать:») says that each point opens with an assignee.
    Returns an ``Opening`` with ``assignee`` None where the point names nobody.
    """
    soft = _soft().match(text)
    at = soft.end() if soft else 0
    start = _leading_term(text, at)
    first = _WORD.match(text, start)
    if not first or _APPOINTS.match(text, start):
        return _NOBODY
    if infinitive(first[0]):
        return _NOBODY._replace(text_start=at)
    heads = named or soft is not None or bool(_heads().match(text, start)) or bool(_PERSON.match(text, start))
    stop = _stop(text, start)
    if stop is None and (told := _given(text, start) if soft else _doer(text, start)):
        return told
    if told := _before_dash(text, start, stop, heads=heads):
        return told
    # behind a term the assignee is no first word: «До 1 мая 2024 года методическому центру …»
    dative = _dative(text[start : start + 1].upper() + text[start + 1 :] if start > at else text[start:])
    if not heads and not dative:
        return _NOBODY
    if stop is None:
        return _heading(text, start)
    return _before_task(text, start, stop)


def _before_dash(text: str, start: int, stop: int | None, *, heads: bool) -> Opening | None:
    """«Петровой И.И. – объезд пунктов», «Всем специалистам: план работы»; ``stop`` is the first infinitive's offset."""
    dash = _NAMED_FIRST.match(text, start)
    if not dash or dash["who"].count("(") != dash["who"].count(")") or (stop is not None and dash.end("who") >= stop):
        return None
    if not (heads or _dative(dash["who"]) or _POSITION.fullmatch(dash["who"].strip())):
        return None
    return Opening(_flat(dash["who"]), start, dash.end("who"), dash.end())


def _heading(text: str, start: int) -> Opening:
    """«Директорам школ:» with nothing behind it."""
    if not text.rstrip().endswith(":"):
        return _NOBODY
    end = len(text.rstrip().rstrip(":").rstrip())
    if remark := _REMARK.search(text, start, end):
        end = remark.start()
    if term := _first_term(text, start, end):
        end = _before(text, start, term.start())
    return Opening(_flat(text[start:end]), start, end, len(text))


def _before_task(text: str, start: int, stop: int) -> Opening:
    """The assignee up to the infinitive at ``stop``, without terms, remarks and the object between them."""
    end = _before(text, start, stop)
    text_start = stop
    if term := _first_term(text, start, end):
        end, text_start = _before(text, start, term.start()), term.start()
    if remark := _REMARK.search(text, start, end):
        end = remark.start()
    if (cut := object_at(text, start, end)) is not None:
        end, text_start = _before(text, start, cut), cut
    if end <= start or end - start > _LONGEST:
        return _NOBODY
    return Opening(_flat(text[start:end]), start, end, text_start)


def _given(text: str, start: int) -> Opening | None:
    """«Поручить Ивановой И.И. подготовку графика», «Поручить подготовку графика Ивановой И.И.»."""
    end = len(text.rstrip(" .;:\n"))
    if (person := _PERSON.match(text, start)) or _heads().match(text, start):
        cut = object_at(text, start, end) or (person.end() if person and person.end() < end else None)
        stop = _before(text, start, cut) if cut is not None else start
        return Opening(_flat(text[start:stop]), start, stop, cut or stop) if stop > start else None
    last = next((m for m in _PERSON.finditer(text, start) if not text[m.end() :].strip(" .;:\n")), None)
    return Opening(_flat(last[0]), last.start(), last.end(), start) if last else None


def _doer(text: str, start: int) -> Opening | None:
    """«Завхоз Шарапов Н.Н. обеспечивает запас масок»: the subject of a sentence in the present."""
    first = _subject().match(text, start)
    verb = _DOES.search(text, first.end(), first.end() + 90) if first else None
    if not first or not verb or re.search(r"[,;:.](?!\s?[А-ЯЁ]\.)\s[а-яё]|\sне\s", text[start : verb.start()]):
        return None
    end = _before(text, start, verb.start())
    return Opening(_flat(text[start:end]), start, end, verb.start())


@cache
def _subject() -> re.Pattern[str]:
    return load("orders").any_of("doers", before="", after="(?![а-яё])")


def _first_term(text: str, start: int, end: int) -> re.Match[str] | None:
    """A term between the assignee and the task, outside brackets and quotes."""
    return next(
        (
            m
            for m in _term().finditer(text, start + 2, end)
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


_LEADING_DATE = re.compile(rf"(?:в срок )?(?:до|к|не позднее|с)\s+{ANY_DATE}(?:\s?(?:года|г\.))?,?\s+", re.IGNORECASE)


@cache
def _leading_manner() -> re.Pattern[str]:
    """«В течение месяца», «Ежемесячно до 5 числа» where a head follows («… отделу образования»)."""
    heads = "|".join(load("orders").words("assignee-heads"))
    manner = r"(?:в течение\s|на период\s|еже[а-я]+но|незамедлительно|постоянно|в (?:\S+ )?срок\s)[^.;:()]{0,40}?"
    return re.compile(rf"{manner},?\s(?=(?:{heads})(?![а-яё]))", re.IGNORECASE)


def _leading_term(text: str, at: int) -> int:
    """Past «В срок до 1 мая 2024 г.», «В течение месяца» at the head of a point, to the assignee behind it."""
    m = _LEADING_DATE.match(text, at) or _leading_manner().match(text, at)
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


_DATIVE_ENDING = re.compile(r"(?:ому|ему|ой|ей|у|ю|ам|ям|ым|им)$")


def _dative(text: str) -> bool:
    """A first word in the dative («Сектору», «Лоскутовой», «Всем»), by its ending."""
    first = _WORD.match(text)
    if first is None or not first[0][:1].isupper():
        return False
    if re.match(r"(?:О|Об|При|В|На|По|С|К|Для|Все|Также|После|Информацию|Работу|Указанные)$", first[0]):
        return False
    if first[0].endswith("е"):  # «Медсестре Ивлевой А.А.»: only a person behind it tells the dative from the rest
        return _PERSON.match(text, first.end() + 1) is not None
    known = cases(first[0])
    return _DATIVE_ENDING.search(first[0]) is not None and (not known or "datv" in known)  # «Детей кормить в столовой»


# «(по согласованию)», «(приложение)» tell nothing of who it is
_REMARK = re.compile(
    r"\s*\((?:по согласованию|приложени\w+|прилага\w+|далее\b|список|срок\b)[^)]*\)\s*$", re.IGNORECASE
)


def _flat(text: str) -> str:
    return " ".join(text.split())
