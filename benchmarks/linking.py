"""Linking to a made-up registry of fifty thousand organisations: ``python benchmarks/linking.py``.

How much is right, how fast it is, what loading costs, beside rapidfuzz.  Writes LINKING.md and linking.json; some ten
minutes, most of them rapidfuzz over all names.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import process_time

import linking_page
import linking_rivals as rivals
from linking_mentions import MentionCase
from linking_sets import BARE, DISTRICT, REMOVED, ROOT, Made, Outcome, link, make, outcome
from machine import machine
from timing import Line

SEED = 1
"""Thresholds of the rivals come from the seed after it, and so does the calibration."""
ORGANISATIONS = 50_000
MENTIONS = 4_000
SAMPLE = 200
"""Mentions for the comparison with every name of the registry; nothing is extrapolated from them."""
RUNS = 3
PRECISION = 99.8
CHILD = Path(__file__).resolve().parent / "linking_child.py"
LIBRARIES = ("rapidfuzz",)
_TARGETS = {
    (DISTRICT, "recall"): ">= 99",
    (DISTRICT, "precision"): f">= {PRECISION}",
    (REMOVED, "false"): "<= 0.5",
    (BARE, "false"): "<= 3",
}


@dataclass(frozen=True, slots=True)
class Method:
    """One way of linking: what it made of mentions with a district, and of those whose school was removed.

    ``speed`` is in mentions a second of CPU time, ``threshold`` the least likeness for a link.
    """

    name: str
    given: Outcome
    removed: Outcome
    speed: float
    threshold: float | None = None


def answers(made: Made, situation: str, count: int | None = None) -> list[list[str | None]]:
    """What is linked for the mentions of a situation."""
    from extractor.linking import open_linker

    linker = open_linker(made.registry_of(situation))
    return [[answer.id for answer in link(linker, case)] for case in made.cases[situation][:count]]


def quality(done: Mapping[str, Outcome]) -> Iterator[Line]:
    """How much is right in each situation."""
    for situation, one in done.items():
        what = f"{situation} ({one.mentions} mentions)"
        if one.links:
            yield _share(situation, "recall", f"{what}: right, of {one.links} with one answer", one.recall)
            yield _share(situation, "precision", f"{what}: precision, of {one.right + one.wrong} links", one.precision)
        yield _share(situation, "false", f"{what}: false links", one.false)


def _share(situation: str, key: str, what: str, value: float) -> Line:
    return Line("linking", what, value, "%", target=_TARGETS.get((situation, key), ""))


def cost(made: Made, folder: Path) -> Iterator[Line]:
    """Loading, speed and memory: medians of processes of their own."""
    built = []
    for number in range(RUNS):
        built.append(_child(made.full, folder / f"cache-{number}"))
    yield Line("cost", "loading from CSV, cache written", median(run["load"] for run in built), "s", target="<= 10")
    yield Line("cost", "loading from CSV: peak memory", median(run["memory"] for run in built), "MB", target="<= 400")
    for situation in (DISTRICT, REMOVED, BARE):
        mentions = folder / "mentions.json"
        asked = [(c.mention, c.region, c.municipality, c.sentence) for c in made.cases[situation]]
        mentions.write_text(json.dumps(asked), "utf-8")
        _child(made.registry_of(situation), folder / "cache-0")  # its cache is written
        runs = [_child(made.registry_of(situation), folder / "cache-0", mentions) for _ in range(RUNS)]
        main = situation == DISTRICT
        if main:
            yield Line("cost", "loading from the cache", median(run["load"] for run in runs), "s", target="<= 1")
        for key, note in (("first", "index just loaded"), ("second", "the same mentions again")):
            rate = 1 / median(run[key] for run in runs)
            target = ">= 1000" if main else ""
            yield Line("cost", f"{situation}, {note}", rate, "mentions/s", target=target)
        if main:
            size = median(run["memory"] for run in runs)
            yield Line(
                "cost",
                f"loaded from the cache, {len(asked)} mentions linked: peak memory",
                size,
                "MB",
                "",
                None,
                "<= 400",
            )


def _child(registry: Path, cache: Path, *mentions: Path) -> dict[str, float]:
    command = [sys.executable, str(CHILD), str(registry), *map(str, mentions)]
    environment = os.environ | {"SVODKA_CACHE": str(cache)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def ours(made: Made, count: int, rate: float) -> Method:
    """Linking over the mentions that a rival was given."""
    given, removed = (
        outcome(made.cases[situation][:count], answers(made, situation, count)) for situation in (DISTRICT, REMOVED)
    )
    return Method("svodka", given, removed, rate)


def against(name: str, made: Made, other: Made, count: int, everything: bool) -> Iterator[Method]:
    """A rival linking always, and with thresholds chosen on another registry."""
    tried, speed = _guesses(made, count, everything)
    chosen, _ = _guesses(other, count, everything)
    parts = list(chosen.values())
    levels = {
        "always the best": None,
        "threshold by F1": rivals.threshold(parts),
        f"threshold for precision {PRECISION} %": rivals.threshold(parts, precision=PRECISION),
    }
    for how, least in levels.items():
        if how == "always the best" or least is not None:
            given, removed = (rivals.share(*tried[situation], least) for situation in (DISTRICT, REMOVED))
            yield Method(f"{name}, {how}", given, removed, speed, least)


def _guesses(
    made: Made, count: int, everything: bool
) -> tuple[dict[str, tuple[Sequence[MentionCase], list[rivals.Guess]]], float]:
    found: dict[str, tuple[Sequence[MentionCase], list[rivals.Guess]]] = {}
    spent = 0.0
    for situation, rows in ((DISTRICT, made.rows), (REMOVED, made.left_rows)):
        rival = rivals.over_everything(rows) if everything else rivals.within_district(rows, made.rows)
        cases = made.cases[situation][:count]
        started = process_time()
        best = [rival.best(case) for case in cases]
        spent += process_time() - started
        found[situation] = (cases, [rival.guess(case, one) for case, one in zip(cases, best, strict=True)])
    return found, sum(len(cases) for cases, _ in found.values()) / spent


def run(*, organisations: int = ORGANISATIONS, mentions: int = MENTIONS, sample: int = SAMPLE) -> int:
    """Measure, write both files, print the page; 1 if a target is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SVODKA_CACHE"] = str(folder / "cache")
        made = make(folder, seed=SEED, organisations=organisations, mentions=mentions)
        other = make(folder, seed=SEED + 1, organisations=organisations, mentions=mentions)
        done = {situation: outcome(made.cases[situation], answers(made, situation)) for situation in made.cases}
        costs = list(cost(made, folder))
        rate = next(line.value for line in costs if line.what == f"{DISTRICT}, index just loaded")
        methods = {
            "district": [
                ours(made, mentions, rate),
                *against("token_sort_ratio within the true district", made, other, mentions, everything=False),
            ],
            "everything": [
                ours(made, sample, rate),
                *against("WRatio over all names", made, other, sample, everything=True),
            ],
        }
    lines = [*quality(done), *costs]
    linking_page.keep(
        "benchmark",
        {
            "machine": machine(LIBRARIES),
            "organisations": organisations,
            "lines": [asdict(line) | {"met": line.met} for line in lines],
            "methods": {key: [asdict(method) for method in group] for key, group in methods.items()},
        },
    )
    print(linking_page.write())
    return 1 if any(line.met is False for line in lines) else 0


def main() -> int:
    """The command line; a smaller registry only for a try, for it writes the page as well."""
    parser = argparse.ArgumentParser(description="Linking to a made-up registry.")
    parser.add_argument("--organisations", type=int, default=ORGANISATIONS)
    parser.add_argument("--mentions", type=int, default=MENTIONS)
    parser.add_argument("--sample", type=int, default=SAMPLE)
    chosen = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    return run(organisations=chosen.organisations, mentions=chosen.mentions, sample=chosen.sample)


if __name__ == "__main__":
    raise SystemExit(main())
