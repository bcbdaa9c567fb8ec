"""The catalogue of rules: one entry of ``patterns/checks.toml`` for each, and the function that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractor.patterns import Entry, PatternFile, load
from extractor.record import Severity, Span

if TYPE_CHECKING:
    from extractor.checking.draft import Draft

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
PEDANTIC = "pedantic"
_NEEDS = ("", "registry", "profile")


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule's function tells; the rule's name and severity are put to it by the engine."""

    message: str
    span: Span | None = None
    indicator: str | None = None
    order: str | None = None
    at: str | None = None
    related: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as people see it.

    ``needs`` names what must be given besides the draft (``registry``, ``profile``); ``pedantic`` rules are off unless
    they are selected.  ``good`` and ``bad`` are drafts in a few lines: the tests run them.
    """

    id: str
    title: str
    severity: Severity
    why: str
    silence: str
    needs: str
    pedantic: bool
    good: tuple[str, ...]
    bad: tuple[str, ...]


Function = Callable[["Draft"], Iterable[Found]]
_FUNCTIONS: dict[str, Function] = {}


def rule(name: str) -> Callable[[Function], Function]:
    """Makes a function the one behind an entry of the catalogue."""

    def keep(function: Function) -> Function:
        _FUNCTIONS[name] = function
        return function

    return keep


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name, in the order of the file.

    Raises:
        SvodkaError: ``bad-pattern`` with the line of a mistake.
    """
    return {rule.id: rule for rule in rules_of(load("checks"))}


def rules_of(file: PatternFile) -> list[Rule]:
    """The rules of a file of entries."""
    return [_rule(entry) for entry in file]


def _rule(entry: Entry) -> Rule:
    pedantic = entry.data.get(PEDANTIC, False)
    if not isinstance(pedantic, bool):
        entry.fail(f"«{PEDANTIC}»: true или false")
    needs = entry.text("needs", "")
    if needs not in _NEEDS:
        entry.fail("«needs»: registry или profile")
    good, bad = entry.strings("ok"), entry.strings("bad")
    if not good or not bad:
        entry.fail("нужны примеры ok и bad")
    return Rule(
        entry.id,
        entry.text("title"),
        entry.one_of("severity", SEVERITIES),
        " ".join(entry.text("why").split()),
        " ".join(entry.text("silence", "").split()),
        needs,
        pedantic,
        good,
        bad,
    )


@cache
def functions() -> Mapping[str, Function]:
    """The function of every rule; the modules that hold them are imported when they are first asked for."""
    from extractor.checking import (  # noqa: F401 - each puts its functions into the catalogue
        rules_conflicts,
        rules_counts,
        rules_header,
        rules_lists,
        rules_numbering,
        rules_orders,
        rules_pedantic,
        rules_pedantic_text,
        rules_profile,
        rules_schools,
        rules_shares,
    )

    return {name: _FUNCTIONS[name] for name in rules()}
