"""Who signs: «Начальник управления … В.С. Мальцев», two lines, several signers; approval blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.fields.header_foot import AT_END, foot_lines
from extractor.fields.lines import Line, cue, starts
from extractor.fields.parts import Part, Parts
from extractor.reading.document import Document
from extractor.text.dates import DATE, parse_date
from extractor.text.person import FULL, INITIALS_FIRST, NAME, SURNAME_FIRST

# «Е.П. Фамилия, заместитель главы»: the name before the position
_NAME_FIRST = re.compile(rf"^[\s_]*(?P<name>{INITIALS_FIRST}|{SURNAME_FIRST}|{FULL})\s*[,–-]\s*(?P<position>\S.+)$")
# «Протокол вёл: Фамилия К.»: behind these words one initial is enough
_KEPT = re.compile(
    r"^\W*(?P<position>(?:протокол\s+)?(?:в[её]л[аи]?|составил[аи]?|оформил[аи]?)(?:\s+протокол)?)\s*[:–-]?\s*"
    r"(?P<name>(?-i:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.?)?))\s*$",
    re.IGNORECASE,
)
# «Инспектор РОО ⇥ Фамилия В.»: one initial is enough behind a position and a gap
_ONE_INITIAL = re.compile(r"[\t_/]\s*(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.)\s*$")
_FILLER = re.compile(r"[\s_/,–—-]*(?:\(?подпис(?:ь|ано)\)?|М\.\s?П\.?|/подписано/|п/п)?[\s_/,–—-]*$", re.IGNORECASE)
_PHONE = re.compile(r"(?:т(?:ел)?\.|тел|\(?\d[\d ()-]{4,}\d|\+7)", re.IGNORECASE)
_APPROVAL = re.compile(
    r"^\W*(?:утвержда(?:ю|ет)|утвержд[её]н[оаы]?|согласован[оа]?|принят[оа]?|рассмотрен[оа]?)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Signer:
    position: str | None
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Approved:
    position: str | None
    name: str | None
    date: str | None
    start: int
    end: int


def find_signers(document: Document, parts: Parts, *, first_block: int) -> list[Signer]:
    """The signers at the foot of the main part, in order."""
    lines = foot_lines(document, parts, first_block)
    out: list[Signer] = []
    position_from = 0
    for k, line in enumerate(lines):
        text = line.text
        if cue("not-signature").match(text.strip()):
            if out:
                break
            continue
        if signer := _in_one_line(line):
            out.append(signer)
            position_from = k + 1
            continue
        m = AT_END.search(text) or (_ONE_INITIAL.search(text) if starts("position").match(text) else None)
        if (
            not m
            or _PHONE.search(text[m.end() :])
            or (k + 1 < len(lines) and _PHONE.match(lines[k + 1].text.strip()) and not starts("position").match(text))
        ):
            continue
        before = _FILLER.sub("", text[: m.start("name")]).strip()
        start = line.start + (len(text) - len(text.lstrip()))
        above = [x for x in lines[position_from:k] if not AT_END.search(x.text)]
        position, begin = _position(before, above, start)
        if position is None and text.strip() == m["name"].strip() and k >= len(lines) - 5 and not above:
            out.append(Signer(None, re.sub(r"\s+", " ", m["name"]).strip(), start, line.start + m.end("name")))
            position_from = k + 1
            continue
        if position is None and not (out or any(starts("position").match(x.text.strip()) for x in above)):
            continue
        if position and len(position) > 260:
            continue
        out.append(Signer(position, re.sub(r"\s+", " ", m["name"]).strip(), begin, line.start + m.end("name")))
        position_from = k + 1
    return out


def _in_one_line(line: Line) -> Signer | None:
    """The name before its position, or behind «Протокол вёл»."""
    m = _NAME_FIRST.match(line.text)
    if m and not starts("position").match(m["position"]):
        m = None
    m = m or _KEPT.match(line.text)
    if not m:
        return None
    first = min(m.start("name"), m.start("position"))
    last = max(m.end("name"), m.end("position"))
    name, position = (re.sub(r"\s+", " ", m[key]).strip() for key in ("name", "position"))
    return Signer(position, name, line.start + first, line.start + last)


def _position(before: str, above: list[Line], start: int) -> tuple[str | None, int]:
    """The position in front of the name, with the lines above that begin it."""
    taken: list[Line] = []
    if not (before and starts("position").match(before) and before[:1].isupper()):
        for line in reversed(above):
            text = line.text.strip()
            if len(text) > 140 or text.endswith((".", ";", ":")) or re.search(DATE, text):
                break
            taken.insert(0, line)
            if starts("position").match(text) and text[:1].isupper():
                break
        if taken and not any(starts("position").match(x.text.strip()) for x in taken):
            taken = []
    elif above and above[-1].text.rstrip().endswith(",") and starts("position").match(above[-1].text.strip()):
        taken = [above[-1]]
    whole = re.sub(r"\s+", " ", " ".join([*(x.text.strip() for x in taken), before])).strip(" _,/–-")
    if not whole or not re.search(r"[А-Яа-я]{3}", whole):
        return None, start
    if not any(starts("position").match(t) for t in (whole, before)):
        return None, start
    return whole, taken[0].start if taken else start


def find_approvals(document: Document, parts: Parts) -> list[Approved]:
    """«УТВЕРЖДАЮ», «СОГЛАСОВАНО» blocks in the head of a paper or of an annex."""
    out = []
    for block in document.blocks:
        if parts.of[block.index] not in (Part.HEAD, Part.ANNEX, Part.BODY) or block.kind == "cell":
            continue
        text = document.text[block.start : block.end]
        if (
            len(text) > 400
            or not _APPROVAL.match(text)
            or not (text.isupper() or "\n" in text or len(text) < 60 or block.align == "right")
        ):
            continue
        end = block.end
        for following in document.blocks[block.index + 1 : block.index + 5]:
            more = document.text[following.start : following.end]
            if (
                "\n" in text
                or len(more) > 90
                or following.kind == "cell"
                or _APPROVAL.match(more)
                or cue("preamble").match(more)
            ):
                break
            end = following.end
            if re.search(DATE, more):
                break
        whole = document.text[block.start : end]
        names = list(re.finditer(NAME, whole))
        date = re.search(DATE, whole, re.IGNORECASE)
        parsed = parse_date(date[0]) if date else None
        position = whole[_APPROVAL.match(whole).end() : names[-1].start()] if names else None  # type: ignore[union-attr]
        flat = re.sub(r"[\s_]+", " ", position).strip(" _,:") if position else None
        out.append(
            Approved(flat or None, names[-1][0] if names else None, parsed.iso() if parsed else None, block.start, end)
        )
    return out
