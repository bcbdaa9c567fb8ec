"""The points of the operative part, leaf by leaf: text, assignee, deadlines, type.

A point that only names who is meant («2. Руководителям ОУ:») is no order but the assignee of its
sub-points, unless a sub-point names its own.  Unnumbered bullets and lines («Срок: …»,
«Ответственный: …») belong to the point above them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from extractor.fields.assignee_lines import assignee_line
from extractor.fields.assignees import Opening, asks_only, infinitive, open_point
from extractor.fields.deadlines import Found, find_deadlines
from extractor.fields.nesting import Mark, elder, read_mark
from extractor.fields.parts import Part, Parts, performative_end
from extractor.patterns import load
from extractor.reading.document import Document
from extractor.record import OrderType
from extractor.text.dates import DATE
from extractor.text.openings import opening
from extractor.text.person import NAME
from extractor.text.pieces import Hints

_ONLY_DATE = re.compile(rf"\W*{DATE}(?:\W*|\s*\t.*)", re.IGNORECASE)
NAME_RE = re.compile(NAME)


@dataclass(slots=True)
class Point:
    """One point as collected: its blocks (offset ranges), its deadlines and who answers for it."""

    number: str | None
    ranges: list[tuple[int, int]]
    mark: Mark | None = None
    heading: bool = False
    children: int = 0
    parent: Point | None = None
    opening: Opening | None = None
    assignee: tuple[str, int, int] | None = None
    deadlines: list[Found] = field(default_factory=list)
    type: OrderType = "task"
    text: str | None = None
    cell: bool = False


@cache
def _type_rule(name: str) -> re.Pattern[str]:
    words = load("orders")[name].text("match")
    return re.compile(f"{opening(words)}(?:{words})", re.IGNORECASE)


@cache
def _type_hints(name: str) -> Hints:
    return Hints(_type_rule(name))


def _is_type(name: str, text: str) -> bool:
    return _type_hints(name).in_text(text.lower()) and _type_rule(name).match(text) is not None


@cache
def _to_person() -> re.Pattern[str]:
    return load("orders").any_of("to-person", before=r"\W*")


@cache
def _after_points() -> re.Pattern[str]:
    return load("orders").any_of("after-points", before=r"[\W_]*")


@cache
def slot_pattern() -> re.Pattern[str]:
    """«Срок: …» up to the end of the line or bracket."""
    words = "|".join(load("orders").words("deadline-line"))
    return re.compile(
        rf"(?:(?<![а-яё])(?:{words})(?:\s[а-яё]+){{0,4}}?\s*[:–—\t-]|(?:^"
        rf"|(?<=[\n(]))\s*(?:{words})\s+(?=до\s"
        rf"|не позднее))\s*(?P<slot>(?:\s*\n)?(?:(?!\.\s+[А-ЯЁ])[^\n()])*(?:\([^)]*\)(?:"
        rf"(?!\.\s+[А-ЯЁ])[^\n()])*)?)",
        re.IGNORECASE,
    )


@cache
def _has_slot() -> Hints:
    return Hints(slot_pattern())


def order_type(text: str) -> OrderType:
    """``control``, ``act`` or ``task``."""
    if _is_type("control", text):
        return "control"
    return "act" if _is_type("act", text) else "task"


def collect_points(document: Document, parts: Parts, *, reference: date | None, stop: int) -> list[Point]:
    """All orders of the operative part in reading order, headings left out.

    ``stop`` is the index of the first block of the signatures.
    """
    points: list[Point] = []
    stack: list[Point] = []
    for block in document.blocks:
        if parts.of[block.index] is not Part.OPERATIVE or block.kind in ("cell", "textbox", "footnote"):
            if parts.of[block.index] is Part.BODY:
                stack = []
            continue
        if block.index >= stop:
            break
        text = document.text[block.start : block.end]
        after = performative_end(text, minutes=parts.minutes and not block.number)
        start = block.body
        if after is not None:
            stack = []
            start = block.start + after
            if not text[after:].strip():
                continue
        if _after_points().match(document.text[start : block.end]):
            continue
        printed = document.text[block.start : block.body]
        mark = read_mark(block.number, printed) if block.number else None
        if block.number and mark is not None:
            colon = bool(stack) and document.text[slice(*stack[-1].ranges[-1])].rstrip().endswith(":")
            above = int(bool(stack) and _names_only(document, stack[0]))  # «Директорам школ:» over points 1, 2, 3
            del stack[above + elder(mark, [p.mark for p in stack if p.mark], heading=colon) :]
            point = Point(block.number, [(start, block.end)], mark=mark, parent=stack[-1] if stack else None)
            if point.parent:
                point.parent.children += 1
            stack.append(point)
            points.append(point)
        elif (not stack or (stack[-1].number is None and not _belongs_above(document.text[start : block.end]))) and (
            _is_type("control", document.text[start : block.end]) or _imperative(document.text[start : block.end])
        ):
            point = Point(None, [(start, block.end)])
            points.append(point)
            stack = [point] if not _is_type("control", document.text[start : block.end]) else []
        elif stack and _names_only(document, stack[0]) and _names(document.text[start : block.end]):
            points.append(Point(None, [(start, block.end)]))
            stack = [points[-1]]
        elif stack and _is_type("control", document.text[start : block.end]):
            points.append(Point(None, [(start, block.end)]))
            stack = []
        elif stack and not _ONLY_DATE.fullmatch(text):
            stack[-1].ranges.append((block.start, block.end))
    for point in points:
        _fill(document, point, reference)
    return [p for p in points if not p.heading]


def _belongs_above(text: str) -> bool:
    """A term, who answers, or a bullet: goes with the point above."""
    return (
        bool(slot_pattern().match(text.strip("–- ")))
        or assignee_line(text) is not None
        or bool(re.match(r"\s*[–•-]", text))
    )


def _names(text: str) -> bool:
    """A line that names who is meant and nothing else: «Директорам школ:»."""
    told = open_point(text) if text.rstrip().endswith(":") else None
    return told is not None and told.assignee is not None and told.text_start >= len(text.rstrip().rstrip(":"))


def _names_only(document: Document, point: Point) -> bool:
    """An unnumbered head over numbered points."""
    return point.number is None and _names(document.text[slice(*point.ranges[0])])


_BULLET = re.compile(r"\s*[–•—-]")
_FIRST_WORD = re.compile(r"\W*([А-ЯЁа-яё-]+)")
_WORDS = re.compile(r"[А-Яа-яё-]+")


def _imperative(text: str) -> bool:
    first = _FIRST_WORD.match(text)
    if first and infinitive(first[1]):
        return True
    return open_point(text).assignee is not None


def _fill(document: Document, point: Point, reference: date | None) -> None:
    start, end = point.ranges[0]
    text = document.text[start:end]
    point.type = order_type(text)
    opening = open_point(text, named=point.parent is not None and _asks(document, point.parent))
    if point.type == "task" and opening.assignee and _to_person().match(text, opening.text_start):
        point.type, opening = "act", Opening(None, 0, 0, 0)  # «Панькину А.А. объявить выговор»: he has nothing to do
    elif point.type == "act" and (opening.assignee or _inherited(point)):
        point.type = "task"
    if len(point.ranges) > 1 and not point.children and opening.assignee is None:
        opening = _above_bullets(document, point) or opening
    named_only = opening.assignee is not None and opening.text_start >= len(text.rstrip().rstrip(":"))
    colon = text.rstrip().endswith(":") and not any(document.text[a:b].strip() for a, b in point.ranges[1:])
    if point.children and (named_only or colon or _noun_heading(text)):
        point.heading = True
        if (
            opening.assignee is None
            and not any(infinitive(w) for w in _WORDS.findall(text))
            and (NAME_RE.search(text) or open_point(text.rstrip(" .:") + ":").assignee)
        ):
            whole = text.strip().rstrip(":").rstrip()
            if not re.search(r"[А-ЯЁ]\.$", whole):
                whole = whole.rstrip(".")
            opening = Opening(re.sub(r"\s+", " ", whole), 0, len(whole), len(text))
    point.opening = opening
    if opening.assignee is not None:
        point.assignee = (opening.assignee, start + opening.start, start + opening.end)
    if point.type == "control":
        point.assignee = _controller(text, start)
    inherited = point.parent
    while point.assignee is None and inherited is not None and point.type != "control":
        point.assignee = inherited.assignee
        inherited = inherited.parent
    for a, b in point.ranges if point.type == "task" else ():
        line = assignee_line(document.text[a:b])
        if (line and (a, b) != point.ranges[0]) or (line and point.assignee is None):
            point.assignee = (line[0], a + line[1], a + line[2])
    for a, b in point.ranges:
        point.deadlines += _deadlines(document, a, b, reference)
    if not point.deadlines and point.parent and point.parent.heading:
        point.deadlines = list(point.parent.deadlines)
    point.text = _task(document, point)


def _above_bullets(document: Document, point: Point) -> Opening | None:
    """«2. Кочетковой Л.Д.» and what she has to do in bullets below it, with no colon between."""
    start, end = point.ranges[0]
    text = document.text[start:end].rstrip(" .:–-\n")
    if any(infinitive(w) for w in _WORDS.findall(text)) or not _BULLET.match(document.text[slice(*point.ranges[1])]):
        return None
    text += "." if re.search(r"\s[А-ЯЁ]\.\s?[А-ЯЁ]$", text) else ""
    opening = open_point(f"{text}:")
    return opening._replace(text_start=end - start) if opening.assignee else None


def _asks(document: Document, point: Point) -> bool:
    """«Рекомендовать:» with nobody named: the points under it name their assignees each."""
    start, end = point.ranges[0]
    return asks_only(document.text[start:end])


def _inherited(point: Point) -> bool:
    """A heading above names who has to do it: even «закрепить» or «назначить» is then a task."""
    above = point.parent
    while above is not None:
        if above.assignee is not None:
            return True
        above = above.parent
    return False


def _noun_heading(text: str) -> bool:
    return len(text) < 60 and not any(infinitive(w) for w in _WORDS.findall(text))


_CONTROLLER = re.compile(
    r"(?:(?:возложить|возлагаю|возлагается)(?:\s+контроль(?:\s+[^\s.;:]+){0,8}?)?\s+на"
    r"|(?:оставить|оставляю|сохранить|закрепить|закрепляю|оста[её]тся)\s+за"
    r"|(?:поручить|поручаю|осуществля(?:ет|ют)|осуществлять)"
    r"|контроль[^.;\n]{0,90}?\s[–—-]\s+за(?=\s)|^\W*контроль\s?[:–—-](?:\s+за(?=\s))?)"
    r"\s*(?P<who>[^;\n]+?)\s*\.?\s*$",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"(?:за\s+)?(?:себя|собой|собою|мной|мною)\b", re.IGNORECASE)


def _controller(text: str, start: int) -> tuple[str, int, int] | None:
    m = _CONTROLLER.search(text.rstrip())
    if not m or _MYSELF.match(m["who"]):
        return None
    who = re.sub(r"\s+", " ", m["who"])
    if re.search(r"\s[А-ЯЁ]\.\s?[А-ЯЁ]$", who):
        who += "."
    return who, start + m.start("who"), start + m.end("who")


def _deadlines(document: Document, start: int, end: int, reference: date | None) -> list[Found]:
    return [
        Found(start + f.start, start + f.end, f.form)
        for f in block_deadlines(document.text[start:end], order=True, reference=reference)
    ]


_KEYED_TERM = re.compile(r"(?:срок\w*|этапы(?: и сроки)?)(?: [а-яё]+){0,4}\t", re.IGNORECASE)


def block_deadlines(text: str, *, order: bool, reference: date | None) -> list[Found]:
    """Deadlines of one block: its «Срок: …» slots and what stands outside of them."""
    found: list[Found] = []
    if key := _KEYED_TERM.match(text):
        return [
            Found(key.end() + f.start, key.end() + f.end, f.form)
            for f in find_deadlines(text[key.end() :], where="slot", reference=reference)
        ]
    rest = text
    for m in slot_pattern().finditer(text) if _has_slot().in_text(text.lower()) else ():
        inside = find_deadlines(m["slot"], where="slot", reference=reference)
        found += [Found(m.start("slot") + f.start, m.start("slot") + f.end, f.form) for f in inside]
        if inside:
            rest = rest[: m.start()] + " " * (m.end() - m.start()) + rest[m.end() :]
    found += find_deadlines(rest, where="order" if order else "prose", reference=reference)
    return sorted(found, key=lambda f: f.start)


_TAIL_BRACKET = re.compile(
    r"\s*[–—-]?\s*\(?\s*(?:срок\w*\s*(?:исполнения)?\s*[:–—-]|отв\."
    r"|ответственн\w+\s*[:–—-])[^)\n]*\)?\.?\s*$",
    re.IGNORECASE,
)


_MAY_END_IN_BRACKET = Hints(_TAIL_BRACKET)
_GAPS = re.compile(r"[ \t]+")


def _task(document: Document, point: Point) -> str:
    start, end = point.ranges[0]
    offset = point.opening.text_start if point.opening and point.type != "control" else 0
    text = document.text[start + offset : end]
    if point.type == "control":
        text = re.split(r"\s+(?:возложить|возлагаю|возлагается)", text)[0]
    pieces = [_TAIL_BRACKET.sub("", text) if _MAY_END_IN_BRACKET.in_text(text.lower()) else text]
    for a, b in point.ranges[1:]:
        more = document.text[a:b]
        if slot_pattern().match(more.strip("–- ")) or assignee_line(more):
            continue
        pieces.append(more)
    return _GAPS.sub(" ", "\n".join(p.strip() for p in pieces if p.strip())).strip(" ,–-")
