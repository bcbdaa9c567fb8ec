"""What sentences say of measures: the examples of ``data/said_of_measures.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor import extract_bytes
from extractor.record import Value

SAID = tomllib.loads((Path(__file__).parent / "data" / "said_of_measures.toml").read_text("utf-8"))["said"]


def written(value: Value) -> str:
    number = f"{value.value:g}" if value.value is not None else f"{value.low:g}-{value.high:g}"
    subject = f"{{{value.subject}}}" if value.subject else None
    parts = (value.role, number, value.comparator, value.year, subject)
    return " ".join(str(part) for part in parts if part is not None)


@pytest.mark.parametrize("said", SAID, ids=lambda said: said["text"][:40])
def test_what_is_said(said: dict[str, Any]) -> None:
    text = f"ОТЧЁТ\nо работе управления образования\n\n{said['text']}\n"
    found = extract_bytes(text.encode(), name="a.txt").indicators
    got = sorted((i.name.lower(), sorted(map(written, i.values)), i.status) for i in found)
    wanted = sorted((m["name"], sorted(m["values"]), m.get("status")) for m in said["measures"])
    assert [(values, status) for _, values, status in got] == [(values, status) for _, values, status in wanted]
    assert all(name.startswith(start) for (name, _, _), (start, _, _) in zip(got, wanted, strict=True))
