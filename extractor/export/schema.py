"""The JSON Schema of a record, made from its models."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from extractor.record import SCHEMA_VERSION, Record


class _AllKeys(GenerateJsonSchema):
    """A record always has all its keys: what the document does not say is ``null`` or an empty list."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def schema() -> str:
    """The schema as text, the same for the same models."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:svodka:record:{SCHEMA_VERSION}",
        "title": f"svodka record {SCHEMA_VERSION}",
    }
    body = Record.model_json_schema(mode="serialization", schema_generator=_AllKeys)
    return json.dumps(head | {k: v for k, v in body.items() if k not in head}, ensure_ascii=False, indent=2) + "\n"
