"""Broken and hostile DOCX: a typed error or a safe result, soon."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from docx_files import (
    NAMESPACES,
    cell,
    content_types,
    docx_of,
    p,
    r,
    read_whole,
    relationships,
    table,
    texts_of,
)
from extractor.errors import SvodkaError
from extractor.reading.docx.reader import read

ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
LAUGHS = f'<!DOCTYPE w [<!ENTITY e0 "ха">{ENTITIES}]>'
# Past the piece that the guard looks for entities in, so that the parser's own defence is met.
LATE = f"<!--{' ' * 70_000}-->"


def repacked(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The package with its members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    change(members)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return written.getvalue()


def without(name: str) -> bytes:
    return repacked(docx_of(p("текст"), styles="", numbering=""), lambda members: members.pop(name))


def chain(length: int) -> bytes:
    """Parts that refer to each other in a row, which python-docx follows by recursion."""

    def add(members: dict[str, bytes]) -> None:
        for i in range(length):
            link = f'<Relationship Id="r" Type="t" Target="a{i + 1}.xml"/>' if i + 1 < length else ""
            members[f"word/a{i}.xml"] = b"<a/>"
            members[f"word/_rels/a{i}.xml.rels"] = relationships(link).encode()
        members["word/_rels/document.xml.rels"] = relationships(
            '<Relationship Id="r" Type="t" Target="a0.xml"/>'
        ).encode()

    return repacked(docx_of(p("текст")), add)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(lambda: b"", "damaged", id="empty"),
        pytest.param(lambda: b"PK\x03\x04" + bytes(500), "damaged", id="no directory"),
        pytest.param(lambda: docx_of(p("текст"))[:-300], "damaged", id="cut off"),
        pytest.param(lambda: without("[Content_Types].xml"), "damaged", id="no content types"),
        pytest.param(lambda: without("_rels/.rels"), "damaged", id="no relations"),
        pytest.param(lambda: without("word/document.xml"), "damaged", id="no document"),
        pytest.param(lambda: without("word/styles.xml"), "damaged", id="styles promised and missing"),
        pytest.param(lambda: docx_of("<w:p>"), "damaged", id="not well-formed"),
        pytest.param(lambda: docx_of(p("&e9;"), before=LAUGHS), "damaged", id="billion laughs"),
        pytest.param(lambda: docx_of(p("&e9;"), before=LATE + LAUGHS), "damaged", id="late billion laughs"),
        pytest.param(
            lambda: docx_of('<w:p w:a="&e9;"/>', before=LATE + LAUGHS), "damaged", id="laughs in an attribute"
        ),
        pytest.param(
            lambda: docx_of("<w:tbl><w:tr><w:tc>" * 200 + p() + "</w:tc></w:tr></w:tbl>" * 200),
            "damaged",
            id="depth",
        ),
        pytest.param(lambda: chain(990), "damaged", id="long chain of parts"),
        pytest.param(
            lambda: repacked(docx_of(p()), lambda m: m.update({"word/document.xml": b"<a/>"})),
            "unsupported",
            id="not Word",
        ),
        pytest.param(
            lambda: repacked(
                docx_of(p()),
                lambda m: m.update(
                    {
                        "_rels/.rels": relationships(
                            '<Relationship Id="d" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"'
                            ' Target="word/document.xml"/>'
                        ).encode()
                    }
                ),
            ),
            "unsupported",
            id="strict",
        ),
    ],
)
def test_bad_files_have_a_typed_error(make: Callable[[], bytes], code: str) -> None:
    data = make()
    start = time.perf_counter()
    with pytest.raises(SvodkaError) as caught:
        read(data, name="плохой.docx")
    assert caught.value.code == code
    assert "плохой.docx" in caught.value.message()
    assert time.perf_counter() - start < 1


def test_foreign_files_are_not_opened() -> None:
    secret = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(SvodkaError):
        read(docx_of(p("&e;"), before=secret), name="x")
    late = read(docx_of(p("до&e;после"), before=LATE + secret), name="x")
    assert [i.text for i in texts_of(late.items)] == ["допосле"]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        pytest.param("<w:tbl><w:tr><w:tc>" * 80 + p("дно") + "</w:tc></w:tr></w:tbl>" * 80, ["дно"], id="deep tables"),
        pytest.param(table(cell("а", '<w:gridSpan w:val="99999999999999"/>')), ["а"], id="span"),
        pytest.param(p(r("а", '<w:rStyle w:val="s"/>'), '<w:pStyle w:val="s"/>'), ["а"], id="style based on itself"),
        pytest.param(p("а", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="-"/></w:numPr>'), ["а"], id="odd numbers"),
        pytest.param(p('<w:r><w:sym w:char="zz"/><w:sym/><w:sym w:char="110000"/></w:r>'), ["□□□"], id="odd symbols"),
        pytest.param(p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("а")), ["а"], id="field without a beginning"),
        pytest.param(
            p("<w:ins>" + r("а") * 5_000 + "</w:ins>" + "<w:del><w:r/></w:del>" * 5_000),
            ["а" * 5_000],
            id="changes",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent>" * 100 + p("а") + "</w:sdtContent></w:sdt>" * 100,
            ["а"],
            id="deep controls",
        ),
    ],
)
def test_odd_files_are_read_safely(body: str, texts: list[str]) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="s"><w:basedOn w:val="s"/></w:style>'
    start = time.perf_counter()
    reading = read_whole(docx_of(body, styles=styles))
    assert [i.text for i in texts_of(reading.items)] == texts
    assert time.perf_counter() - start < 1


def test_parts_that_are_not_read_are_told() -> None:
    chart = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"

    def add(members: dict[str, bytes]) -> None:
        members["word/chart1.xml"] = b"<c/>"
        members["word/_rels/document.xml.rels"] = relationships(
            f'<Relationship Id="c" Type="{chart}" Target="chart1.xml"/>'
        ).encode()

    assert read(repacked(docx_of(p("текст")), add), name="x").warnings == ["не прочитаны диаграммы: 1"]


def test_content_types_without_a_document() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("[Content_Types].xml", content_types(""))
        package.writestr("_rels/.rels", relationships(""))
        package.writestr("word/document.xml", f"<w:document {NAMESPACES}/>")
    with pytest.raises(SvodkaError, match="повреждён"):
        read(written.getvalue(), name="x")


def test_a_caller_deep_in_its_stack_gets_a_typed_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def overflow(_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("extractor.reading.docx.reader._read", overflow)
    with pytest.raises(SvodkaError, match="вложенность"):
        read(docx_of(p("текст")), name="x")


def test_notes_that_are_no_xml() -> None:
    data = repacked(docx_of(p("текст"), footnotes=""), lambda m: m.update({"word/footnotes.xml": b"<a>"}))
    with pytest.raises(SvodkaError, match="ошибка в XML"):
        read(data, name="x")
