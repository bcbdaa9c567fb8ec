"""The real registry and labelled mentions: answers that must not depend on print, order or strangers."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable

import pytest
from conftest import SHARED
from linking_help import PAIRS, Pair, linker_of, read_pairs, registry_of

from extractor.linking import Context, Linker
from extractor.linking.index import Index
from extractor.registry import Name, Organisation, Registry, load_registry

TUNE = read_pairs(PAIRS, split="tune")


def ids(linker: Linker, text: str, context: Context) -> tuple[str | None, ...]:
    return tuple(link.answer.id for link in linker.link(text, context))


@pytest.fixture(scope="module")
def linked(real_linker: Linker) -> list[Pair]:
    """The mentions of one school that are linked as they are labelled."""
    return [
        pair
        for pair in TUNE
        if pair.answer == "LINK"
        and len(pair.expected) == 1
        and ids(real_linker, pair.mention, pair.context) == pair.expected
    ]


def test_most_are_linked_and_none_wrongly(real_linker: Linker, linked: list[Pair]) -> None:
    """Of the mentions for tuning nine in ten are linked, and one in a hundred at most to another organisation."""
    assert len(linked) >= 400
    right = wrong = 0
    for pair in TUNE:
        found = ids(real_linker, pair.mention, pair.context)
        expected: tuple[str | None, ...] = pair.expected if pair.answer == "LINK" else (None,) * len(found)
        right += found == expected
        wrong += any(x is not None for x in found) and found != expected
    assert right >= 0.9 * len(TUNE)
    assert wrong <= 0.01 * len(TUNE)


def test_ambiguous_ones_have_all_their_candidates(real_linker: Linker) -> None:
    pairs = [pair for pair in TUNE if pair.answer == "AMBIG" and len(pair.expected) <= 10]
    assert len(pairs) >= 40
    full = 0
    for pair in pairs:
        answers = [link.answer for link in real_linker.link(pair.mention, pair.context)]
        full += len(answers) == 1 and {c.id for c in answers[0].candidates} >= set(pair.expected)
    assert full >= 0.85 * len(pairs)


# Broken words, which are put together before the text is folded (test_a_broken_word_in_other_print).
BROKEN = ("L0389", "L0393")


def straight(text: str) -> str:
    return re.sub("[«»„“]", '"', text)


def latin(text: str) -> str:
    """Words with Latin letters in them; letters that stand alone stay (test_fold.test_a_lone_latin_mark)."""
    return re.sub("[А-Яа-яё]{2,}", lambda m: m[0].translate(str.maketrans("аеорс", "aeopc")), text)


CHANGES: dict[str, Callable[[str], str]] = {
    "without ё": lambda text: text.replace("ё", "е").replace("Ё", "Е"),
    "straight quotes": straight,
    "German quotes": lambda text: text.replace("«", "„").replace("»", "“"),
    "long dashes": lambda text: re.sub("[–-]", "—", text) if " – " in text else text,
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "wide spaces": lambda text: text.replace(" ", "  "),
    "a soft hyphen": lambda text: re.sub(r"(?<=[а-я]{3})(?=[а-я]{3})", "\u00ad", text, count=1),
    "№ without a space": lambda text: re.sub(r"№\s+(?=\d)", "№", text),
    "№ with a space": lambda text: re.sub(r"№(?=\d)", "№ ", text),
    "N for №": lambda text: re.sub(r"№\s*(?=\d)", "N ", text),
    "Latin letters": latin,
    "a full stop": lambda text: text + ".",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_print_does_not_matter(real_linker: Linker, linked: list[Pair], change: Callable[[str], str]) -> None:
    """The same mention in other print has the same answer; mentions that the change turns into others are left out."""
    different = []
    for pair in linked[::2]:
        text = change(pair.mention)
        context = Context(pair.context.region, pair.context.municipality)
        if (
            pair.id in BROKEN
            or re.search("[A-Za-zІі]", pair.mention)
            or ids(real_linker, pair.mention, context) != pair.expected
        ):
            continue
        if ids(real_linker, text, context) != pair.expected:
            different.append((pair.id, pair.mention, text))
    assert different == []


@pytest.mark.parametrize("text", ["Урулюнгуй\u00a0ская СОШ", "Урулюнгуй  ская СОШ", "Уpулюнгуй ская СОШ"])
def test_a_broken_word_in_other_print(real_linker: Linker, text: str) -> None:
    context = Context("Забайкальский край")
    assert ids(real_linker, "Урулюнгуй ская СОШ", context) != (None,)
    assert ids(real_linker, text, context) == ids(real_linker, "Урулюнгуй ская СОШ", context)


DECLINED = (
    (r"средняя (общеобразовательная )?школа\b", r"средней \1школы"),
    (r"основная общеобразовательная школа\b", "основной общеобразовательной школой"),
    (r"(?<=[а-я])ская (?=СОШ|ООШ|НОШ|СШ|ОШ|школа|гимназия)", "ской "),
    (r"\b([Лл])ицей\b", r"\1ицея"),
    (r"\b([Гг])имназия\b", r"\1имназией"),
    (r"\b([Шш])кола\b", r"\1колу"),
    (r"\bдетский сад\b", "детского сада"),
)


def test_declined(real_linker: Linker, linked: list[Pair]) -> None:
    """A mention in another case has the same answer."""
    different, tried = [], 0
    for pair in linked:
        text = pair.mention
        for old, new in DECLINED:
            text = re.sub(old, lambda m, new=new: m.expand(new), text)  # type: ignore[misc]
        context = Context(pair.context.region, pair.context.municipality)
        if text == pair.mention or ids(real_linker, pair.mention, context) != pair.expected:
            continue
        tried += 1
        if ids(real_linker, text, context) != pair.expected:
            different.append((pair.id, pair.mention, text))
    assert tried >= 100
    assert different == []


def test_order_of_rows(real_registry: Registry, real_linker: Linker) -> None:
    rows = list(real_registry.organisations)
    random.Random(7).shuffle(rows)
    shuffled = Linker(Index.of(registry_of(rows)))
    for pair in TUNE:
        one = [(x.answer.status, x.answer.id) for x in real_linker.link(pair.mention, pair.context)]
        other = [(x.answer.status, x.answer.id) for x in shuffled.link(pair.mention, pair.context)]
        assert one == other, pair


def test_strangers(real_registry: Registry, real_linker: Linker, linked: list[Pair]) -> None:
    """The whole registry once more in another region turns no match into another id.

    Only mentions with a region can be asked: without one the strangers are meant as much as the others.
    """
    again = [
        Organisation(
            id=f"Z{o.id}", names=o.names, row=o.row, number=o.number, settlement=o.settlement,
            municipality=o.municipality, region="Далёкая область", inn=None, ogrn=None,
        )
        for o in real_registry.organisations if o.region
    ]  # fmt: skip
    linker = Linker(Index.of(registry_of([*real_registry.organisations, *again])))
    lost = 0
    for pair in linked:
        if pair.context.region is None:
            continue
        (found,) = ids(linker, pair.mention, pair.context)
        assert found in (None, *pair.expected), pair
        lost += found is None
    assert lost <= 5


def test_every_name_finds_its_own(real_registry: Registry, real_linker: Linker, real_index: Index) -> None:
    """An organisation's own full name, in its own place, is never linked to another one."""
    wrong, right, asked = [], 0, 0
    for n, o in enumerate(real_registry.organisations):
        if not (o.region and o.municipality) or n in real_index.successor:
            continue
        answers = [link.answer for link in real_linker.link(o.title, Context(o.region, o.municipality))]
        asked += 1
        right += [a.id for a in answers] == [o.id]
        wrong += [(o.id, o.title, a.id) for a in answers if a.id not in (None, o.id)]
    assert right >= 0.9 * asked
    assert len(wrong) <= 0.005 * asked, wrong


def test_a_town_and_the_district_around_it(real_registry: Registry, real_linker: Linker) -> None:
    (row,) = [o for o in real_registry.organisations if o.id == "R01025"]
    assert ids(real_linker, row.title, Context(row.region, row.municipality)) == ("R01025",)


def test_repeated_questions(real_linker: Linker) -> None:
    """The same question has the same answer: nothing is remembered from mention to mention."""
    before = [real_linker.link(pair.mention, pair.context) for pair in TUNE[:60]]
    after = [real_linker.link(pair.mention, pair.context) for pair in reversed(TUNE[:60])][::-1]
    assert before == after


def test_a_name_in_the_registry_twice(real_registry: Registry) -> None:
    """A copy of a row beside it makes a match of that row ambiguous, never a match of the copy."""
    row = next(o for o in real_registry.organisations if o.id == "R01144")
    copy = Organisation(
        id="COPY", names=(Name(row.title, "full"),), row=1, settlement=row.settlement,
        municipality=row.municipality, region=row.region,
    )  # fmt: skip
    (link,) = linker_of(row, copy).link(row.title, Context(row.region, row.municipality))
    assert link.answer.status == "ambiguous"
    assert {c.id for c in link.answer.candidates} == {"R01144", "COPY"}


CASES = SHARED / "registry" / "link-cases-dev.tsv"


@pytest.mark.skipif(not CASES.is_file(), reason="the shared folder is not here")
def test_shared_cases() -> None:
    linker = Linker(Index.of(load_registry(SHARED / "registry" / "schools-real.csv")))
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong = []
    for row in rows:
        context = Context(row["region"] or None, row["municipality"] or None, row["sentence"] or None)
        answers = [link.answer for link in linker.link(row["mention"], context)]
        found = [a.id for a in answers]
        statuses = {a.status for a in answers}
        right = {
            "LINK": found == row["expected"].split(),
            "AMBIG": statuses == {"ambiguous"},
            "NIL": statuses == {"unmatched"},
        }
        if not right[row["answer"]]:
            wrong.append((row["id"], row["mention"], row["answer"], row["expected"], found, statuses))
    assert len(rows) == 40
    assert wrong == []
