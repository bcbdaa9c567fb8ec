"""Running the rules over one draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.checking.catalogue import Found, Rule, functions, rules
from extractor.checking.draft import Draft
from extractor.record import Finding, Record, Severity

if TYPE_CHECKING:
    from extractor.checking.options import Options
    from extractor.checking.profile import Profile


def run(record: Record, *, profile: Profile | None, options: Options) -> tuple[Finding, ...]:
    """The findings of all rules that are to run, in reading order; those without a place come first."""
    draft = Draft(record, profile)
    found: list[Finding] = []
    for rule in rules().values():
        if not options.runs(rule) or (rule.needs == "profile" and profile is None):
            continue
        severity = options.severity(rule)
        found += [_finding(rule, severity, one) for one in functions()[rule.id](draft)]
    return tuple(sorted(found, key=_place))


def _finding(rule: Rule, severity: Severity, found: Found) -> Finding:
    return Finding(
        rule=rule.id,
        severity=severity,
        message=found.message[:1].upper() + found.message[1:],
        indicator=found.indicator,
        order=found.order,
        at=found.at,
        span=found.span,
        related=found.related,
    )


def _place(finding: Finding) -> tuple[int, str, str, str]:
    start = finding.span.start if finding.span is not None else -1
    return start, finding.rule, finding.indicator or finding.order or "", finding.at or ""
