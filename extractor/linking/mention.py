"""A text that may name several schools, taken apart into one set of parts per school.

«СОШ № 1, 2 и 5», «СОШ №№ 1–3», «Варваровская, Глуховская и Божковская СОШ», «СШ № 8, 10, а также лицей № 66»:
what one item prints and the others share is given to all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.linking.fold import fold
from extractor.linking.parse import parse
from extractor.linking.parts import Parts

_JOINT = re.compile(r"\s*(?:[,;]\s*(?:а также|и)?|\s(?:и|а также))\s+(?=[№\dА-Яа-я\"])|,(?=№)")
_RANGE = re.compile(r"(№\s*)?(\d{1,3})\s?-\s?(?:№\s?)?(\d{1,3})(?!\d)(?!-?[а-я])")
_ONLY_NUMBER = re.compile(r'[\s"(]*№?\s*(\d{1,4})(?:\s?-\s?(?:я|й|ой|ю|ую|ей))?[\s").]*')
_MOST = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """One school of a text: the piece that names it and its parts."""

    text: str
    parts: Parts


def split(text: str) -> list[Mention]:
    """All schools a text names, at least one (which may identify nobody)."""
    folded = fold(text)
    pieces = _pieces(_spread(folded))
    if len(pieces) < 2:
        return [Mention(text, parse(text))]
    parsed = [(piece, _parse(piece)) for piece in pieces]
    if not _is_list(parsed):
        return [Mention(text, parse(text))]
    return _shared(parsed)


def _spread(text: str) -> str:
    """«№ 1-3» → «№ 1, 2, 3»."""

    def numbers(m: re.Match[str]) -> str:
        low, high = int(m[2]), int(m[3])
        if not 0 < high - low < _MOST or (m[1] is None and "№" not in text[: m.start()]):
            return m[0]
        return (m[1] or "") + ", ".join(str(n) for n in range(low, high + 1))

    return _RANGE.sub(numbers, text) if "-" in text else text


def _pieces(text: str) -> list[str]:
    """The text cut at commas and «и» that stand outside quotation marks, or between numbers."""
    pieces: list[str] = []
    start = 0
    for m in _JOINT.finditer(text):
        inside = text.count('"', start, m.start()) % 2 == 1
        if inside and not re.match(r"(?:№\s*)?\d", text[m.end() :]):
            continue
        pieces.append(text[start : m.start()])
        start = m.end()
    pieces.append(text[start:])
    return [piece for piece in pieces if piece.strip()]


def _parse(piece: str) -> Parts:
    """A piece of a list; a bare number at its head is a school's («2 с. Дарго»)."""
    parts = parse(piece)
    number = _ONLY_NUMBER.match(piece)
    if number is None or parts.number:
        return parts
    numbered = replace(parts, number=number[1].lstrip("0"))
    return numbered if _follows(piece, numbered) else parts


def _names_one(piece: str, parts: Parts) -> bool:
    if _follows(piece, parts):
        return True
    return bool(parts.number or parts.kinds) and parts.identifies


def _is_list(parsed: list[tuple[str, Parts]]) -> bool:
    """Whether at least two pieces name a school: by number, by kind, or by adjectives before a shared kind."""
    naming = [_names_one(piece, parts) for piece, parts in parsed]
    if sum(naming) >= 2:
        return True
    if naming[0] and parsed[0][1].settlement and not parsed[0][1].number and len(parsed) > 1:
        return all(parts.settlement and not parts.words for _, parts in parsed[1:])  # «СОШ с. Орлик, с. Лозное»
    last = next((n for n in range(len(parsed) - 1, -1, -1) if parsed[n][1].kinds), None)
    if last is None or last == 0 or not parsed[last][1].words:
        return False
    return all(_bare_adjective(piece, parts) for piece, parts in parsed[:last])


def _follows(piece: str, parts: Parts) -> bool:
    """Whether a piece is a number and nothing more but a place («300 учеников» is not)."""
    number = _ONLY_NUMBER.match(piece)
    if number is None or not parts.number or parts.kinds or parts.words:
        return False
    rest = piece[number.end() :].strip()
    return not rest or bool(parts.settlement or parts.district or parts.region)


def _bare_adjective(piece: str, parts: Parts) -> bool:
    return (
        bool(parts.words)
        and not parts.kinds
        and re.search(r"[А-Яа-я]+(?:ая|ой|ую|ий|ые|ых|им|ым|ого)\b", piece) is not None
    )


def _shared(parsed: list[tuple[str, Parts]]) -> list[Mention]:
    found: list[Mention] = []
    open_list = False
    for piece, parts in parsed:
        last = found[-1].parts if found else None
        if last is not None and _follows(piece, parts):
            if not open_list:
                continue  # «ул. Ленина, 7»
            # the kind and the name are those of the number before
            found.append(_mention(piece, replace(parts, form=last.form, kinds=last.kinds, words=last.words)))
        elif _names_one(piece, parts) or (parts.words and (last is None or _bare_adjective(piece, parts))):
            found.append(_mention(piece, parts))
        elif last is not None and parts.settlement and last.settlement and not last.number:
            found.append(_mention(piece, replace(last, settlement=parts.settlement, town=parts.town)))
        else:  # a place after the list belongs to all of it
            found = [_with_place(m, parts) for m in found]
            open_list = False
            continue
        open_list = True
    return _place_of_next(_kind_of_next(found))


def _place_of_next(found: list[Mention]) -> list[Mention]:
    """«СОШ № 1, 2 с. Дарго»: a number without a place has that of the next item with one."""
    out: list[Mention] = []
    place: Parts | None = None
    for mention in reversed(found):
        if mention.parts.settlement or mention.parts.district:
            place = mention.parts
        shared = place is not None and mention.parts.number and not mention.parts.settlement
        out.append(_with_place(mention, place) if shared and place else mention)
    return out[::-1]


def _mention(piece: str, parts: Parts) -> Mention:
    return Mention(piece.strip(' "'), parts)


def _with_place(mention: Mention, place: Parts) -> Mention:
    parts = mention.parts
    return replace(
        mention,
        parts=replace(
            parts,
            settlement=parts.settlement or place.settlement,
            town=parts.town if parts.settlement else place.town,
            district=parts.district or place.district,
            region=parts.region or place.region,
        ),
    )


def _kind_of_next(found: list[Mention]) -> list[Mention]:
    """«Варваровская, Глуховская СОШ»: the kind at the end is that of those before it."""
    out: list[Mention] = []
    for mention in reversed(found):
        lacking = not mention.parts.kinds and out and out[-1].parts.kinds
        kinds = out[-1].parts.kinds if lacking else mention.parts.kinds
        out.append(replace(mention, parts=replace(mention.parts, kinds=kinds)))
    return out[::-1]
