"""Mentions of organisations of the made-up registry, with the true answer.

Three sets: ``make_mentions`` gives mentions with the region and the district of their paper; ``without_targets`` gives
the same with every mentioned organisation struck from the registry, so that nothing should be found;
``without_context`` gives the bare mentions.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from linking_fit import DOUBT, GENERAL, Index, Printed, answer, shows_town
from linking_parts import AMBIG, Row
from linking_registry import make_registry
from linking_styles import DAMAGED, SHARES, Written, written
from linking_words import folded, words

NONE = ""
TRIES = 4_000
SCHOOLS_ONLY = "*"
"""Begins a sentence that would be odd of a kindergarten or a college."""
FRAMES = ("nominative", "genitive", "dative", "instrumental", "locative")


@dataclass(frozen=True, slots=True)
class MentionCase:
    """A mention and the true answer.

    Attributes:
        mention: as the paper writes it.
        sentence: what stands around it.
        region: of the paper, empty if not known; ``municipality`` likewise.
        expected: the id of a row, ``AMBIG``, or nothing if no row is meant.
        candidates: the rows that the mention fits equally well; one, if it is unique.
        unique: whether the printed parts identify one row within the given context.
        target: the row that the writer meant.
        style: the way it is written (linking_styles).
        said: the parts that it prints.
        clean: the mention before damage.
    """

    id: str
    mention: str
    sentence: str
    region: str
    municipality: str
    expected: str
    candidates: tuple[str, ...]
    unique: bool
    target: str
    style: str
    said: Printed
    clean: str


def make_mentions(rows: Sequence[Row], *, count: int, seed: int, doubtful: bool = False) -> list[MentionCase]:
    """Mentions with the context of their district.

    Args:
        count: how many.
        seed: of the random numbers.
        doubtful: also give mentions on whose answer people would differ, expected ``DOUBT``.
    """
    rng = random.Random(seed)
    index = Index(rows)
    found: list[MentionCase] = []
    while len(found) < count:
        style = rng.choices(list(SHARES), list(SHARES.values()))[0]
        for _ in range(TRIES):
            row = rng.choice(rows)
            if row.truth.parts.kind == "доу" and rng.random() < 0.6:
                continue  # papers about schools mention kindergartens less often than there are of them
            made = written(rng, row, style)
            if made is None:
                continue
            town = row.truth.town
            paper = town.column if rng.random() < 0.85 else town.other
            case = MentionCase(
                f"M{len(found) + 1:05d}",
                made.text,
                framed(rng, made, row.truth.parts.kind),
                row.region,
                paper,
                NONE,
                (),
                False,
                row.id,
                style,
                made.said,
                made.clean,
            )
            case = _answered(index, case, row)
            if doubtful or case.expected != DOUBT:
                found.append(case)
                break
        else:
            raise ValueError(f"no organisation can be mentioned in style {style}")
    return found


def framed(rng: random.Random, made: Written, kind: str) -> str:
    """A sentence around the mention that agrees with its case and with the kind of organisation."""
    case = rng.randint(0, 4) if made.free and rng.random() < 0.4 else made.case
    sentences: list[str] = words("sentences")[FRAMES[case]]
    fitting = [one for one in sentences if kind in GENERAL or not one.startswith(SCHOOLS_ONLY)]
    return rng.choice(fitting).lstrip(SCHOOLS_ONLY).replace("{m}", made.text)


def _answered(index: Index, case: MentionCase, row: Row) -> MentionCase:
    town = row.truth.town
    here = index.towns[town.key]
    expected, candidates = answer(index.fitting(case.said, here), row.id)
    if expected == row.id and not shows_town(row):
        others = [
            other for other in index.regions[row.region] if other.truth.town.key != town.key and not shows_town(other)
        ]
        expected, candidates = (DOUBT, ()) if index.fitting(case.said, others) else (expected, candidates)
    if expected != DOUBT and _misread(case, here):
        expected, candidates = DOUBT, ()
    return replace(case, expected=expected, candidates=candidates, unique=len(candidates) == 1)


def _misread(case: MentionCase, others: Iterable[Row]) -> bool:
    """Whether a damaged word is as near to a name of another organisation as to the one that was meant."""
    if case.style not in DAMAGED:
        return False
    from rapidfuzz.distance import Levenshtein

    clean, seen = folded(case.clean), folded(case.mention)
    if clean.replace(" ", "") == seen.replace(" ", ""):
        return False
    before, after = ([word.strip("«»\"'()") for word in text.split()] for text in (clean, seen))
    lost = [word for word in before if word not in after]
    known: set[str] = set()
    for row in others:
        place = row.truth.place
        known |= {folded(name) for name in (row.truth.parts.adjective, place.adjective, place.name, place.genitive)}
    for word in (word for word in after if word not in before and len(word) > 4):
        meant = min((Levenshtein.distance(word, one) for one in lost), default=0)
        near = (name for name in known if name and abs(len(name) - len(word)) <= meant)
        if any(_other(name, lost) and Levenshtein.distance(word, name) <= meant for name in near):
            return True
    return False


def _other(name: str, lost: Iterable[str]) -> bool:
    return not any(name[:-2] == word[: len(name) - 2] for word in lost)


def without_targets(rows: Sequence[Row], cases: Sequence[MentionCase]) -> tuple[list[Row], list[MentionCase]]:
    """The registry without any organisation that is mentioned, and the mentions that then have no answer.

    A mention that fits another row, even perhaps, is left out.
    """
    gone = {case.target for case in cases} | {
        one for case in cases if case.expected == AMBIG for one in case.candidates
    }
    left = [row for row in rows if row.id not in gone]
    index = Index(left)
    towns = {row.id: row.truth.town.key for row in rows}
    found = []
    for case in cases:
        here = index.towns[towns[case.target]]
        near = [row for row in index.regions[case.region] if not shows_town(row)]
        fits = index.fitting(case.said, [*here, *near])
        if not fits and not _misread(case, here):
            found.append(replace(case, id=case.id.replace("M", "N"), expected=NONE, candidates=(), unique=False))
    return left, found


def without_context(rows: Sequence[Row], cases: Sequence[MentionCase]) -> list[MentionCase]:
    """The mentions alone: no region, no district, no sentence; doubtful ones are left out."""
    index = Index(rows)
    found = []
    for case in cases:
        expected, candidates = answer(index.fitting(case.said, index.pool(case.said)), case.target)
        if expected == DOUBT or (expected != AMBIG and _misread(case, rows)):
            continue
        bare = replace(case, id=case.id.replace("M", "B"), sentence=case.mention, region="", municipality="")
        found.append(replace(bare, expected=expected, candidates=candidates, unique=len(candidates) == 1))
    return found


def main() -> int:
    """Prints some mentions of each set, and how the answers are spread."""
    parser = argparse.ArgumentParser(description="Mentions of the organisations of the made-up registry.")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--count", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20)
    chosen = parser.parse_args()
    rows = make_registry(count=chosen.rows, seed=chosen.seed)
    cases = make_mentions(rows, count=chosen.count, seed=chosen.seed)
    _, absent = without_targets(rows, cases)
    bare = without_context(rows, cases)
    names = {row.id: row.short_name or row.name for row in rows}
    rng = random.Random(chosen.seed)
    for title, group in (("district", cases), ("target gone", absent), ("no context", bare)):
        spread = Counter("link" if case.unique else case.expected or "none" for case in group)
        print(f"{title}: {len(group)} {dict(spread)}")
        for case in rng.sample(group, min(chosen.show, len(group))):
            where = f"[{case.municipality}, {case.region}] <- {names[case.target]}"
            print(f"  {case.style:10} {case.expected or '–':7} {case.sentence} {where}")
    print("styles:", dict(Counter(case.style for case in cases).most_common()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
