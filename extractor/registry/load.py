"""A file to a registry, whatever its kind: told by content, never by suffix."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from extractor.errors import SvodkaError
from extractor.reading.files import read_bytes
from extractor.registry.accreditation import read_certificates
from extractor.registry.checks import check
from extractor.registry.delimited import read_delimited
from extractor.registry.kinds import Kind, kind_of
from extractor.registry.model import Organisation, Registry
from extractor.registry.parents import with_parent_ids
from extractor.registry.problems import Collector
from extractor.registry.rows import RowReader
from extractor.registry.table import Heads, Table, find_heads
from extractor.registry.workbook import read_workbook

# Fifty times the schools of the country; each costs a kilobyte.
MOST_ORGANISATIONS = 1_000_000
_SHOWN_HEADS = 30
_SHOWN_IDS = 3
_SHOWN_ROWS = 4


def load(path: Path) -> Registry:
    """The registry in a file; ``extractor.registry.load_registry`` says what files and what errors."""
    kind, name = kind_of(path), str(path)
    problems = Collector()
    if kind in ("xml", "zip"):
        return _from_certificates(path, kind, problems)
    data = read_bytes(path)
    tables = read_workbook(data, name=name) if kind == "xlsx" else [read_delimited(data, name=name)]
    table, heads = _choose(tables, name)
    id_field = _identifier(table, heads, name, problems)
    reader = RowReader(heads, id_field=id_field, problems=problems)
    found: list[Organisation] = []
    for organisation in reader.organisations(table.rows()):
        found.append(organisation)
        _limit(len(found), name)
    found = with_parent_ids(found)
    _finish(found, reader.rows, name, problems)
    understood = {k: field for k, field in heads.fields.items() if field != "ignored"}
    return Registry(
        organisations=tuple(found),
        source=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="xlsx" if kind == "xlsx" else "csv",
        problems=problems.sorted(),
        problem_counts=dict(problems.counts),
        columns=tuple((heads.texts[k], field) for k, field in understood.items()),
        ignored=tuple(text for k, text in enumerate(heads.texts) if text and k not in understood),
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        head_row=heads.row,
        rows=reader.rows,
        skipped=reader.rows - len(found),
    )


def _from_certificates(path: Path, kind: Kind, problems: Collector) -> Registry:
    name = str(path)
    read = read_certificates(path, zipped=kind == "zip", problems=problems, limit=lambda n: _limit(n, name))
    _finish(read.organisations, read.certificates, name, problems)
    return Registry(
        organisations=tuple(read.organisations),
        source=path.name,
        sha256=read.sha256,
        format="accreditation-xml",
        problems=problems.sorted(),
        problem_counts=dict(problems.counts),
        rows=read.certificates,
        skipped=read.skipped,
    )


def _limit(count: int, name: str) -> None:
    if count > MOST_ORGANISATIONS:
        raise SvodkaError("too-large", path=name, detail=f"больше {MOST_ORGANISATIONS} организаций")


def _choose(tables: Sequence[Table], name: str) -> tuple[Table, Heads]:
    """The first table with a column of names, and its heads."""
    seen: list[Heads] = []
    for table in tables:
        heads = find_heads(table.rows())
        if heads and heads.has_name():
            return table, heads
        seen += [heads] if heads else []
    if not seen:
        raise SvodkaError("registry-empty", path=name)
    best = max(seen, key=lambda heads: len(heads.fields))
    raise _missing(best, "наименование (name, «Наименование», «Полное наименование»)", name)


def _identifier(table: Table, heads: Heads, name: str, problems: Collector) -> str:
    """The field that tells rows apart: ``id``; without it the ОГРН if every row has another."""
    if "id" in heads.fields.values():
        return "id"
    needed = "идентификатор (id, «Код», «Идентификатор»)"
    if "ogrn" not in heads.fields.values():
        raise _missing(heads, needed + " или ОГРН, который не повторяется", name)
    trouble = Collector()
    trial = RowReader(heads, id_field="ogrn", problems=trouble)
    numbers = Counter(organisation.id for organisation in trial.organisations(table.rows()))
    if not numbers:
        raise SvodkaError("registry-empty", path=name)
    number, times = numbers.most_common(1)[0]
    if times > 1 or trouble.counts["no-id"]:
        why = f"ОГРН {number} повторяется" if times > 1 else "ОГРН есть не в каждой строке"
        raise _missing(heads, f"{needed}: {why}, и заменить его он не может", name)
    problems.add("id-from-ogrn")
    return "ogrn"


def _missing(heads: Heads, needed: str, name: str) -> SvodkaError:
    texts = [f"«{text}»" for text in heads.texts if text]
    more = f" и ещё {len(texts) - _SHOWN_HEADS}" if len(texts) > _SHOWN_HEADS else ""
    found = ", ".join(texts[:_SHOWN_HEADS]) + more
    return SvodkaError("registry-columns", path=name, detail=f"{needed}; в строке {heads.row} найдены {found}")


def _finish(found: Sequence[Organisation], rows: int, name: str, problems: Collector) -> None:
    """What must hold of every registry, then what is only odd."""
    if not found:
        raise SvodkaError("registry-empty", path=name, detail=f"строк с данными {rows}" if rows else "")
    rows_of: dict[str, list[int]] = {}
    for organisation in found:
        rows_of.setdefault(organisation.id, []).append(organisation.row)
    if len(rows_of) < len(found):
        twice = {key: at for key, at in rows_of.items() if len(at) > 1}
        shown = [f"{key} (строки {_listed(at)})" for key, at in list(twice.items())[:_SHOWN_IDS]]
        raise SvodkaError(
            "registry-duplicates",
            path=name,
            detail=f"повторяющихся {len(twice)}: {'; '.join(shown)}" + ("; …" if len(twice) > _SHOWN_IDS else ""),
        )
    check(found, problems)


def _listed(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:_SHOWN_ROWS]))
    return shown + (f" … всего {len(rows)}" if len(rows) > _SHOWN_ROWS else "")
