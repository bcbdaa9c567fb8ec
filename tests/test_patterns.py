"""Every example in ``patterns/``: what must match gives what it says, what must not does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest

from extractor.fields.columns import role_of
from extractor.fields.deadlines import Found, find_deadlines
from extractor.fields.grid import flat
from extractor.fields.numbers import find_numbers
from extractor.fields.orders import order_type
from extractor.fields.reasons import reasons_in
from extractor.fields.roles import find_cues, role_at
from extractor.fields.schools import find_schools
from extractor.fields.statuses import find_status
from extractor.linking import lexicon
from extractor.linking.fold import fold
from extractor.patterns import Entry, folder, load
from extractor.reading.ocr.slips import slip_of
from extractor.record import Role
from extractor.registry.places import piece_field
from extractor.registry.words import field_of, names_branch, status_of

REFERENCE = date(2024, 11, 20)


def deadline(found: Found) -> dict[str, Any]:
    form = found.form
    return {k: v for k in ("kind", "start", "due", "rrule", "duration", "ongoing") if (v := getattr(form, k))}


def deadlines(text: str) -> list[dict[str, Any]]:
    return [deadline(f) for f in find_deadlines(text, where="slot", reference=REFERENCE)]


def check_deadlines(entry: Entry) -> None:
    for ok in entry.data["ok"]:
        assert deadlines(ok["text"]) == ok["want"], ok["text"]
    wanted = [w for ok in entry.data["ok"] for w in ok["want"]]
    for text in entry.data["bad"]:
        for got in deadlines(text):
            assert got["kind"] not in {w["kind"] for w in wanted} or got not in wanted, text


def check_reasons(entry: Entry) -> None:
    for ok in entry.data["ok"]:
        found = next(reasons_in(ok["text"]), None)
        assert found and ok["text"][slice(*found)] == ok["want"], ok["text"]
    for text in entry.data["bad"]:
        assert not list(reasons_in(text)), text


def check_schools(entry: Entry) -> None:
    for ok in entry.data.get("ok", ()):
        assert [f"{m.kind} {m.number or '-'} {m.name or '-'}" for m in find_schools(ok["text"])] == ok["want"], ok[
            "text"
        ]
    for text in entry.data.get("bad", ()):
        found = [m for m in find_schools(text) if m.kind == entry.data["kind"] and not entry.data.get("form")]
        assert not found, text


def check_statuses(entry: Entry) -> None:
    for text in entry.data.get("ok", ()):
        found = find_status(text)
        assert found is not None and found.status == entry.data["status"], text
    for text in entry.data.get("bad", ()):
        found = find_status(text)
        assert found is None or found.status != entry.data["status"], text


def check_columns(entry: Entry) -> None:
    for text in entry.data.get("ok", ()):
        assert role_of(flat(text)) == entry.id, text
    for text in entry.data.get("bad", ()):
        assert role_of(flat(text)) != entry.id, text


def check_orders(entry: Entry) -> None:
    for text in entry.data.get("ok", ()):
        assert order_type(text) == entry.id, text
    for text in entry.data.get("bad", ()):
        assert order_type(text) != entry.id, text


def check_header(entry: Entry) -> None:
    from extractor.text.normalise import normalise

    pattern = entry.regex() if "match" in entry.data else None
    for text in entry.data.get("ok", ()):
        assert pattern and pattern.match(normalise(text).text), text
    for text in entry.data.get("bad", ()):
        assert pattern and not pattern.match(normalise(text).text), text


def check_scans(entry: Entry) -> None:
    def mended(text: str) -> str:
        for edit in sorted(slip_of(entry).edits(text), reverse=True):
            text = text[: edit.start] + edit.put + text[edit.end :]
        return text

    for said, wanted in entry.data["ok"]:
        assert mended(said) == wanted
    for said in entry.data["bad"]:
        assert mended(said) == said


def check_scan_doubts(entry: Entry) -> None:
    pattern = entry.regex(flags=re.RegexFlag(0))
    for text in entry.data["ok"]:
        found = pattern.search(text)
        assert found and any(map(str.isdigit, next(filter(None, found.groups()), found[0]))), text
    for text in entry.data["bad"]:
        assert not pattern.search(text), text


def check_comparators(entry: Entry) -> None:
    for text in entry.data["ok"]:
        assert find_numbers(text)[0].comparator == entry.id, text
    for text in entry.data["bad"]:
        assert all(n.comparator != entry.id for n in find_numbers(text)), text


def check_roles(entry: Entry) -> None:
    def roles(text: str) -> set[str]:
        figures = [m.start() for m in re.finditer(r"\d[\d,.]*(?! год)", text)]
        cues = find_cues(text)
        return {role_at(text, at, cues, since=0, default=cast(Role, "none"))[0] for at in figures[-1:]}

    role = entry.data.get("role", entry.id)
    for text in entry.data["ok"]:
        assert roles(text) == {role}, text
    for text in entry.data["bad"]:
        assert role not in roles(text), text


def check_registry(entry: Entry) -> None:
    def status(text: str) -> str | None:
        found, known = status_of(text)
        return found or ("unknown" if known else None)

    reads: dict[str, Callable[[str], object]] = {
        "head": field_of,
        "status": status,
        "place": piece_field,
        "branch": lambda text: names_branch(text) or None,
    }
    read = reads[entry.data["what"]]
    wanted = entry.data.get("field", entry.data.get("status", True))
    for text in entry.data["ok"]:
        assert read(text) == wanted, text
    for text in entry.data["bad"]:
        assert read(text) != wanted, text


def check_links(entry: Entry) -> None:
    """The words of kinds, as in ``parse``; what is no school is asked for only where no kind is found."""
    code = entry.text("code")

    def codes(text: str) -> set[str]:
        low = fold(text).lower()
        found = {lexicon.kinds()[m.lastgroup or ""].code for m in lexicon.kind_words().finditer(low)}
        return found or ({lexicon.OTHER} if lexicon.other().search(low) else set())

    for text in entry.data["ok"]:
        assert code in codes(text), text
    for text in entry.data["bad"]:
        assert code not in codes(text), text


CHECKS: dict[str, Callable[[Entry], None]] = {
    "deadlines": check_deadlines,
    "schools": check_schools,
    "statuses": check_statuses,
    "columns": check_columns,
    "orders": check_orders,
    "reasons": check_reasons,
    "header": check_header,
    "comparators": check_comparators,
    "roles": check_roles,
    "registry": check_registry,
    "links": check_links,
    "scans": check_scans,
    "scan_doubts": check_scan_doubts,
}
FILES = sorted(p.stem for p in folder().glob("*.toml"))
ENTRIES = [(name, entry) for name in FILES for entry in load(name)]


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[f"{n}:{e.id}" for n, e in ENTRIES])
def test_examples(name: str, entry: Entry) -> None:
    if "match" in entry.data:
        assert len(entry.data["ok"]) >= 2, "a rule has at least two texts that must match"
        assert len(entry.data["bad"]) >= 2, "and two that must not"
        CHECKS[name](entry)
    for word in entry.data.get("words", ()):
        assert isinstance(word, str) and word.strip() == word
        if "=" not in word:
            re.compile(word)
