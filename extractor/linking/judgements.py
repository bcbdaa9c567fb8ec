"""Decisions of people: a mention in its context means this organisation, or none of the registry.

The file is a table with tabs (``mention  region  municipality  id  note``); «-» for an ``id`` means «none of these».
A decision holds for the same mention in the same context; where its region or municipality is empty, in any.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import SvodkaError, system_reason
from extractor.linking.context import Context
from extractor.linking.places import place_words
from extractor.linking.whole import whole
from extractor.reading.files import read_bytes

COLUMNS = ("mention", "region", "municipality", "id", "note")
_NONE = ("", "-", "–", "нет", "none")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``id`` is ``None`` for «none of these»."""

    mention: str
    region: str
    municipality: str
    id: str | None
    note: str = ""


class Judgements:
    """Decisions, found by mention and context; of two that fit, the later and narrower one wins."""

    def __init__(self, rows: Iterable[Judgement] = ()) -> None:
        self._rows: dict[str, list[Judgement]] = {}
        for row in rows:
            self._rows.setdefault(whole(row.mention), []).append(row)

    def find(self, mention: str, context: Context) -> Judgement | None:
        if not self._rows:
            return None
        fitting = [
            row
            for row in self._rows.get(whole(mention), ())
            if _fits(row.region, context.region) and _fits(row.municipality, context.municipality)
        ]
        return max(reversed(fitting), key=lambda row: bool(row.region) + bool(row.municipality), default=None)


def _fits(judged: str, asked: str | None) -> bool:
    return not judged or bool(asked and set(place_words(judged)) & set(place_words(asked)))


def load_judgements(path: Path, *, known: Iterable[str] | None = None) -> Judgements:
    """Read a file of decisions.

    Args:
        known: ids of the registry; a decision for an id it has not is an error.
    Raises:
        SvodkaError: the file cannot be read; ``bad-judgements`` with the row, if it is no such table.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise SvodkaError("bad-judgements", path=str(path), line=1, detail="это не текст в UTF-8") from why
    reader = csv.DictReader(io.StringIO(text), delimiter="\t")
    missing = {"mention", "id"} - set(reader.fieldnames or ())
    if missing:
        detail = f"нет столбцов {', '.join(sorted(missing))}"
        raise SvodkaError("bad-judgements", path=str(path), line=1, detail=detail)
    ids = None if known is None else set(known)
    rows = []
    for row in reader:
        n = reader.line_num
        mention, answer = (row["mention"] or "").strip(), (row["id"] or "").strip()
        if not mention:
            raise SvodkaError("bad-judgements", path=str(path), line=n, detail="пустое упоминание")
        given = None if answer.lower() in _NONE else answer
        if given is not None and ids is not None and given not in ids:
            raise SvodkaError("bad-judgements", path=str(path), line=n, detail=f"в реестре нет записи {given}")
        rows.append(Judgement(mention, row.get("region") or "", row.get("municipality") or "", given))
    return Judgements(rows)


def append_judgement(path: Path, judgement: Judgement) -> None:
    """Add one decision at the end of the file, which is made if it is not there.

    Raises:
        SvodkaError: ``not-writable``.
    """
    cells = {
        "mention": judgement.mention,
        "region": judgement.region,
        "municipality": judgement.municipality,
        "id": judgement.id or "-",
        "note": judgement.note,
    }
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    try:
        there = path.read_text("utf-8-sig") if path.exists() else ""
        columns = next(csv.reader([there.split("\n", 1)[0]], delimiter="\t"), []) if there else list(COLUMNS)
        if not there:
            writer.writerow(columns)
        elif not there.endswith("\n"):
            out.write("\n")
        writer.writerow([" ".join(cells.get(column.strip(), "").split()) for column in columns])
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(out.getvalue())
    except OSError as why:
        raise SvodkaError("not-writable", path=str(path), detail=system_reason(why)) from why
