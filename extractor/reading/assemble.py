"""From a reader's raw texts to the ``Document``: clean, number, join, count."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.reading.document import Block, BlockKind, Document, Table
from extractor.reading.layout import dissolve
from extractor.reading.ocr.repair import clean_scan
from extractor.reading.places import NOWHERE
from extractor.reading.plain.typed_tables import gather
from extractor.reading.source import Change, RawTable, RawText, Reading
from extractor.text.marks import typed_number
from extractor.text.normalise import Run, normalise

_SPACE = re.compile(r"\s+")
_BULLETS = "-–—•·▪➢❖¬*●○■◆✓"


class _Builder:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.size = 0
        self.emitted = 0

    def put(self, texts: list[RawText], *, kind: BlockKind | None = None, closer: str = "\n", **cell: int) -> None:
        """One block of one or several raw texts (a cell's paragraphs are joined by line breaks)."""
        start, body = self.size, self.size
        clean, raw = "", ""
        runs: list[Run] = []
        places = NOWHERE
        changes: list[Change] = []
        for text in texts:
            part = clean_scan(text.text, text.mark) if text.scanned else normalise(text.text)
            if not part.text and not text.changes and not (text.number and kind == "cell"):
                self.emitted += len(_SPACE.sub("", text.text))
                raw += text.text
                continue
            if clean:
                clean += "\n"
            if text.number:
                mark = text.number if text.number.strip() not in _BULLETS else "–"
                clean += mark + (" " if part.text else "")
                body = start + len(clean) if len(texts) == 1 else body
            raw += "\n" if raw else ""
            shift = len(clean)
            runs += [Run(r.start + shift, r.length, r.raw + len(raw), r.raw_length) for r in part.runs]
            places = places.followed(text.places, len(raw)) if text.places else places
            changes += [replace(c, start=c.start + len(raw), end=c.end + len(raw)) for c in text.changes]
            clean += part.text
            raw += text.text
            self.emitted += len(_SPACE.sub("", text.text))
        first = texts[0] if texts else RawText("")
        number = _shown(first.number) if len(texts) == 1 else None
        if number is None and kind != "cell":
            number, skip = typed_number(clean)
            body = start + skip
        if not clean and kind != "cell":
            return
        self.blocks.append(
            Block(
                index=len(self.blocks),
                kind=kind or ("list_item" if number and first.kind == "paragraph" else first.kind),
                start=start,
                body=body,
                end=start + len(clean),
                number=number,
                level=first.level,
                align=first.align,
                bold=bool(texts) and all(t.bold for t in texts),
                locator=first.locator,
                raw=raw,
                runs=tuple(runs),
                places=places,
                changes=tuple(changes),
                **cell,
            )
        )
        self.pieces.append(clean + closer)
        self.size += len(clean) + len(closer)

    def put_table(self, table: RawTable) -> None:
        nested: list[RawTable] = []
        first = len(self.blocks)
        index = len(self.tables)
        cells = sorted(table.cells, key=lambda c: (c.row, c.column))
        for k, cell in enumerate(cells):
            last_in_row = k + 1 == len(cells) or cells[k + 1].row != cell.row
            self.put(
                [i for i in cell.items if isinstance(i, RawText)],
                kind="cell",
                closer="\n" if last_in_row else "\t",
                table=index,
                row=cell.row,
                column=cell.column,
                rowspan=cell.rowspan,
                colspan=cell.colspan,
            )
            nested += [i for i in cell.items if isinstance(i, RawTable)]
        rows = max((c.row + c.rowspan for c in cells), default=0)
        columns = max((c.column + c.colspan for c in cells), default=0)
        self.tables.append(Table(index, rows, columns, first, len(self.blocks), table.merges_known))
        for inner in nested:
            self.put_items([inner])

    def put_items(self, items: list[RawText | RawTable]) -> None:
        for item in items:
            if isinstance(item, RawText):
                self.put([item])
                continue
            flat = dissolve(item, first=not any(b.end - b.start > 1 and b.kind != "header" for b in self.blocks))
            if flat is None:
                self.put_table(item)
            else:
                self.put_items(flat)


def _shown(number: str | None) -> str | None:
    if not number or not number.strip():
        return None
    shown = number.strip()
    return "•" if shown in _BULLETS else shown.rstrip(".)")


def assemble(reading: Reading) -> Document:
    """Make the ``Document`` of a ``Reading`` and say what was lost on the way.

    A loss is a difference between the characters that the reader counted in the file and those
    that its items hold plus those it dropped on purpose (page numbers, running heads).
    """
    builder = _Builder()
    # The text reader has decided already which of its lines are rows of a table.
    items, drawn = (reading.items, 0) if reading.format == "text" else gather(reading.items)
    builder.put_items(items)
    warnings = list(reading.warnings)
    lost = reading.counted - reading.dropped - drawn - builder.emitted
    if lost > 0:
        warnings.append(f"потеряно при чтении знаков: {lost} из {reading.counted}")
    text = "".join(builder.pieces)
    return Document(
        format=reading.format,
        text=text,
        blocks=tuple(builder.blocks),
        tables=tuple(builder.tables),
        pages=reading.pages,
        warnings=tuple(warnings),
        text_from="native" if not reading.scanned else "ocr" if reading.scanned == reading.pages else "mixed",
        _starts=tuple(b.start for b in builder.blocks),
    )
