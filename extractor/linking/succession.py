"""Several rows of one organisation: which of them is in force.

Registries that were kept for years hold an organisation again after it was renamed or its form changed: under the
same ОГРН, or without any identifiers beside a row that has them (Moscow's open data before and after 2014).  A link
goes to the row in force, and the names of the others count as its former names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractor.linking import lexicon
from extractor.linking.fold import derived
from extractor.linking.places import Territory, same_region
from extractor.linking.profile import Profile
from extractor.patterns import load
from extractor.registry import Organisation


def successors(
    organisations: Sequence[Organisation], profiles: Sequence[Profile], territories: Sequence[Territory]
) -> dict[int, int]:
    """From the place of an outdated row to the place of the row in force; rows in doubt are left alone."""
    found: dict[int, int] = {}
    for rows in _by_identifier(organisations).values():
        for group in _same_school(rows, profiles):
            _settle(group, organisations, profiles, territories, found)
    for rows in _by_number(organisations, profiles, territories).values():
        _without_identifiers(rows, organisations, profiles, territories, found)
    return found


def _by_identifier(organisations: Sequence[Organisation]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for n, organisation in enumerate(organisations):
        if organisation.ogrn and not organisation.is_branch and not organisation.parent_id:
            groups[organisation.ogrn].append(n)
    return {key: rows for key, rows in groups.items() if len(rows) > 1}


def _same_school(rows: list[int], profiles: Sequence[Profile]) -> list[list[int]]:
    """Rows of one ОГРН that are no branches of each other: one kind, one number, and a shared place or name."""
    groups: list[list[int]] = []
    for n in rows:
        if any(v.parts.branch for v in profiles[n].variants):
            continue
        home = next((g for g in groups if any(_alike(profiles[m], profiles[n]) for m in g)), None)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    return [group for group in groups if len(group) > 1]


def _alike(a: Profile, b: Profile) -> bool:
    x, y = a.variants[0].parts, b.variants[0].parts
    if x.number != y.number or not _one_kind(x.kinds, y.kinds):
        return False
    if a.settlements and b.settlements and not set(a.settlements) & set(b.settlements):
        return False
    return bool(set(a.settlements) & set(b.settlements) or set(x.words) & set(y.words))


def _one_kind(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return bool(set(a) & set(b)) or "школа" in a or "школа" in b


def _by_number(
    organisations: Sequence[Organisation], profiles: Sequence[Profile], territories: Sequence[Territory]
) -> dict[tuple[str, str], list[int]]:
    """General schools of one region and number, in regions where the registry tells identifiers of some only."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    group_of = lexicon.groups()
    for n, profile in enumerate(profiles):
        parts = profile.variants[0].parts
        region = territories[profile.territory].region
        if region and parts.number and not parts.branch and {group_of[k] for k in parts.kinds} == {"general"}:
            groups[region[0], parts.number].append(n)
    return {key: rows for key, rows in groups.items() if len(rows) > 1}


def _without_identifiers(
    rows: list[int],
    organisations: Sequence[Organisation],
    profiles: Sequence[Profile],
    territories: Sequence[Territory],
    found: dict[int, int],
) -> None:
    for n in rows:
        if organisations[n].ogrn or organisations[n].inn or organisations[n].status == "active":
            continue
        new = [
            m
            for m in rows
            if organisations[m].ogrn and m not in found and _one_place(profiles[n], profiles[m], territories)
        ]
        if len(new) == 1 and n not in found:
            found[n] = new[0]


def _one_place(a: Profile, b: Profile, territories: Sequence[Territory]) -> bool:
    """The same settlement, and municipalities that do not contradict."""
    if not set(a.settlements) & set(b.settlements):
        return False
    x, y = territories[a.territory].municipality, territories[b.territory].municipality
    return not x or not y or same_region(x, y)


def _settle(
    group: list[int],
    organisations: Sequence[Organisation],
    profiles: Sequence[Profile],
    territories: Sequence[Territory],
    found: dict[int, int],
) -> None:
    """The row with the most signs of being in force; two alike leave the group alone."""
    ranked = sorted(group, key=lambda n: -_signs(organisations[n], profiles[n]))
    if _signs(organisations[ranked[0]], profiles[ranked[0]]) > _signs(organisations[ranked[1]], profiles[ranked[1]]):
        found.update(dict.fromkeys(ranked[1:], ranked[0]))


def _signs(organisation: Organisation, profile: Profile) -> int:
    """Signs that a row is the one in force: told so, reformed district, no outdated words, named after its place."""
    text = " ".join([*(name.text for name in organisation.names), organisation.municipality or ""]).lower()
    signs = {"active": 2, "closed": -4, "reorganised": -4}.get(organisation.status or "", 0)
    signs += bool(re.search(r"муниципальн\w+ округ", text))
    signs -= bool(load("links").any_of("outdated").search(text))
    words = profile.variants[0].parts.words
    return signs + any(derived(word, "".join(place)) for word in words for place in profile.settlements)
