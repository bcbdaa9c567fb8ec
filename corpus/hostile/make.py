"""Write the hostile and broken files into a folder:  python corpus/hostile/make.py OUT [NAME ...]

Nothing of them is stored in the repository: this script writes all of them (or those named) piece
by piece, in a few seconds.  ``expected.toml`` beside it says what reading each one has to end in.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import hostile_doc as doc
import hostile_image as image
import hostile_odt as odt
import hostile_ole as ole
import hostile_pdf as pdf
import hostile_rtf as rtf
import hostile_sheet as sheet
import hostile_text as text
import hostile_zip as package

SECRET = "SVODKA-SECRET-TOKEN"
"""Stands in ``secret.txt``; no document may ever show it."""

_PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de")
_RTF = b"{\\rtf1\\ansi\\ansicpg1251 " + text.SENTENCE.encode("cp1251") + b"}"
_LONG_NAME = "о" * 125 + ".txt"

Writer = Callable[[Path], None]


def _bytes(make: Callable[[], bytes]) -> Writer:
    return lambda target: _write(target, [make()])


def _write(target: Path, pieces: Iterable[bytes]) -> None:
    with target.open("wb") as out:
        out.writelines(pieces)


def _outside(address: str) -> Writer:
    def write(target: Path) -> None:
        where = address or target.with_name("secret.txt").absolute().as_uri()
        package.write_docx(target, package.outside_entity(where))

    return write


def writers() -> dict[str, Writer]:
    """Every hostile file: its name and what writes it."""
    sentence = text.SENTENCE.encode()
    small: dict[str, bytes] = {
        "zero-byte.pdf": b"",
        "mark-only.txt": b"\xef\xbb\xbf",
        "mark16-only.txt": b"\xff\xfe",
        "spaces-only.txt": b" \t\r\n" * 1000,
        "zeros.docx": bytes(100_000),
        "random.docx": random.Random(7).randbytes(50_000),
        "random.pdf": b"%PDF-1.7\n" + random.Random(8).randbytes(50_000),
        "random-zip.docx": b"PK\x03\x04" + random.Random(9).randbytes(50_000),
        "random-ole.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(10).randbytes(50_000),
        "html-named.pdf": text.page(f"<p>{text.SENTENCE}</p>"),
        "html-named.doc": ("<html><meta charset=windows-1251><p>" + text.SENTENCE).encode("cp1251"),
        "rtf-named.txt": _RTF,
        "png-named.docx": _PNG,
        "mhtml-named.doc": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        + sentence,
        "name with\nline break.txt": sentence,
        _LONG_NAME: sentence,
        "CON.docx.txt": sentence,
        "secret.txt": SECRET.encode(),
    }
    made: dict[str, Writer] = {name: partial(_write, pieces=[content]) for name, content in small.items()}
    made |= {
        "truncated.docx": package.truncated,
        "bomb-paragraphs.docx": package.many_paragraphs,
        "bomb-text.docx": package.giant_text,
        "bomb-renamed.doc": package.many_paragraphs,
        "bomb-lying-directory.docx": package.lying_directory,
        "bomb-nested.docx": package.nested_zips,
        "bomb-media.docx": package.blank_media,
        "embedded-zip.docx": package.embedded_zip,
        "many-members.docx": package.many_members,
        "billion-laughs.docx": package.billion_laughs,
        "quadratic-entity.docx": package.quadratic_entity,
        "xxe-file.docx": _outside(""),
        "xxe-http.docx": _outside("http://127.0.0.1:9/secret"),
        "zip-slip.docx": package.zip_slip,
        "duplicate-members.docx": package.duplicate_members,
        "wide-span.docx": package.wide_span,
        "deep-tables.docx": package.deep_tables,
        "no-document.docx": package.no_document,
        "broken-xml.docx": package.broken_xml,
        "bomb.png": _bytes(image.png_bomb),
        "bomb-comment.png": _bytes(image.png_text_bomb),
        "bomb.jpg": _bytes(image.jpeg_bomb),
        "bomb.tif": _bytes(image.tiff_bomb),
        "torn.png": _bytes(lambda: image.torn("PNG")),
        "torn.jpg": _bytes(lambda: image.torn("JPEG", 0.01)),
        "torn.tif": _bytes(lambda: image.torn("TIFF")),
        "many-pages.tif": _bytes(lambda: image.tiff(10_000)),
        "page-loop.tif": _bytes(image.tiff_loop),
        "empty-page.tif": _bytes(lambda: image.tiff(1)),
        "encrypted.docx": _bytes(ole.encrypted_docx),
        "word-97.doc": _bytes(ole.word_97),
        "word-97-locked.doc": _bytes(ole.word_97_locked),
        "honest.doc": _bytes(doc.document),
        "word-95.doc": _bytes(doc.word_95),
        "truncated.doc": _bytes(doc.truncated),
        "many-pieces.doc": _bytes(doc.many_pieces),
        "repeated-pieces.doc": _bytes(doc.repeated_pieces),
        "long-text.doc": _bytes(doc.long_text),
        "many-stretches.doc": _bytes(doc.many_stretches),
        "false-length.doc": _bytes(doc.false_length),
        "no-pieces.doc": _bytes(doc.no_pieces),
        "directory-loop.doc": _bytes(doc.directory_loop),
        "stream-loop.doc": _bytes(doc.stream_loop),
        "endless-table.doc": _bytes(doc.endless_table),
        "giant-directory.doc": _bytes(doc.giant_directory),
        "nested-fields.doc": _bytes(doc.nested_fields),
        "many-fields.doc": _bytes(doc.many_fields),
        "truncated.pdf": _bytes(pdf.truncated),
        "encrypted.pdf": _bytes(lambda: pdf.encrypted(user=b"user", owner=b"owner")),
        "owner-password.pdf": _bytes(lambda: pdf.encrypted(user=b"", owner=b"owner")),
        "pdf-named.docx": _bytes(pdf.simple),
        "late-header.pdf": _bytes(lambda: b"\n" * 1000 + pdf.simple()),
        "page-loop.pdf": _bytes(pdf.page_loop),
        "empty-pages.pdf": _bytes(lambda: pdf.empty_pages(10_000)),
        "nested-states.pdf": _bytes(pdf.nested_states),
        "nested-arrays.pdf": _bytes(pdf.nested_arrays),
        "arrays-in-page.pdf": _bytes(pdf.arrays_in_page),
        "huge-page.pdf": _bytes(pdf.huge_page),
        "stream-bomb.pdf": _bytes(pdf.stream_bomb),
        "form-loop.pdf": _bytes(pdf.form_loop),
    }
    made |= odt.WRITERS | sheet.WRITERS
    pieces = {**text.plain(), **text.pages(), **rtf.files()}
    return made | {name: partial(_write, pieces=content) for name, content in pieces.items()}


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    for name, write in writers().items():
        if len(arguments) == 1 or name in arguments[1:]:
            write(out / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
