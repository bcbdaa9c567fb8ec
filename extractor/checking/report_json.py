"""Findings for programs: ``{file, findings[]}``, a list of these for several drafts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.checking.checked import Checked


def one(drafts: Iterable[Checked]) -> Iterator[bytes]:
    """The findings of a single draft."""
    for draft in drafts:
        yield f"{json.dumps(_facts(draft), ensure_ascii=False, indent=1)}\n".encode()


def array(drafts: Iterable[Checked]) -> Iterator[bytes]:
    """The findings of several drafts."""
    yield f"{json.dumps([_facts(draft) for draft in drafts], ensure_ascii=False, indent=1)}\n".encode()


def _facts(draft: Checked) -> dict[str, Any]:
    return {"file": draft.file, "findings": [finding.model_dump(mode="json") for finding in draft.findings]}
