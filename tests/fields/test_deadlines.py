"""Where the words of a deadline end: what is counted from belongs to them, the verb of the order does not."""

from __future__ import annotations

import pytest

from extractor.fields.deadlines import find_deadlines

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
