"""DOCX packages written part by part, for what python-docx cannot write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from extractor.reading.docx.reader import read
from extractor.reading.source import RawTable, RawText, Reading

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = " ".join(
    (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        f'xmlns:r="{_OFFICE}"',
    )
)


def p(inside: str = "", properties: str = "") -> str:
    """A paragraph; ``inside`` without a tag is its text."""
    content = inside if inside.startswith("<") or not inside else r(inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(inside: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def docx_of(
    body: str,
    *,
    styles: str | None = None,
    numbering: str | None = None,
    settings: str | None = None,
    footnotes: str | None = None,
    endnotes: str | None = None,
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    before: str = "",
    main_type: str = f"{_MAIN_TYPE}.document.main+xml",
) -> bytes:
    """A package; every part is given as what stands inside its root element.

    Heads and feet are related as ``header1``, ``footer1`` and so on; ``before`` stands between
    the XML declaration and the document.
    """
    parts = [("document", "document", body, main_type)]
    for kind, tag, content in (
        ("styles", "styles", styles),
        ("numbering", "numbering", numbering),
        ("settings", "settings", settings),
        ("footnotes", "footnotes", footnotes),
        ("endnotes", "endnotes", endnotes),
        *((f"header{i}", "hdr", text) for i, text in enumerate(headers, 1)),
        *((f"footer{i}", "ftr", text) for i, text in enumerate(footers, 1)),
    ):
        if content is not None:
            parts.append((kind, tag, content, f"{_MAIN_TYPE}.{kind.rstrip('0123456789')}+xml"))
    overrides = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{mime}"/>' for kind, _, _, mime in parts)
    related = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for kind, _, _, _ in parts[1:]
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", content_types(overrides))
        package.writestr(
            "_rels/.rels",
            relationships(f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'),
        )
        package.writestr("word/_rels/document.xml.rels", relationships(related))
        for kind, tag, content, _ in parts:
            inside = f"<w:body>{content}</w:body>" if tag == "document" else content
            head = before if tag == "document" else ""
            package.writestr(f"word/{kind}.xml", f'<?xml version="1.0"?>{head}<w:{tag} {NAMESPACES}>{inside}</w:{tag}>')
    return written.getvalue()


def content_types(overrides: str) -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(inside: str) -> str:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inside}</Relationships>"
    )


def texts_of(items: Sequence[RawText | RawTable]) -> Iterator[RawText]:
    """All texts, those in cells too."""
    for item in items:
        if isinstance(item, RawText):
            yield item
        else:
            for owner in item.cells:
                yield from texts_of(owner.items)


def visible_in(reading: Reading) -> int:
    return sum(len("".join(item.text.split())) for item in texts_of(reading.items))


def read_whole(data: bytes) -> Reading:
    """Read, and check that no character is lost or invented."""
    reading = read(data, name="проба.docx")
    assert visible_in(reading) + reading.dropped == reading.counted
    return reading


def read_texts(body: str, **parts: str) -> list[str]:
    return [item.text for item in texts_of(read_whole(docx_of(body, **parts)).items)]
