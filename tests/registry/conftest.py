"""Small registries of every shape, written where a test asks for them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from extractor.registry import Registry, load_registry

HEADS = "id;Наименование;Краткое наименование;Номер;Населённый пункт;Муниципалитет;ИНН"
ROWS = (
    "A1;Муниципальное бюджетное учреждение «Средняя школа № 5»;МБОУ СШ № 5;5;Озёрное;Озёрский район;2474531075",
    "A2;Муниципальное казённое учреждение «Степная школа»;МКОУ «Степная школа»;;Степное;Озёрский район;",
)
TABLE = "\n".join((HEADS, *ROWS)) + "\n"

Load = Callable[[str | bytes], Registry]


@pytest.fixture
def put(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes a file whose name says nothing of its kind."""

    def write(data: bytes) -> Path:
        path = tmp_path / "реестр.dat"
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def load(put: Callable[[bytes], Path]) -> Load:
    """The registry in a text or in bytes."""
    return lambda data: load_registry(put(data.encode() if isinstance(data, str) else data))


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX with these sheets of rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip of these files, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(name, data)
    return out.getvalue()
