"""Markdown in text files: its marks are no text of the document."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.reading.encoding import non_space
from extractor.reading.plain.lines import Line

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_BOLD_PAIR = re.compile(r"\*\*[^*]{1,2000}\*\*")
_ALL_BOLD = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)\s*")
_DELIMITER = re.compile(r"\s{0,3}\|?\s{0,3}:?-{3,}:?\s{0,3}\|[\s|:-]*$")
_BULLET = re.compile(r"(\s*)[*+]\s+(?=\S)")
# Two or three stars are a mark wherever they stand (left over ones too), four and more are a rule or a blank.
_STARS = re.compile(r"(?<!\*)\*{2,3}(?!\*)")
_STAR_PAIR = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,2000})(?<=[^\s*])\*(?![\w*])")
_UNDERLINE_PAIR = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])([^_]{1,2000})(?<=[^\s_])_{1,2}(?![\w_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_BREAK_TAG = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)


def strip_marks(lines: list[Line]) -> tuple[list[Line], int]:
    """Lines without Markdown marks and how many characters the marks had.

    A file is Markdown when it has a pair of double stars, a heading with «#» or a table of pipes; the
    stars and underscores of other files are footnote signs and blanks, and stay.
    """
    if not any(_is_markdown(line.text) for line in lines):
        return lines, 0
    clean = [_strip(line) for line in lines]
    removed = sum(non_space(line.text) for line in lines) - sum(non_space(line.text) for line in clean)
    # A line that had nothing but marks is a blank one.
    kept: list[Line] = []
    gap = False
    for line in clean:
        if line.text.strip():
            kept.append(replace(line, gap=line.gap or gap))
        gap = not line.text.strip()
    return kept, removed


def _is_markdown(text: str) -> bool:
    return bool(_BOLD_PAIR.search(text) or _HEADING.match(text) or _DELIMITER.match(text))


def _strip(line: Line) -> Line:
    text = line.text
    heading = _HEADING.match(text)
    if heading:
        text = text[heading.end() :].rstrip("# ")
    bold = bool(_ALL_BOLD.fullmatch(text))
    bullet = _BULLET.match(text)
    if bullet:
        text = bullet[1] + text[bullet.end() :]
    text = _STARS.sub("", text)
    text = _UNDERLINE_PAIR.sub(r"\1", _STAR_PAIR.sub(r"\1", text))
    text = _BREAK_TAG.sub("\n", _ESCAPE.sub(r"\1", text))
    return replace(line, text=text.rstrip(), level=len(heading[1]) if heading else 0, bold=bold, bullet=bool(bullet))
