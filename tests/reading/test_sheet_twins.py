"""The corpus documents that stand as workbooks too: their records say what those of the same tables in DOCX say."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor import extract_bytes

CORPUS = Path(__file__).parents[2] / "corpus"
NAMES = [path.stem for path in sorted((CORPUS / "files" / "xlsx" / "tune").glob("*.xlsx"))]
_PLACES = {"start", "end", "block", "page", "box", "cell", "span", "spans"}


@cache
def told(form: str, name: str) -> dict[str, Any]:
    """What a record says, without where it says so; a no-break space between thousands is a space."""
    path = CORPUS / "files" / form / "tune" / f"{name}.{form}"
    record = extract_bytes(path.read_bytes(), name=path.name).model_dump()
    keys = ("indicators", "percentages", "quantities", "schools", "deadlines", "orders", "header")
    bare = {key: _without_places(record[key]) for key in keys}
    assert isinstance(bare, dict)
    return bare | {"warnings": record["source"]["warnings"]}


def _without_places(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _without_places(value) for key, value in node.items() if key not in _PLACES}
    if isinstance(node, (list, tuple)):
        return [_without_places(value) for value in node]
    return node.replace("\u00a0", " ") if isinstance(node, str) else node


def test_there_are_such_documents() -> None:
    assert len(NAMES) >= 20


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_says_what_the_document_says(name: str, form: str) -> None:
    assert told(form, name) == told("docx", name)


@pytest.mark.parametrize("name", NAMES)
def test_every_span_names_its_cell(name: str) -> None:
    path = CORPUS / "files" / "xlsx" / "tune" / f"{name}.xlsx"
    record = extract_bytes(path.read_bytes(), name=path.name)
    spans = [value.span for item in record.indicators for value in item.values]
    spans += [found.span for found in record.percentages] + [found.span for found in record.deadlines]
    assert spans
    assert all(span.cell and span.cell.startswith("Лист") for span in spans)


def test_workbooks_are_current() -> None:
    command = [sys.executable, str(CORPUS / "render_sheets.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
