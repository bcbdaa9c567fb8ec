"""Legal acts cited («Указом Президента РФ от 07.05.2018 № 204 «О …»») and projects named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.patterns import load
from extractor.text.dates import DATE, parse_date
from extractor.text.pieces import Hints

_LEVELS = {"федеральн": "federal", "региональн": "regional", "национальн": "national", "муниципальн": "municipal"}
_NUMBER = r"№\s?(?P<{0}>[\w./-]+(?:\s?-\s?\w+)?)"
_TITLE_START = re.compile(r"\s*\(?[^«\n.;]{0,30}?«")


@dataclass(frozen=True, slots=True)
class ReferenceFound:
    kind: str
    number: str | None
    date: str | None
    title: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProjectFound:
    level: str | None
    name: str
    start: int
    end: int


@cache
def _acts() -> re.Pattern[str]:
    kinds = [w.split("=", 1) for w in load("references").words("acts")]
    heads = "|".join(f"(?P<{kind}>{source})" for kind, source in kinds)
    tail = (
        rf"(?P<gap>(?:\s+[А-Яа-яёЁ«»().,-]+){{0,12}}?)\s+(?:от\s+(?P<d>{DATE})\s*"
        rf"(?:{_NUMBER.format('n')})?|{_NUMBER.format('m')}(?:\s+от\s+(?P<e>{DATE}))?)"
    )
    return re.compile(rf"(?<![А-Яа-яё])(?:{heads}){tail}", re.IGNORECASE)


@cache
def _has_act() -> Hints:
    return Hints(_acts())


@cache
def _projects() -> re.Pattern[str]:
    words = "|".join(load("references").words("projects"))
    return re.compile(rf"(?P<level>{words})(?:\s+(?:приоритетн\w+\s+)?)проект\w*[\s,]+«", re.IGNORECASE)


def find_references(text: str) -> list[ReferenceFound]:
    """Acts cited in ``text`` with number or date, in reading order."""
    if ("№" not in text and " от " not in text) or not _has_act().in_text(text.lower()):
        return []
    out = []
    for m in _acts().finditer(text):
        kind = next(k for k, v in m.groupdict().items() if v and k not in ("d", "e", "n", "m", "gap"))
        parsed = parse_date(m["d"] or m["e"] or "")
        end, title = m.end(), None
        if opening := _TITLE_START.match(text, m.end()):
            close = closing_quote(text, opening.end() - 1)
            if close is not None and re.match(r"О[бО]?\s", text[opening.end() :]):
                title, end = re.sub(r"\s+", " ", text[opening.end() : close]), close + 1
        number = (m["n"] or m["m"] or "").rstrip(".,") or None
        out.append(ReferenceFound(kind, number, parsed.iso() if parsed else None, title, m.start(), end))
    return out


def find_projects(text: str) -> list[ProjectFound]:
    """«регионального проекта «Цифровая образовательная среда»»."""
    out = []
    for m in _projects().finditer(text):
        close = closing_quote(text, m.end() - 1)
        if close is not None:
            level = next((v for k, v in _LEVELS.items() if m["level"].lower().startswith(k)), None)
            out.append(ProjectFound(level, re.sub(r"\s+", " ", text[m.end() : close]), m.end(), close))
    return out


def closing_quote(text: str, at: int) -> int | None:
    """The offset of the » that closes the « at ``at``, nested ones counted."""
    depth = 0
    for k in range(at, min(len(text), at + 600)):
        depth += (text[k] == "«") - (text[k] == "»")
        if depth == 0:
            return k
    return None
