"""Hostile DOCX files: bombs, entities, lies in the zip directory."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="bin" ContentType="application/octet-stream"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_MAIN = "word/document.xml"
_MIB = 2**20
SENTENCE = "Доля учителей, прошедших обучение, составила 40 %."


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def body(inner: str, *, before: str = "") -> list[bytes]:
    document = f'<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
    return [f'<?xml version="1.0" encoding="UTF-8"?>{before}{document}'.encode()]


def _around(inner: Iterable[bytes]) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>'.encode()
    yield from inner
    yield b"</w:body></w:document>"


def write_docx(
    target: Path | io.BytesIO, document: Iterable[bytes], more: Iterable[tuple[str, Iterable[bytes]]] = ()
) -> None:
    """A DOCX whose parts are written piece by piece."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELS)
        for name, pieces in [(_MAIN, document), *more]:
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            with package.open(member, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)


def simple_docx() -> bytes:
    """A sound DOCX of one sentence."""
    packed = io.BytesIO()
    write_docx(packed, body(paragraph(SENTENCE)))
    return packed.getvalue()


def truncated(target: Path) -> None:
    whole = simple_docx()
    target.write_bytes(whole[: len(whole) * 2 // 3])


def many_paragraphs(target: Path) -> None:
    block = paragraph("a").encode() * 2000
    write_docx(target, _around(block for _ in range(1000)))


def giant_text(target: Path) -> None:
    block = b"a" * _MIB
    write_docx(target, _around([b"<w:p><w:r><w:t>", *(block for _ in range(400)), b"</w:t></w:r></w:p>"]))


def lying_directory(target: Path) -> None:
    """400 MiB of text behind a directory, and local headers, that state 1000 bytes."""
    packed = io.BytesIO()
    block = b"a" * _MIB
    write_docx(packed, _around([b"<w:p><w:r><w:t>", *(block for _ in range(400)), b"</w:t></w:r></w:p>"]))
    data = bytearray(packed.getvalue())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        name = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + name] == _MAIN.encode():
            struct.pack_into("<I", data, at + 24, 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    target.write_bytes(data)


def nested_zips(target: Path) -> None:
    """Zip in zip in zip, ten deep, a million zeros at the bottom; no document inside."""
    inner = b"0" * _MIB
    for depth in range(10):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
            for copy in range(10):
                package.writestr(f"{depth}-{copy}.zip", inner)
        inner = packed.getvalue()
    target.write_bytes(inner)


def embedded_zip(target: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("zeros.bin", bytes(20 * _MIB))
    write_docx(target, body(paragraph(SENTENCE)), [("word/embeddings/object1.bin", [packed.getvalue()])])


def many_members(target: Path) -> None:
    write_docx(target, body(paragraph(SENTENCE)), [(f"word/media/{k}.png", [b"x"]) for k in range(10_000)])


def blank_media(target: Path) -> None:
    block = bytes(_MIB)
    write_docx(target, body(paragraph(SENTENCE)), [("word/media/image1.png", (block for _ in range(1024)))])


def billion_laughs(target: Path) -> None:
    entities = '<!ENTITY a0 "ха">' + "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
    write_docx(target, body(paragraph("&a9;"), before=f"<!DOCTYPE w:document [{entities}]>"))


def quadratic_entity(target: Path) -> None:
    entity = f'<!DOCTYPE w:document [<!ENTITY a "{"a" * 100_000}">]>'
    write_docx(target, body(paragraph("&a;" * 20_000), before=entity))


def outside_entity(address: str) -> list[bytes]:
    return body(paragraph(f"{SENTENCE} &x;"), before=f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{address}">]>')


def zip_slip(target: Path) -> None:
    write_docx(target, body(paragraph(SENTENCE)), [("../../slipped.txt", [b"out"]), ("/tmp/slipped.txt", [b"out"])])


def duplicate_members(target: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of just what is wanted here
        write_docx(target, body(paragraph(SENTENCE)), [(_MAIN, body(paragraph("Второй документ с тем же именем.")))])


def wide_span(target: Path) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr>{paragraph(SENTENCE)}</w:tc>'
    write_docx(target, body(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))


def deep_tables(target: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph(SENTENCE) + "</w:tc></w:tr></w:tbl>" * 3000
    write_docx(target, body(deep))


def no_document(target: Path) -> None:
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELS)


def broken_xml(target: Path) -> None:
    write_docx(target, [f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>{SENTENCE}'.encode()])
