"""Tables of an RTF: rows with right edges become owner cells on a grid."""

from __future__ import annotations

from docx_files import texts_of
from extractor.reading.source import RawTable
from rtf_files import b, cell, p, read_whole, row, rtf_of


def grids(*inside: bytes) -> list[RawTable]:
    return [item for item in read_whole(rtf_of(*inside)).items if isinstance(item, RawTable)]


def shape(found: RawTable) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rowspan, c.colspan, " ".join(i.text for i in texts_of(c.items))) for c in found.cells]


def test_wide_cells_span_the_columns_of_other_rows() -> None:
    [found] = grids(
        row(cell("№"), cell("2019"), edges=(1000, 3000)),
        row(cell("1"), cell("план"), cell("факт")),
        row(cell("всего"), cell("40"), edges=(2010, 2990)),
    )
    assert shape(found) == [
        (0, 0, 1, 1, "№"), (0, 1, 1, 2, "2019"),
        (1, 0, 1, 1, "1"), (1, 1, 1, 1, "план"), (1, 2, 1, 1, "факт"),
        (2, 0, 1, 2, "всего"), (2, 2, 1, 1, "40"),
    ]  # fmt: skip


def test_merged_cells_have_one_owner() -> None:
    down, on = rb"\clvmgf", rb"\clvmrg"
    [found] = grids(
        row(cell("№"), cell("2019"), cell(), merges=(down, rb"\clmgf", rb"\clmrg")),
        row(cell(), cell("план"), cell("факт"), merges=(on, b"", b"")),
        row(cell("1"), cell("40"), cell("41"), merges=(down, down, b"")),
        row(cell(), cell("ещё"), cell("42"), merges=(on, on, b"")),
    )
    assert shape(found) == [
        (0, 0, 2, 1, "№"), (0, 1, 1, 2, "2019"), (1, 1, 1, 1, "план"), (1, 2, 1, 1, "факт"),
        (2, 0, 2, 1, "1"), (2, 1, 2, 1, "40 ещё"), (2, 2, 1, 1, "41"), (3, 2, 1, 1, "42"),
    ]  # fmt: skip


def test_cells_hold_paragraphs_and_texts_between_end_a_table() -> None:
    inside = rb"\pard\intbl " + b("раз") + rb"\par " + b("два")
    first, second = grids(p("до"), row(cell(inside), cell("три")), p("между"), row(cell("четыре")))
    assert [i.text for i in texts_of(first.cells[0].items)] == ["раз", "два"]
    assert [i.locator for i in texts_of(first.cells[0].items)] == ["t1.r1.c1.p1", "t1.r1.c1.p2"]
    assert shape(second) == [(0, 0, 1, 1, "четыре")]
    kinds = [type(item).__name__ for item in read_whole(rtf_of(p("до"), row(cell("а")), p("после"))).items]
    assert kinds == ["RawText", "RawTable", "RawText"]


def test_the_definition_may_follow_the_cells() -> None:
    late = b"{" + cell("а") + cell("б") + rb"\trowd\trleft0\cellx500\cellx3000\row}" + b"\n"
    [found] = grids(late, row(cell("в"), cell("г"), cell("д"), edges=(500, 1500, 3000)))
    assert [s[3] for s in shape(found)] == [1, 2, 1, 1, 1]


def test_a_definition_holds_for_the_rows_after_it() -> None:
    again = cell("в") + cell("г") + rb"\row "
    [found] = grids(row(cell("а"), cell("б"), edges=(500, 3000)), again)
    assert [(s[0], s[1]) for s in shape(found)] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def nested(*cells: str) -> bytes:
    inner = b"".join(rb"\pard\intbl\itap2 " + b(text) + rb"\nestcell{\nonesttables\par}" for text in cells)
    shapes = b"".join(b"\\cellx%d" % (400 * (at + 1)) for at in range(len(cells)))
    return inner + rb"{\*\nesttableprops\trowd" + shapes + rb"\nestrow}{\nonesttables\par}"


def test_nested_tables() -> None:
    outer = rb"\trowd\cellx2000\cellx4000\pard\intbl " + b("снаружи") + rb"\par " + nested("а", "б") + nested("в", "г")
    outer += rb"\pard\intbl " + b("после") + rb"\cell " + cell("рядом") + rb"\row "
    [found] = grids(outer)
    assert [(c.row, c.column) for c in found.cells] == [(0, 0), (0, 1)]
    before, inner, after = found.cells[0].items
    assert isinstance(inner, RawTable)
    assert shape(inner) == [(0, 0, 1, 1, "а"), (0, 1, 1, 1, "б"), (1, 0, 1, 1, "в"), (1, 1, 1, 1, "г")]
    assert [i.text for i in texts_of([before, after])] == ["снаружи", "после"]


def test_a_table_in_a_box_and_a_box_in_a_table() -> None:
    box = rb"{\shp{\*\shpinst{\shptxt " + row(cell("в рамке")) + b"}}}"
    items = read_whole(rtf_of(p(b("а") + box), row(cell(b("б") + box)))).items
    assert [type(item).__name__ for item in items] == ["RawText", "RawTable", "RawTable"]
    assert [i.text for i in texts_of(items)] == ["а", "в рамке", "б", "в рамке"]


def test_rows_of_careless_programs() -> None:
    no_mark = rb"\trowd\cellx1000\cellx2000 " + b("а") + rb"\cell " + b("б") + rb"\cell\row "
    unordered = rb"\trowd\cellx2000\cellx1000\cellx1000\intbl a\cell b\cell c\cell\row "
    too_few = rb"\trowd\cellx1000\intbl a\cell b\cell c\cell\row "
    unended = rb"\trowd\cellx1000\intbl " + b("а") + rb"\cell " + b("б")
    for data, count in ((no_mark, 2), (unordered, 3), (too_few, 3), (unended, 2)):
        [found] = grids(data)
        assert [c.column for c in found.cells] == list(range(count))
    assert grids(rb"\trowd\cellx1000\row\row " + p("а")) == []


def test_a_first_row_begins_another_table() -> None:
    second = row(cell("б")).replace(rb"\trowd", rb"\trowd\irow0\irowband0")
    assert [shape(found)[0][4] for found in grids(row(cell("а")), second)] == ["а", "б"]


def test_edges_without_order_make_no_thousand_columns() -> None:
    rows = [row(*[cell("а")] * 5, edges=tuple(1000 * k + 97 * at for k in range(1, 6))) for at in range(60)]
    [found] = grids(*rows)
    assert max(c.column + c.colspan for c in found.cells) == 5
