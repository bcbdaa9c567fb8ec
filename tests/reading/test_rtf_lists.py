"""List numbers of an RTF: as the file shows them, else counted by its tables of lists."""

from __future__ import annotations

import pytest

from docx_files import texts_of
from rtf_files import b, cell, p, read_whole, row, rtf_of


def level(form: int, text: bytes, more: bytes = b"") -> bytes:
    return (
        rb"{\listlevel\levelnfc%d\levelnfcn%d\levelstartat1" % (form, form)
        + more
        + rb"{\leveltext"
        + text
        + rb";}{\levelnumbers;}}"
    )


ONE, TWO, THREE = rb"\'02\'00.", rb"\'04\'00.\'01.", rb"\'02\'02)"
LEVELS = level(0, ONE) + level(0, TWO) + level(58, THREE)


def tables(levels: bytes = LEVELS, overrides: bytes = b"") -> bytes:
    """Two numbers over one list; ``overrides`` belong to the second."""
    return (
        rb"{\*\listtable{\list\listtemplateid1" + levels + rb"{\listname x;}\listid77}}"
        rb"{\*\listoverridetable{\listoverride\listid77\listoverridecount0\ls1}"
        rb"{\listoverride\listid77\listoverridecount1" + overrides + rb"\ls2}}"
    )  # fmt: skip


def numbers(*lines: bytes, head: bytes = b"") -> list[str | None]:
    return [item.number for item in texts_of(read_whole(rtf_of(head or tables(), *lines)).items)]


def listed(at: int = 0, number: int = 1, text: str = "раз") -> bytes:
    return p(text, rb"\ilvl%d\ls%d" % (at, number))


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        pytest.param(rb"{\listtext\pard\plain\f0 1.1.\tab}", "1.1.", id="number"),
        pytest.param(rb"{\listtext\pard\plain " + b("а)") + rb"\tab}", "а)", id="Russian letter"),
        pytest.param(rb"{\pntext\f0 5)\tab}{\*\pn\pnlvlbody\pndec{\pntxta )}}", "5)", id="of Word 95"),
        pytest.param(rb"{\listtext\f1\'b7\tab}", "•", id="bullet"),
        pytest.param(rb"{\*\pn\pnlvlblt{\pntxtb -}}{\pntext -\tab}", "•", id="dash"),
        pytest.param(rb"{\listtext\tab}", None, id="no number"),
    ],
)
def test_numbers_that_are_shown(shown: bytes, expected: str | None) -> None:
    [item] = texts_of(read_whole(rtf_of(p(shown + b("текст")))).items)
    assert (item.text, item.number) == ("текст", expected)
    assert item.kind == ("paragraph" if expected is None else "list_item")


def test_what_is_shown_goes_before_what_is_counted() -> None:
    shown = rb"{\listtext 7.\tab}"
    assert numbers(listed(), p(shown + b("два"), rb"\ls1"), listed()) == ["1.", "7.", "3."]


def test_numbers_that_are_counted() -> None:
    lines = [listed(at) for at in (0, 0, 1, 1, 2, 2, 0, 1)]
    assert numbers(*lines) == ["1.", "2.", "2.1.", "2.2.", "а)", "б)", "3.", "3.1."]
    assert numbers(listed(), p("вне списка"), listed(), p("вне", rb"\ls0")) == ["1.", None, "2.", None]


def test_overrides() -> None:
    anew = rb"{\lfolevel\listoverridestartat\levelstartat5}"
    assert numbers(listed(), listed(number=2), listed(number=2), head=tables(overrides=anew)) == ["1.", "5.", "6."]
    other = rb"{\lfolevel\listoverrideformat" + level(1, rb"\'02\'00)") + b"}"
    assert numbers(listed(), listed(number=2), head=tables(overrides=other)) == ["1.", "II)"]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(level(23, rb"\'01\u-3913 ?"), "•", id="bullet"),
        pytest.param(level(4, rb"\'02\'00)"), "a)", id="Latin letter"),
        pytest.param(level(22, rb"\'02\'00."), "01.", id="zero"),
        pytest.param(level(0, rb"\'08" + b("Статья ") + rb"\'00"), "Статья 1", id="word"),
        pytest.param(level(255, rb"\'00"), None, id="none"),
        pytest.param(level(0, rb"\'02\'00.").replace(b"startat1", b"startat4"), "4.", id="start"),
    ],
)
def test_forms(made: bytes, expected: str | None) -> None:
    assert numbers(listed(), head=tables(made)) == [expected]


def test_empty_cells_show_their_number() -> None:
    rows = [row(cell(rb"{\listtext %d.\tab}\ls1" % at), cell("строка")) for at in (1, 2)]
    found = texts_of(read_whole(rtf_of(*rows)).items)
    assert [(i.number, i.text) for i in found] == [("1.", ""), (None, "строка"), ("2.", ""), (None, "строка")]


def test_numbered_headings_stay_headings() -> None:
    [item] = texts_of(read_whole(rtf_of(p(rb"{\listtext 2.\tab}" + b("Итоги"), rb"\outlinelevel0\ls1"))).items)
    assert (item.kind, item.number, item.level) == ("heading", "2.", 0)
