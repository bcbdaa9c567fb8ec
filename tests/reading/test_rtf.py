"""What a paragraph of an RTF says: looks, signs, fields, changes, boxes, notes, heads and feet."""

from __future__ import annotations

import pytest

from docx_files import texts_of
from extractor.errors import SvodkaError
from extractor.reading.rtf.reader import read
from extractor.reading.source import Change, RawText
from rtf_files import b, cell, p, read_texts, read_whole, row, rtf_of

YES, NO = b("да"), b("нет")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param(b("Доля {\\b 61,7} %").replace(b"\\\\b", b"\\b"), "Доля 61,7 %", id="runs"),
        pytest.param(b("Доля\n40\r\n %"), "Доля40 %", id="line ends of the file"),
        pytest.param(rb"a\tab b\line c" + b"\td", "a\tb\nc\td", id="tab and break"),
        pytest.param(rb"a\page b\column c", "a\nb\nc", id="page break"),
        pytest.param(rb"2019\_2024\~x\-y", "2019-2024\u00a0x\u00ady", id="hyphens and no-break space"),
        pytest.param(rb"\{a\}\\b", "{a}\\b", id="signs of the format itself"),
        pytest.param(rb"\lquote a\rquote  \ldblquote b\rdblquote\emdash\endash\bullet", "‘a’ “b”—–•", id="named signs"),
        pytest.param(YES + rb"{\v " + NO + rb"}{\v0 " + YES + b"}", "дада", id="hidden"),
        pytest.param(rb"{\caps " + b("приказ") + rb"}{\scaps x}", "ПРИКАЗx", id="capitals"),
        pytest.param(rb"{\f1\'b3}80", "≥80", id="symbol"),
        pytest.param(rb"{\f3\'fe}", "☑", id="check box"),
        pytest.param(rb"\u61623 ?", "•", id="place in a symbol font"),
        pytest.param(rb"{\*\unknown " + NO + b"}" + YES, "да", id="unknown destination"),
        pytest.param(rb"{\*\bkmkstart x}" + YES + rb"{\*\bkmkend x}", "да", id="bookmark"),
        pytest.param(rb"{\pict\pngblip 89504e47}" + YES, "да", id="picture"),
        pytest.param(rb"{\pict\bin5 {{}}\}" + YES, "да", id="binary picture"),
        pytest.param(rb"{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}" + YES, "да", id="picture twice"),
        pytest.param(rb"{\object{\*\objdata 00}{\result " + YES + b"}}", "да", id="object"),
        pytest.param(rb"{\upr{" + NO + rb"}{\*\ud{\u1076 ?\u1072 ?}}}", "да", id="two versions"),
        pytest.param(rb"{\field{\*\fldinst DATE}{\fldrslt 1.05}}", "1.05", id="field"),
        pytest.param(rb'{\field{\*\fldinst SYMBOL 183 \\f "Symbol" \\s 10}{\fldrslt}}', "•", id="symbol field"),
        pytest.param(rb"{\field{\*\fldinst IF {\field{\*\fldinst X}{\fldrslt 7}}}{\fldrslt 8}}", "8", id="two fields"),
        pytest.param(rb"{\xe " + NO + rb"}{\tc " + NO + b"}" + YES, "да", id="entries of indexes"),
        pytest.param(rb"{\mmath{\*\moMath{\mf{\mfPr{\mtype lin}}{\mnum{\mr 1}}{\mden{\mr 2}}}}}", "1 2", id="formula"),
        pytest.param(rb"\zzz5 a\b0 b", "ab", id="unknown word"),
        pytest.param(b"a}}}} b", "a", id="closed too early"),
    ],
)  # fmt: skip
def test_text_is_what_word_shows(inside: bytes, text: str) -> None:
    assert read_texts(p(inside)) == [text]


def test_changes_keep_what_the_final_text_has() -> None:
    inside = (
        b("Срок ")
        + rb"{\deleted\revauthdel1 " + b("до 1") + rb"}{\b\deleted " + b(" мая") + b"}"
        + rb"{\revised\revauth1 " + b("до 15") + rb"}{\mvt " + b(" июня") + rb"}{\mvf " + b(" 2024") + b"}"
    )  # fmt: skip
    [item] = read_whole(rtf_of(p(inside))).items
    assert isinstance(item, RawText)
    assert item.text == "Срок до 15 июня"
    assert item.changes == (
        Change("deleted", 5, 5, "до 1 мая"),
        Change("inserted", 5, 15, "до 15 июня"),
        Change("deleted", 15, 15, " 2024"),
    )


def test_paragraphs_without_their_end_run_on() -> None:
    deleted = rtf_of(rb"\pard\ql " + b("Раз ") + rb"{\deleted\par}\pard\qr " + b("два") + rb"\par " + p("три"))
    assert [(i.text, i.align) for i in texts_of(read_whole(deleted).items)] == [("Раз два", "right"), ("три", None)]
    hidden = rtf_of(rb"\pard\qr " + b("Раз. ") + rb"{\v\par}\pard\ql " + b("Два") + rb"\par")
    assert [(i.text, i.align) for i in texts_of(read_whole(hidden).items)] == [("Раз. Два", "right")]


def test_a_backslash_at_a_line_end_and_a_section_end_paragraphs() -> None:
    assert read_texts(b"a\\\nb\\sect c") == ["a", "b", "c"]


def test_headings_alignment_and_bold() -> None:
    styles = (
        rb"{\stylesheet{\ql Normal;}{\s1\sbasedon0\outlinelevel0 Part;}{\s2\sbasedon0 heading 2;}{\s3\sbasedon2 Own;}"
        rb"{\*\cs4 Strong;}{\s5 \'cd\'e0\'e7\'e2\'e0\'ed\'e8\'e5;}{\s6\outlinelevel9\sbasedon2 TOC;}}"
    )
    lines = [p("а", rb"\s%d" % at) for at in (0, 1, 2, 3, 5, 6)]
    lines += [
        p(rb"{\b " + b("а") + rb"} {\b " + b("б") + b"}", rb"\qc"),
        p(rb"\b a\plain b", rb"\qj"),
        p("а", rb"\outlinelevel2"),
    ]
    found = texts_of(read_whole(rtf_of(styles, *lines)).items)
    assert [(i.kind, i.level, i.align, i.bold) for i in found] == [
        ("paragraph", 0, None, False),
        ("heading", 0, None, False),
        ("heading", 1, None, False),
        ("heading", 1, None, False),
        ("heading", 0, None, False),
        ("paragraph", 0, None, False),
        ("paragraph", 0, "center", True),
        ("paragraph", 0, "both", False),
        ("heading", 2, None, False),
    ]


BOX = rb"{\shp{\*\shpinst\shpleft1{\sp{\sn shapeType}{\sv 202}}{\shptxt " + p("УТВЕРЖДАЮ") + p("Директор")
BOX += rb"}}{\shprslt{\*\do\dptxbx{\dptxbxtext " + p("УТВЕРЖДАЮ") + b"}}}}"


def test_text_boxes_follow_their_paragraph_once() -> None:
    found = texts_of(read_whole(rtf_of(p(b("Отчёт") + BOX), p("дальше"))).items)
    assert [(i.text, i.kind) for i in found] == [
        ("Отчёт", "paragraph"),
        ("УТВЕРЖДАЮ", "textbox"),
        ("Директор", "textbox"),
        ("дальше", "paragraph"),
    ]
    assert read_texts(p(rb"{\*\do\dptxbx{\dptxbxtext " + p("Печать") + b"}}")) == ["Печать"]
    assert read_texts(row(cell(b("в ячейке") + BOX))) == ["в ячейке", "УТВЕРЖДАЮ", "Директор"]


def test_notes_follow_the_body_and_leave_no_mark() -> None:
    def note(text: str) -> bytes:
        return rb"{\super\chftn}{\footnote \pard\plain {\super\chftn} " + b(text) + b"}"

    data = rtf_of(row(cell(b("62 %") + note("По данным школ."))), p(b("Итог") + note("В конце.")), p("конец"))
    assert [(i.text, i.kind) for i in texts_of(read_whole(data).items)] == [
        ("62 %", "paragraph"),
        ("Итог", "paragraph"),
        ("конец", "paragraph"),
        (" По данным школ.", "footnote"),
        (" В конце.", "footnote"),
    ]


def test_heads_and_feet_once_without_page_numbers() -> None:
    page = rb"{\field{\*\fldinst{ PAGE }}{\fldrslt 2}}"
    first = rb"{\headerf " + p("Первый лист") + b"}"
    heads = (
        rb"{\header "
        + p("Шапка")
        + rb"}{\headerl "
        + p("Шапка")
        + rb"}{\footer "
        + p(b("стр. ") + page + rb"\chpgn")
        + b"}"
    )
    reading = read_whole(rtf_of(heads, first, p(b("текст ") + page)))
    assert [(i.text, i.kind) for i in texts_of(reading.items)] == [
        ("Шапка", "header"),
        ("текст 2", "paragraph"),
        ("стр. ", "footer"),
    ]
    assert reading.dropped == len("Шапка2")
    set_apart = read_whole(rtf_of(rb"\titlepg", heads, first, p("текст")))
    assert [i.text for i in texts_of(set_apart.items)] == ["Шапка", "Первый лист", "текст", "стр. "]


def test_tables_of_the_head_show_nothing() -> None:
    head = (
        rb"{\colortbl;\red0;}{\info{\title x}{\author y}}{\*\generator z;}{\*\rsidtbl\rsid1}{\*\ftnsep\chftnsep}"
        rb"{\*\pnseclvl1\pndec{\pntxta .}}{\*\latentstyles{\lsdlockedexcept Normal;}}{\*\datastore 00}"
    )
    assert read_texts(head, p("текст")) == ["текст"]


def test_a_file_without_its_last_brace_is_read_with_a_warning() -> None:
    reading = read(rtf_of(p("текст"))[:-1], name="x")
    assert [i.text for i in texts_of(reading.items)] == ["текст"]
    assert reading.warnings == ["нет закрывающей скобки в конце файла: он может быть неполным"]
    behind = read(rtf_of(p("текст")) + b"x" * 500, name="x")
    assert behind.warnings == ["после конца документа есть ещё байт: 500"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"text", "damaged", id="no rtf"),
        pytest.param(rtf_of(p("текст"))[:-8], "damaged", id="cut off in a paragraph"),
        pytest.param(rtf_of(rb"{\b " + p("текст"))[:-1], "damaged", id="cut off in a group"),
        pytest.param(rtf_of()[:40], "damaged", id="cut off in the fonts"),
        pytest.param(rtf_of(rb"{\pict 00")[:-1], "damaged", id="cut off in a picture"),
        pytest.param(rtf_of(p("текст") + rb"{\pict\bin99999999 x}"), "damaged", id="cut off in bytes"),
        pytest.param(rtf_of(b"x" * 3_000_000), "too-large", id="endless stretch"),
        pytest.param(rtf_of(rb"\par" * 70_000), "too-large", id="paragraphs"),
        pytest.param(rtf_of(rb"{\stylesheet" + rb"{\s1 a;}" * 70_000 + b"}"), "too-large", id="styles"),
        pytest.param(rtf_of(b"{}" * 800_000), "too-large", id="groups"),
    ],
)
def test_bad_files_have_a_typed_error(data: bytes, code: str) -> None:
    with pytest.raises(SvodkaError) as caught:
        read(data, name="плохой.rtf")
    assert caught.value.code == code
