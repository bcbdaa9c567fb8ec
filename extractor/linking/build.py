"""From a registry's organisations to profiles: names taken apart, columns that tell more, municipalities inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.linking.parse import parse
from extractor.linking.parts import Parts
from extractor.linking.places import Territory, place_words
from extractor.linking.profile import Profile, Variant
from extractor.linking.succession import successors
from extractor.linking.whole import whole
from extractor.registry import Organisation


def build_profiles(organisations: Sequence[Organisation]) -> tuple[list[Profile], list[Territory], dict[int, int]]:
    """Profiles in the order of the registry, the territories they point into, and outdated rows → rows in force."""
    territories: dict[Territory, int] = {}
    profiles = [_profile(organisation, territories) for organisation in organisations]
    profiles = _from_towns(profiles, list(territories))
    found = successors(organisations, profiles, list(territories))
    for old, new in found.items():
        known = {v.parts for v in profiles[new].variants}
        more = tuple(Variant(v.parts, former=True) for v in profiles[old].variants if v.parts not in known)
        profiles[new] = replace(
            profiles[new],
            variants=profiles[new].variants + more,
            wholes=tuple(dict.fromkeys(profiles[new].wholes + profiles[old].wholes)),
        )
    return profiles, list(territories), found


def _profile(organisation: Organisation, territories: dict[Territory, int]) -> Profile:
    """One organisation's profile; ``territories`` collects the municipalities met."""
    variants: list[Variant] = []
    seen: dict[tuple[object, ...], int] = {}
    wholes: list[str] = []
    for name in organisation.names:
        parts = parse(name.text)
        wholes.append(whole(name.text))
        bare = parts.without_form
        if bare in seen:
            at = seen[bare]
            one = variants[at]
            same = one.parts if one.parts.form or not parts.form else replace(one.parts, form=parts.form)
            variants[at] = Variant(same, one.former and name.kind == "former")
            continue
        seen[bare] = len(variants)
        variants.append(Variant(parts, name.kind == "former"))
    variants = [Variant(_completed(v.parts, organisation), v.former) for v in variants]
    variants = _without_heads(variants)
    territory = Territory.of(
        organisation.region,
        organisation.municipality,
        [v.parts for v in variants] + [v.parts.parent for v in variants if v.parts.parent],
    )
    return Profile(
        id=organisation.id,
        name=organisation.short,
        variants=tuple(variants),
        settlements=_settlements(organisation, variants),
        territory=territories.setdefault(territory, len(territories)),
        closed=organisation.status == "closed",
        wholes=tuple(dict.fromkeys(wholes)),
    )


def _without_heads(variants: list[Variant]) -> list[Variant]:
    """Of a branch, no name that reads as its head's («Фелеал МОУ «СШ № 1»», where typing errors hide the word)."""
    heads = [v.parts.parent for v in variants if v.parts.parent]
    if not heads:
        return variants

    def head(parts: Parts) -> bool:
        same = any(
            (parts.number and parts.number == h.number)
            or set(parts.words) & set(h.words)
            or (parts.settlement and parts.settlement == h.settlement)
            for h in heads
        )
        return same and not parts.parent

    return [v for v in variants if not head(v.parts)]


def _completed(parts: Parts, organisation: Organisation) -> Parts:
    """What the columns tell and the name does not."""
    number, kinds = parts.number, parts.kinds
    if number is None and not parts.branch and organisation.number and organisation.number.isdigit():
        number = organisation.number.lstrip("0")
    if not kinds and not parts.branch and organisation.kind:
        kinds = parse(organisation.kind).kinds
    branch = parts.branch or organisation.is_branch
    if (number, kinds, branch) == (parts.number, parts.kinds, parts.branch):
        return parts
    return replace(parts, number=number, kinds=kinds, branch=branch)


def _settlements(organisation: Organisation, variants: Sequence[Variant]) -> tuple[tuple[str, ...], ...]:
    """Settlements of the column and the names; a branch's own place goes before its parent's."""
    found = [v.parts.settlement for v in variants if v.parts.settlement]
    parents = {v.parts.parent.settlement for v in variants if v.parts.parent}
    if organisation.settlement:
        column = place_words(organisation.settlement)
        if column and not (column in parents and any(v.parts.branch for v in variants)):
            found.append(column)
    return tuple(dict.fromkeys(found))


def _from_towns(profiles: list[Profile], territories: Sequence[Territory]) -> list[Profile]:
    """The municipality of an organisation whose row tells none: that of its town, where the town is one of its own.

    Villages say nothing: their names recur in other districts.
    """
    homes = {(t.region[0], t.municipality): n for n, t in enumerate(territories) if t.city and t.region}

    def home(profile: Profile) -> int:
        territory = territories[profile.territory]
        if territory.municipality or not territory.region or len(profile.settlements) != 1:
            return profile.territory
        return homes.get((territory.region[0], profile.settlements[0]), profile.territory)

    return [replace(p, territory=there) if (there := home(p)) != p.territory else p for p in profiles]
