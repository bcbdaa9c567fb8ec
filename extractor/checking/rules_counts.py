"""Counts said against lists given: «в 6 школах (…)», «следующие пять показателей:»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import Draft
from extractor.checking.lists import number_of
from extractor.checking.measure import word_pattern
from extractor.patterns import load
from extractor.record import BlockView
from extractor.text.numbers import number_word, parse_number

_SMALLEST, _LARGEST = 2, 40
_REACH = 110
"""So far may a bracket or colon stand behind the counted noun."""
_LIST_STARTS = 45
"""So far into a bracket, or behind a colon, the first school of a list stands at the latest («в 2021 году – …»)."""
_BEHIND_DASH = 3
_ITEM_END = re.compile(r"[,;]|\sи\s")
_BARE_NUMBERS = re.compile(r"\s*(?:№+\s*)?\d{1,3}(?:\s*(?:,|и)\s*(?:№\s*)?\d{1,3})+\s*")


@cache
def _counted(entry: str) -> re.Pattern[str]:
    """«[в] [следующие] N [(словом)] [три слова] школ…»: the number is ``n``, the noun the end."""
    nouns = "|".join(load("check_words").words(entry))
    return re.compile(
        r"(?:(?<!\w)(?:в|у|следующи[ехмй]+|эт[иоы]\w*)\s+)?(?<![\w№.,/-])(?<!№\s)(?<!из\s)(?<!Из\s)"
        rf"(?P<n>\d{{1,2}}|{number_word()})(?![\d.,]*\d)(?:\s?\([а-яё ]+\))?"
        rf"(?P<of>\s+из\s+(?:\d{{1,3}}|[а-яё]+))?\s+(?:[а-яё-]+\s+){{0,3}}?(?:{nouns})(?!\w)",
        re.IGNORECASE,
    )


@rule("count-mismatch")
def count_mismatch(draft: Draft) -> Iterator[Found]:
    """A number of schools before a list of schools, or of items before a list of items, that is not theirs."""
    for number, block in enumerate(draft.record.blocks):
        if block.kind in ("header", "footer"):
            continue
        yield from _schools(draft, block)
        yield from _items(draft, number, block)


def _schools(draft: Draft, block: BlockView) -> Iterator[Found]:
    done = -1
    for m in _counted("school-nouns").finditer(draft.text, block.start, block.end):
        if m.start() < done or (stated := _stated(m)) is None:
            continue
        _, end = draft.sentence(m.start())
        bounds = _list_behind(draft, m.end(), end)
        if bounds is None:
            continue
        start, stop = bounds
        mentions = [s for s in draft.record.schools if start < s.span.end and s.span.start < stop]
        count = len(mentions)
        if not mentions and _BARE_NUMBERS.fullmatch(draft.text, start, stop):
            count = len(re.findall(r"\d+", draft.text[start:stop]))
        elif not mentions or mentions[0].span.start - start > _LIST_STARTS:
            continue
        if (
            stated in (count, len(_ITEM_END.split(draft.text[start:stop])))
            or _shared(draft, m, start, count)
            or draft.found_in(word_pattern("and-others"), m.start(), end)
        ):
            continue
        if count < stated and _goes_on(draft, end, block.end, stated - count):
            continue
        done = stop
        yield _told(draft, m, stated, count)


def _items(draft: Draft, number: int, block: BlockView) -> Iterator[Found]:
    """A count in a paragraph that ends with a colon, and the list below it."""
    if block.table is not None or not re.search(r":\s*$", draft.said(block)):
        return
    start, _ = draft.sentence(max(block.start, block.end - 2))
    matches = list(_counted("item-nouns").finditer(draft.text, start, block.end))
    if not matches or (stated := _stated(matches[-1])) is None:
        return
    m = matches[-1]
    if re.search(r"\d", re.sub(r"\(.*?\)|\b\d{4}\b|№\s*\S+", "", draft.text[m.end() : block.end])):
        return
    counts = _counts_below(draft, number)
    if counts and stated not in counts and max(counts) > 1:
        yield _told(draft, m, stated, max(counts))


def _told(draft: Draft, m: re.Match[str], stated: int, count: int) -> Found:
    return Found(
        f"Сказано «{' '.join(m[0].split())}», а перечислено {count}.",
        draft.span(m.start(), m.end()),
        at=" ".join(m[0].split()),
    )


def _stated(m: re.Match[str]) -> int | None:
    value = parse_number(m["n"])
    return int(value) if value is not None and _SMALLEST <= value <= _LARGEST else None


def _list_behind(draft: Draft, at: int, end: int) -> tuple[int, int] | None:
    """The bracket, or what stands behind a colon or dash to the end of the sentence, that may list what was counted."""
    for m in re.compile(r"[(:]|\s[–—-]\s").finditer(draft.text, at, min(end, at + _REACH)):
        if m[0] == ":":
            return m.end(), end
        if m[0] != "(":
            # A dash stands before much else: only a school right behind it makes a list.
            if any(m.end() <= s.span.start <= m.end() + _BEHIND_DASH for s in draft.record.schools):
                return m.end(), end
            continue
        stop = draft.text.find(")", m.end(), end)
        bracket = m.end(), stop if stop > 0 else end
        inside = [s for s in draft.record.schools if bracket[0] < s.span.end and s.span.start < bracket[1]]
        if inside or _BARE_NUMBERS.fullmatch(draft.text, *bracket):
            return bracket
    return None


def _shared(draft: Draft, m: re.Match[str], start: int, count: int) -> bool:
    """«в 4 школах и 2 детских садах (…)»: one list for several counts."""
    begin, _ = draft.sentence(m.start())
    others = [_stated(other) for other in _counted("school-nouns").finditer(draft.text, begin, start)]
    known = [value for value in others if value is not None]
    return len(known) > 1 and (sum(known) == count or count in known)


def _goes_on(draft: Draft, end: int, stop: int, lacking: int) -> bool:
    """The list goes on in the next sentence: it says so, or names just as many schools as are lacking."""
    if end >= stop:
        return False
    a, b = draft.sentence(end + 1)
    named = sum(a <= s.span.start < b for s in draft.record.schools)
    if a < end - 1 or not named:
        return False
    if draft.found_in(word_pattern("goes-on"), a, b):
        return True
    return named == lacking and not draft.found_in(word_pattern("other-matter"), a, b)


def _counts_below(draft: Draft, number: int) -> set[int]:
    """How many items the list below a paragraph has: counted as paragraphs, and as indicators where they are such."""
    blocks = draft.record.blocks[number + 1 :]
    numbered = 0
    bullets = 0
    last = number
    for at, block in enumerate(blocks, number + 1):
        if block.table is not None or block.kind == "heading" or block.part != blocks[0].part:
            break
        parts = number_of(block.number)
        if block.number is None:
            if at > number + 1 and not numbered and at - last > 2:
                break
            if at == number + 1:
                return set()
            continue
        if parts and parts[-1].isdigit():
            if bullets or (int(parts[-1]) != numbered + 1 and numbered and len(parts) == 1):
                break
            if int(parts[-1]) == numbered + 1:
                numbered += 1
                last = at
        elif numbered:
            continue
        else:
            bullets += 1
            last = at
    counts = {numbered or bullets} - {0}
    if bullets:
        first, stop = draft.record.blocks[number].end, draft.record.blocks[last].end
        counts.add(len([i for i in draft.record.indicators if first <= i.spans[0].start < stop]))
    return counts - {0}
