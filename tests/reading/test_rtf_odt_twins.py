"""The same document as DOCX, RTF and ODT, saved by LibreOffice, is the same to the fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.reading import read_document
from extractor.reading.document import Document

FILES = Path(__file__).parents[2] / "corpus" / "files"
NAMES = [path.stem for path in sorted((FILES / "docx" / "tune").glob("*.docx"))][::4]
# LibreOffice 7.4 writes no RTF for text boxes drawn the old way (VML): the file does not hold them.
BOXES_LOST = {"minutes-tasks-table-2025", "otchet-obyazatelstva-2013", "prikaz-detsad-sanpin-2020"}
BOXES_LOST |= {"samoobsledovanie-detsad-teremok-2018"}


def said(document: Document, *, boxes: bool) -> list[tuple[object, ...]]:
    """All that fields see, alignment to the left apart, which only some formats name."""
    return [
        (
            block.kind,
            document.text[block.start : block.end],
            block.number,
            block.level,
            block.table,
            block.row,
            block.column,
            block.rowspan,
            block.colspan,
            block.align or "left",
            block.bold,
            block.changes,
        )
        for block in document.blocks
        if boxes or block.kind != "textbox"
    ]


@pytest.mark.parametrize("form", ["rtf", "odt"])
@pytest.mark.parametrize("name", NAMES)
def test_twins_are_alike(name: str, form: str) -> None:
    documents = [
        read_document((FILES / kind / "tune" / f"{name}.{kind}").read_bytes(), name=name) for kind in ("docx", form)
    ]
    assert documents[1].format == form
    assert not documents[1].warnings
    boxes = form != "rtf" or name not in BOXES_LOST
    old, new = (said(document, boxes=boxes) for document in documents)
    assert new == old
