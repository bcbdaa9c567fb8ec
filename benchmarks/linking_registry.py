"""A registry of invented organisations with the distributions of real ones.

``python benchmarks/linking_registry.py --out registry.csv`` writes it, ``--stats`` compares it with what was counted in
real registries, ``--show 20`` prints some of its rows.  The same seed gives the same registry.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterable
from pathlib import Path

from linking_parts import COLUMNS, Row
from linking_places import municipalities
from linking_rows import Hand, row_of
from linking_schools import build


def make_registry(*, count: int = 50_000, seed: int = 1) -> list[Row]:
    """Rows of a whole registry, region by region; fewer than 40,000 take fewer regions.

    Args:
        count: how many organisations, from 300.
        seed: of the random numbers.
    """
    rng = random.Random(seed)
    found: list[Row] = []
    around: dict[str, dict[str, int]] = {}
    for town in municipalities(rng, count):
        hand = Hand.drawn(rng)
        heads: dict[int, Row] = {}
        for school in build(rng, town, around.setdefault(town.region.code, {})):
            parent = None if school.parent is None else heads[id(school.parent)]
            row = row_of(rng, hand, f"S{len(found) + 1:05d}", school, parent)
            heads[id(school.parts)] = row
            found.append(row)
    return found


def write_csv(rows: Iterable[Row], path: Path) -> None:
    """The registry as a CSV file in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(row.cells() for row in rows)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="An invented registry with the distributions of real ones.")
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--stats", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args()
    rows = make_registry(count=chosen.count, seed=chosen.seed)
    if chosen.out:
        write_csv(rows, chosen.out)
    if chosen.stats:
        from linking_stats import table

        print("\n".join(table(rows)))
    for row in random.Random(chosen.seed).sample(rows, chosen.show):
        print(" | ".join(row.cells()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
