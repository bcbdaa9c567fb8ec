"""Indicators of a whole document: tables, lists and prose brought together, one record per indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from extractor.fields.items import Item, Val, fold
from extractor.fields.measure_names import denials, name_stems, nouns
from extractor.fields.statuses import StatusFound, find_statuses
from extractor.reading.document import Document
from extractor.record import Status
from extractor.text.numbers import ordinal_stem, ordinal_value
from extractor.text.pieces import Hints

# Two wordings of one name; declension and a dropped word stay above, another measure below.
_SAME_NAME = 91.0
_SAME_NAME_AND_NUMBER = 70.0
# Wordings of one name begin alike; how many of the nearest are looked at.
_HEAD = 4
_NEAREST = 8
# A quoted name may stand between the number and its status.
_STATUS_REACH = 320
_NUMBERED = re.compile(
    r"(?:показател\w+|индикатор\w*|критери\w+|позици\w+|(?P<done>мероприяти\w+)"
    r"|(?:достигнут|выполнен|исполнен)ы\s[а-яё\d]+\s?[:–—]|(?:по )?пп\.|(?:по )?п\.|(?:по )?пункт\w+)\s*"
    r"(?P<list>№?\s?\d+(?:\.\d+)*(?:\s*(?:,|и|;|[-–—](?=\s?\d))\s*№?\s?\d+(?:\.\d+)*)*)",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:остальны|прочи)[емх]\s+(?:(?:целев\w+\s+|планов\w+\s+)?(?:показател|позици|индикатор|строк)\w+"
    r"|(?=(?:достигнут|выполнен|исполнен)ы)"
    r"|(?=(?:(?:двум|тр[её]м|четыр[её]м|пяти|шести|семи|восьми|девяти|десяти|\d+)\s)?"
    r"(?:(?:показателям|позициям|индикаторам|строкам)\s)?"
    r"(?:план|задани)[а-яё]*\s(?:[а-яё]+\s)?(?:пере)?(?:выполн|достиг|исполн)))",
    re.IGNORECASE,
)
_ALL = re.compile(r"(?<![а-яё])все\s+(?:\d+\s+|целевые\s+|плановые\s+|установленные\s+)*показател\w+", re.IGNORECASE)

# «… показателя – второй и четвёртый.»
_ORDINAL = re.compile(rf"{ordinal_stem()}(?:ый|ой|ий|ье)(?![а-яё])", re.IGNORECASE)
_ORDERED = re.compile(
    rf"(?:ы|показател\w+|два|три|четыре)\s[–—:-]\s(?P<list>{_ORDINAL.pattern}(?:(?:,|\sи)\s{_ORDINAL.pattern})*)\s*(?:[.;(]|$)",
    re.IGNORECASE,
)
_IN_BRACKET = re.compile(r"\s*\([^()]*\)")

_MAY_NAME_SEVERAL = Hints(_NUMBERED, _REST, _ALL, _ORDERED)


@dataclass(slots=True)
class _Known:
    """The indicators met so far, found again by number, by key and by likeness of keys of one beginning.

    A plain walk over all of them takes a minute for a report of 500 pages.
    """

    values: _Values
    numbers: dict[str, list[Item]] = field(default_factory=dict)
    keys: dict[str, list[Item]] = field(default_factory=dict)
    heads: dict[str, tuple[list[str], list[Item]]] = field(default_factory=dict)
    shorter: dict[str, list[Item]] = field(default_factory=dict)
    """By the key of a name without its bracket."""

    def find(self, item: Item) -> Item | None:
        key = _key(item.name)
        near = [*self.numbers.get(item.number or "", ()), *self.keys.get(key, ())]
        texts, items = self.heads.get(key[:_HEAD], ([], []))
        alike = process.extract(key, texts, scorer=fuzz.ratio, score_cutoff=_SAME_NAME, limit=_NEAREST)
        near += [items[k] for _, _, k in sorted(alike, key=lambda found: found[2])]
        found = min((m for m in near if _same(m, item, self.values)), key=lambda m: m.start, default=None)
        # «Плановое значение доли высокобалльников» below «Доля высокобалльников (от 81 до 100 баллов)».
        told = self.shorter.get(key, ()) if found is None and item.source == "prose" and item.number is None else ()
        return told[0] if len(told) == 1 else found

    def add(self, item: Item) -> None:
        key = _key(item.name)
        if "(" in item.name and (bare := _key(_IN_BRACKET.sub(" ", item.name))) != key:
            self.shorter.setdefault(bare, []).append(item)
        if item.number:
            self.numbers.setdefault(item.number, []).append(item)
        self.keys.setdefault(key, []).append(item)
        texts, items = self.heads.setdefault(key[:_HEAD], ([], []))
        texts.append(key)
        items.append(item)


@dataclass(slots=True)
class _Told:
    """What an indicator has told so far: its units and subjects, and where each of its numbers stands.

    In a volume of reports one indicator may gather thousands of values.
    """

    units: set[str] = field(default_factory=set)
    subjects: set[str | None] = field(default_factory=set)
    numbers: dict[tuple[object, ...], dict[str, list[int]]] = field(default_factory=dict)
    """By number, then by subject (folded)."""

    def note(self, value: Val, at: int) -> None:
        self.units.add(value.unit)
        self.subjects.add(value.subject)
        self.numbers.setdefault(value.bare_key(), {}).setdefault(fold(value.subject or ""), []).append(at)


@dataclass(slots=True)
class _Values:
    """The values of the indicators while they are merged; only ``add`` changes them meanwhile."""

    told: dict[int, _Told] = field(default_factory=dict)

    def of(self, item: Item) -> _Told:
        """What ``item`` has told; the caller keeps it alive."""
        known = self.told.get(id(item))
        if known is None:
            known = self.told[id(item)] = _Told()
            for at, value in enumerate(item.values):
                known.note(value, at)
        return known

    def add(self, item: Item, value: Val) -> None:
        """Add a value to ``item`` unless it is merely told again."""
        known = self.of(item)
        among = known.numbers.get(value.bare_key(), {}).get(fold(value.subject or ""), [])
        if item.add(value, among):
            known.note(value, len(item.values) - 1)

    def retold(self, item: Item, value: Val) -> bool:
        """A number of the table told again in prose is one value, though the prose names no row or year."""
        places = self.of(item).numbers.get(value.bare_key(), {})
        return any(value.year in (None, item.values[at].year) for found in places.values() for at in found)


def merge(items: list[Item]) -> list[Item]:
    """One item per indicator, in the order of first mention."""
    merged: list[Item] = []
    values = _Values()
    known = _Known(values)
    moved: dict[int, Item] = {}
    for item in sorted(items, key=lambda i: (i.start, i.end)):
        if item.parent is not None:
            item.parent = moved.get(id(item.parent), item.parent)
        old = known.find(item)
        if old is None:
            merged.append(item)
            known.add(item)
            moved[id(item)] = item
            continue
        moved[id(item)] = old
        for value in item.values:
            if not (old.source == "table" and item.source != "table" and values.retold(old, value)):
                values.add(old, value)
        told = (old.name, old.number)
        if len(item.name) > len(old.name) and old.source != "table" and "(" not in item.name:
            old.name = item.name
        old.number = old.number or item.number
        old.status, old.status_text = (old.status, old.status_text) if old.status else (item.status, item.status_text)
        old.cumulative = old.cumulative or item.cumulative
        old.each = old.each or item.each
        old.reason = old.reason or item.reason
        old.places.append((item.start, item.end))
        if (old.name, old.number) != told:
            known.add(old)
    return merged


_TAIL = re.compile(
    r"\s(?:в целом|по (?:округу|району|городу|краю|области|муниципалитету)|в (?:округе|районе|городе)"
    r"|всего|за год|в среднем)$"
)


_OF_YEAR = re.compile(r"(?:в|за|на)\s+(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\s+(?:учебном\s+)?год\w*")


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    """A name for comparing, without «по району» and «в целом» at its end."""
    previous, key = (
        "",
        fold(_OF_YEAR.sub("", name)),
    )
    while previous != key:
        previous, key = key, _TAIL.sub("", key)
    return key


def _same(a: Item, b: Item, values: _Values) -> bool:
    one, two = _key(a.name), _key(b.name)
    if not one or not two or denials(a.name) != denials(b.name):
        return False
    if a.number and b.number:
        if a.number != b.number:
            return False
        if a.source == b.source == "table":
            return fuzz.token_sort_ratio(one, two) >= _SAME_NAME_AND_NUMBER or (
                one[:_HEAD] == two[:_HEAD] and fuzz.token_set_ratio(one, two) >= _SAME_NAME_AND_NUMBER
            )  # «Мониторинг заработной платы» is no «Отношение … заработной платы … к …»
        if one in two or two in one or fuzz.token_sort_ratio(one, two) >= _SAME_NAME_AND_NUMBER:
            return True
        # a table below that tells the same indicator in short: «Расходы на 1 обучающегося»
        return a.source != b.source and one[:_HEAD] == two[:_HEAD] and fuzz.token_set_ratio(one, two) >= _SAME_NAME
    if a.source == b.source == "table" and a.start != b.start and (a.number or b.number) is None and one != two:
        return False
    if one == two:
        return not (
            a.source == b.source == "table"
            and a.number is None
            and values.of(a).units != values.of(b).units
            and not values.of(a).subjects.isdisjoint(values.of(b).subjects)
        )
    return fuzz.ratio(one, two) >= _SAME_NAME


def statuses_by_number(document: Document, items: list[Item], ranges: list[tuple[int, int]]) -> None:
    """«не достигнуты показатели 1.3, 2.2 и 2.3, остальные показатели достигнуты» set the items' statuses."""
    numbered = {i.number: i for i in items if i.number}
    unnamed = -_NEXT
    for start, end in ranges:
        text = document.text[start:end]
        found = find_statuses(text) if _MAY_NAME_SEVERAL.in_text(text.lower()) else []
        if not found:
            continue
        named = False
        for m in _NUMBERED.finditer(text):
            named = True
            status = _said_of(text, found, m)
            for number in _listed(m["list"]):
                item = numbered.get(number)
                if item is None or (m["done"] and nouns().match(item.name)):
                    continue  # «Мероприятия 1 и 3 не выполнены»: numbers of what was to be done, not of «Доля …»
                if status is not None and item.status is None:
                    item.status, item.status_text = status.status, text[status.start : status.end]
        for number in _by_order(text, found):
            named = True
            if (item := numbered.get(number)) is not None:
                item.status, item.status_text = found[0].status, text[found[0].start : found[0].end]
        for pattern in (_REST, _ALL):
            m2 = pattern.search(text)
            # «Не достигнут один – по питанию. Остальные выполнены»: the one is not known, so neither are the others
            if not m2 or (pattern is _REST and start - unnamed <= _NEXT):
                continue
            status = _nearest(found, m2.start(), m2.end())
            before = [i for i in items if i.start < start and i.status is None and i.source != "prose"]
            if status is not None:
                for item in before:
                    item.status, item.status_text = status.status, text[status.start : status.end]
        if one := _ONE.search(text):
            named = named or _the_one(one["p"], items, find_statuses(one[0]), text)
        unnamed = -_NEXT if named or not _SOME.search(text) else end


def _by_order(text: str, found: list[StatusFound]) -> list[str]:
    """«Не выполнены два – второй и четвёртый» → 2 and 4; nothing where it is not clear what the ordinals count."""
    m = _ORDERED.search(text)
    if m is None or len({status.status for status in found}) != 1:
        return []
    return [str(ordinal_value(word)) for word in _ORDINAL.findall(m["list"]) if ordinal_value(word)]


# The next sentence begins within so many characters.
_NEXT = 3
_ONE = re.compile(
    r"не (?:достигнут|выполнен|исполнен)[аоы]?\s(?:лишь |только )?(?:один|одно|одна)\s?[–—:-]\s?(?:по )?"
    r"(?P<p>[^:;,.()]{6,90})",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"не (?:достигнут|выполнен|исполнен)[аоы]?\s(?:лишь |только )?(?:один|одно|два|две|три|[2-9])(?!\w)", re.IGNORECASE
)


def _the_one(said: str, items: list[Item], found: list[StatusFound], text: str) -> bool:
    """«Не достигнут один – по дополнительному образованию»: the indicator whose name has these words, if one has."""
    stems = name_stems(said)
    fitting = [item for item in items if item.status is None and stems and stems <= name_stems(item.name)]
    if len(fitting) == 1 and found:
        fitting[0].status, fitting[0].status_text = found[0].status, text.strip()
    return len(fitting) == 1


def _listed(text: str) -> list[str]:
    """«1, 3–6» → 1, 3, 4, 5, 6; «1.3 и 2.2» as they stand."""
    numbers: list[str] = []
    for m in re.finditer(r"(\d+(?:\.\d+)*)(?:\s*[-–—]\s*(\d+)(?!\.?\d))?", text):
        if m[2] and m[1].isdigit() and int(m[1]) < int(m[2]) < int(m[1]) + 30:
            numbers += [str(n) for n in range(int(m[1]), int(m[2]) + 1)]
        else:
            numbers += [n for n in (m[1], m[2]) if n]
    return numbers


def _said_of(text: str, found: list[StatusFound], m: re.Match[str]) -> StatusFound | None:
    """«не достигнуты показатели 1.3 и 2.2», «показатели 2 и 3 перевыполнены, показатели 1, 4 – не выполнены».

    A status right before the word, else the next one before other indicators are named, else the nearest.
    """
    within = next((s for s in found if m.start() <= s.start < m.end()), None)
    if within is not None:
        return within
    before = next((s for s in found if re.fullmatch(r"[\sа-яё]{0,30}", text[s.end : m.start()])), None)
    if before is not None and before.end <= m.start():
        return before
    others = [x.start() for p in (_NUMBERED, _REST, _ALL) for x in p.finditer(text, m.end())]
    limit = min([*others, m.end() + _STATUS_REACH])
    return next((s for s in found if m.end() <= s.start < limit), None) or _nearest(found, m.start(), m.end())


def _nearest(found: list[StatusFound], start: int, end: int) -> StatusFound | None:
    def distance(s: StatusFound) -> int:
        return s.start - end if s.start >= end else start - s.end + 1

    near = [s for s in found if distance(s) < _STATUS_REACH]
    return min(near, key=distance, default=None)


def computed_status(item: Item) -> Status | None:
    """What the numbers say: every actual value against the one target it is comparable with."""
    targets = [v for v in item.values if v.role == "target" and v.value is not None]
    actuals = [v for v in item.values if v.role == "actual" and v.value is not None]
    if not targets or not actuals:
        return None
    verdicts = []
    for actual in actuals:
        same = [
            t
            for t in targets
            if t.unit == actual.unit
            and t.year == actual.year
            and t.period == actual.period
            and t.subject in (actual.subject, None)
        ]
        if not same:
            continue  # a value of another year or subject, for which nothing was planned
        if len({t.value for t in same}) != 1:
            return None
        verdicts.append(_reached(same[0], actual))
    if not verdicts:
        return None
    if all(verdicts):
        return "achieved"
    return "partially_achieved" if any(verdicts) else "not_achieved"


def _reached(target: Val, actual: Val) -> bool:
    wanted, have = target.value or 0.0, actual.value or 0.0
    if target.comparator in ("le", "lt"):
        return have <= wanted
    return have >= wanted
