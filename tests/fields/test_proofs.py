"""Numbers of a scan that arithmetic confirms or contradicts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extractor.fields.fill import fill
from extractor.fields.proofs import CONFIRMED, CONTRADICTED, prove
from extractor.fields.sums import Figure, is_share, relations
from extractor.reading import read_document
from extractor.reading.document import Document
from extractor.reading.places import Places
from extractor.reading.source import Place

FULFILLED = """
| № | Показатель | План | Факт | % выполнения |
|---|---|---|---|---|
| 1 | Охват горячим питанием, % | 80 | 82,5 | 103,1 |
| 2 | Успеваемость, % | 98 | 97,1 | 99,1 |
| 3 | Численность учащихся, чел. | 640 | 652 | 101,9 |
| 4 | Доля классов с журналом, % | {plan} | {fact} | {share} |
"""
TOTAL = """
| Школа | Учащихся | Классов | Педагогов |
|---|---|---|---|
| СОШ № 1 | 412 | 18 | 31 |
| СОШ № 2 | 164 | 9 | 15 |
| СОШ № 3 | {pupils} | 11 | 19 |
| Итого | 813 | 38 | 65 |
"""


def scan(text: str, sure: float = 0.7) -> Document:
    """A text as if it had been read from a picture with the confidence ``sure``."""
    document = read_document(text.encode(), name="x.md")
    blocks = tuple(
        replace(b, places=Places([Place(0, len(b.raw), 1, (0.0, 0.0, 9.0, 9.0), sure)])) for b in document.blocks
    )
    return replace(document, blocks=blocks, text_from="ocr")


def judged(document: Document) -> dict[str, float]:
    """How sure each number is by what the others say of it."""
    proofs = prove(document)
    return {
        document.text[b.start : b.end]: proofs.sure(b.start, b.end, document.sure(b.start, b.end))
        for b in document.blocks
    }


def test_a_row_like_the_others_is_confirmed() -> None:
    told = judged(scan(FULFILLED.format(plan="75", fact="60", share="80")))
    assert [told[n] for n in ("82,5", "97,1", "652", "75", "60", "80")] == [CONFIRMED] * 6
    assert told["Успеваемость, %"] == 0.7


@pytest.mark.parametrize(("plan", "fact", "share"), [("75", "60", "30"), ("15", "60", "80"), ("75", "66", "80")])
def test_one_wrong_digit_breaks_its_row_alone(plan: str, fact: str, share: str) -> None:
    document = scan(FULFILLED.format(plan=plan, fact=fact, share=share), 0.97)
    told = judged(document)
    assert [told[n] for n in (plan, fact, share)] == [CONTRADICTED] * 3
    assert told["97,1"] == 0.97
    (warning,) = prove(document).warnings
    assert warning.startswith("страница 1: числа не сходятся")
    assert f"«{plan}», «{fact}», «{share}»" in warning


def test_a_total() -> None:
    assert judged(scan(TOTAL.format(pupils="237")))["237"] == CONFIRMED
    told = judged(scan(TOTAL.format(pupils="257")))
    assert told["257"] == told["813"] == CONTRADICTED
    assert told["38"] == CONFIRMED


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Аттестованы 412 из 424 педагогов (97,2 %).", CONFIRMED),
        ("Аттестованы 97,2 % (412 из 424 педагогов).", CONFIRMED),
        ("Аттестованы 97,1 % (412 из 424 педагогов).", None),  # cut, not rounded
        ("Аттестованы 91,2 % (412 из 424 педагогов).", CONTRADICTED),
        ("Аттестованы 982 % (412 из 424 педагогов).", CONTRADICTED),
        ("Победили 5 из 12 школ. План выполнен на 98 %.", None),
        ("5 из 12 школ (рост за год 7 %)", None),
    ],
)
def test_a_share_told_beside_its_numbers(text: str, sure: float | None) -> None:
    document = scan(text)
    proofs = prove(document)
    found = {proofs.sure(m, m + 1, 0.7) for m in (*proofs.confirmed, *proofs.contradicted)}
    assert found == ({min(sure, 0.7) if sure == CONTRADICTED else sure} if sure else set())
    assert bool(proofs.warnings) == (sure == CONTRADICTED)


def test_only_scans_are_judged() -> None:
    native = read_document(FULFILLED.format(plan="75", fact="60", share="30").encode(), name="x.md")
    assert prove(native) == prove(scan("Нет чисел."))


def test_values_of_a_record() -> None:
    record = fill(scan(FULFILLED.format(plan="75", fact="60", share="30"), 0.97), file="x.pdf", sha256="")
    values = {value.text: value.confidence for item in record.indicators for value in item.values}
    assert values["75"] == values["60"] == CONTRADICTED
    assert values["82,5"] > CONTRADICTED
    assert any("не сходятся" in warning for warning in record.source.warnings)


NUMBERS = some.lists(some.lists(some.integers(1, 900), min_size=5, max_size=5), min_size=1, max_size=8)


def rows_of(table: list[list[float]], place: float = 1.0) -> list[dict[int, Figure]]:
    return [
        {c: Figure(value, place, 100 * r + c, 100 * r + c + 1) for c, value in enumerate(row)}
        for r, row in enumerate(table)
    ]


@given(NUMBERS)
def test_groups_are_of_the_rows_and_fit(table: list[list[int]]) -> None:
    rows = rows_of([list(map(float, row)) for row in table])
    shown = relations(rows)
    figures = {figure for row in rows for figure in row.values()}
    assert all(set(group) <= figures for group in (*shown.held, *shown.broken))
    assert not set(shown.held) & set(shown.broken)


@given(some.lists(some.tuples(some.integers(2, 999), some.integers(1, 999)), min_size=3, max_size=9), some.data())
def test_rounded_shares_are_seen(pairs: list[tuple[int, int]], data: some.DataObject) -> None:
    table = [[float(a), float(b), round(100 * b / a, 1)] for a, b in pairs if a not in (b, 100)]
    rows = [{**row, 2: row[2]._replace(place=0.1)} for row in rows_of(table)]
    if len(rows) >= 3:
        shown = relations(rows)
        assert {group[2] for group in shown.held} >= {row[2] for row in rows}
        wrong = data.draw(some.integers(0, len(rows) - 1))
        rows[wrong] = {**rows[wrong], 2: rows[wrong][2]._replace(value=rows[wrong][2].value + 300)}
        assert any(rows[wrong][2] in group for group in relations(rows).broken)


def test_what_is_printed_of_a_share() -> None:
    whole, part = Figure(424, 1, 0, 3), Figure(412, 1, 4, 7)
    assert is_share(whole, part, Figure(97.2, 0.1, 8, 12))
    assert is_share(whole, part, Figure(97, 1, 8, 10))
    assert not is_share(whole, part, Figure(97.1, 0.1, 8, 12))
    assert not is_share(whole._replace(value=0), part, Figure(0, 1, 8, 9))
