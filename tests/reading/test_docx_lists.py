"""List numbers as Word shows them."""

from __future__ import annotations

import pytest

from docx_files import cell, docx_of, p, r, read_whole, table, texts_of
from extractor.reading.docx.numerals import numeral

Level = tuple[str, str, str]  # number format, text, further properties


def numbering(*levels: Level, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>') -> str:
    written = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text, more) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="7">{written}</w:abstractNum>{nums}'


def item(level: int, num: int = 1) -> str:
    return p("пункт", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def numbers(body: str, part: str, **parts: str) -> list[str | None]:
    return [i.number for i in texts_of(read_whole(docx_of(body, numbering=part, **parts)).items)]


ONE, TWO = ("decimal", "%1.", ""), ("decimal", "%1.%2.", "")


@pytest.mark.parametrize(
    ("levels", "sequence", "shown"),
    [
        pytest.param([ONE, TWO], [0, 1, 1, 0, 1], ["1.", "1.1.", "1.2.", "2.", "2.1."], id="restarts below"),
        pytest.param(
            [ONE, TWO, ("russianLower", "%3)", "")],
            [0, 2, 2, 1],
            ["1.", "а)", "б)", "1.2."],
            id="skipped level",
        ),
        pytest.param([ONE, TWO], [1, 0], ["1.1.", "2."], id="starts below"),
        pytest.param(
            [ONE, TWO, ("decimal", "%1.%2.%3", '<w:lvlRestart w:val="1"/>')],
            [0, 1, 2, 2, 1, 2, 0, 1, 2],
            ["1.", "1.1.", "1.1.1", "1.1.2", "1.2.", "1.2.3", "2.", "2.1.", "2.1.1"],
            id="restarts after the first level only",
        ),
        pytest.param(
            [ONE, ("decimal", "%2", '<w:lvlRestart w:val="0"/>')],
            [0, 1, 0, 1],
            ["1.", "1", "2.", "2"],
            id="never restarts",
        ),
        pytest.param(
            [("upperRoman", "Глава %1", ""), ("decimalZero", "%1.%2", "<w:isLgl/>")],
            [0, 0, 1],
            ["Глава I", "Глава II", "2.01"],
            id="digits above",
        ),
        pytest.param([("bullet", "\uf0b7", ""), ("bullet", "–", "")], [0, 1], ["•", "•"], id="bullets"),
        pytest.param([("none", "", ""), ("none", "Статья", "")], [0, 1], [None, "Статья"], id="no number"),
        pytest.param([("decimal", "%1", "<w:rPr><w:vanish/></w:rPr>")], [0], [None], id="hidden number"),
        pytest.param([ONE], [5], [None], id="no such level"),
        pytest.param([("custom", "%1", ""), ONE][:1], [0], ["1"], id="unknown format"),
    ],
)
def test_levels(levels: list[Level], sequence: list[int], shown: list[str | None]) -> None:
    assert numbers("".join(map(item, sequence)), numbering(*levels)) == shown


def test_level_and_kind() -> None:
    [first, second] = texts_of(read_whole(docx_of(item(0) + item(1), numbering=numbering(ONE, TWO))).items)
    assert (first.kind, first.level, second.level, second.text) == ("list_item", 0, 1, "пункт")


def test_lists_of_one_definition_count_on_unless_started_anew() -> None:
    own = '<w:lvl w:ilvl="0"><w:numFmt w:val="russianUpper"/><w:lvlText w:val="%1)"/></w:lvl>'
    nums = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="7"/>{override}</w:num>'
        for i, override in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
            (
                4,
                f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride>',
            ),
        )
    )
    body = "".join(item(0, num) for num in (1, 1, 2, 3, 3, 1, 4))
    assert numbers(body, numbering(ONE, nums=nums)) == ["1.", "2.", "3.", "1.", "2.", "3.", "Г)"]


def test_numbers_by_style() -> None:
    part = numbering(("decimal", "%1.", '<w:pStyle w:val="h1"/>'), ("decimal", "%1.%2", '<w:pStyle w:val="h2"/>'))
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Мой"/><w:basedOn w:val="h2"/></w:style>'
    )
    body = "".join(p("текст", f'<w:pStyle w:val="{style}"/>') for style in ("h1", "h2", "own"))
    body += p("без номера", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbers(body, part, styles=styles) == ["1.", "1.1", "1.2", None]


def test_numbers_through_a_numbering_style() -> None:
    part = (
        numbering(ONE, nums="")
        + '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="list"/></w:abstractNum>'
        + '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="нет"/></w:abstractNum>'
        + '<w:num w:numId="4"/>'
        + "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i + 6}"/></w:num>' for i in (1, 2, 3))
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(item(0, num) for num in (2, 2, 1, 3, 4))
    assert numbers(body, part, styles=styles) == ["1.", "2.", "1.", None, None]


def test_empty_numbered_cells_show_their_number() -> None:
    auto = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    merged = cell(p("", auto), "<w:vMerge/>") + cell("третья")
    body = table(
        cell(p("", auto)) + cell("первая"),
        cell(p("", auto), '<w:vMerge w:val="restart"/>') + cell("вторая"),
        merged,
        cell(p("", auto)) + cell("четвёртая"),
    )
    found = [(i.number, i.text) for i in texts_of(read_whole(docx_of(body, numbering=numbering(ONE))).items)]
    assert found == [
        ("1.", ""),
        (None, "первая"),
        ("2.", ""),
        (None, "вторая"),
        (None, "третья"),
        ("3.", ""),
        (None, "четвёртая"),
    ]


def test_every_story_counts_for_itself() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{item(0)}</w:txbxContent></w:pict></w:r>"
    refs = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = item(0) + p(box) + p(mark) + item(0) + refs
    data = docx_of(
        body,
        numbering=numbering(ONE),
        headers=[item(0)],
        footers=[item(0)],
        footnotes=f'<w:footnote w:id="2">{item(0)}</w:footnote>',
    )
    found = [(i.kind, i.number) for i in texts_of(read_whole(data).items)]
    assert found == [
        ("header", "1."),
        ("list_item", "1."),
        ("textbox", "1."),
        ("list_item", "2."),
        ("footnote", "1."),
        ("footer", "2."),
    ]


def test_deleted_and_hidden_items_take_no_number() -> None:
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = p("<w:del><w:r><w:delText>нет</w:delText></w:r></w:del>", f"{properties}<w:rPr><w:del/></w:rPr>")
    hidden = p(r("нет", "<w:vanish/>"), f"{properties}<w:rPr><w:vanish/></w:rPr>")
    assert numbers(item(0) + gone + table(cell("в")) + item(0), numbering(ONE)) == ["1.", None, None, "2."]
    assert numbers(item(0) + gone + hidden + item(0), numbering(ONE)) == ["1.", "2."]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (9, "decimalZero", "09"),
        (28, "lowerLetter", "bb"),
        (10, "russianLower", "к"),
        (26, "russianUpper", "Ы"),
        (30, "russianLower", "аа"),
        (1994, "upperRoman", "MCMXCIV"),
        (30_000, "lowerRoman", "30000"),
        (30_000, "russianLower", "30000"),
        (0, "upperLetter", "0"),
        (3, "chicago", "3"),
    ],
)
def test_numerals(number: int, form: str, written: str) -> None:
    assert numeral(number, form) == written
