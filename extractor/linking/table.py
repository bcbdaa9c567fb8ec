"""A table of mentions: CSV, TSV or XLSX, read whole and checked before anything is linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import SvodkaError
from extractor.linking.table_heads import ONE_COLUMN, Role, TableHeads, choose_delimiter, find_table_heads
from extractor.registry.table import Table
from extractor.registry.values import clean
from extractor.registry.workbook import as_text

_SHOWN_HEADS = 30
_SHOWN_IDS = 3
_KINDS = {"xml": "документ XML", "zip": "архив ZIP"}


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One row below the heads.

    Attributes:
        number: as Excel counts.
        cells: as they stand in the file; numbers and dates of a workbook as such.
        mention: empty for a row that has none; it is kept and not linked.
        id: of the column of ids, else the row's number.
    """

    number: int
    cells: Sequence[Any]
    mention: str = ""
    id: str = ""
    sentence: str | None = None
    region: str | None = None
    municipality: str | None = None

    @property
    def is_blank(self) -> bool:
        return all(cell in (None, "") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class MentionTable:
    """A table of mentions; ``above`` are the rows over the heads, ``sheet`` and ``delimiter`` those of the file."""

    heads: tuple[str, ...]
    rows: tuple[MentionRow, ...]
    above: tuple[Sequence[Any], ...] = ()
    sheet: str | None = None
    delimiter: str | None = None


def read_mentions(path: Path, *, column: str | None = None) -> MentionTable:
    """The mentions in a file; its kind is told by content.

    Args:
        column: the head of the column of mentions; told by its words when left out.
    Raises:
        SvodkaError: ``bad-link-table`` (another kind of file, no column of mentions, no rows, ids that repeat), or what
            any file that cannot be read ends in.
    """
    name = str(path)
    best: TableHeads | None = None
    for table in _tables(path, column):
        heads = find_table_heads(_values(table), column)
        if heads and "mention" in heads.columns:
            return _checked(_rows(table, heads), table, heads, name)
        best = best or heads
    if best is None:
        raise SvodkaError("bad-link-table", path=name, detail="в ней нет ни одной строки")
    texts = [f"«{text}»" for text in best.texts if text]
    more = f" и ещё {len(texts) - _SHOWN_HEADS}" if len(texts) > _SHOWN_HEADS else ""
    wanted = f"столбца «{column}»" if column is not None else "столбца с названиями школ (mention, «Школа», …)"
    found = f"в строке {best.row} найдены {', '.join(texts[:_SHOWN_HEADS])}{more}"
    raise SvodkaError("bad-link-table", path=name, detail=f"нет {wanted}; {found}")


def mentions_of(texts: Iterable[str]) -> MentionTable:
    """The table that mentions without a file make: one column, ids from 1."""
    rows = (MentionRow(n, (text,), text, str(n)) for n, text in enumerate(texts, 1))
    return MentionTable(("mention",), tuple(rows))


def _tables(path: Path, column: str | None) -> list[Table]:
    from extractor.reading.files import read_bytes
    from extractor.registry.delimited import read_delimited
    from extractor.registry.kinds import kind_of
    from extractor.registry.workbook import read_workbook

    name = str(path)
    try:
        kind = kind_of(path)
    except SvodkaError as why:
        if why.code != "registry-format":
            raise
        raise SvodkaError("bad-link-table", path=name, detail=f"это {why.detail}") from None
    if kind in _KINDS:
        raise SvodkaError("bad-link-table", path=name, detail=f"это {_KINDS[kind]}")
    data = read_bytes(path)
    if kind == "xlsx":
        return read_workbook(data, name=name)
    return [read_delimited(data, name=name, choose=lambda sample: choose_delimiter(sample, column))]


def _values(table: Table) -> Iterator[tuple[int, Sequence[Any]]]:
    return table.values() if table.values is not None else table.rows()


def _rows(table: Table, heads: TableHeads) -> Iterator[MentionRow]:
    """The rows below the heads; a delimited file's unused last lines are no rows."""
    waiting: list[MentionRow] = []
    for number, cells in _values(table):
        if number <= heads.row:
            continue
        row = _row(number, cells, heads)
        waiting.append(row)
        if not row.is_blank:
            yield from waiting
            waiting.clear()


def _row(number: int, cells: Sequence[Any], heads: TableHeads) -> MentionRow:
    def text(role: Role) -> str:
        at = heads.columns.get(role)
        return clean(as_text(cells[at])) if at is not None and at < len(cells) else ""

    if _is_decoration(cells, heads):
        return MentionRow(number, cells, id=str(number))
    return MentionRow(
        number,
        cells,
        mention=text("mention"),
        id=text("id") or str(number),
        sentence=text("sentence") or None,
        region=text("region") or None,
        municipality=text("municipality") or None,
    )


def _is_decoration(cells: Sequence[Any], heads: TableHeads) -> bool:
    """Heads repeated on every printed page, or the columns numbered 1, 2, 3 under them."""
    texts = [clean(as_text(cell)) for cell in cells]
    return texts == list(heads.texts) or (len(texts) > 1 and texts == [str(k) for k in range(1, len(texts) + 1)])


def _checked(found: Iterable[MentionRow], table: Table, heads: TableHeads, name: str) -> MentionTable:
    rows = tuple(found)
    if not any(row.mention for row in rows):
        raise SvodkaError("bad-link-table", path=name, detail="под заголовками нет ни одного названия")
    if "id" in heads.columns:
        _check_ids(rows, name)
    above = tuple(cells for number, cells in _values(table) if number < heads.row)
    delimiter = table.delimiter if table.delimiter != ONE_COLUMN else None
    return MentionTable(heads.texts, rows, above, table.sheet, delimiter)


def _check_ids(rows: Iterable[MentionRow], name: str) -> None:
    places: dict[str, list[int]] = {}
    for row in rows:
        if row.mention:
            places.setdefault(row.id, []).append(row.number)
    twice = {key: at for key, at in places.items() if len(at) > 1}
    if twice:
        shown = [f"{key} (строки {', '.join(map(str, at[:4]))})" for key, at in list(twice.items())[:_SHOWN_IDS]]
        detail = f"идентификаторы строк повторяются: {'; '.join(shown)}" + ("; …" if len(twice) > _SHOWN_IDS else "")
        raise SvodkaError("bad-link-table", path=name, detail=detail)
