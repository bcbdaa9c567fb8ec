"""The kind of a file, told by content."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import SvodkaError
from extractor.reading.detect import detect

sys.path.insert(0, str(Path(__file__).parents[2] / "corpus" / "hostile"))
import hostile_doc
import hostile_ole
import hostile_pdf
import hostile_zip

SENTENCE = "Доля учителей, прошедших обучение, составила 40 %."
WORD = '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head>'


def zip_of(*names: str, first: bytes = b"") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        if first:
            package.writestr("mimetype", first)
        for name in names:
            package.writestr(name, "x")
    return packed.getvalue()


def repacked_odt() -> bytes:
    """As a program for zips packs the parts of an ODT anew: in another order, all compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("content.xml", "x" * 500)
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return packed.getvalue()


FLAT = b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(hostile_zip.simple_docx(), "docx", id="docx"),
        pytest.param(zip_of("[Content_Types].xml", "word/document2.xml"), "docx", id="second document part"),
        pytest.param(zip_of("xl/workbook.xml"), "xlsx", id="xlsx"),
        pytest.param(zip_of("content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet"), "ods", id="ods"),
        pytest.param(hostile_ole.compound("Workbook"), "xls", id="xls"),
        pytest.param(hostile_ole.compound("Book"), "xls", id="xls of Excel 5"),
        pytest.param(zip_of("content.xml", first=b"application/vnd.oasis.opendocument.text"), "odt", id="odt"),
        pytest.param(zip_of("content.xml", first=b"application/vnd.oasis.opendocument.text-template"), "odt", id="ott"),
        pytest.param(repacked_odt(), "odt", id="repacked odt"),
        pytest.param(FLAT, "odt", id="fodt"),
        pytest.param(rb"{\rtf1\ansi}", "rtf", id="rtf"),
        pytest.param(b"\xef\xbb\xbf \n{\\rtf1}", "rtf", id="rtf after a mark"),
        pytest.param("{\\rtf1\\ansi текст}".encode("utf-16"), "rtf", id="rtf in utf-16"),
        pytest.param(hostile_pdf.simple(), "pdf", id="pdf"),
        pytest.param(b"\r\n" * 300 + hostile_pdf.simple(), "pdf", id="pdf after blank lines"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n" + hostile_pdf.simple(), "pdf", id="pdf after a header"),
        pytest.param(b"%PDF-1.4\nbroken", "pdf", id="the beginning of a pdf"),
        pytest.param(hostile_doc.document(), "doc", id="doc"),
        pytest.param("Файлы начинаются с %PDF-1.4 всегда.".encode(), "text", id="text about pdf"),
        pytest.param(b"<!DOCTYPE html><p>x", "html", id="doctype"),
        pytest.param(f"<P ALIGN=CENTER>{SENTENCE}".encode("cp1251"), "html", id="fragment"),
        pytest.param(f"<!-- сохранено -->\n <HTML>{SENTENCE}".encode(), "html", id="comment first"),
        pytest.param(b'<?xml version="1.0"?><html xmlns="x">', "html", id="xhtml"),
        pytest.param(f"<html><p>{SENTENCE}".encode("utf-16"), "html", id="utf-16"),
        pytest.param(f"<html><p>{SENTENCE}".encode("utf-16-le"), "html", id="utf-16 without mark"),
        pytest.param(WORD.encode("cp1251"), "html", id="html of Word"),
        pytest.param(SENTENCE.encode("koi8-r"), "text", id="koi8-r"),
        pytest.param(SENTENCE.encode("utf-16"), "text", id="utf-16 text"),
        pytest.param(SENTENCE.encode("cp866") + b"\r\n\x1a", "text", id="end of file of DOS"),
        pytest.param((SENTENCE * 9).encode() + b"\0", "text", id="one zero byte"),
        pytest.param("< 5 % школ".encode(), "text", id="less than"),
        pytest.param(b"BMW", "text", id="letters of a signature"),
    ],
)
def test_kinds_that_are_read(data: bytes, kind: str) -> None:
    assert detect(data, name="x.bin") == kind


@pytest.mark.parametrize(
    ("data", "code", "detail"),
    [
        pytest.param(b"", "empty", "", id="nothing"),
        pytest.param(b"\xef\xbb\xbf\r\n", "empty", "", id="mark"),
        pytest.param("\ufeff \n".encode("utf-16-le"), "empty", "", id="mark of utf-16"),
        pytest.param(bytes(5000), "empty", "", id="zeros"),
        pytest.param(hostile_ole.encrypted_docx(), "encrypted", "", id="docx with password"),
        pytest.param(hostile_ole.word_97_locked(), "encrypted", "", id="doc with password"),
        pytest.param(hostile_doc.word_95(), "unsupported", "документ Word 6.0 или 95 (DOC)", id="doc of Word 95"),
        pytest.param(hostile_ole.compound("Other"), "unsupported", "OLE", id="other ole"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "damaged", "OLE", id="broken ole"),
        pytest.param(zip_of("xl/workbook.bin"), "unsupported", "XLSB", id="xlsb"),
        pytest.param(zip_of("ppt/presentation.xml"), "unsupported", "PPTX", id="pptx"),
        pytest.param(zip_of("a.txt"), "unsupported", "архив ZIP", id="zip"),
        pytest.param(zip_of(), "unsupported", "архив ZIP", id="empty zip"),
        pytest.param(hostile_zip.simple_docx()[:400], "damaged", "ZIP", id="cut zip"),
        pytest.param(b"BM" + bytes(range(60)), "unsupported", "BMP", id="bmp"),
        pytest.param(b"Rar!\x1a\x07\x01\0", "unsupported", "RAR", id="rar"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\0", "unsupported", "7-Zip", id="7z"),
        pytest.param(b"AT&TFORM\0\0", "unsupported", "DjVu", id="djvu"),
        pytest.param(
            b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
            "unsupported",
            "MHTML",
            id="mhtml",
        ),
        pytest.param(
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
            "unsupported",
            "Word 2003 XML",
            id="word 2003 xml",
        ),
        pytest.param(b'<?xml version="1.0"?><rss/>', "unsupported", "XML", id="other xml"),
        pytest.param(bytes(range(256)) * 9, "unsupported", "двоичный", id="bytes"),
        pytest.param(b"MZ" + bytes(range(90)), "unsupported", "программа", id="program"),
    ],
)
def test_refusals(data: bytes, code: str, detail: str) -> None:
    with pytest.raises(SvodkaError) as refusal:
        detect(data, name="отчёт.docx")
    assert refusal.value.code == code
    assert detail in refusal.value.detail
    assert refusal.value.path == "отчёт.docx"


def test_a_giant_directory_is_not_read() -> None:
    end = b"PK\x05\x06" + bytes(8) + (5 * 2**20).to_bytes(4, "little") + bytes(6)
    with pytest.raises(SvodkaError) as refusal:
        detect(b"PK\x03\x04" + end, name="x")
    assert refusal.value.code == "too-large"


STARTS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-",
    b"<html",
    b"<!--",
    b"<?",
]


@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_get_a_kind_or_a_refusal(start: bytes, rest: bytes) -> None:
    try:
        outcome = str(detect(start + rest, name="x"))
    except SvodkaError as refusal:
        outcome = refusal.code
    assert outcome in {
        "docx",
        "odt",
        "rtf",
        "pdf",
        "image",
        "html",
        "text",
        "empty",
        "encrypted",
        "unsupported",
        "damaged",
        "too-large",
    }
