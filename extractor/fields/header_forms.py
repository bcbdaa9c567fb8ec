"""The forms of a head's lines that several fields share: date, number, place, title words; what a head says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.fields.lines import Line
from extractor.text.dates import DATE

KINDS = ("minutes", "decision", "order", "decree", "directive", "agreement", "report", "plan")
DATE_AT = re.compile(rf"(?:от\s+)?(?P<date>{DATE})", re.IGNORECASE)
NUMBER = re.compile(
    r"(?:№{1,2}|(?<!\w)N(?=\s?\d))\s?№?\s*(?P<n>(?!от\b)[0-9А-Яа-яA-Za-z][\w]*(?:\s?[-/.–]\s?\w+)*"
    r"(?:\s(?:о\.\s?д\.|(?:о/д|л/с|о-д|од|осн\.?|па|п|рг|ра|р|о|к|лс|а|б|в)(?!\w)(?=\s*(?:$|[\t\n«\"(]|от\s|г\.|\d))))?)(?!\w)"
)
# Words before «№» that leave it the paper's own; behind any other it numbers a school, a law, an annex.
BEFORE_NUMBER = re.compile(
    r"\W*(?:(?:от|рег\w*|исх\w*|номер|(?:выписка|из|заседания|решени[ея]|приказа?|постановлени[ея]|распоряжени[ея]|протокола?"
    r"|отч[её]т|соглашени[ея]|договора?|письмо|справка|информация))(?!\w)\W*)*",
    re.IGNORECASE,
)
# «за период от 01.01.2016 по 31.03.2017»: the limits of a period are no date of the paper
PERIOD = re.compile(rf"за период|(?<!\w)(?:с|от)\s+{DATE}\s+(?:по|до)\s", re.IGNORECASE)
BLANK_NUMBER = re.compile(r"№\s*(?:_{2,}|$|б/н)|б/н")
PLACE = re.compile(
    r"(?<!\w)(?P<p>(?:г|с|п|пос|пгт|пст|гп|рп|р\.\s?п|г\.\s?п|д|дер|ст|х|аул|аал|село|город|станица|деревня|хутор|слобода|разъезд"
    r"|пос[её]лок)\.?\s?[А-ЯЁ][А-Яа-яё]+(?:[ -](?:на-)?[А-ЯЁ]?[А-Яа-яё]+){0,2})\s*$"
)
HALL = re.compile(
    r",\s*(?:актовый зал|зал|каб|здание|конференц|ул\.|начало|кабинет|школа|дом культуры).*$", re.IGNORECASE
)
TITLE = re.compile(r"^[\W_]*(?:О|Об|ОБ|Обо|Oб)\s+\S")
FIELD = re.compile(
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


_FILLERS = re.compile(r"№[\s_]*|_{2,}|б/н|(?<!\w)(?:от|года?|г\.?|город|дата|на)(?!\w)|[\d./\"«»-]+(?!\w)")
_BETWEEN = re.compile(r"[\s.,:;()]+")


def bare(text: str) -> str:
    """What remains of a line without date, number, place and the words between them."""
    rest = DATE_AT.sub(" ", text)
    rest = NUMBER.sub(" ", rest)
    return _BETWEEN.sub(" ", _FILLERS.sub(" ", rest)).strip()


def registration_only(line: Line) -> bool:
    """A line that holds nothing but date, number and place."""
    text = line.text
    if PERIOD.search(text):
        return False
    if not (DATE_AT.search(text) or NUMBER.search(text) or BLANK_NUMBER.search(text) or PLACE.search(text)):
        return False
    rest = " ".join(PLACE.sub("", line.text[a - line.start : b - line.start].strip()) for a, b in line.segments)
    return len(bare(rest)) <= 14


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("*", "")).strip()
