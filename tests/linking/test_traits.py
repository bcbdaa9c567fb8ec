"""Gates: without its trait nothing of a kind is in a text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.linking import fold as folding
from extractor.linking import lexicon, traits
from extractor.linking.fold import fold

with (Path(__file__).parent / "parse_cases.tsv").open(encoding="utf-8", newline="") as _file:
    NAMES = [row[0] for row in csv.reader(_file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
PIECES = st.sampled_from(
    (
        "СОШ", "МБОУ", "школа", "школы", "Озерновская", "ская", "кая", "ое", "с.", "с", "п.", "пгт", "р.п.", "р.", "п.",
        "поселка", "городского", "типа", "сельского", "поселения", "рабочий", "рабочем", "поселке", "местечко", "нп",
        "Новое", "г.Хилок", "ж.д.", "ст.", "пятая", "сорок", "четвертой", "муниципальное", "бюджетное", "учреждения",
        "имени", "вида", "ИК", "при", "для", "детей", "№", "№5", "5", "12", "N", "№№", "Ю", "О", "0льга", "филиал",
        "фи", "лиал", "ФИЛИАЛ", "структурное", "подразделение", "-", "Усть", "А", "МБ", "УДО", '"', '"Мир"', "(смен",
        "Верх-", "номер", "Технологическийтехникум", "номера", "3", "мест", "района",
        "Озерского", "р-на", "муниципального", "образования", "МО", "ГО", "г.о.", "Республики", "Алтай", "края", "АО",
    )
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=8).map(" ".join) | st.sampled_from(NAMES)


def missing(text: str) -> list[str]:
    """Expressions that are in a folded text although its traits say that they are not."""
    found = traits.traits(text)
    low = text.lower()
    seen = {
        "mark": (traits.MARK, lexicon.settlement().search(text)),
        "form": (traits.CAPITALS, lexicon.forms().search(text)),
        "word": (traits.FORM_WORD, lexicon.form_words().search(low)),
        "place": (traits.PLACE, lexicon.region().search(low) or lexicon.district().search(low)),
        "town": (traits.PLACE, lexicon.city_district().search(low)),
        "noise": (traits.NOISE, lexicon.noise_gate().search(low)),
    }
    wrong = [name for name, (trait, match) in seen.items() if match and not found & trait]
    if lexicon.branch().search(text) and not any(piece in text for piece in lexicon.branch_gate()):
        wrong.append("branch")
    return wrong


@given(TEXTS)
def test_nothing_is_passed_over(text: str) -> None:
    assert missing(fold(text)) == []


@given(TEXTS)
def test_ordinals_are_not_passed_over(text: str) -> None:
    """The kind word behind an ordinal is blanked when it is looked for."""
    folded = fold(text)
    blanked = lexicon.kind_words().sub(lambda m: "\t" * len(m[0]), folded.lower())
    assert not lexicon.ordinals().search(blanked) or traits.traits(folded) & traits.ORDINAL


@given(TEXTS)
def test_repairs_are_not_passed_over(text: str) -> None:
    """What ``fold`` takes for clean is what all its repairs leave as it is."""
    once = " ".join(fold(text).split())
    assert traits.traits(once) & traits.REPAIR or folding._repaired(once) == fold(once)


@pytest.mark.parametrize("name", NAMES)
def test_every_name(name: str) -> None:
    assert missing(fold(name)) == []


def test_words_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traits, "_MOST", 3)
    known = traits._Known()
    for word in ("а", "б", "в", "г", "МБОУ"):
        known[word]
    assert len(known) <= 3
    assert known["МБОУ"] & traits.CAPITALS
