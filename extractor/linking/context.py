"""What stands around a mention and says which school is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.linking import lexicon
from extractor.linking.fold import fold, stem
from extractor.linking.parse import parse
from extractor.linking.parts import Parts

_TAIL = 70
_OPENING = re.compile(r'[\s",(]*')
_HEAD = 60
_NEAR = 30
_STOP = re.compile(r"(?:^|[а-я]{3})\.\s")
_LAST_PLACE = re.compile(
    r"(?:(?<=[;:(\t])\s*|^)(?:[сгпдх]|пос|дер)\.\s?[А-Я][А-Яа-я-]+(?:\s[А-Я][а-я-]+)?(?=[,;:\s-]*$)"
)
_PLACE_AFTER = re.compile(r"[\s,]*(?:что\s)?(?:в|во|из)\s(?:[а-я]{4,8}\s)?([А-Я][а-я]{3,}(?:-[А-Яа-я]+)*)")
_PLACE_BEFORE = re.compile(r"(?<![а-я])[Вв]о? ([А-Я][а-я]{3,}(?:-[А-Яа-я]+)*)[^А-Я.;]{0,12}$")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a mention stands: names as they were given, ``None`` where they were not.

    ``sentence`` is the text around the mention.
    """

    region: str | None = None
    municipality: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What the sentence adds.

    Attributes:
        near: the only settlement told anywhere else in the sentence, with its mark («г. Хилок»).
        names: words that stand where a settlement would: «СОШ № 11 из Биробиджана», «В Карымском: СОШ № 1».
        district, region: told in the sentence, not in the mention.
    """

    near: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def complete(mentions: list[Parts], text: str, sentence: str | None) -> tuple[list[Parts], Around]:
    """Parts that stand right before or after the mention become its own; the rest of the sentence is ``Around``.

    «СОШ № 10» in «СОШ № 10 г. Хилок» has a settlement; «Болдыревский филиал» in «Болдыревский филиал МБОУ СОШ № 5»
    has a head; «№ 10» in «подготовка школ: № 10» is a school's number.
    """
    if not sentence:
        return mentions, Around()
    whole, part = fold(sentence), fold(text)
    at = whole.find(part)
    if at < 0:
        return mentions, Around()
    before, after = whole[:at], whole[at + len(part) :]
    mentions = _from_tail(mentions, after)
    mentions = _from_head(mentions, before)
    mentions = _renamed(mentions, before, after)
    return mentions, _around(mentions, before, after)


def _from_tail(mentions: list[Parts], after: str) -> list[Parts]:
    last = mentions[-1]
    if last.branch and last.parent is None:
        head = parse(after[:_TAIL])
        if head.kinds and head.identifies:
            return [*mentions[:-1], replace(last, parent=head)]
    opening = _OPENING.match(after)
    start = opening.end() if opening else 0
    tail = after[start : start + _TAIL]
    place = lexicon.settlement().match(tail)
    if place and not last.settlement:
        told = parse(tail[: place.end()])
        # the place after a list of numbers is that of all
        mentions = [m if m.settlement else replace(m, settlement=told.settlement, town=told.town) for m in mentions]
        tail = tail[place.end() :].lstrip(" ,")
    district = lexicon.district().match(tail.lower())
    if district and not last.district:
        mentions = [replace(m, district=(stem(district["name"]),)) for m in mentions]
    if not last.dedication and (named := lexicon.dedication().match(tail)):
        dedication = parse("школа " + named[0]).dedication
        mentions = [*mentions[:-1], replace(mentions[-1], dedication=dedication)]
    return mentions


def _from_head(mentions: list[Parts], before: str) -> list[Parts]:
    """A kind that opens the list («школы: № 3, № 10») for numbers without one."""
    if (place := _LAST_PLACE.search(before)) and not any(m.settlement for m in mentions):  # «г. Нерчинск, СОШ № 1»
        told = parse(place[0])
        mentions = [replace(m, settlement=told.settlement, town=told.town) for m in mentions]
    if all(m.kinds for m in mentions) or mentions[0].branch:
        return mentions
    head = before[-_HEAD:].lower()
    if mentions[0].number is None or re.search(r"[.;!?]\s", head):
        return mentions
    found = list(lexicon.kind_words().finditer(head))
    if not found:
        return mentions
    code = lexicon.kinds()[found[-1].lastgroup or ""].code
    return [m if m.kinds or m.form else replace(m, kinds=(code,)) for m in mentions]


def _renamed(mentions: list[Parts], before: str, after: str) -> list[Parts]:
    """«СОШ № 44, преобразованная в лицей», «СОШ № 138 (ныне лицей № 138)»: the other kind is the school's too."""
    if len(mentions) != 1 or not mentions[0].kinds:
        return mentions
    found: list[str] = []
    m = lexicon.renamed().search(after, 0, _NEAR)
    if (
        m
        and not _STOP.search(after, 0, m.end())
        and (kind := lexicon.kind_words().search(after.lower(), m.end(), m.end() + _NEAR))
    ):
        found = [lexicon.kinds()[kind.lastgroup or ""].code]
    return [replace(mentions[0], kinds=tuple(dict.fromkeys((*mentions[0].kinds, *found))))]


def _around(mentions: list[Parts], before: str, after: str) -> Around:
    rest = f"{before} \t {after}"
    districts = {stem(m["name"]) for m in lexicon.district().finditer(rest.lower())}
    regions = {stem(next(g for g in m.groups() if g)) for m in lexicon.region().finditer(rest.lower())}
    settlements = {parse(m[0]).settlement for m in lexicon.settlement().finditer(rest)} - {()}
    near = settlements.pop() if len(settlements) == 1 and not any(m.settlement for m in mentions) else ()
    return Around(
        near=near,
        district=tuple(districts) if len(districts) == 1 else (),
        region=tuple(regions) if len(regions) == 1 else (),
        names=() if any(m.words for m in mentions) else _names(before, after),
    )


def _names(before: str, after: str) -> tuple[str, ...]:
    found = [_PLACE_AFTER.match(after), _PLACE_BEFORE.search(before)]
    return tuple(stem(m[1].lower()) for m in found if m)
