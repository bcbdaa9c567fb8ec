"""Blocks as plain text, the way a word processor saves it: a line per paragraph, table cells between tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rendering.markup import Block, Furniture, Paragraph, Piece, Table, numbers, parse, text_of

# What typists of the time wrote for the characters that an old code page lacks.
_OLD_TYPING = str.maketrans(
    {"«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "…": "...", "\u00ad": ""}
)
_LAYOUT_COLUMNS = 3
"""A table of at most so many columns with several lines in each row only lays out a letterhead or approvals."""
_OLD_SIGNS = {"koi8-r": {"№": "N"}, "cp866": {}}


def to_text(source: str) -> str:
    """One document of the corpus as text; headers, footers and page breaks are left out, footnotes come last."""
    blocks = parse(source)
    shown = numbers(blocks)
    lines: list[str] = []
    notes: list[str] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Furniture) and block.kind != "textbox":
            continue
        if block.gap and lines:
            lines.append("")
        lines += _lines(block, shown.get(place, ""), notes)
    if notes:
        lines += ["", *notes]
    return "\n".join(lines) + "\n"


def encode(text: str, encoding: str) -> bytes:
    """The text in ``utf-8``, ``utf-16`` (with its mark), ``cp1251``, ``koi8-r`` or ``cp866``.

    In the last two the signs that they lack are typed as people typed them then: straight quotes, a hyphen,
    «N» for «№» in KOI8-R.

    Raises:
        UnicodeEncodeError: a character that the encoding lacks and that nobody typed otherwise.
    """
    if encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    if encoding in _OLD_SIGNS:
        text = text.translate(_OLD_TYPING)
        for sign, typed in _OLD_SIGNS[encoding].items():
            text = text.replace(sign, typed)
    return text.encode(encoding)


def _lines(block: Block, number: str, notes: list[str]) -> Iterator[str]:
    match block:
        case Furniture():
            yield from block.lines
        case Table():
            yield from _rows(block)
        case Paragraph():
            mark = "- " if block.role == "bullet" else f"{number} " if number else ""
            yield mark + text_of(block.pieces) + _marks(block.footnotes, notes)


def _marks(footnotes: Sequence[tuple[Piece, ...]], notes: list[str]) -> str:
    marks = ""
    for footnote in footnotes:
        mark = f"[{len(notes) + 1}]"
        notes.append(f"{mark} {text_of(footnote)}")
        marks += mark
    return marks


def _rows(table: Table) -> Iterator[str]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = text_of(cell.pieces)
    if table.columns <= _LAYOUT_COLUMNS and all("\n" in "".join(row) for row in grid):
        yield from (line for row in grid for text in row for line in text.split("\n"))
    else:
        yield from ("\t".join(map(_one_line, row)) for row in grid)


def _one_line(text: str) -> str:
    """A line break inside a cell would begin a new row, a tab a new cell."""
    return text.replace("\t", " ").replace("\n", " ")
