"""Indicators outside of tables: lists, sections «Показатель N …», clauses in prose.

One walk over the paragraphs with a small state: the list that is open, the section («Показатель
2»), the item that following paragraphs speak of.  A paragraph without a measure of its own adds
facts and a status to that item.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.items import Item
from extractor.fields.measure_names import nouns, predicates, word
from extractor.fields.measures import read_values, value_numbers
from extractor.fields.parts import Part, Parts
from extractor.fields.prose_facts import attach, far_fact, named_statuses, of_numbered, several_numbered, tells_outcome
from extractor.fields.prose_items import first_unit, list_item_of, measures_of, only_named, told_of
from extractor.fields.prose_named import told_by_name, told_by_numbers
from extractor.fields.prose_state import SECTION, OpenList, State
from extractor.fields.prose_turns import told_in_turn
from extractor.fields.roles import find_cues
from extractor.fields.statuses import about_indicator, find_statuses
from extractor.reading.document import Block, Document
from extractor.record import Role
from extractor.text.clauses import sentences
from extractor.text.dates import YEAR
from extractor.text.marks import typed_number

_RESULTS = re.compile(
    r"\W*(?:достигнут\w+ |ожидаем\w+ )?результат\w*(?: (?:реализации )?(?:регионального )?проекта"
    r"| за год| работы)?\s*:\s*(?=(?:не менее\s)?\d)",
    re.IGNORECASE,
)
# «II. О фестивале школьных театров»: a heading of minutes, never the name of an indicator.
_AGENDA = re.compile(r"(?:О|Об|Обо)\s+[а-яё]")
_NAMED_SECTION = re.compile(r"(?<![а-яё])показател[ья]\s*№?\s*\d{1,2}(?:\.\d{1,2})*\s*[«\"]", re.IGNORECASE)
# «По первому показателю округ вышел на 37,2 %. Второй не взят: …»: items of a list told by their order.
_ORDINAL = re.compile(
    r"\W*(?P<by>По\s+)?(?P<o>перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят)(?:ый|ой|ий|ое|ому|ему|ого|его)"
    r"(?:\s+(?:показател|результат|обязательств|индикатор)\w+|(?=\s+(?:не\s+)?(?:взят|выполн|достиг|исполн|перевып))|(?=\s*[–—-]))",
    re.IGNORECASE,
)
_ORDER = ("перв", "втор", "трет", "четв", "пят", "шест", "седьм", "восьм", "девят", "десят")
_PRONOUN = re.compile(r"(?:^|\s)(?:он|она|оно|они)\s(?:равня|равн|состав|был|достиг|находил|держал)", re.IGNORECASE)
_BY_NUMBER = re.compile(r"по показател\w+ №?\s?\d", re.IGNORECASE)
_KEYED = re.compile(r"(?P<key>[^\t\n]{3,90})\t(?=\S[^\t]{20,}$)", re.DOTALL)


def read_prose(document: Document, parts: Parts, *, kind: str, known: list[Item]) -> list[Item]:
    """All indicators told in paragraphs and lists, in reading order (not yet merged).

    ``known`` are those of the tables: «По показателю 1.3 …» speaks of one of them.
    """
    state = State(known=known)
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


def _paragraph(document: Document, start: int, end: int, block: Block, state: State, kind: str) -> None:
    text = document.text[start:end]
    blank = not text.strip()
    heading = state.open is not None and _is_heading(block, text, state.items)
    if blank or heading or (block.number and _AGENDA.match(text)):
        state.open, state.item, state.expect = None, None, None
        state.section = state.section if blank else None
        return
    if len(heads := [m.start() for m in _NAMED_SECTION.finditer(text)]) > 1:
        _inline_sections(document, start, [*heads, len(text)], block, state)
        return
    m = SECTION.match(document.text[block.start : end])
    if m and not (m["by"] and several_numbered(text[: first_unit(text)[0]], state)):
        _section(document, block.start, end, m, block, state)
        if state.section is not None and _is_intro(text):
            _open_list(text, state, kind)
        return
    if m := _RESULTS.match(text):
        item = list_item_of(
            document, start + m.end(), start + m.end() + first_unit(text[m.end() :])[0], None, block, default="actual"
        )
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
            attach(document, start, end, state)
        _sentences(document, start, end, block, state, opens=state.open is not None)
        return
    if state.open is not None and _is_item(block, text, state.open):
        _list_item(document, start, end, block, state)
        return
    if (
        state.section is not None
        and state.open is None
        and block.number
        and re.fullmatch(r"\d+(?:\.\d+)+|[а-я]", block.number)
    ):
        state.open = OpenList("target", None, None, state.section)
        _list_item(document, start, end, block, state)
        return
    if state.open is None and block.number and block.number != "•" and _tells_outcome(text):
        state.open = OpenList("target", None, None, None, numbered=True, implicit=True)
        _list_item(document, start, end, block, state)
        return
    if state.open is not None and block.number is None and state.item is None:
        state.open = None
    if block.bold and len(text) < 120 and not re.search(r"\d", text) and not find_statuses(text):
        state.item, state.expect = None, None
        return
    _sentences(document, start, end, block, state, opens=False)


def _keyed(document: Document, start: int, end: int, m: re.Match[str], block: Block, state: State, kind: str) -> None:
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


def _goes_on(piece: str, item: Item) -> bool:
    """«В 2011 году он равнялся 67,9 %», «В 2011 году охват равнялся 67,9 %»: the measure named before it."""
    if _PRONOUN.search(piece):
        return True
    noun = item.name.split(maxsplit=1)[0].lower()
    said = piece.lower().find(f" {noun} ")
    return said >= 0 and bool(nouns().fullmatch(noun)) and predicates().match(piece, said + len(noun) + 2) is not None


def _by_order(piece: str, state: State) -> Item | None:
    """The item of a list that the sentence speaks of as «второй», if the list has a second one."""
    m = _ORDINAL.match(piece)
    listed = [i for i in state.items if i.source == "list"]
    if not m or not listed:
        return None
    number = next(k for k, stem in enumerate(_ORDER, 1) if m["o"].lower().replace("ё", "е").startswith(stem))
    return next((i for i in listed if i.number == str(number)), None)


def _tells_outcome(text: str) -> bool:
    """A numbered paragraph with a plan and a fact, or a measure and its status: an item of an unannounced list."""
    if re.match(r"\W*(?:СЛУШАЛИ|ВЫСТУПИЛ|РЕШИЛИ|ПОСТАНОВИЛИ)", text) or _BY_NUMBER.search(text):
        return False
    first = text[: first_unit(text)[0]]
    told = {v.role for v in read_values(first, value_numbers(first, bare=True), base=0, default="actual", unit=None)}
    if {"target", "actual"} <= told and re.search(r"план|факт|задани|норм", first, re.IGNORECASE):
        return True
    return any(
        about_indicator().search(text[a:b]) or b - a < 60 for a, b in sentences(text)[1:] if find_statuses(text[a:b])
    )


def _is_intro(text: str) -> bool:
    tail = text.rstrip()
    if tail.endswith(":") and len(tail) < 90 and find_statuses(tail):
        return True
    return (
        tail.endswith(":")
        and bool(word("list-intro").search(tail))
        and not word("not-intro").search(tail)
        and not re.search(r"факт\w*[^.]{0,60}:$", tail, re.IGNORECASE)
    )


def _open_list(text: str, state: State, kind: str) -> None:
    last = text[sentences(text)[-1][0] :] if sentences(text) else text
    status = next(iter(find_statuses(last)), None)
    planned = bool(word("set-intro").search(last)) or kind == "plan"
    parent = state.section if re.search(r"мероприяти|шаг|мер[ыа]?\b", last, re.IGNORECASE) else None
    state.open = OpenList(
        "target" if planned and status is None else "actual",
        status.status if status else None,
        status.text if status else None,
        parent,
        year=_year_of_list(last) if planned else None,
    )
    if parent is None:
        state.section = None
    state.item, state.expect, state.settled = None, None, False


def _year_of_list(intro: str) -> int | None:
    """«На 2024 год установлены показатели:» – the year of every value below."""
    m = re.match(rf"\W*(?:на|в)\s+(?P<y>{YEAR})\s?(?:год\w*|г\.)(?!\s?(?:и|[-–—])\s)", intro, re.IGNORECASE)
    return int(m["y"]) if m else None


def _is_item(block: Block, text: str, current: OpenList) -> bool:
    if block.number is None:  # a bullet lost by the file: the text goes on as the list does
        return (
            current.numbered is False
            and (text[:1].islower() or text.rstrip().endswith(";"))
            and bool(value_numbers(text, bare=True))
        )
    if current.implicit and not _tells_outcome(text):
        return False
    if current.numbered is None:
        current.numbered = block.number != "•"
    return (block.number != "•") == current.numbered or not current.numbered


_LONGEST_HEADING = 60  # «3. Проблемы» behind «9) число призёров …»


def _is_heading(block: Block, text: str, items: list[Item]) -> bool:
    """«3. Проблемы» behind the ninth item of a list: the paper's own numbering goes on, the list does not."""
    last = items[-1].number if items else None
    if not (block.number and last and block.number.isdigit() and last.isdigit() and int(block.number) <= int(last)):
        return False
    told = nouns().match(text), re.search(r"[\d;:,]", text), find_statuses(text)
    return len(text) < _LONGEST_HEADING and not any(told)


def _inline_sections(document: Document, start: int, cuts: list[int], block: Block, state: State) -> None:
    """«… доложила: показатель 1.1 «…» – 100 %; показатель 1.2 «…» – 33,8 %, хотя записано 36 %» in one paragraph."""
    for a, b in pairwise(cuts):
        text = document.text[start + a : start + b]
        if m := SECTION.match(text):
            first = first_unit(text[m.end() :])[0]
            at = start + a + m.end()
            item = list_item_of(document, at, at + first, m["n"].rstrip("."), block, default="actual")
            item.start = start + a
            if item.name:
                state.items.append(item)
    state.open, state.item, state.section, state.expect = None, None, None, None


def _section(document: Document, start: int, end: int, m: re.Match[str], block: Block, state: State) -> None:
    """«Показатель 2 Соглашения «…», плановый показатель 20 %. Факт – 7 %» or «По показателю 1. Факт …»."""
    number = m["n"].rstrip(".")
    text = document.text[start:end]
    rest = text[m.end() :]
    known = state.numbered(number)
    named = bool(rest.strip()) and (rest.lstrip()[:1] in '«"*_' or bool(nouns().match(rest.lstrip())))
    state.open, state.expect = None, None
    state.settled = known is not None and not named and any(v.role == "actual" for v in known.values)
    if not named and known is not None:
        state.section = state.item = known
        known.places.append((start, start + m.end("n")))
        attach(document, start + m.end(), end, state)
        return
    if not named:
        return
    offset = start + m.end()
    first, tail = first_unit(document.text[offset:end])
    agreed = bool(m["rest"].strip(" .:–—-"))
    default: Role = "target" if agreed or _is_set(document, start + m.end(), end, block) else "actual"
    item = list_item_of(document, offset, offset + first, number, block, default=default)
    item.start = start
    state.items.append(item)
    state.section = state.item = item
    if tail:
        attach(document, offset + first, end, state)


_BOUND = re.compile(r"[,:–—-]\s+не (?:менее|ниже|более|выше)\s\d")
_FACT = re.compile(r"(?<![а-яё])факт(?!ор)", re.IGNORECASE)


def _is_set(document: Document, start: int, end: int, block: Block) -> bool:
    """Whether the number of a section's head was set: «Показатель 2 «…» – 20 %», not «Показатель 16. Доля … – 82 %».

    A name in quotes is an agreement's wording; where a fact is told behind it the number was set as well.
    """
    following = next((b for b in document.blocks[block.index + 1 : block.index + 3] if document.say(b).strip()), None)
    return (
        document.text[start:end].lstrip()[:1] in '«"*_'
        or _FACT.search(document.text, start, end) is not None
        or _BOUND.search(document.text, start, end) is not None
        or (following is not None and _FACT.search(document.say(following)[:_NEAR]) is not None)
    )


# «Фактический показатель составляет …» begins the paragraph behind a section's head.
_NEAR = 20


def _list_item(document: Document, start: int, end: int, block: Block, state: State) -> None:
    current = state.open
    if current is None:
        return
    text = document.text[start:end]
    first, tail = first_unit(text)
    number = block.number if block.number != "•" else None
    item = list_item_of(document, start, start + first, number, block, default=current.default)
    if current.year is not None:
        item.values = [replace(v, year=current.year) if v.year is None else v for v in item.values]
    if current.parent is not None:
        item.parent = current.parent
        if number and current.parent.number and "." not in number:
            item.number = f"{current.parent.number}.{number}"
    if not item.name:
        return
    state.items.append(item)
    state.item, state.settled, state.expect = item, False, None
    if tail:
        attach(document, start + first, end, state)
    if current.status and item.status is None:  # what the item says of itself goes before the list's heading
        item.status, item.status_text = current.status, current.status_text


def _of_known(piece: str, base: int, state: State) -> int:
    """How much of a sentence tells of indicators named before, by numbers, words or values; it is given to them."""
    if several_numbered(piece, state) and of_numbered(piece, base, state):
        return len(piece)
    known = [*state.items, *state.known]
    return told_by_name(piece, base, known) or (len(piece) if told_by_numbers(piece, known) else 0)


def _sentences(document: Document, start: int, end: int, block: Block, state: State, *, opens: bool) -> None:
    """Prose: measures of its own, else facts and status of the item it follows."""
    text = document.text[start:end]
    fresh = False
    named: Item | None = None
    several: list[Item] = []
    for first, b in sentences(text):
        a = first + _of_known(text[first:b], start + first, state)
        piece = text[a:b]
        if not piece:
            continue
        made = measures_of(document, start + a, start + b, block)
        if made:
            several = made
            state.items += made
            state.item, state.section, state.expect, state.settled = made[-1], None, None, True
            named_statuses(piece, state.items)
            state.open = state.open if block.number is not None or opens else None
            state.item = None if opens else state.item
            fresh = state.item is not None
            continue
        told, fresh = fresh, False
        last, named = named, only_named(document, start + a, start + b, block)
        if last is not None and (item := told_of(last, piece, start + a)) is not None:
            state.items.append(item)
            state.item, state.section, state.expect, state.settled, fresh = item, None, None, True, True
            continue
        if (told and told_in_turn(piece, start + a, several)) or of_numbered(piece, start + a, state):
            continue
        if (known := _by_order(piece, state)) is not None:
            state.item, state.section, state.settled = known, known, False
            known.places.append((start + a, start + a + 1))
            attach(document, start + a, start + b, state)
            continue
        weak = state.item is None or state.item.source == "prose"
        if weak and far_fact(piece, start + a, state.items):
            continue
        if state.item is not None:
            found = find_statuses(piece) if told and state.item.status is None else []
            outcome = bool(found) and tells_outcome(piece, found[0])
            if len({status.status for status in found}) > 1:
                named_statuses(piece, state.items)  # «показатель … перевыполнен, показатель … не достигнут»
            elif outcome:
                state.item.status, state.item.status_text = found[0].status, piece.strip()
            target = bool(found) and any(cue.role == "target" for cue in find_cues(piece))
            # «В 2022 году он равнялся 75,2 %», «Соглашением установлено значение 80 %»: once more behind it
            fresh = told and (_goes_on(piece, state.item) or word("set-again").search(piece) is not None)
            if not weak or word("again").search(piece) or state.expect or target or fresh:
                attach(document, start + a, start + b, state, fresh=target or fresh)
            elif find_statuses(piece):
                named_statuses(piece, state.items)
        elif find_statuses(piece):
            named_statuses(piece, [*state.items, *state.known])
