"""One ``Certificate`` element of the accreditation registry to the organisations it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from extractor.registry.certificates import Card, Sighting
from extractor.registry.values import clean, optional
from extractor.registry.words import status_of

_CARD = "ActualEducationOrganization"
_DAY_FIRST = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
# Longer than any value that is read; names have at most 322 characters.
_LONGEST = 2000

Parts = Mapping[str, etree._Element]


def sightings(certificate: etree._Element) -> Iterator[Sighting]:
    """The holder of a certificate, then the organisation of every supplement that has one."""
    parts = _parts(certificate)
    status, date = _text(parts, "StatusName"), _date(parts)
    holder = _card(parts.get(_CARD), parts, address="PostAddress")
    if holder is not None:
        yield Sighting(holder, holder.id, _issued(parts), status, date)
    in_force = status is not None and status_of(status)[0] == "active"
    for element in parts.get("Supplements", ()):
        inner = _parts(element)
        if _CARD not in inner:
            continue
        card = _card(inner[_CARD], inner, address="EduOrgAddress", region=_text(parts, "RegionName"))
        if card is not None:
            # A supplement is worth no more than its certificate.
            own = _text(inner, "StatusName") if in_force else None
            of = holder.id if holder and holder.id else card.id
            yield Sighting(card, of, _issued(inner), own or status, _date(inner) or date)


def _card(element: etree._Element | None, paper: Parts, *, address: str, region: str | None = None) -> Card | None:
    """The card as it is now, filled up from the paper; ``None`` for a person in business, who is no organisation."""
    now = _parts(element) if element is not None else {}
    full, short = _text(now, "FullName"), _text(now, "ShortName")
    ogrn = _text(now, "OGRN") or _text(paper, "EduOrgOGRN")
    if not (full or short or ogrn or _issued(paper)):
        return None
    return Card(
        # Papers of old have no card; the ОГРН then stands in.
        id=_text(now, "Id") or ogrn or "",
        full=full,
        short=short,
        legal_form=_text(now, "FormName"),
        kind=_text(now, "KindName") or _text(now, "TypeName"),
        region=_text(now, "RegionName") or _text(paper, "RegionName") or region,
        inn=_text(now, "INN") or _text(paper, "EduOrgINN"),
        ogrn=ogrn,
        kpp=_text(now, "KPP") or _text(paper, "EduOrgKPP"),
        address=_text(now, "PostAddress") or _text(paper, address),
        head_id=_text(now, "HeadEduOrgId"),
    )


def _issued(paper: Parts) -> tuple[str, ...]:
    """The names at issue, full before short."""
    names = (_text(paper, "EduOrgFullName"), _text(paper, "EduOrgShortName"))
    return tuple(name for name in names if name)


def _parts(element: etree._Element) -> Parts:
    """The children of an element by their names without namespace, the first of each."""
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(str(child.tag).rpartition("}")[2], child)
    return found


def _text(parts: Parts, name: str) -> str | None:
    element = parts.get(name)
    return optional(clean(element.text)[:_LONGEST]) if element is not None and element.text else None


def _date(paper: Parts) -> str:
    """The date of issue, sortable as text; empty if there is none."""
    text = _text(paper, "IssueDate") or ""
    day_first = _DAY_FIRST.match(text)
    return "-".join(reversed(day_first.groups())) if day_first else text[:10]
