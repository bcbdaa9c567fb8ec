"""The promise of the project: every value points at its characters, and those lead back into the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import documents

from extractor import extract_bytes
from extractor.reading import read_document
from extractor.text.normalise import normalise

DOCUMENTS = documents()


def spans(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "quote", "block"} <= node.keys():
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: f"{p.parent.parent.parent.name}-{p.parent.name}-{p.name}")
def test_every_span_quotes_the_text_and_leads_back(path: Path) -> None:
    data = path.read_bytes()
    record = extract_bytes(data, name=path.name)
    text = record.text
    document = read_document(data, name=path.name)
    assert document.text == text
    found = list(spans(json.loads(record.model_dump_json())))
    assert found
    for span in found:
        quote = span["quote"]
        assert text[span["start"] : span["end"]] == quote
        assert quote.strip() == quote and quote
        block = record.blocks[span["block"]]
        assert block.start <= span["start"] < block.end
        pieces = document.source(span["start"], span["end"])
        assert pieces
        for piece in pieces:
            assert document.blocks[piece.block].raw[piece.start : piece.end] == piece.text
        letters = _letters("".join(p.text for p in pieces))
        assert letters in _letters(quote) or _letters(quote) in letters or _letters(quote).endswith(letters)
    if document.pages:
        assert all(s["page"] and s["box"] for s in found if s["quote"])


def _letters(text: str) -> str:
    """Letters and digits after cleaning: shown list numbers and marks are no characters of the file."""
    return re.sub(r"[\W_]+", "", normalise(text).text).lower()


@pytest.mark.parametrize("path", DOCUMENTS[::7], ids=lambda p: f"{p.parent.name}-{p.name}")
def test_two_runs_give_the_same_bytes(path: Path) -> None:
    data = path.read_bytes()
    assert (
        extract_bytes(data, name=path.name).model_dump_json() == extract_bytes(data, name=path.name).model_dump_json()
    )


@pytest.mark.parametrize("path", DOCUMENTS[::5], ids=lambda p: f"{p.parent.name}-{p.name}")
def test_nothing_is_lost_in_reading(path: Path) -> None:
    document = read_document(path.read_bytes(), name=path.name)
    assert not [w for w in document.warnings if "потеряно" in w]
