"""Territory and reporting period of a paper, told by its title, its issuer or its first sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.fields.deadline_forms import ordinal
from extractor.text.dates import (
    MONTH,
    YEAR,
    last_day,
    month_number,
    month_span,
    parse_date,
    quarter_span,
    school_year_span,
)

_ADJ = r"[А-ЯЁ][А-Яа-яё-]*?(?:ск|цк|СК|ЦК)"
_ENDING = r"(?:ого|ом|ому|ий|им|ОГО|ОМ|ИЙ|ОМУ)"
_DISTRICT = re.compile(
    (
        rf"(?P<adj>{_ADJ}){_ENDING}\s+(?P<kind>(?:муниципальн\w+\s+|городск\w+\s+|сельск\w+\s+"
        rf"|национальн\w+\s+)?(?:район|округ|поселени|образовани|сельсовет|улус|кожуун|аймак)\w*|р-на?(?!\w))"
    ),
    re.IGNORECASE,
)
# «Таёжного района», «Дальний муниципальный округ»: an adjective that no place-name suffix tells, so it has a capital
_PLAIN = re.compile(
    r"(?<![\w-])(?P<adj>[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{3,})"
    r"(?P<end>(?:ого|ому|ом|его|ему|ем|ый|ий|ОГО|ОМУ|ОМ|ЕГО|ЕМУ|ЕМ|ЫЙ|ИЙ))\s+"
    r"(?P<kind>(?i:(?:муниципальн\w+\s+|городск\w+\s+)?(?:район|округ)(?:а|е|у|ом)?|р-на?))(?!\w)"
)
_NO_PLACE = re.compile(
    r"(?:нов|наш|кажд|вс|друг|соседн|муниципальн|городск|сельск|данн|эт|отдельн|автономн|федеральн|военн|учебн"
    r"|избирательн|отдал[её]нн|перв|втор|крупн|мал|больш|так|котор|ин|административн|образовательн|сво)$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    (
        r"(?P<kind>(?:муниципальн|городск|городского)\w*\s+(?:округ|образовани|поселени)\w*"
        r"|муниципальн\w+\s+район\w*(?=\s+[«\"])|город(?:а|е|у"
        r"|ской)?(?=\s+[«\"]?[А-ЯЁ]))\s+(?:город[а]?\s+"
        r"|г\.\s?)?"
        r"(?P<name>[«\"]?(?-i:[А-ЯЁ][А-Яа-яё]+(?:[ -](?!(?:ЗА|НА|ПО|ОБ|ОТ|ИЗ)(?!\w))[А-ЯЁ][А-Яа-яё]+)*)[»\"]?)"
    ),
    re.IGNORECASE,
)
# «администрации г. Лесногорска», «в школах города Речинска»
_TOWN = re.compile(
    r"(?:администраци\w+|образования|отдел\w*|школ\w*|учреждени\w+|организаци\w+|совет\w*)\s+(?:г\.\s?"
    r"|города\s+)(?P<name>(?-i:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*))",
    re.IGNORECASE,
)
# A paper of a ministry names its region and no municipality: «Министерство образования Енского края».
_REGION = re.compile(
    r"(?<!\w)(?:министерство|правительство|департамент)\s[^.;]{0,80}?(?:(?P<adj>(?-i:[А-ЯЁ])[а-яё-]*(?:ск|цк))"
    r"(?:(?:ого|ом|ому|ий)\s+(?P<m>край|края|крае|краю)|(?:ой|ая|ую)\s+(?P<f>област[ьи]))"
    r"|Республик[аи]\s+(?P<r>(?-i:[А-ЯЁ])[а-яё]+(?:[ -](?-i:[А-ЯЁ])[а-яё]+)*))(?!\w)",
    re.IGNORECASE,
)
_KINDS = (
    (r"муниципальн\w+\s+район", "муниципальный район", "m"),
    (r"муниципальн\w+\s+округ", "муниципальный округ", "m"),
    (r"городск\w+\s+округ", "городской округ", "m"),
    (r"национальн\w+\s+район", "национальный район", "m"),
    (r"муниципальн\w+\s+образовани", "муниципальное образование", "n"),
    (r"городск\w+\s+поселени", "городское поселение", "n"),
    (r"сельск\w+\s+поселени", "сельское поселение", "n"),
    (r"сельсовет", "сельсовет", "m"),
    (r"улус", "улус", "m"),
    (r"кожуун", "кожуун", "m"),
    (r"аймак", "аймак", "m"),
    (r"район|р-н", "район", "m"),
    (r"округ", "округ", "m"),
    (r"город", "город", "m"),
)
_G = r"(?:\s?(?:года|году|годах|годы|годов|год|гг\.?|г\.?)(?!\w))"
_HALF = r"(?P<q>I{1,2}|[12]|перв\w+|втор\w+)(?:-?[ем])?\s+полугоди\w+"
_PERIODS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "school-half",
        re.compile(rf"{_HALF}\s+(?P<y>{YEAR})\s?[/–-]\s?(?:20)?\d\d\s+уч", re.IGNORECASE),
    ),
    (
        "school",
        re.compile(rf"(?P<y>{YEAR})\s?[/–-]\s?(?P<z>(?:20)?\d\d)\s+(?:учебн\w+\s+год\w*|уч\.?\s?г)", re.IGNORECASE),
    ),
    (
        "dates",
        re.compile(
            rf"(?:за период\s+)?(?:с|от)\s+(?P<a>\d{{1,2}}[. ]\d\d\.{YEAR}"
            rf"|\d{{1,2}}\s+{MONTH}\s+{YEAR}){_G}?\s+(?:по|до)\s+(?P<b>\d{{1,2}}[. ]\d\d\.{YEAR}"
            rf"|\d{{1,2}}\s+{MONTH}\s+{YEAR})",
            re.IGNORECASE,
        ),
    ),
    (
        "months",
        re.compile(
            rf"(?:за|в|с)\s+(?P<m>{MONTH})(?:\s+(?P<y1>{YEAR}){_G}?)?\s?(?:[-–—]|и"
            rf"|по)\s?(?P<n>{MONTH})\s+(?P<y>{YEAR})",
            re.IGNORECASE,
        ),
    ),
    ("nine", re.compile(rf"за\s+(?:(?P<k>3|6|9|девять|шесть|три|11|10)\s+месяц\w+)\s+(?P<y>{YEAR})", re.IGNORECASE)),
    (
        "quarters",
        re.compile(
            rf"за\s+(?:(?:I|1)(?:-?й)?\s?[-–]\s?)?(?P<k>II|III|IV|[2-4]|два|три|четыре)(?:-?й)?\s+квартал(?:а|ы|ов)"
            rf"\s+(?P<y>{YEAR})",
            re.IGNORECASE,
        ),
    ),
    (
        "quarter",
        re.compile(
            rf"(?:за|во?|итогам)\s+(?P<q>IV|I{{1,3}}|[1-4]|перв\w+|втор\w+|трет\w+"
            rf"|четв\w+)(?:-?[йм])?\s+квартал\w*\s+(?P<y>{YEAR})",
            re.IGNORECASE,
        ),
    ),
    (
        "half",
        re.compile(
            rf"(?:за|во?|итогам)\s+{_HALF}\s+(?P<y>{YEAR})(?!\s?[/–-])",
            re.IGNORECASE,
        ),
    ),
    ("years", re.compile(rf"(?:за|в)\s+(?:период\s+)?(?P<y>{YEAR})\s?(?:[-–—]|и)\s?(?P<z>{YEAR}){_G}", re.IGNORECASE)),
    ("month", re.compile(rf"(?:за|в)\s+(?P<m>{MONTH})\s+(?P<y>{YEAR})", re.IGNORECASE)),
    (
        "year",
        re.compile(
            rf"(?:за|в|итог\w*|результат\w*|анализ\w*)\s+(?:отч[её]тный\s+(?:период\s+)?)?(?P<y>{YEAR})(?:\s(?:календарный"
            rf"|финансовый|отч[её]тный))?(?:{_G}|$)(?!\s?[–-])",
            re.IGNORECASE,
        ),
    ),
)


_COUNTS = {"два": 2, "три": 3, "четыре": 4, "шесть": 6, "девять": 9}


@dataclass(frozen=True, slots=True)
class Territory:
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PeriodFound:
    start: str
    end: str
    span: tuple[int, int]


def find_territory(text: str, start: int, end: int) -> Territory | None:
    """The first municipality named in ``text[start:end]``, in the nominative."""
    best: Territory | None = None
    for m in _DISTRICT.finditer(text, start, end):
        kind = _kind(m["kind"])
        if (
            kind is None
            or kind[1] == "муниципальное образование"
            or re.match(
                r"(?:российск|русск|детск|сельск|городск|муниципальн|образовательн|федеральн|краевск"
                r"|областн)",
                m["adj"],
                re.IGNORECASE,
            )
        ):
            continue
        adjective = m["adj"] if not m["adj"].isupper() else m["adj"].capitalize()
        best = Territory(f"{adjective}{'ий' if kind[2] == 'm' else 'ое'} {kind[1]}", m.start(), m.end())
        break
    plain = _plain_district(text, start, end)
    if plain and (best is None or plain.start < best.start):
        best = plain
    for m in _NAMED.finditer(text, start, end):
        kind = _kind(m["kind"])
        name = m["name"] if m["name"].count("«") == m["name"].count("»") else m["name"].strip("«»")
        if kind is None or not name.strip('«"')[:1].isupper() or (best and best.start <= m.start()):
            continue
        if best and best.start < m.end() and kind[1] == "муниципальное образование":
            continue  # «муниципального образования «Полистовский район»» is the district's own name
        if name.isupper():
            name = re.sub(r"(?<=\s)(?:Район|Округ|Улус)", lambda w: w[0].lower(), name.title())
        if kind[1] == "город" and re.match(r"города|городе|городу", m["kind"], re.IGNORECASE):
            name = town_nominative(name)
        return Territory(f"{kind[1]} {name}", m.start(), m.end())
    if best is None and (town := _TOWN.search(text, start, end)):
        name = town_nominative(town["name"]) if "города" in town[0].lower() else town["name"]
        return Territory(f"город {name}", town.start(), town.end())
    if best is None and (region := _REGION.search(text, start, end)):
        if region["r"]:
            return Territory(f"Республика {_capitalised(region['r'])}", region.start("r"), region.end())
        adjective = _capitalised(region["adj"])
        name = f"{adjective}ий край" if region["m"] else f"{adjective}ая область"
        return Territory(name, region.start(), region.end())
    return best


def _capitalised(word: str) -> str:
    return word.title() if word.isupper() else word


_ENDINGS = (
    ("ого", "ый"),
    ("его", "ий"),
    ("ы", "а"),  # Самары
    ("ки", "ка"),
    ("ги", "га"),  # Калуги
    ("и", "ь"),  # Казани
)


def town_nominative(name: str) -> str:
    """«Лесногорска» → «Лесногорск», «Самары» → «Самара»: the name of a town behind «города», by its ending."""
    if re.search(r"[бвгджзклмнпрстфхцчшщ](?:а|е|у)$", name):
        return name[:-1]
    ending, nominative = next(((a, b) for a, b in _ENDINGS if name.endswith(a)), ("", ""))
    return name[: len(name) - len(ending)] + nominative if "-" not in name else name


def _plain_district(text: str, start: int, end: int) -> Territory | None:
    for m in _PLAIN.finditer(text, start, end):
        kind = _kind(m["kind"])
        if kind is None or _NO_PLACE.match(m["adj"]):
            continue
        stem = m["adj"].capitalize() if m["adj"].isupper() else m["adj"]
        soft = m["end"].lower() in ("его", "ему", "ем", "ий") or stem.endswith(("к", "г", "х", "ж", "ш", "щ", "ч"))
        return Territory(f"{stem}{'ий' if soft else 'ый'} {kind[1]}", m.start(), m.end())
    return None


def _kind(printed: str) -> tuple[str, str, str] | None:
    return next((k for k in _KINDS if re.match(k[0], printed, re.IGNORECASE)), None)


def find_period(text: str, start: int, end: int) -> PeriodFound | None:
    """The reporting period told in ``text[start:end]`` (a title)."""
    for how, pattern in _PERIODS:
        m = pattern.search(text, start, end)
        if m:
            first, last = _period(how, m)
            return PeriodFound(first, last, m.span())
    return None


def _period(how: str, m: re.Match[str]) -> tuple[str, str]:
    if how == "school":
        return school_year_span(int(m["y"]))
    if how == "dates":
        a, b = parse_date(m["a"]), parse_date(m["b"])
        return (a.iso() or "") if a else "", (b.iso() or "") if b else ""
    year = int(m["y"])
    if how == "months":
        first, last = month_number(m["m"]), month_number(m["n"])
        begin = int(m["y1"]) if m["y1"] else year - (last < first)
        return f"{begin}-{first:02d}-01", f"{year}-{last:02d}-{last_day(year, last):02d}"
    if how == "nine":
        count = _COUNTS.get(m["k"].lower()) or int(m["k"])
        return month_span(year, 1, count)
    if how == "quarter":
        return quarter_span(year, ordinal(m["q"]))
    if how == "quarters":
        return month_span(year, 1, 3 * (_COUNTS.get(m["k"].lower()) or ordinal(m["k"])))
    if how == "school-half":
        return (
            (f"{year}-09-01", f"{year}-12-31") if ordinal(m["q"]) == 1 else (f"{year + 1}-01-01", f"{year + 1}-05-31")
        )
    if how == "half":
        half = ordinal(m["q"])
        return month_span(year, 6 * half - 5, 6 * half)
    if how == "month":
        month = month_number(m["m"])
        return month_span(year, month, month)
    return f"{year}-01-01", f"{m['z'] if how == 'years' else year}-12-31"
