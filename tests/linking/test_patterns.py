"""The data that linking runs on: weights for every level, phrases for levels that exist, gates that lose nothing."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from extractor.errors import SvodkaError
from extractor.linking import answer, compare, compare_name, lexicon, linker, rivals
from extractor.linking import weights as module
from extractor.linking.explain import explain
from extractor.linking.fold import fold
from extractor.linking.weights import decision, weights
from extractor.patterns import Entry, load, read_file

PARTS = [entry.id for entry in load("link_weights")]
# What only rules out has no weight: the part, and the functions whose answers are its levels.
LEVELS_OF = {
    "number": ("_number",),
    "name": ("name_level", "_absent", "_other_words", "_unknown"),
    "initials": ("_initials",),
    "settlement": ("_settlement", "_at"),
    "dedication": ("_dedication",),
    "kind": ("_kind", "_kind_by_form", "_plain_school"),
    "form": ("_form",),
    "branch": ("_branch",),
}
RULE_OUT = ("number", "settlement", "kind", "branch")


def told(node: ast.expr | None) -> Iterator[str]:
    """The texts that an expression may come to, those of called functions left out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*told(node.body), *told(node.orelse))


def returned(modules: tuple[ModuleType, ...], names: tuple[str, ...]) -> set[str]:
    """All texts that the functions of these names return."""
    found: set[str] = set()
    missing = set(names)
    for source in modules:
        for function in ast.walk(ast.parse(inspect.getsource(source))):
            if isinstance(function, ast.FunctionDef) and function.name in names:
                missing.discard(function.name)
                found.update(
                    level for node in ast.walk(function) if isinstance(node, ast.Return) for level in told(node.value)
                )
    assert not missing, missing
    return found


def steps(source: ModuleType) -> set[tuple[str, str]]:
    """All pairs of a part and a level that stand in a module as such."""
    return {
        (pair.elts[0].value, pair.elts[1].value)
        for pair in ast.walk(ast.parse(inspect.getsource(source)))
        if isinstance(pair, ast.Tuple)
        and len(pair.elts) == 2
        and isinstance(pair.elts[0], ast.Constant)
        and isinstance(pair.elts[1], ast.Constant)
        and pair.elts[0].value in PARTS
        and isinstance(pair.elts[1].value, str)
    }


@pytest.mark.parametrize("part", PARTS)
def test_weights_are_numbers(part: str) -> None:
    words = load("link_weights").words(part)
    assert all(re.fullmatch(r"[a-z-]+=-?\d+(\.\d+)?", word) for word in words)
    assert len(weights(part)) == len(words) > 0, "no level twice"


def test_a_weight_that_is_no_number(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("образцы") / "link_weights.toml"
    path.write_text('[[entry]]\nid = "odd"\nwords = ["agree=x"]\n', "utf-8")
    monkeypatch.setattr(module, "load", lambda _: read_file(path))
    with pytest.raises(SvodkaError) as caught:
        weights("odd")
    assert (caught.value.code, caught.value.line) == ("bad-pattern", 1)


@pytest.mark.parametrize("part", LEVELS_OF)
def test_every_level_has_a_weight(part: str) -> None:
    levels = returned((compare, compare_name), LEVELS_OF[part])
    assert len(levels) >= 2
    assert levels - ({"differ"} if part in RULE_OUT else set()) == set(weights(part))


def test_other_parts_have_their_weights() -> None:
    found = steps(compare)
    assert {level for part, level in found if part == "whole"} == set(weights("whole"))
    assert {level for part, level in found if part == "state"} == set(weights("state"))
    source = inspect.getsource(linker) + inspect.getsource(rivals)
    texts = {n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)}
    assert set(weights("district")) - {"agree"} <= texts
    for key in ("matched", "present", "shown", "most-shown"):
        assert decision(key) > 0
    assert {"base", "growth"} <= set(weights("none"))


def test_what_agrees_weighs_more_than_what_differs() -> None:
    for part in LEVELS_OF:
        found = weights(part)
        assert found["agree"] == max(v for k, v in found.items() if k not in ("agree-rare", "parent"))
        assert found["agree"] > 0
        assert all(value < 0 for level, value in found.items() if level in ("differ", "unknown", "absent-title"))


@pytest.mark.parametrize("part", [entry.id for entry in load("link_reasons") if entry.id != "status"])
def test_every_phrase_has_its_level(part: str) -> None:
    for word in load("link_reasons").words(part):
        level, sign, phrase = word.partition("=")
        assert sign
        assert phrase
        assert level in weights(part), level
        assert set(re.findall(r"\{\w+\}", phrase)) <= {"{mention}", "{registry}"}


def test_every_status_begins_a_sentence() -> None:
    found = {word.partition("=")[0] for word in load("link_reasons").words("status")}
    assert found == {"matched", "ambiguous", "doubtful", "unmatched", "judged", "judged-none"}
    candidates = (answer.Candidate("A", "Школа", 0.5), answer.Candidate("B", "Школа", 0.4))
    for status, given_candidates in (("matched", ()), ("ambiguous", candidates), ("ambiguous", candidates[:1])):
        made = answer.Answer(status, candidates=given_candidates)  # type: ignore[arg-type]
        assert explain(made).endswith(".")


# ---- kinds


def test_codes_have_one_group() -> None:
    seen: dict[str, str] = {}
    for kind in lexicon.kinds().values():
        assert seen.setdefault(kind.code, kind.group) == kind.group
    assert set(seen.values()) <= {"general", "preschool", "special", "vocational", "higher", "extra"}


def test_plain_kinds_are_kinds() -> None:
    assert lexicon.plain_kinds()
    for word in lexicon.plain_kinds():
        assert lexicon.kind_words().fullmatch(word), word


@pytest.mark.parametrize("key", ["ordinals", "tens"])
def test_numbers_in_words(key: str) -> None:
    numbers = [int(word.partition("=")[2]) for word in load("links").words(key)]
    assert numbers == sorted(set(numbers))


ORDINALS = [
    ("первая школа", "1"), ("третьей школы", "3"), ("седьмую школу", "7"), ("десятая школа", "10"),
    ("двенадцатой школе", "12"), ("двадцатая школа", "20"), ("сорок четвертая школа", "44"),
    ("девяносто первой школой", "91"), ("сто пятая школа", "105"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), ORDINALS)
def test_ordinals(text: str, want: str) -> None:
    m = lexicon.ordinals().search(re.sub("школ.*", "\t", text))
    assert m is not None
    assert lexicon.ordinal_number(m) == want


# ---- gates: what they let through is all there is


def rules() -> list[Entry]:
    return [e for e in load("links") if "match" in e.data and e.text("code") != lexicon.OTHER]


@pytest.fixture(scope="module")
def low_names(real_names: tuple[str, ...]) -> list[str]:
    return [fold(name).lower() for name in real_names]


def test_the_gate_of_kinds_loses_nothing(low_names: list[str]) -> None:
    words = "|".join(f"(?P<k{n}>{e.text('match')})" for n, e in enumerate(rules()))
    ungated = re.compile(rf"(?<![а-яА-Я])(?:{words})(?![а-я])")
    found = 0
    for name in low_names:
        want = [(m.span(), m.lastgroup) for m in ungated.finditer(name)]
        assert [(m.span(), m.lastgroup) for m in lexicon.kind_words().finditer(name)] == want, name
        found += len(want)
    assert found > len(low_names)


def test_the_gate_of_noise_loses_nothing(low_names: list[str]) -> None:
    found = [name for name in low_names if lexicon.noise().search(name)]
    assert len(found) > 20
    assert [name for name in found if not lexicon.noise_gate().search(name)] == []


def test_the_gate_of_places_loses_nothing(low_names: list[str]) -> None:
    patterns = (lexicon.region(), lexicon.district(), lexicon.city_district())
    found = [name for name in low_names if any(pattern.search(name) for pattern in patterns)]
    assert len(found) > 100
    found.remove("го шебекинская гимназия-интернат")  # a legal form that looks like a town's district
    assert [name for name in found if not lexicon.place_gate().search(name)] == []


NOISE = (
    "комбинированного вида", "общеразвивающего и компенсирующего вида", "присмотра и оздоровления",
    "с приоритетным осуществлением деятельности", "с углубленным изучением математики", "с уиоп",
    "с углубл. изуч. отд. предметов", "для детей с нарушениями зрения", "для обучающихся", "viii вида", "i и ii вида",
    "среднего (полного) общего образования", "основного общего образования", "высшего образования",
    "высшего профессионального образования", "среднего профессионального образования",
    "дополнительного образования детей", "с этнокультурным компонентом", "с кадетскими классами", "учебное заведение",
    "с ограниченными возможностями здоровья", "на базе исправительной колонии",
)  # fmt: skip


def test_any_noise_passes_its_gate() -> None:
    """Every phrase has an example, and every example passes."""
    for text in NOISE:
        assert lexicon.noise().search(text), text
        assert lexicon.noise_gate().search(text), text
    for word in load("links").words("noise"):
        assert any(re.search(word, text) for text in NOISE), word


def test_noise_of_a_colony_passes_its_gate() -> None:
    assert lexicon.noise().search("школа при ик № 5")
    assert lexicon.noise_gate().search("школа при ик № 5")


PLACES = (
    "озерский район", "озерского муниципального района", "озерского р-на", "озерского р-она", "озерского р.",
    "озерский муниципальный округ", "озерского городского округа", "вилюйского национального округа",
    "озерского м.о.", "озерского г.о.", "озерского муниципального образования", "вилюйского улуса",
    "тандинского кожууна", "северская область", "северской обл.", "северского края", "чеченская республика",
    "ханты-мансийского автономного округа", "еврейской автономной области", "ямало-ненецкий ао", "республики алтай",
    "г. санкт-петербурга", "севастополя", "городской округ город тула", "г.о. пермь", "муниципального района исаклы",
    "муниципального округа пермь",
)  # fmt: skip


def test_any_place_passes_its_gate() -> None:
    patterns = (lexicon.region(), lexicon.district(), lexicon.city_district())
    for text in PLACES:
        assert any(pattern.search(text) for pattern in patterns), text
        assert lexicon.place_gate().search(text), text
    for word in (*load("links").words("district-words"), *load("links").words("region-words")):
        assert any(re.search(word, text) for text in PLACES), word


@pytest.mark.parametrize("text", ["шебекинского мо", "озерский го", "го ключевск"])
def test_abbreviated_places_pass_their_gate(text: str) -> None:
    assert lexicon.district().search(text) or lexicon.city_district().search(text)
    assert lexicon.place_gate().search(text)
