"""TIFF, PNG and JPEG, and what must not be opened."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest

from extractor.errors import SvodkaError
from extractor.reading import read_document
from scans import file_of, picture

NAME = "akt-gotovnosti-2015"


@pytest.mark.parametrize(("form", "said"), [("PNG", "png"), ("JPEG", "jpeg"), ("TIFF", "tiff")])
def test_pictures_are_documents(form: str, said: str) -> None:
    document = read_document(file_of(picture(NAME), form=form), name="скан")
    assert (document.format, document.pages, document.text_from) == (said, 1, "ocr")
    assert "готовности" in document.text


def test_a_tiff_has_many_pages() -> None:
    blank = np.full((600, 400), 255, dtype=np.uint8)
    document = read_document(file_of(blank, picture(NAME), blank, form="TIFF"), name="скан.tif")
    assert document.pages == 3
    assert {document.where(b.start, b.end)[0] for b in document.blocks} == {2}


def test_an_empty_sheet_has_no_text() -> None:
    with pytest.raises(SvodkaError) as refusal:
        read_document(file_of(np.full((800, 600), 250, dtype=np.uint8), form="PNG"), name="x")
    assert refusal.value.code == "no-text"


def test_a_bomb_is_not_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    with pytest.raises(SvodkaError) as refusal:
        read_document(data, name="x")
    assert refusal.value.code == "too-large"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("part", [0.02, 0.6])
def test_half_a_file_is_damaged(form: str, part: float) -> None:
    data = file_of(picture(NAME, dpi=72), form=form)
    with pytest.raises(SvodkaError) as refusal:
        read_document(data[: round(len(data) * part)], name="x")
    assert refusal.value.code in ("damaged", "no-text")


@pytest.mark.parametrize("side", [1, 5, 23])
def test_a_picture_smaller_than_a_letter_has_no_text(side: int) -> None:
    with pytest.raises(SvodkaError) as refusal:
        read_document(file_of(np.zeros((side, 40), dtype=np.uint8), form="PNG"), name="x")
    assert refusal.value.code == "no-text"


def test_noise_is_refused_before_it_costs_time() -> None:
    noise = np.random.default_rng(4).integers(0, 255, (900, 700), dtype=np.uint8)
    with pytest.raises(SvodkaError) as refusal:
        read_document(file_of(noise, form="PNG"), name="x")
    assert refusal.value.code == "no-text"
