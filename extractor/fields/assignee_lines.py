"""Who answers for a point, told beside it: on a line below, in a bracket, behind a dash.

«Ответственный: Голубев А.А.», «(отв. Карпова Л.С.)», «– классные руководители Титова Е.М., Юн В.А., срок – 8 апреля».
"""

from __future__ import annotations

import re
from functools import cache

from extractor.patterns import load
from extractor.text.person import SURNAME_FIRST
from extractor.text.pieces import Hints

_PEOPLE = rf"(?:[а-яё-]+\s){{0,5}}{SURNAME_FIRST}(?:\s?,\s?{SURNAME_FIRST})*"
# «составить планы – классные руководители Титова Е.М., Юн В.А., срок – 8 апреля», «подарки - Юн В.А., получить …»
_BEHIND_DASH = re.compile(
    rf"(?:\s[–—-]\s|\s[–—-](?=[А-ЯЁ]))(?P<who>(?!(?:на|за|для|по|в|во|с|от|из|к|у)\s){_PEOPLE})"
    r"\s*(?:,\s*(?=срок|до\s|\d|[а-яё]+(?:ать|ять|ить|еть|уть|сти|йти)\s)|[;.]?\s*$)"
)
_IN_BRACKET = re.compile(r"\(\s*(?:отв\.|ответственн\w+)\s+(?P<who>[^)]+)\)", re.IGNORECASE)
# «(Карпова Л.С., до 1 мая)»: a person beside a term has to do it
_WITH_TERM = re.compile(rf"\(\s*(?P<who>{_PEOPLE})\s*[,;–—-]\s*(?=(?:в\s)?срок|до\s\d)[^)]*\)")
# «взять на контроль (Пак Л.В.)»: alone at the end, unless it says who somebody is («директора школы (Пак Л.В.)»)
_ALONE = re.compile(rf"(?P<before>\S+\s\S+)\s\(\s*(?P<who>{_PEOPLE})\s*\)[\s.;]*$")


@cache
def _someone() -> re.Pattern[str]:
    return load("orders").any_of("somebody")


@cache
def _group() -> re.Pattern[str]:
    """«(пилотные школы) – до 1 декабря»: those who do it, beside their term."""
    who = "|".join(load("orders").words("groups"))
    return re.compile(
        rf"\((?P<who>(?:[а-яё-]+\s){{0,3}}?(?:{who})(?:\s[а-яё-]+){{0,3}})\)\s*[,–—-]+\s*(?=(?:срок\W*)?(?:до|к)\s\d)",
        re.IGNORECASE,
    )


@cache
def _assignee_line() -> tuple[re.Pattern[str], Hints]:
    """The words before an assignee on a line of its own, and what tells that one of the two forms may stand."""
    words = "|".join(load("orders").words("assignee-line"))
    line = re.compile(
        rf"(?:^|[\n;.,(]|\t)\s*(?:{words})\s*(?:[:–—-]\s*|(?<=\.)\s*(?=[А-ЯЁ]))(?P<who>[^\n;)]+)", re.IGNORECASE
    )
    return line, Hints(line, _IN_BRACKET)


def assignee_line(text: str) -> tuple[str, int, int] | None:
    """«Ответственный: Голубев А.А.» – the assignee and its offsets."""
    line, may_hold = _assignee_line()
    m = None
    if may_hold.in_text(text.lower()):
        m = line.search(text) or _IN_BRACKET.search(text)
    m = m or _WITH_TERM.search(text) or _BEHIND_DASH.search(text) or _group().search(text) or _alone(text)
    if not m:
        return None
    who = re.split(r"(?:(?<![А-ЯЁ])\.|[;,])?\s*(?:Срок|срок)\w*\s*[:–-]", m["who"])[0].strip()
    who = who[:-1] if who.endswith(".") and not re.search(r"[А-ЯЁ]\.$", who) else who
    who = re.sub(r",?\s+(?:в срок\s+)?до\s+\d.*$", "", who, flags=re.DOTALL)
    return (" ".join(who.split()), m.start("who"), m.start("who") + len(who)) if who else None


def _alone(text: str) -> re.Match[str] | None:
    m = _ALONE.search(text) if text.rstrip(" .;\n").endswith(")") else None
    return None if m is None or _someone().search(m["before"]) else m
