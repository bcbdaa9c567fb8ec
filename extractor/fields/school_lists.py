"""Lists under one kind word: «СОШ № 1, 2 и 5», «детские сады «Колосок», № 7», «школ с. Берёзовка, с. Дальнее»."""

from __future__ import annotations

import re

from extractor.fields import school_parts as parts
from extractor.fields.school_parts import Kind, Mention

_JOINT = re.compile(r"\s*(?:,|и(?=\s)|,?\s*а также)(?=\s*[а-я])")
_NEXT_NAME = re.compile(rf"\s*(?:,|и(?=\s)|,?\s*а также)\s*(?=[{parts.OPEN}])")
_NEXT_NUMBER = re.compile(r"\s*(?:,|и|,?\s*а также)\s+(?=№)")
# «школы №№ 5–7»
_RANGE = re.compile(r"\s?[-–—]\s?(?P<last>\d{1,2})(?![\d.,:/-]\d|\d|\s?%)")
_DASH = re.compile(r"\s?[–—-]\s[а-яё]")
# No list of numbers typed as a range is longer.
_LONGEST_RANGE = 15


def proper(quoted: str) -> bool:
    """A quoted proper name of a school, no title of a programme («Точка роста»)."""
    return (
        not re.match(r"(?:О|Об|Точка роста|Моя школа|Современная|Цифров|Успех|Сферум)\b", quoted)
        and len(quoted.split()) <= 5
    )


def more_settlements(text: str, last: Mention) -> list[Mention]:
    """«школ с. Берёзовка, с. Дальнее»: each further settlement is a school of its own."""
    out: list[Mention] = []
    if last.name is None or last.name != last.settlement or last.kind not in ("школа", "СОШ", "ООШ", "НОШ"):
        return out
    at = last.end
    while (joint := _JOINT.match(text, at)) and (place := parts.SETTLEMENT.match(text, joint.end())):
        if not place["s"][:1].islower():
            break
        at = place.end()
        named = re.sub(r"\s+", " ", place["s"])
        out.append(last._replace(start=place.start("s"), end=at, name=named, settlement=named))
    return out


def more_names(text: str, at: int, last: Mention, *, listed: bool) -> list[Mention]:
    """«детские сады «Колосок», «Солнышко», № 7 и № 12»: each further name or number is a mention of the same kind.

    ``listed`` says that numbers of the same list stand before ``at`` («№ 3, № 11 и «Теремок»»).
    """
    out: list[Mention] = []
    if (last.name is None and not listed) or last.kind != "детский сад":
        return out
    like = Mention(0, 0, kind=last.kind, legal_form=last.legal_form)
    while True:
        if m := _NEXT_NAME.match(text, at):
            q = parts.QUOTED.match(text, m.end())
            if not q or not proper(q["q"]):
                break
            place = parts.SETTLEMENT.match(text, q.end())
            at = place.end() if place else q.end()
            out.append(like._replace(start=m.end(), end=at, name=q["q"], settlement=place["s"] if place else None))
        elif (n := _NEXT_NUMBER.match(text, at)) and (number := parts.NUMBER.match(text, n.end())):
            q = parts.QUOTED.match(text, number.end())
            at = q.end() if q else number.end()
            out.append(like._replace(start=n.end(), end=at, number=number["n"], name=q["q"] if q else None))
        else:
            break
    return out


def more_numbers(text: str, at: int, kind: Kind, last: Mention, *, shared: str | None) -> list[Mention]:
    """«№ 1, 2 и 5»: each further number is a mention of the same kind.

    ``shared`` is a name in the plural that belongs to all («Шумихинские СОШ № 1 и № 2»).
    """
    out: list[Mention] = []
    like = Mention(0, 0, kind=kind.kind, legal_form=last.legal_form, name=shared, branch=last.branch)
    if (r := _RANGE.match(text, at)) and last.number and "№№" in text[last.start : at]:
        first, final = int(last.number), int(r["last"])
        if first < final <= first + _LONGEST_RANGE:
            like_last = like._replace(start=r.start("last"), end=r.end())
            out = [like_last._replace(number=str(n)) for n in range(first + 1, final + 1)]
            at = r.end()
    while m := parts.MORE_NUMBERS.match(text, at):
        if not m["sign"] and parts.no_number().match(text, m.end()):
            break
        if not m["sign"] and last.name and not shared and _DASH.match(text, m.end()):
            break  # «95 баллов у выпускницы Тоемжской школы № 1, 92 – у выпускника Согринской»
        if m["sign"] and re.match(r"\s?«[А-ЯЁ]", text[m.end() :]) and kind.kind != "детский сад":
            break
        q = parts.QUOTED.match(text, m.end()) if kind.kind == "детский сад" else None
        at = q.end() if q else m.end()
        start = m.start("sign") if m["sign"] else m.start("n")
        out.append(like._replace(start=start, end=at, number=m["n"], name=q["q"] if q else shared))
    return out
