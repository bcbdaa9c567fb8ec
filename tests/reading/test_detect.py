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


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(hostile_zip.simple_docx(), "docx", id="docx"),
        pytest.param(zip_of("[Content_Types].xml", "word/document2.xml"), "docx", id="second document part"),
        pytest.param(hostile_pdf.simple(), "pdf", id="pdf"),
        pytest.param(b"\r\n" * 300 + hostile_pdf.simple(), "pdf", id="pdf after blank lines"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n" + hostile_pdf.simple(), "pdf", id="pdf after a header"),
        pytest.param(b"%PDF-1.4\nbroken", "pdf", id="the beginning of a pdf"),
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
        pytest.param(hostile_ole.word_97(), "unsupported", "документ Word 97–2003 (DOC)", id="doc"),
        pytest.param(hostile_ole.compound("Workbook"), "unsupported", "книга Excel", id="xls"),
        pytest.param(hostile_ole.compound("Other"), "unsupported", "OLE", id="other ole"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "damaged", "OLE", id="broken ole"),
        pytest.param(rb"{\rtf1\ansi}", "unsupported", "RTF", id="rtf"),
        pytest.param(b"\xef\xbb\xbf \n{\\rtf1}", "unsupported", "RTF", id="rtf after a mark"),
        pytest.param(
            zip_of("content.xml", first=b"application/vnd.oasis.opendocument.text"),
            "unsupported",
            "ODT",
            id="odt",
        ),
        pytest.param(
            zip_of("content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet"),
            "unsupported",
            "ODS",
            id="ods",
        ),
        pytest.param(zip_of("xl/workbook.xml"), "unsupported", "XLSX", id="xlsx"),
        pytest.param(zip_of("ppt/presentation.xml"), "unsupported", "PPTX", id="pptx"),
        pytest.param(zip_of("a.txt"), "unsupported", "архив ZIP", id="zip"),
        pytest.param(zip_of(), "unsupported", "архив ZIP", id="empty zip"),
        pytest.param(hostile_zip.simple_docx()[:400], "damaged", "ZIP", id="cut zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "unsupported", "PNG", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "unsupported", "JPEG", id="jpeg"),
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
        "pdf",
        "html",
        "text",
        "empty",
        "encrypted",
        "unsupported",
        "damaged",
        "too-large",
    }
