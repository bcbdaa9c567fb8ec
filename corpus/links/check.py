"""Check the labelled mentions in pairs.tsv against registry.csv.

Run `python check.py`.  It prints every fault found and the counts, and ends with code 1 if there was a fault.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

Row = dict[str, str]

HERE = Path(__file__).parent
REGISTRY_COLUMNS = ["id", "name", "short_name", "number", "settlement", "municipality", "region", "inn", "ogrn"]
PAIR_COLUMNS = [
    "id",
    "category",
    "split",
    "mention",
    "sentence",
    "region",
    "municipality",
    "answer",
    "expected",
    "note",
]
EXPECTED_SIZES = {"LINK": range(1, 1000), "AMBIG": range(2, 1000), "NIL": range(1)}
REGISTRY_SIZE = range(1800, 2201)
CATEGORY_SIZE = range(10, 41)
MIN_PAIRS = 1000
MIN_CATEGORIES = 45


def read_rows(path: Path, columns: list[str], delimiter: str) -> list[Row]:
    """Read a table whose header must be exactly `columns`."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *records = csv.reader(file, delimiter=delimiter, strict=True)
    if header != columns:
        raise ValueError(f"{path.name}: the columns are {header}")
    for number, record in enumerate(records, start=1):
        if len(record) != len(columns):
            raise ValueError(f"{path.name}: record {number} has {len(record)} cells")
    return [dict(zip(columns, record, strict=True)) for record in records]


def squeeze(text: str) -> str:
    """Return the text without any whitespace."""
    return "".join(text.split())


def pair_faults(pair: Row, registry_ids: set[str]) -> list[str]:
    """Name what is wrong with one pair."""
    faults: list[str] = []
    expected = pair["expected"].split()
    if pair["split"] not in {"tune", "test"}:
        faults.append(f"split {pair['split']!r}")
    if not pair["category"] or not pair["mention"]:
        faults.append("category or mention is empty")
    if squeeze(pair["mention"]) not in squeeze(pair["sentence"]):
        faults.append("the mention is not in the sentence")
    if pair["answer"] not in EXPECTED_SIZES:
        faults.append(f"answer {pair['answer']!r}")
    elif len(expected) not in EXPECTED_SIZES[pair["answer"]]:
        faults.append(f"{pair['answer']} with {len(expected)} ids")
    if len(set(expected)) != len(expected):
        faults.append("an id is expected twice")
    faults.extend(f"no record {record}" for record in expected if record not in registry_ids)
    return faults


def table_faults(pairs: list[Row], registry: list[Row]) -> list[str]:
    """Name what is wrong with the tables as a whole."""
    faults: list[str] = []
    for name, rows in (("registry.csv", registry), ("pairs.tsv", pairs)):
        repeated = [row_id for row_id, count in Counter(row["id"] for row in rows).items() if count > 1]
        faults.extend(f"{name}: id {row_id} is repeated" for row_id in repeated)
    keys = Counter(tuple(pair[key] for key in ("mention", "sentence", "region", "municipality")) for pair in pairs)
    faults.extend(f"repeated pair {key}" for key, count in keys.items() if count > 1)
    if len(registry) not in REGISTRY_SIZE:
        faults.append(f"registry.csv has {len(registry)} records")
    if len(pairs) < MIN_PAIRS:
        faults.append(f"only {len(pairs)} pairs")
    categories = Counter(pair["category"] for pair in pairs)
    if len(categories) < MIN_CATEGORIES:
        faults.append(f"only {len(categories)} categories")
    for category, count in categories.items():
        tune = sum(pair["split"] == "tune" for pair in pairs if pair["category"] == category)
        if count not in CATEGORY_SIZE:
            faults.append(f"category «{category}» has {count} pairs")
        if abs(2 * tune - count) > 1:
            faults.append(f"category «{category}» has {tune} tune pairs of {count}")
    return faults


def main() -> int:
    """Check both files, print faults and counts, return the exit code."""
    registry = read_rows(HERE / "registry.csv", REGISTRY_COLUMNS, ",")
    pairs = read_rows(HERE / "pairs.tsv", PAIR_COLUMNS, "\t")
    registry_ids = {row["id"] for row in registry}
    faults = [f"{pair['id']}: {fault}" for pair in pairs for fault in pair_faults(pair, registry_ids)]
    faults += table_faults(pairs, registry)
    for fault in faults:
        print(fault)
    answers = Counter((pair["split"], pair["answer"]) for pair in pairs)
    for (split, answer), count in sorted(answers.items()):
        print(f"{split} {answer}: {count}")
    print(f"{len(pairs)} pairs, {len(registry)} records, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
