"""Items out of text: a list item or section head, and the measures that a sentence of prose states."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.fields.items import Item, Val, each_organisation, take_flags
from extractor.fields.measure_names import clean_name, name_stop, nouns, predicates
from extractor.fields.measure_years import IN_TURN, year_near
from extractor.fields.measures import connected, read_values, shares, value_numbers
from extractor.fields.numbers import Number
from extractor.fields.prose_heads import NO_MEASURE, default_role, is_known, measure_spans, sets_first
from extractor.fields.prose_turns import measures_in_turn
from extractor.fields.roles import find_cues
from extractor.fields.schools import find_schools
from extractor.fields.statuses import StatusFound, about_indicator, find_statuses
from extractor.fields.table_common import implied_unit
from extractor.reading.document import Block, Document
from extractor.record import Role
from extractor.text.clauses import sentences

_NUMBERED = re.compile(r"\s*\(показатель (?P<n>\d+(?:\.\d+)*)\)")


def first_unit(text: str) -> tuple[int, bool]:
    """The end of the first sentence that is not inside «…»."""
    cuts = sentences(text)
    at = cuts[0][1] if cuts else len(text)
    for _, b in cuts:
        at = b
        if text[:b].count("«") <= text[:b].count("»"):
            break
    return at, bool(text[at:].strip())


def list_item_of(document: Document, start: int, end: int, number: str | None, block: Block, *, default: Role) -> Item:
    """A list item or section head as an indicator: name, values of its own sentence, status glued to it."""
    text = document.text[start:end]
    quoted = _outer_quote(text)
    statuses = [s for s in find_statuses(text) if s.start > (quoted[1] if quoted else 8)]
    search_from = quoted[1] if quoted else 0
    numbers = [n for n in value_numbers(text, bare=True) if n.start >= search_from]
    numbers = shares(text[quoted[0] :] if quoted else text, numbers)
    name_end = quoted[1] if quoted else _name_end(text, numbers[0].start if numbers else len(text))
    if statuses and not quoted:
        name_end = min(name_end, _status_start(text, statuses[0]))
    name_end = quoted[1] if quoted else name_stop(text[:name_end])
    if not quoted and numbers and numbers[0].start <= 3 and numbers[0].unit == "percent":
        return _value_first(start, text, numbers[0], number, block, default)
    name = text[quoted[0] : quoted[1]] if quoted else text[:name_end]
    name, cumulative = take_flags(clean_name(name))
    numbers = [n for n in numbers if n.start >= name_end - 1] if not quoted else numbers
    item = Item(
        name,
        start,
        start + max(name_end, 1),
        number=number,
        cumulative=cumulative or "нарастающим итогом" in text,
        each=each_organisation(text),
        source="list",
        block=block.index,
    )
    for value in read_values(text, numbers, base=start, default=default, unit=implied_unit(name), name_end=name_end):
        item.add(value)
    if statuses:
        item.status, item.status_text = statuses[0].status, text[statuses[0].start : statuses[0].end]
    return item


def _value_first(start: int, text: str, n: Number, number: str | None, block: Block, default: Role) -> Item:
    """«100 % организаций обеспечены Интернетом» as an item: the name follows the value."""
    name = clean_name(text[n.end :])
    item = Item(
        name,
        start + n.end,
        start + len(text.rstrip()),
        number=number,
        each=each_organisation(text),
        source="list",
        block=block.index,
    )
    for value in read_values(text, [n], base=start, default=default, unit="percent"):
        item.add(value)
    return item


_QUOTE_FIRST = re.compile(r"[\s*_:–—-]*(?:показател[ья]\s+)?«", re.IGNORECASE)


def _outer_quote(text: str) -> tuple[int, int] | None:
    """The content of «…» that the text begins with, nested quotes counted."""
    m = _QUOTE_FIRST.match(text)
    if not m:
        return None
    depth = 0
    for k in range(m.end() - 1, len(text)):
        depth += (text[k] == "«") - (text[k] == "»")
        if depth == 0:
            return m.end(), k
    stop = re.search(r"»(?=[\s,.;–—-]*(?:плановый|$|[–—,-]\s*\d))", text)
    return (m.end(), stop.start()) if stop else None


_SHORTEST_NAME = 5
# «подвоз учащихся – организован для 312 чел.», «ремонт – в двух школах»: behind the dash what was done, and for whom.
_DONE_FOR = re.compile(
    r"\s[–—-]\s(?=(?:[а-яё]{3,}(?:ан|ен|ён|ыт|ят)[аоы]?(?:\s(?:для|в|у|на|всего|лишь|только))?|в|у|для)\s*$)"
)
# «… за счёт реорганизации двух учреждений возросла»: why it did is no part of the name.
_CAUSE = re.compile(
    r"\s(?:за сч[её]т|благодаря|вследствие|в результате|по причине|из-за)\s[^,–—]{3,80}$", re.IGNORECASE
)


def _name_end(text: str, first_value: int) -> int:
    head = text[:first_value]
    p = next((m for m in predicates().finditer(head) if m.start() > _SHORTEST_NAME), None)
    at = p.start() if p and _outside_clause(head, p.start()) else first_value
    if done := _DONE_FOR.search(head, _SHORTEST_NAME, at):
        at = done.start()
    if p and p.start() == at and (cause := _CAUSE.search(head, _SHORTEST_NAME, at)):
        at = cause.start()
    return next((m.start() for m in _MAY_BE_VERB.finditer(head, 0, at) if _is_verb_of(head, m)), at)


_IT = re.compile(r"\W*(?:он|она|оно|они|показатель)\s", re.IGNORECASE)
_SAYS = re.compile(r"\s[–—-]\s|[:;(!?]|\.\s*$")


def only_named(document: Document, start: int, end: int, block: Block) -> Item | None:
    """«Доля учителей-пенсионеров – наша болевая точка.»: a measure named, its value told in the next sentence."""
    text = document.text[start:end]
    if not nouns().match(text) or value_numbers(text, bare=False):
        return None
    stop = _SAYS.search(text)
    name_end = min(_name_end(text, len(text)), stop.start() if stop else len(text))
    name = clean_name(text[:name_end])
    return Item(name, start, start + name_end, block=block.index) if len(name.split()) > _FEWEST_WORDS else None


def told_of(item: Item, sentence: str, base: int) -> Item | None:
    """The measure that the sentence before only named, with what this one says: «Она составила 34,2 %»."""
    numbers = value_numbers(sentence, bare=False) if _IT.match(sentence) else []
    unit = implied_unit(item.name)
    numbers = [n for n in connected(sentence, numbers) if n.unit == (unit or numbers[0].unit)]
    for value in read_values(sentence, numbers, base=base, default="actual", unit=unit):
        item.add(value)
    return item if item.values else None


_FEWEST_WORDS = 2
# «Средний балл подтянулся», «охват порадовал»: what says of a measure how it did is no part of its name.
_MAY_BE_VERB = re.compile(
    r"(?<=\s)[а-яё]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись|[её]т|ит|ют|ят|ется|ится|ются|ятся)(?=[\s:,–—]|$)"
)


def _is_verb_of(head: str, m: re.Match[str]) -> bool:
    from extractor.text.morph import is_finite

    outside = head.count("«", 0, m.start()) <= head.count("»", 0, m.start())
    return m.start() > _SHORTEST_NAME and outside and _outside_clause(head, m.start()) and is_finite(m[0])


def _outside_clause(head: str, at: int) -> bool:
    """A verb behind an unclosed «, которые …» belongs to the name («…, которые должны быть достигнуты»)."""
    relative = re.search(r",\s*(?:в|на|для|по|из|с|о|к|за)?\s*котор\w+[^,]*$", head[:at])
    return relative is None


def _status_start(text: str, status: StatusFound) -> int:
    before = text[: status.start].rstrip(" –—-,»")
    return len(before)


def measures_of(document: Document, start: int, end: int, block: Block) -> list[Item]:
    """The items that the clauses of one sentence state, each with its values."""
    text = document.text[start:end]
    if IN_TURN in text and (turns := measures_in_turn(text, start, _name_end(text, len(text)), block=block.index)):
        return turns
    made: list[Item] = []
    spans = measure_spans(text)
    k = 0
    while k < len(spans):
        a, q, stop = spans[k]
        clause = text[a:stop]
        shift = q - a if q >= 0 else 0
        numbers = [n for n in value_numbers(clause, bare=True) if n.start >= shift]
        if not numbers:
            # «Доля учителей, уровень подготовки которых …, – 40 %»: the second noun belongs to the first name.
            if k + 1 < len(spans) and q < 0 and not re.search(r"[;:]\s*$", clause):
                spans[k + 1] = (a, -1, spans[k + 1][2])
            k += 1
            continue
        before = text[spans[k - 1][2] if k else 0 : a]
        default = default_role(text[:a], since=a - len(before))
        item = _prose_item(start + a, clause, numbers, shift, block, default=default)
        if item is not None:
            _sentence_year(item, text[:a])
            _told_before(item, before, start + a - len(before))
            item.again = is_known(text[:a])
            if made and q < 0 and item.name.lower() == made[-1].name.split()[0].lower():
                for value in item.values:  # «…: успеваемость остановилась на отметке 93,9 %»
                    made[-1].add(value)
            else:
                made.append(item)
        k += 1
    return made


def _told_before(item: Item, before: str, base: int) -> None:
    """What the clause says in front of the name: «Не достигнут показатель …», «Вместо запланированных 70 % доля …»."""
    if item.status is None and len(before) < _LONGEST_VERDICT and (found := find_statuses(before)):
        item.status, item.status_text = found[-1].status, found[-1].text
    numbers = value_numbers(before, bare=False) if sets_first(before) else []
    units = {value.unit for value in item.values}
    if len(numbers) == 1 and numbers[0].unit in units and any(c.role == "target" for c in find_cues(before)):
        value = read_values(before, numbers, base=base, default="target", unit=None)[0]
        item.values.insert(0, replace(value, subject=None))


_LONGEST_VERDICT = 60


_YEAR_LAST = re.compile(r"(?:в|на|за|к)\s+(?:1\s+[а-я]+\s+)?(?P<y>20\d\d)\s+(?:год\w*|г\.),?\s*$", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\w)(?:в|к|на) (20\d\d)\s?(?:год|г\.)", re.IGNORECASE)


def _sentence_year(item: Item, before: str) -> None:
    """«В 2024 году …, а доля … должна вырасти до 68 %»: a planned value's year at the head of its sentence."""
    if "20" not in before:
        return
    near = _YEAR_LAST.search(before)
    if near and item.values and item.values[0].year is None:
        item.values[0] = replace(item.values[0], year=int(near["y"]))
    years = _YEARS.findall(before)
    if len(years) == 1 and all(v.role == "target" and v.year is None for v in item.values):
        item.values = [replace(v, year=int(years[0])) for v in item.values]


_BRACKET = re.compile(r"\s\((?:план|факт|\d)")
_LINKED = re.compile(r"[–—:-]\s*\S{0,12}\s*$")
_COMPARED = re.compile(r"\bот\s*$|\bболее чем на\s*$")
_DUE = re.compile(r"должн\w+ быть|подлежащ\w+", re.IGNORECASE)


def _prose_item(
    start: int, clause: str, numbers: list[Number], shift: int, block: Block, *, default: Role
) -> Item | None:
    numbers = shares(clause, numbers)
    first = numbers[0]
    name_end = shift or _name_end(clause, first.start)
    raw = clause[:name_end]
    if not shift:
        colon = raw.find(":")
        if colon > 10:
            name_end, raw = colon, raw[:colon]
        bracket = _BRACKET.search(raw)
        if bracket:
            name_end, raw = bracket.start(), raw[: bracket.start()]
    name_end = name_end if shift else name_stop(raw)
    printed = raw[:name_end]
    numbered = _NUMBERED.search(printed)
    if numbered:
        printed = printed[: numbered.start()] + printed[numbered.end() :]
    name, cumulative = take_flags(_nominative_head(clean_name(printed)))
    if (
        len(name.split()) < 2
        and not shift
        and not re.match(
            r"успеваемость|посещаемость|обеспеченность|укомплектованность|наполняемость|сохранность|доходы"
            r"|расходы|заболеваемость|травматизм|контингент|явка|зарплата|очередь|очередность",
            name,
            re.IGNORECASE,
        )
    ) or len(name) > 400:
        return None
    if (
        len(name.split()) < 2
        and nouns().fullmatch(name)
        and name.lower() in ("доля", "уровень", "количество", "число", "процент")
    ):
        return None
    linked = clause[max(0, min(name_end, first.start - 24)) : first.start]
    if (
        not shift
        and first.unit is None
        and not _LINKED.search(linked)
        and not predicates().search(linked)
        and not first.comparator
        and not find_cues(linked)
    ):
        return None
    if NO_MEASURE.match(name) or _COMPARED.search(linked):
        return None
    item = Item(
        name, start, start + max(name_end, 1), cumulative=cumulative, each=each_organisation(clause), block=block.index
    )
    item.number = numbered["n"] if numbered else None
    subject = _school_tail(name)
    if subject:
        item.name = name[: subject[0]].rstrip(" ,")
    unit = implied_unit(name)
    default = "target" if default == "actual" and _DUE.search(raw) else default
    numbers = connected(clause, numbers)
    numbers = [n for n in numbers if _alike(n.unit or first.unit or unit, first.unit or unit)]
    for value in read_values(clause, numbers, base=start, default=default, unit=first.unit or unit, name_end=name_end):
        item.add(_with_name_year(value, raw, len(item.values)))
    if subject and item.values and item.values[0].subject is None:
        item.values[0] = replace(item.values[0], subject=subject[1])
    statuses = [
        s
        for s in find_statuses(clause[name_end:])
        if about_indicator().search(clause[: name_end + s.start])
        or re.search(r"[,;(]\s*(?:что\s+)?$|\)\s*$|\.\s*$|\d[\s%а-я]{0,12}[–—-]\s*$", clause[name_end:][: s.start])
        or shift
    ]
    if statuses:
        item.status, item.status_text = statuses[0].status, statuses[0].text
    return item if item.values else None


def _alike(unit: str | None, other: str | None) -> bool:
    """«1 345 школьников» are persons where the measure counts persons."""
    return unit == other or {unit, other} == {"people", "person"}


_HEADS = {
    "долю": "доля",
    "доле": "доля",
    "охвату": "охват",
    "уровню": "уровень",
    "количеству": "количество",
    "числу": "число",
    "численности": "численность",
    "доли": "доля",
    "охвата": "охват",
    "уровня": "уровень",
    "количества": "количество",
    "числа": "число",
    "удельного": "удельный",
    "обеспеченности": "обеспеченность",
    "укомплектованности": "укомплектованность",
    "посещаемости": "посещаемость",
    "успеваемости": "успеваемость",
    "наполняемости": "наполняемость",
    "заболеваемости": "заболеваемость",
    "удовлетворённости": "удовлетворённость",
    "удовлетворенности": "удовлетворенность",
}


def _nominative_head(name: str) -> str:
    """«Долю педагогов», «(по) доле детей» → «Доля …»."""
    first, _, rest = name.partition(" ")
    head = _HEADS.get(first.lower())
    return f"{head.capitalize() if first[:1].isupper() else head} {rest}".rstrip() if head else name


def _school_tail(name: str) -> tuple[int, str] | None:
    """«Доля …, в Лесновской СОШ № 34»: a school at the end of a name is whose value it is."""
    mentions = find_schools(name)
    if not mentions or mentions[-1].end < len(name) - 1:
        return None
    m = re.search(r",?\s(?:в|у)\s+$", name[: mentions[-1].start])
    return (m.start(), name[mentions[-1].start :]) if m and m.start() > 8 else None


def _with_name_year(value: Val, raw: str, position: int) -> Val:
    """A year that stands in the name's tail («в 2023 году – 1146») is the first value's."""
    if value.year is not None or position > 0:
        return value
    year = year_near(raw, 0, len(raw), len(raw))
    return replace(value, year=year) if year is not None and _YEAR_IN_TAIL.search(raw) else value


_YEAR_IN_TAIL = re.compile(r"(?:\d{4})[^.]{0,24}$")
