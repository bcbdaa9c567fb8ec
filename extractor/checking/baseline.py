"""Known findings: those of an old text that are to stay silent, so that only new ones are told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import SvodkaError, system_reason
from extractor.record import Finding

_KEYS = ("file", "rule", "about", "quote")
Known = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """``new``: the findings that were not known; ``gone``: the known ones that no longer occur."""

    new: tuple[Finding, ...]
    gone: tuple[Known, ...]


def known_as(file: str, finding: Finding) -> Known:
    """What stays of a finding when the text around it moves: no place, only what it is about and the words."""
    about = finding.indicator or finding.order or finding.at or ""
    quote = " ".join(finding.span.quote.split()) if finding.span is not None else ""
    return file, finding.rule, " ".join(about.split()), quote


def compare(file: str, findings: Iterable[Finding], known: Counter[Known]) -> Compared:
    """The findings of one draft without those that are known; each entry silences one."""
    left = Counter({entry: count for entry, count in known.items() if entry[0] == file})
    new = []
    for finding in findings:
        entry = known_as(file, finding)
        if left[entry]:
            left[entry] -= 1
        else:
            new.append(finding)
    return Compared(tuple(new), tuple(sorted(left.elements())))


def load_baseline(path: Path) -> Counter[Known]:
    """The known findings of a file.

    Raises:
        SvodkaError: ``bad-baseline``, ``no-permission``.
    """
    try:
        rows = json.loads(path.read_text("utf-8"))
    except OSError as why:
        raise SvodkaError("no-permission", path=str(path), detail=system_reason(why)) from why
    except (UnicodeDecodeError, ValueError) as why:
        raise SvodkaError("bad-baseline", path=str(path), detail=str(why)) from why
    if not isinstance(rows, list):
        raise SvodkaError("bad-baseline", path=str(path), detail="нужен список замечаний")
    known: Counter[Known] = Counter()
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping) or any(not isinstance(row.get(key), str) for key in _KEYS):
            detail = f"запись {number}: нужны строки {', '.join(_KEYS)}"
            raise SvodkaError("bad-baseline", path=str(path), detail=detail)
        known[row["file"], row["rule"], row["about"], row["quote"]] += 1
    return known


def dump_baseline(findings: Iterable[tuple[str, Finding]]) -> bytes:
    """The file of known findings: one line each, so that a comparison of two versions shows what changed."""
    rows = sorted(known_as(file, finding) for file, finding in findings)
    lines = [json.dumps(dict(zip(_KEYS, row, strict=True)), ensure_ascii=False) for row in rows]
    return ("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n").encode()
