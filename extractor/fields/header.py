"""The header of a paper: kind, number, date, place, issuer, title, territory, period.

Departments set these in any order: three lines, one line with wide gaps, a borderless table, the
number behind the kind word, the date at the foot of a report.  Each line of the head is taken
apart into date, number and place; what remains is issuer (before the kind word) or title.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.fields.header_forms import (
    BEFORE_NUMBER,
    DATE_AT,
    FIELD,
    HALL,
    KINDS,
    NUMBER,
    PERIOD,
    PLACE,
    TITLE,
    Head,
    bare,
)
from extractor.fields.header_issuer import read_issuer
from extractor.fields.header_title import read_title
from extractor.fields.lines import Line, cue, head_lines, starts
from extractor.patterns import load
from extractor.reading.document import Document
from extractor.text.dates import parse_date

__all__ = ["Head", "read_head"]


def read_head(document: Document) -> Head:
    """Read the head of a paper; the foot's date and signatures are ``fields.signatures``."""
    lines, body = head_lines(document)
    head = Head(body_start=body)
    kind_at = _find_kind(lines, head)
    _registration(lines, head, kind_at)
    _fields(document, head)
    read_issuer(document, lines, head, kind_at)
    read_title(document, lines, head, kind_at)
    if head.kind == "other":
        _kind_without_word(document, lines, head)
    return head


@cache
def _kind_word(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{load('header')[kind].text('match')})", re.IGNORECASE)


# «Программа утверждена решением …», «План выполнен.»: a sentence about one, not the paper's kind
_SAYS = re.compile(
    r"(?:был[аи]?\s|не\s)*(?:(?:утвержд[её]н|(?:пере)?выполнен|исполнен|реализован|принят|рассчитан|разработан)[аоы]?(?![а-яё])"
    r"|реализу|действу|включа|предусматрива|состо)"
)


def _find_kind(lines: list[Line], head: Head) -> int | None:
    """The line of the kind word: a short line of its own, or one that the title begins with."""
    for at, line, part in ((k, x, p) for k, x in enumerate(lines) for p in _pieces(x)):
        text = part.strip(' *_«"')
        if len(text) > 220 or starts("annex").match(text) or TITLE.match(text):
            continue
        for kind in KINDS:
            m = _kind_word(kind).match(text)
            if not m:
                continue
            rest = text[m.end() :].strip()
            if _SAYS.match(rest):
                continue
            shouted = m[0].isupper()
            if (
                kind in ("report", "plan")
                or shouted
                or not rest
                or re.match(
                    r"[№\d]|от\s|коллеги|заседани|администраци|глав|совет|собрани|управлени|комитет|отдел",
                    rest,
                    re.IGNORECASE,
                )
            ):
                head.kind, head.kind_text = kind, part.strip()
                head.spans["kind"] = (line.start, line.end)
                return at
    return _other_kind(lines, head)


def _other_kind(lines: list[Line], head: Head) -> int | None:
    """«АКТ», «ПОЛОЖЕНИЕ о …», «МУНИЦИПАЛЬНОЕ ЗАДАНИЕ № 5»: papers whose title begins with their kind word."""
    word = load("header")["other"].regex()
    for at, line in enumerate(lines):
        text = line.text.strip(" *_")
        m = word.match(text)
        if TITLE.match(text):
            return None
        if m and (m[0].isupper() or line.block.align == "center" or m.end() == len(text)) and len(text) < 220:
            head.kind_text, head.spans["kind"] = text, (line.start, line.end)
            return at
    return None


def _pieces(line: Line) -> list[str]:
    """The whole line, or its segments where the kind word stands behind a gap («ЙЫШĂНУ ⇥ РЕШЕНИЕ»)."""
    pieces = [line.text[a - line.start : b - line.start] for a, b in line.segments]
    return [line.text, *pieces[1:]] if len(pieces) > 1 else [line.text]


def _with_numbers(line: Line) -> list[tuple[int, int]]:
    """The segments of a line; «№» alone, as in a cell of its own, belongs to the number behind the gap."""
    found: list[tuple[int, int]] = []
    for a, b in line.segments:
        if found and line.text[found[-1][0] - line.start : found[-1][1] - line.start].rstrip().endswith("№"):
            found[-1] = found[-1][0], b
        else:
            found.append((a, b))
    return found


# «Республика Бурятия, с. Усть-Баргут»: only the settlement is the place of the paper
_REGION_FIRST = re.compile(
    r"^\W*(?:Республика\s[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+(?:ая\sобласть|ий\sкрай)|[А-ЯЁ][а-яё-]+ий\s(?:район|округ)),\s*(?=[а-я])"
)


def _registration(lines: list[Line], head: Head, kind_at: int | None) -> None:
    """Date, number and place: each in its own segment, or together in one."""
    for at, line in enumerate(lines):
        if TITLE.match(line.text) and len(line.text) > 30:
            continue
        for a, text in _stretches(line):
            rest = text
            if at == kind_at:
                rest = re.sub(rf"^\W*(?:{load('header')[head.kind].text('match')})", "", text, flags=re.IGNORECASE)
            rest = _REGION_FIRST.sub("", HALL.sub("", rest))
            dateless = DATE_AT.sub(" ", rest).strip(" ,\t\n")
            place = PLACE.search(dateless) if len(rest) < 60 else None
            left = bare(PLACE.sub("", dateless) if place else rest)
            if len(left) > 14 and not (at == kind_at and NUMBER.match(rest.strip())):
                continue
            date, number = DATE_AT.search(rest), NUMBER.search(DATE_AT.sub(lambda m: " " * len(m[0]), rest))
            shift = a + len(text) - len(rest)
            if re.match(r"\s*на\s+№", rest):
                continue
            if number and at != kind_at and not _own_number(rest[: number.start()]):
                number = None
            if (
                date
                and head.date is None
                and not PERIOD.search(text)
                and not re.search(r"утвержд", line.text, re.IGNORECASE)
            ):
                parts = parse_date(date["date"])
                iso = parts.iso() if parts else None
                if iso:
                    head.date = iso
                    head.spans["date"] = (shift + date.start("date"), shift + date.end("date"))
            if number and head.number is None and not (head.spans.get("number")):
                printed = number["n"].strip(" .-–")
                printed += "." if printed.endswith(".д") else ""  # «87/1 о.д.»
                if not re.fullmatch(r"[А-Яа-яЁё]{4,}", printed):
                    head.number = printed
                    head.spans["number"] = (
                        shift + number.start("n"),
                        shift + number.start("n") + len(printed),
                    )
            if place and head.place is None and (date or number or len(left) == 0):
                found = text.find(place["p"])
                if found >= 0:
                    head.place = place["p"].strip()
                    head.spans["place"] = (a + found, a + found + len(head.place))


# «тел. 31-07-55 17 апр. 2014 № 03-14/1190»: a letterhead read as one line ends with date and number
_BEHIND_ADDRESS = re.compile(rf"(?<![\w.]){DATE_AT.pattern}\s*{NUMBER.pattern}\s*$", re.IGNORECASE)


def _stretches(line: Line) -> list[tuple[int, str]]:
    """The parts of a line where date, number or place may stand, with their offsets; addresses are left out."""
    out: list[tuple[int, str]] = []
    for a, b in _with_numbers(line):
        text = line.text[a - line.start : b - line.start]
        if starts("annex").match(text):
            continue
        if not cue("address").search(text) or DATE_AT.match(text.strip()):
            out.append((a, text))
        elif behind := _BEHIND_ADDRESS.search(text):
            out.append((a + behind.start(), behind[0]))
    return out


def _own_number(before: str) -> bool:
    """Whether a number is the paper's own: a school's, a law's has words before it, and no date."""
    rest = DATE_AT.sub("", before)
    return rest != before or bool(BEFORE_NUMBER.fullmatch(rest) or PLACE.fullmatch(rest.strip()))


def _fields(document: Document, head: Head) -> None:
    """«Наименование учреждения: …», «Дата составления: …» below the head of a form."""
    for block in document.blocks[: head.body_start + 12]:
        if block.kind == "cell":
            continue
        m = FIELD.match(document.text[block.start : block.end])
        if not m:
            continue
        key, a, b = m["key"].lower(), block.start + m.start("value"), block.start + m.end("value")
        if key.startswith("дата") and head.date is None:
            d = DATE_AT.search(document.text, a, b)
            parts = parse_date(d["date"]) if d else None
            if d and parts and parts.iso():
                head.date, head.spans["date"] = parts.iso(), (d.start("date"), d.end("date"))
        elif not key.startswith("дата") and head.issuer is None:
            value = re.sub(r",\s*(?:г|с|п|д|пос)\.\s?[А-ЯЁ][а-яё -]+$", "", m["value"]).strip()
            head.issuer, head.spans["issuer"] = value, (a, a + len(value))


def _kind_without_word(document: Document, lines: list[Line], head: Head) -> None:
    opening = document.text[: document.blocks[min(head.body_start + 6, len(document.blocks) - 1)].end]
    if cue("letter-cues").search(opening):
        head.kind = "letter"
    elif re.search(r"ПРИКАЗЫВАЮ|приказываю\s*:", document.text):
        head.kind = "order"
    elif re.search(r"ПОСТАНОВЛЯ(?:ЕТ|Ю)", document.text):
        head.kind = "decree"
    elif head.title and _TELLS.match(head.title) and not _RESOLVES.search(document.text):
        head.kind = "report"


# «Об исполнении районной программы в 2007 году»: what a paper without a kind word reports on
_TELLS = re.compile(
    r"\W*Об?\s+(?:ходе\s+)?(?:исполнени|выполнени|реализаци|итог|результат|достижени)[а-яё]+\s", re.IGNORECASE
)
_RESOLVES = re.compile(
    r"(?<!\w)(?:р\s?е\s?ш\s?и\s?л|п\s?о\s?с\s?т\s?а\s?н\s?о\s?в|рекомендовать|принять к сведению"
    r"|утвердить|наградить|предлага(?:ем|ю)(?!\w)|просим|обязать|поручить|контроль\s[^.]{0,80}(?:возложить|оставляю|возлагаю))",
    re.IGNORECASE,
)
