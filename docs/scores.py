"""Writes the accepted scores of corpus/scores.json into both READMEs: ``python docs/scores.py``.

The table stands between two comments; a test compares it with what this would write.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_PLACE = re.compile(r"(<!-- scores: [^>]*-->\n).*?(<!-- /scores -->)", re.DOTALL)

# Fields in the order of the table; the header is the mean of its keys.
_FIELDS = {
    "header": "реквизиты",
    "indicators": "показатели",
    "indicators.values": "значения показателей",
    "indicators.status": "статус показателей",
    "percentages": "проценты",
    "schools": "школы",
    "deadlines": "сроки",
    "orders": "поручения",
}
_FORMATS = ("docx", "pdf", "html", "txt")
_SPLITS = ("test", "tune")


def table(*, russian: bool) -> str:
    """The table of one README: a row per field, a column per split and format."""
    scores: dict[str, dict[str, dict[str, Any]]] = json.loads((ROOT / "corpus" / "scores.json").read_text("utf-8"))
    columns = [(split, form) for split in _SPLITS for form in _FORMATS if form in scores.get(split, {})]
    counted = "документов" if russian else "documents"
    heads = [f"{split} {form}" for split, form in columns]
    rows = [f"| {'поле' if russian else 'field'} | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(columns)]
    for field, name in _FIELDS.items():
        figures = [_figure(scores[split][form]["f1"], field) for split, form in columns]
        rows.append(f"| {name if russian else f'`{field}`'} | {' | '.join(figures)} |")
    sizes = [f"{split} {scores[split][form]['documents']}" for split, form in columns if form == _FORMATS[0]]
    return "\n".join(rows) + f"\n\n{counted.capitalize()}: {', '.join(sizes)}.\n"


def _figure(f1: dict[str, float], field: str) -> str:
    keys = [key for key in f1 if key.startswith("header.")] if field == "header" else [field]
    found = [f1[key] for key in keys if key in f1]
    return f"{sum(found) / len(found):.3f}" if found else ""


def filled(readme: str, *, russian: bool) -> str:
    """The text of a README with the table in its place."""
    return _PLACE.sub(lambda place: place[1] + table(russian=russian) + place[2], readme)


if __name__ == "__main__":
    for name in ("README.md", "README.ru.md"):
        path = ROOT / name
        path.write_text(filled(path.read_text("utf-8"), russian=".ru." in name), "utf-8")
