"""What a page of HTML says: paragraphs, numbers, tables, changes; and what it does not show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev_markup import DEV, STEMS, Grid, Paragraph, held, load
from extractor.errors import SvodkaError
from extractor.reading.html.reader import read
from extractor.reading.source import Change, RawTable, RawText, Reading

OFFICE = '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'


def page(markup: str) -> Reading:
    return read(f"<meta charset=utf-8>{markup}".encode(), name="x.html")


def texts(markup: str) -> list[str]:
    return [item.text for item in page(markup).items if isinstance(item, RawText)]


def first(markup: str) -> RawText:
    item = page(markup).items[0]
    assert isinstance(item, RawText)
    return item


def table(markup: str) -> RawTable:
    return next(item for item in page(markup).items if isinstance(item, RawTable))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>Доля\n учителей</p>", "Доля учителей", id="line break in the source"),
        pytest.param("<p>Доля <b> учителей</b></p>", "Доля учителей", id="spaces over elements"),
        pytest.param("<p>а<br>б<br/>\n в</p>", "а\nб\nв", id="br"),
        pytest.param("<p>1&nbsp;384&nbsp;&nbsp;чел.</p>", "1\u00a0384\u00a0\u00a0чел.", id="nbsp"),
        pytest.param("<p>образова&shy;ния</p>", "образова\u00adния", id="shy"),
        pytest.param("<p>г.&#9;&#9;№ 5</p>", "г.\t\t№ 5", id="tabs"),
        pytest.param("<p>Глава     Иванов</p>", "Глава     Иванов", id="gap of a signature"),
        pytest.param("<p>два  пробела</p>", "два пробела", id="two spaces"),
        pytest.param("<p>м<sup>2</sup></p>", "м2", id="superscript"),
        pytest.param("<p>&lt;5&amp;6&#8470;</p>", "<5&6№", id="entities"),
        pytest.param("<p>а<!-- нет -->б</p>", "аб", id="comment"),
        pytest.param("<p>а<o:p></o:p>б</p>", "аб", id="element of Word"),
        pytest.param("<p>а<span style='DISPLAY: none'>нет</span>б</p>", "аб", id="display none"),
        pytest.param("<p>а<span hidden>нет</span>б</p>", "аб", id="hidden"),
        pytest.param("<p>Дата<span style='mso-tab-count:2'>&nbsp; </span>№</p>", "Дата\t\t№", id="tab of Word"),
    ],
)
def test_inline_text(markup: str, text: str) -> None:
    assert texts(markup) == [text]


def test_office_lines_keep_gaps_over_source_lines() -> None:
    signature = "<p>Верхнеянского района\n          \nМ.М. Цаплин</p>"
    markup = f"{OFFICE}{signature}<table><td><p>\n\t\tодин\n\t\tдва</p></table>"
    assert texts(markup) == ["Верхнеянского района" + " " * 12 + "М.М. Цаплин"]
    assert [item.text for item in table(markup).cells[0].items if isinstance(item, RawText)] == ["один два"]


def test_blocks_are_paragraphs() -> None:
    assert texts("<div>а<p>б</p>в</div><h1>г</h1>д<blockquote>е</blockquote>") == list("абвгде")


@pytest.mark.parametrize("tag", ["script", "style", "template", "title", "noscript", "svg", "iframe"])
def test_unread_elements(tag: str) -> None:
    assert texts(f"<p>да</p><{tag}>нет</{tag}>") == ["да"]


@pytest.mark.parametrize(
    ("markup", "align", "bold"),
    [
        pytest.param("<p align=center>а</p>", "center", False, id="attribute"),
        pytest.param("<p style='text-align: right'>а</p>", "right", False, id="style"),
        pytest.param("<div align=justify><p>а</p></div>", "both", False, id="inherited"),
        pytest.param("<center><b>а</b></center>", "center", True, id="center"),
        pytest.param("<p><b>а</b> <strong>б</strong></p>", None, True, id="all bold"),
        pytest.param("<p><b>а</b> б</p>", None, False, id="half bold"),
        pytest.param("<p style='font-weight:700'>а</p>", None, True, id="weight"),
        pytest.param("<b><p>а<span style='font-weight:normal'>б</span></p></b>", None, False, id="weight taken back"),
    ],
)
def test_look(markup: str, align: str | None, bold: bool) -> None:
    item = first(markup)
    assert (item.align, item.bold) == (align, bold)


@pytest.mark.parametrize(
    ("markup", "numbers"),
    [
        pytest.param("<ol><li>а<li>б</ol>", ["1.", "2."], id="decimal"),
        pytest.param("<ol start=5><li>а<li value=9>б<li>в</ol>", ["5.", "9.", "10."], id="start and value"),
        pytest.param("<ol type=a start=26><li>а<li>б</ol>", ["z.", "aa."], id="letters"),
        pytest.param("<ol type=I start=4><li>а<li>б</ol>", ["IV.", "V."], id="roman"),
        pytest.param("<ol style='list-style: inside upper-alpha'><li>а</ol>", ["A."], id="css"),
        pytest.param("<ul><li>а<li>б</ul>", ["•", "•"], id="bullets"),
        pytest.param("<ul style='list-style-type:none'><li>а</ul>", [None], id="no sign"),
        pytest.param("<ol><li>а<ol><li>б</ol><li>в</ol>", ["1.", "1.", "2."], id="nested as shown"),
        pytest.param("<ol><li>а<ul><li>б</ul></ol>", ["1.", "•"], id="bullets inside"),
        pytest.param("<ol start=x><li>а</ol>", ["1."], id="nonsense"),
    ],
)
def test_list_numbers(markup: str, numbers: list[str | None]) -> None:
    items = page(markup).items
    assert [item.number for item in items if isinstance(item, RawText)] == numbers
    assert all(isinstance(item, RawText) and item.kind == "list_item" for item in items)


def test_office_outline_goes_on_after_a_paragraph() -> None:
    markup = (
        f"{OFFICE}<ol><li><p>а</p><li><p>б</p><ol><li><p>в</p></ol></ol><p>Срок – до мая.</p>"
        "<ol><ol start=2><li><p>г</p></ol><li><p>д</p></ol><p>Срок</p><ol start=4><li>е</ol>"
    )
    items = [item for item in page(markup).items if isinstance(item, RawText)]
    assert [item.number for item in items] == ["1.", "2.", "2.1.", None, "2.2.", "3.", None, "4."]
    assert [item.level for item in items] == [0, 0, 1, 0, 1, 0, 0, 0]


def test_only_the_first_paragraph_of_an_item_is_numbered() -> None:
    items = [item for item in page("<ol><li><p>а</p><p>б</p></ol>").items if isinstance(item, RawText)]
    assert [(item.kind, item.number) for item in items] == [("list_item", "1."), ("paragraph", None)]


def test_word_list_signs() -> None:
    sign = "<span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span>"
    markup = f"<p>{sign.format('1.1.')}Утвердить</p><p>{sign.format('·')}пункт</p><p>дальше</p>"
    items = [item for item in page(markup).items if isinstance(item, RawText)]
    assert [(item.number, item.text) for item in items] == [
        ("1.1.", "Утвердить"),
        ("•", "пункт"),
        (None, "дальше"),
    ]


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        pytest.param("<div title=header><p>а</p></div><p>б</p>", ["header", "paragraph"], id="head"),
        pytest.param("<p>б</p><div title=footer><p>а</p></div>", ["paragraph", "footer"], id="foot"),
        pytest.param("<div style='mso-element:footer'><p>а</p></div>", ["footer"], id="foot of Word"),
        pytest.param(
            "<p><span id=Frame1 style='position: absolute'><p>а</p><p>б</p></span></p><p>в</p>",
            ["textbox", "textbox", "paragraph"],
            id="frame",
        ),
        pytest.param("<h2>а</h2><p>б</p>", ["heading", "paragraph"], id="heading"),
    ],
)
def test_kinds(markup: str, kinds: list[str]) -> None:
    assert [item.kind for item in page(markup).items if isinstance(item, RawText)] == kinds


def test_note_signs_stay_out_of_sentences() -> None:
    reading = page(
        "<p>Показатель<a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a> исполнен, "
        "см. <a href='#n'>п. 3</a></p>"
        "<div id=sdfootnote1><p class=sdfootnote><a href='#sdfootnote1anc'>1</a>По данным района</p></div>"
    )
    said = [(item.kind, item.text) for item in reading.items if isinstance(item, RawText)]
    assert said == [("paragraph", "Показатель исполнен, см. п. 3"), ("footnote", "По данным района")]
    assert reading.counted - reading.dropped == held(reading.items)


def test_changes() -> None:
    item = first("<p>План <ins>на <b>год</b></ins> и <del>старый </del><s>текст</s> факт</p>")
    assert item.text == "План на год и факт"
    assert item.changes == (
        Change("inserted", 5, 11, "на год"),
        Change("deleted", 13, 13, "старый текст"),
    )


def test_table_grid() -> None:
    found = table(
        "<table border=1><tr><td rowspan=2>а<td colspan=2>б<tr><td>в<td><table><tr><td>г</table><tr><td>д</table>"
    )
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in found.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
    ]
    assert isinstance(found.cells[3].items[0], RawTable)
    assert found.bordered is True


@pytest.mark.parametrize(
    ("attributes", "spans"),
    [
        pytest.param("rowspan=9999 colspan=9999", (1, 64), id="capped"),
        pytest.param("rowspan=0 colspan=-1", (1, 1), id="nonsense"),
        pytest.param("rowspan=² colspan=2x", (1, 1), id="not a number"),
    ],
)
def test_spans(attributes: str, spans: tuple[int, int]) -> None:
    cell = table(f"<table><tr><td {attributes}>а</table>").cells[0]
    assert (cell.rowspan, cell.colspan) == spans


@pytest.mark.parametrize(
    ("markup", "bordered"),
    [
        ("<table><td>а</table>", None),
        ("<table border=0><td>а</table>", False),
        ("<table><td style='border: 1px solid'>а<td style='border: none'>б</table>", True),
        ("<table><td style='border:none'>а</table>", False),
    ],
)
def test_borders(markup: str, bordered: bool | None) -> None:
    assert table(markup).bordered is bordered


def test_lines_of_pre() -> None:
    markup = "<pre>ПРИКАЗ\n\n1. Утвердить план\nработы.\n├──┼──┤\n│ а│ б│\n</pre>"
    assert texts(markup) == ["ПРИКАЗ", "1. Утвердить план работы."]
    reading = page(markup)
    assert reading.counted - reading.dropped == held(reading.items)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("<meta charset=windows-1251><p>Доля".encode("cp1251"), "Доля", id="meta"),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Ж'.encode("koi8-r"),
            "Ж",
            id="http-equiv",
        ),
        pytest.param("<p>Доля учителей".encode("cp866"), "Доля учителей", id="none declared"),
        pytest.param("<meta charset=utf-8><p>Доля учителей".encode("cp1251"), "Доля учителей", id="a lie"),
        pytest.param("<p>Доля".encode("utf-16"), "Доля", id="mark"),
        pytest.param("<?xml version='1.0' encoding='windows-1251'?><p>Ж".encode("cp1251"), "Ж", id="xml"),
    ],
)
def test_charset(data: bytes, text: str) -> None:
    assert [item.text for item in read(data, name="x").items if isinstance(item, RawText)] == [text]


def test_depth_is_no_limit() -> None:
    assert texts("<div>" * 5000 + "глубоко" + "</div>" * 5000) == ["глубоко"]


@pytest.mark.parametrize("markup", ["<p>" + "a" * 11_000_000, "<br>" * 500_000, "<table>" + "<td colspan=64>а" * 99])
def test_giants_are_refused(markup: str) -> None:
    with pytest.raises(SvodkaError) as refusal:
        page(markup)
    assert refusal.value.code == "too-large"


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<ol>", "<li>", "</ol>", "<ins>",
        "<del>", "</del>", "<br>", "<sup>", "<span>", "</span>", "<pre>", "</pre>", "<h1>", "слово", "1", "[2]",
        "&nbsp;",
        "&lt;", "а|б", "│", "──", "<", "<!--", "-->", "<script>", "</script>", " ", "\n", "\t",
        "<td rowspan=2 colspan=2>", "<a href='#fn1'>", "<p style='display:none'>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60))
def test_nothing_shown_is_lost(pieces: list[str]) -> None:
    reading = page("".join(pieces))
    assert reading.counted - reading.dropped == held(reading.items)


@pytest.mark.skipif(not STEMS, reason="the developers' documents are not here")
def test_developers_documents() -> None:
    right = tried = same = cells = 0
    for stem in STEMS:
        reading = read((DEV / "files/html" / f"{stem}.html").read_bytes(), name=stem)
        assert reading.counted - reading.dropped == held(reading.items)
        found = {(item.number, _plain(item.text)) for item in reading.items if isinstance(item, RawText)}
        tables = [_grid(item) for item in reading.items if isinstance(item, RawTable)]
        for block in load(stem):
            if isinstance(block, Paragraph):
                tried += 1
                right += (block.number, _plain(block.text)) in found
            else:
                # Tables come in order; those of the markup are all in the page.
                best = max((sum(t.get(k) == v for k, v in block.items()) for t in tables), default=0)
                cells += len(block)
                same += best
    assert right / tried >= 0.99
    assert same / cells >= 0.995


def _plain(text: str) -> str:
    return " ".join(text.replace("\n", " / ").split())


def _grid(found: RawTable) -> Grid:
    return {
        (c.row, c.column): (
            c.rowspan,
            c.colspan,
            "\n".join(i.text for i in c.items if isinstance(i, RawText)),
        )
        for c in found.cells
    }
