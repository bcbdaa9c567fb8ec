"""Former names: what changed when an organisation was renamed."""

from __future__ import annotations

import random
from dataclasses import replace

from linking_parts import Parts, School

# The commonest changes of real lists first: legal form, kind, dedication; then number, adjective, independence.
CHANGES = {"form": 42, "kind": 20, "dedication": 14, "number": 6, "place": 8, "independent": 10}
_OLD_KIND = {
    "сош": "оош",
    "оош": "сош",
    "нош": "оош",
    "сш": "сош",
    "школа": "сош",
    "цо": "сош",
    "лицей": "сош",
    "гимназия": "сош",
}
_OLD_FORM = {
    "МБОУ": "МОУ",
    "МКОУ": "МОУ",
    "МАОУ": "МБОУ",
    "МОУ": "МБОУ",
    "МОБУ": "МОУ",
    "МБДОУ": "МДОУ",
    "МКДОУ": "МДОУ",
}


def renamed(rng: random.Random, school: School) -> Parts | None:
    """Parts of the former name, or nothing if the change that was drawn is not possible for it."""
    now = school.parts
    if school.parent is not None:
        independent = now.branch in ("A", "B") and now.kind
        return replace(now, branch="", form=_OLD_FORM.get(now.form, "МОУ")) if independent else None
    change = rng.choices(list(CHANGES), list(CHANGES.values()))[0]
    if change == "kind" and now.kind in _OLD_KIND:
        return replace(now, kind=_OLD_KIND[now.kind], dedication=None)
    if change == "dedication" and now.dedication is not None:
        return replace(now, dedication=None)
    if change == "number" and now.number and now.kind != "доу":
        return replace(now, number=str(int(now.number) + rng.randint(20, 60)), dedication=None)
    if change == "place" and now.adjective and not now.number and school.place.kind != "г":
        return replace(now, adjective="", place=school.place)
    if now.form not in _OLD_FORM:
        return None
    return replace(now, form=_OLD_FORM[now.form], dedication=None if rng.random() < 0.5 else now.dedication)
