"""Lines of a text file, and how two lines of one sentence are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import median

from extractor.errors import SvodkaError

# A document of two thousand pages has so many lines, and tables on all of them so many marks between cells.
_MOST_LINES = 100_000
_MOST_MARKS = 300_000
_BREAKS = re.compile(r"[\f\v\x85\u2028\u2029]")
# First parts of compounds, whose hyphen stays at a line's end; any other hyphen there is a syllable break.
_COMPOUNDS = frozenset(
    (
        "военно", "духовно", "естественно", "жилищно", "информационно", "историко", "контрольно", "культурно",
        "лечебно", "материально", "медико", "научно", "нормативно", "опытно", "организационно", "планово",
        "психолого", "санитарно", "северо", "социально", "спортивно", "учебно", "физкультурно", "финансово",
        "хозяйственно", "художественно", "эколого", "юго",
    )
)  # fmt: skip
_LAST_WORD = re.compile(r"([^\W\d_]+)-$")
# Text that a PDF gave out word by word has at least so many lines (a shorter column is rather a list).
_FEWEST_WORDS = 20
# The sign of a point begins a paragraph after the end of a sentence, an outline number or a label always.
_ITEM_WORD = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}[.)]|[а-яё]\)|[-–—•]")
_ALWAYS = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.|(?:Срок|Ответственный|Ответственные):")
_REFERENCE = re.compile(r"п\.|пп\.|пункт[а-я]{0,3}|раздел[а-я]{0,3}|№", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    ``text`` has no white space but tabs at its end, ``number`` is the line's number in the file from 1,
    ``gap`` says that a blank line stands before it; the rest comes from Markdown marks.
    """

    text: str
    number: int
    gap: bool = False
    level: int = 0
    bold: bool = False
    bullet: bool = False

    @property
    def indent(self) -> int:
        """Columns of white space at the beginning (a tab counts as four)."""
        return sum(4 if char == "\t" else 1 for char in self.text[: len(self.text) - len(self.text.lstrip())])


def split_lines(text: str, *, name: str) -> list[Line]:
    """The lines of a text that are not blank.

    Raises:
        SvodkaError: ``too-large``.
    """
    text = _BREAKS.sub("\n", text)
    if text.count("\n") > _MOST_LINES:
        raise SvodkaError("too-large", path=name, detail="слишком много строк")
    if sum(map(text.count, "\t|│")) > _MOST_MARKS:
        raise SvodkaError("too-large", path=name, detail="слишком много ячеек")
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), start=1):
        body = raw.rstrip()
        if body:
            # Tabs at the end are empty cells of a table.
            lines.append(Line(body + "\t" * raw.count("\t", len(body)), number, gap))
        gap = not body
    return lines


def glue(first: str, second: str) -> str | None:
    """How a word broken over two lines is put together.

    Returns:
        What stays of the first line, the second follows it directly («самодея-» + «тельности» loses
        its hyphen, «Усть-» + «Кемская», «2020-» + «2024» keep it); ``None`` when no word is broken.
    """
    if not first.endswith(("-", "\u00ad")) or not second or len(first) < 2:
        return None
    before, after = first[-2], second[0]
    if first[-1] == "\u00ad":
        return first if after.isalpha() else None
    if before.isdigit() and after.isdigit():
        return first
    if not before.isalpha() or not after.isalpha():
        return None
    word = _LAST_WORD.search(first[-40:])
    compound = after.isupper() or (word and word[1].lower() in _COMPOUNDS)
    return first if compound else first[:-1]


def mend_words(lines: list[Line]) -> list[Line]:
    """Sentences out of a file with one word per line (from justified PDF); other files as they are."""
    words = [len(line.text.split()) for line in lines]
    if len(lines) < _FEWEST_WORDS or median(words) != 1:
        return lines
    # A column of a table has one word per line too, but its words are numbers and capitals.
    if 5 * sum(line.text.lstrip()[:1].islower() for line in lines) < 2 * len(lines):
        return lines
    mended: list[Line] = []
    pieces: list[str] = []
    begun, point = lines[0], 1
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        word = line.text.strip()
        last = pieces[-1] if pieces else ""
        # «1.», «2.» in their order before a capital are points even where the line above has no full stop.
        counted = word == f"{point}." and bool(following and following.text.lstrip()[:1].isupper())
        opens = last.endswith((".", ";", ":", "!", "?")) and bool(_ITEM_WORD.fullmatch(word))
        if not _REFERENCE.fullmatch(last):
            opens = opens or counted or bool(_ALWAYS.fullmatch(word))
            point += counted
        if pieces and (line.gap or opens):
            mended.append(replace(begun, text=" ".join(pieces), gap=True))
            pieces = []
        if not pieces:
            begun = line
        pieces.append(word)
    return [*mended, replace(begun, text=" ".join(pieces), gap=True)]
