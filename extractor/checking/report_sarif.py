"""Findings as SARIF 2.1.0, the form that editors and code hosts read (OASIS, 27 March 2020)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from extractor import __version__
from extractor.checking.catalogue import Rule, rules
from extractor.checking.checked import Checked, place_of
from extractor.record import Record, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(drafts: Iterable[Checked]) -> Iterator[bytes]:
    """One run over all drafts.  Lines and columns are those of the draft's text as ``extract`` prints it."""
    known = list(rules().values())
    order = {rule.id: k for k, rule in enumerate(known)}
    results = [
        {
            "ruleId": finding.rule,
            "ruleIndex": order[finding.rule],
            "level": finding.severity,
            "message": {"text": finding.message},
            "locations": [_location(draft, finding.span, place_of(draft.record, finding))],
            **({"relatedLocations": [_location(draft, span) for span in finding.related]} if finding.related else {}),
        }
        for draft in drafts
        for finding in draft.findings
    ]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "svodka",
                        "version": __version__,
                        "language": "ru",
                        "rules": [*map(_rule, known)],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    yield f"{json.dumps(log, ensure_ascii=False, indent=1)}\n".encode()


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"svodka explain {rule.id}"},
        "defaultConfiguration": {"level": rule.severity, "enabled": not rule.pedantic},
    }


def _location(draft: Checked, span: Span | None, place: str | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(draft.file.replace("\\", "/"))}}
    if span is not None:
        physical["region"] = _region(draft.record, span)
    found: dict[str, Any] = {"physicalLocation": physical}
    if place is not None:
        found["logicalLocations"] = [{"fullyQualifiedName": place}]
    return found


def _region(record: Record, span: Span) -> dict[str, Any]:
    before, inside = record.text[: span.start], record.text[span.start : span.end]
    line, begin = before.count("\n") + 1, span.start - (before.rfind("\n") + 1)
    last = inside.rfind("\n")
    return {
        "startLine": line,
        "startColumn": begin + 1,
        "endLine": line + inside.count("\n"),
        "endColumn": (begin + len(inside) if last < 0 else len(inside) - last - 1) + 1,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": inside},
    }
