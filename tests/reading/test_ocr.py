"""Scans read with the real Tesseract."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractor import extract_bytes
from extractor.errors import SvodkaError
from extractor.reading import read_document
from extractor.reading.document import Document
from extractor.reading.ocr.engine import BUNDLED
from extractor.reading.ocr.image import levelled, skew, straightened
from extractor.reading.ocr.options import OcrOptions
from extractor.reading.ocr.pictures import page_pictures
from scans import file_of, native, noisy, picture

TEXT = "akt-gotovnosti-2015"
TABLE = "munzadanie-cdt-9mes-2023"


@pytest.fixture(scope="module")
def table() -> Document:
    return read_document(file_of(noisy(picture(TABLE))), name="скан.pdf")


def cells(document: Document) -> dict[tuple[int | None, int | None], str]:
    return {(b.row, b.column): document.text[b.start : b.end] for b in document.blocks if b.table == 0}


def test_a_scan_says_that_it_is_one(table: Document) -> None:
    assert table.text_from == "ocr"
    assert table.format == "pdf"
    assert "страница 1: распознано с изображения (нет текстового слоя)" in table.warnings


def test_tables_keep_their_cells(table: Document) -> None:
    truth = read_document(native(TABLE), name="x")
    said, found = cells(truth), cells(table)
    numbers = {place: text for place, text in said.items() if text.replace(",", "").isdigit() and place[1]}
    on_page = {place: text for place, text in numbers.items() if place in found}
    assert len(on_page) >= 20
    right = sum(found[place].replace(" ", "") == text for place, text in on_page.items())
    assert right >= 0.97 * len(on_page)


def test_every_span_has_a_place_on_the_page(table: Document) -> None:
    for block in table.blocks:
        if block.end > block.start:
            page, box = table.where(block.start, block.end)
            assert page == 1
            assert box is not None
            assert box[0] < box[2] <= 620


def test_values_of_a_scan_have_a_confidence() -> None:
    record = extract_bytes(file_of(noisy(picture(TABLE))), name="скан.pdf")
    values = [value for indicator in record.indicators for value in indicator.values]
    assert record.source.text_from == "ocr"
    assert values
    assert all(0 < value.confidence < 1 for value in values)


def test_what_a_program_wrote_is_certain() -> None:
    document = read_document(native(TEXT), name="x")
    assert document.sure(0, len(document.text)) == 1.0


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_pages_may_lie_on_any_side(turn: int) -> None:
    image = np.ascontiguousarray(np.rot90(picture(TEXT), turn))
    document = read_document(file_of(image), name="x.pdf")
    truth = read_document(native(TEXT), name="x").text.split()
    assert len(set(truth) & set(document.text.split())) >= 0.85 * len(set(truth))


def test_lines_are_laid_level() -> None:
    for angle in (-2.1, -0.6, 0.4, 1.7):
        image = levelled(noisy(picture(TEXT), angle=angle))
        assert skew(image) == pytest.approx(-angle, abs=0.1)
        assert skew(straightened(image, skew(image))) == pytest.approx(0, abs=0.1)


def test_reading_is_the_same_every_time(table: Document) -> None:
    assert read_document(file_of(noisy(picture(TABLE))), name="скан.pdf") == table


def test_scans_are_read_only_if_that_is_wanted() -> None:
    with pytest.raises(SvodkaError) as refusal:
        read_document(file_of(picture(TEXT)), name="x.pdf", ocr=OcrOptions("never"))
    assert refusal.value.code == "no-text"
    always = read_document(native(TEXT), name="x.pdf", ocr=OcrOptions("always"))
    assert always.text_from == "ocr"
    assert "распознавание включено для всех страниц" in always.warnings[0]


def test_other_models_are_taken_from_their_folder(tmp_path: Path) -> None:
    with pytest.raises(SvodkaError) as refusal:
        read_document(file_of(picture(TEXT)), name="x.pdf", ocr=OcrOptions(tessdata=tmp_path))
    assert refusal.value.code == "ocr-missing"
    assert "rus.traineddata" in refusal.value.message()
    for model in ("rus", "eng"):
        (tmp_path / f"{model}.traineddata").symlink_to(BUNDLED / f"{model}.traineddata")
    assert read_document(file_of(picture(TEXT)), name="x.pdf", ocr=OcrOptions(tessdata=tmp_path)).text


def test_the_bundled_models_are_those_that_were_checked() -> None:
    told = dict(line.split()[::-1] for line in (BUNDLED / "SHA256SUMS").read_text("utf-8").splitlines())
    assert told == {path.name: sha256(path.read_bytes()).hexdigest() for path in BUNDLED.glob("*.traineddata")}
    assert "Apache License" in (BUNDLED / "NOTICE").read_text("utf-8")


def test_pages_are_shown_as_they_were_read() -> None:
    """A box of the record is on its ink, also on a page that was laid in askew."""
    data = file_of(noisy(picture(TEXT), angle=1.2))
    record = extract_bytes(data, name="скан.pdf")
    (shown,) = page_pictures(data, name="скан.pdf")
    pixels = np.asarray(Image.open(io.BytesIO(shown.jpeg)))
    scale = pixels.shape[1] / shown.width
    spans = [span for span in record.header.spans.values() if span.box is not None]
    assert spans
    for span in spans:
        x0, top, x1, bottom = (round(side * scale) for side in span.box or (0, 0, 0, 0))
        assert pixels[top:bottom, x0:x1].min() < 110
