"""What was understood of a registry, counted: the facts behind ``svodka registry inspect``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from extractor.registry.model import Organisation, Registry
from extractor.registry.problems import sentence

# So many regions and municipalities are named, the largest first.
MOST_PLACES = 10
# So many examples of a kind of problem are given.
MOST_EXAMPLES = 5


def facts(registry: Registry, *, lang: str = "ru") -> dict[str, Any]:
    """All that ``inspect`` tells, as plain data; the keys are English, the sentences in the language."""
    return {
        "file": registry.source,
        "sha256": registry.sha256,
        "format": registry.format,
        "encoding": registry.encoding,
        "delimiter": registry.delimiter,
        "sheet": registry.sheet,
        "head_row": registry.head_row or None,
        "columns": [{"head": head, "field": field} for head, field in registry.columns],
        "ignored": list(registry.ignored),
        "rows": registry.rows,
        "skipped": registry.skipped,
        "counts": counts(registry.organisations),
        "regions": _places(organisation.region for organisation in registry.organisations),
        "municipalities": _places(organisation.municipality for organisation in registry.organisations),
        "problems": _problems(registry, lang),
    }


def counts(organisations: Iterable[Organisation]) -> dict[str, int]:
    """How many organisations there are, and how many of them have what linking needs."""
    found = dict.fromkeys(
        ("organisations", "branches", "active", "closed", "reorganised", "with_number", "with_several_names",
         "with_former_names", "with_settlement", "with_municipality", "with_inn", "with_ogrn"),
        0,
    )  # fmt: skip
    for organisation in organisations:
        found["organisations"] += 1
        found["branches"] += organisation.is_branch
        if organisation.status:
            found[organisation.status] += 1
        found["with_number"] += organisation.number is not None
        found["with_several_names"] += len(organisation.names) > 1
        found["with_former_names"] += any(name.kind == "former" for name in organisation.names)
        found["with_settlement"] += organisation.settlement is not None
        found["with_municipality"] += organisation.municipality is not None
        found["with_inn"] += organisation.inn is not None
        found["with_ogrn"] += organisation.ogrn is not None
    return found


def _places(names: Iterable[str | None]) -> dict[str, Any]:
    counted = Counter(name for name in names if name)
    # Sorted by name first, so that equal counts do not stand in the order of the file.
    largest = sorted(sorted(counted.items()), key=lambda item: -item[1])[:MOST_PLACES]
    return {"count": len(counted), "largest": [{"name": name, "organisations": count} for name, count in largest]}


def _problems(registry: Registry, lang: str) -> list[dict[str, Any]]:
    """Problems by code, in the order of the registry: warnings first."""
    groups: dict[str, dict[str, Any]] = {}
    for problem in registry.problems:
        group = groups.setdefault(
            problem.code,
            {
                "code": problem.code,
                "severity": problem.severity,
                "count": registry.problem_counts.get(problem.code, 0),
                "examples": [],
            },
        )
        if len(group["examples"]) < MOST_EXAMPLES:
            group["examples"].append({"row": problem.row or None, "id": problem.id, "message": sentence(problem, lang)})
    return list(groups.values())
