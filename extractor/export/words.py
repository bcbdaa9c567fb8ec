"""The record in Russian words, for people: what the table and the page have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.record import (
        Deadline,
        Header,
        Indicator,
        Link,
        LinkCandidate,
        Percentage,
        Quantity,
        Record,
        School,
        Value,
    )

NO_BREAK = "\N{NO-BREAK SPACE}"

KINDS = {
    "decision": "решение",
    "order": "приказ",
    "decree": "постановление",
    "directive": "распоряжение",
    "minutes": "протокол",
    "report": "отчёт",
    "plan": "план",
    "agreement": "соглашение",
    "letter": "письмо",
    "other": "другое",
}
ROLES = {"target": "план", "actual": "факт", "baseline": "базовое значение"}
STATUSES = {"achieved": "достигнут", "not_achieved": "не достигнут", "partially_achieved": "достигнут частично"}
LINK_STATUSES = {"matched": "связано", "ambiguous": "неоднозначно", "unmatched": "не найдено"}
ORDER_TYPES = {"task": "поручение", "control": "контроль", "act": "решение"}
_UNITS = {
    "percent": "%",
    "percentage_point": "п. п.",
    "count": "ед.",
    "person": "чел.",
    "point": "балл.",
    "rub": "руб.",
    "thousand_rub": "тыс. руб.",
    "million_rub": "млн руб.",
}
_SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "approx": "≈"}
_MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)
_DAYS = {"MO": "понедельникам", "TU": "вторникам", "WE": "средам", "TH": "четвергам", "FR": "пятницам"}
_DAYS |= {"SA": "субботам", "SU": "воскресеньям"}
_EVERY = {
    ("DAILY", 1): "ежедневно",
    ("WEEKLY", 1): "еженедельно",
    ("WEEKLY", 2): "раз в две недели",
    ("MONTHLY", 1): "ежемесячно",
    ("MONTHLY", 3): "ежеквартально",
    ("MONTHLY", 6): "раз в полугодие",
    ("YEARLY", 1): "ежегодно",
}
# «Озерновская СОШ», but «детский сад «Колосок»».
_ADJECTIVE = re.compile(r"[А-ЯЁ][\w-]*(?:ая|яя|ий|ый|ой|ое|ье)\b")
_TERMS = {"D": "дн.", "W": "нед.", "M": "мес.", "Y": "г."}


def unit(name: str) -> str:
    """A unit as it is written: «percent» → «%»; a unit that is printed as found stays."""
    return _UNITS.get(name, name)


def number(value: float) -> str:
    """«148 800,5»: a comma, thousands apart by a space that does not break."""
    whole = f"{value:,.6f}".rstrip("0").rstrip(".")
    return whole.replace(",", NO_BREAK).replace(".", ",")


def size(item: Value | Percentage | Quantity) -> str:
    """The number or range with its sign of comparison, without the unit."""
    if item.value is not None:
        text = number(item.value)
    else:
        text = "–".join(number(x) for x in (item.low, item.high) if x is not None)
    sign = _SIGNS.get(item.comparator or "", "")
    return f"{sign}{NO_BREAK}{text}" if sign else text


def amount(item: Value | Percentage | Quantity) -> str:
    """The number with its unit: «≥ 70 %»."""
    return f"{size(item)}{NO_BREAK}{unit(getattr(item, 'unit', 'percent'))}"


def value_with_notes(value: Value) -> str:
    """A value with what it is of: «45 % (2023, СОШ № 1)»."""
    notes = [str(value.year) if value.year else "", value.period or "", value.subject or ""]
    if value.count is not None:
        notes.append(f"всего {number(value.count)}")
    told = ", ".join(n for n in notes if n)
    return f"{amount(value)} ({told})" if told else amount(value)


def date(iso: str | None) -> str:
    """«2025-02-28» → «28.02.2025»."""
    return ".".join(reversed(iso.split("-"))) if iso else ""


def paper(kind: str, number: str | None, dated: str | None) -> str:
    """What a paper is called: «Приказ № 9-од от 16.01.2025»."""
    numbered = f" №{NO_BREAK}{number}" if number else ""
    return KINDS.get(kind, "документ").capitalize() + numbered + (f" от {date(dated)}" if dated else "")


def status(indicator: Indicator) -> str:
    """What the document says; what only the numbers say is marked as such."""
    if indicator.status:
        return STATUSES[indicator.status]
    return f"по числам: {STATUSES[indicator.computed_status]}" if indicator.computed_status else ""


def deadline(item: Deadline) -> str:
    """When: «до 28.02.2025, далее постоянно», «ежемесячно до 25 числа»."""
    match item.kind:
        case "date":
            text = f"до {date(item.due)}" if item.due else "такой даты нет в календаре"
        case "period":
            text = f"{date(item.start)} – {date(item.due)}" if item.start or item.due else item.text
        case "recurring":
            text = _recurring(item.rrule or "") or item.text
        case "relative":
            text = _term(item.duration) or item.text
        case _:
            return "постоянно"
    return f"{text}, далее постоянно" if item.ongoing else text


def _recurring(rule: str) -> str:
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    every = _EVERY.get((parts.get("FREQ", ""), int(parts.get("INTERVAL", "1"))))
    if every is None:
        return ""
    if "BYDAY" in parts:
        return f"{every} по " + ", ".join(_DAYS.get(day, day) for day in parts["BYDAY"].split(","))
    days = parts.get("BYMONTHDAY", "")
    if not days:
        return every
    if "BYMONTH" in parts:
        return f"{every} до {days} {_MONTHS[int(parts['BYMONTH']) - 1]}"
    return f"{every} {days.replace(',', ' и ')} числа" if "," in days else f"{every} до {days} числа"


def _term(duration: str | None) -> str:
    found = re.fullmatch(r"P(\d+)([DWMY])", duration or "")
    if not found:
        return ""
    return "незамедлительно" if found[1] == "0" else f"в течение {found[1]}{NO_BREAK}{_TERMS[found[2]]}"


def school(item: School) -> str:
    """A mention as the record understands it: «МБОУ Озерновская СОШ № 47, филиал», «детский сад «Колосок»»."""
    numbered = f"{item.kind} №{NO_BREAK}{item.number}" if item.number else item.kind
    name = item.name or ""
    if name == item.settlement:
        named = numbered
    elif _ADJECTIVE.match(name):
        named = f"{name} {numbered}"
    else:
        named = f"{numbered} {name}" if not name or name[0].islower() or "." in name else f"{numbered} «{name}»"
    words = [item.legal_form or "", named.strip(), item.settlement or ""]
    return " ".join(w for w in words if w) + (", филиал" if item.branch else "")


def organisations(record: Record) -> list[tuple[str, Link | None, list[School]]]:
    """Every organisation once with its link and all its mentions; what is linked in another way is another one."""
    found: dict[tuple[str, ...], list[School]] = {}
    for item in record.schools:
        link = item.link
        key = (school(item), *((link.status, linked(link)) if link else ()))
        found.setdefault(key, []).append(item)
    return [(key[0], mentions[0].link, mentions) for key, mentions in found.items()]


def link_status(link: Link) -> str:
    """«связано», «неоднозначно», «не найдено»."""
    return LINK_STATUSES[link.status]


def linked(link: Link) -> str:
    """The organisation of the registry with its id, or those that may be meant; empty if there is none."""
    if link.id is not None:
        return f"{link.name} [{link.id}]" if link.name else f"[{link.id}]"
    return "; ".join(candidate(c) for c in link.candidates)


def candidate(item: LinkCandidate) -> str:
    """«МБОУ СОШ № 5 [OZ-005], 48 %»."""
    return f"{item.name} [{item.id}], {number(round(item.score * 100))}{NO_BREAK}%"


def link_note(link: Link) -> str:
    """All of a link in two lines: status with organisation, and why."""
    where = linked(link)
    return f"реестр: {link_status(link)}" + (f" – {where}" if where else "") + f"\n{link.explanation}"


def header_lines(header: Header) -> list[tuple[str, str, str]]:
    """The header for reading: caption, text, and the key of its span (empty where there is none)."""
    period = f"{date(header.period.start)} – {date(header.period.end)}" if header.period else ""
    signed = "; ".join(f"{s.position}: {s.name}" if s.position else s.name for s in header.signatories)
    approved = "; ".join(", ".join(x for x in (a.position, a.name, date(a.date)) if x) for a in header.approvals)
    rows = [
        ("Вид", KINDS.get(header.kind, header.kind), "kind"),
        ("Номер", header.number, "number"),
        ("Дата", date(header.date), "date"),
        ("Место", header.place, "place"),
        ("Издал", header.issuer, "issuer"),
        ("О чём", header.title, "title"),
        ("Территория", header.territory, "territory"),
        ("Период", period, "period"),
        ("Докладчик", header.speaker, "speaker"),
        ("Подписали", signed, ""),
        ("Утверждено", approved, ""),
    ]
    return [(caption, text, key) for caption, text, key in rows if text]


def counts(record: Record) -> list[tuple[str, int]]:
    """How much of everything was found."""
    links = [school.link for school in record.schools if school.link is not None]
    return [
        ("показателей", len(record.indicators)),
        ("процентов", len(record.percentages)),
        ("школ", len(record.schools)),
        *([("связано с реестром", sum(link.status == "matched" for link in links))] if links else []),
        ("сроков", len(record.deadlines)),
        ("поручений", len(record.orders)),
    ]
