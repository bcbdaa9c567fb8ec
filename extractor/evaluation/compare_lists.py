"""Lists of equal items against gold: percentages, school mentions, deadlines and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.evaluation.fold import Item, comparator, deadline_key, holds, magnitude, school_key, text_key
from extractor.evaluation.pairing import pair
from extractor.evaluation.tally import Match

_SAME_FINDING = 80
# A place so short («2.1») is found inside many others.
_SHORT_PLACE = 4
_SHOWN = 50


def compare_percentages(gold: Item, record: Item) -> Iterator[Match]:
    """``percentages``, and ``percentages.value_only`` where the comparator does not count."""
    if "percentages" not in gold:
        return
    wanted: Sequence[Item] = gold["percentages"] or []
    found: Sequence[Item] = record.get("percentages") or []
    for name, keep in (("percentages", True), ("percentages.value_only", False)):
        keys = [[(magnitude(p), comparator(p) if keep else None) for p in side] for side in (wanted, found)]
        yield Match(name, *keys)


def compare_schools(gold: Item, record: Item) -> Iterator[Match]:
    """``schools``, and ``schools.link`` where gold tells the records of the registry."""
    if "schools" not in gold:
        return
    wanted: Sequence[Item] = gold["schools"] or []
    found: Sequence[Item] = record.get("schools") or []
    yield Match("schools", [school_key(s) for s in wanted], [school_key(s) for s in found])
    if any("registry" in school for school in wanted):
        right = [(*school_key(s), s["registry"]) for s in wanted if s.get("registry")]
        linked = [(*school_key(s), _linked(s)) for s in found if _linked(s)]
        yield Match("schools.link", right, linked)


def _linked(school: Item) -> str | None:
    link = school.get("link") or {}
    return link.get("id") if link.get("status") == "matched" else None


def compare_deadlines(gold: Item, record: Item) -> Iterator[Match]:
    """``deadlines``."""
    if "deadlines" in gold:
        yield Match("deadlines", *([deadline_key(d) for d in side.get("deadlines") or []] for side in (gold, record)))


def compare_findings(gold: Item, record: Item) -> Iterator[Match]:
    """``findings``; extra ones count only where gold says that its list is complete."""
    if "findings" not in gold or "findings" not in record:
        return
    wanted: Sequence[Item] = gold["findings"] or []
    found: Sequence[Item] = record["findings"] or []
    pairs = pair(wanted, found, _same_finding, least=_SAME_FINDING)
    have = [_label(wanted[i]) for i in pairs]
    if gold.get("findings_complete"):
        used = set(pairs.values())
        have += [f"extra: {_label(item)}" for j, item in enumerate(found) if j not in used]
    yield Match("findings", [_label(item) for item in wanted], have)


def _same_finding(want: Item, have: Item) -> float:
    if want.get("rule") != have.get("rule"):
        return 0.0
    place, other = text_key(_place(want)), text_key(_place(have))
    if not place or place == other:
        return 100.0
    if place in [text_key(have.get(key)) for key in ("indicator", "order", "at", "quote", "message")]:
        return 99.0
    return holds(other, place) if min(len(place), len(other)) > _SHORT_PLACE else 0.0


def _place(finding: Item) -> str:
    return str(finding.get("indicator") or finding.get("order") or finding.get("at") or "")


def _label(finding: Item) -> str:
    return f"{finding.get('rule')} {_place(finding)[:_SHOWN]}"
