"""Decisions of people: read, found in their context, never contradicted, kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_help import linker_of, registry_of, school, told

from extractor.errors import SvodkaError
from extractor.linking import Context, Linker
from extractor.linking.explain import explain
from extractor.linking.index import Index
from extractor.linking.judgements import COLUMNS, Judgement, Judgements, append_judgement, load_judgements

ROWS = (
    school("A", "МБОУ СОШ № 1", "Новое"),
    school("B", "МБОУ Ярцевская СОШ", "Ярцево"),
    school("C", "МАОУ СОШ № 1", "Ключевск", "город Ключевск"),
)
HEAD = "\t".join(COLUMNS) + "\n"
ANYWHERE = Context()


def judged(*rows: tuple[str, str, str, str | None]) -> Judgements:
    return Judgements(Judgement(*row) for row in rows)


def found(judgements: Judgements, mention: str, region: str | None = None, municipality: str | None = None) -> str:
    """The id of the decision, «-» for none of these, an empty text if there is none."""
    decision = judgements.find(mention, Context(region=region, municipality=municipality))
    return "" if decision is None else decision.id or "-"


def test_by_the_mention() -> None:
    judgements = judged(("МБОУ «Озёрновская СОШ»", "", "", "A"))
    for text in ("МБОУ «Озёрновская СОШ»", 'Озерновская СОШ"', "озерновская  сош", "МКОУ Озёрновская СОШ"):
        assert found(judgements, text) == "A"
        assert found(judgements, text, "Северский край", "Озёрский район") == "A"
    for text in ("Озёрновская ООШ", "Озёрновская СОШ № 1", "Озёрнская СОШ", "", "СОШ"):
        assert found(judgements, text) == ""
    assert found(Judgements(), "СОШ") == ""


def test_in_its_context_only() -> None:
    judgements = judged(("СОШ № 1", "Северский край", "Озёрский район", "A"), ("СОШ № 2", "", "Озёрский район", "B"))
    assert found(judgements, "СОШ № 1", "Северский край", "Озёрский район") == "A"
    assert found(judgements, "СОШ № 1", "Северского края", "Озёрский муниципальный округ") == "A"
    for region, municipality in (
        (None, None),
        ("Северский край", None),
        (None, "Озёрский район"),
        ("Северский край", "Лесной район"),
        ("Дальняя область", "Озёрский район"),
    ):
        assert found(judgements, "СОШ № 1", region, municipality) == ""
    assert found(judgements, "СОШ № 2", "Любой край", "Озёрский район") == "B"


def test_the_narrower_wins() -> None:
    wide, region, narrow = ("СОШ № 1", "", "", "A"), ("СОШ № 1", "Северский край", "", "B"), (
        "СОШ № 1", "Северский край", "Озёрский район", "C",
    )  # fmt: skip
    for rows in ((wide, region, narrow), (narrow, region, wide), (region, narrow, wide)):
        judgements = judged(*rows)
        assert found(judgements, "СОШ № 1", "Северский край", "Озёрский район") == "C"
        assert found(judgements, "СОШ № 1", "Северский край", "Лесной район") == "B"
        assert found(judgements, "СОШ № 1") == "A"


def test_the_later_wins() -> None:
    judgements = judged(("СОШ № 1", "", "", "A"), ("СОШ № 1", "", "", "B"), ("сош 1", "", "", None))
    assert found(judgements, "СОШ № 1") == "-"
    assert found(judged(("СОШ № 1", "", "", None), ("СОШ № 1", "", "", "B")), "СОШ № 1") == "B"


def linker_with(*rows: tuple[str, str, str, str | None]) -> Linker:
    return Linker(Index.of(registry_of(ROWS)), judged(*rows))


def test_never_contradicted() -> None:
    """Whatever the registry says, the person's answer stands."""
    linker = linker_with(
        ("Ярцевская СОШ", "", "", "A"), ("СОШ № 1", "", "Озёрский район", None), ("школа", "", "", "B")
    )
    (one,) = linker.link("Ярцевской СОШ")
    assert told(one.answer) == "B", "another wording is another mention"
    for text, context, want in (
        ("Ярцевская СОШ", ANYWHERE, "A"),
        ("МБОУ «Ярцевская СОШ»", Context("Северский край", "Озёрский район"), "A"),
        ("СОШ № 1", Context(municipality="Озёрский район"), "нет"),
        ("школа", ANYWHERE, "B"),
    ):
        (link,) = linker.link(text, context)
        assert told(link.answer) == want
        assert link.answer.judged
        assert link.answer.score == 1.0
        assert explain(link.answer) == (
            "Так решил человек." if want != "нет" else "Человек решил, что в реестре этой организации нет."
        )
    (free,) = linker.link("СОШ № 1", Context(municipality="город Ключевск"))
    assert (told(free.answer), free.answer.judged) == ("C", False)


def test_in_a_list() -> None:
    linker = linker_with(("Муровская СОШ", "", "", "A"))
    assert [told(x.answer) for x in linker.link("Ярцевская СОШ и Муровская СОШ")] == ["B", "A"]


# ---- the file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "решения.tsv"


def test_read(path: Path) -> None:
    path.write_text(
        HEAD + "СОШ № 1\t\tОзёрский район\tA\tпо телефону\n«Заря»\t\t\t-\t\nШкола\t\t\tнет\t\nГимназия\t\t\t\n", "utf-8"
    )
    judgements = load_judgements(path, known=["A"])
    assert found(judgements, "СОШ № 1", None, "Озёрский район") == "A"
    assert [found(judgements, text) for text in ("Заря", "школа", "гимназия", "лицей")] == ["-", "-", "-", ""]


@pytest.mark.parametrize("text", [HEAD, "id\tmention\n", "\ufeff" + HEAD, HEAD.strip(), HEAD.replace("\n", "\r\n")])
def test_no_rows(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="")
    assert found(load_judgements(path), "СОШ № 1") == ""


def test_other_columns_in_another_order(path: Path) -> None:
    path.write_text("id\tкто\tmention\nA\tМария\tСОШ № 1\n", "utf-8")
    assert found(load_judgements(path), "СОШ № 1") == "A"


@pytest.mark.parametrize(
    ("text", "line", "detail"),
    [
        (HEAD + "СОШ № 1\t\t\tA\t\nСОШ № 2\t\t\tZZ\t\n", 3, "в реестре нет записи ZZ"),
        (HEAD + "\t\t\tA\t\n", 2, "пустое упоминание"),
        ("mention\tregion\nСОШ\t\n", 1, "нет столбцов id"),
        ("СОШ № 1\tA\n", 1, "нет столбцов id, mention"),
        ("", 1, "нет столбцов id, mention"),
    ],
)
def test_mistakes(path: Path, text: str, line: int, detail: str) -> None:
    path.write_text(text, "utf-8")
    with pytest.raises(SvodkaError) as caught:
        load_judgements(path, known=["A"])
    assert caught.value.code == "bad-judgements"
    assert caught.value.line == line
    assert caught.value.detail == detail
    assert str(line) in caught.value.message()


def test_the_line_of_a_mistake_behind_a_blank_one(path: Path) -> None:
    path.write_text(HEAD + "\n\nСОШ № 1\t\t\tZZ\t\n", "utf-8")
    with pytest.raises(SvodkaError) as caught:
        load_judgements(path, known=["A"])
    assert caught.value.line == 4


def test_no_file(path: Path) -> None:
    for wrong in (path, path.parent):
        with pytest.raises(SvodkaError) as caught:
            load_judgements(wrong)
        assert str(wrong) in caught.value.message()
    path.write_bytes("школа".encode("cp1251"))
    with pytest.raises(SvodkaError) as caught:
        load_judgements(path)
    assert caught.value.code == "bad-judgements"


def test_append(path: Path) -> None:
    append_judgement(path, Judgement("СОШ № 1", "", "Озёрский район", "A", "по телефону"))
    append_judgement(path, Judgement("МБОУ\n«Заря»\t№ 2", "Северский край", "", None))
    assert path.read_text("utf-8") == (
        HEAD + "СОШ № 1\t\tОзёрский район\tA\tпо телефону\nМБОУ «Заря» № 2\tСеверский край\t\t-\t\n"
    )


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_append_behind_any_last_line(path: Path, end: str) -> None:
    path.write_bytes((HEAD + "СОШ № 1\t\t\tA\t" + end).encode())
    append_judgement(path, Judgement("СОШ № 2", "", "", "B"))
    judgements = load_judgements(path, known=["A", "B"])
    assert [found(judgements, f"СОШ № {n}") for n in (1, 2, 3)] == ["A", "B", ""]


def test_append_to_an_empty_file(path: Path) -> None:
    path.write_bytes(b"")
    append_judgement(path, Judgement("СОШ № 1", "", "", "A"))
    assert path.read_text("utf-8").startswith(HEAD)
    assert found(load_judgements(path), "СОШ № 1") == "A"


def test_append_to_a_file_of_other_columns(path: Path) -> None:
    path.write_text("id\tmention\nA\tСОШ № 1\n", "utf-8")
    append_judgement(path, Judgement("СОШ № 2", "", "", "B"))
    judgements = load_judgements(path, known=["A", "B"])
    assert [found(judgements, f"СОШ № {n}") for n in (1, 2)] == ["A", "B"]


def test_append_where_nothing_can_be_written(path: Path) -> None:
    with pytest.raises(SvodkaError) as caught:
        append_judgement(path.parent / "нет" / "решения.tsv", Judgement("СОШ № 1", "", "", "A"))
    assert caught.value.code == "not-writable"


NAMES = ("СОШ № 1", "МБОУ «Озёрновская СОШ»", 'Школа "Заря', "Гимназия\t№ 3", '"', "Лицей\n№ 5", "Школа № 7 «Лад»")
JUDGED = st.builds(
    Judgement,
    st.sampled_from(NAMES) | st.text("абвСОШ№«»\"'\t\n 0123456789-", min_size=1, max_size=20).filter(str.strip),
    st.sampled_from(("", "Северский край", "Дальняя область")),
    st.sampled_from(("", "Озёрский район", "город Ключевск")),
    st.sampled_from((None, "A", "B")),
    st.text('абв"\t\n', max_size=5),
)


@given(st.lists(JUDGED, max_size=8))
def test_what_was_written_is_found(tmp_path_factory: pytest.TempPathFactory, rows: list[Judgement]) -> None:
    path = tmp_path_factory.mktemp("решения") / "решения.tsv"
    for row in rows:
        append_judgement(path, row)
    if not rows:
        return
    kept, want = load_judgements(path, known=["A", "B"]), Judgements(rows)
    for row in rows:
        for context in (Context(row.region or None, row.municipality or None), ANYWHERE):
            got, wanted = kept.find(row.mention, context), want.find(row.mention, context)
            assert (got and (got.id, got.region, got.municipality)) == (
                wanted and (wanted.id, wanted.region, wanted.municipality)
            )


def test_by_the_door(path: Path, tmp_path: Path) -> None:
    """``open_linker`` follows a file of decisions and holds it to the registry's ids."""
    from extractor.linking import open_linker

    table = tmp_path / "реестр.csv"
    table.write_text("id;name\nA;МБОУ СОШ № 1\nB;МБОУ СОШ № 2\n", "utf-8")
    append_judgement(path, Judgement("СОШ № 1", "", "", "B"))
    assert [told(x.answer) for x in open_linker(table, judgements=path).link("СОШ № 1")] == ["B"]
    assert [told(x.answer) for x in open_linker(table).link("СОШ № 1")] == ["A"]
    append_judgement(path, Judgement("СОШ № 1", "", "", "ZZ"))
    with pytest.raises(SvodkaError) as caught:
        open_linker(table, judgements=path)
    assert caught.value.code == "bad-judgements"


def test_the_helper_links() -> None:
    assert told(linker_of(*ROWS).link("Ярцевская СОШ")[0].answer) == "B"
