"""What a paragraph says: runs, fields, symbols, changes, boxes, notes, heads and feet."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from docx_files import cell, docx_of, p, r, read_texts, read_whole, table, texts_of
from extractor.reading.source import Change, RawTable, RawText

SHARED = Path(__file__).parents[2] / "../shared"
FILES = sorted(SHARED.glob("dev/files/docx/*.docx")) + sorted(SHARED.glob("seeds/files/docx/*.docx"))


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def alternate(choice: str, fallback: str) -> str:
    return (
        f"<mc:AlternateContent><mc:Choice>{choice}</mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param(r("Доля ") + r("61,7 %"), "Доля 61,7 %", id="runs"),
        pytest.param("<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t></w:r>", "а\tб\nв", id="tab and break"),
        pytest.param('<w:r><w:t>а</w:t><w:br w:type="page"/><w:t>б</w:t></w:r>', "а\nб", id="page break"),
        pytest.param("<w:r><w:t>2019</w:t><w:noBreakHyphen/><w:t>2024</w:t></w:r>", "2019-2024", id="no-break hyphen"),
        pytest.param(
            "<w:r><w:t>само</w:t><w:softHyphen/><w:t>оценка</w:t></w:r>", "само\u00adоценка", id="soft hyphen"
        ),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>80</w:t></w:r>', "≥80", id="symbol"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑", id="check box"),
        pytest.param('<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>', "□", id="unknown symbol"),
        pytest.param(r("\uf0b7", '<w:rFonts w:ascii="Symbol"/>'), "•", id="place in a symbol font"),
        pytest.param(r("постановление", "<w:caps/>"), "ПОСТАНОВЛЕНИЕ", id="caps"),
        pytest.param(r("Приказ", "<w:smallCaps/>"), "Приказ", id="small caps"),
        pytest.param(r("видно") + r("скрыто", "<w:vanish/>"), "видно", id="hidden run"),
        pytest.param(r("видно", '<w:vanish w:val="0"/>'), "видно", id="not hidden"),
        pytest.param(f'<w:hyperlink r:id="x">{r("ссылка")}</w:hyperlink>', "ссылка", id="hyperlink"),
        pytest.param(
            f"<w:sdt><w:sdtPr/><w:sdtContent>{r('поле')}</w:sdtContent></w:sdt>", "поле", id="content control"
        ),
        pytest.param(f"<w:smartTag><w:smartTagPr/>{r('метка')}</w:smartTag>", "метка", id="smart tag"),
        pytest.param(f'<w:fldSimple w:instr="DATE">{r("1 мая")}</w:fldSimple>', "1 мая", id="simple field"),
        pytest.param(field(" DATE ", r("1 мая")), "1 мая", id="complex field"),
        pytest.param(field(f"IF {field('X', r('7'))}", r("да")), "да", id="field within an instruction"),
        pytest.param(
            r("а") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("б"),
            "аб",
            id="field that never ends",
        ),
        pytest.param("<w:r><w:t>а<!-- x -->б</w:t></w:r>", "аб", id="comment inside a text"),
        pytest.param("<w:r><w:t>а\nб</w:t></w:r>", "а б", id="line end of the XML"),
        pytest.param(
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "1 2",
            id="formula",
        ),
        pytest.param(
            alternate(r("да"), r("нет")),
            "да",
            id="alternate",
        ),
    ],
)
def test_text_is_what_word_shows(inside: str, text: str) -> None:
    assert read_texts(p(inside)) == [text]


def test_changes_keep_what_the_final_text_has() -> None:
    inside = (
        r("Срок ")
        + "".join(f"<w:del>{r(gone).replace('w:t', 'w:delText')}</w:del>" for gone in ("до 1", " мая"))
        + f"<w:ins>{r('до 15')}</w:ins><w:moveTo>{r(' июня')}</w:moveTo>"
        + f"<w:moveFrom>{r(' 2024')}</w:moveFrom>"
    )
    [item] = read_whole(docx_of(p(inside))).items
    assert isinstance(item, RawText)
    assert item.text == "Срок до 15 июня"
    assert item.changes == (
        Change("deleted", 5, 5, "до 1 мая"),
        Change("inserted", 5, 15, "до 15 июня"),
        Change("deleted", 15, 15, " 2024"),
    )


DELETED_MARK = "<w:rPr><w:del/></w:rPr>"
HIDDEN_MARK = "<w:rPr><w:vanish/></w:rPr>"


def test_paragraphs_without_their_end_run_on() -> None:
    right = '<w:jc w:val="right"/>'
    first = docx_of(p("Раз ", DELETED_MARK) + p("два", right) + p("три"))
    assert [(i.text, i.align, i.locator) for i in texts_of(read_whole(first).items)] == [
        ("Раз два", "right", "p2"),
        ("три", "left", "p3"),
    ]
    second = docx_of(p("Раз. ", right + HIDDEN_MARK) + p("Два"))
    assert [(i.text, i.align) for i in texts_of(read_whole(second).items)] == [("Раз. Два", "right")]
    assert read_texts(p("перед таблицей", DELETED_MARK) + table(cell("в ней"))) == ["перед таблицей", "в ней"]


def test_headings_alignment_and_bold_come_from_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/>'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 2"/><w:basedOn w:val="n"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="Мой"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="Раздел"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/>'
        '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="5"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="character" w:styleId="b"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    strong = '<w:rStyle w:val="b"/>'
    body = "".join(p("текст", f'<w:pStyle w:val="{style}"/>') for style in "12345") + p(
        r("а", strong) + r(" ") + r("б", "<w:b/>")
    )
    body += p(r("отмена", strong), '<w:pStyle w:val="1"/>') + p(r("а", "<w:b/>") + r("б"))
    looks = [(i.kind, i.level, i.align, i.bold) for i in texts_of(read_whole(docx_of(body, styles=styles)).items)]
    assert looks == [
        ("heading", 1, "center", True),
        ("heading", 1, "center", True),
        ("heading", 0, "left", False),
        ("paragraph", 0, "center", True),
        ("heading", 0, "left", False),
        ("paragraph", 0, "both", True),
        ("heading", 1, "center", False),
        ("paragraph", 0, "both", False),
    ]


def test_style_can_hide_and_raise() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:rPr><w:caps/></w:rPr></w:style>'
    )
    body = p(r("приказ") + r("тайно", '<w:rStyle w:val="h"/>'), '<w:pStyle w:val="c"/>')
    assert read_texts(body, styles=styles) == ["ПРИКАЗ"]


DRAWN = f"<w:drawing><w:txbxContent>{p('УТВЕРЖДАЮ')}{p('Директор')}</w:txbxContent></w:drawing>"
OLD = f"<w:pict><v:textbox><w:txbxContent>{p('УТВЕРЖДАЮ')}</w:txbxContent></v:textbox></w:pict>"
BOX = f"<w:r>{alternate(DRAWN, OLD)}</w:r>"


def test_text_boxes_follow_their_paragraph_once() -> None:
    body = p(r("Отчёт") + BOX) + p("дальше")
    items = list(texts_of(read_whole(docx_of(body)).items))
    assert [(i.text, i.kind, i.locator) for i in items] == [
        ("Отчёт", "paragraph", "p1"),
        ("УТВЕРЖДАЮ", "textbox", "p1.box1.p1"),
        ("Директор", "textbox", "p1.box1.p2"),
        ("дальше", "paragraph", "p2"),
    ]
    assert read_texts(p(f"<w:del>{BOX}</w:del>")) == []
    assert read_texts(p(f"<w:r><w:drawing>{alternate(DRAWN, OLD)}</w:drawing></w:r>")) == [
        "УТВЕРЖДАЮ",
        "Директор",
    ]


def test_notes_follow_the_body_and_leave_no_mark() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end_mark = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    notes = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>' + "".join(
        f'<w:footnote w:id="{i}">{p(text)}</w:footnote>' for i, text in ((2, "По данным школ."), (3, "Ничья."))
    )
    endnotes = f'<w:endnote w:id="2">{p("В конце.")}</w:endnote>'
    body = table(cell(p(r("62 %") + mark))) + p(r("Итог") + end_mark) + p("конец")
    reading = read_whole(docx_of(body, footnotes=notes, endnotes=endnotes))
    assert [(i.text, i.kind) for i in texts_of(reading.items)] == [
        ("62 %", "paragraph"),
        ("Итог", "paragraph"),
        ("конец", "paragraph"),
        ("По данным школ.", "footnote"),
        ("В конце.", "footnote"),
    ]


def test_heads_and_feet_once_without_page_numbers() -> None:
    refs = '<w:headerReference w:type="default" r:id="header1"/><w:footerReference r:id="footer1"/>'
    first = '<w:headerReference w:type="first" r:id="header2"/>'
    body = (
        p("раз", f"<w:sectPr>{refs}</w:sectPr>")
        + p("два")
        + f'<w:sectPr><w:headerReference w:type="default" r:id="header3"/>{first}<w:titlePg/></w:sectPr>'
    )
    headers = [p("Шапка"), p("Первый лист"), p("Шапка") + p("Отчёт"), p("Не показан")]
    footers = [p(r("стр. ") + field(" PAGE ", r("2")) + f'<w:fldSimple w:instr=" NUMPAGES ">{r("10")}</w:fldSimple>')]
    reading = read_whole(docx_of(body, headers=headers, footers=footers))
    assert [(i.text, i.kind) for i in texts_of(reading.items)] == [
        ("Шапка", "header"),
        ("Отчёт", "header"),
        ("Первый лист", "header"),
        ("раз", "paragraph"),
        ("два", "paragraph"),
        ("стр. ", "footer"),
    ]
    assert reading.dropped == len("210Шапка")


def test_a_repeated_letterhead_is_read_once() -> None:
    head = table(cell("Комитет") + cell(table(cell("по образованию"))))
    kinds = "".join(
        f'<w:headerReference w:type="{kind}" r:id="header{i}"/>' for i, kind in ((1, "default"), (2, "even"))
    )
    reading = read_whole(
        docx_of(
            p("текст") + f"<w:sectPr>{kinds}</w:sectPr>",
            headers=[head, head],
            settings="<w:evenAndOddHeaders/>",
        )
    )
    assert [i.text for i in texts_of(reading.items)] == ["Комитет", "по образованию", "текст"]
    assert reading.dropped == len("Комитетпообразованию")


def test_old_section_properties_have_no_heads() -> None:
    change = '<w:sectPrChange><w:sectPr><w:headerReference r:id="header1"/></w:sectPr></w:sectPrChange>'
    reading = read_whole(docx_of(p("текст") + f"<w:sectPr>{change}</w:sectPr>", headers=[p("старая")]))
    assert [i.text for i in texts_of(reading.items)] == ["текст"]


def test_a_hidden_style_hides_the_paragraph() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read_texts(p("нет", '<w:pStyle w:val="h"/>') + p("да"), styles=styles) == ["да"]


def test_defaults_of_the_document() -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:jc w:val="end"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    body = p("а") + p("б", '<w:outlineLvl w:val="2"/>') + p(r("в", '<w:b w:val="off"/>'))
    found = [(i.bold, i.align, i.kind, i.level) for i in texts_of(read_whole(docx_of(body, styles=styles)).items)]
    assert found == [
        (True, "right", "paragraph", 0),
        (True, "right", "heading", 2),
        (False, "right", "paragraph", 0),
    ]


def test_blocks_are_found_inside_wrappers() -> None:
    control = f"<w:sdt><w:sdtContent>{p('а')}<w:customXml>{p('б')}</w:customXml></w:sdtContent></w:sdt>"
    last = f"<w:sdt><w:sdtContent>{cell('г')}</w:sdtContent></w:sdt>"
    rows = f"<w:sdt><w:sdtContent><w:tr>{cell('в')}{last}</w:tr></w:sdtContent></w:sdt>"
    body = f"{control}<w:tbl>{rows}</w:tbl>{alternate(p('д'), p('нет'))}<w:ins>{p('е')}</w:ins>"
    assert read_texts(body) == ["а", "б", "в", "г", "д", "е"]


def test_parts_may_be_missing_and_templates_are_read() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    body = p(
        r("текст", '<w:rStyle w:val="нет"/>'),
        '<w:pStyle w:val="нет"/><w:numPr><w:numId w:val="5"/></w:numPr>',
    )
    [item] = read_whole(docx_of(body, main_type=kind)).items
    assert isinstance(item, RawText)
    assert (item.text, item.number, item.kind) == ("текст", None, "paragraph")


def test_what_python_docx_writes_is_read() -> None:
    document = docx.Document()
    document.add_heading("Отчёт", 1)
    document.add_paragraph("первый", style="List Number")
    document.add_paragraph("точка", style="List Bullet")
    document.add_table(1, 2, style="Table Grid").cell(0, 1).text = "5,7%"
    document.sections[0].header.paragraphs[0].text = "шапка"
    written = io.BytesIO()
    document.save(written)
    items = read_whole(written.getvalue()).items
    assert [(i.kind, i.number, i.text) for i in items if isinstance(i, RawText)] == [
        ("header", None, "шапка"),
        ("heading", None, "Отчёт"),
        ("list_item", "1.", "первый"),
        ("list_item", "•", "точка"),
    ]
    [grid] = [i for i in items if isinstance(i, RawTable)]
    assert grid.bordered
    assert [(c.row, c.column, [i.text for i in texts_of(c.items)]) for c in grid.cells] == [
        (0, 0, []),
        (0, 1, ["5,7%"]),
    ]


@pytest.mark.skipif(not FILES, reason="the shared documents are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_character_of_a_document_is_lost(path: Path) -> None:
    reading = read_whole(path.read_bytes())
    assert reading.counted > 1_000
    assert not reading.warnings
