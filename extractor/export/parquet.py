"""The tables as Parquet files: dates are dates, numbers numbers, for pandas, polars and DuckDB."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from extractor.errors import SvodkaError
from extractor.export.files import whole_file
from extractor.export.store import opened
from extractor.export.tables import TABLES, Kind, Table

# Rows that are held at a time.
_AT_ONCE = 20_000


def folder(store: Path, path: Path) -> None:
    """Write one file per table into a folder.

    Args:
        store: the database that ``store.build`` has made.
        path: the folder; made if missing.
    Raises:
        SvodkaError: ``extra-missing`` without pyarrow.
    """
    arrow = _arrow()
    path.mkdir(parents=True, exist_ok=True)
    with opened(store) as base:
        for table in TABLES.values():
            schema = _schema(table, arrow)
            cursor = base.execute(table.select)
            with (
                whole_file(path / f"{table.name}.parquet") as beside,
                arrow.parquet.ParquetWriter(beside, schema, compression="zstd") as out,
            ):
                while rows := cursor.fetchmany(_AT_ONCE):
                    columns = [
                        arrow.array([_value(row[k], column.kind) for row in rows], schema.field(k).type)
                        for k, column in enumerate(table.columns)
                    ]
                    out.write_table(arrow.table(columns, schema=schema))


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as why:
        raise SvodkaError("extra-missing", path="pyarrow", detail="parquet") from why
    return pyarrow


def _schema(table: Table, arrow: Any) -> Any:
    types = {
        "key": arrow.int64(),
        "int": arrow.int64(),
        "real": arrow.float64(),
        "bool": arrow.bool_(),
        "date": arrow.date32(),
        "text": arrow.string(),
    }
    return arrow.schema([(column.name, types[column.kind]) for column in table.columns])


def _value(value: Any, kind: Kind) -> Any:
    if value is None or kind not in ("date", "bool"):
        return value
    if kind == "bool":
        return bool(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        # No calendar has such a day; what the paper says stands in the row's text.
        return None
