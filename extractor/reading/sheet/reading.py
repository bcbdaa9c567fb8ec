"""A workbook as a reading: sheet by sheet its titles, tables and notes, and what was left out told."""

from __future__ import annotations

import re

from extractor.reading.sheet.book import Book, Sheet
from extractor.reading.sheet.layout import stretches
from extractor.reading.sheet.rows import Row, rows_of
from extractor.reading.sheet.table import tables, text_of
from extractor.reading.source import RawTable, RawText, Reading

Items = list[RawText | RawTable]

# Names that programs give to new sheets say nothing of what stands on them.
_GIVEN_NAME = re.compile(
    r"\s*(?:Лист|Sheet|Таблица|Table|Страница|Page|стр\.?|Worksheet)\s*_?\(?\d*\)?\s*", re.IGNORECASE
)
_MOST_NAMED = 5


def to_reading(book: Book, *, name: str) -> Reading:
    """Make the reading of a workbook.

    Args:
        book: its shown sheets.
        name: the file, for messages.
    Raises:
        SvodkaError: ``too-large``.
    """
    items: Items = []
    counted = dropped = 0
    filled = [sheet for sheet in book.sheets if sheet.cells]
    for sheet in filled:
        counted += sum(_visible(cell.text) for cell in sheet.cells.values())
        rows, hidden = rows_of(sheet, name)
        dropped += hidden
        found = _items(sheet, rows)
        if found and _says_something(sheet, filled, found):
            items.append(RawText(sheet.name, kind="heading", level=1, bold=True, locator=sheet.place(0, 0)))
            counted += _visible(sheet.name)
        items += found
    return Reading(format=book.format, items=items, counted=counted, dropped=dropped, warnings=_warnings(book))


def _items(sheet: Sheet, rows: list[Row]) -> Items:
    items: Items = []
    for stretch in stretches(rows):
        if stretch.kind == "table":
            items += tables(stretch.rows, sheet)
        else:
            items += [text for row in stretch.rows for text in _lines(row, sheet)]
    return items


def _lines(row: Row, sheet: Sheet) -> list[RawText]:
    """A row outside the tables: its cells with gaps between them, as date and number or post and name stand.

    Cells of several lines, such as approvals side by side, are texts of their own.
    """
    texts = [text_of(owner, sheet) for owner in row.owners]
    if len(texts) > 1 and not any("\n" in text.text.strip() for text in texts):
        whole = "\t".join(text.text for text in texts)
        texts = [RawText(whole, bold=all(text.bold for text in texts), locator=texts[0].locator)]
    return texts


def _says_something(sheet: Sheet, filled: list[Sheet], found: Items) -> bool:
    """Whether the name of a sheet is worth a heading: no program gave it, and the sheet does not begin with it."""
    if _GIVEN_NAME.fullmatch(sheet.name) or not sheet.name.strip():
        return False
    texts = []
    for item in found:
        if not isinstance(item, RawText):
            break
        texts.append(item.text.strip().casefold())
    if sheet.name.strip().casefold() in texts:
        return False
    return len(filled) > 1 or not texts


def _visible(text: str) -> int:
    return len("".join(text.split()))


def _warnings(book: Book) -> list[str]:
    """What a reader of the workbook does not see, or sees and finds no value in."""
    warnings: list[str] = []
    if book.hidden:
        warnings.append(f"скрытые листы не прочитаны: {len(book.hidden)} ({_some(book.hidden)})")
    if book.unread:
        warnings.append(f"листы без ячеек (диаграммы, макросы) не прочитаны: {len(book.unread)} ({_some(book.unread)})")
    for what, counts in (
        (
            "скрытые строки с текстом не прочитаны",
            [(s, len({r for r, _ in s.cells} & s.hidden_rows)) for s in book.sheets],
        ),
        (
            "скрытые столбцы с текстом не прочитаны",
            [(s, len({c for _, c in s.cells} & s.hidden_columns)) for s in book.sheets],
        ),
        ("значения под объединёнными ячейками не прочитаны", [(s, s.covered) for s in book.sheets]),
        ("примечания к ячейкам не прочитаны", [(s, s.notes) for s in book.sheets]),
        ("надписи и рисунки с текстом не прочитаны", [(s, s.drawings) for s in book.sheets]),
    ):
        told = [(sheet.name, count) for sheet, count in counts if count]
        if told:
            warnings.append(f"{what}: {sum(count for _, count in told)} ({_some([place for place, _ in told])})")
    uncounted = [place for sheet in book.sheets for place in sheet.uncounted]
    if uncounted:
        warnings.append(f"формулы без сохранённого значения: {len(uncounted)} ({_some(uncounted)})")
    errors = [place for sheet in book.sheets for place in sheet.errors]
    if errors:
        warnings.append(f"ячейки с ошибкой вместо значения: {len(errors)} ({_some(errors)})")
    return warnings


def _some(names: list[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
