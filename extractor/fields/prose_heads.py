"""Where the measures of a sentence begin, and what the words in front of one say of it."""

from __future__ import annotations

import re

from extractor.fields.measure_names import find_nouns
from extractor.fields.statuses import find_statuses
from extractor.record import Role

_NAMED = re.compile(r"[Пп]оказател[ьюяи]+\s*(?:№?\s*[\d.]+\s*)?[«\"](?P<q>[^»\"]{10,400}(?:«[^»]*»[^»]*)?)[»\"]")
NO_MEASURE = re.compile(
    r"(?:степень|процент|уровень|выполнение|исполнение)\s+(?:\S+\s)?(?:выполнения|достижения|исполнения"
    r"|плана|показател)|(?:выполнение|исполнение) (?:плана|бюджета|программы)",
    re.IGNORECASE,
)
# «Планируется довести долю … до 35 %»: a measure in the accusative, and its value a target.
_TO_RAISE = re.compile(
    r"(?<!удалось\s)(?<!смогли\s)(?<!позволило\s)(?<!позволила\s)(?<!позволили\s)(?<!помогло\s)(?<![а-яё])"
    r"(?:увеличить|довести|повысить|поднять|снизить|сократить|уменьшить)\s$",
    re.IGNORECASE,
)
_PLANNED_NAME = re.compile(
    r"(?:целев|планов|установленн|контрольн)\w+\s+(?:показател|индикатор|значени)\w+\s*(?:показател\w+\s*)?(?:по\s)?(?:№?\s*[\d.]+\s*)?[«\"]?$",
    re.IGNORECASE,
)
_BASE_NAME = re.compile(r"(?:базов|исходн)\w+\s+(?:показател|значени|уров)\w+\s$", re.IGNORECASE)
# «Не достигнут показатель доли учителей», «не удалось выйти на плановый охват»: a measure that its clause speaks of.
_ABOUT_HEAD = re.compile(
    r"(?:выйти на|достичь|достигнуть|выполнить|обеспечить|(?:достигнут|выполнен|исполнен|выполняется|сорван)[аоы]?"
    r"|(?<![а-яё])показател[ьюя](?: по)?|(?<![а-яё])значение(?: по)?|(?<![а-яё])индикатор(?: по)?"
    r"|(?:муниципальное|государственное) задание по"
    r"|(?<![а-яё])(?:план|рубеж|порог|ориентир|задание|планка|прогноз)у? по)"
    r"\s(?:(?:планов|целев|намеченн|установленн|запланированн)\w+\s)?$",
    re.IGNORECASE,
)
# «Вместо запланированных 70 % доля … составила 65 %», «Рубеж (95 %) пройден, доля …»: the target stands in front.
_SET_FIRST = re.compile(
    r"\W*(?:при|вместо)\s[^.;:\d]{3,50}\d[^.;:]{0,30}?\s?$"
    r"|[^.;:\d]{0,60}(?:рубеж|порог|планк\w|план|ориентир|норматив|задание)\s\([^()\d]{0,20}\d[^()]{0,14}\)[^.;:\d]{3,30},\s(?:а\s)?$",
    re.IGNORECASE,
)
# «Установленный рубеж по успеваемости – 95 процентов»: what the measure was to reach.
_SET_BY = re.compile(r"(?<![а-яё])(?:план|рубеж|порог|ориентир|задание|планка|прогноз)у?\sпо\s$", re.IGNORECASE)
# «Планируемый охват детей – 85 %»: an adjective in front of the measure says what its value is.
_HEAD = r"(?:^|[.;:!?«(\n\t])\s*[*_]*"
_PLANNED_HEAD = re.compile(_HEAD + r"(?:планируем|планов|целев|ожидаем|прогнозн)\w+\s$", re.IGNORECASE)
_REACHED_HEAD = re.compile(_HEAD + r"(?:фактическ|достигнут)\w+\s$", re.IGNORECASE)
# «Программой были установлены следующие значения: доля … – 40 %; охват … – 95 %»: all that follows was set.
_SET_HEAD = re.compile(
    r"(?:установлен|определ[её]н|утвержд[её]н|предусмотрен|запланирован)\w+\s+(?:следующие\s+)?"
    r"(?:целевые\s+|плановые\s+)?(?:значени|показател|индикатор|результат)\w+[^:.]{0,60}:"
    r"|(?:значени|показател|индикатор|результат)\w+\s[^:.]{0,40}?(?:составят|достигнут(?=:)|планируются|ожидаются)[^:.]{0,40}:",
    re.IGNORECASE,
)
# Words of «_PREDICATED»; without one of them the search through every run of words is spared.
_VERBS = ("составил", "составля", "достиг", "равн", "равен")
_PREDICATED = re.compile(
    r"(?P<n>[А-ЯЁа-яё][а-яё-]{3,}(?:\s+[^\s.;:!?,()–—«]+){0,14}?)\s+(?:составил[аои]?|составля[ею]т"
    r"|достиг(?:л[аои])?|равн[аоы]|равен)\s"
)


def default_role(before: str, *, since: int) -> Role:
    """The role of a measure's first value, from the words in front of its name; its clause begins at ``since``."""
    if any(cue.search(before) for cue in (_TO_RAISE, _PLANNED_HEAD, _SET_HEAD, _PLANNED_NAME)):
        return "target"
    if _SET_BY.search(before) and not find_statuses(before[since:]):
        return "target"
    return "baseline" if _BASE_NAME.search(before[since:]) else "actual"


def is_known(before: str) -> bool:
    """Whether a sentence speaks of a measure as one that is known: «показатель охвата …», «показатели составят: …»."""
    return _ABOUT_HEAD.search(before) is not None or _SET_HEAD.search(before) is not None


def sets_first(before: str) -> bool:
    """Whether the target stands in front of the name: «Вместо запланированных 70 % доля …»."""
    return _SET_FIRST.fullmatch(before) is not None


def measure_spans(text: str) -> list[tuple[int, int, int]]:
    """Where measures begin: start, end of a quoted name (or -1), end of the clause."""
    heads = [m for m in find_nouns(text) if _opens_clause(text, m.start()) and not _is_bound(text, m)]
    if (
        not heads
        and any(word in text for word in _VERBS)
        and (p := _PREDICATED.search(text))
        and _opens_clause(text, p.start())
        and not NO_MEASURE.match(p["n"])
        and _nominative(p["n"])
    ):
        heads = [p]
    named = _NAMED.search(text) if "оказател" in text else None
    if named and not (heads and heads[0].start() < named.start()):
        return [(named.start("q"), named.end("q"), len(text))]
    stops = [m.start() for m in heads[1:]] + [len(text)]
    return [(m.start(), -1, stop) for m, stop in zip(heads, stops, strict=False)]


def _is_bound(text: str, m: re.Match[str]) -> bool:
    """«… – 91 % (норматив не менее 85 %)»: the word names what was planned; «система «Контингент»» is a name."""
    if text[: m.start()].endswith("«") and text.startswith("»", m.end()):
        return True
    return m[0].lower().startswith("норматив") and text[: m.start()].rstrip().endswith(("(", ",", ":", "–", "-"))


def _nominative(phrase: str) -> bool:
    """The head of an unknown measure is a noun in the nominative: no «в», no participle, no place."""
    first = phrase.split(maxsplit=1)[0].lower()
    return (
        not re.match(
            r"(?:в|на|по|за|из|с|к|что|вместо|это|его|их|она|он|они|всего|также|так|при|кроме|школ\w*|учрежд\w*"
            r"|организац\w*|район|округ|период|общая|список|стаж|возраст|срок\w*|комисси\w*|рабоч\w*"
            r"|справк\w*|отч[её]т\w*|акт\w*|сумма)$",
            first,
        )
        and not _PRONOUN_LAST.search(phrase)
        and len(phrase) < 160
    )


_PRONOUN_LAST = re.compile(r"\s(?:он|она|оно|они|это)$")  # «в осенние каникулы он составил …»: of what was named before
_CLAUSE_HEAD = re.compile(r"(?:^|[.;:!?«(\n\t]|[–—-]\s)\s*(?:(?:\d{1,2}|[а-я])\)\s?)?[*_]*$")
_IN_SENTENCE = re.compile(r"[а-яё]\s$")
_ADVERBIAL = re.compile(
    r"(?:^|[.!?]\s)(?:Тем не менее|Вместе с тем|Между тем|Несмотря на|Благодаря|После|До|Для"
    r"|По|В|На|За|К|С|При|Также|Так|Однако|Вместе|Одновременно|Из|Кроме|Всего|Итого)\b[^.;:–—]{0,80}\s$"
)
_CONJUNCTION = re.compile(
    r"(?:,|,? что|,? а|,? и|при этом|кроме того,?|также|зато|но|отмечает,? что|однако,?|в то же время|итак,?|так,?"
    r"|году|года|районе|округе|школах|организациях|учреждениях|учебном году)\s*(?:\S+\s)?$",
    re.IGNORECASE,
)


def _opens_clause(text: str, at: int) -> bool:
    before = text[:at]
    if _CLAUSE_HEAD.search(before):
        return True
    if any(head.search(before) for head in (_TO_RAISE, _PLANNED_HEAD, _REACHED_HEAD, _ABOUT_HEAD)):
        return True
    if _SET_FIRST.fullmatch(before):
        return True
    if text[at].isupper():
        return _IN_SENTENCE.search(before) is None
    return _ADVERBIAL.search(before) is not None or _CONJUNCTION.search(before) is not None
