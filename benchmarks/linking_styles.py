"""The ways papers write an organisation down, each with the parts that it prints.

The shares follow what was seen in municipal papers: the short name or a part of it most of the time, then declined
forms, full official names, signs other than «№ », a settlement for the adjective; damage of all sorts is some 9 %.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from linking_damage import latin, scanned, typo, without_yo
from linking_fit import Printed, told
from linking_names import FULL, GLUED, Look, place_text, printed
from linking_parts import Parts, Row
from linking_rows import own_abbreviation
from linking_words import capital, declined, folded

SHARES: dict[str, float] = {
    "short": 31,
    "bare": 17,
    "declined": 12,
    "full": 9,
    "sign": 5,
    "town": 4,
    "settlement": 4,
    "dedication": 3,
    "typo": 3,
    "nokind": 2.5,
    "yo": 2,
    "latin": 2,
    "ocr": 2,
    "colloquial": 1,
    "former": 1,
    "form": 1,
    "kind": 1,
    "own": 0.7,
    "wrapped": 0.5,
}
DAMAGED = ("typo", "ocr")
_QUOTES = [("«", "»"), ("«", "»"), ('"', '"'), ("", "")]
_SIGNS = ["№ ", "№ ", "№ ", "№"]
_ODD_SIGNS = ["", "", "+№", "N ", "N", "+ № ", "номер ", "№  ", "+N "]
_SWAPPED = {
    "МБОУ": ["МКОУ", "МОБУ", "МОУ"],
    "МКОУ": ["МБОУ", "МОУ"],
    "МАОУ": ["МБОУ"],
    "МОУ": ["МБОУ"],
    "МОБУ": ["МБОУ"],
}
_KINDS = {"сош": "сш", "сш": "сош", "оош": "ош", "ош": "оош"}


@dataclass(frozen=True, slots=True)
class Written:
    """A mention as a paper has it.

    Attributes:
        clean: before damage; the same text if there is none.
        case: of the mention, for the sentence around it.
        free: it stands undeclined after any preposition, as names with a legal form or in quotes do.
    """

    text: str
    said: Printed
    clean: str
    case: int = 0
    free: bool = False


def written(rng: random.Random, row: Row, style: str) -> Written | None:
    """The row in this style, or nothing if the style cannot be had of it."""
    made = _STYLES[style](rng, row)
    if made is None or len(made.text) < 3 or not _telling(made.said):
        return None
    return made


def _telling(said: Printed) -> bool:
    return bool(said.number or said.adjective or said.place or said.title or said.dedication or said.parent)


def _with(rng: random.Random, row: Row, look: Look, parts: Parts | None = None) -> Written:
    parts = parts or row.truth.parts
    one = row.truth
    parent = one.parent if parts.branch in ("A", "B", "C") else None
    text = printed(parts, look, parent)
    text = without_yo(text) if rng.random() < 0.75 else text
    said = told(parts, look, parent, one.town)
    return Written(text, said, text, look.case, look.form != "none" and not look.case and not parts.branch)


def _base(rng: random.Random) -> Look:
    return Look(
        quotes=rng.choice(_QUOTES),
        sign=rng.choice(_SIGNS),
        named=rng.choice(["имени", "им."]),
        dedication=rng.choices(["none", "initials", "full"], [55, 25, 20])[0],
        place=rng.choices(["short", "none"], [85, 15])[0],
        tail=rng.random() < 0.12,
    )


def _own(rng: random.Random, row: Row, share: float = 0.5) -> Parts:
    """The parts; of a branch that has a name, often only this name."""
    parts = row.truth.parts
    return replace(parts, branch="") if parts.branch in ("A", "B") and parts.kind and rng.random() < share else parts


def _short(rng: random.Random, row: Row) -> Written | None:
    parts, text = row.truth.parts, row.short_name
    if not text or row.truth.deviation not in ("exact", "dropped", "shortened", "undedicated") or rng.random() < 0.1:
        return _with(rng, row, _base(rng), _own(rng, row))
    shown = folded(text)
    said = told(parts, replace(FULL, tail=folded(parts.tail) in shown), row.truth.parent, row.truth.town)
    place, given = parts.place, parts.dedication
    if place and folded(place.name) not in shown and folded(place.genitive) not in shown:
        if row.truth.deviation != "dropped":
            return None  # the row has a typing error just there
        said = replace(said, place="")
    if given and folded(given.last or given.plain) not in shown:
        said = replace(said, dedication="")
    return Written(text, said, text, 0, not parts.branch)


def _bare(rng: random.Random, row: Row) -> Written:
    quotes = ("«", "»") if rng.random() < 0.2 else ("", "")
    return _with(rng, row, replace(_base(rng), form="none", quotes=quotes, tail=False), _own(rng, row, 0.8))


def _declined(rng: random.Random, row: Row) -> Written:
    look = replace(_base(rng), quotes=("", ""), case=rng.randint(1, 4), tail=False, dedication="none")
    kind = "full" if row.truth.parts.kind != "доу" and rng.random() < 0.35 else "short"
    return _with(rng, row, replace(look, form=rng.choice(["short", "none"]), kind=kind), _own(rng, row, 0.8))


def _full(rng: random.Random, row: Row) -> Written:
    if rng.random() < 0.4:
        look = replace(FULL, quotes=rng.choice(_QUOTES), case=1, sign=rng.choice(_SIGNS))
        made = _with(rng, row, look)
        return replace(made, free=False)
    made = _with(rng, row, replace(FULL, quotes=rng.choice(_QUOTES), sign=rng.choice(_SIGNS)))
    return replace(made, text=capital(made.text), clean=capital(made.clean), free=False)


def _sign(rng: random.Random, row: Row) -> Written | None:
    if not row.truth.parts.number:
        return None
    form = "none" if rng.random() < 0.6 else "short"
    sign = rng.choice(_ODD_SIGNS)
    quotes = ("", "") if sign[:1] == GLUED or form == "none" else rng.choice(_QUOTES)
    return _with(rng, row, replace(_base(rng), form=form, sign=sign, quotes=quotes, tail=False), _own(rng, row))


def _town(rng: random.Random, row: Row) -> Written | None:
    parts = row.truth.parts
    if not parts.number or parts.branch or row.truth.town.region.habit == "m":
        return None
    moved = replace(parts, adjective="", place=row.truth.place, dedication=None, profile="", title="")
    look = replace(_base(rng), form=rng.choice(["none", "none", "short"]), quotes=("", ""), tail=False)
    return _with(rng, row, replace(look, place="full" if rng.random() < 0.35 else "short"), moved)


def _settlement(rng: random.Random, row: Row) -> Written | None:
    parts = row.truth.parts
    if not parts.adjective or parts.number or parts.branch or parts.kind in ("колледж", "техникум"):
        return None
    moved = replace(parts, adjective="", place=row.truth.place, dedication=None, profile="", title="")
    how = "full" if rng.random() < 0.4 else "short"
    made = _with(rng, row, replace(_base(rng), form="none", quotes=("", ""), tail=False, place=how), moved)
    if parts.kind in ("сош", "сш", "оош", "ош") and rng.random() < 0.4:
        text = f"школа {place_text(row.truth.place, how)}"
        return replace(made, text=text, clean=text, said=replace(made.said, generic=True))
    return made


def _dedication(rng: random.Random, row: Row) -> Written | None:
    given = row.truth.parts.dedication
    if given is None or given.plain:
        return None
    return _with(rng, row, replace(_base(rng), dedication=rng.choice(["none", "initials", "initials"]), tail=False))


def _damaged(rng: random.Random, row: Row, damage: Callable[[random.Random, str], str]) -> Written | None:
    made = _short(rng, row) if rng.random() < 0.5 else _bare(rng, row)
    if made is None:
        return None
    text = damage(rng, made.clean)
    return replace(made, text=text) if text != made.clean else None


def _yo(rng: random.Random, row: Row) -> Written | None:
    """ё where the row has е, or the other way about."""
    parts = _own(rng, row, 1)
    if parts.branch:
        return None
    look = replace(_base(rng), form=rng.choice(["none", "short"]), quotes=("", ""), tail=False)
    text = printed(parts, look)
    if "ё" not in text.lower().replace("посёлка", ""):
        return None
    text = without_yo(text) if "ё" in row.name.lower() else text
    return Written(text, told(parts, look), text)


def _nokind(rng: random.Random, row: Row) -> Written | None:
    parts = row.truth.parts
    if not parts.number or parts.branch or parts.kind == "доу":
        return None
    form = "none" if parts.adjective and rng.random() < 0.5 else "short"
    look = replace(_base(rng), form=form, kind="none", quotes=("", ""), tail=False, dedication="none", title=False)
    if form == "short" and not parts.form:
        return None
    return _with(rng, row, replace(look, sign=rng.choice(["№ ", "№"]), profile=False), parts)


def _colloquial(rng: random.Random, row: Row) -> Written | None:
    parts = row.truth.parts
    if not parts.number or parts.adjective or parts.branch or parts.kind not in ("сош", "сш", "школа"):
        return None
    case = rng.randint(0, 4)
    head = declined("школа", case)
    ordinal = {0: "я", 1: "й", 2: "й", 3: "й", 4: "й"}[case]
    text = rng.choice(
        [
            f"{head} № {parts.number}",
            f"{head} №{parts.number}",
            f"{head} {parts.number}",
            f"{parts.number}-{ordinal} {head}",
        ]
    )
    return Written(text, Printed(kind="школа", number=parts.number, generic=True), text, case)


def _former(rng: random.Random, row: Row) -> Written | None:
    if row.truth.former is None or not row.former_names:
        return None
    return _with(rng, row, replace(_base(rng), tail=False), row.truth.former)


def _form(rng: random.Random, row: Row) -> Written | None:
    parts = row.truth.parts
    if parts.form not in _SWAPPED:
        return None
    return _with(
        rng, row, replace(_base(rng), tail=False), replace(_own(rng, row), form=rng.choice(_SWAPPED[parts.form]))
    )


def _kind(rng: random.Random, row: Row) -> Written | None:
    parts = row.truth.parts
    if parts.kind not in _KINDS or not parts.adjective:
        return None
    return _with(rng, row, replace(_base(rng), tail=False), replace(_own(rng, row, 1), kind=_KINDS[parts.kind]))


def _abbreviated(rng: random.Random, row: Row) -> Written | None:
    parts = row.truth.parts
    short = own_abbreviation(parts)
    if not short:
        return None
    number = f" № {parts.number}" if parts.number else ""
    text = f"{parts.form} {short}{number}".strip()
    said = Printed(form=parts.form, kind=parts.kind, number=parts.number, initial=parts.adjective[0], title=parts.title)
    return Written(text, said, text, 0, True) if number or short in row.short_name else None


def _wrapped(rng: random.Random, row: Row) -> Written | None:
    made = _short(rng, row)
    if made is None or " " not in made.text:
        return None
    spaces = [at for at, letter in enumerate(made.text) if letter == " "]
    at = rng.choice(spaces)
    return replace(made, text=made.text[:at] + rng.choice(["\n", "\u00a0", "  "]) + made.text[at + 1 :])


_STYLES: dict[str, Callable[[random.Random, Row], Written | None]] = {
    "short": _short,
    "bare": _bare,
    "declined": _declined,
    "full": _full,
    "sign": _sign,
    "town": _town,
    "settlement": _settlement,
    "dedication": _dedication,
    "typo": lambda rng, row: _damaged(rng, row, typo),
    "nokind": _nokind,
    "yo": _yo,
    "latin": lambda rng, row: _damaged(rng, row, latin),
    "ocr": lambda rng, row: _damaged(rng, row, scanned),
    "colloquial": _colloquial,
    "former": _former,
    "form": _form,
    "kind": _kind,
    "own": _abbreviated,
    "wrapped": _wrapped,
}
