"""The header of a paper: kind, number, date, place, issuer, title, territory, period.

Departments set these in any order: three lines, one line with wide gaps, a borderless table, the
number behind the kind word, the date at the foot of a report.  Each line of the head is taken
apart into date, number and place; what remains is issuer (before the kind word) or title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.fields.lines import Line, cue, head_lines, starts
from extractor.patterns import load
from extractor.reading.document import Document
from extractor.text.dates import DATE, parse_date

KINDS = ("minutes", "decision", "order", "decree", "directive", "agreement", "report", "plan")
_DATE = re.compile(rf"(?:от\s+)?(?P<date>{DATE})", re.IGNORECASE)
_NUMBER = re.compile(
    r"№{1,2}\s?№?\s*(?P<n>(?!от\b)[0-9А-Яа-яA-Za-z][\w]*(?:\s?[-/.–]\s?\w+)*(?:\s(?:па|п|од|о"
    r"|р)(?!\w))?)(?!\w)"
)
_BLANK_NUMBER = re.compile(r"№\s*(?:_{2,}|$|б/н)|б/н")
_PLACE = re.compile(
    r"(?<!\w)(?P<p>(?:г|с|п|пос|пгт|рп|р\.\s?п|д|дер|ст|х|аул|село|город"
    r"|пос[её]лок)\.?\s?[А-ЯЁ][А-Яа-яё]+(?:[ -](?:на-)?[А-ЯЁ]?[А-Яа-яё]+){0,2})\s*$"
)
_HALL = re.compile(
    r",\s*(?:актовый зал|зал|каб|здание|конференц|ул\.|начало|кабинет|школа|дом культуры).*$", re.IGNORECASE
)
_TITLE = re.compile(r"^[\W_]*(?:О|Об|ОБ|Обо|Oб)\s+\S")
_COLLEGIUM = re.compile(
    r"^\W*(?:решени[ея]|протокол|постановлени[ея]|приказ|распоряжени[ея])\s*(?:заседания\s+)?(?:коллегии"
    r"|совета|комиссии)?\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^(?P<key>наименование [^:]{0,60}учреждения|дата(?: составления| подготовки"
    r"| представления)?(?: отч[её]та| справки| информации)?|ответственный исполнитель(?: программы)?"
    r"|организация|учреждение)\s*:\s*(?P<value>.+)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Head:
    """What the head says; spans are offsets into the document's text, by key."""

    kind: str = "other"
    kind_text: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    body_start: int = 0


def read_head(document: Document) -> Head:
    """Read the head of a paper; the foot's date and signatures are ``fields.signatures``."""
    lines, body = head_lines(document)
    head = Head(body_start=body)
    kind_at = _find_kind(lines, head)
    _registration(lines, head, kind_at)
    _fields(document, head)
    _issuer(document, lines, head, kind_at)
    _title(document, lines, head, kind_at)
    if head.kind == "other":
        _kind_without_word(document, lines, head)
    return head


def _find_kind(lines: list[Line], head: Head) -> int | None:
    """The line of the kind word: a short line of its own, or one that the title begins with."""
    for at, line, part in ((k, x, p) for k, x in enumerate(lines) for p in _pieces(x)):
        text = part.strip(' *_«"')
        if len(text) > 220 or starts("annex").match(text) or _TITLE.match(text):
            continue
        for kind in KINDS:
            m = re.match(rf"(?:{load('header')[kind].text('match')})", text, re.IGNORECASE)
            if not m:
                continue
            rest = text[m.end() :].strip()
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
    return None


def _pieces(line: Line) -> list[str]:
    """The whole line, or its segments where the kind word stands behind a gap («ЙЫШĂНУ ⇥ РЕШЕНИЕ»)."""
    pieces = [line.text[a - line.start : b - line.start] for a, b in line.segments]
    return [line.text, *pieces[1:]] if len(pieces) > 1 else [line.text]


def _bare(text: str) -> str:
    """What remains of a line without date, number, place and the words between them."""
    rest = _DATE.sub(" ", text)
    rest = _NUMBER.sub(" ", rest)
    rest = re.sub(r"№[\s_]*|_{2,}|б/н|(?<!\w)(?:от|года?|г\.?|город|дата|на)(?!\w)|[\d./\"«»-]+(?!\w)", " ", rest)
    return re.sub(r"[\s.,:;()]+", " ", rest).strip()


def _registration(lines: list[Line], head: Head, kind_at: int | None) -> None:
    """Date, number and place: each in its own segment, or together in one."""
    for at, line in enumerate(lines):
        if _TITLE.match(line.text) and len(line.text) > 30:
            continue
        for a, b in line.segments:
            text = line.text[a - line.start : b - line.start]
            if starts("annex").match(text) or (cue("address").search(text) and not _DATE.match(text.strip())):
                continue
            rest = text
            if at == kind_at:
                rest = re.sub(rf"^\W*(?:{load('header')[head.kind].text('match')})", "", text, flags=re.IGNORECASE)
            rest = _HALL.sub("", rest)
            place = _PLACE.search(_DATE.sub(" ", rest).strip()) if len(rest) < 60 else None
            left = _bare(_PLACE.sub("", _DATE.sub(" ", rest).strip()) if place else rest)
            if len(left) > 14 and not (at == kind_at and _NUMBER.match(rest.strip())):
                continue
            date, number = _DATE.search(rest), _NUMBER.search(_DATE.sub(lambda m: " " * len(m[0]), rest))
            shift = a + len(text) - len(rest)
            if re.match(r"\s*на\s+№", rest):
                continue
            if date and head.date is None and not re.search(r"утвержд", line.text, re.IGNORECASE):
                parts = parse_date(date["date"])
                iso = parts.iso() if parts else None
                if iso:
                    head.date = iso
                    head.spans["date"] = (shift + date.start("date"), shift + date.end("date"))
            if number and head.number is None and not (head.spans.get("number")):
                printed = re.sub(r"\s*([/-])\s*", r"\1", number["n"]).strip(" .-–")
                if not re.fullmatch(r"[А-Яа-яЁё]{4,}", printed):
                    head.number = printed
                    head.spans["number"] = (
                        shift + number.start("n"),
                        shift + number.start("n") + len(number["n"].rstrip(" .")),
                    )
            if place and head.place is None and (date or number or len(left) == 0):
                found = text.find(place["p"])
                if found >= 0:
                    head.place = place["p"].strip()
                    head.spans["place"] = (a + found, a + found + len(head.place))


def _fields(document: Document, head: Head) -> None:
    """«Наименование учреждения: …», «Дата составления: …» below the head of a form."""
    for block in document.blocks[: head.body_start + 12]:
        if block.kind == "cell":
            continue
        m = _FIELD.match(document.text[block.start : block.end])
        if not m:
            continue
        key, a, b = m["key"].lower(), block.start + m.start("value"), block.start + m.end("value")
        if key.startswith("дата") and head.date is None:
            d = _DATE.search(document.text, a, b)
            parts = parse_date(d["date"]) if d else None
            if d and parts and parts.iso():
                head.date, head.spans["date"] = parts.iso(), (d.start("date"), d.end("date"))
        elif not key.startswith("дата") and head.issuer is None:
            value = re.sub(r",\s*(?:г|с|п|д|пос)\.\s?[А-ЯЁ][а-яё -]+$", "", m["value"]).strip()
            head.issuer, head.spans["issuer"] = value, (a, a + len(value))


def _issuer(document: Document, lines: list[Line], head: Head, kind_at: int | None) -> None:
    if kind_at is not None and head.kind not in ("report", "plan"):
        line = lines[kind_at]
        text = line.text
        if kind_at + 1 < len(lines) and re.match(
            r"\W*(?:заседания\s+)?коллеги", lines[kind_at + 1].text, re.IGNORECASE
        ):
            text = document.text[line.start : lines[kind_at + 1].end]
        m = _COLLEGIUM.match(text)
        tail = text[m.end() :].strip(" *\n\t") if m else ""
        if tail and cue("organisation").match(tail) and not _NUMBER.match(tail) and not _DATE.match(tail):
            start = text.index(tail)
            head.issuer, head.spans["issuer"] = _flat(tail), (line.start + start, line.start + start + len(tail))
            return
    if head.issuer is not None:
        return
    stop = (
        kind_at if kind_at is not None else next((k for k, x in enumerate(lines) if _TITLE.match(x.text)), len(lines))
    )
    taken: list[Line] = []
    for line in lines[:stop]:
        text = line.text.strip()
        if (
            cue("address").search(text)
            or starts("annex").match(text)
            or re.match(r"\W*(?:утвержд|согласован|принят|рассмотр)", text, re.IGNORECASE)
        ):
            if taken and cue("address").search(text):
                break
            continue
        if (
            _DATE.search(text)
            or _NUMBER.match(text)
            or (starts("position").match(text) and not re.match(r"глава|комитет", text, re.IGNORECASE))
        ):
            if taken:
                break
            continue
        if re.fullmatch(
            r"[\W_]*(?:[А-ЯЁа-яё-]+\s+(?:край|область|республика|АО)|республика\s+[А-ЯЁа-яё]+"
            r"|российская федерация)\W*",
            text,
            re.IGNORECASE,
        ):
            continue
        if _PLACE.fullmatch(text):
            continue
        if cue("organisation").search(text) or (taken and not text.endswith(".")):
            taken.append(line)
    if not taken and kind_at is not None and head.kind in ("report", "plan"):
        _issuer_in_title(document, lines, head, kind_at)
    if taken:
        head.issuer = _flat(" ".join(x.text for x in taken))
        head.spans["issuer"] = (taken[0].start, taken[-1].end)


_GENITIVE = re.compile(
    (
        r"(?P<o>(?:управлени[яе]|отдела|комитета|департамента|министерства|администрации"
        r"|муниципального (?:[а-яё]+ ){1,4}учреждения"
        r"|краевого (?:[а-яё]+ ){1,4}учреждения)\s.+?)(?=\s+(?:о|об|за|по итогам|на|в 20)\s|\n?$)"
    ),
    re.IGNORECASE | re.DOTALL,
)
_NOMINATIVES = {
    "управления": "Управление",
    "управление": "Управление",
    "отдела": "Отдел",
    "комитета": "Комитет",
    "департамента": "Департамент",
    "министерства": "Министерство",
    "администрации": "Администрация",
}


def _issuer_in_title(document: Document, lines: list[Line], head: Head, kind_at: int) -> None:
    """«ПУБЛИЧНЫЙ ДОКЛАД управления образования … о состоянии …»: who reports, put into the nominative."""
    at = next(
        (
            x
            for x in lines[kind_at : kind_at + 2]
            if _GENITIVE.match(x.text.strip()) or (x is lines[kind_at] and _GENITIVE.search(x.text))
        ),
        None,
    )
    m = _GENITIVE.search(document.text, at.start, min(len(document.text), at.start + 300)) if at else None
    first = m["o"].split()[0] if m else ""
    if m and first.lower() in _NOMINATIVES and m.start() - at.start < 60:  # type: ignore[union-attr]
        head.issuer = _flat(_NOMINATIVES[first.lower()] + m["o"][len(first) :])
        head.spans["issuer"] = (m.start("o"), m.end("o"))


def _title(document: Document, lines: list[Line], head: Head, kind_at: int | None) -> None:
    subjects = [k for k, x in enumerate(lines) if not _registration_only(x)]
    subject = next((k for k in subjects if _TITLE.match(lines[k].text)), None)
    if subject is None:  # slovenly papers begin the title with a small letter
        subject = next((k for k in subjects if _TITLE.match(lines[k].text.lstrip().capitalize())), None)
    if head.kind in ("report", "plan") and kind_at is not None:
        first: int | None = kind_at
    else:
        first = subject
    if first is None:
        return
    last = first
    for k in range(first + 1, len(lines)):
        text = lines[k].text.strip()
        if (
            _registration_only(lines[k])
            or (starts("preamble").match(text) and not text[:1].islower())
            or _FIELD.match(text)
        ):
            break
        if lines[k].block is not lines[k - 1].block and _finished(lines[k - 1], lines[k]):
            break
        last = k
    a, b = lines[first].start, lines[last].end
    raw = document.text[a:b]
    cut = (
        re.search(r"\s*(?:№\s?\S+|от\s+" + DATE + r".*)$", raw)
        if head.kind in ("report", "plan") and first == last
        else None
    )
    if cut and _NUMBER.search(cut[0]) and head.number:
        raw = raw[: cut.start()]
    title = _flat(raw).strip(" *_")
    title = title.strip('"') if title.startswith('"') and title.endswith('"') else title
    head.title = title.rstrip(".") if not re.search(r"(?:г|гг)\.$", title) else title
    head.spans["title"] = (a, a + len(raw.rstrip()))


def _finished(previous: Line, line: Line) -> bool:
    """A title goes on in the next paragraph only where the lines are alike or the sentence is open."""
    text = line.text.strip()
    if text[:1].islower() or previous.text.rstrip().endswith((",", "-", "–")):
        return False
    if previous.text.rstrip().endswith("."):
        return True
    short = re.match(
        r"\W*(?:отч[её]т|доклад|справка|информация|план|программа|анализ|пояснительная записка"
        r"|\w+ справка|публичный доклад|дорожная карта)\W*$",
        previous.text,
        re.IGNORECASE,
    )
    if short and len(text) < 400:
        return False
    if len(previous.text) < 45 and len(previous.text.split()) <= 3 and (text[:1] in '«"' or text.isupper()):
        return False
    alike = previous.block.bold == line.block.bold and previous.block.align == line.block.align == "center"
    return not (alike and line.block.align == "center" and (line.block.bold or len(text) < 120))


def _registration_only(line: Line) -> bool:
    """A line that holds nothing but date, number and place."""
    text = line.text
    if not (_DATE.search(text) or _NUMBER.search(text) or _BLANK_NUMBER.search(text) or _PLACE.search(text)):
        return False
    rest = " ".join(_PLACE.sub("", line.text[a - line.start : b - line.start].strip()) for a, b in line.segments)
    return len(_bare(rest)) <= 14


def _kind_without_word(document: Document, lines: list[Line], head: Head) -> None:
    opening = document.text[: document.blocks[min(head.body_start + 6, len(document.blocks) - 1)].end]
    if cue("letter-cues").search(opening):
        head.kind = "letter"
    elif re.search(r"ПРИКАЗЫВАЮ|приказываю\s*:", document.text):
        head.kind = "order"
    elif re.search(r"ПОСТАНОВЛЯ(?:ЕТ|Ю)", document.text):
        head.kind = "decree"


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("*", "")).strip()
