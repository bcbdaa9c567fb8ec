"""Links against labelled mentions: what counts as right, and the figures that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import SvodkaError
from extractor.evaluation.links import LinkTally, Outcome, evaluate_links, names_all, outcome
from extractor.evaluation.links_pairs import Label, Pair, has_pairs, load_pairs
from extractor.linking.answer import Answer, Candidate

HEAD = "id\tcategory\tsplit\tmention\tsentence\tregion\tmunicipality\tanswer\texpected\tnote\n"
NONE = Answer("unmatched", score=0.9)


def to(key: str) -> Answer:
    return Answer("matched", key, f"Школа {key}", 0.99)


def among(*keys: str, more: int = 0) -> Answer:
    return Answer("ambiguous", score=0.5, candidates=tuple(Candidate(key, key, 0.4) for key in keys), more=more)


def pair(label: Label, *expected: str, split: str = "tune", category: str = "номер") -> Pair:
    return Pair("L1", category, split, "СОШ № 1", None, None, None, label, expected)


@pytest.mark.parametrize(
    ("label", "expected", "answers", "result"),
    [
        ("LINK", "A", [to("A")], "right"),
        ("LINK", "A", [to("B")], "wrong"),
        ("LINK", "A", [among("A", "B")], "ambiguous"),
        ("LINK", "A", [NONE], "unmatched"),
        ("LINK", "A", [to("A"), to("B")], "wrong"),
        ("LINK", "A", [to("A"), NONE], "unmatched"),
        ("LINK", "A B", [to("A"), to("B")], "right"),
        ("LINK", "A B", [to("B"), to("A")], "wrong"),
        ("LINK", "A B", [to("A"), among("B", "C")], "ambiguous"),
        ("LINK", "A B C", [to("A"), NONE, to("C")], "unmatched"),
        ("LINK", "A B", [to("A")], "unmatched"),
        ("LINK", "A B", [to("A"), to("C")], "wrong"),
        ("AMBIG", "A B", [to("A")], "wrong"),
        ("AMBIG", "A B", [among("A", "B")], "ambiguous"),
        ("AMBIG", "A B", [NONE], "unmatched"),
        ("NIL", "", [to("A")], "wrong"),
        ("NIL", "", [among("A", "B")], "ambiguous"),
        ("NIL", "", [NONE, NONE], "unmatched"),
    ],
)
def test_what_became_of_a_mention(label: Label, expected: str, answers: list[Answer], result: Outcome) -> None:
    assert outcome(pair(label, *expected.split()), answers) == result


def test_all_candidates_are_named() -> None:
    assert names_all(["A", "B"], [among("B", "C", "A")])
    assert not names_all(["A", "B"], [among("A", "C")])
    # the list of candidates is cut: no other may stand where an expected one is missing
    assert names_all(["A", "B", "C"], [among("A", "B", more=1)])
    assert not names_all(["A", "B", "C"], [among("A", "D", more=1)])


def test_figures() -> None:
    tally = LinkTally()
    tally.count(pair("LINK", "A"), [to("A")])
    tally.count(pair("LINK", "A"), [to("A")])
    tally.count(pair("LINK", "A"), [to("B")])
    tally.count(pair("LINK", "A", category="вид"), [NONE])
    tally.count(pair("AMBIG", "A", "B"), [among("A", "B")])
    tally.count(pair("AMBIG", "A", "B"), [among("A", "C")])
    tally.count(pair("NIL"), [NONE])
    tally.count(pair("NIL"), [to("A")])
    assert (tally.mentions, tally.wrong) == (8, 2)
    assert tally.precision == 2 / 4
    assert tally.recall == 2 / 4
    assert tally.ambiguous == 1 / 2
    assert tally.unmatched == 1 / 2
    assert tally.categories["вид"] == {("LINK", "unmatched"): 1}
    assert [str(mistake) for mistake in tally.mistakes] == [
        "+ tune/links L1 номер: «СОШ № 1» LINK A → matched B",
        "- tune/links L1 вид: «СОШ № 1» LINK A → unmatched",
        "- tune/links L1 номер: «СОШ № 1» AMBIG A B → ambiguous A C",
        "+ tune/links L1 номер: «СОШ № 1» NIL → matched A",
    ]


def test_nothing_to_count_is_no_mistake() -> None:
    tally = LinkTally()
    assert (tally.precision, tally.recall, tally.ambiguous, tally.unmatched) == (1, 1, 1, 1)


def written(folder: Path, *rows: str) -> Path:
    path = folder / "links" / "pairs.tsv"
    path.parent.mkdir()
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return path


def test_a_table_of_mentions(tmp_path: Path) -> None:
    assert not has_pairs(tmp_path)
    path = written(
        tmp_path,
        'P1\tкавычки\ttune\t"МБОУ ""Школа\n№ 1"""\tв МБОУ\tЕнский край\t\tLINK\tA\t',
        "P2\tнет\ttest\tСОШ № 2\t\t\tОзёрный район\tNIL\t\tзаметка",
    )
    assert has_pairs(tmp_path)
    first, second = load_pairs(path)
    assert first.mention == 'МБОУ "Школа\n№ 1"'
    assert (first.region, first.municipality, first.sentence) == ("Енский край", None, "в МБОУ")
    assert (second.label, second.expected, second.sentence) == ("NIL", (), None)
    assert load_pairs(path, splits=["test"]) == [second]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("id\tmention\n", "нет столбцов category, split"),
        (HEAD + "P1\tк\ttune\tСОШ\t\t\t\tYES\tA\t\n", "строка 2: «YES», записей 1"),
        (HEAD + "P1\tк\ttune\tСОШ\t\t\t\tAMBIG\tA\t\n", "строка 2: «AMBIG», записей 1"),
        (HEAD + "P1\tк\ttune\tСОШ\t\t\t\tNIL\tA\t\n", "«NIL», записей 1"),
        (HEAD + "P1\tк\ttune\t\t\t\t\tLINK\tA\t\n", "упоминание «»"),
        (HEAD + 'P1\tк\ttune\t"СОШ" 1\t\t\t\tLINK\tA\t\n', "строка 2"),
    ],
)
def test_a_table_that_is_wrong(text: str, detail: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(SvodkaError) as why:
        load_pairs(path)
    assert why.value.code == "bad-gold"
    assert detail in why.value.detail


def test_no_table(tmp_path: Path) -> None:
    with pytest.raises(SvodkaError) as why:
        load_pairs(tmp_path / "pairs.tsv")
    assert why.value.code == "not-found"


def test_tallies_by_split(tmp_path: Path) -> None:
    written(
        tmp_path,
        "P1\tк\ttune\tСОШ № 1\t\t\t\tLINK\tA\t",
        "P2\tк\ttest\tСОШ № 2\t\t\t\tLINK\tB\t",
        "P3\tк\ttest\tСОШ № 3\t\t\t\tNIL\t\t",
    )
    done = evaluate_links(tmp_path, link=lambda one: [to("A" if one.mention == "СОШ № 1" else "C")])
    assert list(done) == ["test", "tune"]
    assert (done["tune"].precision, done["test"].precision) == (1, 0)
    only = evaluate_links(tmp_path, splits=["tune"], link=lambda _: [NONE])
    assert list(only) == ["tune"]
    assert only["tune"].recall == 0
