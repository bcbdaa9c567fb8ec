"""What the sentences behind an item say of it: facts, statuses, plans told by its number."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.items import Item, Val, each_organisation
from extractor.fields.measure_names import name_stems, word
from extractor.fields.measure_places import of_school, place_at_head, placed
from extractor.fields.measures import read_values, value_numbers
from extractor.fields.numbers import find_numbers
from extractor.fields.prose_state import SECTION, State
from extractor.fields.roles import find_cues
from extractor.fields.statuses import StatusFound, about_indicator, find_statuses
from extractor.fields.table_common import implied_unit
from extractor.reading.document import Document
from extractor.record import Role
from extractor.text.clauses import sentences

_LABEL_LINE = re.compile(r"^\W*(?P<l>[^–—:.;]{2,80}?)\s*[–—:-]\s*(?=(?:не \w+ |около |свыше |более |почти )?\d)")
_REFERRED = re.compile(r"показател\w+\s+(?P<list>\d+(?:\.\d+)*(?:(?:\s?,|\s+и)\s*\d+(?:\.\d+)*)*)(?![\d%])")
_DONE = re.compile(
    r"(?:проведен|проведён|организован|приобретен|приобретён|создан|открыт|обучен|подготовлен|разработан"
    r"|поступил|установлен|оснащен|оснащён|прошл|охвачен|выдан|отремонтирован"
    r"|закуплен)[аоыи]?\s+(?=\d)",
    re.IGNORECASE,
)


# «Выполнено.», «Не дотянули из-за того, что …» (characters).
_SHORT, _AT_HEAD = 60, 4
_VERDICT = re.compile(r"(?:не )?(?:пере)?(?:дотян|добр|вып|достиг|исполн|сорван|удалось|план|задан)", re.IGNORECASE)
_ANNOUNCES = re.compile(r"(?:факт\w*|плано\w+|достигнут\w+)[^.:]{0,60}:\s*$", re.IGNORECASE)


def attach(document: Document, start: int, end: int, state: State, *, fresh: bool = False) -> None:
    """Facts and a status told of the current item in the sentences behind it; ``fresh``: surely of it."""
    item = state.item
    if item is None:
        return
    text = document.text[start:end]
    for a, b in sentences(text):
        piece = text[a:b]
        m = SECTION.match(piece)
        if m and (m["by"] or a > 0) and (other := state.numbered(m["n"].rstrip("."))):
            item = state.item = state.section = other
            state.settled = any(v.role == "actual" for v in other.values)
        if of_numbered(piece, start + a, state):
            continue
        statuses = find_statuses(piece)
        unsaid = item.status is None or item.status_text is None
        if statuses and unsaid and tells_outcome(piece, statuses[0]):
            item.status, item.status_text = statuses[0].status, piece.strip()
        if each_organisation(piece):
            item.each = True
        _facts(piece, start + a, item, state, fresh=fresh)
        if piece.rstrip().endswith(":") and _ANNOUNCES.search(piece):
            state.expect = "target" if re.search("план", piece, re.IGNORECASE) else "actual"


# «Не выполнены два – второй и четвёртый»
_OF_SEVERAL = re.compile(
    r"(?:достигнут|выполнен|исполнен)ы\s(?:лишь |только )?(?:два|две|три|четыре|пять|шесть|семь|восемь|[2-9])(?!\w)",
    re.IGNORECASE,
)


# «Мероприятия 1 и 3 не выполнены», «По остальным школам план выполнен», «План проверок выполнен»
_OF_OTHERS = re.compile(
    r"^\W*(?:мероприяти[яе]\s№?\s?\d|по\s(?:остальным|прочим)\s)"
    r"|(?<![а-яё])план[а-яё]*\s(?:работ|мероприят|внутри|контрол|провер|воспитательн|подготовк|ремонт)",
    re.IGNORECASE,
)


def tells_outcome(sentence: str, status: StatusFound) -> bool:
    """Whether a status word speaks of the indicator before: beside «план», in a short sentence, at its beginning.

    Neither of several or others, nor of one school or another place.
    """
    if _OF_SEVERAL.search(sentence) or _OF_OTHERS.search(sentence) or place_at_head(sentence) or of_school(sentence):
        return False
    if about_indicator().search(sentence) or len(sentence) < _SHORT:
        return True
    return status.start <= _AT_HEAD and _VERDICT.match(status.text) is not None


def of_numbered(piece: str, base: int, state: State) -> bool:
    """«Плановое значение на 2021 год по показателю 5 – 60 %», «по показателям 1 и 5 – 99,5 % и 16 соответственно».

    Returns whether the sentence speaks of indicators by number (their statuses are told by ``indicators``).
    """
    referred = list(_REFERRED.finditer(piece))
    if not referred:
        return False
    m = referred[0]
    if len(referred) > 1 and all(re.fullmatch(r"\d+(?:\.\d+)*", r["list"]) for r in referred):
        return _each_numbered(piece, base, referred, state)
    named = re.findall(r"\d+(?:\.\d+)*", m["list"])
    items = [i for n in named if (i := state.numbered(n)) is not None]
    if not items or not re.search(r"план|факт|целев|значени", piece, re.IGNORECASE):
        return len(named) > 1 or (bool(items) and state.item not in items)
    numbers = [n for n in find_numbers(piece) if n.start > m.end() and (n.unit or len(items) > 1 or n.comparator)]
    persons = any(v.unit == "person" for i in items for v in i.values)
    values = read_values(piece, numbers, base=base, default="actual", unit="person" if persons else None)
    cue = re.search(r"планов|целев", piece, re.IGNORECASE)
    year = re.search(r"на (20\d\d) год", piece)
    for k, value in enumerate(values):
        item = items[k] if len(items) > 1 and len(items) == len(values) else items[0] if len(items) == 1 else None
        if item is None:
            continue
        unit = value.unit if numbers[k].unit else next((v.unit for v in item.values), "count")
        if cue and not re.search("факт", piece, re.IGNORECASE):
            item.add(replace(value, unit=unit, role="target", year=value.year or (int(year[1]) if year else None)))
        else:
            item.add(replace(value, unit=unit))
    return bool(values) or state.item not in items


_SET = re.compile(r"планов|планиру|целев|установл|доведен|определен|предусмотр", re.IGNORECASE)
_SET_YEAR = re.compile(r"(?<![а-яё])[вн]а? (?P<y>20\d\d) год", re.IGNORECASE)


def several_numbered(piece: str, state: State) -> bool:
    """Whether a sentence speaks of several known indicators by number, each by its own."""
    referred = [r["list"] for r in _REFERRED.finditer(piece)]
    known = [n for n in referred if re.fullmatch(r"\d+(?:\.\d+)*", n) and state.numbered(n)]
    return len(known) > 1 and len(known) == len(referred)


def _each_numbered(piece: str, base: int, referred: list[re.Match[str]], state: State) -> bool:
    """«На 2025 год установлены: охват (показатель 3) – 83,2 %, … (показатель 4) – 98 %»: each by its own number."""
    items = [state.numbered(r["list"]) for r in referred]
    head = piece[: referred[0].start()]
    if not any(items) or (head.rstrip().endswith("(") and value_numbers(head, bare=False)):
        return False  # «83,2 % (показатель 3), 98 % (показатель 4)»: told behind the number
    opening = _to_first_number(piece, referred)
    planned = _SET.search(opening) is not None and not re.search("факт", piece, re.IGNORECASE)
    year = _SET_YEAR.search(opening)
    told = False
    stops = [r.start() for r in referred[1:]] + [len(piece)]
    for item, r, stop in zip(items, referred, stops, strict=True):
        units = {v.unit for v in item.values} if item is not None else set()
        clause = piece[r.end() : stop]
        numbers = [n for n in value_numbers(clause, bare=True) if n.unit is None or not units or n.unit in units]
        if item is None or not numbers:
            continue
        default: Role = "target" if planned else "actual"
        unit = next((v.unit for v in item.values), None) or implied_unit(item.name)
        for value in read_values(clause, numbers, base=base + r.end(), default=default, unit=unit):
            own = value.year or (int(year["y"]) if year and value.role == "target" else None)
            item.add(replace(value, year=own))
            told = True
    return told


def _to_first_number(piece: str, referred: list[re.Match[str]]) -> str:
    """What a sentence says in front of its first value: «По показателю 1 на 2015 год планируется»."""
    at, stop = referred[0].end(), referred[1].start()
    first = next((n.start for n in value_numbers(piece[at:stop], bare=True)), 0)
    return piece[: referred[0].start()] + piece[at : at + first]


_STEM_LENGTH = 6
# So much of a planned measure's name must come back in a sentence without a measure of its own.
_NAME_COVERED = 0.6


def far_fact(piece: str, base: int, items: list[Item]) -> bool:
    """«Профильную подготовку имеют 58,5 % педагогов»: a fact told long after its plan, in other words' order.

    Taken where one planned measure without a fact has most of its words in the sentence.
    """
    if "%" not in piece and "проц" not in piece.lower():
        return False
    open_items = [i for i in items if i.values and all(v.role == "target" and v.unit == "percent" for v in i.values)]
    if not open_items:
        return False
    numbers = [n for n in value_numbers(piece, bare=False) if n.unit == "percent"]
    if not numbers:
        return False
    said = _content(piece)
    scored = sorted(
        (
            (len(said & wanted) / len(wanted), k)
            for k, i in enumerate(open_items)
            if len(wanted := _content(i.name)) >= 3
        ),
        reverse=True,
    )
    if not scored or scored[0][0] < _NAME_COVERED or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return False
    value = read_values(piece, numbers[:1], base=base, default="actual", unit="percent")[0]
    open_items[scored[0][1]].add(
        replace(
            value, role="actual", subject=None, confidence=0.6, reasons=("слова названия показателя в предложении",)
        )
    )
    return True


_COUNTS = re.compile(r"(?:общ\w+ )?(?:число|количество|численность|охват|контингент)(?![а-яё])", re.IGNORECASE)
_MEASURE_HEAD = re.compile(r"доля|долю|охват|уровень|количество|численность|число$|котор")


def _content(text: str) -> set[str]:
    """Stems of the words of five letters and more, without the nouns that begin any measure."""
    words = [w for w in re.findall(r"[а-яё]{5,}", text.lower()) if not _MEASURE_HEAD.match(w)]
    return {w[:_STEM_LENGTH] if len(w) > _STEM_LENGTH else w[:4] for w in words}


def _facts(piece: str, base: int, item: Item, state: State, *, fresh: bool = False) -> None:
    units = list(dict.fromkeys(v.unit for v in item.values))
    cues = find_cues(piece)
    explicit = (
        fresh
        or any(c.role == "actual" and c.text.lower().startswith("факт") for c in cues)
        or any(c.role == "target" and "план" in c.text.lower() for c in cues)
    )
    # «число волонтёров. Предполагалось не менее 400 чел., собрано – 352 чел.»
    planned = not units and item.source == "list" and any(c.role == "target" for c in cues) and _COUNTS.match(item.name)
    label = state.expect is not None and _LABEL_LINE.match(piece)
    if state.settled and not explicit and not label:
        return
    if fresh and not _instead_of_own(piece, item):
        return
    numbers = []
    for n in value_numbers(piece, bare=bool(explicit or label or (units and units != ["percent"]))):
        clause = re.match(r"[^,;.]*", piece[n.end :])
        if clause and word("exception").search(clause[0]):
            continue
        if (
            (n.unit == "percent" and (not units or "percent" in units))
            or n.unit in units
            or (n.unit == "people" and "person" in units)
            or (explicit and (n.unit is None or not units))
            or (planned and n.unit == "person")
            or _same(n.unit, units)
        ):
            numbers.append(n)
    if not numbers and not units and not state.settled:
        _counts(piece, base, item)
        return
    if not numbers:
        return
    values = read_values(
        piece,
        numbers,
        base=base,
        default=state.expect or "actual",
        unit="person" if "person" in units else next(iter(units), None) or implied_unit(item.name),
    )
    if label and len(values) == 1 and values[0].subject is None:
        m = _LABEL_LINE.match(piece)
        values = (
            [replace(values[0], subject=m["l"].strip())]
            if m and not re.search(r"факт|план", m["l"], re.IGNORECASE)
            else values
        )
    values = placed(values, piece)
    for value in values:
        item.add(value)
    if any(v.role == "actual" for v in values) and not label:
        state.settled = state.expect is None


_INSTEAD = re.compile(
    r"(?<![а-яё])вместо\s(?:установленн|запланированн|намеченн|планов|целев|предусмотренн)", re.IGNORECASE
)
_COUNTED = re.compile(r"\s*(?P<stem>[а-яё]{4})")


def _instead_of_own(piece: str, item: Item) -> bool:
    """Whether what stands behind «вместо запланированных» counts what the indicator does; true where nothing does."""
    m = _INSTEAD.search(piece)
    if m is None:
        return True
    first = next((n for n in find_numbers(piece) if n.start >= m.end()), None)
    if first is None:
        return False
    counted = _COUNTED.match(piece, first.end)
    return first.unit in {v.unit for v in item.values} or bool(counted and counted["stem"] in item.name.lower())


def _same(unit: str | None, units: list[str]) -> bool:
    return unit is not None and {unit, *units} >= {"Мб/с", "Мбит/с"}


def _counts(piece: str, base: int, item: Item) -> None:
    """«проведено 18 РМО учителей, 4 РМО начальных классов»: counts of a planned measure with no target of its own."""
    done = _DONE.search(piece)
    if not done or item.source != "list":
        return
    noun = None
    for n in find_numbers(piece):
        if n.figure < done.end() - 1:
            continue
        m = re.match(r"\s+([А-ЯЁ]{2,}|[а-яё]{3,})", piece[n.end :]) if n.unit is None else None
        unit = n.unit or (m[1] if m else None)
        if unit is None or unit in ("год", "день", "раз") or noun not in (None, unit):
            break
        noun = unit
        if m and unit.islower():
            from extractor.text.morph import noun_nominative

            unit = noun_nominative(unit)
        item.add(
            Val(
                "actual",
                n.value,
                n.low,
                n.high,
                unit,
                base + n.start,
                base + n.end,
                n.comparator,
                reasons=(f"слово «{done[0].strip()}»",),
                confidence=0.7,
            )
        )


def named_statuses(text: str, items: list[Item]) -> None:
    """«показатель регистрации обучающихся перевыполнен, показатель регистрации педагогов не достигнут»."""
    for status in find_statuses(text):
        before = re.split(r"[,;:.]|(?<=\w)\s+а\s", text[: status.start])[-1]
        m = re.search(
            r"(?:(?:показател\w+|план|задани\w+)\s+(?:по\s+)?|^\s*по\s+(?!котор))(?P<p>[^«»]{6,120}(?:«[^»]*»[^«»]{0,40})?)$",
            before,
            re.IGNORECASE,
        )
        if not m:
            continue
        wanted = name_stems(m["p"])
        scored = sorted(
            ((_overlap(wanted, name_stems(i.name)), k) for k, i in enumerate(items) if i.status is None), reverse=True
        )
        if scored and scored[0][0] >= 0.5 and (len(scored) == 1 or scored[1][0] < scored[0][0]):
            item = items[scored[0][1]]
            item.status, item.status_text = status.status, text[status.start : status.end]


def _overlap(said: set[str], name: set[str]) -> float:
    """Share of common stems in the shorter of the two wordings."""
    return len(said & name) / min(len(said), len(name)) if said and name else 0.0
