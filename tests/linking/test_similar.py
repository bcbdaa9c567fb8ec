"""Typing errors and letters that a scan confuses: what is one word damaged and what is another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_help import linker_of, registry_of, school

from extractor.linking import Context
from extractor.linking.build import build_profiles
from extractor.linking.index import Index
from extractor.linking.misspelt import Misspelt
from extractor.linking.similar import errors, similar
from extractor.patterns import load

ERRORS = [
    ("озерновск", "озерновск", 0),
    ("озреновск", "озерновск", 1),
    ("озернвск", "озерновск", 1),
    ("бсрсзовск", "березовск", 1),  # both letters as a scan confuses them
    ("кпиментовск", "климентовск", 1),
    ("качаловске", "качаловск", 1),
    ("каеаловске", "качаловск", 2),
    ("нкиифорйвск", "никифоровск", 2),
    ("скзк", "сказк", 2),
    ("крашкн", "крашкин", 1),
    ("озерск", "озерновск", 3),
    ("ромаш", "лавк", 3),
    ("омск", "томск", 3),
    ("тула", "тура", 3),
    ("новск", "горск", 3),
    ("петровск", "покровск", 2),
    ("нижнеозерск", "верхнеозерск", 3),
]


@pytest.mark.parametrize(("one", "other", "want"), ERRORS)
def test_errors(one: str, other: str, want: int) -> None:
    assert errors(one, other) == errors(other, one) == want


WORDS = st.text(alphabet="абвгдежзиклмнопрстуш", max_size=14)


@given(WORDS, WORDS)
def test_similar_words_have_one_error_at_most(one: str, other: str) -> None:
    assert errors(one, other) == errors(other, one)
    if similar(one, other):
        assert errors(one, other) <= 1
    if errors(one, other) == 0:
        assert one == other


@given(WORDS)
def test_a_word_has_no_error(word: str) -> None:
    assert errors(word, word) == 0


def test_confused_letters_stand_for_others() -> None:
    pairs = [word.split("=") for word in load("links").words("confused-letters")]
    assert all(len(pair) == 2 and pair[0] != pair[1] and len(pair[1]) == 1 for pair in pairs)


def misspelt() -> Misspelt:
    return Misspelt(Index.of(registry_of([school("A", "МБОУ Озёрновская СОШ")])))


@pytest.mark.parametrize("word", ["каеаловск", "нкиифорйвск", "бсрсзовск", "пзуревск", "блеодарскк"])
def test_hardly_a_word(word: str) -> None:
    assert misspelt().odd(word)


@pytest.mark.parametrize(
    "word", ["дурновск", "сергиевск", "новоселенск", "петровск", "хилинск", "шилинкинск", "озерновск", "усть-речинск"]
)
def test_may_be_a_word(word: str) -> None:
    assert not misspelt().odd(word)


def test_letters_are_told_once() -> None:
    words = [word for entry in load("link_letters") for word in entry.strings("words")]
    heads = [word.partition("=")[0] for word in words]
    assert all(len(head) == 2 for head in heads)
    assert len(set(heads)) == len(heads) > 500
    assert all(word[0] == entry.id for entry in load("link_letters") for word in entry.strings("words"))


def test_profiles_with_errors_are_found() -> None:
    rows = [school("A", "МБОУ Качаловская СОШ"), school("B", "МБОУ Озёрновская СОШ")]
    linker = linker_of(*rows)
    assert len(build_profiles(rows)[0]) == 2
    (found,) = linker.link("Каеаловскея СОШ", Context(municipality="Озёрский район"))
    assert found.answer.id == "A"
    assert ("name", "similar-far") in {(r.part, r.level) for r in found.answer.reasons}
