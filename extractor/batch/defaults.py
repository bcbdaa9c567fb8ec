"""Names and numbers that the help of the command tells; importing them costs nothing."""

from __future__ import annotations

FAILURES = "failures.jsonl"
FAILED = "failed"
"""Among the outcomes to try again: all without a record."""
# The slowest honest page, a scan, takes some 5 seconds, and a megabyte of scans holds some ten of them.
SECONDS = 60.0
LONGEST = 3600.0
# Eleven days: longer waits are refused by clocks of some systems, and nobody waits for one document so long.
FOREVER = 1e6
# The largest document that the readers' own limits let through takes less than half of it.
MEGABYTES = 1500
