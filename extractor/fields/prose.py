"""Indicators outside of tables: lists, sections «Показатель N …», clauses in prose.

One walk over the paragraphs with a small state: the list that is open, the section («Показатель
2»), the item that following paragraphs speak of.  A paragraph without a measure of its own adds
facts and a status to that item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.fields.items import Item, Val, each_organisation, take_flags
from extractor.fields.measures import clean_name, connected, name_stop, nouns, shares, predicates, read_values, value_numbers, word, year_near
from extractor.fields.numbers import Number, find_numbers
from extractor.fields.parts import Part, Parts
from extractor.fields.roles import find_cues
from extractor.fields.schools import find_schools
from extractor.fields.statuses import StatusFound, about_indicator, find_statuses
from extractor.fields.tables import implied_unit
from extractor.reading.assemble import typed_number
from extractor.reading.document import Block, Document
from extractor.record import Role, Status
from extractor.text.clauses import sentences

_SECTION = re.compile(r"^\W*(?P<by>По\s+)?(?P<w>Показател[ьюяи]+|Индикатор[уа]?|Результат[у]?|Целев(?:ой|ому) показател[ьюя]+)\s*№?\s*(?P<n>\d{1,2}(?:\.\d{1,2})*)\.?(?P<rest>(?:\s+(?:дополнительного\s+)?(?:Соглашения|соглашения|договора|проекта|программы))?\s*[:.–—-]?\s*)", re.IGNORECASE)
_LABEL_LINE = re.compile(r"^\W*(?P<l>[^–—:.;]{2,80}?)\s*[–—:-]\s*(?=(?:не \w+ |около |свыше |более |почти )?\d)")
_MEASURE_WORD = re.compile(r"^\W*(?:(?:увеличени|снижени|повышени|сокращени|рост|достижени|сохранени|доведени|обеспечени)\w*)\s", re.IGNORECASE)
_NAMED = re.compile(r"[Пп]оказател[ьюяи]+\s*(?:№?\s*[\d.]+\s*)?[«\"](?P<q>[^»\"]{10,400}(?:«[^»]*»[^»]*)?)[»\"]")
_RESULTS = re.compile(r"\W*(?:достигнут\w+ |ожидаем\w+ )?результат\w*(?: (?:реализации )?(?:регионального )?проекта| за год| работы)?\s*:\s*(?=(?:не менее\s)?\d)", re.IGNORECASE)
_NO_MEASURE = re.compile(r"(?:степень|процент|уровень|выполнение|исполнение)\s+(?:\S+\s)?(?:выполнения|достижения|исполнения|плана|показател)|(?:выполнение|исполнение) (?:плана|бюджета|программы)", re.IGNORECASE)
_PREDICATED = re.compile(r"(?P<n>[А-ЯЁа-яё][а-яё-]{3,}(?:\s+[^\s.;:!?,()–—«]+){0,14}?)\s+(?:составил[аои]?|составля[ею]т|достиг(?:л[аои])?|равн[аоы]|равен)\s")


@dataclass(slots=True)
class _List:
    """An open list: what its introducing line says of its items."""

    default: Role
    status: Status | None
    status_text: str | None
    parent: Item | None
    numbered: bool | None = None


@dataclass(slots=True)
class _State:
    open: _List | None = None
    section: Item | None = None
    item: Item | None = None
    expect: Role | None = None
    settled: bool = False
    items: list[Item] = field(default_factory=list)
    known: list[Item] = field(default_factory=list)

    def numbered(self, number: str) -> Item | None:
        """The indicator that was given this number before, in a list or a table."""
        return next((i for i in [*self.items, *self.known] if i.number == number and i.parent is None), None) or next(
            (i for i in [*self.items, *self.known] if i.number == number), None
        )


def read_prose(document: Document, parts: Parts, *, kind: str, known: list[Item]) -> list[Item]:
    """All indicators told in paragraphs and lists, in reading order (not yet merged).

    ``known`` are those of the tables: «По показателю 1.3 …» speaks of one of them.
    """
    state = _State(known=known)
    paragraphs = _logical(document, parts)
    for start, end, block in paragraphs:
        _paragraph(document, start, end, block, state, kind)
    return state.items


def _logical(document: Document, parts: Parts) -> list[tuple[int, int, Block]]:
    """Paragraphs of body and annexes; one that breaks inside «…» or in mid-sentence goes on in the next."""
    out: list[tuple[int, int, Block]] = []
    for block in document.blocks:
        if parts.of[block.index] not in (Part.BODY, Part.ANNEX) or block.kind in ("cell", "textbox", "footnote"):
            if out and block.kind == "cell":
                out.append((block.start, block.start, block))
            continue
        text = document.text[block.body : block.end]
        if out and out[-1][1] > out[-1][0]:
            previous = document.text[out[-1][0] : out[-1][1]]
            if previous.count("«") > previous.count("»") and text[:1].islower() and block.number is None:
                out[-1] = (out[-1][0], block.end, out[-1][2])
                continue
        out.append((block.body, block.end, block))
    return out


def _paragraph(document: Document, start: int, end: int, block: Block, state: _State, kind: str) -> None:
    text = document.text[start:end]
    if not text.strip():
        state.open, state.item, state.expect = None, None, None
        return
    if m := _SECTION.match(document.text[block.start : end]):
        _section(document, block.start, end, m, block, state)
        if state.section is not None and _is_intro(text):
            _open_list(text, state, kind)
        return
    if m := _RESULTS.match(text):
        item = _item(document, start + m.end(), start + m.end() + _first_unit(text[m.end() :])[0], None, block, default="actual")
        if item.values and item.start > start + m.end():
            state.items.append(item)
            state.item, state.section, state.open = None, None, None
            return
    if m := _KEYED.match(text):
        _keyed(document, start, end, m, block, state, kind)
        return
    if _is_intro(text):
        _open_list(text, state, kind)
        status = state.open.status if state.open else None
        if state.item is not None and state.open is None and status is None:
            _attach(document, start, end, state)
        _sentences(document, start, end, block, state, opens=state.open is not None)
        return
    if state.open is not None and _is_item(block, text, state.open):
        _list_item(document, start, end, block, state)
        return
    if state.section is not None and state.open is None and block.number and re.fullmatch(r"\d+(?:\.\d+)+|[а-я]", block.number):
        state.open = _List("target", None, None, state.section)
        _list_item(document, start, end, block, state)
        return
    if state.open is None and block.number and block.number != "•" and _tells_outcome(text):
        state.open = _List("target", None, None, None, numbered=True)
        _list_item(document, start, end, block, state)
        return
    if state.open is not None and block.number is None and state.item is None:
        state.open = None
    if block.bold and len(text) < 120 and not re.search(r"\d", text) and not find_statuses(text):
        state.item, state.expect = None, None
        return
    _sentences(document, start, end, block, state, opens=False)


_KEYED = re.compile(r"(?P<key>[^\t\n]{3,90})\t(?=\S[^\t]{20,}$)", re.DOTALL)


def _keyed(document: Document, start: int, end: int, m: re.Match[str], block: Block, state: _State, kind: str) -> None:
    """A row of a passport: «Целевые индикаторы ⇥ 1. … 2. …» opens a list of its lines."""
    at = start + m.end()
    if word("list-intro").search(m["key"]):
        _open_list(m["key"], state, "plan" if kind == "plan" else kind)
        for line in document.text[at:end].split("\n"):
            number, skip = typed_number(line)
            if state.open is not None and (number or value_numbers(line, bare=True)):
                state.open.numbered = None
                _list_item(document, at + skip, at + len(line), replace(block, number=number or "•"), state)
            at += len(line) + 1
        if "\n" in document.text[start + m.end() : end]:
            state.open = None
        state.item = None
        return
    _sentences(document, at, end, block, state, opens=False)


def _tells_outcome(text: str) -> bool:
    """A numbered paragraph with a plan and a fact, or a measure and its status: an item of an unannounced list."""
    if re.match(r"\W*(?:СЛУШАЛИ|ВЫСТУПИЛ|РЕШИЛИ|ПОСТАНОВИЛИ)", text):
        return False
    roles = {c.role for c in find_cues(text)}
    numbers = value_numbers(text, bare=True)
    if {"target", "actual"} <= roles and numbers and re.search(r"план|факт", text, re.IGNORECASE):
        return True
    return any(about_indicator().search(text[a:b]) or b - a < 60 for a, b in sentences(text)[1:] if find_statuses(text[a:b]))


def _is_intro(text: str) -> bool:
    tail = text.rstrip()
    if tail.endswith(":") and len(tail) < 90 and find_statuses(tail):
        return True
    return tail.endswith(":") and bool(word("list-intro").search(tail)) and not word("not-intro").search(tail) and not re.search(r"факт\w*[^.]{0,60}:$", tail, re.IGNORECASE)


def _open_list(text: str, state: _State, kind: str) -> None:
    last = text[sentences(text)[-1][0] :] if sentences(text) else text
    status = next(iter(find_statuses(last)), None)
    planned = bool(word("set-intro").search(last)) or kind == "plan"
    parent = state.section if re.search(r"мероприяти|шаг|мер[ыа]?\b", last, re.IGNORECASE) else None
    state.open = _List("target" if planned and status is None else "actual", status.status if status else None, status.text if status else None, parent)
    if parent is None:
        state.section = None
    state.item, state.expect, state.settled = None, None, False


def _is_item(block: Block, text: str, current: _List) -> bool:
    if block.number is None:  # a bullet lost by the file: the text goes on as the list does
        return current.numbered is False and (text[:1].islower() or text.rstrip().endswith(";")) and bool(value_numbers(text, bare=True))
    if current.numbered is None:
        current.numbered = block.number != "•"
    return (block.number != "•") == current.numbered or not current.numbered


def _section(document: Document, start: int, end: int, m: re.Match[str], block: Block, state: _State) -> None:
    """«Показатель 2 Соглашения «…», плановый показатель 20 %. Факт – 7 %» or «По показателю 1. Факт …»."""
    number = m["n"].rstrip(".")
    text = document.text[start:end]
    rest = text[m.end() :]
    known = state.numbered(number)
    named = bool(rest.strip()) and (rest.lstrip()[:1] in "«\"*_" or bool(nouns().match(rest.lstrip())))
    state.open, state.expect = None, None
    state.settled = known is not None and not named and any(v.role == "actual" for v in known.values)
    if not named and known is not None:
        state.section = state.item = known
        known.places.append((start, start + m.end("n")))
        _attach(document, start + m.end(), end, state)
        return
    if not named:
        return
    offset = start + m.end()
    first, tail = _first_unit(document.text[offset:end])
    item = _item(document, offset, offset + first, number, block, default="target")
    item.start = start
    state.items.append(item)
    state.section = state.item = item
    if tail:
        _attach(document, offset + first, end, state)


def _first_unit(text: str) -> tuple[int, bool]:
    """The end of the first sentence that is not inside «…»."""
    cuts = sentences(text)
    at = cuts[0][1] if cuts else len(text)
    for _, b in cuts:
        at = b
        if text[:b].count("«") <= text[:b].count("»"):
            break
    return at, bool(text[at:].strip())


def _list_item(document: Document, start: int, end: int, block: Block, state: _State) -> None:
    current = state.open
    if current is None:
        return
    text = document.text[start:end]
    first, tail = _first_unit(text)
    number = block.number if block.number != "•" else None
    item = _item(document, start, start + first, number, block, default=current.default)
    if current.parent is not None:
        item.parent = current.parent
        if number and current.parent.number and "." not in number:
            item.number = f"{current.parent.number}.{number}"
    if current.status and item.status is None:
        item.status, item.status_text = current.status, current.status_text
    if not item.name:
        return
    state.items.append(item)
    state.item, state.settled, state.expect = item, False, None
    if tail:
        _attach(document, start + first, end, state)


def _item(document: Document, start: int, end: int, number: str | None, block: Block, *, default: Role) -> Item:
    """A list item or section head as an indicator: name, values of its own sentence, status glued to it."""
    text = document.text[start:end]
    quoted = _outer_quote(text)
    statuses = [s for s in find_statuses(text) if s.start > (quoted[1] if quoted else 8)]
    search_from = quoted[1] if quoted else 0
    numbers = [n for n in value_numbers(text, bare=True) if n.start >= search_from]
    numbers = shares(text, numbers)
    name_end = quoted[1] if quoted else _name_end(text, numbers[0].start if numbers else len(text))
    if statuses and not quoted:
        name_end = min(name_end, _status_start(text, statuses[0]))
    name_end = quoted[1] if quoted else name_stop(text[:name_end])
    if not quoted and numbers and numbers[0].start <= 3 and numbers[0].unit == "percent":
        return _value_first(start, text, numbers[0], number, block, default)
    name = text[quoted[0] : quoted[1]] if quoted else text[:name_end]
    name, cumulative = take_flags(clean_name(name))
    numbers = [n for n in numbers if n.start >= name_end - 1] if not quoted else numbers
    item = Item(name, start, start + max(name_end, 1), number=number, cumulative=cumulative or "нарастающим итогом" in text, each=each_organisation(text), source="list", block=block.index)
    for value in read_values(text, numbers, base=start, default=default, unit=implied_unit(name), name_end=name_end):
        item.add(value)
    if statuses:
        item.status, item.status_text = statuses[0].status, text[statuses[0].start : statuses[0].end]
    return item


def _value_first(start: int, text: str, n: Number, number: str | None, block: Block, default: Role) -> Item:
    """«100 % организаций обеспечены Интернетом» as an item: the name follows the value."""
    name = clean_name(text[n.end :])
    item = Item(name, start + n.end, start + len(text.rstrip()), number=number, each=each_organisation(text), source="list", block=block.index)
    for value in read_values(text, [n], base=start, default=default, unit="percent"):
        item.add(value)
    return item


def _outer_quote(text: str) -> tuple[int, int] | None:
    """The content of «…» that the text begins with, nested quotes counted."""
    m = re.match(r"[\s*_:–—-]*«", text)
    if not m:
        return None
    depth = 0
    for k in range(m.end() - 1, len(text)):
        depth += (text[k] == "«") - (text[k] == "»")
        if depth == 0:
            return m.end(), k
    stop = re.search(r"»(?=[\s,.;–—-]*(?:плановый|$|[–—,-]\s*\d))", text)
    return (m.end(), stop.start()) if stop else None


def _name_end(text: str, first_value: int) -> int:
    head = text[:first_value]
    p = next((m for m in predicates().finditer(head) if m.start() > 10), None)
    return p.start() if p and p.start() > 10 and _outside_clause(head, p.start()) else first_value


def _outside_clause(head: str, at: int) -> bool:
    """A verb behind an unclosed «, которые …» belongs to the name («…, которые должны быть достигнуты»)."""
    relative = re.search(r",\s*(?:в|на|для|по|из|с|о|к|за)?\s*котор\w+[^,]*$", head[:at])
    return relative is None


def _status_start(text: str, status: StatusFound) -> int:
    before = text[: status.start].rstrip(" –—-,»")
    return len(before)


def _sentences(document: Document, start: int, end: int, block: Block, state: _State, *, opens: bool) -> None:
    """Prose: measures of its own, else facts and status of the item it follows."""
    text = document.text[start:end]
    for a, b in sentences(text):
        piece = text[a:b]
        made = _measures(document, start + a, start + b, block, state)
        if made:
            state.open = state.open if block.number is not None or opens else None
            state.item = None if opens else state.item
            continue
        if _of_numbered(piece, start + a, state):
            continue
        if state.item is not None:
            weak = state.item.source == "prose"
            if not weak or word("again").search(piece) or state.expect:
                _attach(document, start + a, start + b, state)
            elif find_statuses(piece):
                _named_statuses(piece, start + a, state)


def _measures(document: Document, start: int, end: int, block: Block, state: _State) -> bool:
    """Clauses of one sentence that state a measure's value; each becomes an item."""
    text = document.text[start:end]
    heads = [m for m in nouns().finditer(text) if _opens_clause(text, m.start())]
    if not heads and (p := _PREDICATED.search(text)) and _opens_clause(text, p.start()) and not _NO_MEASURE.match(p["n"]) and _nominative(p["n"]):
        heads = [p]
    named = _NAMED.search(text)
    spans: list[tuple[int, int, int]] = []
    if named and not (heads and heads[0].start() < named.start()):
        spans = [(named.start("q"), named.end("q"), len(text))]
    else:
        for k, m in enumerate(heads):
            stop = heads[k + 1].start() if k + 1 < len(heads) else len(text)
            spans.append((m.start(), -1, stop))
    made = False
    k = 0
    while k < len(spans):
        a, q, stop = spans[k]
        clause = text[a:stop]
        numbers = value_numbers(clause, bare=True)
        shift = q - a if q >= 0 else 0
        numbers = [n for n in numbers if n.start >= shift]
        if not numbers:
            if k + 1 < len(spans) and q < 0 and not re.search(r"[;:]\s*$", clause):
                spans[k + 1] = (a, -1, spans[k + 1][2])
            k += 1
            continue
        item = _prose_item(document, start + a, clause, numbers, shift, block)
        if item is not None:
            _sentence_year(item, text[:a])
            state.items.append(item)
            state.item, state.section, state.expect, state.settled = item, None, None, True
            made = True
        k += 1
    if made:
        _named_statuses(text, start, state)
    return made


def _sentence_year(item: Item, before: str) -> None:
    """«В 2024 году …, а доля … должна вырасти до 68 %»: a planned value's year at the head of its sentence."""
    near = re.search(r"(?:в|на|за|к)\s+(?:1\s+[а-я]+\s+)?(?P<y>20\d\d)\s+(?:год\w*|г\.),?\s*$", before, re.IGNORECASE)
    if near and item.values and item.values[0].year is None:
        item.values[0] = replace(item.values[0], year=int(near["y"]))
    years = re.findall(r"(?<!\d)(?:в|к) (20\d\d) год", before, re.IGNORECASE)
    if len(years) == 1 and all(v.role == "target" and v.year is None for v in item.values):
        item.values = [replace(v, year=int(years[0])) for v in item.values]


def _nominative(phrase: str) -> bool:
    """The head of an unknown measure is a noun in the nominative: no «в», no participle, no place."""
    first = phrase.split()[0].lower()
    return not re.match(r"(?:в|на|по|за|из|с|к|что|это|его|их|она|он|они|всего|также|так|при|кроме|школ\w*|учрежд\w*|организац\w*|район|округ|период|общая|список|стаж|возраст|срок\w*|комисси\w*|рабоч\w*|справк\w*|отч[её]т\w*|акт\w*|сумма)$", first) and len(phrase) < 160


def _opens_clause(text: str, at: int) -> bool:
    before = text[:at]
    if re.search(r"(?:^|[.;:!?«(\n\t]|[–—-]\s)\s*[*_]*$", before):
        return True
    if text[at].isupper():
        return re.search(r"[а-яё]\s$", before) is None
    if re.search(r"(?:^|[.!?]\s)(?:По|В|На|За|К|С|При|Также|Так|Однако|Вместе|Одновременно|Из|Кроме)\b[^.;:–—]{0,80}\s$", before):
        return True
    return bool(re.search(r"(?:,|,? что|,? а|,? и|при этом|кроме того,?|также|однако|отмечает,? что|однако,?|в то же время|итак,?|так,?|году|года|районе|округе|школах|организациях|учреждениях|учебном году)\s*(?:\S+\s)?$", before, re.IGNORECASE))


def _prose_item(document: Document, start: int, clause: str, numbers: list[Number], shift: int, block: Block) -> Item | None:
    numbers = shares(clause, numbers)
    first = numbers[0]
    name_end = shift or _name_end(clause, first.start)
    raw = clause[:name_end]
    if not shift:
        colon = raw.find(":")
        if colon > 10:
            name_end, raw = colon, raw[:colon]
        bracket = re.search(r"\s\((?:план|факт|\d)", raw)
        if bracket:
            name_end, raw = bracket.start(), raw[: bracket.start()]
    name, cumulative = take_flags(clean_name(raw))
    if len(name.split()) < 2 and not shift and not re.match(r"успеваемость|посещаемость|обеспеченность|укомплектованность|наполняемость|сохранность|доходы|расходы", name, re.IGNORECASE) or len(name) > 400:
        return None
    if len(name.split()) < 2 and nouns().fullmatch(name) and name.lower() in ("доля", "уровень", "количество", "число", "процент"):
        return None
    linked = clause[max(0, min(name_end, first.start - 24)) : first.start]
    if not shift and first.unit is None and not re.search(r"[–—:-]\s*\S{0,12}\s*$", linked) and not predicates().search(linked) and not first.comparator:
        return None
    if _NO_MEASURE.match(name) or re.search(r"\bот\s*$|\bболее чем на\s*$", linked):
        return None
    item = Item(name, start, start + max(name_end, 1), cumulative=cumulative, each=each_organisation(clause), block=block.index)
    subject = _school_tail(name)
    if subject:
        item.name = name[: subject[0]].rstrip(" ,")
    unit = implied_unit(name)
    default: Role = "target" if re.search(r"должн\w+ быть|подлежащ\w+", raw, re.IGNORECASE) else "actual"
    numbers = connected(clause, numbers)
    numbers = [n for n in numbers if (n.unit or first.unit or unit) == (first.unit or unit)]
    for value in read_values(clause, numbers, base=start, default=default, unit=first.unit or unit, name_end=name_end):
        item.add(_with_name_year(value, raw, len(item.values)))
    if subject and item.values and item.values[0].subject is None:
        item.values[0] = replace(item.values[0], subject=subject[1])
    statuses = [s for s in find_statuses(clause[name_end:]) if about_indicator().search(clause[:name_end + s.start]) or re.search(r"[,;(]\s*$|\)\s*$|\.\s*$", clause[name_end:][: s.start]) or shift]
    if statuses:
        item.status, item.status_text = statuses[0].status, statuses[0].text
    return item if item.values else None


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
    tail = re.search(r"(?:\d{4})[^.]{0,24}$", raw)
    return replace(value, year=year) if year is not None and tail else value


def _attach(document: Document, start: int, end: int, state: _State) -> None:
    """Facts and a status told of the current item in the sentences behind it."""
    item = state.item
    if item is None:
        return
    text = document.text[start:end]
    for a, b in sentences(text):
        piece = text[a:b]
        if (m := _SECTION.match(piece)) and m["by"] and (other := state.numbered(m["n"].rstrip("."))):
            item = state.item = state.section = other
            state.settled = any(v.role == "actual" for v in other.values)
        if _of_numbered(piece, start + a, state):
            continue
        statuses = find_statuses(piece)
        if statuses and (about_indicator().search(piece) or len(piece) < 60):
            if item.status is None or item.status_text is None:
                item.status, item.status_text = statuses[0].status, piece.strip()
        if each_organisation(piece):
            item.each = True
        _facts(piece, start + a, item, state)
        if re.search(r"(?:факт\w*|плано\w+|достигнут\w+)[^.:]{0,60}:\s*$", piece, re.IGNORECASE):
            state.expect = "target" if re.search("план", piece, re.IGNORECASE) else "actual"


_REFERRED = re.compile(r"показател\w+\s+(?P<list>\d+(?:\.\d+)*(?:(?:\s?,|\s+и)\s*\d+(?:\.\d+)*)*)(?![\d%])")


def _of_numbered(piece: str, base: int, state: _State) -> bool:
    """«Плановое значение на 2021 год по показателю 5 – 60 %», «по показателям 1 и 5 – 99,5 % и 16 соответственно».

    Returns whether the sentence speaks of indicators by number (their statuses are told by ``indicators``).
    """
    m = _REFERRED.search(piece)
    if not m:
        return False
    named = re.findall(r"\d+(?:\.\d+)*", m["list"])
    items = [i for n in named if (i := state.numbered(n)) is not None]
    if not items or not re.search(r"план|факт|целев|значени", piece, re.IGNORECASE):
        return len(named) > 1 or bool(items) and state.item not in items
    numbers = [n for n in find_numbers(piece) if n.start > m.end() and (n.unit or len(items) > 1 or n.comparator)]
    values = read_values(piece, numbers, base=base, default="actual", unit=None)
    cue = re.search(r"планов|целев", piece, re.IGNORECASE)
    year = re.search(r"на (20\d\d) год", piece)
    for k, value in enumerate(values):
        item = items[k] if len(items) > 1 and len(items) == len(values) else items[0] if len(items) == 1 else None
        if item is None:
            continue
        if cue and not re.search("факт", piece, re.IGNORECASE):
            value = replace(value, role="target", year=value.year or (int(year[1]) if year else None))
        item.add(value if numbers[k].unit else replace(value, unit=next((v.unit for v in item.values), "count")))
    return bool(values)


def _facts(piece: str, base: int, item: Item, state: _State) -> None:
    units = {v.unit for v in item.values}
    cues = find_cues(piece)
    explicit = any(c.role == "actual" and c.text.lower().startswith("факт") for c in cues) or any(c.role == "target" and "план" in c.text.lower() for c in cues)
    label = state.expect is not None and _LABEL_LINE.match(piece)
    if state.settled and not explicit and not label:
        return
    numbers = []
    for n in value_numbers(piece, bare=bool(explicit or label or units and units != {"percent"})):
        clause = re.match(r"[^,;.]*", piece[n.end :])
        if clause and word("exception").search(clause[0]):
            continue
        if n.unit == "percent" and (not units or "percent" in units) or n.unit in units or explicit and n.unit is None or _same(n.unit, units):
            numbers.append(n)
    if not numbers and not units and not state.settled:
        _counts(piece, base, item)
        return
    if not numbers:
        return
    values = read_values(piece, numbers, base=base, default=state.expect or "actual", unit=next(iter(units), "percent"))
    if label and len(values) == 1 and values[0].subject is None:
        m = _LABEL_LINE.match(piece)
        values = [replace(values[0], subject=m["l"].strip())] if m and not re.search(r"факт|план", m["l"], re.IGNORECASE) else values
    for value in values:
        item.add(value)
    if any(v.role == "actual" for v in values) and not label:
        state.settled = state.expect is None


def _same(unit: str | None, units: set[str]) -> bool:
    return unit is not None and {unit, *units} >= {"Мб/с", "Мбит/с"}


_DONE = re.compile(r"(?:проведен|проведён|организован|приобретен|приобретён|создан|открыт|обучен|подготовлен|разработан|поступил|установлен|оснащен|оснащён|прошл|охвачен|выдан|отремонтирован|закуплен)[аоыи]?\s+(?=\d)", re.IGNORECASE)


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
        item.add(Val("actual", n.value, n.low, n.high, unit, base + n.start, base + n.end, n.comparator, reasons=(f"слово «{done[0].strip()}»",), confidence=0.7))


def _named_statuses(text: str, base: int, state: _State) -> None:
    """«показатель регистрации обучающихся перевыполнен, показатель регистрации педагогов не достигнут»."""
    for status in find_statuses(text):
        before = re.split(r"[,;:.]|(?<=\w)\s+а\s", text[: status.start])[-1]
        m = re.search(r"показател\w+\s+(?P<p>[^«»]{6,120})$", before, re.IGNORECASE)
        if not m:
            continue
        wanted = _stems(m["p"])
        scored = sorted(((len(wanted & _stems(i.name)) / max(1, len(wanted)), k) for k, i in enumerate(state.items) if i.status is None), reverse=True)
        if scored and scored[0][0] >= 0.5 and (len(scored) == 1 or scored[1][0] < scored[0][0]):
            item = state.items[scored[0][1]]
            item.status, item.status_text = status.status, text[status.start : status.end]


def _stems(text: str) -> set[str]:
    return {w[: max(4, len(w) - 3)] for w in re.findall(r"[а-яё]{4,}", text.lower())}
