"""The examples of every rule: each bad draft gives the finding, no good one does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extractor import extract_bytes
from extractor.catalogue.words import likeness, words_of
from extractor.checking import check
from extractor.checking.catalogue import functions, rules
from extractor.checking.options import Options
from extractor.checking.profile import Profile, Requirement
from extractor.linking import Linker, open_linker
from extractor.patterns import load

ROOT = Path(__file__).parents[2]
PROFILE = Profile(
    "соглашение",
    (
        Requirement("Доля учителей, прошедших обучение", target=30.0, unit="percent", status=True),
        Requirement("Охват детей дополнительным образованием", unit="percent"),
    ),
)


@cache
def linker() -> Linker:
    return open_linker(ROOT / "corpus" / "registry.csv")


def told(name: str, text: str) -> list[str]:
    """The rules that tell something of a draft when this one alone is asked for."""
    registry = linker() if rules()[name].needs == "registry" else None
    profile = PROFILE if rules()[name].needs == "profile" else None
    record = extract_bytes(text.strip().encode(), name="draft.txt", registry=registry)
    return [f.rule for f in check(record, profile=profile, options=Options(only=frozenset({name})))]


@pytest.mark.parametrize(("name", "text"), [(r.id, text) for r in rules().values() for text in r.bad])
def test_bad_drafts_are_told(name: str, text: str) -> None:
    assert told(name, text) == [name]


@pytest.mark.parametrize(("name", "text"), [(r.id, text) for r in rules().values() for text in r.good])
def test_good_drafts_are_not(name: str, text: str) -> None:
    assert told(name, text) == []


def test_every_rule_has_a_function_and_says_why() -> None:
    assert functions().keys() == rules().keys()
    for rule in rules().values():
        assert rule.title == rule.title[:1].lower() + rule.title[1:] or rule.title[:1] == "«"
        assert not rule.title.endswith(".")
        assert len(rule.why) > 30


NAMES = load("names")["same-or-not"]


@pytest.mark.parametrize("pair", NAMES.strings("ok"))
def test_names_of_one_indicator(pair: str) -> None:
    a, b = map(words_of, pair.split(" ~ "))
    assert likeness(a, b).verdict == "same"
    assert likeness(b, a) == likeness(a, b)


@pytest.mark.parametrize("pair", NAMES.strings("bad"))
def test_names_of_different_indicators(pair: str) -> None:
    a, b = map(words_of, pair.split(" ~ "))
    assert likeness(a, b).verdict != "same"
