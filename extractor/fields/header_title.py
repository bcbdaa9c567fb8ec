"""The title of a paper: «О …» over several lines, or the kind word's own line in a report or plan."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.fields.header_forms import FIELD, NUMBER, TITLE, Head, flat, registration_only
from extractor.fields.lines import Line, cue, starts
from extractor.reading.document import Document
from extractor.text.dates import DATE

# A subject printed behind the preamble stands within so many blocks, and is no longer than this.
_OPENING, _LONG = 6, 300
# A line that ends so goes on with the name in quotation marks.
_NAME_FOLLOWS = re.compile(
    r"(?:учреждени[яею]|школ[ыеу]|сад[ау]|гимнази[ию]|лице[яю]|центра|программы|проекта)\s*$", re.I
)


# What begins no line of its own: «… по итогам ⏎ 2024/2025 учебного года».
_GOES_ON = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\s+(?:учебн\w+\s+)?год")


def read_title(document: Document, lines: list[Line], head: Head, kind_at: int | None) -> None:
    subjects = [k for k, x in enumerate(lines) if not registration_only(x)]
    subject = next((k for k in subjects if TITLE.match(lines[k].text)), None)
    if subject is None:  # slovenly papers begin the title with a small letter
        subject = next((k for k in subjects if TITLE.match(lines[k].text.lstrip().capitalize())), None)
    if head.kind in ("report", "plan", "other") and kind_at is not None:
        first: int | None = kind_at
    else:
        first = subject
    if first is None:
        _late_title(document, head)
        return
    last = first
    for k in range(first + 1, len(lines)):
        text = lines[k].text.strip()
        if k == kind_at:
            break  # the title stands above the kind word
        if (
            registration_only(lines[k])
            or (starts("preamble").match(text) and not text[:1].islower())
            or FIELD.match(text)
            or starts("performative").match(text)
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
    if cut and NUMBER.search(cut[0]) and head.number:
        raw = raw[: cut.start()]
    first_line = document.text[a : lines[first].end]
    if last > first and (m := re.search(r"\s*№+\s?(?P<n>\S+)\s*$", first_line)) and m["n"] == head.number:
        raw = first_line[: m.start()] + raw[len(first_line) :]
    title = flat(raw).strip(" *_")
    title = title.strip('"') if title.startswith('"') and title.endswith('"') else title
    head.title = title.rstrip(".") if not re.search(r"(?:г|гг)\.$", title) else title
    head.spans["title"] = (a, a + len(raw.rstrip()) if last == first else b)


def _late_title(document: Document, head: Head) -> None:
    """School orders may print the subject between «… приказываю» and the first point."""
    if head.kind not in ("order", "decree", "directive", "decision"):
        return
    opening = document.blocks[head.body_start : head.body_start + _OPENING]
    for above, block in pairwise(opening):
        text = document.text[block.start : block.end].strip()
        performs = cue("performative").search(document.text[above.start : above.end].rstrip(" :\n")[-20:])
        if performs and block.number is None and block.kind != "cell" and TITLE.match(text) and len(text) < _LONG:
            head.title, head.spans["title"] = flat(text).rstrip("."), (block.start, block.end)
            return


def _finished(previous: Line, line: Line) -> bool:
    """A title goes on in the next paragraph only where the lines are alike or the sentence is open."""
    text = line.text.strip()
    if _GOES_ON.match(text) and not previous.text.rstrip().endswith("."):
        return False
    if text[:1].islower() or previous.text.rstrip().endswith((",", "-", "–")):
        return False
    if text[:1] in '«"' and _NAME_FOLLOWS.search(previous.text):
        return False
    if previous.text.rstrip().endswith("."):
        return True
    short = re.match(
        r"\W*(?:акт|положение|порядок|отч[её]т|доклад|справка|информация|план|программа|анализ|пояснительная записка"
        r"|\w+ справка|публичный доклад|дорожная карта)\W*$",
        previous.text,
        re.IGNORECASE,
    )
    if short and len(text) < 400:
        return False
    if len(previous.text) < 45 and len(previous.text.split()) <= 3 and (text[:1] in '«"' or text.isupper()):
        return False
    if previous.text.isupper() and text.isupper():
        return False
    alike = previous.block.bold == line.block.bold and previous.block.align == line.block.align == "center"
    return not (alike and line.block.align == "center" and (line.block.bold or len(text) < 120))
