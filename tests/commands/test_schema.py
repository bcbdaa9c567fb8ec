"""``svodka schema``: the committed schema is that of the models, and records keep to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from running import ROOT, svodka, write_decision

from extractor import extract
from extractor.export.schema import schema
from extractor.record import SCHEMA_VERSION, Record

COMMITTED = ROOT / "docs" / "record.schema.json"


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_bytes() == schema().encode(), "svodka schema > docs/record.schema.json"


def test_the_command_prints_it() -> None:
    done = svodka("schema")
    assert (done.returncode, done.stdout, done.stderr) == (0, COMMITTED.read_bytes(), b"")


def test_head() -> None:
    head = json.loads(schema())
    assert head["$id"] == f"urn:svodka:record:{SCHEMA_VERSION}"
    assert head["title"]
    assert head["required"] == list(Record.model_fields)
    assert head["additionalProperties"] is False


def test_a_record_has_exactly_the_keys_of_the_schema(tmp_path: Path) -> None:
    body = json.loads(schema())
    record = json.loads(extract(write_decision(tmp_path)).model_dump_json())
    _compare(record, body, body["$defs"])


def _compare(value: Any, shape: dict[str, Any], models: dict[str, Any]) -> None:
    if "$ref" in shape:
        shape = models[shape["$ref"].rpartition("/")[2]]
    if "anyOf" in shape and value is not None:
        shape = next(s for s in shape["anyOf"] if s.get("type") != "null")
        _compare(value, shape, models)
    elif isinstance(value, dict) and "properties" in shape:
        assert list(value) == list(shape["properties"])
        for key, inner in value.items():
            _compare(inner, shape["properties"][key], models)
    elif isinstance(value, list) and "items" in shape:
        for inner in value:
            _compare(inner, shape["items"], models)
