"""ODT packages written part by part."""

from __future__ import annotations

import io
import zipfile

from docx_files import texts_of, visible_in
from extractor.reading.odt.reader import read
from extractor.reading.source import Reading

MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{short}="{_OASIS}{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("manifest", "manifest"),
    )
) + (
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:math="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def p(inside: str = "", style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>' if style else f"<text:p>{inside}</text:p>"


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def style(name: str, *, family: str = "text", text: str = "", paragraph: str = "", more: str = "") -> str:
    """A style; ``text`` and ``paragraph`` are attributes of its properties, ``more`` its own."""
    inside = f"<style:paragraph-properties {paragraph}/>" if paragraph else ""
    inside += f"<style:text-properties {text}/>" if text else ""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inside}</style:style>'


def items(*lines: str, more: str = "") -> str:
    """A list whose items hold ``lines``: paragraphs, or a deeper list."""
    held = "".join(f"<text:list-item>{line if line.startswith('<') else p(line)}</text:list-item>" for line in lines)
    return f"<text:list {more}>{held}</text:list>"


def cell(inside: str = "", more: str = "") -> str:
    return f"<table:table-cell {more}>{inside if inside.startswith('<') else p(inside)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def table(*rows: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def content_of(body: str, styles: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt_of(
    body: str, *, styles: str = "", common: str = "", pages: str = "", parts: dict[str, str] | None = None
) -> bytes:
    """A package: ``styles`` are automatic ones of the text, ``common`` and ``pages`` stand in styles.xml."""
    shared = (
        f'<?xml version="1.0"?><office:document-styles {NAMESPACES}><office:styles>{common}</office:styles>'
        f"<office:automatic-styles/><office:master-styles>{pages}</office:master-styles></office:document-styles>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        package.writestr("content.xml", content_of(body, styles))
        package.writestr("styles.xml", shared)
        for name, part in (parts or {}).items():
            package.writestr(name, part)
    return written.getvalue()


def read_whole(data: bytes) -> Reading:
    """Read, and check that no character is lost or invented."""
    reading = read(data, name="проба.odt")
    assert visible_in(reading) + reading.dropped == reading.counted
    return reading


def read_texts(body: str, *, styles: str = "") -> list[str]:
    return [item.text for item in texts_of(read_whole(odt_of(body, styles=styles)).items)]
