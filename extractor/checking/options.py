"""Which rules run on a draft, and how severe their findings are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.checking.catalogue import PEDANTIC, Rule, rules
from extractor.record import Severity


@dataclass(frozen=True, slots=True)
class Options:
    """The choice of a user.

    ``select``: rules, or ``pedantic``, that run besides those that are on by default.  ``only``: these alone.
    ``ignore``: rules that do not run, whatever else is said.  ``severities``: other than the catalogue's.
    """

    select: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def runs(self, rule: Rule) -> bool:
        """Whether a rule is to run."""
        names = {rule.id, PEDANTIC} if rule.pedantic else {rule.id}
        if rule.id in self.ignore or (PEDANTIC in self.ignore and rule.pedantic and rule.id not in self.select):
            return False
        if self.only:
            return bool(names & self.only)
        return not rule.pedantic or bool(names & self.select)

    def severity(self, rule: Rule) -> Severity:
        """The severity of a rule's findings."""
        return self.severities.get(rule.id, rule.severity)


def selectable() -> tuple[str, ...]:
    """What may be selected or ignored: the names of all rules, and of the group of those that are off by default."""
    return (*rules(), PEDANTIC)
