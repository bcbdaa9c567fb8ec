"""A profile out of an earlier document: what was reported then is to be reported again."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.catalogue.words import likeness, words_of
from extractor.checking.lists import actuals, targets
from extractor.checking.profile import Profile, Requirement
from extractor.record import Indicator, Record

_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": " ", "\t": " "})


def profile_of(record: Record, *, with_targets: bool = False) -> Profile:
    """The indicators that a document names, as requirements; what it reached is only asked of those that it told it of.

    Args:
        record: of the earlier document.
        with_targets: its plans too; they are of its year, so that a check of the next year leaves them out.
    """
    names = {indicator.id: indicator.name for indicator in record.indicators}
    found = [_requirement(indicator, names, with_targets=with_targets) for indicator in record.indicators]
    return Profile(f"по документу {record.source.file}", tuple(_without_twins(found)))


def as_toml(profile: Profile) -> str:
    """A profile as its file, to be kept and mended by hand."""
    lines = [
        "# Показатели, о которых нужно отчитаться: svodka check ПРОЕКТ --profile ЭТОТ_ФАЙЛ",
        "# aliases – другие названия; target, comparator, year – план; fact, status – нужны ли факт и статус",
        "",
        f"title = {_text(profile.title)}",
    ]
    for one in profile.requirements:
        lines += ["", "[[indicator]]", f"name = {_text(one.name)}"]
        lines += [f"aliases = [{', '.join(map(_text, one.aliases))}]"] if one.aliases else []
        for key in ("number", "parent", "unit", "comparator", "scope"):
            value = getattr(one, key)
            lines += [f"{key} = {_text(value)}"] if value is not None else []
        lines += [f"target = {one.target:.15g}"] if one.target is not None else []
        lines += [f"year = {one.year}"] if one.year is not None else []
        lines += [f"fact = {str(one.fact).lower()}", f"status = {str(one.status).lower()}"]
    return "\n".join(lines) + "\n"


def _requirement(indicator: Indicator, names: dict[str, str], *, with_targets: bool) -> Requirement:
    plan = next((v for v in targets(indicator) if v.subject is None and v.value is not None), None)
    first = next(iter((*targets(indicator), *actuals(indicator))), None)
    kept = plan if with_targets else None
    return Requirement(
        name=" ".join(indicator.name.split()),
        number=indicator.number,
        parent=names.get(indicator.parent) if indicator.parent is not None else None,
        unit=first.unit if first is not None and with_targets else None,
        target=kept.value if kept is not None else None,
        comparator=kept.comparator if kept is not None else None,
        year=kept.year if kept is not None else None,
        fact=bool(actuals(indicator)) or indicator.status is not None,
        scope=indicator.scope,
    )


def _without_twins(found: list[Requirement]) -> Iterator[Requirement]:
    """One of those that are the same indicator under the same parent."""
    kept: list[Requirement] = []
    for one in found:
        same = (
            other
            for other in kept
            if other.parent == one.parent
            and other.number in (one.number, None)
            and likeness(words_of(other.name), words_of(one.name)).score == 1
        )
        if next(same, None) is None:
            kept.append(one)
            yield one


def _text(value: str) -> str:
    return f'"{value.translate(_QUOTED)}"'
