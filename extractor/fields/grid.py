"""A data table as a grid: owner cells, rows of the head, section rows, rows of data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extractor.fields.numbers import unit_of
from extractor.patterns import load
from extractor.reading.document import Block, Document, Table
from extractor.text.morph import is_known

_FIGURE = re.compile(
    r"^\W*(?:(?:не (?:менее|ниже|более|выше)|до|свыше|более|менее|около|от|≤|≥|<"
    r"|>)\s*)?\d[\d\s.,]*\W*(?:[–—-]\s*\d[\d.,\s]*)?\s*(?:%|\(.*\)|/.*|чел\.?|ед\.?|балл\w*|процент\w*"
    r"|шт\.?|руб\.?)?\W*$",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"^\W*(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)?\d\d))?\W*(?:г\.?|год\w*"
    r"|уч\w*\.?\s?г?\w*\.?)?\W*(?:\(?(?:план|факт|отч[её]т|прогноз|оценка)\)?"
    r"|\([^()\d]*\)|(?<=,)\s?(?:%|чел\.?|ед\.?|шт\.?|(?:тыс\.?\s?)?руб\.?))?\W*$",
    re.IGNORECASE,
)
_HEAD_LIMIT = 5


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """An owner cell; ``text`` is the document's text between ``start`` and ``end``."""

    block: Block
    text: str
    row: int
    column: int
    rowspan: int
    colspan: int

    @property
    def start(self) -> int:
        return self.block.start

    @property
    def end(self) -> int:
        return self.block.end


@dataclass(frozen=True, slots=True)
class Grid:
    """``cells[row][column]`` is the owner of each position; ``head`` the number of rows of the head."""

    index: int
    cells: tuple[tuple[Cell | None, ...], ...]
    head: int
    columns: int
    data: tuple[tuple[Cell | None, ...], ...]

    def heads(self, column: int) -> list[str]:
        """The texts over a column, top down, each owner once."""
        seen: list[Cell] = []
        for row in self.cells[: self.head]:
            cell = row[column]
            if cell is not None and cell not in seen and cell.text.strip() and not self._caption(cell):
                seen.append(cell)
        return [flat(c.text) for c in seen]

    def _caption(self, cell: Cell) -> bool:
        return cell.colspan >= self.columns > 2

    def caption(self) -> str:
        """The text of head rows that run over the whole width."""
        found = [c.text for row in self.cells[: self.head] for c in row[:1] if c and self._caption(c)]
        return flat(" ".join(found))

    def data_rows(self) -> list[tuple[Cell | None, ...]]:
        """The rows below the head without numbers of columns and without the head told again on another page."""
        return list(self.data)


def _texts(row: tuple[Cell | None, ...]) -> tuple[str, ...]:
    return tuple(flat(cell.text) if cell is not None else "" for cell in row)


# A word that somebody broke by hand to fit a narrow column, or a compound.
_HYPHENED = re.compile(r"(?<![А-ЯЁа-яё-])([А-ЯЁа-яё][а-яё]+)-\s*([а-яё]{2,})(?![А-ЯЁа-яё-])")
# The star of a note at a name, a head or a number; the sign of multiplication in «кВт*ч» is none.
_STAR = re.compile(r"(?<=[\w%)»\"])\s?\*{1,3}(?!\w)")


@lru_cache(maxsize=4096)
def flat(text: str) -> str:
    """One line without stars of notes; words broken by hand are joined («Укомплектован-ность», «% выпол-\\nнения»)."""
    text = _STAR.sub("", _HYPHENED.sub(_joined, text))
    return re.sub(r"\s+", " ", text).strip()


def _joined(m: re.Match[str]) -> str:
    """The whole word where it is one and a half of it is none: «веб-сайт», «человеко-дней» stay."""
    half = not is_known(m[2]) or (m[1][-1] not in "ое" and not is_known(m[1]))
    return m[1] + m[2] if half and is_known(m[1] + m[2]) else f"{m[1]}-{m[2]}"


def figure(text: str) -> bool:
    return bool(_FIGURE.match(text)) and not _YEARS.match(text)


def is_numbering(row: tuple[Cell | None, ...]) -> bool:
    """A row of column numbers «1 | 2 | 3» under the head."""
    texts = [c.text.strip() for c in row if c is not None and c.text.strip()]
    if len(texts) < 3:
        return False
    numbers = [int(m[1]) if (m := re.match(r"(\d{1,2})(?:\s*[=(].*)?\.?$", t)) else -1 for t in texts]
    return (numbers[0] in (1, 2) and all(b - a == 1 for a, b in pairwise(numbers))) or (
        texts[0] in ("1", "А")
        and numbers[1:] == list(range(numbers[1], numbers[1] + len(numbers) - 1))
        and numbers[1] in (1, 2)
    )


def cell_text(row: tuple[Cell | None, ...], index: int) -> str:
    """The stripped text at a position, empty where there is no cell."""
    cell = row[index]
    return cell.text.strip() if cell is not None else ""


def filled(row: tuple[Cell | None, ...]) -> list[Cell]:
    """The distinct cells of a row that hold text."""
    out: list[Cell] = []
    for cell in row:
        if cell is not None and cell.text.strip() and cell not in out:
            out.append(cell)
    return out


def is_section(row: tuple[Cell | None, ...], columns: int) -> bool:
    """A row that holds one text over (nearly) the whole width, or nothing but a name in its first cells."""
    cells = filled(row)
    if not cells or columns < 3:
        return False
    if len(cells) == 1:
        return cells[0].colspan >= columns - 1 or (cells[0].column <= 1 and not figure(cells[0].text))
    return (
        len(cells) == 2
        and bool(re.fullmatch(r"[\dIVX.]+", cells[0].text.strip()))
        and cells[0].column == 0
        and cells[1].colspan >= columns - 1 - cells[0].colspan
    )


def build_grid(document: Document, table: Table) -> Grid | None:
    """The grid of a table, ``None`` for one without rows of data."""
    positions: list[list[Cell | None]] = [[None] * table.columns for _ in range(table.rows)]
    for block in document.blocks[table.first : table.last]:
        if block.table != table.index or block.row is None or block.column is None:
            continue
        cell = Cell(
            block, document.text[block.start : block.end], block.row, block.column, block.rowspan, block.colspan
        )
        for r in range(block.row, min(block.row + block.rowspan, table.rows)):
            for c in range(block.column, min(block.column + block.colspan, table.columns)):
                positions[r][c] = cell
    rows = [r for r in positions if any(c is not None and c.text.strip() for c in r)]
    if len(rows) < 2:
        return None
    head = _head_rows(rows, table)
    if not table.merges_known:
        _repair(rows, head)
    cells = tuple(tuple(r) for r in rows)
    return Grid(table.index, cells, head, table.columns, _data_rows(cells, head))


def _data_rows(cells: tuple[tuple[Cell | None, ...], ...], head: int) -> tuple[tuple[Cell | None, ...], ...]:
    heads = [texts for row in cells[:head] if len(set(texts := _texts(row))) > 1]
    return tuple(row for row in cells[head:] if not is_numbering(row) and not any(_again(row, h) for h in heads))


def _again(row: tuple[Cell | None, ...], head: tuple[str, ...]) -> bool:
    """A row that tells the head again: all of it, or all but the name of the rows («Мероприятие | План | Факт»)."""
    texts = _texts(row)
    same = sum(a == b != "" for a, b in zip(texts, head, strict=True))
    others = [a for a, b in zip(texts, head, strict=True) if a != b]
    return texts == head or (same > 1 and len(others) == 1 and others[0] == texts[0] != "" and not figure(texts[0]))


def _head_rows(rows: list[list[Cell | None]], table: Table) -> int:
    if not _is_head_row(rows[0]):
        return 0
    head = 1
    while head < min(len(rows) - 1, _HEAD_LIMIT):
        row = tuple(rows[head])
        if is_numbering(row):
            return head
        reached = [c for c in row if c is not None and c.row < rows_top(rows[head]) and c.text.strip()]
        fresh = [c for c in filled(row) if c not in reached]
        under = bool(fresh) and table.merges_known and all(_split_above(rows[head - 1], c) for c in fresh)
        if any(figure(c.text) for c in fresh) and not (under and reached):
            break
        grown = bool(reached) and len(reached) < len(row)
        loose = (
            not table.merges_known
            and (row[0] is None or not row[0].text.strip())
            and bool(fresh)
            and not is_section(row, table.columns)
        )
        if _is_units(row):
            return head + 1
        caption_above = len(filled(tuple(rows[head - 1]))) == 1
        if not (grown or loose or (caption_above and _is_head_row(rows[head]))):
            break
        if fresh and all(len(c.text) > 90 for c in fresh):
            break
        head += 1
    return head


def _is_units(row: tuple[Cell | None, ...]) -> bool:
    """«ед. изм. | % | чел. | %» below the names of measures."""
    cells = filled(row)
    first = [c for c in cells if c.column == 0]
    others = cells[len(first) :]
    named = all(_unit_head().match(c.text.strip()) for c in first)
    return named and len(others) > 1 and all(unit_of(c.text) for c in others)


@cache
def _unit_head() -> re.Pattern[str]:
    return load("columns")["unit"].regex()


def _split_above(above: list[Cell | None], cell: Cell) -> bool:
    """«Отметки» over «5 | 4 | 3 | 2»: the cell stands under a head that spans several columns."""
    parent = above[cell.column]
    return parent is not None and parent.colspan > cell.colspan and parent.row < cell.row


def rows_top(row: list[Cell | None]) -> int:
    """The row index that the row's own cells begin in."""
    return max((c.row for c in row if c is not None), default=0)


def _is_head_row(row: list[Cell | None]) -> bool:
    cells = filled(tuple(row))
    numbers = sum(figure(c.text) for c in cells)
    return numbers <= len(cells) // 3


def _repair(rows: list[list[Cell | None]], head: int) -> None:
    """Give the empty positions of a typed head to the cell they were merged with.

    An empty position under a text belongs to it; an empty position right of a text, with text of
    its own row below, belongs to the text on its left («2023 год» over план | факт).
    """

    def empty(cell: Cell | None) -> bool:
        return cell is None or not cell.text.strip()

    for r in reversed(range(head)):  # from below: «2020 год» stands over «город | село», they over plan and fact
        for c in range(1, len(rows[r])):
            below = r + 1 < head and not empty(rows[r + 1][c])
            if empty(rows[r][c]) and below and not empty(rows[r][c - 1]):
                rows[r][c] = rows[r][c - 1]
    for r in range(1, head):
        for c in range(len(rows[r])):
            if empty(rows[r][c]):
                rows[r][c] = rows[r - 1][c]
