"""Tables that only lay out a page: letterheads, date | number rows, approval and signature blocks.

Departments set the head and the foot of a paper in borderless tables, and some put whole pages
into a frame of one cell.  Such a table is dissolved: a row of one-line cells becomes one line
with gaps (as if typed with tabs), other cells become paragraphs, column by column.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.patterns import load
from extractor.reading.places import NOWHERE
from extractor.reading.source import Change, RawCell, RawTable, RawText

_INITIALS = re.compile(r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.?")
_DATE_OR_NUMBER = re.compile(
    r"^\W*(?:от\s+)?(?:№|N\s?\d|[«\"_]*\d{1,2}[»\"_]*[.\s]+(?:\d{2}\.\d{4}|[а-я]+\s+\d{4}))", re.IGNORECASE
)
_NUMERIC = re.compile(r"^[\d\s.,%–—()/-]+$")
# A page head or foot laid out by a table is short; longer tables are data.
_MOST_ROWS = 6


@cache
def _cue(name: str) -> re.Pattern[str]:
    return load("layout").any_of(name)


@cache
def _position() -> re.Pattern[str]:
    return load("header").any_of("position", before="")


def is_signature(text: str) -> bool:
    """Whether a line is a position and a name: «Начальник управления ____ М.И. Сомова»."""
    position = _position().match(text)
    named = [m for m in _INITIALS.finditer(text) if m.end() == len(text.rstrip(" /"))]
    return bool(position and named and text[: named[0].start()].endswith((" ", "\t", "_", "/")))


def dissolve(table: RawTable, *, first: bool) -> list[RawText | RawTable] | None:
    """The paragraphs of a layout table, or ``None`` for a table of data.

    Args:
        table: as read.
        first: whether nothing but running heads stands before it in the document.
    """
    rows: dict[int, list[RawCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    width = max((c.column + c.colspan for c in table.cells), default=0)
    if width <= 1 or len([c for c in table.cells if c.items]) <= 1:
        return [item for cell in table.cells for item in cell.items]
    if width == 2 and _is_keyed([[_text(c) for c in row] for row in rows.values()]):
        return [_keyed(row) for row in rows.values()]
    if not _is_layout([[_text(c) for c in row] for row in rows.values()], first=first):
        return None
    flat: list[RawText | RawTable] = []
    for row in rows.values():
        texts = [i for c in row for i in c.items if isinstance(i, RawText) and i.text.strip()]
        if len(texts) > 1 and all(
            sum(isinstance(i, RawText) for i in c.items) <= 1 and "\n" not in _text(c) for c in row
        ):
            flat.append(_line(texts))
            flat += [i for c in row for i in c.items if isinstance(i, RawTable)]
        else:
            flat += [i for c in row for i in c.items]
    return flat


def _text(cell: RawCell) -> str:
    return "\n".join(i.text.strip() for i in cell.items if isinstance(i, RawText)).strip()


def _is_layout(rows: list[list[str]], *, first: bool) -> bool:
    texts = [t for row in rows for t in row if t]
    # a date is no datum here: «от | 03.10.2023 | № | 412» lays out the date and the number
    data = sum(bool(_NUMERIC.match(t)) and not _DATE_OR_NUMBER.match(t) for t in texts)
    if len(rows) == 1:
        return not (len(texts) >= 4 and data >= 2)
    if len(rows) > _MOST_ROWS:
        return False
    head = sum(bool(_cue("data_head").match(t)) for t in rows[0])
    if head >= 2 or (head and not first):
        return False
    if data < 2 and any(_cue("approval").match(t) for t in texts):
        return True  # «Утверждено, тыс. руб.» over sums is no approval
    if all(_INITIALS.search([t for t in row if t][-1]) for row in rows if any(row)) and not any(
        _NUMERIC.match(t) for t in texts
    ):
        return True
    numbers = sum(bool(_NUMERIC.match(t)) for t in texts)
    if first and numbers <= 1:
        return any(_DATE_OR_NUMBER.match(t) or _cue("letterhead").search(t) for t in texts)
    return len(rows) <= 2 and any(_DATE_OR_NUMBER.match(t) for t in texts) and numbers <= 2


def _is_keyed(rows: list[list[str]]) -> bool:
    """A passport: short names on the left, texts of several words or lines on the right."""
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2 and any(row)]
    if len(pairs) < 3 or sum(bool(_cue("data_head").match(t)) for t in rows[0]) >= 2:
        return False
    keys = sum(0 < len(k) < 90 and not _NUMERIC.match(k) for k, _ in pairs)
    if sum(bool(_cue("passport").match(k)) for k, _ in pairs) >= 3:
        return True
    texts = sum(len(v) > 60 or "\n" in v for _, v in pairs)
    return keys >= len(pairs) * 0.8 and texts * 2 >= len(pairs)


def _keyed(row: list[RawCell]) -> RawText:
    """«Key⇥text» of a passport's row, the text's lines kept."""
    return _line([i for c in row for i in c.items if isinstance(i, RawText) and i.text.strip()], later="\n")


def _line(texts: list[RawText], *, later: str = "\t") -> RawText:
    """One text of several, a gap behind the first and ``later`` between the others; shown numbers are kept as text."""
    whole, places, changes = "", NOWHERE, list[Change]()
    for k, text in enumerate(texts):
        whole += "" if k == 0 else "\t" if k == 1 else later
        places = places.followed(text.places, len(whole)) if text.places else places
        changes += [replace(c, start=c.start + len(whole), end=c.end + len(whole)) for c in text.changes]
        whole += text.text
    if not texts:
        return RawText("")
    return RawText(
        whole,
        places=places,
        changes=tuple(changes),
        bold=all(t.bold for t in texts),
        locator=texts[0].locator,
        scanned=any(t.scanned for t in texts),
    )
