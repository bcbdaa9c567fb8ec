"""Blocks as a DOCX whose bytes depend on the source alone: fixed identifiers, no clock."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm

from rendering.docx_table import table_xml
from rendering.docx_xml import NAMESPACES, Writer, page_break, text_box
from rendering.markup import Block, Furniture, Paragraph, Table, parse

_KEPT = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
}
"""Parts of python-docx's template that a document needs; a thumbnail, themes and the like are dropped."""
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_STYLES = f"""<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="24"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:style>
</w:styles>"""


def _level(level: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


_NUMBERING = (
    f"<w:numbering {NAMESPACES}>"
    f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>{_level(0, "bullet", "•")}'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>'
    f"{_level(0, 'decimal', '%1.')}{_level(1, 'decimal', '%1.%2.')}</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
_FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f"<w:footnotes {NAMESPACES}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>%s</w:footnotes>"
)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""


def to_docx(source: str, *, accept: bool = False) -> bytes:
    """One document of the corpus as DOCX; with ``accept`` as it reads once its tracked changes are accepted."""
    document = empty()
    writer = Writer(accept=accept)
    blocks = parse(source)
    for block in blocks:
        if isinstance(block, Furniture) and block.kind in ("header", "footer"):
            section = document.sections[0]
            edge = section.header if block.kind == "header" else section.footer
            edge.paragraphs[0].text = "\n".join(block.lines)
    fill(document, "".join(_body(blocks, writer)))
    if writer.footnotes:
        _add_footnotes(document, writer.footnotes)
    return saved(document)


def fill(document: Document, body: str, *, namespaces: str = NAMESPACES) -> None:
    """Put WordprocessingML before the section's properties."""
    end = document.element.body[-1]
    for element in parse_xml(f"<w:body {namespaces}>{body}</w:body>"):
        end.addprevious(element)


def saved(document: Document) -> bytes:
    """The document's bytes with the times inside the zip fixed."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()


def empty() -> Document:
    """An A4 page with the few styles and lists of this corpus."""
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[key]
    replace_children(document.styles.element, _STYLES)
    replace_children(document.part.numbering_part.element, _NUMBERING)
    replace_children(
        document.settings.element, f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="708"/></w:settings>'
    )
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "svodka", "", ""
    properties.created = properties.modified = datetime(2024, 1, 1, tzinfo=UTC)
    return document


def replace_children(element: BaseOxmlElement, xml: str) -> None:
    """Give a part's root the children of ``xml``; the root itself belongs to python-docx."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _body(blocks: list[Block], writer: Writer) -> list[str]:
    parts: list[str] = []
    for place, block in enumerate(blocks):
        match block:
            case Paragraph():
                parts.append(writer.paragraph(block))
            case Table():
                if place and isinstance(blocks[place - 1], Table):
                    parts.append("<w:p/>")  # two tables with nothing between them are one in Word
                parts.append(table_xml(block, writer))
            case Furniture(kind="textbox"):
                parts.append(text_box(block))
            case Furniture(kind="pagebreak"):
                parts.append(page_break())
    if blocks and isinstance(blocks[-1], Table):
        parts.append("<w:p/>")  # Word wants a paragraph after the last table
    return parts


def _add_footnotes(document: Document, footnotes: list[str]) -> None:
    xml = (_FOOTNOTES % "".join(footnotes)).encode("utf-8")
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
