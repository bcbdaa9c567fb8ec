"""DOC files: what Word shows of them is read, whichever way it has to go."""

from __future__ import annotations

import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import olefile
import pytest
from conftest import CORPUS, SHARED

from docx_files import texts_of
from extractor import extract
from extractor.errors import SvodkaError
from extractor.reading import read_document
from extractor.reading.detect import detect
from extractor.reading.doc import convert as doc_convert
from extractor.reading.doc import reader as doc
from extractor.reading.doc.file import open_word
from extractor.reading.doc.holding import held_by_doc, held_by_docx
from extractor.reading.doc.mend import mended
from extractor.reading.docx import reader as docx
from extractor.reading.office import convert as office
from extractor.reading.source import RawTable, RawText

sys.path.insert(0, str(CORPUS / "hostile"))
import hostile_doc
import hostile_ole

DATA = sorted((Path(__file__).parent / "data").glob("*.doc"))
ON_PLAIN = "номера списков не восстановлены"
ON_OFFICE = "прочитано через LibreOffice"


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice."""
    monkeypatch.setenv(office.VARIABLE, "-")


@pytest.fixture
def without_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "converted", lambda _: None)


def twin(path: Path) -> bytes:
    """The DOCX that a DOC was made from."""
    return (CORPUS / "files" / "docx" / "tune" / f"{path.stem}.docx").read_bytes()


def shape(items: Sequence[RawText | RawTable], *, numbers: bool = True) -> list[Any]:
    """Items as plain data: texts with numbers, tables with places and merges."""
    plain: list[Any] = []
    for item in items:
        if isinstance(item, RawText):
            plain.append((item.number if numbers else None, " ".join(item.text.replace("\u200b", "").split())))
        else:
            plain.append([(c.row, c.column, c.rowspan, c.colspan, shape(c.items, numbers=numbers)) for c in item.cells])
    return plain


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_a_doc_reads_like_its_docx(path: Path) -> None:
    reading = doc.read(path.read_bytes(), name=path.name)
    assert reading.format == "doc"
    assert reading.warnings == []
    assert shape(reading.items) == shape(docx.read(twin(path), name="x").items)


@pytest.mark.usefixtures("alone", "without_converter")
@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_the_last_way_keeps_text_and_tables(path: Path) -> None:
    reading = doc.read(path.read_bytes(), name=path.name)
    assert any(ON_PLAIN in warning for warning in reading.warnings)
    wanted = docx.read(twin(path), name="x").items
    tables = [item for item in reading.items if isinstance(item, RawTable)]
    assert shape(tables, numbers=False) == shape([i for i in wanted if isinstance(i, RawTable)], numbers=False)
    assert sorted(" ".join(t.text.split()) for t in texts_of(reading.items)) == sorted(
        " ".join(t.text.split()) for t in texts_of(wanted)
    )


@pytest.mark.usefixtures("without_converter")
@pytest.mark.skipif(office.find() is None, reason="LibreOffice is not installed")
def test_the_second_way() -> None:
    path = DATA[0]
    reading = doc.read(path.read_bytes(), name=path.name)
    assert reading.warnings == [ON_OFFICE]
    assert shape(reading.items) == shape(docx.read(twin(path), name="x").items)


def broken_office(_: bytes, *__: str, name: str) -> bytes:
    raise SvodkaError("office-timeout", path=name, detail="90 с")


@pytest.mark.usefixtures("without_converter")
def test_what_stopped_libreoffice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find", lambda: Path("soffice"))
    monkeypatch.setattr(office, "convert", broken_office)
    told = doc.read(DATA[0].read_bytes(), name="а.doc").warnings
    assert "LibreOffice" in told[0]
    assert "в срок" in told[0]
    assert ON_PLAIN in told[1]


@pytest.mark.usefixtures("alone")
def test_a_converter_that_loses_text_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    other = twin(DATA[1])
    monkeypatch.setattr(doc, "converted", lambda _: other)
    small = hostile_doc.document("Одно слово и ещё много слов.\r" * 400)
    reading = doc.read(small, name="x")
    assert any(ON_PLAIN in warning for warning in reading.warnings)
    assert len(list(texts_of(reading.items))) == 400


@pytest.mark.usefixtures("alone")
def test_a_small_loss_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = hostile_doc.document("Слова, которых много.\r" * 100)
    package = doc_convert.converted(data)
    shorter = hostile_doc.document("Слова, которых много.\r" * 101)
    monkeypatch.setattr(doc, "converted", lambda _: package)
    document = read_document(shorter, name="x")
    assert document.warnings == (f"потеряно при чтении знаков: 17 из {100 * 19 + 17}",)


def test_letters_and_cells_are_counted_on_both_sides() -> None:
    for path in DATA:
        data = path.read_bytes()
        word = open_word(data, name="x")
        package = doc_convert.converted(mended(data, word, name="x"))
        assert package is not None
        assert held_by_doc(word) == held_by_docx(package, name="x")


def test_mending_leaves_a_whole_file_alone() -> None:
    data = hostile_doc.document()
    assert mended(data, open_word(data, name="x"), name="x") is data
    changed = [path.stem for path in DATA if mended(path.read_bytes(), open_word(path.read_bytes(), name="x"), name="x")
               != path.read_bytes()]  # fmt: skip
    assert changed == ["minutes-tasks-table-2025"]


def test_the_record_says_doc() -> None:
    assert extract(DATA[0]).source.format == "doc"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("а\x0bб\x1eв\r", ["а\nб-в"], id="breaks and hyphens"),
        pytest.param("до \x13 HYPERLINK x \x14ссылка\x15 после\r", ["до ссылка после"], id="field"),
        pytest.param("до \x13 SEQ \x13 PAGE \x147\x15 \x14 8\x15 после\r", ["до  8 после"], id="field in a field"),
        pytest.param("без конца \x13 IF\r и дальше\r", ["без конца  IF", " и дальше"], id="field without an end"),
        pytest.param("знак 😀 дальше\r", ["знак 😀 дальше"], id="two units"),
        pytest.param("страница\x0cдругая\r", ["страница", "другая"], id="page break"),
        pytest.param("\x01рисунок\x08\r\r\r", ["рисунок"], id="objects"),
    ],
)
def test_signs_of_the_text(text: str, shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "converted", lambda _: None)
    reading = doc.read(hostile_doc.document(text), name="x")
    assert [item.text for item in texts_of(reading.items)] == shown


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(hostile_doc.word_95(), "unsupported", id="word 95"),
        pytest.param(b"\xdb\xa5\x2d\x00" + bytes(99), "unsupported", id="word 2"),
        pytest.param(hostile_ole.word_97_locked(), "encrypted", id="password"),
        pytest.param(hostile_doc.document(mark=0x1234), "damaged", id="no word"),
        pytest.param(hostile_doc.document(length=-5), "damaged", id="length below zero"),
        pytest.param(hostile_doc.document(length=500), "damaged", id="length beyond the pieces"),
        pytest.param(hostile_doc.document(pieces=[(50, 2**28)]), "damaged", id="piece outside"),
        pytest.param(hostile_doc.stream_loop(), "damaged", id="loop"),
        pytest.param(hostile_doc.document("\r\r"), "no-text", id="nothing in it"),
    ],
)
@pytest.mark.usefixtures("alone")
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(SvodkaError) as caught:
        read_document(data, name="плохой.doc")
    assert caught.value.code == code
    assert "плохой.doc" in caught.value.message()


def test_a_suffix_decides_nothing() -> None:
    assert detect(DATA[0].read_bytes(), name="x.docx") == "doc"
    assert detect(twin(DATA[0]), name="x.doc") == "docx"
    assert detect(b"<html><p>text", name="x.doc") == "html"


def test_large_documents_go_other_ways() -> None:
    small, large = (hostile_doc.document("Слово.\r" * count) for count in (100, 50_000))
    assert doc_convert.fits(small, open_word(small, name="x"))
    assert not doc_convert.fits(large, open_word(large, name="x"))
    deep = hostile_doc.nested_fields()
    assert not doc_convert.fits(deep, open_word(deep, name="x"))


def test_the_library_keeps_its_own_module() -> None:
    from doc2docx import converter  # type: ignore[import-untyped]

    before = converter.read_inline_pictures
    doc_convert.converted(DATA[0].read_bytes())
    assert converter.read_inline_pictures is before


def test_macros_stay_where_they_are() -> None:
    data = hostile_ole.streams({"WordDocument": main_of(DATA[0]), "1Table": table_of(DATA[0]), "Macros": b"Shell"})
    assert read_document(data, name="x").text == read_document(DATA[0].read_bytes(), name="x").text


def main_of(path: Path) -> bytes:
    with olefile.OleFileIO(str(path)) as package:
        return bytes(package.openstream("WordDocument").read())


def table_of(path: Path) -> bytes:
    with olefile.OleFileIO(str(path)) as package:
        second = struct.unpack_from("<H", main_of(path), 10)[0] & 0x0200
        return bytes(package.openstream("1Table" if second else "0Table").read())


SHARED_DOCS = sorted(SHARED.glob("*/files/doc/*.doc"))


@pytest.mark.skipif(not SHARED_DOCS, reason="the shared documents are not there")
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", SHARED_DOCS, ids=lambda path: path.stem)
def test_shared_documents_give_the_record_of_their_docx(path: Path) -> None:
    old = extract(path)
    new = extract(path.parents[1] / "docx" / f"{path.stem}.docx")
    assert old.source.warnings == ()
    assert old.model_dump(exclude={"source"}) == new.model_dump(exclude={"source"})


@pytest.mark.usefixtures("alone")
def test_a_head_with_a_table_is_not_passed_over() -> None:
    path = Path(__file__).parent / "data" / "heads" / "table.doc"
    document = read_document(path.read_bytes(), name=path.name)
    assert document.text.startswith("МБОУ «Зареченская СОШ № 3»\tул. Школьная, 1\n")
    assert document.warnings == ()
    assert document.text.count("Школьная") == 1
