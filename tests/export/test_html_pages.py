"""Pictures of pages: every box on its page and leading to a place in the text, nothing loaded from elsewhere."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from lxml import html as lxml_html
from running import ROOT

from extractor import extract, extract_bytes
from extractor.export.html import page
from extractor.record import Record

TABLE = ROOT / "corpus/files/pdf/tune/munzadanie-cdt-9mes-2023.pdf"


class Shown(NamedTuple):
    number: int
    jpeg: bytes = b"\xff\xd8picture\xff\xd9"
    width: float = 595.0
    height: float = 842.0


@pytest.fixture(scope="module")
def text() -> str:
    record = extract(TABLE)
    pages = [Shown(number) for number in range(1, (record.source.pages or 0) + 1)]
    return b"".join(page([record], lambda _: pages)).decode()


def test_every_box_is_on_its_page_and_leads_into_the_text(text: str) -> None:
    tree: Any = lxml_html.document_fromstring(text)
    places = set(tree.xpath("//@id"))
    boxes = tree.xpath("//figure//a")
    assert len(boxes) > 30
    for box in boxes:
        left, top, width, height = (float(share) for share in re.findall(r":([\d.]+)%", box.get("style")))
        assert left >= 0
        assert top >= 0
        assert width > 0
        assert height > 0
        assert left + width <= 101
        assert top + height <= 101
        assert box.get("title")
        assert box.get("href", "#")[1:] in places | {""}
    assert sum(box.get("href") is not None for box in boxes) >= 0.9 * len(boxes)


def test_pictures_are_inside_the_page(text: str) -> None:
    tree: Any = lxml_html.document_fromstring(text)
    assert all(source.startswith("data:image/jpeg;base64,") for source in tree.xpath("//img/@src"))
    assert "img-src data:" in tree.xpath("//meta[@http-equiv]/@content")[0]


def test_without_pictures_there_is_no_section_of_pages() -> None:
    def none(_: Record) -> list[Shown]:
        return []

    record = extract_bytes("Охват составил 80 %.".encode(), name="x.txt")
    assert b"<figure" not in b"".join(page([record], none))
    assert b"img-src" not in b"".join(page([record]))
