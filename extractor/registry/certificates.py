"""Certificates of accreditation merged to organisations: one for every Id, however many papers it is seen in.

Every paper shows up to two names: the one it was issued to, and the one the organisation bears now.  Names it no
longer bears are kept as ``former``.  ``IsBranch`` and ``IsForBranch`` are set for one branch in seven (measured on the
snapshot of April 2026), so a branch is told by its Id, which is not that of the certificate's holder, or by its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.registry.model import Name, Organisation, Status
from extractor.registry.places import place_in
from extractor.registry.problems import Collector
from extractor.registry.values import Numbers
from extractor.registry.words import folded, names_branch, status_of


@dataclass(frozen=True, slots=True)
class Card:
    """An organisation as it is now, or as far as a paper of an older kind tells."""

    id: str
    full: str | None = None
    short: str | None = None
    legal_form: str | None = None
    kind: str | None = None
    region: str | None = None
    inn: str | None = None
    ogrn: str | None = None
    kpp: str | None = None
    address: str | None = None
    head_id: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One paper that shows an organisation: a certificate that it holds, or a supplement to another's.

    ``holder`` is the Id of the certificate's holder, ``issued`` the names when it was issued, ``date`` sorts as text.
    """

    card: Card
    holder: str
    issued: tuple[str, ...] = ()
    status_text: str | None = None
    date: str = ""

    @property
    def is_own(self) -> bool:
        return self.card.id.casefold() == self.holder.casefold()


@dataclass(slots=True)
class _Seen:
    """What is known of one organisation so far: the paper that counts most, and every name."""

    row: int
    best: Sighting
    rank: tuple[bool, bool, str]
    in_force: bool = False
    all_closed: bool = True
    names: dict[str, None] = field(default_factory=dict)


class Merger:
    """Takes certificates one by one; gives the organisations at the end."""

    def __init__(self, problems: Collector) -> None:
        self._problems = problems
        self._numbers = Numbers(problems)
        self._seen: dict[str, _Seen] = {}

    def __len__(self) -> int:
        return len(self._seen)

    def add(self, sightings: Iterable[Sighting], row: int) -> bool:
        """Take one certificate with its supplements; whether any organisation was in it."""
        taken = False
        for sighting in sightings:
            card = sighting.card
            if not (card.full or card.short or sighting.issued):
                self._problems.add("no-name", row=row, id=card.id or None)
            elif not card.id:
                self._problems.add("no-id", card.full or card.short or sighting.issued[0], row=row)
            else:
                self._add(sighting, row)
                taken = True
        return taken

    def _add(self, sighting: Sighting, row: int) -> None:
        status, known = status_of(sighting.status_text) if sighting.status_text else (None, True)
        if not known:
            self._problems.add("status-unknown", str(sighting.status_text), row=row, id=sighting.card.id)
        # A paper in force counts more than any other, one of its own more than another's, a later one more.
        rank = (status == "active", sighting.is_own, sighting.date)
        seen = self._seen.get(sighting.card.id.casefold())
        if seen is None:
            seen = self._seen[sighting.card.id.casefold()] = _Seen(row, sighting, rank)
        elif rank > seen.rank:
            seen.best, seen.rank = sighting, rank
        seen.in_force |= status == "active"
        # A paper that is suspended or was replaced by another does not say that the organisation is gone.
        seen.all_closed &= status == "closed"
        for name in (sighting.card.full, sighting.card.short, *sighting.issued):
            if name:
                seen.names[name] = None

    def organisations(self) -> list[Organisation]:
        """Everything that was seen, in the order of the file."""
        return [self._organisation(seen) for seen in self._seen.values()]

    def _organisation(self, seen: _Seen) -> Organisation:
        card, row = seen.best.card, seen.row
        names = _names(seen)
        of_another = not seen.best.is_own
        is_branch = of_another or names_branch(names[0].text)
        parent = seen.best.holder if of_another else card.head_id
        settlement, municipality = place_in(card.address)
        status: Status | None = "active" if seen.in_force else "closed" if seen.all_closed else None
        return Organisation(
            id=card.id,
            names=names,
            row=row,
            legal_form=card.legal_form,
            kind=card.kind,
            settlement=settlement,
            municipality=municipality,
            region=card.region,
            inn=self._numbers.inn(card.inn or "", row, card.id),
            ogrn=self._numbers.ogrn(card.ogrn or "", row, card.id),
            kpp=self._numbers.kpp(card.kpp or "", row, card.id),
            address=card.address,
            status=status,
            status_text=seen.best.status_text,
            parent_id=self._known(parent) if is_branch and parent else None,
            is_branch=is_branch,
        )

    def _known(self, key: str) -> str:
        """An Id as the organisation itself has it, whatever the case of its letters here."""
        seen = self._seen.get(key.casefold())
        return seen.best.card.id if seen else key


def _names(seen: _Seen) -> tuple[Name, ...]:
    """The current names first; what differs from them in more than signs and case is a former one."""
    card, issued = seen.best.card, seen.best.issued
    full = card.full or (issued[0] if issued else None)
    current = [Name(full, "full")] if full else []
    if card.short and (not full or folded(card.short) != folded(full)):
        current.append(Name(card.short, "short"))
    borne = {folded(name.text) for name in current}
    former: dict[str, Name] = {}
    for text in seen.names:
        if text not in (full, card.short) and (key := folded(text)) not in borne:
            former.setdefault(key, Name(text, "former"))
    return (*current, *former.values())
