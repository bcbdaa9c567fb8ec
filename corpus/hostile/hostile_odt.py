"""Hostile OpenDocument texts: bombs, repetitions, entities, a password."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from hostile_text import SENTENCE

MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "text", "table", "manifest"))
_MIB = 2**20
_CELL = f"<table:table-cell><text:p>{SENTENCE}</text:p></table:table-cell>"


def content(inner: str, *, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {_NAMES}><office:body><office:text>'
        f"{inner}</office:text></office:body></office:document-content>"
    ).encode()


def write_odt(
    target: Path | io.BytesIO, document: Iterable[bytes], more: Iterable[tuple[str, bytes]] = (), *, mime: str = MIME
) -> None:
    """An ODT whose text is written piece by piece."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("mimetype", mime, zipfile.ZIP_STORED)
        with package.open("content.xml", "w") as part:
            for piece in document:
                part.write(piece)
        for name, data in more:
            package.writestr(name, data)


def simple_odt() -> bytes:
    """A sound ODT of one sentence."""
    packed = io.BytesIO()
    write_odt(packed, [content(f"<text:p>{SENTENCE}</text:p>")])
    return packed.getvalue()


def truncated(target: Path) -> None:
    whole = simple_odt()
    target.write_bytes(whole[: len(whole) * 2 // 3])


def locked(target: Path) -> None:
    """Parts under a password, as LibreOffice has written them since 2005."""
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = f"<manifest:manifest {_NAMES}>{entry}</manifest:manifest>".encode()
    write_odt(target, [bytes(range(128, 256)) * 8], [("META-INF/manifest.xml", manifest)])


def locked_whole(target: Path) -> None:
    """The whole package under a password, as LibreOffice 24.8 writes it."""
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", MIME)
        package.writestr("encrypted-package", bytes(range(256)) * 8)


def many_paragraphs(target: Path) -> None:
    start, end = content("|").split(b"|")
    block = b"<text:p>a</text:p>" * 2000
    write_odt(target, [start, *(block for _ in range(1000)), end])


def giant_text(target: Path) -> None:
    start, end = content("<text:p>|</text:p>").split(b"|")
    block = b"a" * _MIB
    write_odt(target, [start, *(block for _ in range(400)), end])


def _table(target: Path, rows: str) -> None:
    write_odt(target, [content(f"<table:table>{rows}</table:table>")])


def repeated_empty(target: Path) -> None:
    """What a spreadsheet saved as a text may hold: a billion empty cells behind the last full one."""
    again = 'table:number-columns-repeated="1000000000"'
    empty = f'<table:table-row table:number-rows-repeated="1000000000"><table:table-cell {again}/></table:table-row>'
    _table(target, f"<table:table-row>{_CELL}<table:table-cell {again}/></table:table-row>{empty}")


def repeated_full(target: Path) -> None:
    row = f'<table:table-row table:number-rows-repeated="1000000000">{_CELL * 50}</table:table-row>'
    _table(target, row.replace("<table:table-cell>", '<table:table-cell table:number-columns-repeated="1000000000">'))


def wide_span(target: Path) -> None:
    cell = _CELL.replace(
        "table-cell>", 'table-cell table:number-columns-spanned="1000000000" table:number-rows-spanned="1000000000">', 1
    )
    _table(target, f"<table:table-row>{cell}</table:table-row>")


def many_spaces(target: Path) -> None:
    write_odt(target, [content(f'<text:p>{SENTENCE}{chr(60)}text:s text:c="1000000000"/></text:p>' * 2_000)])


def deep_lists(target: Path) -> None:
    write_odt(
        target,
        [content("<text:list><text:list-item>" * 3000 + "<text:p/>" + "</text:list-item></text:list>" * 3000)],
    )


def billion_laughs(target: Path) -> None:
    entities = '<!ENTITY a0 "ха">' + "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
    write_odt(target, [content("<text:p>&a9;</text:p>", before=f"<!DOCTYPE x [{entities}]>")])


def outside_entity(target: Path) -> None:
    secret = target.with_name("secret.txt").absolute().as_uri()
    before = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret}">]>'
    write_odt(target, [content(f"<text:p>{SENTENCE} &x;</text:p>", before=before)])


def no_content(target: Path) -> None:
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", MIME)


def flat(target: Path, *, before: str = "", inner: str = f"<text:p>{SENTENCE}</text:p>") -> None:
    document = content(inner, before=before).replace(b"document-content", b"document")
    target.write_bytes(
        document.replace(b"<office:document ", f'<office:document office:mimetype="{MIME}" '.encode(), 1)
    )


def flat_laughs(target: Path) -> None:
    flat(target, before='<!DOCTYPE x [<!ENTITY a "ха">]>', inner="<text:p>&a;</text:p>")


def flat_deep(target: Path) -> None:
    flat(target, inner="<text:section>" * 100_000)


WRITERS = {
    "truncated.odt": truncated,
    "encrypted.odt": locked,
    "encrypted-whole.odt": locked_whole,
    "bomb-paragraphs.odt": many_paragraphs,
    "bomb-text.odt": giant_text,
    "repeated-empty.odt": repeated_empty,
    "repeated-full.odt": repeated_full,
    "wide-span.odt": wide_span,
    "many-spaces.odt": many_spaces,
    "deep-lists.odt": deep_lists,
    "billion-laughs.odt": billion_laughs,
    "xxe-file.odt": outside_entity,
    "no-content.odt": no_content,
    "flat.fodt": flat,
    "flat-laughs.fodt": flat_laughs,
    "flat-deep.fodt": flat_deep,
}
