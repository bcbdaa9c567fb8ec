"""Parents that a table names instead of giving their ids."""

from __future__ import annotations

from dataclasses import replace

from extractor.registry.model import Organisation
from extractor.registry.words import folded


def with_parent_ids(organisations: list[Organisation]) -> list[Organisation]:
    """The same organisations; a parent given by a name that exactly one of them has becomes its id.

    A name that none or several have stays as it is, and is told by the checks.
    """
    known = {organisation.id for organisation in organisations}
    if all(o.parent_id is None or o.parent_id in known for o in organisations):
        return organisations
    bearers: dict[str, str | None] = {}
    for organisation in organisations:
        for key in {folded(name.text) for name in organisation.names}:
            bearers[key] = None if key in bearers else organisation.id
    return [_with_id(organisation, known, bearers) for organisation in organisations]


def _with_id(organisation: Organisation, known: set[str], bearers: dict[str, str | None]) -> Organisation:
    parent = organisation.parent_id
    if parent is None or parent in known:
        return organisation
    found = bearers.get(folded(parent))
    return replace(organisation, parent_id=found) if found else organisation
