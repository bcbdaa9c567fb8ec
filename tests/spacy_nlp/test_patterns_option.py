"""``--patterns`` of ``extract`` and ``batch``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from running import svodka, write_decision

from extractor import extract


def written(path: Path, label: str) -> Path:
    path.write_text(json.dumps({"label": label, "pattern": "Озерновская СОШ"}, ensure_ascii=False) + "\n", "utf-8")
    return path


def entities(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [(entity["label"], entity["text"]) for entity in record["entities"]]


def test_extract(tmp_path: Path) -> None:
    document, own = write_decision(tmp_path), written(tmp_path / "own.jsonl", "НАША")
    done = svodka("extract", document, "--patterns", own)
    assert done.returncode == 0
    assert entities(json.loads(done.stdout)) == [("НАША", "Озерновская СОШ")]
    (entity,) = extract(document, patterns=own).entities
    assert (entity.label, entity.text) == ("НАША", "Озерновская СОШ")


def test_a_mistake_ends_the_run_before_any_document(tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text("{}\n", "utf-8")
    docs = tmp_path / "in"
    write_decision(docs)
    for done in (
        svodka("extract", docs / "Приказ о питании.txt", "--patterns", own),
        svodka("batch", docs, "--out", tmp_path / "out", "--patterns", own),
    ):
        assert done.returncode == 2
        assert "строка 1" in done.stderr.decode()
        assert done.stdout == b""


def test_batch_and_other_patterns_later(tmp_path: Path) -> None:
    docs, out = tmp_path / "in", tmp_path / "out"
    write_decision(docs, "a.txt")
    own = tmp_path / "own.jsonl"
    found = []
    for label in ("НАША", "НАША", "ЧУЖАЯ"):
        done = svodka("batch", docs, "--out", out, "--patterns", written(own, label))
        assert done.returncode == 0, done.stderr.decode()
        found.append((entities(json.loads((out / "a.txt.json").read_text("utf-8"))), done.stderr.decode()[-16:]))
    assert [labels for labels, _ in found] == [
        [("НАША", "Озерновская СОШ")],
        [("НАША", "Озерновская СОШ")],
        [("ЧУЖАЯ", "Озерновская СОШ")],
    ]
    assert found[1][1] == "без изменений 1\n"
