"""Tables typed as paragraphs, in every format but plain text, whose reader decides line by line.

A DOCX or HTML file made out of an old text has a paragraph for each of its lines: rows typed with tabs,
or drawn with signs («+---+», «¦», «│»).  They are put together as the text reader does it.
"""

from __future__ import annotations

from extractor.reading.plain.lines import Line
from extractor.reading.plain.table import tab_table
from extractor.reading.plain.traces import Piece, trace
from extractor.reading.plain.typed_drawings import gather_drawings
from extractor.reading.plain.typed_gaps import tabbed
from extractor.reading.source import RawTable, RawText


def gather(items: list[RawText | RawTable]) -> tuple[list[RawText | RawTable], int]:
    """Paragraphs that are rows of a table, put together as tables; the rest as it is.

    A cell keeps the places on the page of its words; texts with tracked changes stay as they are.

    Returns:
        The items, and how many non-space signs went that did nothing but draw.
    """
    gathered: list[RawText | RawTable] = []
    drawn = 0
    run: list[RawText] = []
    for item in [*items, None]:
        if isinstance(item, RawText) and _is_plain(item):
            run.append(item)
            continue
        found, signs = gather_drawings(run)
        gathered += _gather_tabs(found)
        drawn += signs
        run = []
        if item:
            gathered.append(item)
    return gathered, drawn


def _is_plain(text: RawText) -> bool:
    return text.kind == "paragraph" and not (text.changes or text.number)


def _gather_tabs(items: list[RawText | RawTable]) -> list[RawText | RawTable]:
    gathered: list[RawText | RawTable] = []
    run: list[RawText] = []
    for item in items:
        if isinstance(item, RawText):
            run.append(item)
            continue
        gathered += [*_gather_run(run), item]
        run = []
    return [*gathered, *_gather_run(run)]


def _gather_run(run: list[RawText]) -> list[RawText | RawTable]:
    lines = [Line(text, number) for number, text in enumerate(tabbed([text.text for text in run]))]
    gathered: list[RawText | RawTable] = []
    at = settled = 0
    while at < len(run):
        table: RawTable | None = None
        if at >= settled and "\t" in lines[at].text:
            table, settled = tab_table(lines, at)
        if not table:
            gathered.append(run[at])
            at += 1
            continue
        trace([table], [Piece(text, 0, len(text.text)) for text in run[at:settled]])
        gathered.append(table)
        at = settled
    return gathered
