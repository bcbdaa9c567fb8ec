"""A sentence that states values of a measure: its name, and its values with role, year, subject, count."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.fields.items import Val
from extractor.fields.numbers import Number, find_numbers
from extractor.fields.roles import Cue, find_cues, role_at
from extractor.patterns import load
from extractor.record import Role
from extractor.text.dates import YEAR

_YEAR_BEFORE = re.compile(
    (
        rf"(?:(?P<s>{YEAR})\s?[/–-]\s?(?P<e>(?:20)?\d\d)\s*(?:-?м\s)?(?:учебн\w+\s+год\w*"
        rf"|уч\.?\s?г\w*\.?)|(?P<d>\d{{1,2}}\.\d\d\.(?P<dy>{YEAR}))|(?:на\s+)?1\s+[а-я]+\s+(?P<ny>{YEAR})"
        rf"|(?P<y>{YEAR})\s*(?:-?м|-?й)?\s*(?:год\w*|гг?\.|г\.?(?=\W|$)|[–—-]))"
    ),
    re.IGNORECASE,
)
_RANGE_OF_YEARS = re.compile(rf"{YEAR}\s?[-–—]\s?{YEAR}|{YEAR}\s+(?:и|по)\s+{YEAR}")
_LABEL = re.compile(
    r"(?:^|[:;,\n(]|\sи\s)\s*(?P<label>[^:;,\n]{2,90}?)\s*(?:[–—-]|:|составил[аои]?"
    r"|составляет)\s*(?:не \w+ |около |порядка |свыше |более |менее |почти |примерно |всего |только "
    r"|лишь )?$",
    re.IGNORECASE,
)
_TIME_TAIL = re.compile(
    (
        rf"[\s,]*(?:(?<!\w)за (?:последн\w+ )?(?:год|(?:\d+|два|три|четыре|пять|шесть|семь|десять) "
        rf"(?:года|лет))(?=\s*$)"
        rf"|(?<!\w)(?:в|за|на|к|по итогам|по состоянию на|на конец"
        rf"|на начало|по результатам)\s+(?:(?:конец|начало|отч[её]тн\w+|текущ\w+|прошл\w+|перв\w+|втор\w+"
        rf"|I{{1,3}}V?|\d)[\w. -]{{0,20}}\s+)?(?:{YEAR}(?:\s?[/–-]\s?\d{{2,4}})?\s*(?:-?м\s)?"
        rf"(?:учебн\w+\s+)?(?:год\w*|гг?\.?|уч\.?\s?г\w*\.?)|\d{{1,2}}\.\d\d\.{YEAR}(?:\s?г\w*\.?)?"
        rf"|(?:\d+\s)?(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр"
        rf"|декабр)\w*(?:\s{YEAR})?(?:\s?год\w*)?|(?:\d+|девять|шесть"
        rf"|три)\s+месяц\w+(?:\s{YEAR}\s?год\w*)?|(?:I{{1,3}}V?|\w+)\s+(?:квартал\w*"
        rf"|полугоди\w*)(?:\s{YEAR}\s?год\w*)?|(?:отч[её]тн|прошл|текущ|конец|этот"
        rf"|данн)\w*\s*(?:учебн\w+\s)?(?:год\w*|период\w*)))\s*$"
    ),
    re.IGNORECASE,
)
_NAME_TAIL = re.compile(
    (
        r"(?:^|[\s,.;:«(–—-]+)(?:(?:при |– |, )?(?:планов\w+|целев\w+|фактическ\w+"
        r"|установленн\w+)(?: (?:показател|значени)\w+)?(?: (?:составля\w+|составил\w*|равн\w+|на))*"
        r"|при (?:плане|норме|нормативе)|по (?:плану|факту)|план|факт|в среднем|в целом|всего|с|от|до|на"
        r"|уже|не|лишь|только|почти|около|также|это|то|а|и|которая|который|\()[\s,.;:(–—-]*$"
    ),
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\((?:с уч[её]том разъяснени|далее|письмо)[^()]*(?:\([^()]*\)[^()]*)*\)?")
_EXPLAINED = re.compile(r"\s*\(с уч[её]том разъяснени[^()]*(?:\([^()]*\)[^()]*)*\)*", re.IGNORECASE)


@cache
def nouns() -> re.Pattern[str]:
    return re.compile(rf"(?<![А-Яа-яё])(?:{'|'.join(load('measures').words('nouns'))})(?![а-яё])", re.IGNORECASE)


@cache
def predicates() -> re.Pattern[str]:
    return load("measures").any_of("predicates", after=r"(?![а-яё])")


@cache
def word(name: str) -> re.Pattern[str]:
    return load("measures").any_of(name)


def clean_name(name: str) -> str:
    """A measure's wording without explanations in brackets, quotes around it and tails of cues."""
    name = _EXPLAINED.sub("", name)
    name = re.sub(r"\s+", " ", name).strip()
    previous = None
    while previous != name:
        previous = name
        name = _NAME_TAIL.sub("", _TIME_TAIL.sub("", name)).strip(" ,.;:–—-(")
    if name.startswith("«") and "»" not in name[1:-1] and name.count("«") == 1:
        name = name.strip("«»")
    if name.count("»") > name.count("«"):
        name = name.rstrip("»")
    return name


_PIECE = re.compile(r"\s*:|\s[–—-]\s|,(?!\s*(?:в |на |для |по |из )?котор)|\s*\(")
_LONGEST_TAIL = 45
# Behind a comma only a label ends a name: a participle («, зарегистрированных в …») belongs to it.
_LABEL_CUE = re.compile(
    r"(?<![а-яё])(?:план|факт|задани|норматив|контрольн\w+ (?:показ|знач)|целев\w+ (?:показ|знач)|намеч"
    r"|предполаг|по факту)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\W*(?:доля|удельный вес|процент|охват|успеваемость|качество знаний)", re.IGNORECASE)


def shares(text: str, numbers: list[Number]) -> list[Number]:
    """Of a share only percentages are values: «удельный вес школ, имеющих не ниже 512 кбит/с: план 60 %»."""
    if not _SHARE.match(text) or not any(n.unit == "percent" for n in numbers):
        return numbers
    first = next(k for k, n in enumerate(numbers) if n.unit == "percent")
    return [n for k, n in enumerate(numbers) if k >= first or n.unit == "percent"]


def name_stop(raw: str) -> int:
    """The length of ``raw`` without the tails that are no part of a name (cues, dashes, times)."""
    previous = -1
    while previous != len(raw):
        previous = len(raw)
        raw = _NAME_TAIL.sub("", _TIME_TAIL.sub("", raw)).rstrip(" ,.;:–—-(\t\n")
        pieces = list(_PIECE.finditer(raw))
        tail = raw[pieces[-1].start() :] if pieces and pieces[-1].start() > 12 else ""
        if 0 < len(tail) < _LONGEST_TAIL and (_LABEL_CUE.search(tail) if tail.lstrip()[0] == "," else find_cues(tail)):
            raw = raw[: -len(tail)]  # «…: из намеченных», «… – при плане»
    return len(raw)


def value_numbers(text: str, *, bare: bool) -> list[Number]:
    """The numbers of a sentence that may be values of a measure.

    Args:
        bare: whether a number without a unit counts (behind a dash, a verb or in a list of indicators).
    """
    out: list[Number] = []
    skip_until = -1
    for n in find_numbers(text):
        if n.figure < skip_until:
            continue
        before, after = text[max(0, n.start - 14) : n.start], text[n.end : n.end + 14]
        if n.unit == "percentage_point" or n.unit in ("год", "день", "раз"):
            continue
        if n.unit is not None and re.search(r"(?:^|\s)на\s*$", before) and _is_change(text, n):
            continue
        if _DEGREE.search(text[: n.start]) or re.match(r"\s*(?:от|к)\s(?:план|запланир|уровн)", text[n.end :]):
            continue  # «степень выполнения – 83,3 %», «98,1 % от плана»: how far the plan is done
        if n.value == 1 and re.search(r"\bна\s*$", before):
            continue  # «на 1 учащегося»
        if n.unit is None and (not bare or not _standing(text, n)):
            continue
        if re.match(r"\s*(?:-?[хйя]\s)?(?:класс|курс|групп|лет\b|-летн|этап|тур\b|смен)", after) or (
            re.match(r"\s*из\b", after) and n.unit is None
        ):
            continue
        if n.count is not None:
            skip_until = n.count_end
        if out and out[-1].unit is None and re.fullmatch(r"\s+(?:до|и|или)\s+", text[out[-1].end : n.start]):
            out[-1] = replace(out[-1], unit=n.unit)  # «с 640 до 512 мест»
        out.append(n)
    return out


_DEGREE = re.compile(
    r"(?:(?:степень|процент|уровень)\s+(?:выполнения|достижения|исполнения)|выполнен\w*\s+на"
    r"|исполнен\w*\s+на|перевыполнен\w*\s+на|выполнение плана)[\s–—:-]*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"(?:вырос|рост|возрос|увелич|сниз|сниж|сократ|повыс|уменьш|упал|прирост|превыш|превыс|больше|меньше"
    r"|выше(?!\w)|ниже(?!\w)|подняли|улучш|ухудш|отста|опереж|в среднем)\w*[^.;:]{0,60}\sна\s*$",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"план|факт|выполнен|исполнен|норм|целев|установлен|запланир|утвержд|против|вместо|допустим|порог"
    rf"|должн|ранее|раньше|был[аои]?\b|прошл|предыдущ|{YEAR}|контрольн|базов|\bдо\s*$|\bв (?:мае|марте"
    rf"|июне|июле|августе|сентябре|октябре|ноябре|декабре|январе|феврале|апреле)\b|составил|достиг"
    rf"|\bи\s*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^\s*(?:\([^)]*\))?\s*[;,(и]\s*[^;,]{2,80}\s*[–—:-]\s*$")


_REACHED = re.compile(r"факт|получен|зафикс|по факту|выш|удалось|достиг", re.IGNORECASE)


def _is_change(text: str, n: Number) -> bool:
    """«вырос на 12 %», «на 12 человек больше»: a change is no value of the measure."""
    before, after = text[: n.start], text[n.end :]
    if re.search(r"уровне на\s*$", before):
        return False
    return bool(_CHANGE.search(before) or re.match(r"\s*(?:больше|меньше|выше|ниже|чел\w* (?:больше|меньше))", after))


def connected(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers that go on about the same measure: planned, of another year, of another subject.

    «около 95 процентов, высшее образование имеют 38 % воспитателей» – the second number is another matter.
    """
    kept = numbers[:1]
    for n in numbers[1:]:
        last = kept[-1]
        between = text[max(last.end, last.count_end) : n.start]
        if (
            _LINK.search(between)
            or _LABELLED.match(between)
            or any(c.role == "target" or _REACHED.match(c.text) for c in find_cues(between))
        ):
            kept.append(n)
    return kept


_BEFORE_VALUE = re.compile(
    r"(?:план\w*|факт\w*|запланированн\w+|утвержд[её]нн\w+|до|с|из|было|против|прошли|равен|равна|был[аи]?|[а-яё]{4,}(?:но|то))\s*$",
    re.IGNORECASE,
)


def _standing(text: str, n: Number) -> bool:
    """A bare number that stands as a value: behind a dash, a colon, a verb or a comparator, or before «(план …»."""
    before = text[: n.start].rstrip()
    if n.comparator:
        return True
    if not before:
        return False
    if before[-1] in "–—:=-" or before.endswith(" -"):
        return not re.search(r"(?:класс\w*|№)\s*[–—-]$", before)
    tail = before[-34:]
    if any(len(tail) - c.end <= 3 for c in find_cues(tail)):
        return True
    verb = predicates().search(tail)
    if verb and len(re.findall(r"\w+", tail[verb.end() :])) <= 2:
        return True
    return bool(_BEFORE_VALUE.search(tail) or re.match(r"\s+(?:запланированн|намеченн|планов)", text[n.end :]))


def year_behind(text: str, end: int) -> re.Match[str] | None:
    """«… до 26,5 % в 2021 году»: the year printed right behind a value."""
    return _YEAR_BEHIND.match(text, end)


_YEAR_BEHIND = re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:в|к|на)\s+(?P<y>{YEAR})\s?(?:год\w*|г\.)")


def year_near(text: str, since: int, at: int, end: int) -> int | None:
    """The year a value is told for: printed between the value before it and itself, or right behind it."""
    window = text[since:at]
    found = [
        m
        for m in _YEAR_BEFORE.finditer(window)
        if not _RANGE_OF_YEARS.search(window[max(0, m.start() - 7) : m.end() + 8])
    ]
    if found:
        m = found[-1]
        if m["s"]:
            tail = m["e"]
            return int(tail if len(tail) == 4 else m["s"][:2] + tail)
        return int(m["dy"] or m["ny"] or m["y"])
    behind = year_behind(text, end)
    return int(behind["y"]) if behind else None


def read_values(
    text: str, numbers: list[Number], *, base: int, default: Role, unit: str | None, name_end: int = 0
) -> list[Val]:
    """Values with role, year, subject and count out of the numbers of one sentence.

    Args:
        text: the sentence; ``base`` is its offset in the document.
        default: the role where no cue decides.
        unit: the unit of bare numbers.
        name_end: where the measure's name ends (its words are no cues and no subjects).
    """
    noun = _own_noun(text, numbers, name_end)
    cues = [c for c in find_cues(text) if c.start >= name_end]
    labels = [_label(text, n, numbers, k, name_end) for k, n in enumerate(numbers)]
    labelled = sum(x is not None for x in labels) >= 2 or (sum(x is not None for x in labels) == 1 and len(numbers) > 1)
    out: list[Val] = []
    since = max(0, name_end - 1)
    first_since = 0
    for k, n in enumerate(numbers):
        expected = "actual" if k + 1 < len(numbers) and _planned_next(text, n, numbers[k + 1], cues) else default
        if k and out and _goes_on(text[since : n.start]):
            expected = out[-1].role
        role, reasons, sure = role_at(text, n.start, cues, since=since, default=expected)
        following = numbers[k + 1] if k + 1 < len(numbers) else None
        if re.match(r"\s+(?:запланированн|намеченн)", text[n.end :]):
            role, reasons = "target", ("слово «запланированных» после числа",)
        if (
            re.search(r"(?:^|\s)с\s*$", text[: n.start])
            and following
            and re.match(r"[^.;]{0,40}?\bдо\s*$", text[n.end : following.start])
        ):
            rising = role == "target" or role_at(text, following.start, cues, since=n.end, default=role)[0] == "target"
            role = "baseline" if rising else "actual"
        elif out and re.search(r"\bдо\s*$", text[: n.start]) and out[-1].role == "baseline":
            role = "target"
        year = year_near(text, since if k else first_since, n.start, n.end)
        out.append(
            Val(
                role,
                n.value,
                n.low,
                n.high,
                _unit(text, n, unit) or noun or unit or "count",
                base + n.start,
                base + max(n.end, n.count_end if n.count is not None else n.end),
                n.comparator,
                year,
                None,
                labels[k] if labelled else None,
                n.count,
                reasons,
                sure,
            )
        )
        since = max(n.end, n.count_end)
        behind = year_behind(text, n.end)
        if behind and year == int(behind["y"]) and following and re.match(r"\s+до\s", text[behind.end() :]):
            since = behind.end()  # «с 18,2 % в 2020 году до 26,5 % в 2021 году»
    return out


def _unit(text: str, n: Number, unit: str | None) -> str | None:
    """The number's own unit; people by another word («10 педагогов») are persons where the measure counts persons."""
    if n.unit != "people":
        return n.unit
    if unit == "person":
        return unit
    from extractor.text.morph import noun_nominative

    return noun_nominative(re.findall(r"[а-яё]+", text[n.figure : n.end].lower())[-1])


def _own_noun(text: str, numbers: list[Number], name_end: int) -> str | None:
    """The noun a bare number counts, when the name speaks of the same («Выезды …: 12 выездов при плане 12»)."""
    for n in numbers:
        m = re.match(r"\s+(?P<w>[а-яё]{4,})", text[n.end :]) if n.unit is None else None
        if m and m["w"][:4] in text[:name_end].lower():
            from extractor.text.morph import noun_nominative

            return noun_nominative(m["w"])
    return None


def _planned_next(text: str, n: Number, following: Number, cues: list[Cue]) -> bool:
    """«310 ед. при плане 300 ед.»: the number before the planned one is what was reached."""
    return any(c.role == "target" and n.end <= c.start and c.end <= following.start for c in cues)


def _goes_on(between: str) -> bool:
    """«2024 год – 95 %, 2025 год – 97 %»: the next year's value has the role of the one before."""
    return bool(
        re.fullmatch(
            rf"[\s,;и(]*(?:в |к |на )?(?:\d{{1,2}}\s+[а-я]+\s+|\d\d\.\d\d\.)?{YEAR}\s*(?:год\w*"
            rf"|г\.)?\s*[–—:-]?\s*",
            between,
        )
    )


_NO_LABEL = re.compile(
    r"(?:план|факт|составля|составил|достиг|не менее|показател|норматив|целев|установлен|прогноз"
    r"|в том числе|из них|году|год$|уч\.|итог|это\b|в срок|срок|выполн|исполн|в (?:мае|марте|июне"
    r"|сентябре|октябре|ноябре|декабре|январе|феврале|апреле|июле|августе)\b|было|ранее|вырос|на \d|с \d"
    r"|из \d)",
    re.IGNORECASE,
)


def _label(text: str, n: Number, numbers: list[Number], k: int, name_end: int) -> str | None:
    """The subject in front of a value: «ФГИС МШ – 7%», «СОШ № 1 – 81 %»."""
    since = max(name_end, max(numbers[k - 1].end, numbers[k - 1].count_end) if k else 0)
    window = text[since : n.start]
    m = _LABEL.search(window)
    if not m:
        return None
    label = re.sub(r"\s+", " ", m["label"]).strip(" –—-(")
    label = re.sub(r"^(?:а|и|в|по|из них|в том числе|в т\.\s?ч\.)\s+(?=[«А-ЯЁ])", "", label)
    if _NO_LABEL.search(label) or not re.search(r"[А-Яа-яё]{2}", label) or nouns().match(label):
        return None
    return label
