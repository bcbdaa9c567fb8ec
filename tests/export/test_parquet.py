"""Parquet: read back by pyarrow with types, counts and values."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import ExitCode, SvodkaError
from extractor.export import parquet
from extractor.export.tables import TABLES

pq = pytest.importorskip("pyarrow.parquet")
TYPES = {"key": "int64", "int": "int64", "real": "double", "bool": "bool", "date": "date32[day]", "text": "string"}


@pytest.fixture(scope="module")
def made(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet")
    parquet.folder(store, path)
    return path


@pytest.mark.parametrize("name", TABLES)
def test_types_counts_and_values(made: Path, store: Path, name: str) -> None:
    table = TABLES[name]
    found: Any = pq.read_table(made / f"{name}.parquet")
    assert found.column_names == list(table.names)
    assert [str(t) for t in found.schema.types] == [TYPES[c.kind] for c in table.columns]
    with closing(sqlite3.connect(store)) as base:
        rows = base.execute(table.select).fetchall()

    def as_typed(value: Any, kind: str) -> Any:
        if value is None:
            return None
        if kind == "date":
            return date.fromisoformat(value)
        return bool(value) if kind == "bool" else value

    wanted = [[as_typed(v, c.kind) for v, c in zip(row, table.columns, strict=True)] for row in rows]
    assert [list(row.values()) for row in found.to_pylist()] == wanted


def test_dates_can_be_counted_with(made: Path) -> None:
    dues = [row["due"] for row in pq.read_table(made / "deadlines.parquet").to_pylist() if row["due"]]
    assert max(dues) - min(dues) > date(2, 1, 1) - date(1, 1, 1)


def test_without_pyarrow_it_says_what_to_install(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SvodkaError) as error:
        parquet.folder(store, tmp_path / "p")
    assert error.value.code == "extra-missing"
    assert error.value.exit_code == ExitCode.ENVIRONMENT
    assert 'pip install "svodka[parquet]"' in error.value.hint()
    assert not (tmp_path / "p").exists()
