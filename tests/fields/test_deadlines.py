"""Where the words of a deadline end: what is counted from belongs to them, the verb of the order does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractor.fields.deadlines import find_deadlines
from extractor.fields.letter_requests import letter_deadlines
from extractor.fields.orders import block_deadlines

CASES = [
    ("в 3-дневный срок со дня получения письма разместить сведения", "в 3-дневный срок со дня получения письма"),
    ("в течение 10 дней после выявления нарушений устранить их", "в течение 10 дней после выявления нарушений"),
    ("в месячный срок со дня утверждения плана провести семинар", "в месячный срок со дня утверждения плана"),
    ("не позднее 5 рабочих дней с момента сдачи в печать", "не позднее 5 рабочих дней с момента сдачи в печать"),
    (
        "в течение двух недель после получения отчётности от части школ",
        "в течение двух недель после получения отчётности от части школ",
    ),
    ("в течение месяца", "в течение месяца"),
]


@pytest.mark.parametrize(("text", "words"), CASES, ids=[words for _, words in CASES])
def test_the_verb_is_no_part_of_a_term(text: str, words: str) -> None:
    found = find_deadlines(text, where="order", reference=None)
    assert [text[one.start : one.end] for one in found] == [words]


ISSUED = date(2024, 11, 20)


def rows(file: str) -> list[tuple[str, str]]:
    """What is said, and the deadlines it sets."""
    lines = (Path(__file__).parent / "data" / file).read_text("utf-8").splitlines()
    pairs = (line.rsplit("|", 1) for line in lines if not line.startswith("#"))
    return [(text.strip(), wanted.strip()) for text, wanted in pairs]


def told(text: str, *, order: bool) -> str:
    forms = [f.form for f in block_deadlines(text, order=order, reference=ISSUED)]
    parts = ((f.kind, f.start, f.due, f.rrule, f.duration, "ongoing" if f.ongoing else None) for f in forms)
    return "; ".join(" ".join(p for p in part if p) for part in parts)


@pytest.mark.parametrize(("text", "wanted"), rows("deadlines_in_orders.txt"))
def test_in_an_order(text: str, wanted: str) -> None:
    assert told(text, order=True) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows("deadlines_in_prose.txt"))
def test_in_prose(text: str, wanted: str) -> None:
    assert told(text, order=False) == wanted


def test_a_letter_sets_terms_where_it_asks() -> None:
    text = "Семинар состоялся 5 декабря. Кроме того, просим безотлагательно назвать специалиста."
    assert [text[f.start : f.end] for f in letter_deadlines(text, ISSUED)] == ["безотлагательно"]


def test_a_day_gone_by_is_not_the_next_years() -> None:
    assert told("Отчёты поступили до 10 апреля т.г., сроки соблюдены.", order=False) == ""
