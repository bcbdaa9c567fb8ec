"""Marks of notes set above the line: no reader lets a number swallow them («97,4¹ %» is not 97,41 %)."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document

import docx_files
import odt_files
import rtf_files
import sheet_files
from extractor import extract_bytes
from extractor.reading.html.reader import read as read_html
from extractor.reading.raised import raised
from extractor.reading.sheet.xlsx import read as read_xlsx
from extractor.text.normalise import normalise, raw_range
from pdf_files import Sheet, pdf_of, reading_of, texts_of, width

HIGH = '<w:vertAlign w:val="superscript"/>'
STYLES = (
    f'<w:style w:type="character" w:styleId="mark"><w:name w:val="mark"/><w:rPr>{HIGH}</w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="child"><w:name w:val="child"/><w:basedOn w:val="mark"/></w:style>'
)


def in_docx(mark: str) -> Callable[[str, str], list[str]]:
    def of(text: str, high: str) -> list[str]:
        body = docx_files.p(docx_files.r(text) + docx_files.r(high, mark) + docx_files.r(" и"))
        return docx_files.read_texts(body, styles=STYLES)

    return of


def in_rtf(on: bytes, off: bytes) -> Callable[[str, str], list[str]]:
    def of(text: str, high: str) -> list[str]:
        inside = rtf_files.b(text) + b"{" + on + b" " + rtf_files.b(high) + off + b"}" + rtf_files.b(" и")
        return rtf_files.read_texts(rtf_files.p(inside))

    return of


def in_odt(position: str) -> Callable[[str, str], list[str]]:
    def of(text: str, high: str) -> list[str]:
        style = odt_files.style("T1", text=f'style:text-position="{position}"')
        return odt_files.read_texts(odt_files.p(f"{text}{odt_files.span(high, 'T1')} и"), styles=style)

    return of


def in_html(opening: str, closing: str) -> Callable[[str, str], list[str]]:
    def of(text: str, high: str) -> list[str]:
        markup = f"<meta charset=utf-8><p>{text}{opening}{high}{closing} и</p>"
        return [item.text for item in docx_files.texts_of(read_html(markup.encode(), name="x.html").items)]

    return of


RAISING = [
    pytest.param(in_docx(HIGH), id="docx"),
    pytest.param(in_docx('<w:rStyle w:val="child"/>'), id="docx style"),
    pytest.param(in_rtf(rb"\super", b""), id="rtf"),
    pytest.param(in_rtf(rb"\up6\fs16", b""), id="rtf up"),
    pytest.param(in_odt("super 58%"), id="odt"),
    pytest.param(in_odt("33% 58%"), id="odt percent"),
    pytest.param(in_html("<sup>", "</sup>"), id="html"),
    pytest.param(in_html('<span style="vertical-align: super">', "</span>"), id="html style"),
]
LEVEL = [
    pytest.param(in_docx('<w:vertAlign w:val="subscript"/>'), id="docx"),
    pytest.param(in_docx(f'<w:rStyle w:val="mark"/>{HIGH.replace("superscript", "baseline")}'), id="docx baseline"),
    pytest.param(in_rtf(rb"\super\nosupersub", b""), id="rtf"),
    pytest.param(in_rtf(rb"\up0", b""), id="rtf up"),
    pytest.param(in_odt("sub 58%"), id="odt"),
    pytest.param(in_odt("0% 100%"), id="odt percent"),
    pytest.param(in_html("<sub>", "</sub>"), id="html"),
]


@pytest.mark.parametrize("of", RAISING)
@pytest.mark.parametrize(
    ("text", "high", "shown"),
    [
        ("97,4", "1", "97,4¹ и"),
        ("90 %", "12", "90 %¹² и"),
        ("школы", "3", "школы³ и"),
        ("17", "30", "17³⁰ и"),
        ("35 м", "2", "35 м2 и"),
        ("5", "-й", "5-й и"),
        ("", "100", "100 и"),
        ("план", " 97,4 %", "план 97,4 % и"),
    ],
)
def test_figures_above_the_line(of: Callable[[str, str], list[str]], text: str, high: str, shown: str) -> None:
    assert of(text, high) == [shown]


@pytest.mark.parametrize("of", LEVEL)
def test_figures_on_or_below_the_line_stay(of: Callable[[str, str], list[str]]) -> None:
    assert of("97,4", "1") == ["97,41 и"]


def test_a_whole_paragraph_above_the_line_keeps_its_numbers() -> None:
    body = docx_files.p("".join(docx_files.r(text, HIGH) for text in ("План ", "90", " %, факт ", "93", " %")))
    assert docx_files.read_texts(body) == ["План 90 %, факт 93 %"]


@pytest.mark.parametrize(("high", "read"), [(True, "97,4¹"), (False, "97,41")])
def test_figures_above_the_line_of_a_pdf(high: bool, read: str) -> None:
    sheet = Sheet()
    sheet.text(57, 60, "Охват 97,4")
    sheet.text(57 + width("Охват 97,4"), 56 if high else 60, "1", size=7 if high else 12)
    sheet.text(57 + width("Охват 97,4") + 12, 60, "и далее")
    assert read in "".join(sheet_text(sheet).split())


def sheet_text(sheet: Sheet) -> str:
    return " ".join(texts_of(reading_of(sheet)))


def test_two_figures_above_the_line_of_a_pdf() -> None:
    sheet = Sheet()
    sheet.text(57, 60, "Охват 12,34")
    sheet.text(57 + width("Охват 12,34"), 56, "12", size=7)
    assert "12,34¹²" in sheet_text(sheet)


@pytest.mark.parametrize(
    ("before", "text", "shown"),
    [
        ("97,4", "1", "¹"),
        ("км", "2", "2"),
        ("программ", "2", "²"),
        ("  ", "1", "1"),
        ("3", "1, 2", "¹, ²"),
        ("3", "а", "а"),
    ],
)
def test_what_is_raised(before: str, text: str, shown: str) -> None:
    assert raised(text, before) == shown


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("97,4¹ % при", "97,4 % при"),
        ("90 %².", "90 %."),
        ("97,4 ¹ %", "97,4 %"),
        ("90 %¹,² школ", "90 % школ"),
        ("2 134¹", "2 134"),
        ("10¹ чел.", "10 чел."),
        ("СОШ № 3¹ и", "СОШ № 3 и"),
        ("«Точка роста»³", "«Точка роста»"),
        ("образования¹⁾ в", "образования в"),
        # What is no mark stays.
        ("17³⁰ часов", "17³⁰ часов"),
        ("18⁰С", "18⁰С"),
        ("10³ руб.", "10³ руб."),
        ("5¹/₂", "5¹/₂"),
        ("35 м²", "35 м²"),
        ("статьи 15¹ Закона", "статьи 15¹ Закона"),
        ("п. 3² Порядка", "п. 3² Порядка"),
        ("¹ По данным школ", "¹ По данным школ"),
    ],
)
def test_marks_of_notes_are_cleaned_away(raw: str, clean: str) -> None:
    done = normalise(raw)
    assert done.text == clean
    for at, letter in enumerate(clean):
        start, end = raw_range(done.runs, at, at + 1)
        assert raw[start:end] == letter


def document() -> bytes:
    """Marks behind values of a sentence and of a table."""
    whole = Document()
    whole.add_paragraph("ОТЧЁТ о достижении показателей за 2023 год")
    line = whole.add_paragraph("Охват питанием составил 97,4")
    line.add_run("1").font.superscript = True
    line.add_run(" % при плане 90 %")
    line.add_run("2").font.superscript = True
    line.add_run(".")
    table = whole.add_table(2, 3)
    for at, text in enumerate(("Показатель", "План", "Факт", "Доля кружков, %", "50", "48,3")):
        table.cell(at // 3, at % 3).text = text
    table.cell(1, 2).paragraphs[0].add_run("3").font.superscript = True
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def test_values_with_marks_behind_them() -> None:
    record = extract_bytes(document(), name="отчёт.docx")
    values = [(v.role, v.value) for i in record.indicators for v in i.values]
    assert values == [("actual", 97.4), ("target", 90.0), ("target", 50.0), ("actual", 48.3)]
    assert record.source.warnings == ()


def test_a_pdf_with_marks_loses_no_character() -> None:
    sheet = Sheet()
    sheet.text(57, 60, "Охват 97,4")
    sheet.text(57 + width("Охват 97,4"), 56, "1", size=7)
    assert extract_bytes(pdf_of(sheet), name="x.pdf").source.warnings == ()


def test_figures_above_the_line_of_a_workbook() -> None:
    runs = (("134", ""), ("1", '<rPr><vertAlign val="superscript"/></rPr>'), (" чел.", ""))
    shared = "<si>" + "".join(f'<r>{look}<t xml:space="preserve">{text}</t></r>' for text, look in runs) + "</si>"
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>Число</t></is></c><c r="B1" t="s"><v>0</v></c></row>'
    reading = read_xlsx(sheet_files.xlsx(f"<sheetData>{row}</sheetData>", shared=shared), name="x.xlsx")
    assert [text.text for text in docx_files.texts_of(reading.items)] == ["Число\t134¹ чел."]
