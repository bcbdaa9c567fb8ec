"""The markup of ``corpus/documents``: one document as blocks.

One block per line unless noted:

    # centred bold title        ## bold heading            >> right-aligned line
    || centred line             - bullet                   anything else: a justified paragraph
    #. point numbered by Word   #.#. such a point of the second level («1.1.»)
    | a | b |                   a table row; «<» belongs to the cell on its left, «^» to the cell above
    {borderless}                the next table has no rules
    {header: text} {footer: text} {textbox: text} {pagebreak}
    {footnote: text}            a footnote of the paragraph above it

Inside a line: **bold**, *italic*, {ins: tracked insertion}, {del: tracked deletion}, «\\n» a line break,
«\\t» a tab, «~» a no-break space, «^-» a soft hyphen, «\\*» an asterisk that stays one.  An empty line is
no block; plain text keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Change = Literal["ins", "del"]
Role = Literal["title", "heading", "right", "centre", "bullet", "item", "subitem", "body"]

_ASTERISK = "\ue000"
"""Stands for «\\*» while the line is cut; a private character that no document holds."""
_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*\s][^*]*?)\*|\{(?P<change>ins|del): (?P<text>.*?)\}")
_BRACES = re.compile(r"\{(?P<what>header|footer|textbox|pagebreak|borderless|footnote)(?:: (?P<text>.*))?\}")
_ROLES: tuple[tuple[str, Role], ...] = (
    ("#.#. ", "subitem"),
    ("#. ", "item"),
    ("## ", "heading"),
    ("# ", "title"),
    (">> ", "right"),
    ("|| ", "centre"),
    ("- ", "bullet"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look; ``text`` may hold line breaks and tabs."""

    text: str
    bold: bool = False
    italic: bool = False
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``gap``: an empty line stands before it in the source."""

    pieces: tuple[Piece, ...]
    role: Role = "body"
    gap: bool = False
    footnotes: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """The owner of a rectangle of grid places, given by its upper left one."""

    row: int
    column: int
    rowspan: int
    colspan: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid; every place belongs to exactly one cell."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    ruled: bool = True
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands outside the flow of text: ``lines`` is empty for a page break."""

    kind: Literal["header", "footer", "textbox", "pagebreak"]
    lines: tuple[str, ...] = ()
    gap: bool = False


Block = Paragraph | Table | Furniture


def parse(source: str) -> list[Block]:
    """The blocks of one document.

    Raises:
        ValueError: a footnote with no paragraph above it.
    """
    blocks: list[Block] = []
    rows: list[str] = []
    gap, ruled = False, True
    for raw in [*source.split("\n"), ""]:
        line = raw.rstrip()
        if line.startswith("|") and not line.startswith("||"):
            rows.append(line)
            continue
        if rows:
            blocks.append(replace(_table(rows), ruled=ruled, gap=gap))
            rows, gap, ruled = [], False, True
        braces = _BRACES.fullmatch(line)
        if not line.strip():
            gap = True
        elif braces and braces["what"] == "footnote":
            _add_footnote(blocks, braces["text"])
        elif braces and braces["what"] == "borderless":
            ruled = False
        else:
            blocks.append(_furniture(braces, gap) if braces else _paragraph(line, gap))
            gap = False
    return blocks


def accepted(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces as they read once all tracked changes are accepted."""
    return tuple(replace(piece, change=None) for piece in pieces if piece.change != "del")


def text_of(pieces: Iterable[Piece]) -> str:
    """The characters of a paragraph or cell, changes accepted."""
    return "".join(piece.text for piece in accepted(pieces))


def numbers(blocks: Sequence[Block]) -> dict[int, str]:
    """The numbers that Word shows before numbered points («2.», «2.1.»), by the block's place in the list."""
    shown: dict[int, str] = {}
    first = second = 0
    for place, block in enumerate(blocks):
        role = block.role if isinstance(block, Paragraph) else None
        if role == "item":
            first, second = first + 1, 0
            shown[place] = f"{first}."
        elif role == "subitem":
            second += 1
            shown[place] = f"{first}.{second}."
    return shown


def _pieces(text: str, *, bold: bool = False) -> tuple[Piece, ...]:
    text = text.replace("\\*", _ASTERISK)
    found: list[Piece] = []
    start = 0
    for match in _INLINE.finditer(text):
        found.append(Piece(text[start : match.start()], bold))
        if match["change"]:
            change: Change = "ins" if match["change"] == "ins" else "del"
            found.append(Piece(match["text"], bold, change=change))
        else:
            found.append(Piece(match["bold"] or match["italic"], bold or bool(match["bold"]), bool(match["italic"])))
        start = match.end()
    found.append(Piece(text[start:], bold))
    return tuple(replace(piece, text=_typed(piece.text)) for piece in found if piece.text)


def _typed(text: str) -> str:
    """The characters that the marks inside a line stand for."""
    text = text.replace("^-", "\u00ad").replace("~", "\u00a0")
    return text.replace("\\n", "\n").replace("\\t", "\t").replace(_ASTERISK, "*")


def _paragraph(line: str, gap: bool) -> Paragraph:
    for mark, role in _ROLES:
        if line.startswith(mark):
            body = line[len(mark) :]
            bold = role in ("title", "heading") and "**" not in body
            return Paragraph(_pieces(body, bold=bold), role, gap)
    return Paragraph(_pieces(line), "body", gap)


def _furniture(braces: re.Match[str], gap: bool) -> Furniture:
    lines = tuple(_typed(part) for part in (braces["text"] or "").split("\\n") if part)
    match braces["what"]:
        case "header":
            return Furniture("header", lines, gap)
        case "footer":
            return Furniture("footer", lines, gap)
        case "textbox":
            return Furniture("textbox", lines, gap)
    return Furniture("pagebreak", (), gap)


def _add_footnote(blocks: list[Block], text: str) -> None:
    match blocks[-1:]:
        case [Paragraph() as above]:
            blocks[-1] = replace(above, footnotes=(*above.footnotes, _pieces(text)))
        case _:
            raise ValueError(f"a footnote with no paragraph above it: {text}")


def _table(lines: Sequence[str]) -> Table:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = []
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right, down = j + 1, i + 1
            while right < width and row[right] == "<":
                right += 1
            while down < len(rows) and rows[down][j] == "^":
                down += 1
            cells.append(Cell(i, j, down - i, right - j, _pieces(text)))
    return Table(len(rows), width, tuple(cells))
