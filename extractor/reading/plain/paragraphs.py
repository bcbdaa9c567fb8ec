"""Lines to paragraphs: which line goes on with the sentence of the line before it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from extractor.reading.plain.lines import Line, glue
from extractor.reading.source import RawText

# «1.», «1.1.», «3.3.1)», «а)», «IV.», «–»: the sign of a point or list item.
_ITEM = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,4}[.)]\)?|[а-яёa-z]\)|[IVX]{1,5}[.)])(?=\s|[А-ЯЁ«])"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}\s|[-–—•·▪➢❖●○■◆✓]\s"
)
_DASH = re.compile(r"[-–—]\s")
# Lines set in columns or drawn: of tables, heads and signatures.
_SET = re.compile(r"\t|\s{3}|[|¦\u2500-\u257f]|[-=_]{3}")
# Lines of a head or a foot that begin in lower case and go on with nothing: place, date, number, telephone.
_HEADER = re.compile(
    r"(?:г|с|п|пос|пгт|рп|д|дер|ст|х|аул)\.\s?[А-ЯЁ]|от\s+[\d«\"_]|на\s+№|исп\.|тел\.|т\.\s?\d|ул\."
    r"|e-?mail|\d{6},"
)
_ANNEX = re.compile(r"приложение\b", re.IGNORECASE)
# A name at the end of a line after a gap: the signature is complete.
_SIGNED = re.compile(
    r"(?:\s{3,}|\t|_)\s*/?\s*"
    r"(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)\s*/?$"
)
# Words that no sentence ends with.
_DANGLING = re.compile(
    r"(?:^|\s)(?:в|во|на|до|от|за|с|со|к|ко|и|по|о|об|для|из|при|или|а|у|над|под|не|№|[–—-]|п\.|пп\.|ст\.|ч\.)$",
    re.IGNORECASE,
)
# Lines that stand alone: the deadline and the person under a point of a decision, a date.
_LABEL = re.compile(r"(?:Срок|Ответственн|Исполнител|Голосовал)[а-яё]*[^.:–—]{0,40}[:–—-]")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\s?г?\.?(?:\s*№.{0,30})?")
# «Енского края» on a line of its own goes on with the name above it.
_TERRITORY = re.compile(r"[А-ЯЁ][а-яё-]+(?:ского|цкого|ской|цкой)\s+[а-яё]")
_STOP = (".", ";", ":", "!", "?")
# Lines up to this length may have been broken by hand, as titles and letterheads are.
_HAND_BROKEN = 90
# No program wraps text narrower or wider.
_NARROWEST = 30
_WIDEST = 140
# So many breaks must agree on a width, and lines may hang over it by so much.
_FEWEST_BREAKS = 3
_SLACK = 2
# How far an opening quotation mark may stand before the end of a line that it holds open.
_QUOTED = 160


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The width a file wraps its lines at (0: it does not), and whether blank lines part its paragraphs."""

    width: int = 0
    spaced: bool = False

    def full(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word had no room on ``line``."""
        return bool(self.width) and len(line.text) + 1 + len(_first_word(following)) > self.width


def wrapping(lines: list[Line]) -> Wrapping:
    """How a file is wrapped: the width that explains the most breaks inside sentences.

    A break before a word of ``n`` letters after ``k`` signs is explained by every width from
    ``k`` to ``k + n``; breaks made by hand (titles) agree on no width.
    """
    prose = [line for line in lines if not _SET.search(line.text.strip())]
    sizes: list[tuple[int, int]] = []
    for last, line in pairwise(prose):
        body = line.text.lstrip()
        if not line.gap and body[0].islower() and not last.text.endswith((*_STOP, "-", "\u00ad")):
            sizes.append((len(last.text), len(last.text) + len(_first_word(line))))
    votes = Counter(width for least, most in sizes if most <= _WIDEST for width in range(least, most + 1))
    if not votes:
        return Wrapping()
    width, voices = min(votes.items(), key=lambda item: (-item[1], item[0]))
    wider = sum(len(line.text) > width + _SLACK for line in prose)
    # Lines far from the margin were broken by hand and say nothing.
    near = sum(most >= 0.75 * width for _, most in sizes)
    if width < _NARROWEST or voices < max(_FEWEST_BREAKS, 0.6 * near) or wider > len(prose) / 8:
        return Wrapping()
    return Wrapping(width, spaced=sum(line.gap for line in prose) > len(prose) / 20)


def _first_word(line: Line) -> str:
    return line.text.lstrip()[:_WIDEST].split(" ", 1)[0]


def join_lines(lines: list[Line], how: Wrapping) -> tuple[list[RawText], int]:
    """Paragraphs out of consecutive lines, and how many hyphens at line ends the joining took out."""
    texts: list[RawText] = []
    group: list[Line] = []
    dropped = 0
    for k, line in enumerate(lines):
        if group and not _continues(group, line, lines[k + 1] if k + 1 < len(lines) else None, how):
            text, lost = _paragraph(group, how)
            texts.append(text)
            dropped += lost
            group = []
        group.append(line)
    if group:
        text, lost = _paragraph(group, how)
        texts.append(text)
        dropped += lost
    return texts, dropped


def _continues(group: list[Line], line: Line, following: Line | None, how: Wrapping) -> bool:
    last = group[-1]
    if line.gap or line.level or last.level or line.bullet or line.bold != last.bold:
        return False
    before, after = last.text.strip(), line.text.strip()
    full = how.full(last, line)
    if _ITEM.match(after):
        # A dash at the head of a wrapped line may be one inside the sentence; a number after «п.» too.
        return (
            full and not before.endswith(_STOP) and (bool(_DASH.match(after)) or bool(_DANGLING.search(before[-12:])))
        )
    if glue(before, after) or (_DANGLING.search(before[-12:]) and not before.isupper()):
        return True
    if _SIGNED.search(last.text[-60:]) or _LABEL.match(after) or _DATE.fullmatch(after):
        return False
    if _HEADER.match(after):
        annex = bool(_ANNEX.match(group[0].text.strip())) and after.startswith("от")
        return annex or (full and not before.endswith(_STOP))
    if _open_quote(before):
        return True
    if after[0].islower():
        # In a wrapped file a line that is full goes on even after «чел.;» and «по русскому языку:».
        return full or not (before.endswith(_STOP) or _capitals(before))
    if full and line.indent < last.indent + 2:
        if not before.endswith(_STOP):
            return True
        # A short line without an end is a heading.
        heading = not after.endswith(_STOP) and not (following and how.full(line, following))
        return not heading and (how.spaced or group[0].indent >= line.indent + 2)
    return not before.endswith((*_STOP, ",")) and _title_goes_on(group, after)


def _title_goes_on(group: list[Line], after: str) -> bool:
    """A hand-broken title goes on with a name in quotation marks or a territory in the genitive."""
    before = group[-1].text.strip()
    if len(before) > _HAND_BROKEN or _capitals(before):
        return False
    titled = group[0].text.strip()[:1].islower() or bool(re.match(r"Об?\s", group[0].text.strip()))
    if after.startswith("«") or (after.startswith("(") and not after.endswith(")")):
        return titled
    return bool(_TERRITORY.match(after))


def _open_quote(text: str) -> bool:
    tail = text[-_QUOTED:]
    return tail.rfind("«") > tail.rfind("»") and not text.endswith(_STOP)


def _capitals(text: str) -> bool:
    """A line in capitals or letter-spaced («П Р И К А З», «п р и к а з»): the kind of paper, its issuer."""
    letters = [char for char in text[:200] if char.isalpha()]
    if not letters:
        return False
    spaced = all(len(word) == 1 for word in text.split()) and len(letters) > 3
    return spaced or all(char.isupper() for char in letters)


def _paragraph(group: list[Line], how: Wrapping) -> tuple[RawText, int]:
    title = not group[-1].text.strip().endswith(_STOP)
    pieces = [group[0].text.strip()]
    dropped = 0
    for last, line in pairwise(group):
        text = line.text.strip()
        if word := glue(pieces[-1], text):
            dropped += len(pieces[-1]) - len(word)
            pieces[-1] = word
            pieces.append(text)
            continue
        by_hand = title and len(last.text.strip()) <= _HAND_BROKEN and not how.full(last, line)
        pieces += ["\n" if by_hand else " ", text]
    first = group[0]
    return (
        RawText(
            "".join(pieces),
            kind="heading" if first.level else "list_item" if first.bullet else "paragraph",
            number="•" if first.bullet else None,
            level=first.level,
            bold=all(line.bold for line in group),
            locator=f"line {first.number}",
        ),
        dropped,
    )
