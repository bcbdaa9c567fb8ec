"""Checking of a draft: what is missing or contradicts itself, told before it is signed.

    from extractor.checking import check
    findings = check(record)

A rule is one function and one entry of ``patterns/checks.toml``; which of them run, ``options`` say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.checking.options import Options
    from extractor.checking.profile import Profile
    from extractor.record import Finding, Record


def check(record: Record, *, profile: Profile | None = None, options: Options | None = None) -> tuple[Finding, ...]:
    """The findings of one draft, in reading order; those without a place first.

    Args:
        record: as ``extract`` gives it; linked, if mentions of schools are to be checked.
        profile: which indicators the draft has to report.
        options: which rules run and how severe they are; by default all that are on by default.
    """
    from extractor.checking.engine import run
    from extractor.checking.options import Options

    return run(record, profile=profile, options=options or Options())
