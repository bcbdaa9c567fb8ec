"""A sentence that states values of a measure: its name, and its values with role, year, subject, count."""

from __future__ import annotations

import re

from extractor.fields.items import Val
from extractor.fields.measure_labels import label_of, place_of
from extractor.fields.measure_names import predicates
from extractor.fields.measure_places import place_behind
from extractor.fields.measure_years import IN_TURN, in_turn, year_behind, year_near
from extractor.fields.numbers import Number, find_shared, listed
from extractor.fields.roles import Cue, find_cues, role_at
from extractor.record import Role
from extractor.text.dates import YEAR
from extractor.text.pieces import Hints

_PART = re.compile(r"\W*(?:доля|удельный вес|процент)(?![а-яё])", re.IGNORECASE)
_SHARE = re.compile(
    r"\W*(?:доля|удельный вес|процент|охват|успеваемость|качество знаний"
    r"|укомплектованность|обеспеченность|посещаемость|доступность|удовлетвор[её]нность)",
    re.IGNORECASE,
)


def shares(text: str, numbers: list[Number]) -> list[Number]:
    """Of a share only percentages are values: «удельный вес школ, имеющих не ниже 512 кбит/с: план 60 %»."""
    if not _SHARE.match(text):
        return numbers
    if not any(n.unit == "percent" for n in numbers):
        # «Доля школ, подключённых на скорости не ниже 50 Мбит/с.»: a number of the name
        return [n for n in numbers if n.unit is None] if _PART.match(text) else numbers
    first = next(k for k, n in enumerate(numbers) if n.unit == "percent")
    return [n for k, n in enumerate(numbers) if k >= first or n.unit == "percent"]


def value_numbers(text: str, *, bare: bool) -> list[Number]:
    """The numbers of a sentence that may be values of a measure.

    Args:
        bare: whether a number without a unit counts (behind a dash, a verb or in a list of indicators).
    """
    out: list[Number] = []
    skip_until = -1
    found = find_shared(text)
    may_be_degree = bool(found) and _MAY_TELL_DEGREE.in_text(text.lower())
    for n in found:
        if n.figure < skip_until:
            continue
        before, after = text[max(0, n.start - 14) : n.start], text[n.end : n.end + 14]
        if n.unit in ("percentage_point", "раз") or (n.unit == "день" and not _COUNTED_IN_DAYS.search(text[: n.start])):
            continue
        if n.unit == "год" and not _COUNTED_IN_YEARS.search(text[: n.start]):
            continue
        if n.unit is not None and _BY.search(before) and _is_change(text, n):
            continue
        if (may_be_degree and _DEGREE.search(text[: n.start])) or _OF_PLAN.match(text, n.end):
            continue  # «степень выполнения – 83,3 %», «98,1 % от плана»: how far the plan is done
        if n.value == 1 and _PER.search(before):
            continue  # «на 1 учащегося»
        if n.unit is None and (not bare or not _standing(text, n)):
            continue
        if _ORDINAL.match(after) or (_OUT_OF.match(after) and n.unit is None):
            continue
        if n.counted is not None:
            skip_until = n.counted_end
        if out and out[-1].unit is None and _JOINED.fullmatch(text, out[-1].end, n.start):
            out[-1] = out[-1]._replace(unit=n.unit)  # «с 640 до 512 мест»
        out.append(n)
    return out


_COUNTED_IN_YEARS = re.compile(r"средн\w+ (?:возраст|стаж)[^.;]*$", re.IGNORECASE)
_COUNTED_IN_DAYS = re.compile(
    r"заболеваемост|посещени[йея]|пропус|детодн|(?:число|количество|дней) (?:дней|пребывания)", re.IGNORECASE
)
_BY = re.compile(r"(?:^|\s)на\s*$")
_PER = re.compile(r"\bна\s*$")
_OF_PLAN = re.compile(r"\s*(?:(?:от|к)\s(?:план|запланир|уровн|годов)|(?:годового\s)?(?:плана(?![а-яё])|планового\s))")
_ORDINAL = re.compile(r"\s*(?:-?[хйя]\s)?(?:месяц|квартал|четверт|недел|класс|курс|групп|лет\b|-летн|этап|тур\b|смен)")
_OUT_OF = re.compile(r"\s*из\b")
_JOINED = re.compile(r"\s+(?:до|и|или)\s+")
_DEGREE = re.compile(
    r"(?:(?:степень|процент|уровень)\s+(?:выполнения|достижения|исполнения)|выполнен\w*\s+на"
    r"|исполнен\w*\s+на|перевыполнен\w*\s+на|выполнение плана)[\s–—:-]*$",
    re.IGNORECASE,
)
_MAY_TELL_DEGREE = Hints(_DEGREE)
_CHANGE = re.compile(
    r"(?:вырос|рост|возрос|увелич|сниз|сниж|сократ|повыс|уменьш|упал|прирост|превыш|превыс|больше|меньше"
    r"|выше(?!\w)|ниже(?!\w)|подняли|улучш|ухудш|отста|опереж|в среднем)\w*[^.;:]{0,60}\sна\s*$",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"план|факт|выполнен|исполнен|норм|целев|установлен|запланир|утвержд|против|вместо|допустим|порог"
    rf"|должн|ранее|раньше|был[аои]?\b|прошл|предыдущ|{YEAR}|контрольн|базов|\bдо\s*$|\bв (?:мае|марте"
    rf"|июне|июле|августе|сентябре|октябре|ноябре|декабре|январе|феврале|апреле)\b|составил|достиг"
    rf"|^\D*\bи\s*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^\s*(?:\([^)]*\))?\)?\s*[:;,(и]\s*[^;,]{2,80}\s*[–—:-]\s*$")


_MORE_OR_LESS = re.compile(r"\s*(?:больше|меньше|выше|ниже|чел\w* (?:больше|меньше))")
_REACHED = re.compile(r"факт|получен|зафикс|по факту|выш|удалось|достиг", re.IGNORECASE)


def _is_change(text: str, n: Number) -> bool:
    """«вырос на 12 %», «на 12 человек больше»: a change is no value of the measure."""
    before, after = text[: n.start], text[n.end :]
    if before.rstrip().endswith("уровне на"):
        return False
    return bool(_CHANGE.search(before) or _MORE_OR_LESS.match(after))


def connected(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers that go on about the same measure: planned, of another year, of another subject.

    «около 95 процентов, высшее образование имеют 38 % воспитателей» – the second number is another matter.
    """
    kept = numbers[:1]
    planned = bool(kept) and any(c.role == "target" for c in find_cues(text[: kept[0].start]))
    for n in numbers[1:]:
        last = kept[-1]
        between = text[max(last.end, last.counted_end) : n.start]
        if (
            _LINK.search(between)
            or place_of(between)
            or (_BESIDE.search(between) and n.unit == last.unit and _told_for(text, n))
            or (len(kept) == 1 and n.unit == last.unit and _INSTEAD.search(text[: last.start]))
            or (IN_TURN in text and listed(text, last, n))
            or _LABELLED.match(between)
            or any(c.role == "target" or _REACHED.match(c.text) or planned for c in find_cues(between))
        ):
            kept.append(n)
            planned = False
    return kept


# «98 % при 97 % в 2022 году», «при 97 % по области»; «95 % при 12 % льготников» tells of something else
_BESIDE = re.compile(r"\bпри\s*$")
_PLAN_BEHIND = re.compile(r"\s+(?:по\s)?(?:план|норм|задани|запланир|намеч)")


def _told_for(text: str, n: Number) -> bool:
    return bool(year_behind(text, n.end) or place_behind(text, n.end) or _PLAN_BEHIND.match(text, n.end))


# «вместо установленных на 2022 год 78 % кружки посещали 75,3 %»: the second number is what was reached
_INSTEAD = re.compile(
    r"(?<![а-яё])вместо\s(?:установленн|запланированн|намеченн|планов|целев|предусмотренн)[^,.;:()]{0,40}$"
)
_BEFORE_VALUE = re.compile(
    r"(?:план\w*|факт\w*|запланированн\w+|утвержд[её]нн\w+|до|с|из|было|против|прошли|равен|равна|был[аи]?|[а-яё]{4,}(?:но|то))\s*$",
    re.IGNORECASE,
)


_ONLY = re.compile(r"\s(?:только|лишь|всего|уже|почти|около)$", re.IGNORECASE)
_NAMES_CLASS = re.compile(r"(?:класс\w*|№)\s*[–—-]$")
_WORD = re.compile(r"\w+")
_PLANNED_BEHIND = re.compile(r"\s+(?:запланированн|намеченн|планов)")


def _standing(text: str, n: Number) -> bool:
    """A bare number that stands as a value: behind a dash, a colon, a verb or a comparator, or before «(план …»."""
    before = text[: n.start].rstrip()
    if n.comparator:
        return True
    if not before:
        return False
    if _ONLY.search(before):
        before = _ONLY.sub("", before).rstrip() or before
    if before[-1] in "–—:=-" or before.endswith(" -"):
        return not _NAMES_CLASS.search(before)
    tail = before[-34:]
    if any(len(tail) - c.end <= 3 for c in find_cues(tail)):
        return True
    verb = predicates().search(tail)
    if verb and len(_WORD.findall(tail, verb.end())) <= 2:
        return True
    return bool(_BEFORE_VALUE.search(tail) or _PLANNED_BEHIND.match(text, n.end))


_SET_BEHIND = re.compile(
    r"\s+(?:запланированн|намеченн|положенн|обещанн|требуем"
    r"|по (?:плану(?! (?:работы|мероприят|график|внутри))|программе|соглашению|(?:муниципальному )?заданию"
    r"|норм(?:е|ативу)|дорожной карте|прогнозу)(?![а-яё]))"
)
_FROM = re.compile(r"(?:^|\s)с\s*$")
_UP_TO = re.compile(r"[^.;]{0,40}?\bдо\s*$")
_UNTIL = re.compile(r"\bдо\s*$")
_HAS_RISEN = re.compile(
    r"(?:подн[яи]л|вырос|возрос|достиг|увеличил|повысил|снизил|сократил|уменьшил|выш[еёл])[а-яё]*\s(?:\S+\s){0,2}до\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:\s+(?:до|и|против)\s|[,;]\s|[^.;]{0,40}\sдо\s)")


def read_values(
    text: str,
    numbers: list[Number],
    *,
    base: int,
    default: Role,
    unit: str | None,
    name_end: int = 0,
    by_year: bool = True,
) -> list[Val]:
    """Values with role, year, subject and count out of the numbers of one sentence.

    Args:
        text: the sentence; ``base`` is its offset in the document.
        default: the role where no cue decides.
        unit: the unit of bare numbers.
        name_end: where the measure's name ends (its words are no cues and no subjects).
        by_year: whether numbers told in turn may be those of several years; else they are of several measures.
    """
    noun = _own_noun(text, numbers, name_end)
    cues = [c for c in find_cues(text) if c.start >= name_end]
    labels = [label_of(text, n, numbers, k, name_end) for k, n in enumerate(numbers)]
    labelled = sum(x is not None for x in labels) >= 2 or (sum(x is not None for x in labels) == 1 and len(numbers) > 1)
    out: list[Val] = []
    since = max(0, name_end - 1)
    first_since = 0
    for k, n in enumerate(numbers):
        planned_next = k + 1 < len(numbers) and _planned_next(text, n, numbers[k + 1], cues)
        expected = "actual" if planned_next and default != "baseline" else default
        if out and (out[-1].role == "actual" or out[-1].year is not None) and _goes_on(text[since : n.start]):
            expected = out[-1].role
        turn = bool(out) and IN_TURN in text and listed(text, numbers[k - 1], n)
        if turn:
            expected = out[-1].role
        role, reasons, sure = role_at(text, n.start, cues, since=since, default=expected)
        following = numbers[k + 1] if k + 1 < len(numbers) else None
        told = _told_behind(text, n)
        if told and sure < _BY_OWN_CUE:
            role, reasons, sure = told.role, (f"слово «{told.text}» в скобках после числа",), _BY_OWN_CUE
        elif following and role == "actual" and sure < _BY_CUE and _fact_next(text, n, following, since=since):
            role, reasons = "target", ("следующее число названо фактом",)
        elif following and role == "actual" and sure < _BY_CUE and not planned_next and _bound_first(n, following):
            role, reasons = "target", ("граница, а за ней значение",)
        if _SET_BEHIND.match(text, n.end):
            role, reasons = "target", ("слово «запланированных» после числа",)
        if following and _FROM.search(text[: n.start]) and _UP_TO.match(text[n.end : following.start]):
            rising = role == "target" or role_at(text, following.start, cues, since=n.end, default=role)[0] == "target"
            role = "baseline" if rising else "actual"
        elif (
            out
            and out[-1].role == "baseline"
            and _UNTIL.search(text[: n.start])
            and not _HAS_RISEN.search(text[: n.start])
        ):
            role = "target"
        year = year_near(text, since if k else first_since, n.start, n.end)
        year = out[-1].year if turn and year is None else year
        out.append(
            Val(
                role,
                n.value,
                n.low,
                n.high,
                _unit(text, n, unit) or noun or unit or "count",
                base + n.start,
                base + max(n.end, n.counted_end if n.counted is not None else n.end),
                n.comparator,
                year,
                None,
                labels[k] if labelled else None,
                n.counted,
                reasons,
                sure,
            )
        )
        since = max(n.end, n.counted_end, told.end if told else 0)
        behind = year_behind(text, n.end)
        if behind and year == behind[0] and following and _GOES_ON.match(text, behind[1]):
            since = behind[1]  # «с 18,2 % в 2020 году до 26,5 % в 2021 году», «11,5 % в 2023 году, 6,1 %»
    return in_turn(text, out, base=base) if by_year else out


def _unit(text: str, n: Number, unit: str | None) -> str | None:
    """The number's own unit; people by another word («10 педагогов») are persons where the measure counts persons."""
    if n.unit != "people":
        return n.unit
    if unit == "person":
        return unit
    from extractor.text.morph import noun_nominative

    return noun_nominative(re.findall(r"[а-яё]+", text[n.figure : n.end].lower())[-1])


_NOUN_BEHIND = re.compile(r"\s+(?P<w>[а-яё]{4,})")


def _own_noun(text: str, numbers: list[Number], name_end: int) -> str | None:
    """The noun a bare number counts, when the name speaks of the same («Выезды …: 12 выездов при плане 12»)."""
    for n in numbers:
        m = _NOUN_BEHIND.match(text, n.end) if n.unit is None else None
        if m and m["w"][:4] in text[:name_end].lower():
            from extractor.text.morph import noun_nominative

            return noun_nominative(m["w"])
    return None


# How sure a role is that a word of the number's own clause tells, and one earlier in the sentence (``role_at``).
_BY_OWN_CUE, _BY_CUE = 0.95, 0.85
_TOLD_BEHIND = re.compile(r"\s*\((?P<cue>[^()\d]{3,40})\)")
_FACT_NEXT = re.compile(r"[^.]*?(?<![а-яё])факт(?!ор)", re.IGNORECASE)


def _told_behind(text: str, n: Number) -> Cue | None:
    """«3 ед. (план), 1 ед. (факт)»: the role in a bracket of its own right behind the number; places in ``text``."""
    m = _TOLD_BEHIND.match(text, max(n.end, n.counted_end))
    cue = next(iter(find_cues(m["cue"])), None) if m else None
    return cue._replace(start=m.start("cue"), end=m.end()) if m and cue else None


def _fact_next(text: str, n: Number, following: Number, *, since: int) -> bool:
    """«100 % – не достигнут, фактическое значение – 88,9 %»: the number before the one called fact is the plan.

    Of two years both are facts: «в 2022 году – 80 %, фактически в 2023 году – 85 %».
    """
    end = max(n.end, n.counted_end)
    years = year_near(text, since, n.start, n.end), year_near(text, end, following.start, following.end)
    return (
        n.unit == following.unit
        and (None in years or years[0] == years[1])
        and _FACT_NEXT.match(text[end : following.start]) is not None
    )


def _bound_first(n: Number, following: Number) -> bool:
    """«не более 1,2 %, на конец года 1,9 %»: of two numbers of one unit the bound is the plan."""
    return n.comparator in ("le", "ge") and following.comparator is None and n.unit == following.unit


def _planned_next(text: str, n: Number, following: Number, cues: list[Cue]) -> bool:
    """«310 ед. при плане 300 ед.»: the number before the planned one is what was reached."""
    return any(c.role == "target" and n.end <= c.start and c.end <= following.start for c in cues)


def _goes_on(between: str) -> bool:
    """«2024 год – 95 %, 2025 год – 97 %»: the next year's value has the role of the one before."""
    return _NEXT_YEAR.fullmatch(between) is not None


_NEXT_YEAR = re.compile(
    rf"[\s,;и(]*(?:в |к |на )?(?:\d{{1,2}}\s+[а-я]+\s+|\d\d\.\d\d\.)?{YEAR}\s*(?:год\w*|г\.)?\s*[–—:-]?\s*"
)
