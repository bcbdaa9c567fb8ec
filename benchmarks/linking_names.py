"""How a name is printed: one function for the registry and for the papers, steered by a ``Look``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from linking_parts import Dedication, Parts
from linking_places import Place
from linking_words import GENITIVE, capital, declined, words

# Kind of settlement: genitive, locative, abbreviation.
SETTLEMENTS = {
    "с": ("села", "селе", "с. "),
    "д": ("деревни", "деревне", "д. "),
    "п": ("посёлка", "посёлке", "п. "),
    "г": ("города", "городе", "г. "),
    "пгт": ("пгт", "пгт", "пгт "),
    "рп": ("рабочего посёлка", "рабочем посёлке", "р.п. "),
    "ст-ца": ("станицы", "станице", "ст. "),
    "х": ("хутора", "хуторе", "х. "),
}
GLUED = "+"
"""Before a sign: it follows the kind without a space, «СОШ№5»."""
_FEMININE = {"школа", "гимназия", "школа-интернат"}


@dataclass(frozen=True, slots=True)
class Look:
    """What of the parts is printed, and how.

    Attributes:
        form: legal form «full», «short» or «none».
        kind: «full», «short» or «none».
        case: of what can be declined; inside quotes only the form can.
        quotes: opening and closing, both empty for none.
        sign: between kind and number, «№ ».
        dedication: «full», «initials» or «none».
        named: «имени» or «им.».
        place: «full» («села X»), «short» («с. X») or «none».
        tail: district and region at the end.
    """

    form: str = "short"
    kind: str = "short"
    case: int = 0
    quotes: tuple[str, str] = ("«", "»")
    sign: str = "№ "
    dedication: str = "full"
    named: str = "имени"
    place: str = "short"
    tail: bool = True
    adjective: bool = True
    number: bool = True
    title: bool = True
    profile: bool = True


FULL = Look(form="full", kind="full", place="full")


def masculine(adjective: str) -> str:
    """Берёзовская → Берёзовский, Заречная → Заречный."""
    return adjective[:-2] + ("ий" if adjective.endswith("кая") else "ый")


def adjective_for(parts: Parts) -> str:
    """The adjective in the gender of the kind, or of «филиал» for a branch without a kind."""
    head = words("words")["kinds"][parts.kind][2] if parts.kind else "филиал"
    return parts.adjective if head in _FEMININE else masculine(parts.adjective)


def kind_text(kind: str, how: str) -> str:
    """«СОШ» or «средняя общеобразовательная школа»."""
    found: str = words("words")["kinds"][kind][0 if how == "short" else 1]
    return found


def place_text(place: Place, how: str) -> str:
    """«с. Берёзовка», «села Берёзовка», «города Лукьяновска»."""
    name = place.genitive if place.kind == "г" else place.name
    genitive, _, short = SETTLEMENTS[place.kind]
    return short + name if how == "short" else f"{genitive} {name}"


def dedication_text(given: Dedication, how: str, named: str) -> str:
    """«имени Героя Советского Союза Ивана Петровича Кузнецова», «им. И. П. Кузнецова»."""
    if given.plain:
        return f"{named} {given.plain}"
    if how == "initials":
        return f"{named} {given.first[0]}. {given.middle[0]}. {given.last}"
    return " ".join(word for word in (named, given.rank, given.first, given.middle, given.last) if word)


def own_name(parts: Parts, look: Look) -> str:
    """The name without its legal form, tail and outer quotes."""
    inside = 0 if look.quotes[0] else look.case
    found: list[str] = []
    trade = parts.kind in ("колледж", "техникум")
    if parts.adjective and look.adjective:
        found.append(declined(adjective_for(parts), inside))
    if trade and parts.title:
        found.append(declined(parts.title, inside))
    if parts.kind and look.kind != "none":
        kind = kind_text(parts.kind, look.kind)
        kind = capital(kind) if kind == "школа" and not found and not inside and look.kind == "short" else kind
        found.append(declined(kind, inside))
    text = " ".join(found)
    if parts.number and look.number:
        text += look.sign[1:] + parts.number if look.sign[:1] == GLUED else f" {look.sign}{parts.number}"
    found = [text.strip()]
    if parts.title and look.title and not trade:
        found.append(f"«{parts.title}»" if look.quotes[0] != '"' else f'"{parts.title}"')
    if parts.profile and look.profile:
        found.append(parts.profile)
    if parts.place and look.place != "none":
        found.append(place_text(parts.place, look.place))
    if parts.dedication and look.dedication != "none":
        found.append(dedication_text(parts.dedication, look.dedication, look.named))
    return " ".join(word for word in found if word)


def form_text(parts: Parts, look: Look) -> str:
    """The legal form: empty if there is none or it is not printed."""
    if not parts.form or look.form == "none":
        return ""
    if look.form == "short":
        return parts.form
    return declined(words("words")["forms"][parts.form], look.case)


def printed(parts: Parts, look: Look, parent: Parts | None = None) -> str:
    """The whole name; for a branch together with the organisation it belongs to."""
    if parts.branch in ("A", "B", "C") and parent is not None:
        text = _branch(parts, look, parent)
    else:
        text = " ".join(word for word in (form_text(parts, look), _quoted(own_name(parts, look), look)) if word)
    if parts.tail and look.tail:
        text += f" {parts.tail}"
    return text


def _quoted(own: str, look: Look) -> str:
    if not look.quotes[0]:
        return own
    return look.quotes[0] + capital(own) + look.quotes[1]


def _branch(parts: Parts, look: Look, parent: Parts) -> str:
    case = GENITIVE if look.form == "full" or not look.quotes[0] else 0
    whose = printed(replace(parent, tail=""), replace(look, case=case), None)
    own = own_name(parts, look)
    if parts.branch == "C":
        return f"{declined(capital(adjective_for(parts)) + ' филиал', look.case)} {whose}"
    if parts.branch == "B":
        return f"{_quoted(own, look)} – {declined('филиал', look.case)} {whose}"
    branch = declined("филиал", look.case)
    if not parts.kind and parts.place is not None:
        _, locative, short = SETTLEMENTS[parts.place.kind]
        where = short + parts.place.name if look.place == "short" else f"{locative} {parts.place.name}"
        return f"{branch} {whose} в {where}"
    joint = " " if look.quotes[0] else " – "
    return f"{branch} {whose}{joint}{_quoted(own, look)}"
