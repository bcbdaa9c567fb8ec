"""The tables that all exports of many documents share: their columns, kinds and keys, in one place.

SQLite, CSV and Parquet have exactly these; the workbook and the page are made from them.
Every row tells its document (``file``) and the place in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

Kind = Literal["key", "text", "int", "real", "date", "bool"]
_SQL = {"key": "INTEGER PRIMARY KEY", "int": "INTEGER", "real": "REAL", "bool": "INTEGER"}
# Where a value was found: page (from 1) or sheet and cell, in words, the block, the characters of the record's text.
_PLACE = "page:int cell:text place:text block:int span_start:int span_end:int quote:text"
_SIZE = "value:real low:real high:real comparator:text"

_TABLES = (
    "documents id:key file:text! name:text sha256:text format:text pages:int text_from:text kind:text number:text "
    "date:date place:text issuer:text title:text territory:text owner:text period_start:date period_end:date "
    "speaker:text signatories:text warnings:text",
    "measures id:text! catalogue:bool title:text better:text joined:int",
    "measure_names measure:measures name:text score:real indicators:int",
    "measure_doubts measure:measures other:measures score:real",
    f"indicators id:key document:documents file:text local:text number:text parent:text name:text measure:measures "
    f"status:text status_text:text computed_status:text cumulative:bool scope:text reason:text {_PLACE}",
    f"indicator_values id:key indicator:indicators file:text role:text {_SIZE} unit:text year:int for_year:int "
    f"year_from:text period:text subject:text count:real text:text confidence:real reasons:text {_PLACE}",
    f"percentages id:key document:documents file:text {_SIZE} text:text indicator:indicators context:text {_PLACE}",
    f"quantities id:key document:documents file:text {_SIZE} unit:text text:text indicator:indicators context:text "
    f"{_PLACE}",
    f"orders id:key document:documents file:text number:text type:text assignee:text text:text {_PLACE}",
    f"deadlines id:key document:documents file:text kind:text start:date due:date rrule:text duration:text "
    f"ongoing:bool text:text said:text about:text {_PLACE}",
    "order_deadlines order_id:orders deadline:deadlines",
    f"schools id:key document:documents file:text order_id:orders text:text said:text legal_form:text kind:text "
    f"name:text number:text settlement:text branch:bool link_status:text link_id:text link_name:text link_score:real "
    f"link_explanation:text context:text {_PLACE}",
    f"entities id:key document:documents file:text label:text text:text {_PLACE}",
    "failures file:text code:text message:text hint:text",
    "about key:text! value:text",
)


@dataclass(frozen=True, slots=True)
class Column:
    """``refers`` is the table whose key stands here; ``unique`` marks the text that names a row."""

    name: str
    kind: Kind
    refers: str | None = None
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def create(self) -> str:
        """The statement that makes the table."""
        return f"CREATE TABLE {self.name} ({', '.join(map(_column_sql, self.columns))})"

    @property
    def insert(self) -> str:
        return f"INSERT INTO {self.name} VALUES ({', '.join('?' * len(self.columns))})"  # noqa: S608 - ours

    @property
    def select(self) -> str:
        return f"SELECT * FROM {self.name} ORDER BY rowid"  # noqa: S608 - ours

    def row(self, given: dict[str, Any]) -> tuple[Any, ...]:
        """The given values in the order of the columns; a key that is no column is a programming error."""
        if strange := given.keys() - set(self.names):
            raise KeyError(f"{self.name}: {sorted(strange)}")
        return tuple(given.get(name) for name in self.names)


def _column_sql(column: Column) -> str:
    if column.refers is not None:
        key = TABLES[column.refers].columns[0]
        return f"{column.name} {'INTEGER' if key.kind == 'key' else 'TEXT'} REFERENCES {column.refers}({key.name})"
    unique = " UNIQUE" if column.unique else ""
    return f"{column.name} {_SQL.get(column.kind, 'TEXT')}{unique}"


def _table(line: str) -> Table:
    name, *columns = line.split()
    return Table(name, tuple(map(_column, columns)))


def _column(text: str) -> Column:
    name, _, kind = text.partition(":")
    unique = kind.endswith("!")
    kind = kind.rstrip("!")
    if kind in get_args(Kind):
        return Column(name, cast("Kind", kind), unique=unique)
    return Column(name, "text" if kind == "measures" else "int", refers=kind)


TABLES = {table.name: table for table in map(_table, _TABLES)}
