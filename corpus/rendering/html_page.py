"""Blocks as the page that a department's site publishes: paragraphs, headings, lists, tables, marked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from rendering.markup import Block, Cell, Furniture, Paragraph, Piece, Table, numbers, parse, text_of

_META = {
    "utf-8": '<meta charset="utf-8">',
    "cp1251": '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
}
_TAB = "    "
"""Site editors turn a tab into four spaces."""
_RUN = re.compile(r" {2,}")
_STYLES = {"right": ' style="text-align: right"', "centre": ' style="text-align: center"'}
_HEADINGS = {"title": "h2", "heading": "h3"}


def to_html(source: str, encoding: str = "utf-8") -> bytes:
    """One document of the corpus as a page in ``utf-8`` or ``cp1251``.

    Headers, footers and page breaks are left out as on a site, footnotes stand at the end.  A list of one
    level is ``ol``; the points of an outline («1.1.») are paragraphs with their numbers typed.
    """
    blocks = [block for block in parse(source) if not isinstance(block, Furniture) or block.kind == "textbox"]
    notes: list[str] = []
    page = "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="ru">',
            f"<head>{_META[encoding]}<title>{_escaped(_title(blocks))}</title></head>",
            "<body>",
            "<article>",
            *_body(blocks, notes),
            *notes,
            "</article>",
            "</body>",
            "</html>",
            "",
        )
    )
    return page.encode(encoding, "xmlcharrefreplace")


def _title(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "title":
            return " ".join(text_of(block.pieces).split())
    return "Документ"


def _body(blocks: Sequence[Block], notes: list[str]) -> Iterator[str]:
    shown = numbers(blocks)
    outline = any(isinstance(block, Paragraph) and block.role == "subitem" for block in blocks)
    opened = ""
    for place, block in enumerate(blocks):
        number = shown.get(place, "")
        tag = _list_tag(block, number, outline)
        if opened and not tag.startswith(opened):
            yield f"</{opened}>"
        if tag and not tag.startswith(opened or "?"):
            yield f"<{tag}>"
        opened = tag[:2]
        yield from _block(block, "" if tag else number, notes, listed=bool(tag))
    if opened:
        yield f"</{opened}>"


def _list_tag(block: Block, number: str, outline: bool) -> str:
    """The list that a block belongs to, with the number it goes on with: ``ul``, ``ol start="3"``, nothing."""
    if not isinstance(block, Paragraph):
        return ""
    if block.role == "bullet":
        return "ul"
    if block.role == "item" and not outline:
        return "ol" if number == "1." else f'ol start="{number.rstrip(".")}"'
    return ""


def _block(block: Block, number: str, notes: list[str], *, listed: bool) -> Iterator[str]:
    match block:
        case Furniture():
            yield f'<div class="stamp">{"<br>".join(map(_escaped, block.lines))}</div>'
        case Table():
            yield from _table(block)
        case Paragraph():
            tag = "li" if listed else _HEADINGS.get(block.role, "p")
            text = (f"{number} " if number else "") + _inline(block.pieces) + _marks(block.footnotes, notes)
            yield f"<{tag}{_STYLES.get(block.role, '')}>{text}</{tag}>"


def _marks(footnotes: Sequence[tuple[Piece, ...]], notes: list[str]) -> str:
    marks = ""
    for footnote in footnotes:
        key = len(notes) + 1
        notes.append(f'<p id="note{key}">[{key}] {_inline(footnote)}</p>')
        marks += f'<sup><a href="#note{key}">[{key}]</a></sup>'
    return marks


def _table(table: Table) -> Iterator[str]:
    yield f'<table border="{int(table.ruled)}">'
    for row in range(table.rows):
        cells = "".join(_cell(cell) for cell in table.cells if cell.row == row)
        yield f"<tr>{cells}</tr>"
    yield "</table>"


def _cell(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{span}"' for name, span in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if span > 1
    )
    return f"<td{spans}>{_inline(cell.pieces)}</td>"


def _inline(pieces: Sequence[Piece]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    text = _escaped(piece.text).replace("\n", "<br>\n")
    for wanted, tag in ((piece.bold, "strong"), (piece.italic, "em"), (bool(piece.change), piece.change or "")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return text


def _escaped(text: str) -> str:
    """Text with its runs of spaces kept the way site editors keep them."""
    text = text.replace("\t", _TAB)
    text = _RUN.sub(lambda run: ("\u00a0 " * len(run[0]))[: len(run[0])], text)
    return escape(text, quote=False).replace("\u00a0", "&nbsp;").replace("\u00ad", "&shy;")
