"""Labelled mentions: what a careful reader would link each of them to.

links/registry.csv      the registry
links/pairs.tsv         mentions with their context and the right answer
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from extractor.errors import SvodkaError

FOLDER, PAIRS, REGISTRY = "links", "pairs.tsv", "registry.csv"

Label = Literal["LINK", "AMBIG", "NIL"]
LABELS: tuple[Label, ...] = get_args(Label)
_COLUMNS = ("id", "category", "split", "mention", "sentence", "region", "municipality", "answer", "expected")


@dataclass(frozen=True, slots=True)
class Pair:
    """One mention and the answer it should have.

    Attributes:
        label: one record (or one for each school of the mention), several that fit equally, or none.
        expected: their ids; of a mention of several schools in the order of the mention.
    """

    id: str
    category: str
    split: str
    mention: str
    sentence: str | None
    region: str | None
    municipality: str | None
    label: Label
    expected: tuple[str, ...]


def has_pairs(corpus: Path) -> bool:
    """Whether a corpus has labelled mentions."""
    return (corpus / FOLDER / PAIRS).is_file()


def load_pairs(path: Path, *, splits: Collection[str] = ()) -> list[Pair]:
    """Read a table of labelled mentions.

    Args:
        splits: only these; all when empty.
    Raises:
        SvodkaError: ``not-found``; ``bad-gold`` with the row, if the file is no such table.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise SvodkaError("not-found", path=str(path)) from None
    except (OSError, UnicodeDecodeError) as why:
        raise SvodkaError("bad-gold", path=str(path), detail=" ".join(str(why).split())) from why
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    try:
        if missing := [name for name in _COLUMNS if name not in (reader.fieldnames or ())]:
            raise SvodkaError("bad-gold", path=str(path), detail=f"нет столбцов {', '.join(missing)}")
        pairs = [_pair(row, path, reader.line_num) for row in reader]
    except csv.Error as why:
        raise SvodkaError("bad-gold", path=str(path), detail=f"строка {reader.line_num + 1}: {why}") from why
    return [pair for pair in pairs if not splits or pair.split in splits]


def _pair(row: dict[str, str | None], path: Path, line: int) -> Pair:
    cells = {name: row.get(name) or "" for name in _COLUMNS}
    expected = tuple(cells["expected"].split())
    label = next((name for name in LABELS if name == cells["answer"]), None)
    least, most = {"LINK": (1, 1000), "AMBIG": (2, 1000), "NIL": (0, 0)}.get(label or "", (0, -1))
    if label is None or not least <= len(expected) <= most or not cells["mention"] or not cells["split"]:
        detail = f"строка {line}: «{cells['answer']}», записей {len(expected)}, упоминание «{cells['mention']}»"
        raise SvodkaError("bad-gold", path=str(path), detail=detail)
    return Pair(
        id=cells["id"],
        category=cells["category"],
        split=cells["split"],
        mention=cells["mention"],
        sentence=cells["sentence"] or None,
        region=cells["region"] or None,
        municipality=cells["municipality"] or None,
        label=label,
        expected=expected,
    )
