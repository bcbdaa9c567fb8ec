"""What a paragraph of an ODT says: spans, fields, changes, boxes, notes, heads and feet."""

from __future__ import annotations

import io
import zipfile

import pytest

from docx_files import texts_of
from extractor.errors import SvodkaError
from extractor.reading import read_document
from extractor.reading.odt.reader import read
from extractor.reading.source import Change, RawText
from odt_files import MIME, NAMESPACES, cell, content_of, items, odt_of, p, read_texts, read_whole, span, style, table

LOOKS = (
    style("hidden", text='text:display="none"')
    + style("shown", text='text:display="true"')
    + style("caps", text='fo:text-transform="uppercase"')
    + style("symbol", text='style:font-name="Symbol"')
    + style("signs", text='style:font-name="Wingdings"')
    + style("bold", text='fo:font-weight="bold"')
    + style("plain", text='fo:font-weight="normal"')
)
FORMULA = (
    "<math:math><math:semantics><math:mrow><math:msup><math:mn>10</math:mn><math:mn>3</math:mn></math:msup></math:mrow>"
    '<math:annotation math:encoding="StarMath 5.0">10^3</math:annotation></math:semantics></math:math>'
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param("Доля " + span("61,7", "bold") + " %", "Доля 61,7 %", id="spans"),
        pytest.param("\n  Доля\n  <text:span> 40</text:span> %", "Доля 40 %", id="white space of the XML"),
        pytest.param('а<text:s text:c="3"/>б<text:s/>в', "а   б в", id="spaces"),
        pytest.param("а<text:tab/>б<text:line-break/> в", "а\tб\nв", id="tab and break"),
        pytest.param("а<text:soft-page-break/>б", "аб", id="page break of the printer"),
        pytest.param("само\u00adоценка 2019\u20112024", "само\u00adоценка 2019\u20112024", id="hyphens"),
        pytest.param("№\u00a05", "№\u00a05", id="no-break space"),
        pytest.param(span("\uf0b3", "symbol") + "80 " + span("\uf0fe", "signs"), "≥80 ☑", id="symbol fonts"),
        pytest.param("видно" + span("скрыто", "hidden"), "видно", id="hidden"),
        pytest.param(span("видно", "shown"), "видно", id="not hidden"),
        pytest.param(span("приказ", "caps"), "ПРИКАЗ", id="capitals"),
        pytest.param('<text:a xlink:href="http://x">ссылка</text:a>', "ссылка", id="link"),
        pytest.param('<text:date text:date-value="2018-02-05">05.02.2018</text:date>', "05.02.2018", id="field"),
        pytest.param("стр. <text:page-number>3</text:page-number>", "стр. 3", id="page number in the text"),
        pytest.param("<text:ruby>а<text:ruby-text>б</text:ruby-text></text:ruby>", "а", id="ruby"),
        pytest.param("а<office:annotation><text:p>б</text:p></office:annotation>в", "ав", id="comment"),
        pytest.param("<loext:content-control>14</loext:content-control> школ", "14 школ", id="unknown wrapper"),
        pytest.param('<text:hidden-text text:is-hidden="true">нет</text:hidden-text>да', "да", id="hidden text"),
        pytest.param(f"<draw:frame><draw:object>{FORMULA}</draw:object></draw:frame> чел.", "10 3 чел.", id="formula"),
        pytest.param("<draw:frame><svg:title>Герб</svg:title><draw:image/></draw:frame>а", "а", id="picture"),
    ],
)  # fmt: skip
def test_text_is_what_writer_shows(inside: str, text: str) -> None:
    assert read_texts(p(inside), styles=LOOKS) == [text]


def test_a_formula_may_be_a_part_of_its_own() -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    chart = '<draw:frame><draw:object xlink:href="./Object 2"/></draw:frame>'
    parts = {
        "Object 1/content.xml": FORMULA.replace("<math:math>", f"<math:math {NAMESPACES}>"),
        "Object 2/content.xml": f"<office:document-content {NAMESPACES}/>",
    }
    reading = read_whole(odt_of(p("а " + frame + chart), parts=parts))
    assert [item.text for item in texts_of(reading.items)] == ["а 10 3"]
    assert reading.warnings == ["не прочитаны диаграммы и вставленные объекты: 1"]


def region(name: str, kind: str, gone: str = "") -> str:
    info = "<office:change-info><dc:creator>Методист</dc:creator></office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{gone}</text:{kind}></text:changed-region>'


def mark(kind: str, name: str) -> str:
    return f'<text:{kind} text:change-id="{name}"/>'


def test_changes_keep_what_the_final_text_has() -> None:
    regions = (
        region("d", "deletion", p("до 1") + p("мая"))
        + region("i", "insertion")
        + region("f", "format-change")
        + region("m", "insertion")
    )
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes>"
        + p(f"Срок {mark('change', 'd')}{mark('change-start', 'i')}до 15{mark('change-end', 'i')} июня")
        + p(f"{mark('change-start', 'f')}Раз{mark('change-end', 'f')} {mark('change-start', 'm')}два")
        + p(f"три{mark('change-end', 'm')} четыре")
    )
    first, second, third = (i for i in read_whole(odt_of(body)).items if isinstance(i, RawText))
    assert first.text == "Срок до 15 июня"
    assert first.changes == (Change("deleted", 5, 5, "до 1\nмая"), Change("inserted", 5, 10, "до 15"))
    assert (second.text, second.changes) == ("Раз два", (Change("inserted", 4, 7, "два"),))
    assert (third.text, third.changes) == ("три четыре", (Change("inserted", 0, 3, "три"),))


def test_a_deletion_that_stands_in_the_flow_of_a_flat_file() -> None:
    marks = [mark(kind, "d") for kind in ("change-start", "change-end")]
    body = (
        f"<text:tracked-changes>{region('d', 'deletion')}</text:tracked-changes>"
        + p(f"Срок {marks[0]}до 1 мая{BOX}")
        + p(f"2024{marks[1]} до 15 июня")
    )
    first, second = (i for i in read_whole(odt_of(body)).items if isinstance(i, RawText))
    assert (first.text, first.changes) == ("Срок ", (Change("deleted", 5, 5, "до 1 мая"),))
    assert (second.text, second.changes) == (" до 15 июня", (Change("deleted", 0, 0, "2024"),))


def test_headings_alignment_and_bold_come_from_styles() -> None:
    common = (
        style("Standard", family="paragraph", paragraph='fo:text-align="justify"')
        + style("Title", family="paragraph", more='style:parent-style-name="Standard"')
        + style(
            "Heading_20_2", family="paragraph", text='fo:font-weight="bold"', more='style:default-outline-level="2"'
        )
    )
    own = style(
        "P1", family="paragraph", paragraph='fo:text-align="center"', more='style:parent-style-name="Heading_20_2"'
    )
    body = (
        '<text:h text:style-name="P1" text:outline-level="2">Раздел</text:h>'
        + p("Отчёт", "Title")
        + p("текст", "P1")
        + p(span("а", "bold") + " ", "Standard")
        + f'<text:h text:style-name="P1" text:outline-level="3">{span("б", "plain")}</text:h>'
    )
    found = read_whole(odt_of(body, styles=LOOKS + own, common=common)).items
    assert [(i.kind, i.level, i.align, i.bold) for i in texts_of(found)] == [
        ("heading", 1, "center", True),
        ("heading", 0, "both", False),
        ("heading", 1, "center", True),
        ("paragraph", 0, "both", True),
        ("heading", 2, "center", False),
    ]


def test_hidden_paragraphs_and_sections() -> None:
    hidden = style("none", family="paragraph", text='text:display="none"')
    body = (
        p("нет", "none")
        + '<text:section text:display="none">' + p("нет") + "</text:section>"
        + "<text:section>" + p("да") + "</text:section>"
        + p('<text:hidden-paragraph text:is-hidden="true"/>нет')
    )  # fmt: skip
    assert read_texts(body, styles=hidden) == ["да"]


def test_an_index_shows_its_body_alone() -> None:
    index = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Образец"
        "</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title>"
        f"{p('Содержание')}</text:index-title>{p('1. Итоги<text:tab/>3')}</text:index-body></text:table-of-content>"
    )
    assert read_texts(index) == ["Содержание", "1. Итоги\t3"]


BOX = f"<draw:frame><draw:text-box>{p('УТВЕРЖДАЮ')}{p('Директор')}</draw:text-box></draw:frame>"


def test_boxes_follow_their_paragraph() -> None:
    shape = f"<draw:g><draw:custom-shape>{p('Печать')}</draw:custom-shape></draw:g>"
    body = BOX + p("Отчёт" + BOX + shape) + table(cell(p("в ячейке" + BOX)))
    found = list(texts_of(read_whole(odt_of(body)).items))
    assert [(i.text, i.kind) for i in found[2:6]] == [
        ("Отчёт", "paragraph"),
        ("УТВЕРЖДАЮ", "textbox"),
        ("Директор", "textbox"),
        ("Печать", "textbox"),
    ]
    assert [i.text for i in found[:2] + found[6:]] == ["УТВЕРЖДАЮ", "Директор", "в ячейке", "УТВЕРЖДАЮ", "Директор"]
    assert found[3].locator == "p1.box1.p1"


def test_notes_follow_the_body_and_leave_no_mark() -> None:
    def note(text: str) -> str:
        sign = "<text:note-citation>1</text:note-citation>"
        return f"<text:note>{sign}<text:note-body>{p(text)}</text:note-body></text:note>"

    body = table(cell(p("62 %" + note("По данным школ." + note("Своим."))))) + p("Итог" + note("В конце.")) + p("конец")
    assert [(i.text, i.kind) for i in texts_of(read_whole(odt_of(body)).items)] == [
        ("62 %", "paragraph"),
        ("Итог", "paragraph"),
        ("конец", "paragraph"),
        ("По данным школ.", "footnote"),
        ("В конце.", "footnote"),
        ("Своим.", "footnote"),
    ]


def test_heads_and_feet_of_the_pages_that_are_shown() -> None:
    number = "<text:page-number>2</text:page-number> из <text:page-count>10</text:page-count>"
    pages = (
        f'<style:master-page style:name="First" style:next-style-name="Standard"><style:header>{p("Первый лист")}'
        '</style:header></style:master-page><style:master-page style:name="Standard">'
        f"<style:header>{p('Шапка')}</style:header>"
        f'<style:header-left style:display="false">{p("Не показан")}</style:header-left>'
        f"<style:footer>{p('стр. ' + number)}</style:footer></style:master-page>"
        f'<style:master-page style:name="Unused"><style:header>{p("Лишняя")}</style:header></style:master-page>'
    )
    own = style("P1", family="paragraph", more='style:master-page-name="First"')
    reading = read_whole(odt_of(p("текст", "P1"), styles=own, pages=pages))
    assert [(i.text, i.kind) for i in texts_of(reading.items)] == [
        ("Шапка", "header"),
        ("Первый лист", "header"),
        ("текст", "paragraph"),
        ("стр.  из ", "footer"),
    ]
    assert reading.dropped == 3


def test_a_flat_file_is_read_alike() -> None:
    flat = content_of(p("Доля 40 %") + items("раз")).replace("document-content", "document")
    flat = flat.replace(
        "<office:document ", '<office:document office:mimetype="application/vnd.oasis.opendocument.text" ', 1
    )
    document = read_document(flat.encode(), name="отчёт.xml")
    assert (document.format, document.text) == ("odt", "Доля 40 %\nраз\n")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"PK\x03\x04" + bytes(99), "damaged", id="no zip"),
        pytest.param(odt_of(p("текст"))[:-200], "damaged", id="cut off"),
        pytest.param(odt_of("<text:p>"), "damaged", id="not well-formed"),
        pytest.param(b"<office:document", "damaged", id="flat and cut off"),
        pytest.param(b"<office/>", "unsupported", id="another XML"),
        pytest.param(odt_of(p("текст")).replace(b"content.xml", b"kontent.xml"), "damaged", id="no content"),
        pytest.param(
            odt_of(p(), parts={"META-INF/manifest.xml": f"<m {NAMESPACES}><manifest:encryption-data/></m>"}),
            "encrypted",
            id="password",
        ),
        pytest.param(odt_of(p(), parts={"encrypted-package": "x"}), "encrypted", id="password on the whole"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY a "b">]><office/>', "damaged", id="entity in a flat file"),
        pytest.param(b'<?xml version="1.0" encoding="utf-7"?><office/>', "damaged", id="odd encoding"),
    ],
)
def test_bad_files_have_a_typed_error(data: bytes, code: str) -> None:
    with pytest.raises(SvodkaError) as caught:
        read(data, name="плохой.odt")
    assert caught.value.code == code


def test_a_symbol_font_that_the_file_has_a_name_of_its_own_for() -> None:
    face = '<style:font-face style:name="Symbol1" svg:font-family="Symbol"/>'
    faces = f"<office:font-face-decls>{face}</office:font-face-decls>"
    content = content_of(p(span("\uf0b3", "s") + " 80 %"), style("s", text='style:font-name="Symbol1"'))
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as written:
        written.writestr("mimetype", MIME)
        written.writestr(
            "content.xml", content.replace("<office:automatic-styles>", f"{faces}<office:automatic-styles>")
        )
    assert [item.text for item in texts_of(read_whole(package.getvalue()).items)] == ["≥ 80 %"]
