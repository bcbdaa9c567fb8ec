"""List numbers of an ODT, counted as LibreOffice shows them."""

from __future__ import annotations

import pytest

from docx_files import texts_of
from odt_files import cell, items, odt_of, p, read_whole, style, table


def level(at: int, form: str, more: str = "") -> str:
    return f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" style:num-suffix="." {more}/>'


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


LEGAL = list_style("L", level(1, "1"), level(2, "1", 'text:display-levels="2"'), level(3, "а, б, .., аа, аб, ... (ru)"))
NAMED = 'text:style-name="L"'


def numbers(body: str, styles: str = LEGAL, common: str = "") -> list[str | None]:
    return [item.number for item in texts_of(read_whole(odt_of(body, styles=styles, common=common)).items)]


def test_levels_restart_below_a_higher_one() -> None:
    inner = items("а", "б", items("в", "г"))
    body = items("раз", p("два") + inner, p("три") + items("д"), more=NAMED)
    assert numbers(body) == ["1.", "2.", "2.1.", "2.2.", "а.", "б.", "3.", "3.1."]


def test_only_the_first_paragraph_of_an_item_is_numbered() -> None:
    header = f"<text:list-header>{p('Вводная')}</text:list-header>"
    body = items(p("раз") + p("и ещё"), items("глубже") + p("после"), more=NAMED).replace(
        "<text:list-item>", header + "<text:list-item>", 1
    )
    assert numbers(body) == [None, "1.", None, "1.1.", None]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(NAMED, "1.", id="anew"),
        pytest.param(NAMED + ' text:continue-numbering="true"', "3.", id="goes on"),
        pytest.param(NAMED + ' text:continue-list="first"', "3.", id="goes on with a list"),
        pytest.param(NAMED + ' text:continue-list="lost"', "3.", id="goes on with the last of its style"),
        pytest.param('text:style-name="other" text:continue-numbering="true"', None, id="no such style"),
    ],
)
def test_a_list_after_a_paragraph(more: str, expected: str | None) -> None:
    body = items("раз", "два", more=NAMED + ' xml:id="first"') + p("между") + items("три", more=more)
    assert numbers(body)[-1] == expected


def test_start_values() -> None:
    styles = list_style("L", level(1, "1", 'text:start-value="5"'))
    body = items("раз", "два", more=NAMED).replace("<text:list-item>", '<text:list-item text:start-value="9">', 1)
    assert numbers(body, styles) == ["9.", "10."]
    assert numbers(items("раз", more=NAMED), styles) == ["5."]


@pytest.mark.parametrize(
    ("form", "more", "at", "expected"),
    [
        pytest.param("a", "", 28, "ab.", id="letters"),
        pytest.param("a", 'style:num-letter-sync="true"', 28, "bb.", id="letters in step"),
        pytest.param("I", "", 14, "XIV.", id="Roman"),
        pytest.param("А, Б, .., АА, АБ, ... (ru)", "", 10, "К.", id="no Й"),
        pytest.param("А, Б, .., Аа, Аб, ... (ru)", "", 30, "АА.", id="Russian goes on"),
        pytest.param("а, б, .., аа, бб, ... (ru)", "", 31, "бб.", id="Russian in step"),
        pytest.param("01, 02, 03, ...", "", 7, "07.", id="zero"),
        pytest.param("", 'style:num-prefix="Статья"', 7, "Статья.", id="no number"),
        pytest.param("1", 'style:num-prefix="§ "', 7, "§ 7.", id="prefix"),
        pytest.param("1", 'loext:num-list-format="(%1%)"', 7, "(7)", id="format of LibreOffice"),
    ],
)
def test_forms(form: str, more: str, at: int, expected: str) -> None:
    body = items("раз", more=NAMED).replace("<text:list-item>", f'<text:list-item text:start-value="{at}">')
    assert numbers(body, list_style("L", level(1, form, more))) == [expected]


def test_bullets() -> None:
    bullet = '<text:list-level-style-bullet text:level="1" text:bullet-char="{}"/>'
    assert numbers(items("раз", more=NAMED), list_style("L", bullet.format("➢"))) == ["•"]
    assert numbers(items("раз", more=NAMED), list_style("L", bullet.format(" "))) == [None]


def test_cells_count_on_and_empty_ones_show_their_number() -> None:
    column = NAMED + ' text:continue-numbering="true"'
    rows = [cell(items(p(), more=column)) + cell(f"строка {k}") for k in range(2)]
    found = texts_of(read_whole(odt_of(table(*rows), styles=LEGAL)).items)
    assert [(i.number, i.text) for i in found] == [("1.", ""), (None, "строка 0"), ("2.", ""), (None, "строка 1")]


def test_the_list_style_may_be_that_of_the_paragraph() -> None:
    own = style("P1", family="paragraph", more='style:list-style-name="L"')
    assert numbers(items(p("раз", "P1"), p("два", "P1")), LEGAL + own) == ["1.", "2."]
    assert numbers(p("вне списка", "P1"), LEGAL + own) == [None]


def test_headings_numbered_by_the_outline() -> None:
    outline = "".join(
        f'<text:outline-level-style text:level="{at}" style:num-format="1" text:display-levels="{at}"/>'
        for at in (1, 2)
    )
    common = f"<text:outline-style>{outline}</text:outline-style>" + style(
        "H", family="paragraph", more='style:default-outline-level="1"'
    )
    anew = 'text:restart-numbering="true" text:start-value="5"'
    heads = "".join(f'<text:h text:style-name="H" text:outline-level="{at}" {more}>А</text:h>' for at, more in (
        (1, ""), (2, ""), (2, ""), (1, 'text:is-list-header="true"'), (1, ""), (2, anew),
    ))  # fmt: skip
    assert numbers(heads, common=common) == ["1", "1.1", "1.2", None, "2", "2.5"]


def test_numbered_paragraphs() -> None:
    line = '<text:numbered-paragraph text:list-id="n" text:level="{}" text:style-name="L">{}</text:numbered-paragraph>'
    body = line.format(1, p("раз")) + p("между") + line.format(2, p("два")) + line.format(1, p("три"))
    assert numbers(body) == ["1.", None, "1.1.", "2."]
