"""What is odd about a registry as a whole: parents that are not there, the same name twice, names that are none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractor.registry.model import Organisation
from extractor.registry.problems import Collector
from extractor.registry.words import folded

# The longest real full name has 322 characters.
_LONGEST_NAME = 400
_SHOWN = 80
_WORD = re.compile(r"[^\W\d_]{2}")
# U+FFFD, and what UTF-8 becomes when it is read as windows-1251 (Р and С before nearly every letter) or lost to «?».
_UNREADABLE = re.compile("\ufffd|(?:[РС][^\\sА-Яа-яё.,]){4}|\\?{4}")
_GONE = frozenset(("closed", "reorganised"))


def check(organisations: Sequence[Organisation], problems: Collector) -> None:
    """Note what a person should look at; nothing of it keeps a registry from being used."""
    known = {organisation.id for organisation in organisations}
    bearers: defaultdict[tuple[str, str], list[Organisation]] = defaultdict(list)
    for organisation in organisations:
        _check_parent(organisation, known, problems)
        title = organisation.title
        name = folded(title)
        _check_name(organisation, title, name, problems)
        place = organisation.municipality or organisation.region or ""
        bearers[name, place.casefold()].append(organisation)
    for same in bearers.values():
        if len(same) > 1:
            _check_same(same, problems)


def _check_parent(organisation: Organisation, known: set[str], problems: Collector) -> None:
    parent, row, key = organisation.parent_id, organisation.row, organisation.id
    if parent == key:
        problems.add("parent-itself", row=row, id=key)
    elif parent is not None and parent not in known:
        problems.add("parent-unknown", parent, row=row, id=key)
    elif parent is None and organisation.is_branch:
        problems.add("branch-alone", organisation.short[:_SHOWN], row=row, id=key)


def _check_name(organisation: Organisation, title: str, name: str, problems: Collector) -> None:
    row, key = organisation.row, organisation.id
    if len(title) > _LONGEST_NAME:
        problems.add("name-long", str(len(title)), title[:_SHOWN], row=row, id=key)
    elif not _WORD.search(title):
        problems.add("name-odd", title[:_SHOWN], row=row, id=key)
    elif _UNREADABLE.search(title):
        problems.add("name-unreadable", title[:_SHOWN], row=row, id=key)
    elif len(name) < _SHOWN:
        places = (organisation.settlement, organisation.municipality, organisation.region)
        if any(place and folded(place) == name for place in places):
            problems.add("name-place", title, row=row, id=key)


def _check_same(same: list[Organisation], problems: Collector) -> None:
    """Organisations with one name in one municipality: each is compared with the first that is still there."""
    first = next((o for o in same if o.status not in _GONE), same[0])
    for other in same:
        if other is first:
            continue
        if other.status in _GONE:
            # A predecessor that is closed takes no mentions from its successor; two that are closed trouble nobody.
            code = "closed-same-name" if first.status not in _GONE else None
        elif other.settlement and first.settlement and folded(other.settlement) != folded(first.settlement):
            code = "same-name-elsewhere"
        else:
            code = "same-name"
        if code:
            problems.add(code, other.short[:_SHOWN], first.id, str(first.row), row=other.row, id=other.id)
