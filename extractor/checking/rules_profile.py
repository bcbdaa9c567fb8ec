"""What a profile, or an earlier report, requires of the draft."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checking.catalogue import Found, rule
from extractor.checking.draft import Draft, short
from extractor.checking.lists import targets
from extractor.checking.measure import bounds, folded_unit, written
from extractor.checking.profile import Requirement
from extractor.record import Indicator

_UNITS = {"percent": "%", "count": "ед.", "person": "чел.", "point": "балл", "rub": "руб."}


@rule("indicator-missing")
def indicator_missing(draft: Draft) -> Iterator[Found]:
    """A required indicator that the draft does not name."""
    matches = draft.matches
    for at, wanted in enumerate(_requirements(draft)):
        if at not in matches.pairs and at not in matches.doubts:
            number = f" {wanted.number}" if wanted.number else ""
            yield Found(
                f"Нет показателя{number} «{short(wanted.name)}» ({_source(draft)}).",
                indicator=wanted.name,
                at=wanted.number,
            )


@rule("indicator-doubtful")
def indicator_doubtful(draft: Draft) -> Iterator[Found]:
    """A required indicator that one or several of the draft's may be."""
    for at, near in sorted(draft.matches.doubts.items()):
        wanted = _requirements(draft)[at]
        names = "; ".join(f"«{short(i.name)}»" for i in near)
        yield Found(
            f"Показатель «{short(wanted.name)}» ({_source(draft)}), возможно, назван иначе: {names}. "
            "Если это он, добавьте это название в aliases профиля.",
            near[0].spans[0],
            indicator=wanted.name,
            at=near[0].name,
            related=tuple(i.spans[0] for i in near[1:]),
        )


@rule("target-mismatch")
def target_mismatch(draft: Draft) -> Iterator[Found]:
    """A plan other than the profile's, or in another unit."""
    for at, indicator in sorted(draft.matches.pairs.items()):
        wanted = _requirements(draft)[at]
        plans = [v for v in targets(indicator) if wanted.year is None or (v.year or draft.year) == wanted.year]
        other = [v for v in plans if v.subject is None] or plans
        if not other:
            continue
        if wanted.unit is not None and all(folded_unit(v.unit) != folded_unit(wanted.unit) for v in other):
            yield _mismatch(draft, indicator, wanted, f"единица {_unit(other[0].unit)}, а нужна {_unit(wanted.unit)}")
        elif wanted.target is not None and all(wanted.target not in bounds(v) for v in other):
            yield _mismatch(draft, indicator, wanted, f"план {written(other[0])}, а должен быть {_number(wanted)}")


@rule("status-missing")
def status_missing(draft: Draft) -> Iterator[Found]:
    """A required indicator of which it is not said whether it was achieved."""
    for at, indicator in sorted(draft.matches.pairs.items()):
        wanted = _requirements(draft)[at]
        if wanted.status and indicator.status is None:
            yield _mismatch(draft, indicator, wanted, "не сказано, достигнут ли он")


def _requirements(draft: Draft) -> tuple[Requirement, ...]:
    return draft.profile.requirements if draft.profile is not None else ()


def _source(draft: Draft) -> str:
    return draft.profile.title if draft.profile is not None else ""


def _mismatch(draft: Draft, indicator: Indicator, wanted: Requirement, what: str) -> Found:
    values = targets(indicator)
    span = values[0].span if values and "план" in what else indicator.spans[0]
    return Found(
        f"{draft.called(indicator)}: {what} ({_source(draft)}).", span, indicator=draft.label(indicator), at=wanted.name
    )


def _unit(unit: str) -> str:
    return f"«{_UNITS.get(unit, unit)}»"


def _number(wanted: Requirement) -> str:
    unit = _UNITS.get(wanted.unit or "", wanted.unit or "")
    figure = f"{wanted.target:g}".replace(".", ",") if wanted.target is not None else ""
    return f"{figure} {unit}".strip()
