"""Who issues a paper: the lines above the kind word, the collegium behind it, the reporter in a report's title."""

from __future__ import annotations

import re

from extractor.fields.header_forms import DATE_AT, NUMBER, PLACE, TITLE, Head, flat
from extractor.fields.lines import Line, cue, starts
from extractor.reading.document import Document

COLLEGIUM = re.compile(
    r"^\W*(?:решени[ея]|протокол|постановлени[ея]|приказ|распоряжени[ея])\s*(?:заседания\s+)?(?:коллегии"
    r"|совета|комиссии)?\s*",
    re.IGNORECASE,
)


_COLLEGIUM_ALONE = re.compile(r"\W*(?:решени[ея]|протокол)\s+(?:заседания\s+)?(?:коллегии|совета)\W*", re.IGNORECASE)


_COLLEGIUM_NEXT = re.compile(r"\W*(?:заседания\s+)?коллеги", re.IGNORECASE)


def _kind_and_body(document: Document, line: Line, following: list[Line]) -> str:
    """The kind word's line, with the next where the body is named there: «РЕШЕНИЕ КОЛЛЕГИИ ⏎ департамента …»."""
    for after in following:
        named = after.text.strip()
        goes_on = _COLLEGIUM_ALONE.fullmatch(line.text.strip()) and named[:1].islower()
        if _COLLEGIUM_NEXT.match(after.text) or (goes_on and cue("organisation").match(named)):
            return document.text[line.start : after.end]
    return line.text


def read_issuer(document: Document, lines: list[Line], head: Head, kind_at: int | None) -> None:
    if kind_at is not None and head.kind not in ("report", "plan"):
        line = lines[kind_at]
        text = _kind_and_body(document, line, lines[kind_at + 1 : kind_at + 2])
        m = COLLEGIUM.match(text)
        tail = text[m.end() :].strip(" *\n\t") if m else ""
        if tail and cue("organisation").match(tail) and not NUMBER.match(tail) and not DATE_AT.match(tail):
            start = text.index(tail)
            head.issuer, head.spans["issuer"] = flat(tail), (line.start + start, line.start + start + len(tail))
            return
    if head.issuer is not None:
        return
    stop = kind_at if kind_at is not None else next((k for k, x in enumerate(lines) if TITLE.match(x.text)), len(lines))
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
            DATE_AT.search(text)
            or NUMBER.match(text)
            or (taken and TITLE.match(text))  # a title above the kind word
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
        if PLACE.fullmatch(text):
            continue
        if cue("organisation").search(text) or (taken and not text.endswith(".")):
            taken.append(line)
    if not taken and kind_at is not None and head.kind in ("report", "plan"):
        _issuer_in_title(document, lines, head, kind_at)
    if taken:
        head.issuer = flat(" ".join(x.text for x in taken))
        head.spans["issuer"] = (taken[0].start, taken[-1].end)
    elif head.issuer is None:
        _issuer_in_running_head(document, head)


# A running head that names an organisation and nothing else is no longer than this.
_RUNNING = 160


def _issuer_in_running_head(document: Document, head: Head) -> None:
    for block in document.blocks:
        text = document.text[block.start : block.end].strip()
        if (
            block.kind == "header"
            and 0 < len(text) < _RUNNING
            and cue("organisation").match(text)
            and not re.search(r"\d|№", text)
            and not cue("address").search(text)
        ):
            head.issuer, head.spans["issuer"] = flat(text), (block.start, block.end)
            return


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
        head.issuer = flat(_NOMINATIVES[first.lower()] + m["o"][len(first) :])
        head.spans["issuer"] = (m.start("o"), m.end("o"))
